"""Gang sheets: one print-ready PDF of many pieces of frozen artwork, each with what the bench needs to know it by."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from monogram.geometry.matrices import Matrix, multiply, translation
from monogram.geometry.paths import Bounds
from monogram.geometry.units import mm_to_pt
from monogram.layout.resources import Resources
from monogram.rendering.imposition.artwork_forms import Artwork, ArtworkForms
from monogram.rendering.imposition.nesting import Layout, Medium, Piece, Placed, Sheet
from monogram.rendering.imposition.sheet_furniture import (
    FOOT,
    HEADING,
    NARROWEST,
    STRIP,
    STRIP_GAP,
    SheetFacts,
    draw_crop_marks,
    draw_heading_and_foot,
    draw_strip,
)
from monogram.rendering.pdf import PdfOptions
from monogram.rendering.pdf.colours import separation
from monogram.rendering.pdf.content import Content, numbers
from monogram.rendering.pdf.metadata import describe

LONGEST = 5_000.0
"""mm: a page of a PDF may be 14,400 points long, so that a longer print is cut into stretches."""
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_VERSION = "1.6"


@dataclass(frozen=True, slots=True)
class GangPiece:
    """One piece to print: its artwork, and what identifies it."""

    artwork: Artwork
    code: str = ""
    """What its bars hold, and are labelled with: an item's reference."""
    caption: str = ""
    """Beside it: the SKU, `1 of 2`."""


@dataclass(frozen=True, slots=True)
class GangSheetWish:
    """How the sheets are to be furnished."""

    batch_ref: str
    medium: str = ""
    """The medium's name, for the heading."""
    has_marks: bool = True
    """Crop marks, and on every sheet a heading, a foot and registration targets."""
    has_barcodes: bool = True
    """A strip with the reference below each piece."""


def piece_to_nest(piece_id: str, piece: GangPiece, wish: GangSheetWish, *, may_rotate: bool = True) -> Piece:
    """The rectangle that a piece takes on the sheet: the print, its bleed, and the strip with its reference."""
    width, height = _cell(piece, wish)
    return Piece(piece_id, width, height, may_rotate)


def room_for_pieces(medium: Medium, wish: GangSheetWish) -> Medium:
    """What is left of a medium for pieces, without heading and foot; of a roll in stretches that a PDF can hold."""
    furniture = HEADING + FOOT if wish.has_marks else 0.0
    if medium.height is None:
        return replace(medium, longest=min(medium.longest or LONGEST, LONGEST) - furniture)
    return replace(medium, height=medium.height - furniture)


def write_gang_sheet(
    layout: Layout,
    pieces: Mapping[str, GangPiece],
    wish: GangSheetWish,
    *,
    medium: Medium,
    fonts: Resources,
    into: BinaryIO,
) -> None:
    """Writes a PDF with a page for each sheet of `layout`, which is `nest` of these pieces in `room_for_pieces`.

    Each file is in it once. The same arguments and files are the same bytes. Raises ArtworkError for a file that cannot
    be read or is not of its print's size, DocumentError for a reference that no code can hold, KeyError for a piece
    that is missing; then nothing is written.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pdf = stack.enter_context(Pdf.new())
        forms = ArtworkForms(pdf, folder, stack)
        writer = _Writer(pdf, forms, pieces, wish, medium, fonts)
        for number, sheet in enumerate(layout.sheets, 1):
            writer.add_sheet(sheet, number, len(layout.sheets))
        describe(pdf, PdfOptions(title=f"Batch {wish.batch_ref}", document_hash=wish.batch_ref, created=_CREATED))
        forms.share_intent()
        pdf.save(
            into,
            min_version=_VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


def _cell(piece: GangPiece, wish: GangSheetWish) -> tuple[float, float]:
    artwork = piece.artwork
    width, height = artwork.width + 2 * artwork.bleed, artwork.height + 2 * artwork.bleed
    if wish.has_barcodes and piece.code:
        return max(width, NARROWEST), height + STRIP_GAP + STRIP
    return width, height


class _Writer:
    """Draws the sheets of one file."""

    def __init__(
        self,
        pdf: Pdf,
        forms: ArtworkForms,
        pieces: Mapping[str, GangPiece],
        wish: GangSheetWish,
        medium: Medium,
        fonts: Resources,
    ) -> None:
        self._pdf = pdf
        self._forms = forms
        self._pieces = pieces
        self._wish = wish
        self._medium = medium
        self._fonts = fonts
        self._every_plate = separation(pdf, "All", (1, 1, 1, 1))

    def add_sheet(self, sheet: Sheet, number: int, of: int) -> None:
        """One page of the sheet's own size, in which the pieces lie below the heading."""
        has_marks = self._wish.has_marks
        top = HEADING if has_marks else 0.0
        height = sheet.length + (HEADING + FOOT if has_marks else 0.0)
        content = Content(self._pdf)
        content.transform((mm_to_pt(1), 0.0, 0.0, -mm_to_pt(1), 0.0, mm_to_pt(height)))
        for placed in sheet.placed:
            self._put(content, placed, top)
        if has_marks:
            facts = SheetFacts(
                self._wish.batch_ref, self._wish.medium, number, of, self._medium.width, height, len(sheet.placed)
            )  # fmt: skip
            draw_heading_and_foot(content, self._every_plate, facts, self._fonts)
        self._add_page(content, self._medium.width, height, top, sheet)

    def _put(self, content: Content, placed: Placed, top: float) -> None:
        piece = self._pieces[placed.id]
        artwork = piece.artwork
        width, height = _cell(piece, self._wish)
        content.write("q")
        content.transform(_placement(placed, height, top))
        drawn = self._forms.of(artwork)
        content.write("q")
        content.transform(drawn.matrix)
        content.draw(drawn.form)
        content.write("Q")
        if self._wish.has_marks:
            room = self._medium.gap / 2
            draw_crop_marks(
                content,
                self._every_plate,
                width=artwork.width,
                height=artwork.height,
                bleed=artwork.bleed,
                room=room,
                room_below=STRIP_GAP if height > artwork.height + 2 * artwork.bleed else room,
            )
        if self._wish.has_barcodes and piece.code:
            content.transform(translation(0, height - STRIP))
            draw_strip(content, code=piece.code, caption=piece.caption, width=width, fonts=self._fonts)
        content.write("Q")

    def _add_page(self, content: Content, width: float, height: float, top: float, sheet: Sheet) -> None:
        """The trim is what the pieces lie in: heading and foot are outside it."""
        trim = (0.0, height - top - sheet.length, width, height - top)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=_box((0.0, 0.0, width, height)),
            CropBox=_box((0.0, 0.0, width, height)),
            BleedBox=_box(trim),
            TrimBox=_box(trim),
            Resources=content.resources,
            Contents=self._pdf.make_stream(content.stream),
        )
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))


def _placement(placed: Placed, height: float, top: float) -> Matrix:
    """A cell's own mm to those of the sheet; turned by a quarter clockwise its left edge is at the top."""
    moved = translation(placed.x, placed.y + top)
    return multiply(moved, (0.0, 1.0, -1.0, 0.0, height, 0.0)) if placed.turned else moved


def _box(bounds: Bounds) -> pikepdf.Array:
    return numbers(round(mm_to_pt(value), 3) for value in bounds)
