"""A page that things are put on, and pages as one PDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
from pikepdf import Pdf

from monogram.geometry.matrices import IDENTITY, multiply, scaling, translation
from monogram.layout.barcodes import CODE_128_QUIET, code128_widths
from monogram.layout.codes import checked_content, code_operations
from monogram.layout.errors import DocumentError
from monogram.layout.model import CodeLayer, Symbology
from monogram.layout.operations import ImageOperation, Operation, PathOperation, Stroke
from monogram.layout.qr import QUIET_ZONE, qr_outline
from monogram.layout.resources import Resources
from monogram.layout.shapes import rectangle
from monogram.rendering.documents.text import SetBlock, Style, set_block
from monogram.rendering.pdf import PdfOptions, render_pdf
from monogram.rendering.pictures import PictureBook

HAIRLINE = "#d9d5cd"
QUIET = "#6a665f"
"""Colour of what explains: captions, labels of fields."""
PAPER_TINT = "#f4f2ee"
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The same document is the same bytes on any day."""
_PICTURE_DPI = 300
_LARGEST_MODULE = 0.51
"""mm: wider bars are no easier to read…"""
_LEAST_MODULE = 0.24
"""…and thinner ones are not read by every scanner."""


class Page:
    """A white page of `width` × `height` mm; y runs down. Later things lie over earlier ones."""

    def __init__(self, width: float, height: float, fonts: Resources) -> None:
        self.width = width
        self.height = height
        self.fonts = fonts
        self.operations: list[Operation] = []
        self.images: dict[str, bytes] = {}

    def text(self, text: str, x: float, y: float, width: float, style: Style) -> float:
        """Sets a text with its top left corner at x, y, and returns where its room ends below."""
        return self.block(set_block(text, style, width, self.fonts), x, y)

    def block(self, block: SetBlock, x: float, y: float) -> float:
        """Draws a text that is set already, and returns where its room ends below."""
        self.operations += block.operations(x, y, self.fonts)
        return y + block.height

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        pen: float = 0.2,
        radius: float = 0.0,
    ) -> None:
        """A rectangle; `pen` is its outline's width, centred on its edge."""
        outline = rectangle(x, y, width, height, radius, radius)
        drawn = None if stroke is None else Stroke(stroke, pen, join="miter")
        self.operations.append(PathOperation("box", outline, IDENTITY, fill, drawn, 1.0, None))

    def rule(self, x: float, y: float, width: float, *, pen: float = 0.2, colour: str = HAIRLINE) -> None:
        """A horizontal line, `pen` thick, whose middle is at y."""
        self.box(x, y - pen / 2, width, pen, fill=colour)

    def thumbnail(self, content: bytes | None, x: float, y: float, side: float) -> None:
        """A picture on a tinted square; the square alone where there is none. Raises PictureError."""
        self.box(x, y, side, side, fill=PAPER_TINT, radius=1.5)
        if content is not None:
            self.picture(content, x + 1, y + 1, side - 2, side - 2)

    def picture(self, content: bytes, x: float, y: float, width: float, height: float, *, align: float = 0.5) -> None:
        """An encoded picture, as large as the room allows; `align`: from the left, 0, to the right, 1.

        Raises PictureError.
        """
        image = sha256(content).hexdigest()[:16]
        across, down = PictureBook({image: content}).size(image)
        scale = min(width / across, height / down)
        drawn_width, drawn_height = across * scale, down * scale
        place = translation(x + (width - drawn_width) * align, y + (height - drawn_height) / 2)
        self.images[image] = content
        matrix = multiply(place, scaling(drawn_width, drawn_height))
        self.operations.append(ImageOperation("picture", image, matrix, (0, 0, 1, 1), None, 1.0))

    def code128(
        self,
        content: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        align: float = 0.0,
        module: float | None = None,
        hangs: bool = False,
    ) -> None:
        """Bars as wide as the room allows, quiet zones within it.

        `module`: the width of the thinnest bar is a multiple of it, as a printer's dots need. `align`: where in the
        room they lie, from 0 (left) to 1; `hangs`: the quiet zone on that side lies outside the room, so that the bars
        themselves end with what is above them. Raises DocumentError for what is not ASCII or too long for the room.
        """
        if not content or not content.isascii():
            raise DocumentError("content", "must hold nothing but ASCII characters for Code 128")
        modules = sum(code128_widths(content)) + sum(CODE_128_QUIET)
        unit = min(width / modules, _LARGEST_MODULE)
        if module is not None:
            unit = int(unit / module + 1e-9) * module
        if unit < _LEAST_MODULE:
            raise DocumentError("content", "is too long for the room that its bars have")
        taken = unit * modules
        left = x + (width - taken) * align
        if hangs:
            left += unit * (sum(CODE_128_QUIET) * align - CODE_128_QUIET[0])
        if module is not None:
            left = round(left / module) * module
        self._code("code128", content, left, y, taken, height)

    def any_code(
        self,
        content: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        align: float,
        module: float | None = None,
        hangs: bool = False,
    ) -> None:
        """Code 128 where it has room and letters for it, else a QR code. Raises DocumentError if that is too long."""
        try:
            self.code128(content, x, y, width, height, align=align, module=module, hangs=hangs)
        except DocumentError:
            self.qr(content, x, y, width, height, align=align, module=module)

    def qr(
        self, content: str, x: float, y: float, width: float, height: float, *, align: float = 0.0,
        module: float | None = None,
    ) -> None:  # fmt: skip
        """A QR code as large as the room, its quiet zone within it; `align` and `module` as for Code 128.

        Raises DocumentError if the content is too long for the room.
        """
        checked_content("qr", content, "medium", "content")
        modules = qr_outline(content, "medium")[0] + 2 * QUIET_ZONE
        unit = min(width, height) / modules
        if module is not None:
            unit = int(unit / module + 1e-9) * module
        if unit < _LEAST_MODULE:
            raise DocumentError("content", "is too long for the room that its code has")
        side = unit * modules
        left = x + (width - side) * align
        if module is not None:
            left, y = round(left / module) * module, round(y / module) * module
        self._code("qr", content, left, y, side, side)

    def _code(self, symbology: Symbology, content: str, x: float, y: float, width: float, height: float) -> None:
        self.operations += code_operations(
            CodeLayer(
                id="code",
                symbology=symbology,
                content=content,
                error_correction="medium",
                quiet_zone=True,
                colour="#000000",
                background="#ffffff",
                width=width,
                height=height,
                transform=translation(x + width / 2, y + height / 2),
                opacity=1.0,
                locked=True,
            )
        )


def pages_as_pdf(pages: Sequence[Page], title: str) -> bytes:
    """The pages in order. The same pages are the same bytes. Raises PictureError."""
    with Pdf.new() as joined:
        for page in pages:
            with Pdf.open(io.BytesIO(_page_pdf(page, title))) as single:
                joined.pages.extend(single.pages)
        joined.docinfo["/Title"] = title
        joined.docinfo["/Creator"] = "Monogram"
        file = io.BytesIO()
        joined.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return file.getvalue()


def _page_pdf(page: Page, title: str) -> bytes:
    options = PdfOptions(title=title, document_hash="", created=_CREATED, resolution_cap=_PICTURE_DPI)
    images: Mapping[str, bytes] = page.images
    return render_pdf(
        page.operations, width=page.width, height=page.height, images=images, mask=None, options=options
    )  # fmt: skip
