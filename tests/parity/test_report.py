"""The page with the results stays true: it names every design, and its pictures are there."""

from __future__ import annotations

import re

from tests.parity.chromium import ROOT
from tests.parity.designs import names

PAGE = (ROOT / "docs" / "parity.md").read_text()
PICTURES = sorted((ROOT / "docs" / "parity").iterdir())


def test_every_design_has_its_row_and_no_other() -> None:
    rows = re.findall(r"^\| ([^|]+?) \| \d+\.\d \| ", PAGE, re.MULTILINE)

    assert rows == [*names("design"), *names("effect"), *names("vector")]


def test_the_pictures_are_those_of_the_page_and_small() -> None:
    assert re.findall(r"\(parity/([^)]+)\)", PAGE) == [path.name for path in PICTURES]
    assert sum(path.stat().st_size for path in PICTURES) <= 1_500_000
