"""Fonts as layout sees them: shaping and outlines by HarfBuzz, from the bytes of a TrueType or OpenType file.

Both sides give HarfBuzz the same orders, and nothing is left to it to guess from its surroundings: direction is
left to right, the language is undetermined, features are named, and only the script is taken from the text (by
`guess_segment_properties`, the same code on both sides). Right-to-left and mixed text is therefore not laid out
rightly yet, and `findings` reports it. Positions are in font units, since the HarfBuzz font keeps the scale of its em.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import uharfbuzz as hb

from monogram.geometry.paths import Path, Segment
from monogram.layout.errors import UnknownFontError

UNLIGATED = {"liga": False, "clig": False}
"""Features of text with letter spacing: letters that stand apart may not be tied together."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shaped glyph, in font units. `cluster` is the index of its first character in the shaped text."""

    id: int
    cluster: int
    advance: float
    x_offset: float
    y_offset: float


class Face:
    """One font: its measures, shaping, and outlines, each outline drawn once."""

    def __init__(self, content: bytes) -> None:
        face = hb.Face(hb.Blob(content))
        self._font = hb.Font(face)
        self._paths: dict[int, Path] = {}
        self._characters: frozenset[int] = frozenset(face.unicodes)
        self.units_per_em: int = face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascender: float = extents.ascender
        """Above the baseline, positive, in font units."""
        self.descender: float = extents.descender
        """Below the baseline, negative, in font units."""

    def covers(self, character: str) -> bool:
        """Whether the font has a glyph of its own for the character."""
        return ord(character) in self._characters

    def shape(self, text: str, *, ligatures: bool) -> tuple[Glyph, ...]:
        """The glyphs of one line of text, in visual order from left to right."""
        if not text:
            return ()  # the binding gives None for the positions of an empty buffer
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(character) for character in text])
        buffer.direction = "ltr"
        buffer.language = "und"
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {} if ligatures else UNLIGATED)
        return tuple(
            Glyph(info.codepoint, info.cluster, position.x_advance, position.x_offset, position.y_offset)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def outline(self, glyph: int) -> Path:
        """A glyph's outline in font units, y up; empty for a space."""
        if glyph not in self._paths:
            segments: list[Segment] = []
            self._font.draw_glyph(glyph, _DRAW, segments)
            self._paths[glyph] = tuple(segments)
        return self._paths[glyph]


class FontSet:
    """Fonts by id. Faces are opened at first use and kept."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        self._contents = fonts
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


def _draw_functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    functions.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, out: out.append(("Q", cx, cy, x, y)))
    functions.set_cubic_to_func(lambda ax, ay, bx, by, x, y, out: out.append(("C", ax, ay, bx, by, x, y)))
    functions.set_close_path_func(lambda out: out.append(("Z",)))
    return functions


_DRAW = _draw_functions()
