"""Glyphs in several colours, as emoji fonts have them: COLR version 0, plain outlines laid on each other.

They become vectors like all text, at any size. Fonts with gradients (COLR version 1) or pictures are not read: their
glyphs are drawn plain, in the text's colour. The two tables are read here, since HarfBuzz's binding never comes back
from a palette of more than a hundred colours. `web/src/layout/colourGlyphs.ts` is the twin.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_COLR = struct.Struct(">HHLLH")
_CPAL = struct.Struct(">HHHHLH")


@dataclass(frozen=True, slots=True)
class ColourLayer:
    """One outline of a colour glyph."""

    glyph: int
    """Id of the glyph whose outline it is."""
    colour: str | None
    """`#rrggbb`; None: the text's own colour."""
    opacity: float


class ColourGlyphs:
    """The colour glyphs of a font, in the colours of its first palette. Tables that are not whole have none."""

    def __init__(self, colr: bytes, cpal: bytes) -> None:
        """`colr` and `cpal` are the font's tables, empty where it lacks them."""
        self._layers: bytes = b""
        self._records: dict[int, tuple[int, int]] = {}
        self._palette = _palette(cpal)
        if len(colr) < _COLR.size or not self._palette:
            return
        _, glyph_count, glyphs_at, layers_at, layer_count = _COLR.unpack_from(colr)
        layers = colr[layers_at : layers_at + 4 * layer_count]
        glyphs = colr[glyphs_at : glyphs_at + 6 * glyph_count]
        if len(layers) == 4 * layer_count and len(glyphs) == 6 * glyph_count:
            self._layers = layers
            self._records = {glyph: (first, count) for glyph, first, count in struct.iter_unpack(">HHH", glyphs)}

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
    """Colour and opacity of each entry of the first palette; none where the table is not whole."""
    if len(cpal) < _CPAL.size:
        return []
    _, entries, _, _, colours_at, first = _CPAL.unpack_from(cpal)
    start = colours_at + 4 * first
    colours = cpal[start : start + 4 * entries]
    if len(colours) < 4 * entries:
        return []
    records = struct.iter_unpack("4B", colours)
    return [(f"#{red:02x}{green:02x}{blue:02x}", alpha / 255) for blue, green, red, alpha in records]
