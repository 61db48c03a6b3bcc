"""A print area as a PDF of one page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from monogram.geometry.paths import Bounds
from monogram.geometry.units import mm_to_pt
from monogram.layout.operations import Operation
from monogram.rendering.pdf.colours import CmykColours, Colours, SrgbColours, separation
from monogram.rendering.pdf.content import Content, number_text, numbers, transparency_group
from monogram.rendering.pdf.marks import Patch, Sheet, draw_marks
from monogram.rendering.pdf.metadata import describe, intend
from monogram.rendering.pdf.options import PdfOptions
from monogram.rendering.pdf.plates import Plates
from monogram.rendering.profiles import on_disk, read_press_profile
from monogram.rendering.raster import AreaTooLargeError

_VERSION = "1.6"
_LONGEST_SIDE = 14_400
"""Points: 5.08 m."""
_PRESS_BAR = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
)  # fmt: skip
_HASH = 16
"""Characters of the document's hash in the slug line: enough to find it by."""
_SRGB_BAR = "#00ffff", "#ff00ff", "#ffff00", "#000000", "#0000ff", "#ff0000", "#00ff00", "#808080"


def render_pdf(
    operations: Iterable[Operation],
    *,
    width: float,
    height: float,
    images: Mapping[str, bytes],
    mask: bytes | None,
    options: PdfOptions,
) -> bytes:
    """The PDF of an area of `width` × `height` mm. The same arguments give the same bytes.

    `images` are encoded upright sRGB pictures by id; `mask` is a greyscale picture of the trimmed area, white where
    it prints. Type and shapes are outlines, so that no font is needed. Raises PictureError, ProfileError, and
    AreaTooLargeError for a page longer than 5.08 m or an underbase of more pixels than one plate may have.
    """
    listed = list(operations)
    sheet = Sheet(width, height, options.bleed, options.marks)
    _refuse_if_too_large(sheet)
    profile = None if options.press_profile is None else read_press_profile(options.press_profile)
    with ExitStack() as stack:
        pdf = stack.enter_context(Pdf.new())
        colours: Colours = SrgbColours(pdf)
        if profile is not None and options.convert_to_cmyk:
            colours = CmykColours(pdf, stack.enter_context(on_disk(profile)))
        content = Content(pdf)
        content.transform(_to_points(sheet))
        plates = Plates(pdf, sheet, images, mask, options)
        plates.draw_process(content, listed, colours)
        plates.draw_underbase(content, listed)
        plates.draw_inks(content, listed)
        registration = separation(pdf, "All", (1, 1, 1, 1))
        patches = _patches(colours, plates, has_press=profile is not None)
        draw_marks(content, sheet, registration, list(patches), _slug(sheet, options))
        _add_page(pdf, sheet, content, has_press=profile is not None)
        describe(pdf, options)
        if profile is not None:
            intend(pdf, profile, options.press_condition)
        return _written(pdf)


def _refuse_if_too_large(sheet: Sheet) -> None:
    side, above, below = sheet.margins
    longest = mm_to_pt(max(sheet.width + 2 * side, sheet.height + above + below))
    if longest > _LONGEST_SIDE:
        raise AreaTooLargeError(
            f"a page of {longest:.0f} points is longer than the {_LONGEST_SIDE} that a PDF may have"
        )


def _to_points(sheet: Sheet) -> tuple[float, float, float, float, float, float]:
    """Millimetres from the trim's top left corner, y down, to points from the page's bottom left corner."""
    side, _, below = sheet.margins
    return mm_to_pt(1), 0, 0, -mm_to_pt(1), mm_to_pt(side), mm_to_pt(below + sheet.height)


def _add_page(pdf: Pdf, sheet: Sheet, content: Content, *, has_press: bool) -> None:
    side, above, below = sheet.margins
    paper = (-side, -above, sheet.width + side, sheet.height + below)
    bleed = (-sheet.bleed, -sheet.bleed, sheet.width + sheet.bleed, sheet.height + sheet.bleed)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box(sheet, paper),
        CropBox=_box(sheet, paper),
        BleedBox=_box(sheet, bleed),
        TrimBox=_box(sheet, (0, 0, sheet.width, sheet.height)),
        Resources=content.resources,
        Contents=pdf.make_stream(content.stream),
    )
    if has_press:
        # Marks and named inks meet the artwork in the press's inks, where overprinting means something.
        page.Group = transparency_group(Name.DeviceCMYK)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _box(sheet: Sheet, bounds: Bounds) -> pikepdf.Array:
    """mm from the trim's top left corner as a page box, to a thousandth of a point."""
    k, _, _, _, x, y = _to_points(sheet)
    left, top, right, bottom = bounds
    return numbers(round(value, 3) for value in (x + k * left, y - k * bottom, x + k * right, y - k * top))


def _patches(colours: Colours, plates: Plates, *, has_press: bool) -> Iterator[Patch]:
    """The colour bar: the press's inks where the press is known, and every named ink but the cutter's."""
    if has_press:
        yield from map(_press_patch, _PRESS_BAR)
    else:
        yield from (partial(_select, colours, colour) for colour in _SRGB_BAR)
    yield from (partial(_select, ink, "#000000") for name, ink in plates.inks.items() if name != "cut")


def _press_patch(inks: tuple[float, ...]) -> Callable[[Content], None]:
    return lambda content: content.write(f"{' '.join(map(number_text, inks))} k")


def _select(colours: Colours, colour: str, content: Content) -> None:
    colours.select(content, colour)


def _slug(sheet: Sheet, options: PdfOptions) -> str:
    if sheet.marks is None or not sheet.marks.slug:
        return ""
    size = f"{sheet.width:g} × {sheet.height:g} mm + {sheet.bleed:g} mm"
    return f"{sheet.marks.slug}   {size}   {options.document_hash[:_HASH]}"


def _written(pdf: Pdf) -> bytes:
    """The file: its identifier is made of its content, so that the same page is the same bytes."""
    file = io.BytesIO()
    pdf.save(
        file,
        force_version=_VERSION,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return file.getvalue()
