"""The files of a batch: the print-ready sheets, the job ticket and the pick list."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from monogram.common import clock
from monogram.files import services as files
from monogram.layout.resources import Resources
from monogram.oms.paper import earliest, name_of, options_of, thumbnail_of, written
from monogram.oms.prints import Print, prints_of
from monogram.orders.models import OrderItem
from monogram.production.models import Batch, BatchItem
from monogram.production.queries import contents_of
from monogram.rendering.documents.job_ticket import JobTicket, TicketItem, job_ticket_pdf
from monogram.rendering.documents.pick_list import PickItem, PickList, pick_list_pdf
from monogram.rendering.imposition.artwork_forms import Artwork, ArtworkError
from monogram.rendering.imposition.gang_sheet import (
    GangPiece,
    GangSheetWish,
    piece_to_nest,
    room_for_pieces,
    write_gang_sheet,
)
from monogram.rendering.imposition.nesting import Layout, Medium, PieceTooLargeError, nest
from monogram.shipping.fonts import bench_fonts

FOLDER = "private/batches"
"""Of the storage: what lies there is never served by its address alone."""


@dataclass(frozen=True, slots=True)
class BatchFiles:
    """Where the three files are kept, and what the sheets are like."""

    sheet_file: str
    ticket_file: str
    pick_list_file: str
    sheets: int
    utilisation: float


class ImpositionError(Exception):
    """A batch whose files cannot be made as it stands; the text says which line is why."""


def make_files(batch: Batch) -> BatchFiles:
    """Make and keep the files of what is in a batch now. Raises ImpositionError."""
    contents = contents_of(batch)
    fonts = bench_fonts()
    with _Sheets(batch, contents, fonts).made() as (sheet_path, layout, on_sheets):
        sheet_file = files.store_file(sheet_path, folder=FOLDER, suffix="pdf").key
    ticket = job_ticket_pdf(_ticket(batch, contents, layout, on_sheets), fonts)
    pick_list = pick_list_pdf(_pick_list(batch, contents), fonts)
    return BatchFiles(
        sheet_file=sheet_file,
        ticket_file=files.store(ticket, folder=FOLDER, suffix="pdf"),
        pick_list_file=files.store(pick_list, folder=FOLDER, suffix="pdf"),
        sheets=len(layout.sheets),
        utilisation=layout.utilisation,
    )


def code_of(item: OrderItem, number: int) -> str:
    """What the bars of a piece hold: the line's reference, with the piece's number where it has several."""
    return item.ref if item.quantity == 1 else f"{item.ref}-{number}"


class _Sheets:
    """The print-ready file of a batch."""

    def __init__(self, batch: Batch, contents: Sequence[BatchItem], fonts: Resources) -> None:
        template = batch.template
        self._template = template
        self._contents = contents
        self._fonts = fonts
        self._wish = GangSheetWish(batch.ref, template.medium_name, template.has_marks, template.has_barcodes)
        self._medium = Medium(template.width, template.sheet_height, template.margin, template.gap)

    @contextmanager
    def made(self) -> Iterator[tuple[Path, Layout, Mapping[int, set[int]]]]:
        """The PDF on the disk, its layout, and by line id the sheets that it is on. Raises ImpositionError."""
        with tempfile.TemporaryDirectory(prefix="monogram-batch-") as folder:
            pieces, lines = self._pieces(Path(folder))
            layout = self._nested(pieces, lines)
            path = Path(folder) / "sheets.pdf"
            try:
                with path.open("wb") as into:
                    write_gang_sheet(layout, pieces, self._wish, medium=self._medium, fonts=self._fonts, into=into)
            except ArtworkError as error:
                guilty = next(lines[key] for key, piece in pieces.items() if piece.artwork.file == error.path)
                why = str(error).removeprefix(error.path.name).strip()
                raise ImpositionError(f"{_named(guilty)}: its artwork {why}") from error
            on_sheets: dict[int, set[int]] = defaultdict(set)
            for number, sheet in enumerate(layout.sheets, start=1):
                for placed in sheet.placed:
                    on_sheets[lines[placed.id].pk].add(number)
            yield path, layout, on_sheets

    def _pieces(self, folder: Path) -> tuple[dict[str, GangPiece], dict[str, OrderItem]]:
        """By their ids: what is printed, and whose it is."""
        pieces: dict[str, GangPiece] = {}
        lines: dict[str, OrderItem] = {}
        for batched in self._contents:
            item = batched.order_item
            prints = prints_of(item)
            if not prints:
                raise ImpositionError(f"{_named(item)}: it has no files that can lie on a sheet")
            for one in prints:
                artwork = Artwork(_local(one, folder), one.width, one.height, one.bleed)
                for number in batched.pieces:
                    key = f"{item.ref}-{number}/{one.asset.name}"
                    pieces[key] = GangPiece(artwork, code_of(item, number), _caption(item, number, one, prints))
                    lines[key] = item
        return pieces, lines

    def _nested(self, pieces: Mapping[str, GangPiece], lines: Mapping[str, OrderItem]) -> Layout:
        may_rotate = self._template.may_rotate
        to_nest = [piece_to_nest(key, piece, self._wish, may_rotate=may_rotate) for key, piece in pieces.items()]
        try:
            return nest(to_nest, room_for_pieces(self._medium, self._wish))
        except PieceTooLargeError as error:
            medium = self._template.medium_label
            raise ImpositionError(
                f"{_named(lines[error.piece_id])}: too large for {medium}, within its margins"
            ) from error
        except ValueError as error:
            raise ImpositionError(f"The template's sheet has no room: {error}") from error


def _local(one: Print, folder: Path) -> Path:
    """The frozen file on this machine's disk."""
    artwork = one.asset.artwork
    if (path := files.path(artwork.file)) is not None:
        return path
    copy = folder / Path(artwork.file).name
    if not copy.exists():
        copy.write_bytes(files.read(artwork.file))
    return copy


