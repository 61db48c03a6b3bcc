"""Labels that a carrier has as pictures only, as UPS, on pages of 4 × 6 inches."""

from __future__ import annotations

import base64
import io
from typing import Any

WIDTH_INCHES, HEIGHT_INCHES = 4, 6
_DARK = 128


def page_of(picture: str, rotate: int | None = None, resize: Any = None) -> str:
    """A picture as a page, both in base64, by the name and arguments of karrio's `image_to_pdf`.

    karrio would press UPS's 7 inches, of which the last is blank, into 6, and the square codes with them; and it would
    put grey around every bar. Here blank paper is cut off, and each dot stays black or white.
    """
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(picture))) as opened:
        grey = opened.convert("L")
    upright = grey.rotate(rotate or 0, expand=True)
    dots = _without_blank_foot(upright).point(lambda level: 255 if level >= _DARK else 0).convert("1")
    into = io.BytesIO()
    dots.save(into, "PDF", resolution=max(dots.width / WIDTH_INCHES, dots.height / HEIGHT_INCHES))
    return base64.b64encode(into.getvalue()).decode()


def _without_blank_foot(label: Any) -> Any:
    """The label as long as the page, if there is nothing below."""
    height = round(label.width * HEIGHT_INCHES / WIDTH_INCHES)
    if label.height <= height:
        return label
    foot = label.crop((0, height, label.width, label.height))
    return label if foot.getextrema()[0] < _DARK else label.crop((0, 0, label.width, height))
