"""Fonts as files: those that come from outside are rewritten, and every one tells which characters it has."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb

from monogram.catalogue.errors import FontUnreadableError

logger = logging.getLogger(__name__)

LARGEST_FILE = 24 * 2**20
"""Bytes. The largest fonts, of Chinese, have 18 MB."""
WALL_CLOCK_SECONDS = 30
_FIRST_PRINTED = 0x20


@dataclass(frozen=True)
class RewrittenFont:
    """A font in its plain form, and the ending of such files."""

    content: bytes
    suffix: str


def rewrite_font(content: bytes) -> RewrittenFont:
    """A font from outside, opened under limits and written anew. Raises FontUnreadableError.

    WOFF and WOFF2 come out unpacked, since layout reads the plain form.
    """
    if len(content) > LARGEST_FILE:
        raise FontUnreadableError(f"A font's file may have {LARGEST_FILE // 2**20} MB at most.")
    if content.startswith(b"ttcf"):
        raise FontUnreadableError("This file holds several fonts. Save each as a file of its own.")
    plain = _run_door(content)
    if not coverage_of(plain):
        raise FontUnreadableError
    return RewrittenFont(plain, "otf" if plain.startswith(b"OTTO") else "ttf")


def coverage_of(font: bytes) -> str:
    """The characters of a plain font as hexadecimal ranges of code points: `20-7e,a0,c0-17f`. Empty if it has none."""
    return _ranges(code for code in hb.Face(font).unicodes if code >= _FIRST_PRINTED)


def covers(coverage: str, text: str) -> bool:
    """Whether a font of that coverage has every character of a text; line ends and the like need none."""
    ranges = [tuple(int(end, 16) for end in part.split("-")) for part in coverage.split(",") if part]
    return all(
        any(ends[0] <= ord(character) <= ends[-1] for ends in ranges)
        for character in set(text)
        if ord(character) >= _FIRST_PRINTED
    )


def _ranges(codes: Iterable[int]) -> str:
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ",".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ranges)


def _run_door(content: bytes) -> bytes:
    command = [sys.executable, "-I", "-m", "monogram.catalogue.font_door"]
    try:
        child = subprocess.run(
            command,
            input=content,
            env={"LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=WALL_CLOCK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FontUnreadableError("This font takes too long to open.") from None
    if child.returncode:
        logger.info("a font was refused: exit %s: %s", child.returncode, child.stderr[-300:].decode("utf-8", "replace"))
        raise FontUnreadableError
    return child.stdout
