"""A reader of the one ZPL field that our labels have, after Zebra's programming guide and not after our writer."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_FIELD = re.compile(r"\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS")


def read_labels(zpl: str) -> list[NDArray[np.bool_]]:
    """The graphic of each label, True where it is black."""
    return [_read(*match.groups()) for match in _FIELD.finditer(zpl)]


def _read(sent: str, total: str, across: str, content: str) -> NDArray[np.bool_]:
    assert sent == total
    digits_in_row = 2 * int(across)
    rows: list[str] = []
    row, count = "", 0
    for letter in content:
        if letter == ":":
            assert not row
            rows.append(rows[-1])
        elif letter in ",!":
            rows.append(row.ljust(digits_in_row, "0" if letter == "," else "F"))
            row = ""
        elif "G" <= letter <= "Y":
            count += ord(letter) - ord("F")
        elif "g" <= letter <= "z":
            count += 20 * (ord(letter) - ord("f"))
        else:
            row += letter * (count or 1)
            count = 0
            if len(row) == digits_in_row:
                rows.append(row)
                row = ""
        assert len(row) <= digits_in_row
    assert not row
    assert len(rows) * int(across) == int(total)
    packed = np.frombuffer(bytes.fromhex("".join(rows)), np.uint8).reshape(len(rows), -1)
    return np.unpackbits(packed, axis=1).astype(bool)
