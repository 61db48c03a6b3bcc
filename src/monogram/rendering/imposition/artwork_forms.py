"""Frozen artwork as form XObjects: a PDF's page with all that it holds, a picture's own pixels.

Nothing is redrawn. A PDF's page keeps its vectors, named inks, overprinting and soft masks; a JPEG its bytes; a PNG or
TIFF its pixels, resolution, profile and alpha. Every file goes in once, however often it is drawn.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pikepdf
import pyvips
from pikepdf import Array, Dictionary, Name, Pdf

from monogram.geometry.matrices import IDENTITY, Matrix, invert, transform_point
from monogram.geometry.paths import Bounds
from monogram.geometry.units import mm_to_pt, pt_to_mm
from monogram.rendering.pdf.content import numbers
from monogram.rendering.pdf.images import flat_image
from monogram.rendering.profiles import grey_profile, srgb_profile

_SIZE_TOLERANCE = 1.0
"""mm between the size that a piece is said to have and that of its page: more is another piece."""
_SHAPE_TOLERANCE = 0.02
_SPACES = {1: (Name.DeviceGray, 1), 3: (Name.DeviceRGB, 3), 4: (Name.DeviceCMYK, 4)}
_PDF_MAGIC = b"%PDF"
_PICTURE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""Whatever else libvips may read, as SVG, would be drawn anew."""


class ArtworkError(ValueError):
    """An artwork file that cannot be put on a sheet; the message says which and why."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name} {why}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Artwork:
    """A file as it was frozen: a PDF of one page, PNG, JPEG or TIFF. Lengths in mm.

    `width` and `height` are those of the trimmed print; the file has `bleed` on every side besides.
    """

    file: Path
    width: float
    height: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form, and the map of its space to mm from the bleed's top left corner, y down."""

    form: pikepdf.Object
    matrix: Matrix


class ArtworkForms:
    """The artwork of one sheet file. Sources stay open until `stack` closes: the file is written from them."""

    def __init__(self, pdf: Pdf, folder: Path, stack: ExitStack) -> None:
        self._pdf = pdf
        self._folder = folder
        self._stack = stack
        self._forms: dict[Artwork, PlacedForm] = {}
        self._intents: dict[str, pikepdf.Object | None] = {}
        """The PDFs' printing conditions, by what tells them apart; that of a PDF without one is None."""

    def of(self, artwork: Artwork) -> PlacedForm:
        """The artwork's form: the same each time. Raises ArtworkError."""
        if artwork not in self._forms:
            self._forms[artwork] = self._make(artwork)
        return self._forms[artwork]

    def share_intent(self) -> None:
        """Gives the file the printing condition that its PDFs are made for, if all of them name the same one."""
        if len(self._intents) == 1:
            (intent,) = self._intents.values()
            if intent is not None:
                self._pdf.Root.OutputIntents = Array([self._pdf.copy_foreign(intent)])

    def _make(self, artwork: Artwork) -> PlacedForm:
        source = artwork.file
        try:
            with source.open("rb") as file:
                beginning = file.read(1024)
            is_pdf = _PDF_MAGIC in beginning
            if not is_pdf and not beginning.startswith(_PICTURE_MAGIC):
                raise ArtworkError(source, "is neither PDF, PNG, JPEG nor TIFF")
            if not is_pdf:
                source = self._folder / f"{len(self._forms)}.pdf"
                _write_picture_page(artwork, source)
            opened = self._stack.enter_context(Pdf.open(source))
            if is_pdf:
                self._intents.update([_intent_of(opened)])
            return self._copied(opened, artwork)
        except pikepdf.PasswordError as error:
            raise ArtworkError(artwork.file, "is locked by a password") from error
        except pikepdf.PdfError as error:
            raise ArtworkError(artwork.file, f"is not a PDF that can be read: {error}") from error
        except pyvips.Error as error:
            raise ArtworkError(artwork.file, f"is not a picture that can be read: {error}") from error
        except OSError as error:
            raise ArtworkError(artwork.file, f"cannot be read: {error.strerror}") from error

    def _copied(self, source: Pdf, artwork: Artwork) -> PlacedForm:
        if len(source.pages) != 1:
            raise ArtworkError(artwork.file, f"has {len(source.pages)} pages: a piece is one")
        page = source.pages[0]
        form = self._pdf.copy_foreign(page.as_form_xobject())
        own: Matrix = _matrix(form.Matrix) if "/Matrix" in form else IDENTITY
        trim = _mapped(own, _bounds(page.trimbox))
        self._refuse_other_size(artwork, trim)
        bleed = mm_to_pt(artwork.bleed)
        left, bottom, right, top = trim
        shown = (left - bleed, bottom - bleed, right + bleed, top + bleed)
        form.BBox = numbers(_mapped(invert(own), shown))
        scale = pt_to_mm(1)
        return PlacedForm(form, (scale, 0.0, 0.0, -scale, -scale * shown[0], scale * shown[3]))

    def _refuse_other_size(self, artwork: Artwork, trim: Bounds) -> None:
        width, height = pt_to_mm(trim[2] - trim[0]), pt_to_mm(trim[3] - trim[1])
        if max(abs(width - artwork.width), abs(height - artwork.height)) > _SIZE_TOLERANCE:
            raise ArtworkError(
                artwork.file,
                f"is {width:.1f} × {height:.1f} mm, not the {artwork.width:.1f} × {artwork.height:.1f} of its print",
            )


