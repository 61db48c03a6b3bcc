"""How orders reach suppliers: the rows behind pushes and folders, and what was received from folders."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from monogram.common import clock
from monogram.companies.models import Company
from monogram.suppliers.formats import FileFormat
from monogram.transports.models import PolledFolder


class Integration(models.Model):
    """What pushes and folders have in common. Each is on one account or, for all without their own, on the supplier.

    Of the two kinds an owner has one: two would be two orders at the factory.
    """

    is_enabled = models.BooleanField("enabled", default=False)
    dispatch_date_only = models.BooleanField(
        "only on the required dispatch date",
        default=False,
        help_text="An order with a required dispatch date is sent when that day begins, any other at once.",
    )
    auto_ship = models.BooleanField(
        default=False, help_text="An order counts as dispatched as soon as the supplier has taken it."
    )
    text_elements = models.BooleanField(
        "personalisation text elements",
        default=False,
        help_text="Each line says what is written on it, area by area (texts).",
    )
    generate_documents = models.BooleanField(
        default=False,
        help_text="Each order says where its packing slip and its address label open (pdfs), also where orders are "
        "fetched.",
    )
    errors_to = models.EmailField(
        "e-mail errors to",
        blank=True,
        help_text="Told of orders that could not be delivered, of files that were refused, of a folder that cannot be "
        "used: at most once an hour. Needs a mail server (MONOGRAM_SMTP_URL).",
    )
    starts_at = models.DateTimeField(
        "start", null=True, blank=True, help_text="UTC. Orders that were placed before it are not sent."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        account, supplier = getattr(self, "account", None), getattr(self, "supplier", None)
        if (account is None) == (supplier is None):
            raise ValidationError("Choose either a dropship account or a supplier.")
        others: list[type[PushIntegration | FolderIntegration]] = [PushIntegration, FolderIntegration]
        for other in others:
            if not isinstance(self, other) and other.objects.filter(account=account, supplier=supplier).exists():
                raise ValidationError(
                    f"{account or supplier} has a {other._meta.verbose_name} already: an order would be made twice. "
                    "Delete that first; switching it off is not enough."
                )


class PushIntegration(Integration):
    """The "Generic API" of `contract.md §5`."""

    account = models.OneToOneField(
        "suppliers.DropshipAccount", null=True, blank=True, on_delete=models.CASCADE, related_name="push"
    )
    supplier = models.OneToOneField(Company, null=True, blank=True, on_delete=models.CASCADE, related_name="push")
    url = models.URLField("push URL", max_length=2000, blank=True)
    encrypted_hmac_key = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, supplier__isnull=True)
                | models.Q(account__isnull=True, supplier__isnull=False),
                name="push_on_account_or_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"Push to {self.account or self.supplier}"

    def clean(self) -> None:
        super().clean()
        if self.is_enabled and not self.url:
            raise ValidationError({"url": "An enabled integration needs a push URL."})


class FolderIntegration(Integration, PolledFolder):
    """The "Generic FileSystem" of `contract.md §6`: orders are written into a folder, and news is read from it."""

    account = models.OneToOneField(
        "suppliers.DropshipAccount", null=True, blank=True, on_delete=models.CASCADE, related_name="folder_integration"
    )
    supplier = models.OneToOneField(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="folder_integration"
    )
    file_format = models.CharField(
        "format of the order files",
        max_length=4,
        choices=[(kind.value, kind.value.upper()) for kind in FileFormat],
        default=FileFormat.XML.value,
        help_text="What suppliers write is read in any of them.",
    )
    with_artwork = models.BooleanField(
        "artwork files alongside",
        default=False,
        help_text="Print files are put into artwork/ before the order; their addresses are in the order either way.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, supplier__isnull=True)
                | models.Q(account__isnull=True, supplier__isnull=False),
                name="folder_on_account_or_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"Folder of {self.account or self.supplier}"

    @property
    def owner(self) -> Company:
        """The supplier whose folder it is."""
        supplier = self.supplier or (self.account.supplier if self.account else None)
        assert supplier  # noqa: S101 - it is on one of the two
        return supplier


class ReceivedState(models.TextChoices):
    BEGUN = "begun", "Being applied"
    DONE = "done", "Applied"
    REFUSED = "refused", "Refused"


class ReceivedFile(models.Model):
    """A file that a supplier left in its folder, and what came of it. The same content under one name counts once.

    Each of its entries is applied with `progress` in one transaction: whatever is cut off goes on where it was.
    """

    integration = models.ForeignKey(FolderIntegration, on_delete=models.CASCADE, related_name="received_files")
    folder = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("bytes")
    state = models.CharField(max_length=8, choices=ReceivedState.choices)
    progress = models.PositiveIntegerField(default=0, editable=False, help_text="How many entries are done with.")
    refused_entries = models.JSONField(
        default=list, editable=False, help_text="Their numbers from 0: when the file comes again, they alone are tried."
    )
    detail = models.TextField("what came of it", blank=True)
    modified_at = models.DateTimeField(null=True, editable=False, help_text="By the server; another is another upload.")
    received_at = models.DateTimeField("received", default=clock.now)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["integration", "folder", "name", "sha256"], name="received_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}"
