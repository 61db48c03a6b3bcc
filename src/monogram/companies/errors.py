"""Why a request is not let in (`contract.md §1`). All are HTTP 400, as the platform documents them."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class AuthenticationFailedError(MonogramError):
    code = 50000
    message = "Authentication failed"


class WrongCompanyTypeError(MonogramError):
    code = 50001
    message = "Your company type does not allow receiving orders"


class CompanyDeactivatedError(MonogramError):
    code = 50002
    message = "Your company has been deactivated"


class AddressNotAllowedError(MonogramError):
    code = 50003
    message = "The IP address used to send the request does not appear in the IP white list"


class RateLimitExceededError(MonogramError):
    """`data["retry_after"]` is the number of seconds until the window that is full ends."""

    code = 50004
    message = "The rate limit has been exceeded"
