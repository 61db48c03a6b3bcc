"""The page with the documents stays true: it is what its table says, its pictures are there, and they are small."""

from __future__ import annotations

import re

from tests.documents.page import documents_page
from tests.documents.pictures import MOST_BYTES, all_pictures
from tests.parity.chromium import ROOT

PAGE = (ROOT / "docs" / "production-documents.md").read_text()
PICTURES = sorted((ROOT / "docs" / "production-documents").iterdir())


def test_the_page_is_that_of_the_samples() -> None:
    assert documents_page() == PAGE
    assert "{" not in PAGE


def test_the_pictures_are_those_of_the_page_and_small() -> None:
    shown = re.findall(r'src="production-documents/([^"]+)"', PAGE)
    assert sorted(shown) == [path.name for path in PICTURES]
    assert sorted(shown) == sorted(f"{name}.webp" for name in all_pictures())
    assert max(path.stat().st_size for path in PICTURES) <= MOST_BYTES
