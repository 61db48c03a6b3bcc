"""Fonts as layout sees them: shaping and outlines by HarfBuzz, from the bytes of a TrueType or OpenType file.

Both sides give HarfBuzz the same orders, and nothing is left to it to guess: direction and script come from
`runs.py`, the language is undetermined, features are named. The browser's is a leaner build; so that both do the same,
fonts come through `catalogue/font_tables.py`, which evens their tables out. Positions are in font units, since the
HarfBuzz font keeps the scale of its em.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import uharfbuzz as hb

from monogram.geometry.paths import Path, Segment
from monogram.layout.characters import NO_SCRIPT, RangeTable
from monogram.layout.colour_glyphs import ColourGlyphs, ColourLayer
from monogram.layout.errors import UnknownFontError

UNLIGATED = {"liga": False, "clig": False}
"""Features of text with letter spacing: letters that stand apart may not be tied together."""
_TABLE_OF_SCRIPT = {"Arab": "GSUB", "Hebr": "GPOS", "Thai": "GSUB"}
"""Scripts for which the server's HarfBuzz makes joins and places up where this table says nothing of them."""
MOST_SHAPED = 2_000
"""Shaped pieces that a face remembers; beyond that it begins anew."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shaped glyph, in font units. `cluster` is the index of its first character in the shaped text."""

    id: int
    cluster: int
    advance: float
    x_offset: float
    y_offset: float


@dataclass(frozen=True, slots=True)
class Piece:
    """What is shaped at once: characters of one script, running one way."""

    text: str
    script: str
    """ISO 15924 code."""
    backwards: bool
    """From right to left."""
    ligatures: bool
    before: str = ""
    """Neighbours of the same word that stand on another line: joined letters keep their joining form."""
    behind: str = ""


class Face:
    """One font: its measures, shaping, and outlines, each outline drawn once."""

    def __init__(self, content: bytes) -> None:
        self._face = hb.Face(hb.Blob(content))
        self._font = hb.Font(self._face)
        self._paths: dict[int, Path] = {}
        self._shaped: dict[Piece, tuple[Glyph, ...]] = {}
        self.characters: frozenset[int] = frozenset(self._face.unicodes)
        """Code points that the font has a glyph of its own for."""
        self._colour_glyphs = ColourGlyphs(self._table("COLR"), self._table("CPAL"))
        self.units_per_em: int = self._face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascender: float = extents.ascender
        """Above the baseline, positive, in font units."""
        self.descender: float = extents.descender
        """Below the baseline, negative, in font units."""

    def shape(self, piece: Piece) -> tuple[Glyph, ...]:
        """The glyphs of a piece, in visual order from left to right."""
        if not piece.text:
            return ()  # the binding gives None for the positions of an empty buffer
        shaped = self._shaped.get(piece)
        if shaped is None:
            if len(self._shaped) >= MOST_SHAPED:
                self._shaped.clear()
            shaped = self._shaped[piece] = self._shape(piece)
        return shaped

    def _shape(self, piece: Piece) -> tuple[Glyph, ...]:
        buffer = hb.Buffer()
        codes = [ord(character) for character in piece.before + piece.text + piece.behind]
        buffer.add_codepoints(codes, len(piece.before), len(piece.text))
        buffer.direction = "rtl" if piece.backwards else "ltr"
        buffer.script = self._script(piece.script)
        buffer.language = "und"
        hb.shape(self._font, buffer, {} if piece.ligatures else UNLIGATED)
        offset = len(piece.before)
        return tuple(
            Glyph(info.codepoint, info.cluster - offset, position.x_advance, position.x_offset, position.y_offset)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def _script(self, script: str) -> str:
        """A script, or none where the font lacks it and only one side's HarfBuzz would make up for that."""
        table = _TABLE_OF_SCRIPT.get(script)
        return script if table is None or script.lower() in self._face.get_table_script_tags(table) else NO_SCRIPT

    def outline(self, glyph: int) -> Path:
        """A glyph's outline in font units, y up; empty for a space."""
        if glyph not in self._paths:
            segments: list[Segment] = []
            self._font.draw_glyph(glyph, _DRAW, segments)
            self._paths[glyph] = tuple(segments)
        return self._paths[glyph]

    def colour_layers(self, glyph: int) -> tuple[ColourLayer, ...]:
        """The flat colours that make up a glyph, undermost first; empty for a plain glyph."""
        return self._colour_glyphs.layers(glyph)

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)


class FontSet:
    """Fonts by id. Faces are opened at first use and kept.

    `coverage` may say which characters a font has (`41-5a,61-7a`); then the font need not be opened, or even be
    fetched by a mapping that loads on demand, to know that it is of no use.
    """

    def __init__(self, fonts: Mapping[str, bytes], coverage: Mapping[str, str] | None = None) -> None:
        self._contents = fonts
        self._coverage = {font: RangeTable({font: ranges}) for font, ranges in (coverage or {}).items()}
        self._faces: dict[str, Face] = {}

    def __contains__(self, font: object) -> bool:
        return font in self._contents

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def face(self, font: str) -> Face:
        """The face of a font id. Raises UnknownFontError."""
        if font not in self._faces:
            if font not in self._contents:
                raise UnknownFontError(font)
            self._faces[font] = Face(self._contents[font])
        return self._faces[font]

    def covers(self, font: str, character: str) -> bool:
        """Whether the font has a glyph of its own for the character. Raises UnknownFontError."""
        declared = self._coverage.get(font)
        return ord(character) in (self.face(font).characters if declared is None else declared)

    def is_emoji(self, font: str) -> bool:
        """Whether a font is one of emoji, told by the first of them. Raises UnknownFontError."""
        return self.covers(font, "\U0001f600")


def _draw_functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    functions.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, out: out.append(("Q", cx, cy, x, y)))
    functions.set_cubic_to_func(lambda ax, ay, bx, by, x, y, out: out.append(("C", ax, ay, bx, by, x, y)))
    functions.set_close_path_func(lambda out: out.append(("Z",)))
    return functions


_DRAW = _draw_functions()