def _caption(item: OrderItem, number: int, one: Print, prints: Sequence[Print]) -> str:
    of = f"{number} of {item.quantity}" if item.quantity > 1 else ""
    area = one.asset.description if len(prints) > 1 else ""
    return " · ".join(filter(None, [item.mapped_sku or item.sku, area, of]))


def _named(item: OrderItem) -> str:
    return f"Line {item.external_ref} ({item.ref}) of order {item.order.external_ref}"


def _ticket(
    batch: Batch, contents: Sequence[BatchItem], layout: Layout, on_sheets: Mapping[int, set[int]]
) -> JobTicket:
    return JobTicket(
        batch_ref=batch.ref,
        title=batch.template.name,
        printed_on=batch.template.medium_label,
        due_date=written(_due(batch, contents)),
        created=f"{timezone.localtime(clock.now()):%d %b %Y, %H:%M}".lstrip("0"),
        items=[_ticket_item(batched, on_sheets[batched.order_item_id]) for batched in contents],
        sheets=len(layout.sheets),
        utilisation=layout.utilisation,
    )


def _ticket_item(batched: BatchItem, sheets: Iterable[int]) -> TicketItem:
    item = batched.order_item
    prints = prints_of(item)
    areas = [f"{one.asset.description} · {one.width:.0f} × {one.height:.0f} mm" for one in prints]
    return TicketItem(
        item_ref=item.ref,
        order_ref=f"{item.order.external_ref} ({item.order.ref})",
        name=name_of(item),
        sku=item.mapped_sku or item.sku,
        quantity=batched.quantity,
        options=options_of(item),
        print_area="; ".join(areas),
        due_date=written(item.order.required_dispatch_date),
        sheets=", ".join(map(str, sorted(sheets))),
        thumbnail=thumbnail_of(item),
    )


def _pick_list(batch: Batch, contents: Sequence[BatchItem]) -> PickList:
    items = [
        PickItem(
            sku=batched.order_item.mapped_sku or batched.order_item.sku,
            name=name_of(batched.order_item),
            quantity=batched.quantity,
            options=options_of(batched.order_item),
            item_ref=batched.order_item.ref,
        )
        for batched in contents
    ]
    return PickList(batch.ref, batch.template.name, written(_due(batch, contents)), items, code=batch.ref)


def _due(batch: Batch, contents: Sequence[BatchItem]) -> date | None:
    """The batch's date, or the first that any of its orders has."""
    return batch.dispatch_date or earliest(batched.order_item.order.required_dispatch_date for batched in contents)
