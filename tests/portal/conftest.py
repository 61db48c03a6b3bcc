"""People of two suppliers, and a browser's session for each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.orders.world import world

from monogram.companies.models import Company, CompanyType, Membership, Role, User

__all__ = ["world"]

PASSWORD = "a long enough password"


@pytest.fixture
def supplier(db: None) -> Company:
    return Company.objects.create(name="Northern Print Works", type=CompanyType.SUPPLIER)


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Harbour Mugs", type=CompanyType.SUPPLIER)


@pytest.fixture
def person_of(db: None) -> Callable[[Company, Role], User]:
    """Makes a person with a role at a company."""

    def make(company: Company, role: Role = Role.OPERATOR) -> User:
        user = User.objects.create_user(f"{role}@{company.pk}.example", PASSWORD, name=f"Ann {role.title()}")
        Membership.objects.create(user=user, company=company, role=role)
        return user

    return make


@pytest.fixture
def signed_in(person_of: Callable[[Company, Role], User]) -> Callable[[Company, Role], Client]:
    """A browser in which a person with a role at a company has signed in."""

    def sign_in(company: Company, role: Role = Role.OPERATOR) -> Client:
        client = Client()
        client.force_login(person_of(company, role))
        return client

    return sign_in
