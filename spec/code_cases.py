"""Contents of codes for machines: what both languages have to encode alike."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import Any

from monogram.layout.barcodes import code128_widths, ean13_digits, ean13_widths
from monogram.layout.model import ErrorCorrection
from monogram.layout.qr import qr_modules

LEVELS: tuple[ErrorCorrection, ...] = ("low", "medium", "quartile", "high")
ALPHABETS = (
    "0123456789",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:",
    "".join(map(chr, range(32, 127))),
    "aAzZ09 \u00e9\u00df\u0416\u05d0\u0e01\u6f22\U0001f600\x00\r\n",
)
WORDS = ("A", "", "https://example.com/p/PRJB7HW?x=1&y=2", "WIFI:T:WPA;S:Kiln;P:s3cret;;", "HELLO WORLD", "Hello World")


def qr_contents() -> Iterator[tuple[str, ErrorCorrection]]:
    """Some words at every level; then random ones of each alphabet, most of them short: large codes take long."""
    chance = random.Random(20240229)  # noqa: S311  # a fixed walk, no secret
    yield from ((word, level) for word in WORDS if word for level in LEVELS)
    for number in range(240):
        alphabet = ALPHABETS[number % len(ALPHABETS)]
        length = chance.randint(1, 40) if number % 60 else chance.randint(150, 320)
        yield "".join(chance.choices(alphabet, k=length)), LEVELS[number // 4 % 4]


def code128_contents() -> Iterator[str]:
    """Every symbol of each set, changes between the sets, and random ones."""
    chance = random.Random(128)  # noqa: S311  # a fixed walk, no secret
    yield from ("".join(map(chr, range(64))), "".join(map(chr, range(64, 128))))
    yield from ("".join(f"{n:02}" for n in range(start, start + 50)) for start in (0, 50))
    yield from ("12", "123", "1234", "12345", "a12", "a1234", "a12345b", "a123456b", "a1234567", "\t1234567a\n", "A\tb")
    for _ in range(60):
        pieces = chance.choices(("0123456789" * 2, ALPHABETS[2], "\t\n\x1d\x00AZ", "az"), k=chance.randint(1, 4))
        yield "".join("".join(chance.choices(piece, k=chance.randint(1, 9))) for piece in pieces)


def ean13_contents() -> Iterator[str]:
    """Every first digit, with and without the check digit."""
    chance = random.Random(13)  # noqa: S311  # a fixed walk, no secret
    for first in range(10):
        twelve = f"{first}{chance.randrange(10**11):011}"
        yield from (twelve, ean13_digits(twelve) or "")


def code_vectors() -> dict[str, Any]:
    """QR codes by their side and a digest of their modules, bar codes by their widths."""
    return {
        "qr": [[content, level, *digest(content, level)] for content, level in qr_contents()],
        "code128": [[content, "".join(map(str, code128_widths(content)))] for content in code128_contents()],
        "ean13": [
            [content, digits, "".join(map(str, ean13_widths(digits)))]
            for content in ean13_contents()
            if (digits := ean13_digits(content))
        ],
    }


def digest(content: str, level: ErrorCorrection) -> tuple[int, str]:
    """Modules on a side, and the first 16 hexadecimal digits of the SHA-256 of all rows as 0 and 1."""
    modules = qr_modules(content, level)
    rows = "\n".join("".join("01"[dark] for dark in row) for row in modules)
    return len(modules), hashlib.sha256(rows.encode()).hexdigest()[:16]
