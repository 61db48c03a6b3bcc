"""Words as they are searched for."""

from __future__ import annotations

import pytest

from monogram.common.words import searchable, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème brûlée!", ["creme", "brulee"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("T-shirt, XL", ["t", "shirt", "xl"]),
        ("Łódź", ["łodz"]),
        ("誕生日 ケーキ", ["誕生日", "ケーキ"]),
        ("  \x00 — ", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_each_word_is_searched_once_and_from_its_beginning() -> None:
    assert searchable("Birthday cake", "Birthday", "cake candle") == " birthday cake candle"
    assert searchable("", "") == ""
