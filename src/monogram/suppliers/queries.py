"""Reads of accounts and of how orders reach suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from monogram.common import signing
from monogram.companies.models import Company
from monogram.suppliers.models import DropshipAccount, PushIntegration


@dataclass(frozen=True, slots=True)
class PushTarget:
    """Where a supplier wants its orders, and the key that signs them."""

    url: str
    hmac_key: str


def accounts_of(retailer: Company) -> QuerySet[DropshipAccount]:
    """The retailer's active accounts, oldest first."""
    return DropshipAccount.objects.filter(retailer=retailer, is_active=True).order_by("id")


def account_for(retailer: Company, supplier: Company) -> DropshipAccount | None:
    """The retailer's oldest active account with the supplier."""
    return accounts_of(retailer).filter(supplier=supplier).first()


def push_for(*, account_id: int | None, supplier_id: int | None) -> PushTarget | None:
    """The push of an order's account, else the supplier's own (`contract.md §5`).

    An account with an integration of its own that is switched off gets no push: that is how one account is taken out.
    """
    own = PushIntegration.objects.filter(account_id=account_id).first() if account_id else None
    integration = own or (PushIntegration.objects.filter(supplier_id=supplier_id).first() if supplier_id else None)
    if integration is None or not integration.is_enabled or not integration.url:
        return None
    return PushTarget(integration.url, signing.decrypt(integration.encrypted_hmac_key))
