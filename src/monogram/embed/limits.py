"""How often one address, and all shoppers of one company together, may use what costs us disc and processor.

Generous for people, a wall for a script.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from monogram.companies import usage
from monogram.companies.models import Company
from monogram.companies.services import remote_address
from monogram.embed.errors import TooManyRequestsError


@dataclass(frozen=True)
class Limit:
    """At most so many in one window of `seconds`."""

    action: str
    seconds: int
    per_address: int
    per_company: int


UPLOADS = Limit("upload", seconds=600, per_address=150, per_company=5_000)
PRINT_JOBS = Limit("print job", seconds=600, per_address=200, per_company=5_000)
SAVED_DESIGNS = Limit("saved design", seconds=600, per_address=100, per_company=5_000)
LAUNCHES = Limit("launch", seconds=600, per_address=300, per_company=5_000)
CREATIONS = Limit("virtual products", seconds=600, per_address=100, per_company=2_000)
CUT_OUTS = Limit("cut-out", seconds=600, per_address=60, per_company=2_000)


def count_address(limit: Limit, request: HttpRequest) -> None:
    """Count one use by the caller's address; do it before reading a body. Raises TooManyRequestsError."""
    _count(limit, f"{limit.action} address {usage.household(remote_address(request.META))}", limit.per_address)


def count_company(limit: Limit, company: Company) -> None:
    """Count one use for a company's shop. Raises TooManyRequestsError."""
    _count(limit, f"{limit.action} company {company.pk}", limit.per_company)


def _count(limit: Limit, subject: str, most: int) -> None:
    if wait := usage.take_place(subject, seconds=limit.seconds, most=most):
        raise TooManyRequestsError(retry_after=wait)
