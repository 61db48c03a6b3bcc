"""The print files of orders in one zip, with a list of what is in it and of what must not be made."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.utils import timezone

from monogram.artwork.errors import DownloadRefusedError
from monogram.artwork.models import ItemAsset
from monogram.common import clock
from monogram.common.csv_text import harmless
from monogram.companies.models import Company
from monogram.oms.prints import Print, files_of
from monogram.oms.production import begin_by_download
from monogram.oms.wanted import require_wanted
from monogram.orders.models import DESIGNED_ON, ItemStatus, Order, OrderItem

MOST_ORDERS = 500
MOST_BYTES = 2 * 1024**3
MANIFEST = "manifest.csv"
_COLUMNS = (
    "order",
    "order_ref",
    "item",
    "sku",
    "quantity",
    "area",
    "width_mm",
    "height_mm",
    "dpi",
    "sha256",
    "file",
    "note",
)
_BLOCK = 1024 * 1024
_CANCELLED = "This line is Cancelled: do not make it"
_GONE = "The file is not there: ask whoever runs this platform"


@dataclass(frozen=True, slots=True)
class ArtworkZip:
    """The zip, from its beginning, in a file that vanishes when it is closed."""

    file: IO[bytes]
    name: str
    left_out: Sequence[str]
    """Why nothing of an order is in it, a sentence for each that was stopped."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A print file of a line, under its name in the zip."""

    item: OrderItem
    asset: ItemAsset
    size: Print | None

    @property
    def path(self) -> str:
        """Of our own references alone: safe on every system, and no two are the same."""
        return f"{self.item.order.ref}/{self.item.ref}/{self.asset.name}"


@dataclass(slots=True)
class _Contents:
    entries: list[_Entry] = field(default_factory=list)
    notes: list[list[object]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def artwork_zip(*, supplier: Company, orders: Sequence[Order], who: str) -> ArtworkZip:
    """The print files of some of a supplier's orders, as `ORDER/LINE/output-1.png`, with a manifest.

    It counts as a download of each: the first one puts an order to work, where the supplier batches; `who` did it.
    Orders that were stopped are left out and named. Raises DownloadRefusedError where nothing is left, or for more
    than `MOST_ORDERS` orders or `MOST_BYTES`.
    """
    if not 0 < len(orders) <= MOST_ORDERS:
        raise DownloadRefusedError(f"Choose up to {MOST_ORDERS} orders at a time, and at least one")
    contents = _Contents()
    for order in _with_files(supplier, orders):
        _take(order, contents, who)
    if not contents.entries:
        raise DownloadRefusedError(". ".join(contents.left_out) or "There are no print files yet for these orders")
    return ArtworkZip(_written(contents), _name(orders), contents.left_out)


def _with_files(supplier: Company, orders: Sequence[Order]) -> list[Order]:
    """In the sequence given. Raises DownloadRefusedError for more bytes than fit."""
    assets = Prefetch("assets", ItemAsset.objects.select_related("artwork").order_by("pk"))
    areas = [f"{way}__print_areas" for way in DESIGNED_ON]
    lines = OrderItem.objects.select_related("order", *DESIGNED_ON)
    lines = lines.prefetch_related(assets, *areas)
    found = (
        Order.objects.filter(supplier=supplier)
        .select_related("supplier")
        .prefetch_related(Prefetch("items", lines.order_by("pk")))
        .in_bulk([order.pk for order in orders])
    )
    wanted = [found[order.pk] for order in orders if order.pk in found]
    files = [asset for order in wanted for item in order.items.all() for asset, _ in files_of(item)]
    size = sum(asset.artwork.byte_size for asset in files)
    if size > MOST_BYTES:
        most = f"{MOST_BYTES // 1024**3} GB"
        raise DownloadRefusedError(f"These files are {size / 1024**3:.1f} GB, more than {most}: choose fewer orders")
    return wanted


def _take(order: Order, contents: _Contents, who: str) -> None:
    """Put one order to work, and its files on the list; or, if it was stopped, its name."""
    try:
        require_wanted([order])
        lines = {item: files_of(item) for item in order.items.all()}
        if any(found for item, found in lines.items() if item.status != ItemStatus.CANCELLED):
            begin_by_download(order, f"The artwork was downloaded as a zip by {who}")
    except DownloadRefusedError as error:
        contents.left_out.append(error.text)
        contents.notes.append([order.external_ref, order.ref, *[""] * 9, error.text])
        return
    for item, found in lines.items():
        if item.status == ItemStatus.CANCELLED:
            contents.notes.append([*_facts(item), *[""] * 6, _CANCELLED])
        else:
            contents.entries += [_Entry(item, asset, size) for asset, size in found]


def _written(contents: _Contents) -> IO[bytes]:
    """Stored as they are: print files are packed already."""
    file = tempfile.TemporaryFile(prefix="artwork-", suffix=".zip")  # noqa: SIM115 - whoever answers with it closes it
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            rows = [[*_row(entry), _add(archive, entry)] for entry in contents.entries]
            archive.writestr(_info(MANIFEST), _manifest([*rows, *contents.notes]))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _add(archive: zipfile.ZipFile, entry: _Entry) -> str:
    """What is to be said of it: nothing, if it is there."""
    try:
        source = default_storage.open(entry.asset.artwork.file, "rb")
    except FileNotFoundError:
        return _GONE
    with source, archive.open(_info(entry.path, entry.asset.artwork.byte_size), "w") as target:
        shutil.copyfileobj(source, target, _BLOCK)
    return ""


def _info(path: str, size: int = 0) -> zipfile.ZipInfo:
    now = timezone.localtime(clock.now())
    info = zipfile.ZipInfo(path, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    info.external_attr = 0o644 << 16
    info.file_size = size
    return info


def _row(entry: _Entry) -> list[object]:
    artwork, size = entry.asset.artwork, entry.size
    millimetres = [f"{size.width + 2 * size.bleed:.1f}", f"{size.height + 2 * size.bleed:.1f}"] if size else ["", ""]
    dpi = f"{artwork.dpi:g}" if artwork.dpi else ""
    area = entry.asset.description or artwork.area_name
    return [*_facts(entry.item), area, *millimetres, dpi, artwork.sha256, entry.path]


def _facts(item: OrderItem) -> Iterator[object]:
    yield item.order.external_ref
    yield item.order.ref
    yield item.ref
    yield item.mapped_sku or item.sku
    yield item.quantity


def _manifest(rows: Sequence[Sequence[object]]) -> bytes:
    """With a byte order mark, so that spreadsheets read it as UTF-8; what people wrote never begins a formula there."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value


def _name(orders: Sequence[Order]) -> str:
    if len(orders) == 1:
        return f"artwork-{orders[0].ref}.zip"
    return f"artwork-{len(orders)}-orders-{timezone.localtime(clock.now()):%Y%m%d-%H%M}.zip"
