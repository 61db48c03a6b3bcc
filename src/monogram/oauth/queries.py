"""Reads of clients and tokens."""

from __future__ import annotations

import re

from django.conf import settings
from django.db.models import Q, QuerySet
from oauth2_provider.models import AccessToken

from monogram.common import clock, signing
from monogram.oauth.models import ApiClient

_PRINTABLE = re.compile(r"[\x21-\x7e]{1,255}\Z")


def _in_use(prefix: str = "") -> Q:
    """Clients that work: switched on, and those of the demo in demo mode only."""
    works = Q(**{f"{prefix}is_active": True})
    return works if settings.MONOGRAM_DEMO else works & Q(**{f"{prefix}is_demo": False})


def usable_client(client_id: str) -> ApiClient | None:
    """The client of that ID with its company, if it is switched on and the company is active."""
    if not _PRINTABLE.match(client_id):
        return None
    clients = ApiClient.objects.filter(_in_use(), client_id=client_id, company__is_active=True)
    return clients.select_related("company").first()


def client_of_token(token: str) -> tuple[ApiClient, list[str]] | None:
    """Whom a token was given to, with its company, and the scopes that it has; None if it does not work, or no longer.

    A token is found by the checksum that is all that is kept of it, so that nothing is compared byte by byte.
    """
    if not _PRINTABLE.match(token):
        return None
    checksum = signing.sha256_hex(token.encode())
    tokens = AccessToken.objects.filter(_in_use("application__"), token_checksum=checksum, expires__gt=clock.now())
    found = tokens.select_related("application__company").first()
    return (found.application, found.scope.split()) if found and found.application else None


def live_tokens(client: ApiClient) -> QuerySet[AccessToken]:
    """The client's tokens that have not expired."""
    return AccessToken.objects.filter(application=client, expires__gt=clock.now())
