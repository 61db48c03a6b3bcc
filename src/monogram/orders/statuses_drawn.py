"""The status tables as a picture and as Markdown, for `docs/guides/statuses.md`, which a test holds to them."""

from __future__ import annotations

from collections.abc import Iterator

from monogram.orders.models import ItemStatus, OrderStatus
from monogram.orders.statuses import ITEM_STEPS, STAGES, STEPS, Party, is_further

_LETTERS = {Party.RETAILER: "R", Party.SUPPLIER: "S", Party.STAFF: "T", Party.PLATFORM: "P"}
_COLUMNS = (
    *STAGES[1:],
    OrderStatus.REPRINT,
    OrderStatus.QC_QUERY,
    OrderStatus.ON_HOLD,
    OrderStatus.CANCELLED,
)
_PAUSES = (OrderStatus.ON_HOLD, OrderStatus.QC_QUERY)


def diagram() -> str:
    """The way of an order, in Mermaid: every step to the next stage, and from where it can be stopped.

    Steps that pass over stages are left out; they are in the table.
    """
    lines = ["stateDiagram-v2", *(f"    {_name(status)}: {status.label} ({status.value})" for status in _COLUMNS)]
    lines += ["    state underway {", *(f"        {step}" for step in _steps_on()), "    }"]
    lines += [f"    {_name(before)} --> {_name(to)}" for before in _PAUSES for to in STEPS[before]]
    lines += [f"    underway --> {_name(to)}" for to in (*_PAUSES, OrderStatus.CANCELLED)]
    lines += [f"    {_name(before)} --> {_name(OrderStatus.CANCELLED)}" for before in _PAUSES]
    lines += [f"    {_name(before)} --> underway: back to where it was" for before in _PAUSES]
    lines += [f"    underway --> {_name(OrderStatus.DISPATCHED)}"]
    lines += [
        f"    {_name(before)} --> {_name(to)}"
        for before in (OrderStatus.DISPATCHED, OrderStatus.RETAILER_NOTIFIED)
        for to in STEPS[before]
    ]
    return "\n".join(lines)


def _steps_on() -> Iterator[str]:
    ended = {
        OrderStatus.UNKNOWN,
        OrderStatus.DISPATCHED,
        OrderStatus.RETAILER_NOTIFIED,
        *_PAUSES,
        OrderStatus.CANCELLED,
    }
    for before in _COLUMNS:
        reachable = set(STEPS[before]) - ended if before not in ended else set()
        for to in sorted(reachable, key=_COLUMNS.index):
            passes_over = any(is_further(to, than=between) for between in reachable - {to})
            if not passes_over:
                yield f"{_name(before)} --> {_name(to)}"


def _name(status: OrderStatus) -> str:
    return status.name.lower()


def order_table() -> str:
    """Who may move an order from a status (row) to another (column)."""
    head = "| from \\ to | " + " | ".join(str(status.value) for status in _COLUMNS) + " |"
    rule = "|---" * (len(_COLUMNS) + 1) + "|"
    rows = [
        f"| {before.value} {before.label} | "
        + " | ".join(letters(STEPS[before].get(to, Party(0))) for to in _COLUMNS)
        + " |"
        for before in (OrderStatus.UNKNOWN, *_COLUMNS)
    ]
    return "\n".join([head, rule, *rows])


def item_table() -> str:
    """The same for lines."""
    head = "| from \\ to | " + " | ".join(f"{status.value} {status.label}" for status in ItemStatus) + " |"
    rule = "|---" * (len(ItemStatus) + 1) + "|"
    rows = [
        f"| {before.value} {before.label} | "
        + " | ".join(letters(ITEM_STEPS[before].get(to, Party(0))) for to in ItemStatus)
        + " |"
        for before in ItemStatus
    ]
    return "\n".join([head, rule, *rows])


def letters(parties: Party) -> str:
    """R retailer, S supplier, T staff, P platform."""
    return "".join(letter for party, letter in _LETTERS.items() if party in parties)
