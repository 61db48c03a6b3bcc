"""Short texts, set, for the tests of layout: what is drawn where, and what stands on which line."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from tests.layout.scenes import demo_fonts, one

from monogram.layout import PathOperation, Resources
from monogram.layout.characters import NO_SCRIPT
from monogram.layout.document import TextLayer
from monogram.layout.fonts import Piece
from monogram.layout.lines import Paragraph, wrapped
from monogram.layout.runs import FontChoice, itemise
from monogram.layout.text import PlacedGlyph, SetText, set_text
from monogram.layout.text_operations import text_operations

FALLBACK = (
    "noto-sans-bold", "noto-naskh-arabic-regular", "noto-sans-hebrew-bold", "noto-sans-devanagari-bold",
    "noto-sans-thai-bold", "noto-sans-jp-bold", "noto-sans-sc-bold", "noto-sans-kr-bold", "noto-sans-symbols-regular",
    "twemoji",
)  # fmt: skip
INTER = "inter-bold"


@cache
def resources() -> Resources:
    """The demo fonts, and all that stand in for others."""
    return Resources(demo_fonts(), FALLBACK)


def set_one(text: str, **fields: object) -> SetText:
    """A text layer, set; 10 mm high in Inter Bold unless it says otherwise."""
    return set_text(one(TextLayer, text=text, **fields), resources())


def drawn(text: str, **fields: object) -> list[PathOperation]:
    """A text layer's operations."""
    operations = text_operations(one(TextLayer, text=text, **fields), resources())
    return [operation for operation in operations if isinstance(operation, PathOperation)]


def from_left(text: str, **fields: object) -> str:
    """The characters of a text in the order in which their glyphs stand; those of shaped forms are left out."""
    glyphs = sorted(set_one(text, **fields).glyphs, key=lambda glyph: glyph.matrix[4])
    return "".join(written for glyph in glyphs if (written := character_of(glyph)))


def character_of(glyph: PlacedGlyph) -> str | None:
    """The character that a glyph stands for by itself, if there is one."""
    return _characters(glyph.font).get(glyph.id)


@cache
def _characters(font: str) -> dict[int, str]:
    face = demo_fonts().face(font)
    alone = {letter: face.shape(Piece(letter, NO_SCRIPT, False, True)) for letter in map(chr, face.characters)}
    single = {letter: shaped[0].id for letter, shaped in alone.items() if len(shaped) == 1}
    inked = {letter: glyph for letter, glyph in single.items() if face.outline(glyph)}
    # Of characters that share a glyph the first one counts.
    return {inked[letter]: letter for letter in sorted(inked, reverse=True)}


def lines(text: str, width: float, font: str = INTER) -> list[str]:
    """What stands on each line of a box that is `width` ems wide."""
    item = itemise(text, FontChoice(demo_fonts(), font, FALLBACK), "auto")
    slices, _ = wrapped([Paragraph(item, demo_fonts(), 0.0)], width)
    return [text[part.first : part.end] for part in slices]


def keeps_words(text: str, width: float) -> bool:
    """Whether no word is torn in a box that is `width` ems wide."""
    item = itemise(text, FontChoice(demo_fonts(), INTER, FALLBACK), "auto")
    return wrapped([Paragraph(item, demo_fonts(), 0.0)], width)[1]


def fonts_of(text: str, font: str = INTER) -> list[tuple[str, str]]:
    """Each run's characters, and its font."""
    item = itemise(text, FontChoice(demo_fonts(), font, FALLBACK), "auto")
    return [(text[run.start : run.end], run.font) for run in item.runs]


def baselines(text: SetText) -> list[float]:
    """The heights at which glyphs stand, from the top, of a text without marks."""
    heights = sorted({round(glyph.matrix[5], 6) for glyph in text.glyphs})
    assert all(later - earlier > 0.1 for earlier, later in pairwise(heights))
    return heights
