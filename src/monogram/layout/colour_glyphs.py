"""Glyphs in several colours, as emoji fonts have them: COLR version 0, plain outlines laid on each other.

They become vectors like all text, at any size. Fonts with gradients (COLR version 1) or pictures are not read: their
glyphs are drawn plain, in the text's colour. The two tables are read here, since HarfBuzz's binding never comes back
from a palette of more than a hundred colours. `web/src/layout/colourGlyphs.ts` is the twin.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColourLayer:
    """One outline of a colour glyph."""

    glyph: int
    """Id of the glyph whose outline it is."""
    colour: str | None
    """`#rrggbb`; None: the text's own colour."""
    opacity: float


class ColourGlyphs:
    """The colour glyphs of a font, in the colours of its first palette."""

    def __init__(self, colr: bytes, cpal: bytes) -> None:
        """`colr` and `cpal` are the font's tables, empty where it lacks them."""
        self._layers: bytes = b""
        self._records: dict[int, tuple[int, int]] = {}
        self._palette: list[tuple[str, float]] = []
        if not colr or not cpal:
            return
        _, glyph_count, glyphs_at, layers_at, layer_count = struct.unpack_from(">HHLLH", colr)
        self._layers = colr[layers_at : layers_at + 4 * layer_count]
        records = struct.iter_unpack(">HHH", colr[glyphs_at : glyphs_at + 6 * glyph_count])
        self._records = {glyph: (first, count) for glyph, first, count in records}
        self._palette = _palette(cpal)

    def layers(self, glyph: int) -> tuple[ColourLayer, ...]:
        """The outlines that make up a glyph, undermost first; empty for a plain glyph."""
        first, count = self._records.get(glyph, (0, 0))
        layers: list[ColourLayer] = []
        for outline, entry in struct.iter_unpack(">HH", self._layers[4 * first : 4 * (first + count)]):
            # 0xFFFF, beyond every palette, stands for the text's colour.
            colour, opacity = self._palette[entry] if entry < len(self._palette) else (None, 1.0)
            layers.append(ColourLayer(outline, colour, opacity))
        return tuple(layers)


def _palette(cpal: bytes) -> list[tuple[str, float]]:
    """Colour and opacity of each entry of the first palette."""
    _, entries, _, _, colours_at, first = struct.unpack_from(">HHHHLH", cpal)
    start = colours_at + 4 * first
    records = struct.iter_unpack("BBBB", cpal[start : start + 4 * entries])
    return [(f"#{red:02x}{green:02x}{blue:02x}", alpha / 255) for blue, green, red, alpha in records]
