"""The fonts that the package ships for characters that a chosen font lacks: what they have and how they shape."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from monogram.demo.assets.fonts.fallback_fonts import HERE as FONTS
from monogram.demo.assets.fonts.fallback_fonts import SHOWN_AS_EMOJI

LISTED: list[dict[str, Any]] = json.loads((FONTS / "fonts.json").read_text())
FALLBACKS: list[str] = [entry["id"] for entry in LISTED if entry.get("fallback")]


class Shaped(NamedTuple):
    glyph: int
    advance: int
    x_offset: int
    y_offset: int


@cache
def face(font: str) -> hb.Face:
    return hb.Face((FONTS / f"{font}.ttf").read_bytes())


def shape(font: str, text: str) -> list[Shaped]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face(font)), buffer, {})
    return [
        Shaped(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def asked_first_for(character: str) -> str:
    return next(font for font in FALLBACKS if ord(character) in face(font).unicodes)


def test_scripts_are_asked_first_and_emoji_last() -> None:
    assert FALLBACKS == [
        "noto-sans-bold",
        "noto-naskh-arabic-regular",
        "noto-sans-hebrew-bold",
        "noto-sans-devanagari-bold",
        "noto-sans-thai-bold",
        "noto-sans-jp-bold",
        "noto-sans-sc-bold",
        "noto-sans-kr-bold",
        "noto-sans-symbols-regular",
        "twemoji",
    ]
    assert all((FONTS / entry["licence"]).read_text().find("SIL OPEN FONT LICENSE") > 0 for entry in LISTED[8:])


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("ŁęΩЖ7#*", "noto-sans-bold"),
        ("مرحبا", "noto-naskh-arabic-regular"),
        ("שלום", "noto-sans-hebrew-bold"),
        ("नमस्ते", "noto-sans-devanagari-bold"),
        ("สวัสดี", "noto-sans-thai-bold"),
        ("お誕生日おめでとう♥★佐藤翔太", "noto-sans-jp-bold"),
        ("们乐爱谢陈", "noto-sans-sc-bold"),
        ("생일축하해요사랑", "noto-sans-kr-bold"),
        ("✓✿❤♔", "noto-sans-symbols-regular"),
        ("😀⭐⚡☺", "twemoji"),
    ],
)
def test_each_script_has_its_font(text: str, font: str) -> None:
    assert {asked_first_for(character) for character in text} == {font}


@pytest.mark.parametrize(
    "sequence",
    ["👍🏽", "👩‍👩‍👧", "🇬🇧", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "👩🏾‍🚀", "👨🏽‍❤️‍💋‍👨🏿"],
)
def test_an_emoji_is_one_glyph(sequence: str) -> None:
    (glyph,) = shape("twemoji", sequence)

    assert glyph.glyph != 0
    assert glyph.advance == face("twemoji").upem


def test_emoji_are_layers_of_flat_colour() -> None:
    font = TTFont(FONTS / "twemoji.ttf")

    assert font["COLR"].version == 0
    assert "glyf" in font
    layers = font["COLR"].ColorLayers[font.getGlyphName(shape("twemoji", "❤")[0].glyph)]
    colour = font["CPAL"].palettes[0][layers[0].colorID]
    assert (colour.red, colour.green, colour.blue, colour.alpha) == (0xDD, 0x2E, 0x44, 0xFF)


def test_no_other_font_takes_a_character_that_is_shown_as_emoji() -> None:
    for part in SHOWN_AS_EMOJI.split(","):
        first, _, last = part.partition("-")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            assert asked_first_for(chr(code)) == "twemoji"


def bases(font: str, text: str) -> list[int]:
    """The glyphs that take room, in visual order: marks and dots left out."""
    return [glyph.glyph for glyph in shape(font, text) if glyph.advance]


def test_arabic_letters_join() -> None:
    (alone,) = bases("noto-naskh-arabic-regular", "ب")
    final, medial, initial = bases("noto-naskh-arabic-regular", "ببب")

    assert len({alone, final, medial, initial}) == 4


def test_arabic_vowels_stand_above_their_letter() -> None:
    (vowel,) = [glyph for glyph in shape("noto-naskh-arabic-regular", "دَ") if not glyph.advance]

    assert vowel.x_offset > 0
    assert vowel.y_offset != 0


def test_devanagari_conjuncts_form() -> None:
    assert len(shape("noto-sans-devanagari-bold", "क्ष")) == 1
    assert len(shape("noto-sans-devanagari-bold", "त्र")) == 1


def test_devanagari_signs_move_round_their_letter() -> None:
    (letter,) = bases("noto-sans-devanagari-bold", "क")

    assert bases("noto-sans-devanagari-bold", "कि")[1] == letter
    above = shape("noto-sans-devanagari-bold", "र्क")
    assert [glyph.advance > 0 for glyph in above] == [True, False]
    assert above[0].glyph == letter


def test_thai_marks_stand_above_each_other() -> None:
    consonant, vowel, tone = shape("noto-sans-thai-bold", "ที่")
    _, low_tone = shape("noto-sans-thai-bold", "ท่")

    assert consonant.advance > 0
    assert (vowel.advance, tone.advance, low_tone.advance) == (0, 0, 0)
    assert tone.glyph != low_tone.glyph


def test_hebrew_points_stand_at_their_letter() -> None:
    vowel, dagesh, letter = shape("noto-sans-hebrew-bold", "בָּ")

    assert (vowel.advance, dagesh.advance) == (0, 0)
    assert 0 < dagesh.x_offset < letter.advance
    assert 0 < vowel.x_offset < letter.advance
