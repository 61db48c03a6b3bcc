"""Who is calling, may they, and how the keys that prove it are made."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.db import transaction

from monogram.common import clock, refs, signing
from monogram.common.commits import commit_together
from monogram.common.compiled import Table
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


# Asked with every request; a key that is revoked stops working with the next one.
_COMPANIES = Table(Company)
_WITH_USABLE_KEY = "JOIN companies_apikey k ON k.company_id = companies_company.id AND k.revoked_at IS NULL"
_DEMO = "AND (%s OR NOT k.is_demo)"


@dataclass
class Caller:
    """An authenticated company and, once its request is counted, the rate-limit headers that its answer carries."""

    company: Company
    headers: Mapping[str, str] = field(default_factory=dict)

    def count(self) -> None:
        """Count the request in the transaction that is open. Raises RateLimitExceededError."""
        self.headers = rate_limit.headers(rate_limit.count_request(self.company))

    def counted(self) -> Caller:
        """The same with the count committed."""
        commit_together(self.count)
        return self


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


def usable_api_keys(company_id: int) -> list[ApiKey]:
    """The keys of a company that work now, the company with each; none where there is no such company."""
    keys = ApiKey.objects.filter(company=company_id, revoked_at__isnull=True).select_related("company")
    return list(keys if settings.MONOGRAM_DEMO else keys.filter(is_demo=False))


def reveal_api_key(api_key: ApiKey) -> str:
    """The key in clear: it is also the secret of the VPC link's HMAC."""
    return signing.decrypt(api_key.encrypted_key)


def _company_of(credentials: Credentials | None) -> Company:
    if credentials is None:
        raise AuthenticationFailedError
    found = _COMPANIES.select(
        f"{_WITH_USABLE_KEY} WHERE companies_company.id = %s AND k.key_hash = %s {_DEMO}",
        [credentials.company_id, signing.lookup_hash(credentials.key), bool(settings.MONOGRAM_DEMO)],
    )
    if not found:
        raise AuthenticationFailedError
    return found[0]


def _is_within(address: str, networks: Iterable[str]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return any(ip in ipaddress.ip_network(network, strict=False) for network in networks)


def admitted(company: Company, *, remote_address: str, needs: Needs = "any") -> Caller:
    """The checks after the key, in the order of `contract.md §1`. Raises the errors 50002, 50003 and 50001."""
    if not company.is_active:
        raise CompanyDeactivatedError
    if company.allowed_addresses and not _is_within(remote_address, company.allowed_addresses):
        raise AddressNotAllowedError
    if (needs == "retailer" and not company.may_order) or (needs == "supplier" and not company.may_supply):
        raise WrongCompanyTypeError
    return Caller(company)


def recognise(*, authorization: str | None, remote_address: str, needs: Needs = "any") -> Caller:
    """Let a REST request in that is counted later, in one commit with what it writes: `Caller.count`.

    Raises, in this order, AuthenticationFailedError, CompanyDeactivatedError, AddressNotAllowedError or
    WrongCompanyTypeError.
    """
    return admitted(_company_of(parse_authorization(authorization)), remote_address=remote_address, needs=needs)


def authenticate(*, authorization: str | None, remote_address: str, needs: Needs = "any") -> Caller:
    """Let a REST request in, and count it.

    Raises what `recognise` raises, then RateLimitExceededError. Commits its own count, so call it before any
    transaction.
    """
    return recognise(authorization=authorization, remote_address=remote_address, needs=needs).counted()


def authenticate_key(*, key: str, remote_address: str, needs: Needs = "any") -> Caller:
    """Let a request of Order-iT 2.1 in, which names its company by the key alone (`contract.md §3`), and count it.

    Raises what `authenticate` raises. Keys have 160 random bits, so no two companies share one; were an operator to
    type the same key for two, it opens neither.
    """
    found = _COMPANIES.select(
        f"{_WITH_USABLE_KEY} WHERE k.key_hash = %s {_DEMO}",
        [signing.lookup_hash(key), bool(settings.MONOGRAM_DEMO)],
    )
    if len(found) != 1:
        raise AuthenticationFailedError
    return admitted(found[0], remote_address=remote_address, needs=needs).counted()


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
