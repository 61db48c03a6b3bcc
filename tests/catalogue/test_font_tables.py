"""Fonts are evened out for both builds of HarfBuzz: what only one of them reads or makes up is told by tables."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from tests.layout.scenes import FONT_FOLDER

from monogram.catalogue.font_door import rewrite
from monogram.layout.fonts import Face, Piece


def font(name: str, *without: str) -> TTFont:
    """A demo font that lacks some of its tables."""
    opened = TTFont(FONT_FOLDER / f"{name}.ttf", recalcTimestamp=False)
    for tag in without:
        del opened[tag]
    return opened


def kerned(opened: TTFont, coverage: int) -> None:
    """Gives a font a `kern` table of one pair, A before V."""
    pairs = KernTable_format_0()
    letters = opened.getBestCmap()
    pairs.kernTable = {(letters[ord("A")], letters[ord("V")]): -300}
    pairs.version, pairs.coverage, pairs.apple, pairs.tupleIndex = 0, coverage, False, None
    opened["kern"] = newTable("kern")
    opened["kern"].version, opened["kern"].kernTables = 0, [pairs]


def through_the_door(opened: TTFont) -> bytes:
    """The font as it is kept."""
    plain = BytesIO()
    opened.save(plain)
    return rewrite(plain.getvalue())


def advances(content: bytes, text: str, script: str = "Latn") -> list[float]:
    """How far each glyph of a text moves the pen."""
    return [glyph.advance for glyph in Face(content).shape(Piece(text, script, script in ("Arab", "Hebr"), True))]


def tables(content: bytes) -> set[str]:
    """The tables that a font has."""
    return set(TTFont(BytesIO(content)).keys())


def test_old_kerning_becomes_kerning_that_the_browser_reads() -> None:
    opened = font("roboto-slab-bold", "GPOS", "GSUB")
    kerned(opened, coverage=1)
    kept = through_the_door(opened)
    first, second = advances(kept, "AV")
    assert [first + 300, second] == advances(kept, "A") + advances(kept, "V")
    assert "kern" not in tables(kept)


@pytest.mark.parametrize("coverage", [0, 3, 5])
def test_kerning_across_the_line_or_of_minima_is_dropped(coverage: int) -> None:
    opened = font("roboto-slab-bold", "GPOS", "GSUB")
    kerned(opened, coverage)
    kept = through_the_door(opened)
    assert advances(kept, "AV") == advances(kept, "A") + advances(kept, "V")


def test_kerning_of_its_own_is_kept() -> None:
    opened = font("inter-bold")
    kerned(opened, coverage=1)
    assert advances(through_the_door(opened), "AV") == advances((FONT_FOLDER / "inter-bold.ttf").read_bytes(), "AV")


def test_marks_are_not_put_in_places_that_only_the_server_makes_up() -> None:
    kept = through_the_door(font("inter-bold", "GPOS", "GDEF"))
    letter, mark = Face(kept).shape(Piece("x\u0301", "Latn", False, True))
    assert (mark.advance, mark.x_offset, mark.y_offset) == (0, 0, 0)
    assert [letter.advance] == advances(kept, "x")
    assert {"GPOS", "GDEF"} <= tables(kept)


@pytest.mark.parametrize(
    ("name", "table", "text", "script"),
    [
        ("noto-naskh-arabic-regular", "GSUB", "سلم", "Arab"),
        ("noto-sans-hebrew-bold", "GPOS", "שָׁ", "Hebr"),
        ("noto-sans-thai-bold", "GSUB", "ปี่", "Thai"),
    ],
)
def test_a_script_that_a_font_says_nothing_of_is_set_letter_by_letter(
    name: str, table: str, text: str, script: str
) -> None:
    kept = Face(through_the_door(font(name, table)))
    together = kept.shape(Piece(text, script, script != "Thai", True))
    apart = [kept.shape(Piece(one, "Zyyy", script != "Thai", True))[0] for one in text]
    assert sorted(glyph.id for glyph in together) == sorted(glyph.id for glyph in apart)


def test_every_demo_font_has_what_both_sides_need() -> None:
    for path in FONT_FOLDER.glob("*.ttf"):
        opened = TTFont(path)
        assert {"GDEF", "GPOS"} <= set(opened.keys()), path.name
        assert not {"kern", "morx", "kerx"} & set(opened.keys()), path.name
        assert opened["GDEF"].table.GlyphClassDef, path.name
