"""Where lines end, in many scripts, and that letters at an end are shaped for it."""

from __future__ import annotations

import pytest
from tests.layout.texts import baselines, character_of, from_left, keeps_words, lines, set_one


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 3.5, ["one", "two", "three"]),
        ("one  two ", 3.5, ["one", "two"]),
        ("well-known co-op", 3.5, ["well-", "known", "co-op"]),
        ("10-12 -5", 1.9, ["10-", "12", "-5"]),
        ("a–b", 1.5, ["a–", "b"]),
        ("zero\u200bwidth", 3.2, ["zero", "width"]),
        ("no\u00a0break here", 4, ["no\u00a0brea", "k here"]),
        ("aa\u2060bb cc", 2.9, ["aa\u2060bb", "cc"]),
        ("wide\u3000gap", 3, ["wide", "gap"]),
        ("extraordinary!", 3, ["extra", "ordin", "ary!"]),
    ],
)
def test_latin_lines_end_between_words(text: str, width: float, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("漢字漢字", 2, ["漢字", "漢字"]),
        ("あああ。い", 3, ["ああ", "あ。い"]),
        ("ああ「い」", 3, ["ああ", "「い」"]),
        ("きっと", 2, ["きっ", "と"]),
        ("コーヒー", 2, ["コー", "ヒー"]),
        ("お茶、水", 2, ["お", "茶、", "水"]),
        ("日本abc語", 3, ["日本", "abc語"]),
        ("ok！ok", 2.3, ["ok！", "ok"]),
        ("100％増", 3.2, ["100％", "増"]),
        ("🎉🎂🎈", 2.5, ["🎉🎂", "🎈"]),
        ("👩\u200d👩\u200d👧👍🏽", 1.5, ["👩\u200d👩\u200d👧", "👍🏽"]),
        ("か\u3099か\u3099", 1, ["か\u3099", "か\u3099"]),
    ],
)
def test_ideographs_and_emoji_part_anywhere_but_before_what_closes_and_behind_what_opens(
    text: str, width: float, expected: list[str]
) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected", "whole"),
    [
        ("생일 축하", 2.2, ["생일", "축하"], True),
        ("축하합니다", 3, ["축하합", "니다"], True),
        ("ไทย เที่ยว", 2.5, ["ไทย", "เที่ยว"], True),
        ("วันเกิดนะ", 2.7, ["วัน", "เกิดนะ"], True),
        ("นะครับ", 1.7, ["นะค", "รับ"], False),
        ("น้ำน้ำ", 1, ["น้ำ", "น้ำ"], False),
    ],
)
def test_korean_and_thai_keep_words_as_long_as_they_can_and_syllables_longer(
    text: str, width: float, expected: list[str], whole: bool
) -> None:
    assert lines(text, width) == expected
    assert keeps_words(text, width) == whole


def test_a_soft_hyphen_shows_where_a_line_ends_and_nowhere_else() -> None:
    assert lines("Donau\u00addampf", 4) == ["Donau\u00ad", "dampf"]
    broken = set_one("Donau\u00addampf", box={"width": 40, "height": 50})
    assert [character_of(glyph) for glyph in broken.glyphs if character_of(glyph) == "-"] == ["-"]
    assert "-" not in from_left("Donau\u00addampf")
    assert set_one("Donau\u00addampf").width == pytest.approx(set_one("Donaudampf").width)


def test_a_hyphen_must_find_room() -> None:
    bare = set_one("Donau").width / 10
    assert not keeps_words("Donau\u00addampf", bare + 0.1)
    assert keeps_words("Donau\u00addampf", bare + 0.6)


def test_letters_that_a_torn_word_parts_keep_joining() -> None:
    # The س at the end of the first line keeps the form of a letter that goes on, and so do the others.
    whole = [glyph.id for glyph in set_one("مستشفى").glyphs]
    torn = set_one("مستشفى", box={"width": 12, "height": 90})
    assert lines("مستشفى", 1.2) == ["مس", "تش", "فى"]
    assert sorted(glyph.id for glyph in torn.glyphs) == sorted(whole)


def test_letters_at_the_end_of_a_line_are_not_kerned_with_those_of_the_next() -> None:
    width = set_one("AV").width / 2 + set_one("A").width * 0.45
    first, second = set_one("AV", box={"width": width, "height": 90}, align="right").glyphs
    assert first.matrix[4] == pytest.approx(width / 2 - set_one("A").width)
    assert second.matrix[4] == pytest.approx(width / 2 - set_one("V").width)


def test_each_line_is_put_in_order_by_itself() -> None:
    wrapped = set_one("אבג דהו", box={"width": 30, "height": 60}, align="right")
    upper, lower = baselines(wrapped)
    order = sorted(wrapped.glyphs, key=lambda glyph: (glyph.matrix[5], glyph.matrix[4]))
    assert "".join(character_of(glyph) or "" for glyph in order) == "גבאוהד"
    assert lower - upper == pytest.approx(12)


def test_a_ligature_is_not_parted() -> None:
    assert lines("fifi", 0.55, "playfair-display-bold") == ["fi", "fi"]
