"""Colour glyphs, from tables made by hand and from broken ones."""

from __future__ import annotations

import struct

import pytest

from monogram.layout.colour_glyphs import ColourGlyphs, ColourLayer

COLR = struct.pack(">HHLLH", 0, 1, 14, 20, 3) + struct.pack(">HHH", 7, 1, 2) + struct.pack(">6H", 1, 0, 2, 1, 3, 0xFFFF)
CPAL = struct.pack(">HHHHLH", 0, 2, 1, 2, 14, 0) + bytes([0x11, 0x22, 0x33, 255, 0, 128, 255, 51])


def test_a_glyphs_layers_have_the_colours_of_the_first_palette_or_the_texts_own() -> None:
    glyphs = ColourGlyphs(COLR, CPAL)
    assert glyphs.layers(7) == (ColourLayer(2, "#ff8000", 0.2), ColourLayer(3, None, 1.0))
    assert glyphs.layers(8) == ()


@pytest.mark.parametrize(
    ("colr", "cpal"),
    [(b"", b""), (COLR, b""), (b"", CPAL), (COLR[:13], CPAL), (COLR[:-1], CPAL), (COLR, CPAL[:-1]), (COLR, CPAL[:9])],
)
def test_tables_that_are_not_whole_have_no_colour_glyphs(colr: bytes, cpal: bytes) -> None:
    assert ColourGlyphs(colr, cpal).layers(7) == ()
