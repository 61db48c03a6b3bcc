"""Why a call with a token is refused: RFC 6750's answers, with the codes of `contract.md §1` where it has one."""

from __future__ import annotations

from monogram.common.errors import MonogramError
from monogram.companies.errors import AddressNotAllowedError, CompanyDeactivatedError, RateLimitExceededError

REALM = "Monogram"


class BearerError(MonogramError):
    """Carries the challenge that stands in the answer's `WWW-Authenticate`, if there is one."""

    http_status = 403

    @property
    def challenge(self) -> str:
        """The header's value; "" for none."""
        return ""


class TokenMissingError(BearerError):
    code = 50010
    http_status = 401
    message = "An access token is needed: send Authorization: Bearer TOKEN"

    @property
    def challenge(self) -> str:
        return f'Bearer realm="{REALM}"'


class TokenInvalidError(BearerError):
    """Unknown, expired, revoked or of a client that has been switched off: they are not told apart."""

    code = 50011
    http_status = 401
    message = "The access token is not valid, or no longer: ask for a new one"

    @property
    def challenge(self) -> str:
        return f'Bearer realm="{REALM}", error="invalid_token", error_description="{self.text}"'


class ScopeMissingError(BearerError):
    """`data["scope"]` is the scope that the token lacks."""

    code = 50012
    message = "The access token does not allow this"

    @property
    def challenge(self) -> str:
        return f'Bearer realm="{REALM}", error="insufficient_scope", scope="{self.data["scope"]}"'


class ClientsCompanyDeactivatedError(CompanyDeactivatedError, BearerError):
    http_status = 403


class ClientsAddressNotAllowedError(AddressNotAllowedError, BearerError):
    http_status = 403


class ClientsRateLimitExceededError(RateLimitExceededError, BearerError):
    http_status = 429
