"""Bitmaps in Zebra's printer language, ZPL II.

One graphic field a label and nothing else: no fonts that a printer may lack, and no command that changes how the
printer is set up (media, darkness, print mode, label home), which is the operator's and would stay changed after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

_ONES = "GHIJKLMNOPQRSTUVWXY"
"""G repeats the next digit once, Y nineteen times…"""
_TWENTIES = "ghijklmnopqrstuvwxyz"
"""…and g twenty, z four hundred times; the two add up."""
_MOST = 400


def zpl_of(bitmap: NDArray[np.bool_]) -> str:
    """One label: (rows, columns), True where it is black, at the printer's own resolution.

    The graphic is `^GFA` in plain hexadecimal with run lengths, which every Zebra since 1999 and what imitates them can
    read; `:Z64:` is smaller and not read by all. Raises ValueError for an empty bitmap.
    """
    if bitmap.ndim != 2 or not bitmap.size:
        raise ValueError("a bitmap has rows and columns")
    rows = np.packbits(bitmap, axis=1)
    row_bytes = rows.shape[1]
    content = "".join(_rows([row.tobytes().hex().upper() for row in rows]))
    return f"^XA\n^FO0,0^GFA,{rows.size},{rows.size},{row_bytes},{content}^FS\n^XZ\n"


def _rows(rows: list[str]) -> Iterator[str]:
    """`:` repeats the row above; `,` and `!` fill the rest of a row with white or black."""
    above: str | None = None
    for row in rows:
        yield ":" if row == above else _row(row)
        above = row


def _row(row: str) -> str:
    bare = row.rstrip("0")
    if len(bare) < len(row):
        return f"{_runs(bare)},"
    bare = row.rstrip("F")
    return f"{_runs(bare)}!" if len(bare) < len(row) else _runs(row)


def _runs(digits: str) -> str:
    return "".join(_run(digit, len(list(same))) for digit, same in groupby(digits))


def _run(digit: str, length: int) -> str:
    if length < 3:
        return digit * length
    whole, rest = divmod(length, _MOST)
    twenties, ones = divmod(rest, 20)
    counts = f"z{digit}" * whole
    if rest:
        counts += (_TWENTIES[twenties - 1] if twenties else "") + (_ONES[ones - 1] if ones else "") + digit
    return counts
