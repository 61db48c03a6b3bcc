"""Reads of companies."""

from __future__ import annotations

from collections.abc import Collection

from monogram.common.errors import NotFoundError
from monogram.companies.models import Company


def active_company(company_id: int) -> Company:
    """The company of that reference ID. Raises NotFoundError if there is none or it is deactivated."""
    company = Company.objects.filter(pk=company_id, is_active=True).first()
    if company is None:
        raise NotFoundError("No active company has this reference ID")
    return company


def names_of(company_ids: Collection[int]) -> dict[int, str]:
    """The names of companies by their reference IDs, active or not."""
    return dict(Company.objects.filter(pk__in=company_ids).values_list("pk", "name")) if company_ids else {}
