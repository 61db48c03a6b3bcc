"""The demo retailer, its suppliers, their keys, and the staff login."""

from __future__ import annotations

from monogram.callbacks.models import SigningSecret
from monogram.callbacks.services import set_signing_secret
from monogram.companies.models import ApiKey, Company, CompanyType, Membership, Role, User
from monogram.companies.services import create_api_key
from monogram.demo import world
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import DESCRIPTIONS
from monogram.oauth.services import create_client

ASKS_ALL_DAY = {"hourly_request_limit": 5_000, "daily_request_limit": 100_000}
"""For the supplier whose program asks for orders every few seconds, so that people see them come."""


def seed() -> None:
    """The companies, one demo key each, an owner for each supplier's portal, and staff who may do everything.

    The shop has an API client too, which may do whatever a client may.
    """
    shop = _company(world.RETAILER_ID, world.RETAILER_NAME, CompanyType.RETAILER, world.RETAILER_KEY)
    if not SigningSecret.objects.filter(company=shop).exists():
        set_signing_secret(company=shop, secret=world.RETAILER_WEBHOOK_SECRET)
    _api_client(shop)
    for supplier_id, name in world.SUPPLIER_NAMES.items():
        supplier = _company(supplier_id, name, CompanyType.SUPPLIER, world.SUPPLIER_KEYS[supplier_id])
        _portal_user(supplier, *world.PORTAL_USERS[supplier_id])
    if not User.objects.filter(email=world.STAFF_EMAIL).exists():
        User.objects.create_superuser(world.STAFF_EMAIL, world.STAFF_PASSWORD, name="Demo staff", is_demo=True)


def _api_client(shop: Company) -> None:
    everything = list(DESCRIPTIONS)
    if not ApiClient.objects.filter(client_id=world.CLIENT_ID).update(scopes=everything):
        named = {"client_id": world.CLIENT_ID, "secret": world.CLIENT_SECRET}
        create_client(company=shop, name="Demo", scopes=everything, is_demo=True, **named)


def _portal_user(supplier: Company, email: str, name: str) -> None:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, world.PORTAL_PASSWORD, name=name, is_demo=True)
        Membership.objects.create(user=user, company=supplier, role=Role.OWNER)


def _company(company_id: int, name: str, kind: CompanyType, key: str) -> Company:
    batches = kind == CompanyType.SUPPLIER
    limits = ASKS_ALL_DAY if world.CHANNELS.get(company_id) == world.Channel.PULL else {}
    company, _ = Company.objects.get_or_create(
        pk=company_id, defaults={"name": name, "type": kind, "batches_production": batches, **limits}
    )
    if not ApiKey.objects.filter(company=company, is_demo=True).exists():
        create_api_key(company=company, name="Demo", key=key, is_demo=True)
    return company
