"""Files that a supplier writes for the platform into its own folder, and what has become of them there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monogram.common import clock
from monogram.demo import world
from monogram.demo.site import settings, store
from monogram.demo.site.inbox import formats
from monogram.demo.site.inbox.documents import CANCELLED, DISPATCHED, InboxOrder

FOLDER_SUPPLIERS = [supplier for supplier, channel in world.CHANNELS.items() if channel in world.FOLDER_FORMATS]


@dataclass(frozen=True)
class NewsFile:
    """A file for the platform. `reason` is the platform's, if it has refused the file."""

    path: str
    state: str
    reason: str
    tracking: str
    written_at: datetime

    @property
    def words(self) -> str:
        """What has become of it, for people."""
        return {
            "waiting": "The platform has not read it yet.",
            "read": "The platform has read it and renamed it to .complete.",
            "refused": "The platform has refused it and renamed it to .error:",
        }[self.state]


def folder_of(supplier: int) -> Path:
    """Where a supplier's server keeps its files."""
    return settings.WORKSHOPS_DIR / str(supplier)


def tell_dispatched(order: InboxOrder, tracking: str) -> None:
    """Write that all that is still to leave of an order has left."""
    _write(order, [formats.shipment(tracking, order.lines_to_leave)], status=DISPATCHED, tracking=tracking)


def tell_cancelled(order: InboxOrder) -> None:
    """Write that an order will not be made."""
    _write(order, [formats.cancellation(order.lines_to_leave)], status=CANCELLED)


def tell_stock(supplier: int, quantities: dict[str, int]) -> None:
    """Write what lies on the supplier's shelf."""
    entries = [formats.stock(sku, quantity) for sku, quantity in quantities.items()]
    _put(supplier, f"stock/stock-{_moment()}", entries)


def files_about(supplier: int, platform_id: int | None) -> list[NewsFile]:
    """The files about an order, or about the stock, the newest first."""
    found = store.rows(
        "SELECT * FROM news WHERE supplier = ? AND platform_id IS ? ORDER BY rowid DESC LIMIT 20",
        supplier,
        platform_id,
    )
    return [
        NewsFile(
            path=row["path"],
            state=row["state"],
            reason=row["reason"],
            tracking=row["tracking"],
            written_at=datetime.fromisoformat(row["written_at"]),
        )
        for row in found
    ]


def version_of(files: Sequence[NewsFile]) -> str:
    """Changes whenever what is shown of the files would."""
    return ".".join(file.state[:3] for file in files)


def artwork_in_folder(order: InboxOrder) -> set[str]:
    """The names of the order's print files that lie in the supplier's own folder."""
    folder = folder_of(order.supplier) / "artwork"
    return {file.name for item in order.items if item.ref for file in folder.glob(f"{item.ref}-*")}


def settle(supplier: int) -> None:
    """See what the platform has done with the files that waited; an order is then what was told of it."""
    folder = folder_of(supplier)
    for row in store.rows("SELECT * FROM news WHERE supplier = ? AND state = 'waiting'", supplier):
        state, reason = _state_of(folder / row["path"])
        if state == "waiting":
            continue
        with store.transaction() as connection:
            connection.execute(
                "UPDATE news SET state = ?, reason = ? WHERE supplier = ? AND path = ?",
                (state, reason, supplier, row["path"]),
            )
            if state == "read" and row["status"] is not None:
                connection.execute(
                    "UPDATE inbox SET status = ?, tracking = ? WHERE supplier = ? AND platform_id = ?",
                    (row["status"], row["tracking"], supplier, row["platform_id"]),
                )


def _state_of(file: Path) -> tuple[str, str]:
    """The platform renames what it has read, and puts the reasons of a refusal beside it."""
    if file.with_name(f"{file.name}.complete").exists():
        return "read", ""
    reasons = file.with_name(f"{file.name}.error.txt")
    if file.with_name(f"{file.name}.error").exists() and reasons.exists():
        return "refused", reasons.read_text(errors="replace").strip()
    return "waiting", ""


def _write(order: InboxOrder, entries: Sequence[formats.News], *, status: int, tracking: str = "") -> None:
    path = f"{entries[0].of}/{order.file_stem}-{_moment()}"
    _put(order.supplier, path, entries, platform_id=order.platform_id, status=status, tracking=tracking)


def _put(
    supplier: int,
    stem: str,
    entries: Sequence[formats.News],
    *,
    platform_id: int | None = None,
    status: int | None = None,
    tracking: str = "",
) -> None:
    """Note the file, then let it appear whole: nobody sees a half of it."""
    kind = world.FOLDER_FORMATS[world.CHANNELS[supplier]]
    path = f"{stem}.{kind}"
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO news (supplier, path, platform_id, status, tracking, written_at) VALUES (?, ?, ?, ?, ?, ?)",
            (supplier, path, platform_id, status, tracking, store.timestamp()),
        )
        file = folder_of(supplier) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}")
        draft.write_bytes(formats.write_news(entries, kind))
        draft.replace(file)


def _moment() -> str:
    """Now, to the millisecond, in a file's name."""
    return re.sub(r"\D", "", clock.now().isoformat(timespec="milliseconds").partition("+")[0])
