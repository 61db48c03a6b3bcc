"""SVG and PDF: from a hostile file to a drawing of our own, and to pixels. Runs in the door's child process.

Only what we have written ourselves out of numbers and colours is given to librsvg; its loader is blocked until then.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from monogram.images.copies import save_print_copy
from monogram.images.formats import Format
from monogram.images.raster import LONGEST_SIDE
from monogram.images.refusals import RefusedError
from monogram.images.vector.clean_svg import clean_svg
from monogram.images.vector.drawn import Drawn
from monogram.images.vector.plain_drawing import NotAsDrawingError, plain_drawing
from monogram.images.vector.svg import read_svg

if TYPE_CHECKING:
    import pyvips

PRINT_SIDE = 4_000
"""Longer side in pixels of the copy for whatever can print pixels only."""
_LARGEST_DRAWING = 5_000_000
_PHOTO_DPI = 300
_COMPARED_SIDE, _SQUARE = 1_600, 8
_MOST_DIFFERENCE, _MOST_MEAN_DIFFERENCE = 72, 2.0


def open_vector(path: Path, found: Format, most_pixels: int) -> tuple[pyvips.Image, str, str | None]:
    """The picture in pixels, and the names of its print copy and its drawing. Raises RefusedError, pyvips.Error."""
    if found is Format.PDF:
        return _open_pdf(path, most_pixels)
    return _as_drawing(read_svg(path.read_bytes()), path.parent, most_pixels)


def _open_pdf(path: Path, most_pixels: int) -> tuple[pyvips.Image, str, str | None]:
    """The first page as a drawing where that shows the same as pdfium; otherwise as pixels."""
    from monogram.images.vector.pdf import FirstPage

    page = FirstPage(path)
    drawn = page.drawn()
    if drawn and _looks_the_same(page.pixels(side=_COMPARED_SIDE, most_pixels=most_pixels), drawn):
        return _as_drawing(drawn, path.parent, most_pixels)
    side = page.side_at(_PHOTO_DPI) if page.holds_photos() else max(page.side_at(_PHOTO_DPI), PRINT_SIDE)
    picture = _without_idle_alpha(page.pixels(side=min(side, LONGEST_SIDE), most_pixels=most_pixels))
    if picture.hasalpha() and picture[picture.bands - 1].max() == 0:
        raise RefusedError("vector_empty")
    return picture, save_print_copy(picture, path.parent, is_drawn=True), None


def _looks_the_same(shown: pyvips.Image, drawn: Drawn) -> bool:
    """Whether our drawing of a page looks like pdfium's, on white and on black.

    pdfium does not tell of everything (a clip's rule, a soft mask, a blend mode), so that only the result can be
    trusted. It moves edges to whole pixels: what is compared are means over squares, which such a step changes little.
    """
    ours = _svg_pixels(drawn, shown.width, shown.height)
    for ground in (0, 255):
        first, second = (_flat(picture, ground).shrink(_SQUARE, _SQUARE, ceil=True) for picture in (shown, ours))
        difference = (first - second).abs()
        if difference.max() > _MOST_DIFFERENCE or difference.avg() > _MOST_MEAN_DIFFERENCE:
            return False
    return True


def _flat(picture: pyvips.Image, ground: int) -> pyvips.Image:
    return picture.flatten(background=[ground] * 3) if picture.hasalpha() else picture


def _as_drawing(drawn: Drawn, folder: Path, most_pixels: int) -> tuple[pyvips.Image, str, str | None]:
    longer = max(drawn.width, drawn.height)
    scale = min(PRINT_SIDE / longer, (most_pixels / (drawn.width * drawn.height)) ** 0.5)
    width, height = (max(1, int(length * scale + 1e-6)) for length in (drawn.width, drawn.height))
    picture = _without_idle_alpha(_svg_pixels(drawn, width, height))
    return picture, save_print_copy(picture, folder, is_drawn=True), _save_drawing(drawn, folder)


def _svg_pixels(drawn: Drawn, width: int, height: int) -> pyvips.Image:
    """The drawing by librsvg, which is let out for this one call."""
    import pyvips

    pyvips.operation_block_set("VipsForeignLoadSvg", False)
    try:
        picture: pyvips.Image = pyvips.Image.svgload_buffer(clean_svg(drawn, width, height)).copy_memory()
    finally:
        pyvips.operation_block_set("VipsForeignLoadSvg", True)
    return picture


def _without_idle_alpha(picture: pyvips.Image) -> pyvips.Image:
    """A fourth channel only where something can be seen through."""
    if picture.hasalpha() and picture[picture.bands - 1].min() == 255:
        return picture.extract_band(0, n=picture.bands - 1)
    return picture


def _save_drawing(drawn: Drawn, folder: Path) -> str | None:
    """The name of the drawing's file; None for a picture that is kept as pixels."""
    try:
        content = json.dumps(plain_drawing(drawn), ensure_ascii=False, separators=(",", ":")).encode()
    except NotAsDrawingError:
        return None
    if len(content) > _LARGEST_DRAWING:
        return None
    (folder / "drawing.json").write_bytes(content)
    return "drawing.json"
