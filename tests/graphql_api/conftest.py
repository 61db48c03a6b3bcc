"""Blanks, a category, and a place on the net where a picture lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.catalogue.factories import make_product, make_shirt
from tests.common.receiver import Receiver, answer, receiving
from tests.images import pictures

from monogram.catalogue.models import Category, Product
from monogram.common import addresses
from monogram.companies.models import Company

from .asking import token_for


@pytest.fixture
def token(retailer: Company) -> str:
    """Of the retailer, with every scope."""
    return token_for(retailer)


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(id=53000, name="Rival")


@pytest.fixture
def host(settings: Settings, tmp_path: Path) -> Iterator[Receiver]:
    """Answers every address with a picture."""
    settings.MEDIA_ROOT = tmp_path
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    addresses.cache.clear()
    with receiving(answer(body=pictures.encoded("PNG"))) as server:
        yield server


@pytest.fixture
def shirt(host: Receiver, db: None) -> Product:
    """Everybody's shirt: white in M and L, black in M."""
    return make_shirt()


@pytest.fixture
def card(host: Receiver, db: None) -> Product:
    """Everybody's card."""
    return make_product()


@pytest.fixture
def category(retailer: Company) -> Category:
    return Category.objects.create(name="New", owner=retailer)
