"""Letters for the slug line, drawn with one stroke of the pen: a print file needs no font for it.

Each letter is a few lines on a grid of 4 × 6, y down, from (0, 0) at the top left to the base line at 6.
"""

from __future__ import annotations

import unicodedata

from monogram.geometry.paths import Path, Segment

HEIGHT = 6
_ADVANCE = 5.5
_STROKES = {
    "A": "06 20 46|14 34", "B": "00 06 36 45 44 33 03|33 42 41 30 00", "C": "41 30 10 01 05 16 36 45",
    "D": "00 06 26 44 42 20 00", "E": "40 00 06 46|03 33", "F": "40 00 06|03 33", "G": "41 30 10 01 05 16 36 45 43 23",
    "H": "00 06|40 46|03 43", "I": "10 30|20 26|16 36", "J": "30 35 26 16 05", "K": "00 06|40 03 46", "L": "00 06 46",
    "M": "06 00 23 40 46", "N": "06 00 46 40", "O": "10 01 05 16 36 45 41 30 10", "P": "06 00 30 41 42 33 03",
    "Q": "10 01 05 16 36 45 41 30 10|24 46", "R": "06 00 30 41 42 33 03|23 46",
    "S": "41 30 10 01 02 13 33 44 45 36 16 05",
    "T": "00 40|20 26", "U": "00 05 16 36 45 40", "V": "00 26 40", "W": "00 16 23 36 40", "X": "00 46|40 06",
    "Y": "00 23 40|23 26", "Z": "00 40 06 46", "0": "10 01 05 16 36 45 41 30 10|14 32", "1": "11 20 26|16 36",
    "2": "01 10 30 41 42 06 46", "3": "00 40 23 33 44 45 36 16 05", "4": "36 30 04 44",
    "5": "40 00 02 32 43 45 36 16 05",
    "6": "40 20 02 05 16 36 45 44 33 13 04", "7": "00 40 16", "8": "13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33",
    "9": "06 26 44 41 30 10 01 02 13 33 42", ".": "25 26", ",": "25 17", ":": "22 23|25 26", ";": "22 23|25 17",
    "-": "03 43", "+": "03 43|21 25", "/": "06 40", "(": "30 21 25 36", ")": "10 21 25 16", "_": "06 46", "'": "20 21",
    '"': "10 11|30 31", "&": "46 11 20 31 04 05 16 26 44", "#": "10 16|30 36|02 42|04 44", "!": "20 24|25 26",
    "?": "01 10 30 41 42 23 24|25 26", "=": "12 32|14 34", "%": "06 40|00 10 11 01 00|35 45 46 36 35",
    "*": "21 25|12 34|32 14",
    "@": "44 33 13 02 02|45 16 05 01 10 30 41 44 34 32 22 14 24 34", "×": "02 46|42 06", " ": "",
}  # fmt: skip
_LIKE = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"'})


def write_line(text: str) -> tuple[Path, float]:
    """The line's strokes, in the letters' grid, and its width. Small letters are written as large ones."""
    plain = _plain(text)
    segments: list[Segment] = []
    for place, letter in enumerate(plain):
        for stroke in filter(None, _STROKES[letter].split("|")):
            for number, point in enumerate(stroke.split()):
                x, y = int(point[0]) + place * _ADVANCE, float(point[1])
                segments.append(("L", x, y) if number else ("M", x, y))
    return tuple(segments), len(plain) * _ADVANCE


def _plain(text: str) -> str:
    """Without accents; what has no letter here shows as a question mark."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIKE)).upper()
    bare = (character for character in decomposed if not unicodedata.combining(character))
    return "".join(character if character in _STROKES else "?" for character in bare)
