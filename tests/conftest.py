"""What every test may use."""

from __future__ import annotations

import pytest

from monogram.companies.models import Company, CompanyType


@pytest.fixture
def retailer(db: None) -> Company:
    """A retailer without any restriction."""
    return Company.objects.create(id=51000, name="Retailer", type=CompanyType.RETAILER)


@pytest.fixture
def supplier(db: None) -> Company:
    """A supplier without any restriction."""
    return Company.objects.create(id=52000, name="Supplier", type=CompanyType.SUPPLIER)
