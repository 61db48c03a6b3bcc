"""The page with the gallery stays true: it shows every shot, its pictures are there, and they are small."""

from __future__ import annotations

import re

from tests.gallery import portal
from tests.gallery.page import gallery_page
from tests.gallery.photograph import MOST_BYTES
from tests.gallery.shots import CHAPTERS, shots
from tests.parity.chromium import ROOT

PAGE = (ROOT / "docs" / "designer.md").read_text()
PICTURES = sorted((ROOT / "docs" / "designer").iterdir())


def test_the_page_is_that_of_the_table() -> None:
    assert gallery_page(CHAPTERS) == PAGE
    assert len({shot.name for shot in shots()}) == len(shots())


def test_the_pictures_are_those_of_the_page_and_small() -> None:
    assert sorted(re.findall(r'src="designer/([^"]+)"', PAGE)) == [path.name for path in PICTURES]
    sizes = [path.stat().st_size for path in PICTURES]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= 2_500_000


def test_the_portals_guide_shows_its_pictures_and_they_are_small() -> None:
    guide = (ROOT / "docs" / "guides" / "portal.md").read_text()

    pictures = sorted(portal.FOLDER.iterdir())

    assert sorted(re.findall(r'src="portal/([^"]+)"', guide)) == [path.name for path in pictures]
    assert max(path.stat().st_size for path in pictures) <= MOST_BYTES
