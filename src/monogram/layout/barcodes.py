"""Bar codes: Code 128 (ISO/IEC 15417) and EAN-13 (ISO/IEC 15420), as widths of bars and spaces in modules.

`web/src/layout/barcodes.ts` is the twin.
"""

from __future__ import annotations

PATTERNS = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
)  # fmt: skip
"""Code 128's symbols by value: bar, space, bar, space…"""
START = {"A": 103, "B": 104, "C": 105}
SWITCH = {"A": 101, "B": 100, "C": 99}
STOP = 106
CODE_128_QUIET = (10, 10)
EAN_13_QUIET = (11, 7)
"""Modules that stay empty before and behind the bars."""
_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""EAN's digits of set A and, inked the other way round, set C. Set B is C mirrored."""
_PARITIES = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
"""Sets of the left half's digits, which tell the first of the thirteen."""


def code128_widths(content: str) -> list[int]:
    """Widths of bars and spaces in turn, a bar first. `content` is ASCII."""
    values = _code128_values(content)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    return [int(width) for value in (*values, check, STOP) for width in PATTERNS[value]]


def _code128_values(content: str) -> list[int]:
    """Symbol values from the start on, by the rules of the standard's annex E, without shifts."""
    first = _digits_at(content, 0)
    code_set = "C" if first >= 4 or first == len(content) == 2 else _letters_set(content, 0)
    values = [START[code_set]]
    at = 0
    while at < len(content):
        digits = _digits_at(content, at)
        wanted = _wanted_set(content, at, code_set, digits)
        if wanted != code_set:
            code_set = wanted
            values.append(SWITCH[code_set])
        if code_set == "C":
            values.append(int(content[at : at + 2]))
            at += 2
        else:
            code = ord(content[at])
            values.append(code - 32 if code >= 32 else code + 64)
            at += 1
    return values


def _wanted_set(content: str, at: int, code_set: str, digits: int) -> str:
    if code_set == "C":
        return "C" if digits >= 2 else _letters_set(content, at)
    is_long = digits >= 6 or (digits >= 4 and at + digits == len(content))
    if is_long and digits % 2 == 0:
        return "C"
    code = ord(content[at])
    if code_set == "A":
        return "A" if code < 96 else "B"
    return "B" if code >= 32 else "A"


def _digits_at(content: str, at: int) -> int:
    end = at
    while end < len(content) and "0" <= content[end] <= "9":
        end += 1
    return end - at


def _letters_set(content: str, at: int) -> str:
    """A where a control character comes before any small letter, else B."""
    for character in content[at:]:
        if ord(character) < 32:
            return "A"
        if ord(character) >= 96:
            return "B"
    return "B"


def ean13_digits(content: str) -> str | None:
    """The thirteen digits of an EAN, the check digit made for twelve; None for anything else."""
    if len(content) not in (12, 13) or _digits_at(content, 0) != len(content):
        return None
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(content[:12]))
    complete = content[:12] + str(-weighted % 10)
    return complete if complete.startswith(content) else None


def ean13_widths(digits: str) -> list[int]:
    """Widths of bars and spaces in turn, a bar first. `digits` are all thirteen."""
    left = [
        _DIGITS[int(digit)] if code_set == "A" else _DIGITS[int(digit)][::-1]
        for digit, code_set in zip(digits[1:7], _PARITIES[int(digits[0])], strict=True)
    ]
    right = [_DIGITS[int(digit)] for digit in digits[7:]]
    return [int(width) for width in "".join(("111", *left, "11111", *right, "111"))]
