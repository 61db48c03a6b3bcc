"""A print area as a file of any format: what the platform keeps for printers, and what the command line writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO, Literal, TypeAlias, get_args

from monogram.layout.operations import Ink, Operation, ink_of, of_ink
from monogram.rendering.bands import PixelSize, Progress, render_png
from monogram.rendering.jpeg import render_jpeg
from monogram.rendering.pdf import Marks, PdfOptions, Underbase, render_pdf
from monogram.rendering.png import encode_png
from monogram.rendering.profiles import read_press_profile
from monogram.rendering.raster import AreaArguments, pixel_size
from monogram.rendering.separations import render_plate
from monogram.rendering.svg import render_svg
from monogram.rendering.tiff import render_tiff

PrintFormat: TypeAlias = Literal["png", "jpeg", "tiff", "pdf", "pdfx", "svg"]

MEDIA_TYPES: Mapping[PrintFormat, str] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "pdf": "application/pdf",
    "pdfx": "application/pdf",
    "svg": "image/svg+xml",
}
SUFFIXES: Mapping[PrintFormat, str] = {
    "png": "png",
    "jpeg": "jpg",
    "tiff": "tif",
    "pdf": "pdf",
    "pdfx": "pdf",
    "svg": "svg",
}
VECTOR_FORMATS: frozenset[PrintFormat] = frozenset({"pdf", "pdfx", "svg"})
"""Those that hold every ink under its name; the others are pixels of the process colours."""
_MOST_OVER_DPI = 2
"""A photograph goes into a PDF as it came, unless it is more than twice as fine as the press can show."""
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""A PDF must say when it was made, and the same artwork must be the same bytes on any day: it names this one."""


@dataclass(frozen=True, slots=True)
class PrintFileSpec:
    """What a print area's file shall be. Lengths in mm; `dpi` is that of whatever becomes pixels."""

    width: float
    height: float
    title: str
    """The area's name, for people who open the file."""
    document_hash: str
    format: PrintFormat = "png"
    bleed: float = 0
    dpi: float = 300
    mask: bytes | None = None
    """Greyscale picture of the trimmed area, white where it prints."""
    press_profile: bytes | None = None
    press_condition: str = "Custom"
    converts_to_cmyk: bool = False
    has_marks: bool = False
    underbase_choke: float | None = None
    quality: int = 95
    """Of a JPEG, 1…100."""

    @property
    def pixel_size(self) -> PixelSize:
        """Of the area with its bleed at `dpi`; for a PDF or SVG this is only a measure of how fine it is."""
        return PixelSize(*pixel_size(self.width, self.height, bleed=self.bleed, dpi=self.dpi))

    def area(self, images: Mapping[str, bytes]) -> AreaArguments:
        """The area as the rasterisers take it."""
        return {
            "width": self.width,
            "height": self.height,
            "bleed": self.bleed,
            "dpi": self.dpi,
            "images": images,
            "mask": self.mask,
        }


def separate_inks(operations: Sequence[Operation]) -> list[Ink]:
    """The inks besides the process colours that lay something down, in the order of their names in the document."""
    used = {ink_of(operation) for operation in operations}
    return [ink for ink in get_args(Ink) if ink in used and ink != "process"]


def write_print_file(
    operations: Sequence[Operation],
    spec: PrintFileSpec,
    images: Mapping[str, bytes],
    into: BinaryIO,
    *,
    progress: Progress | None = None,
) -> None:
    """Writes the file. The same operations, spec and images give the same file, in any process and on any day.

    Pixels (PNG, JPEG, TIFF) hold the process colours; PDF and SVG hold every ink, each under its name. `images` are
    encoded upright sRGB pictures by id. Raises PictureError, AreaTooLargeError, ProfileError and PdfOptionsError,
    the last two before anything is written.
    """
    if spec.format not in VECTOR_FORMATS:
        _write_pixels(of_ink(operations, "process"), spec, images, into, progress)
    elif spec.format == "svg":
        into.write(
            render_svg(
                operations,
                width=spec.width,
                height=spec.height,
                bleed=spec.bleed,
                images=images,
                mask=spec.mask,
                title=spec.title,
            )
        )
    else:
        options = _pdf_options(spec)
        into.write(
            render_pdf(operations, width=spec.width, height=spec.height, images=images, mask=spec.mask, options=options)
        )


def write_preview(
    operations: Sequence[Operation], spec: PrintFileSpec, images: Mapping[str, bytes], into: BinaryIO
) -> None:
    """A PNG of all inks in the colours that their layers have: what is seen, not what is printed."""
    render_png(operations, into=into, **spec.area(images))


def write_plate(
    operations: Sequence[Operation], ink: Ink, spec: PrintFileSpec, images: Mapping[str, bytes], into: BinaryIO
) -> None:
    """One ink's plate as a grey PNG; black is full ink, as on film. Raises PictureError and AreaTooLargeError."""
    plate = render_plate(operations, ink, **spec.area(images))
    into.write(encode_png(255 - plate, dpi=spec.dpi))


def _write_pixels(
    operations: Sequence[Operation],
    spec: PrintFileSpec,
    images: Mapping[str, bytes],
    into: BinaryIO,
    progress: Progress | None,
) -> None:
    area = spec.area(images)
    if spec.format == "png":
        render_png(operations, into=into, progress=progress, **area)
    elif spec.format == "jpeg":
        render_jpeg(operations, into=into, quality=spec.quality, progress=progress, **area)
    else:
        press = read_press_profile(spec.press_profile) if spec.press_profile and spec.converts_to_cmyk else None
        render_tiff(operations, into=into, press=press, progress=progress, **area)


def _pdf_options(spec: PrintFileSpec) -> PdfOptions:
    return PdfOptions(
        title=spec.title,
        document_hash=spec.document_hash,
        created=_CREATED,
        bleed=spec.bleed,
        marks=Marks(slug=spec.title) if spec.has_marks else None,
        resolution_cap=spec.dpi * _MOST_OVER_DPI,
        effect_dpi=spec.dpi,
        standard="x4" if spec.format == "pdfx" else "none",
        press_profile=spec.press_profile,
        press_condition=spec.press_condition,
        convert_to_cmyk=spec.converts_to_cmyk,
        underbase=None if spec.underbase_choke is None else Underbase(spec.underbase_choke, spec.dpi),
    )
