"""Pictures made up for tests."""

from __future__ import annotations

from functools import cache

import pyvips

SIDE = 400


@cache
def picture(shade: int, *, side: int = SIDE) -> bytes:
    """A PNG with a lighter square in the middle."""
    ground = pyvips.Image.black(side, side) + shade
    square = pyvips.Image.black(side // 2, side // 2) + min(255, shade + 20)
    grey = ground.insert(square, side // 4, side // 4).cast("uchar")
    content: bytes = grey.bandjoin([grey, grey]).copy(interpretation="srgb").pngsave_buffer()
    return content