def _intent_of(source: Pdf) -> tuple[str, pikepdf.Object | None]:
    """A key for the printing condition that a PDF is made for, and the condition."""
    intents = source.Root.get("/OutputIntents")
    if intents is None or not len(intents) or "/DestOutputProfile" not in intents[0]:
        return "", None
    intent = intents[0]
    name = str(intent.get("/OutputConditionIdentifier", ""))
    profile = sha256(intent.DestOutputProfile.read_bytes()).hexdigest()
    return f"{name} {profile}", source.make_indirect(intent)


def _write_picture_page(artwork: Artwork, into: Path) -> None:
    """A PDF of one page that holds the picture over its bleed box: on disk, so that one at a time is in memory."""
    bleed = mm_to_pt(artwork.bleed)
    width, height = mm_to_pt(artwork.width) + 2 * bleed, mm_to_pt(artwork.height) + 2 * bleed
    with Pdf.new() as pdf:
        image = _picture(pdf, artwork)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=numbers((0, 0, width, height)),
            TrimBox=numbers((bleed, bleed, width - bleed, height - bleed)),
            Resources=Dictionary(XObject=Dictionary(X0=image)),
            Contents=pdf.make_stream(f"q {width:.6f} 0 0 {height:.6f} 0 0 cm /X0 Do Q".encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        pdf.save(into)


def _picture(pdf: Pdf, artwork: Artwork) -> pikepdf.Object:
    picture = pyvips.Image.new_from_file(str(artwork.file), access="sequential", fail_on="truncated")
    if picture.format != "uchar":
        raise ArtworkError(artwork.file, "has more than 8 bits a channel")
    is_turned = picture.get_typeof("orientation") != 0 and picture.get("orientation") != 1
    if is_turned:
        picture = picture.copy_memory().autorot()
    _refuse_other_shape(artwork, picture)
    has_alpha = picture.hasalpha()
    bands = picture.bands - has_alpha
    if bands not in _SPACES:
        raise ArtworkError(artwork.file, f"has {picture.bands} channels")
    space = _space(pdf, picture, bands)
    if picture.get("vips-loader") == "jpegload" and not is_turned:
        return _kept_jpeg(pdf, artwork.file.read_bytes(), picture, space)
    pixels = picture.numpy()
    if not has_alpha:
        return flat_image(pdf, pixels, space)
    mask = flat_image(pdf, pixels[:, :, bands], Name.DeviceGray)
    return flat_image(pdf, pixels[:, :, :bands], space, SMask=mask)


def _refuse_other_shape(artwork: Artwork, picture: pyvips.Image) -> None:
    """Pixels that are not square would be another picture."""
    across = picture.width / (artwork.width + 2 * artwork.bleed)
    down = picture.height / (artwork.height + 2 * artwork.bleed)
    # A pixel's rounding is much in a small picture.
    if abs(across / down - 1) > _SHAPE_TOLERANCE + 1 / min(picture.width, picture.height):
        raise ArtworkError(
            artwork.file,
            f"has {picture.width} × {picture.height} pixels, not the shape of {artwork.width:.1f} × "
            f"{artwork.height:.1f} mm and its bleed",
        )


def _space(pdf: Pdf, picture: pyvips.Image, bands: int) -> pikepdf.Object:
    """The picture's own profile; without one sRGB, its grey, or the press's own inks."""
    device, components = _SPACES[bands]
    profile = picture.get("icc-profile-data") if "icc-profile-data" in picture.get_fields() else None
    if profile is None and bands == 4:
        return device
    if profile is None:
        profile = srgb_profile() if bands == 3 else grey_profile()
    stream = pdf.make_indirect(pikepdf.Stream(pdf, bytes(profile), N=components, Alternate=device))
    return pdf.make_indirect(Array([Name.ICCBased, stream]))


def _kept_jpeg(pdf: Pdf, content: bytes, picture: pyvips.Image, space: pikepdf.Object) -> pikepdf.Object:
    """Its own bytes. JPEGs hold CMYK upside down, as Photoshop began it; PDF has to be told."""
    extra = {"Decode": numbers((1, 0) * 4)} if picture.bands == 4 else {}
    return pdf.make_indirect(
        pikepdf.Stream(
            pdf,
            content,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=space,
            Filter=Name.DCTDecode,
            **extra,
        )
    )


def _matrix(array: pikepdf.Object) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in array)
    return a, b, c, d, e, f


def _bounds(box: pikepdf.Object) -> Bounds:
    x0, y0, x1, y1 = (float(number) for number in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _mapped(matrix: Matrix, bounds: Bounds) -> Bounds:
    left, bottom, right, top = bounds
    corners = [transform_point(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
