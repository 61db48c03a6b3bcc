"""Writes of how orders reach suppliers; those of stock are in `stock`."""

from __future__ import annotations

import secrets

from django.db import transaction

from monogram.common import clock, signing
from monogram.companies.models import Company
from monogram.suppliers.errors import PushOwnerError
from monogram.suppliers.integrations import FolderIntegration, PushIntegration
from monogram.suppliers.models import DropshipAccount
from monogram.transports.settings import FolderProtocol


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


def save_folder(integration: FolderIntegration) -> None:
    """Keep a folder's settings as they were filled in. It gets its SSH keys with SFTP, and another chance."""
    if integration.protocol == FolderProtocol.SFTP and not integration.public_key:
        from monogram.transports.host_keys import new_key_pair  # it takes half a second to import

        pair = new_key_pair()
        integration.set_secret("private_key", pair.private)
        integration.public_key = pair.public
    integration.trouble, integration.trouble_at = "", None
    integration.save()


def note_trouble(integration_id: int, trouble: str) -> None:
    """Have nobody speak to a folder for a while, since it cannot be used; "" has them speak to it again."""
    at = clock.now() if trouble else None
    FolderIntegration.objects.filter(pk=integration_id).update(trouble=trouble, trouble_at=at)


def reveal_hmac_key(integration: PushIntegration) -> str:
    """The key as the supplier needs it; "" before it was made."""
    return signing.decrypt(integration.encrypted_hmac_key) if integration.encrypted_hmac_key else ""
