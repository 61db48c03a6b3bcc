"""The retailers' guide says what order intake does: its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from monogram.common.errors import MonogramError
from monogram.companies import errors as company_errors
from monogram.orders.errors import ERROR_TABLE, UNSUPPRESSIBLE
from monogram.orders.models import ItemType
from monogram.orders.requests import AspectChoice, ExternalUrl, ItemRequest, OrderRequest, readers

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guides" / "retailers.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading line."""
    table = GUIDE.split(heading)[1].split("\n\n")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_error_table_is_that_of_the_code() -> None:
    of_companies = [kind for kind in vars(company_errors).values() if isinstance(kind, type)]
    admission = [kind for kind in of_companies if issubclass(kind, MonogramError) and kind is not MonogramError]
    known = [(str(kind.code), kind.message) for kind in (*ERROR_TABLE.values(), *admission)]

    told = [(code, message) for code, message, _ in rows("| code | message | what to do |\n|---|---|---|\n")]

    assert sorted(told, key=lambda row: int(row[0])) == told
    assert told == sorted(known, key=lambda row: int(row[0]))


def test_every_item_type_is_explained() -> None:
    told = [int(row[0]) for row in rows("| `type` | what it is | needs |\n|---|---|---|\n")]

    assert told == sorted(ItemType.values)


def test_every_field_is_named() -> None:
    prose = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", prose))))
    spelt_out = {f"{kind}_address_{number}" for kind in ("shipping", "billing") for number in (2, 3, 4)}
    fields = {name for kind in (OrderRequest, ItemRequest, ExternalUrl, AspectChoice) for name in readers(kind)}

    assert fields - words - spelt_out == set()


def test_the_codes_that_cannot_be_suppressed_are_told() -> None:
    [told] = re.findall(r"not ([\d, and]+), without which", GUIDE)

    assert {int(code) for code in re.findall(r"\d+", told)} == UNSUPPRESSIBLE
