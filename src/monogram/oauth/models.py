"""The programs that companies let in by OAuth 2. Their tokens are rows of django-oauth-toolkit."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from oauth2_provider.models import AbstractApplication

from monogram.common import refs
from monogram.companies.models import Company
from monogram.oauth.scopes import DESCRIPTIONS


def validate_scopes(value: object) -> None:
    """A JSON list of scopes by their own names, one at least. Raises ValidationError naming the wrong one."""
    if not isinstance(value, list) or not value:
        raise ValidationError("Choose at least one scope.")
    for name in value:
        if name not in DESCRIPTIONS:
            raise ValidationError(f"{name!r} is no scope.")


class ApiClient(AbstractApplication):
    """One program of a company. It identifies itself by `client_id` and a secret of which only a keyed hash is kept.

    It knows one grant, client credentials. What other grants need, the toolkit's columns for people and for addresses
    that browsers are led back to, is left out of the table: what is not there cannot be misused.
    """

    # None is how Django leaves an inherited column out; the stubs know no such thing.
    user = cimd_expires_at = None
    redirect_uris = post_logout_redirect_uris = allowed_origins = None  # type: ignore[assignment]  # left out
    skip_authorization = algorithm = hash_client_secret = registration_source = None  # type: ignore[assignment]  # as above

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="api_clients")
    name = models.CharField(max_length=60, default="Default", help_text="What it is for, e.g. “Web shop”.")
    client_id = models.CharField("client ID", max_length=64, unique=True, default=refs.new_public_id, editable=False)
    client_secret = models.CharField(max_length=64, editable=False)
    client_type = models.CharField(max_length=32, default=AbstractApplication.CLIENT_CONFIDENTIAL, editable=False)
    authorization_grant_type = models.CharField(
        max_length=44, default=AbstractApplication.GRANT_CLIENT_CREDENTIALS, editable=False
    )
    scopes = models.JSONField(validators=[validate_scopes], default=list)
    is_active = models.BooleanField(
        "active", default=True, help_text="A client that is not gets no tokens, and those that it has do not work."
    )
    hourly_request_limit = models.PositiveIntegerField(default=1000)
    daily_request_limit = models.PositiveIntegerField(default=10000)
    is_demo = models.BooleanField(default=False, editable=False, help_text="Works in demo mode only.")
    last_token_at = models.DateTimeField("last token", null=True, editable=False)

    class Meta:
        verbose_name = "API client"
        verbose_name_plural = "API clients"
        ordering = ["company", "name"]

    def __str__(self) -> str:
        return f"{self.name} of {self.company}"

    def clean(self) -> None:
        """The toolkit checks the columns here that are left out."""
