"""Tracking numbers of the post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monogram.rendering.documents.s10 import in_groups, is_s10, s10


@pytest.mark.parametrize(
    ("serial", "number"),
    [
        (47_312_482, "RR473124829GB"),
        (12_345_678, "RR123456785GB"),
        (0, "RR000000005GB"),
        (99_999_999, "RR999999995GB"),
        (8, "RR000000080GB"),
        (5, "RR000000059GB"),
    ],
)
def test_the_check_digit_is_that_of_the_standard(serial: int, number: str) -> None:
    # The first two are the standard's and an everyday example; 0 stands for 10 and 5 for 11.
    assert s10("RR", serial, "GB") == number
    assert is_s10(number)


@given(serial=st.integers(0, 99_999_999), place=st.integers(2, 10), digit=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial: int, place: int, digit: int) -> None:
    number = s10("LM", serial, "DE")

    wrong = str((int(number[place]) + digit) % 10)
    forged = number[:place] + wrong + number[place + 1 :]

    weights_know = place == 10 or _check_changes(number, forged)
    assert is_s10(forged) is not weights_know


def _check_changes(number: str, forged: str) -> bool:
    """Two remainders share the digit 5 and two the digit 0: then, and only then, the standard itself is blind."""
    weights = (8, 6, 4, 2, 3, 5, 9, 7)

    def rest(text: str) -> int:
        return sum(weight * int(digit) for weight, digit in zip(weights, text[2:10], strict=True)) % 11

    classes = {0: 5, 1: 0, **{left: 11 - left for left in range(2, 11)}}
    return classes[rest(number)] != classes[rest(forged)]


@pytest.mark.parametrize(
    "text",
    [
        "", "RR473124828GB", "rr473124829gb", "RR473124829", "RR 473124829 GB", "RR473124829GB ", "R1473124829GB",
        "JR473124829GB", "RR４73124829GB", "H0123456789",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert not is_s10(text)


@pytest.mark.parametrize(
    ("prefix", "serial", "country"),
    [("RR", -1, "GB"), ("RR", 100_000_000, "GB"), ("R", 1, "GB"), ("rr", 1, "GB"), ("JR", 1, "GB"), ("RR", 1, "GBR")],
)
def test_what_makes_no_number_is_refused(prefix: str, serial: int, country: str) -> None:
    with pytest.raises(ValueError, match=r"must be two capital letters|lies between"):
        s10(prefix, serial, country)


def test_people_read_it_in_groups() -> None:
    assert in_groups("LM482103773GB") == "LM 4821 0377 3 GB"
    assert in_groups("H00ABC1234567") == "H00A BC12 3456 7"
