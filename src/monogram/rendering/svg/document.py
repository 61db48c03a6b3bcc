"""A print area as an SVG document. Its user units are millimetres of the print area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import escape

import pyvips

from monogram.layout.operations import Operation
from monogram.rendering.originals import Originals, extended_mask
from monogram.rendering.svg.elements import Markup, element, number, reference
from monogram.rendering.svg.pictures import data_address
from monogram.rendering.svg.playing import SvgPlayer

_MASK_DPI = 300.0
_HEADING = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render_svg(
    operations: Iterable[Operation],
    *,
    width: float,
    height: float,
    bleed: float,
    images: Mapping[str, bytes],
    mask: bytes | None = None,
    title: str = "",
) -> bytes:
    """The SVG of an area of `width` × `height` mm with `bleed` mm on every side, for print, cutting and engraving.

    Type is outlines. JPEGs and PNGs go in byte for byte; a changed tone is in the pixels. What an ink other than the
    process colours lays down is a group with `data-ink` (`white`, `cut`, `foil`, `engrave`); every group names its
    layer in `data-layer`. `images` and `mask` are those of `render_area`. The same arguments give the same bytes.
    Raises PictureError.
    """
    box = (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{number(box[2])}mm",
        "height": f"{number(box[3])}mm",
        "viewBox": " ".join(map(number, box)),
    }
    markup = Markup()
    player = SvgPlayer(markup, Originals(images))
    with _faded(markup, mask, width=width, height=height, bleed=bleed):
        player.play(operations)
    name = "".join(character for character in title if character.isprintable())
    heading = element("title", {}, escape(name)) + "\n" if name else ""
    return (_HEADING + element("svg", attributes, f"\n{heading}{markup.text}\n") + "\n").encode()


@contextmanager
def _faded(markup: Markup, mask: bytes | None, *, width: float, height: float, bleed: float) -> Iterator[None]:
    """What is drawn in this context is faded by the area's mask."""
    if mask is None:
        yield
        return
    grey, (left, top, right, bottom) = extended_mask(mask, width=width, height=height, bleed=bleed, dpi=_MASK_DPI)
    content = pyvips.Image.new_from_array(grey).pngsave_buffer(keep="none")
    place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    image = element("image", {**place, "preserveAspectRatio": "none", "href": data_address("image/png", content)})
    name = markup.define("area", "mask", "mask", {"maskUnits": "userSpaceOnUse", **place}, image)
    with markup.inside("g", {"mask": reference(name)}):
        yield
