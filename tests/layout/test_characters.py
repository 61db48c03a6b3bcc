"""The table of characters that both languages read, and the clusters that it cuts."""

from __future__ import annotations

import pytest
from tests.layout.scenes import ROOT

from monogram.layout.characters import character, describe
from monogram.layout.graphemes import grapheme_starts


def test_both_languages_have_the_same_table() -> None:
    ours = (ROOT / "src/monogram/layout/characters.json").read_bytes()
    assert ours == (ROOT / "web/src/layout/characters.json").read_bytes()


@pytest.mark.parametrize(
    ("written", "bidi", "script"),
    [
        ("a", "L", "Latn"), ("א", "R", "Hebr"), ("ع", "AL", "Arab"), ("7", "EN", "Zyyy"), ("٧", "AN", "Zyyy"),
        (" ", "WS", "Zyyy"), ("\u0301", "NSM", "Zyyy"), ("क", "L", "Deva"), ("漢", "L", "Hani"), ("한", "L", "Hang"),
        ("😀", "ON", "Zyyy"), ("\u200f", "R", "Zyyy"), ("\u2067", "RLI", "Zyyy"), ("\U0010ffff", "L", "Zyyy"),
    ],
)  # fmt: skip
def test_characters_have_a_direction_and_a_script(written: str, bidi: str, script: str) -> None:
    (found,) = describe(written)
    assert (found.bidi, found.script) == (bidi, script)


def test_characters_that_are_never_drawn_are_known() -> None:
    assert [one.ignorable for one in describe("\u200d\ufe0f\u00ad\u2060\u200e\u180e")] == [True] * 6
    assert not character(ord(" ")).ignorable


@pytest.mark.parametrize(
    "clusters",
    [
        ["a", "b"],
        ["e\u0301\u0323", "x"],
        ["👩\u200d👩\u200d👧", "👍🏽", "😀"],
        ["🇩🇪", "🇫🇷", "🇩"],
        ["1\ufe0f\u20e3", "2"],
        ["🏴\U000e0067\U000e0062\U000e007f", "a"],
        ["한", "\u1112\u1161\u11ab", "가\u11a8"],
        ["कि", "น้ำ", "ก"],
        ["a\u200d", "b"],
        ["\u00ad", "\u200b", "a"],
        ["\u0600a", "b"],
    ],
)
def test_what_belongs_together_is_not_cut(clusters: list[str]) -> None:
    text = "".join(clusters)
    starts = grapheme_starts(describe(text))
    assert [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)] == clusters
