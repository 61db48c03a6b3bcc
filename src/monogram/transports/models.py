"""The columns of a folder, for the models of whoever keeps one. No table of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from monogram.common import clock, signing
from monogram.transports.settings import FolderProtocol, FolderSettings

_NAMES = {
    FolderProtocol.SFTP: "SFTP",
    FolderProtocol.FTPS: "FTPS, explicit (begins in the clear, then TLS)",
    FolderProtocol.FTPS_IMPLICIT: "FTPS, implicit (TLS from the start)",
    FolderProtocol.FTP: "FTP, unencrypted",
    FolderProtocol.S3: "S3",
    FolderProtocol.LOCAL: "A folder of this machine",
}
_OVER_A_NETWORK = set(FolderProtocol) - {FolderProtocol.LOCAL, FolderProtocol.S3}

STOP = timedelta(hours=1)
"""How long a folder is left alone after a failure that will not pass by itself: a wrong password locks accounts."""


class FolderFields(models.Model):
    """Where a folder is and how to sign in there, as `FolderSettings`; secrets are encrypted."""

    protocol = models.CharField(
        max_length=16,
        choices=[(protocol.value, name) for protocol, name in _NAMES.items()],
        default=FolderProtocol.SFTP.value,
    )
    host = models.CharField(max_length=253, blank=True)
    port = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(65535)], help_text="0: the protocol's usual port."
    )
    username = models.CharField("user name", max_length=200, blank=True)
    uses_key = models.BooleanField(
        "sign in by key", default=False, help_text="SFTP: with a key of ours instead of a password. “Show public key”."
    )
    encrypted_password = models.TextField(blank=True, editable=False)
    encrypted_private_key = models.TextField(blank=True, editable=False)
    public_key = models.TextField(blank=True, editable=False)
    host_key = models.TextField(
        blank=True,
        help_text="The server's line of known_hosts. “Trust this host key” fetches it and shows its fingerprint.",
    )
    certificate = models.TextField(
        blank=True,
        help_text="PEM. Only for a server whose certificate no public authority has signed: exactly this one is taken.",
    )
    folder = models.CharField(
        max_length=500,
        blank=True,
        help_text="A path on the server, from where signing in leads. On S3, what the keys begin with.",
    )
    is_passive = models.BooleanField("passive mode", default=True, help_text="Off only if the server asks for it.")
    bucket = models.CharField(max_length=63, blank=True)
    region = models.CharField(max_length=40, blank=True)
    endpoint = models.URLField(max_length=500, blank=True, help_text="Empty: Amazon's own.")
    access_key = models.CharField("access key ID", max_length=200, blank=True)
    encrypted_secret_key = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def folder_settings(self) -> FolderSettings:
        """The settings with their secrets. Raises ValueError if they were encrypted with another SECRET_KEY."""
        is_by_key = self.uses_key and self.protocol == FolderProtocol.SFTP
        return FolderSettings(
            FolderProtocol(self.protocol),
            host=self.host,
            port=self.port,
            username=self.username,
            password="" if is_by_key else _decrypted(self.encrypted_password),
            private_key=_decrypted(self.encrypted_private_key) if is_by_key else "",
            host_key=self.host_key,
            certificate=self.certificate,
            folder=self.folder,
            is_passive=self.is_passive,
            bucket=self.bucket,
            region=self.region,
            endpoint=self.endpoint,
            access_key=self.access_key,
            secret_key=_decrypted(self.encrypted_secret_key),
        )

    def set_secret(self, name: str, value: str) -> None:
        """Give it a `password`, `private_key` or `secret_key`; empty takes it away. Nothing is saved."""
        setattr(self, f"encrypted_{name}", signing.encrypt(value) if value else "")

    def clean(self) -> None:
        super().clean()
        missing: dict[str, Any] = {}
        if self.protocol in _OVER_A_NETWORK and not self.host:
            missing["host"] = "Enter the name of the server."
        if self.protocol in _OVER_A_NETWORK and not self.username:
            missing["username"] = "Enter the user name that the server knows."
        if self.protocol == FolderProtocol.S3 and not self.bucket:
            missing["bucket"] = "Enter the name of the bucket."
        if self.protocol == FolderProtocol.LOCAL and not self.folder.startswith("/"):
            missing["folder"] = "Enter the whole path of the folder, from / on."
        if missing:
            raise ValidationError(missing)


class PolledFolder(FolderFields):
    """A folder that is looked into again and again, and how that goes."""

    poll_seconds = models.PositiveIntegerField(
        "seconds between looks",
        default=300,
        validators=[MinValueValidator(2), MaxValueValidator(86_400)],
        help_text="How often the folder is looked into for news. A file is taken once it is the same at two looks.",
    )
    trouble = models.TextField(blank=True, editable=False, help_text="Why the folder cannot be used at all.")
    trouble_at = models.DateTimeField(null=True, editable=False)
    last_polled_at = models.DateTimeField("last looked into", null=True, editable=False)
    last_poll_found = models.CharField("what was found", max_length=200, blank=True, editable=False)
    last_poll_error = models.TextField("why that came to nothing", blank=True, editable=False)
    polling_until = models.DateTimeField(
        null=True, editable=False, help_text="While somebody looks into it, nobody else does."
    )
    seen_files = models.JSONField(
        default=dict, editable=False, help_text="What lay there at the last look: size, time and since when."
    )

    class Meta:
        abstract = True

    @property
    def stopped(self) -> str:
        """Why nobody may speak to the folder now; "" if they may."""
        is_fresh = self.trouble_at is not None and self.trouble_at > clock.now() - STOP
        return self.trouble if is_fresh else ""


def _decrypted(token: str) -> str:
    return signing.decrypt(token) if token else ""
