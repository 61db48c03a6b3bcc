"""Who is calling, may they, and how the keys that prove it are made."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from monogram.common import clock, refs, signing
from monogram.companies import rate_limit
from monogram.companies.credentials import Credentials, parse_authorization
from monogram.companies.errors import (
    AddressNotAllowedError,
    AuthenticationFailedError,
    CompanyDeactivatedError,
    WrongCompanyTypeError,
)
from monogram.companies.models import ApiKey, Company

Needs = Literal["retailer", "supplier", "any"]


@dataclass(frozen=True)
class Caller:
    """An authenticated company and the rate-limit headers that its answer carries."""

    company: Company
    headers: Mapping[str, str]


def create_api_key(*, company: Company, name: str = "Default", key: str | None = None, is_demo: bool = False) -> str:
    """Give a company one more key and return it: 27 alphanumerics, or the `key` given."""
    key = key or refs.new_api_key()
    ApiKey.objects.update_or_create(
        company=company,
        key_hash=signing.lookup_hash(key),
        defaults={"name": name, "encrypted_key": signing.encrypt(key), "is_demo": is_demo, "revoked_at": None},
    )
    return key


@transaction.atomic
def revoke_api_key(*, api_key: ApiKey) -> None:
    """The key stops working with the next request. It stays in the list, with the time."""
    if api_key.revoked_at is None:
        api_key.revoked_at = clock.now()
        api_key.save(update_fields=["revoked_at"])


def reveal_api_key(api_key: ApiKey) -> str:
    """The key in clear: it is also the secret of the VPC link's HMAC."""
    return signing.decrypt(api_key.encrypted_key)


def _company_of(credentials: Credentials | None) -> Company:
    if credentials is None:
        raise AuthenticationFailedError
    key_hash = signing.lookup_hash(credentials.key)
    found = _usable_keys().filter(company_id=credentials.company_id, key_hash=key_hash).first()
    if found is None:
        raise AuthenticationFailedError
    return found.company


def _usable_keys() -> QuerySet[ApiKey]:
    """Keys that let somebody in, with their companies: neither revoked, nor of the demo world outside of it."""
    keys = ApiKey.objects.filter(revoked_at__isnull=True).select_related("company")
    return keys if settings.MONOGRAM_DEMO else keys.filter(is_demo=False)


def _is_within(address: str, networks: Iterable[str]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return any(ip in ipaddress.ip_network(network, strict=False) for network in networks)


def _admit(company: Company, *, remote_address: str, needs: Needs) -> Caller:
    """The checks after the key, in the order of `contract.md §1`."""
    if not company.is_active:
        raise CompanyDeactivatedError
    if company.allowed_addresses and not _is_within(remote_address, company.allowed_addresses):
        raise AddressNotAllowedError
    if (needs == "retailer" and not company.may_order) or (needs == "supplier" and not company.may_supply):
        raise WrongCompanyTypeError
    return Caller(company, rate_limit.headers(rate_limit.count_request(company)))


def authenticate(*, authorization: str | None, remote_address: str, needs: Needs = "any") -> Caller:
    """Let a REST request in, and count it.

    Raises, in this order, AuthenticationFailedError, CompanyDeactivatedError, AddressNotAllowedError,
    WrongCompanyTypeError or RateLimitExceededError. Commits its own count, so call it before any transaction.
    """
    company = _company_of(parse_authorization(authorization))
    return _admit(company, remote_address=remote_address, needs=needs)


def authenticate_key(*, key: str, remote_address: str, needs: Needs = "any") -> Caller:
    """Let a request of Order-iT 2.1 in, which names its company by the key alone (`contract.md §3`), and count it.

    Raises what `authenticate` raises. Keys have 160 random bits, so no two companies share one; were an operator to
    type the same key for two, it opens neither.
    """
    found = list(_usable_keys().filter(key_hash=signing.lookup_hash(key))[:2])
    if len(found) != 1:
        raise AuthenticationFailedError
    return _admit(found[0].company, remote_address=remote_address, needs=needs)


def remote_address(meta: Mapping[str, Any]) -> str:
    """The caller's IP address out of a WSGI environment.

    `X-Forwarded-For` is believed only as far as it was written by proxies in `MONOGRAM_TRUSTED_PROXIES`: read from
    the right, the first address that is none of ours.
    """
    address = str(meta.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    while hops and _is_within(address, settings.MONOGRAM_TRUSTED_PROXIES):
        address = hops.pop()
    return address
