"""The rows of refused orders as a file that can be put right and sent again: as they came, and why. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from monogram.common.csv_text import harmless
from monogram.orders.order_rows import Fault
from monogram.orders.order_sheet import ERROR, OrderSheet

_KEPT_AS_TEXT = re.compile(r'="(?:[^"]|"")*"')


def refused_rows(sheet: OrderSheet, refused: Iterable[tuple[int, Sequence[Fault]]]) -> bytes:
    """CSV in UTF-8 with the file's own columns and separator, and behind them `error`: what is wrong in each row.

    `refused`: orders by their number in the sheet, with their faults. Staff open it: no cell of it is a formula.
    """
    kept = [index for index, column in enumerate(sheet.columns) if column != ERROR]
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=sheet.separator)
    table.writerow([*(sheet.header[index].strip() for index in kept), ERROR])
    for number, faults in refused:
        for row, cells in sheet.orders[number].rows.items():
            whole = [*cells, *[""] * (len(sheet.columns) - len(cells))]
            why = "; ".join(str(fault) for fault in faults if fault.row == row)
            table.writerow([*(_safe(whole[index]) for index in kept), harmless(why)])
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """As it came, unless a spreadsheet would reckon with it: `="01"` is only how it keeps zeros in front."""
    return cell if _KEPT_AS_TEXT.fullmatch(cell) else harmless(cell)
