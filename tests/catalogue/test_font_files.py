"""What a font's coverage says."""

from __future__ import annotations

import pytest
from tests.catalogue.factories import FONTS

from monogram.catalogue.font_files import coverage_of, covers


def test_coverage_is_the_characters_as_ranges() -> None:
    hebrew = coverage_of((FONTS / "noto-sans-hebrew-bold.ttf").read_bytes())

    assert hebrew.startswith("20,2d,a0,307-308,")
    assert ",5d0-5ea," in f",{hebrew},"


@pytest.mark.parametrize(
    ("text", "is_covered"),
    [("abc", True), ("aé", True), ("", True), ("a\nb\t", True), ("abC", False), ("z", False), ("a😀", False)],
)
def test_a_text_is_covered_if_each_of_its_characters_is(text: str, is_covered: bool) -> None:
    assert covers("61-63,e9", text) is is_covered


def test_nothing_covers_nothing_but_the_empty_text() -> None:
    assert covers("", "")
    assert not covers("", "a")
