"""Who calls with a token, and how clients are made, changed and switched off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from oauth2_provider.models import AccessToken

from monogram.common import refs, signing
from monogram.companies import rate_limit
from monogram.companies.errors import AddressNotAllowedError, CompanyDeactivatedError
from monogram.companies.models import Company
from monogram.companies.services import admitted
from monogram.oauth import limits, queries
from monogram.oauth.errors import (
    ClientsAddressNotAllowedError,
    ClientsCompanyDeactivatedError,
    ScopeMissingError,
    TokenInvalidError,
    TokenMissingError,
)
from monogram.oauth.limits import Allowance
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import DESCRIPTIONS, in_order

_BEARER = re.compile(r"bearer +(\S+) *\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ApiCaller:
    """A company's program that has shown a token, what it may do and how often, and its answer's rate-limit headers."""

    company: Company
    client_id: str
    scopes: frozenset[str]
    allowance: Allowance
    headers: Mapping[str, str] = field(default_factory=dict)

    def require(self, scope: str) -> None:
        """Raises ScopeMissingError if the token has not got the scope."""
        if scope not in self.scopes:
            meaning = DESCRIPTIONS[scope]
            raise ScopeMissingError(f"The access token lacks the scope {scope} ({meaning})", scope=scope)


def caller_of(*, authorization: str | None, remote_address: str) -> ApiCaller:
    """Let a request with `Authorization: Bearer TOKEN` in, and count it.

    A token has at most the scopes that its client has now. Raises, in this order, TokenMissingError and
    TokenInvalidError (401), ClientsCompanyDeactivatedError and ClientsAddressNotAllowedError (403), and
    ClientsRateLimitExceededError (429): all are BearerErrors, with the challenge for `WWW-Authenticate`. Commits its
    own count, so call it before any transaction.
    """
    given = _BEARER.match((authorization or "").strip())
    if given is None:
        raise TokenMissingError
    found = queries.client_of_token(given[1])
    if found is None:
        raise TokenInvalidError
    client, scopes = found
    try:
        admitted(client.company, remote_address=remote_address)
    except CompanyDeactivatedError:
        raise ClientsCompanyDeactivatedError from None
    except AddressNotAllowedError:
        raise ClientsAddressNotAllowedError from None
    quotas = limits.count_request(client)
    allowed = frozenset(scopes) & frozenset(client.scopes)
    return ApiCaller(client.company, client.client_id, allowed, limits.allowance_of(client), rate_limit.headers(quotas))


def create_client(
    *,
    company: Company,
    name: str,
    scopes: Iterable[str],
    client_id: str | None = None,
    secret: str | None = None,
    is_demo: bool = False,
) -> tuple[ApiClient, str]:
    """A new client and its secret, which nobody can read again. Unknown scopes raise ValidationError."""
    wanted = list(scopes)
    secret = secret or refs.new_client_secret()
    client = ApiClient(
        company=company,
        name=name,
        scopes=in_order(wanted) if wanted and set(in_order(wanted)) >= set(wanted) else wanted,
        client_id=client_id or refs.new_public_id(),
        client_secret=signing.lookup_hash(secret),
        is_demo=is_demo,
    )
    client.full_clean()
    client.save()
    return client, secret


@transaction.atomic
def renew_secret(*, client: ApiClient) -> str:
    """A new secret in place of the old one, which works no more. Tokens that have been given go on to their end."""
    secret = refs.new_client_secret()
    client.client_secret = signing.lookup_hash(secret)
    client.save(update_fields=["client_secret", "updated"])
    return secret


@transaction.atomic
def revoke_tokens(*, client: ApiClient) -> int:
    """All tokens of a client stop working with the next request. How many there were."""
    return AccessToken.objects.filter(application=client).delete()[0]
