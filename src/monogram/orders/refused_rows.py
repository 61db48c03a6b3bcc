"""The rows of refused orders as a file that can be put right and sent again: as they came, and why. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from monogram.orders.order_rows import Fault
from monogram.orders.order_sheet import ERROR, OrderSheet


def refused_rows(sheet: OrderSheet, refused: Iterable[tuple[int, Sequence[Fault]]]) -> bytes:
    """CSV in UTF-8 with the file's own columns and separator, and behind them `error`: what is wrong in each row.

    `refused`: orders by their number in the sheet, with their faults.
    """
    kept = [index for index, column in enumerate(sheet.columns) if column != ERROR]
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=sheet.separator)
    table.writerow([*(sheet.header[index].strip() for index in kept), ERROR])
    for number, faults in refused:
        for row, cells in sheet.orders[number].rows.items():
            whole = [*cells, *[""] * (len(sheet.columns) - len(cells))]
            why = "; ".join(str(fault) for fault in faults if fault.row == row)
            table.writerow([*(whole[index] for index in kept), why])
    return text.getvalue().encode("utf-8-sig")
