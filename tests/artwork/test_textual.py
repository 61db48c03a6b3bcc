"""Designs made of an order line's texts."""

from __future__ import annotations

import numpy as np
import pytest
from tests.catalogue.factories import make_font, make_product, make_text_area

from monogram.artwork.scenes import DesignScene
from monogram.artwork.textual import textual_document
from monogram.catalogue.models import Font, Product
from monogram.companies.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def pen(retailer: Company) -> Product:
    product = make_product(retailer, kind="textual")
    make_text_area(product, name="Name")
    for position, font in enumerate(("noto-naskh-arabic-regular", "twemoji"), start=1):
        make_font(font)
        Font.objects.filter(pk=font).update(is_fallback=True, position=position)
    return product


def fallback_of(pen: Product, text: str, company: Company) -> tuple[str, ...]:
    document = textual_document(product=pen, attributes=[{"name": "Name", "value": text}], company=company)
    return tuple(document.fallback_fonts)


@pytest.mark.parametrize("text", ["Zoë & Łukasz 7", "two\nlines", ""])
def test_a_text_that_its_font_covers_needs_no_other(pen: Product, retailer: Company, text: str) -> None:
    assert fallback_of(pen, text, retailer) == ()


@pytest.mark.parametrize("text", ["سلام", "Mum 👍🏽"])
def test_characters_that_the_font_lacks_bring_the_fallback_fonts(pen: Product, retailer: Company, text: str) -> None:
    assert fallback_of(pen, text, retailer) == ("noto-naskh-arabic-regular", "twemoji")


def test_a_text_in_another_script_is_drawn(pen: Product, retailer: Company) -> None:
    document = textual_document(product=pen, attributes=[{"name": "Name", "value": "سلام"}], company=retailer)

    (area,) = DesignScene(pen, document).areas

    glyphs = [operation.path for operation in area.operations]  # type: ignore[union-attr]  # letters are paths
    assert len(glyphs) >= 4
    assert np.all([len(path) > 4 for path in glyphs])
