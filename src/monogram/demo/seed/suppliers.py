"""The retailer's accounts with its suppliers, and where their orders are pushed."""

from __future__ import annotations

from django.conf import settings

from monogram.companies.models import Company
from monogram.demo import world
from monogram.suppliers import services
from monogram.suppliers.models import DropshipAccount, PushIntegration


def seed() -> None:
    """One account and one push integration per supplier. The push follows the demo sites' present address."""
    for supplier_id, account_id in world.ACCOUNT_IDS.items():
        supplier = Company.objects.get(pk=supplier_id)
        DropshipAccount.objects.get_or_create(
            pk=account_id, defaults={"retailer_id": world.RETAILER_ID, "supplier": supplier}
        )
        _push_to_inbox(supplier)


def _push_to_inbox(supplier: Company) -> None:
    """Leave a push alone that goes to the right place already: somebody may have switched it off."""
    url = f"{settings.MONOGRAM_DEMO_SITES_URL}/inbox/push/{supplier.pk}"
    if settings.MONOGRAM_DEMO_SITES_URL and not PushIntegration.objects.filter(supplier=supplier, url=url).exists():
        services.enable_push(supplier=supplier, url=url, hmac_key=world.PUSH_HMAC_KEYS[supplier.pk])
