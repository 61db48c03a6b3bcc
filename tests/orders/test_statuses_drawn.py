"""The guide to statuses says what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest

from monogram.orders.models import OrderStatus
from monogram.orders.statuses import Party
from monogram.orders.statuses_drawn import diagram, item_table, letters, order_table

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "statuses.md"


@pytest.mark.parametrize("drawn", [diagram(), order_table(), item_table()], ids=["diagram", "orders", "lines"])
def test_the_guide_holds_what_is_drawn_from_the_tables(drawn: str) -> None:
    assert drawn in GUIDE.read_text(), f"put this into {GUIDE.name}:\n{drawn}"


def test_every_status_but_unknown_is_drawn() -> None:
    assert {status for status in OrderStatus if f"{status.label} ({status.value})" in diagram()} == set(OrderStatus) - {
        OrderStatus.UNKNOWN
    }


def test_parties_have_letters() -> None:
    assert letters(Party.RETAILER | Party.STAFF) == "RT"
    assert letters(Party(0)) == ""
