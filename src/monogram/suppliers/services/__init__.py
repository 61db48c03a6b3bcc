"""Writes of how orders reach suppliers; those of stock are in `stock`."""

from __future__ import annotations

import secrets

from django.db import transaction

from monogram.common import signing
from monogram.companies.models import Company
from monogram.suppliers.errors import PushOwnerError
from monogram.suppliers.integrations import PushIntegration
from monogram.suppliers.models import DropshipAccount


@transaction.atomic
def enable_push(
    *,
    account: DropshipAccount | None = None,
    supplier: Company | None = None,
    url: str,
    hmac_key: str | None = None,
) -> PushIntegration:
    """Send the orders of one account, or of all the supplier's accounts without their own, to the URL.

    The HMAC key is made once and stays when the URL changes; `hmac_key` sets a certain one instead. Raises
    PushOwnerError unless exactly one of account and supplier is given.
    """
    if (account is None) == (supplier is None):
        raise PushOwnerError
    integration, _ = PushIntegration.objects.select_for_update().get_or_create(account=account, supplier=supplier)
    integration.url, integration.is_enabled = url, True
    if hmac_key:
        integration.encrypted_hmac_key = signing.encrypt(hmac_key)
    save_integration(integration)
    return integration


def save_integration(integration: PushIntegration) -> None:
    """Keep an integration as it was filled in; enabled with a URL for the first time, it gets its HMAC key."""
    if integration.is_enabled and integration.url and not integration.encrypted_hmac_key:
        integration.encrypted_hmac_key = signing.encrypt(secrets.token_hex(32))
    integration.save()


def reveal_hmac_key(integration: PushIntegration) -> str:
    """The key as the supplier needs it; "" before it was made."""
    return signing.decrypt(integration.encrypted_hmac_key) if integration.encrypted_hmac_key else ""
