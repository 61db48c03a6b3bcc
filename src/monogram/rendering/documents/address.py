"""Addresses in a room of their own: as large as they can be, never beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monogram.rendering.documents.fonts import BOLD
from monogram.rendering.documents.page import Page
from monogram.rendering.documents.text import SetBlock, Style, set_block

_STEP = 0.5
"""Points between one size that is tried and the next."""


def put_address(
    page: Page,
    lines: Sequence[str],
    x: float,
    y: float,
    width: float,
    height: float,
    style: Style,
    *,
    name_in_bold: bool = True,
) -> float:
    """Sets the lines one below the other and returns where they end; the first, the name, in bold.

    Long lines are wrapped in two; type shrinks from the style's size to its least until all have room. What then
    still has none ends with an ellipsis, and lines too many for the room share the last one.
    """
    kept = [line.strip() for line in lines if line.strip()]
    first = replace(style, font=BOLD) if name_in_bold else style
    for block in _blocks(page, kept, width, height, style, first):
        y = page.block(block, x, y)
    return y


def _blocks(
    page: Page, lines: Sequence[str], width: float, height: float, style: Style, first: Style
) -> list[SetBlock]:  # fmt: skip
    least = style.size if style.least is None else style.least
    size = style.size
    while size >= least:
        blocks = _at(page, lines, width, style, first, size, wraps=2)
        if sum(block.height for block in blocks) <= height and not any(block.is_cut for block in blocks):
            return blocks
        size -= _STEP
    blocks = _at(page, lines, width, style, first, least, wraps=1)
    fitting = max(1, int((height + 1e-6) / blocks[0].height)) if blocks else 0
    if len(blocks) > fitting:
        lines = [*lines[: fitting - 1], ", ".join(lines[fitting - 1 :])]
        blocks = _at(page, lines, width, style, first, least, wraps=1)
    return blocks


def _at(
    page: Page, lines: Sequence[str], width: float, style: Style, first: Style, size: float, *, wraps: int
) -> list[SetBlock]:  # fmt: skip
    return [
        set_block(line, replace(style if place else first, size=size, least=None, lines=wraps), width, page.fonts)
        for place, line in enumerate(lines)
    ]
