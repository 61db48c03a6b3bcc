"""Stock as CSV: what people's files look like, what is wrong in them by line, and what goes out comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monogram.suppliers.models import StockItem
from monogram.suppliers.services.stock import StockRow
from monogram.suppliers.stock_csv import Fault, UnreadableCsvError, read_stock_csv, write_stock_csv

SUPPLIER = 200001


def rows(content: bytes) -> list[tuple[str, str, int]]:
    file = read_stock_csv(content, supplier_id=SUPPLIER)
    assert file.faults == []
    return [(row.sku, row.barcode, row.quantity) for row in file.rows]


@pytest.mark.parametrize(
    "content",
    [
        b"sku,barcode,quantity_available\r\nA,501,3\r\nB,,0\r\n",
        b"\xef\xbb\xbfsku;barcode;quantity_available\nA;501;3\nB;;0",
        b"Quantity_Available\tSKU \tbarcode\tshelf\n3\tA\t501\tx\n\n0\tB\n",
        b'sku,barcode,quantity_available\n"A","501"," 3 "\n"B","",0\n,,\n',
    ],
)
def test_files_as_they_come(content: bytes) -> None:
    assert rows(content) == [("A", "501", 3), ("B", "", 0)]


def test_windows_1252_is_read() -> None:
    assert rows("sku,quantity_available\nGRÖSSE-L,1\n".encode("cp1252")) == [("GRÖSSE-L", "", 1)]


def test_settings_are_read_where_there_are_columns() -> None:
    file = read_stock_csv(b"sku,quantity_available,daily_capacity,lead_time_days\nA,1,20,\n", supplier_id=SUPPLIER)

    assert file.settings == ["lead_time_days", "daily_capacity"]
    assert file.rows == [StockRow("A", "", 1, "line 2", (None, None, 20))]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",,4", "It names neither a sku nor a barcode"),
        ("A,,", "quantity_available is empty"),
        ("A,,-1", "quantity_available must be a whole number from 0 to 2147483647, not “-1”"),
        ("A,,1.5", "quantity_available must be a whole number from 0 to 2147483647, not “1.5”"),
        ("A,,2147483648", "quantity_available must be a whole number from 0 to 2147483647, not “2147483648”"),
        ("A,,٣", "quantity_available must be a whole number from 0 to 2147483647, not “٣”"),
        ("A,5.01235E+12,1", "barcode 5.01235E+12 was shortened by a spreadsheet: make the column text and fill it"),
        (f"{'A' * 81},,1", "sku is too long: 81 characters, where at most 80 are kept"),
    ],
)
def test_a_line_that_cannot_be_used_does_not_stop_the_others(line: str, why: str) -> None:
    content = f'sku,barcode,quantity_available\n"X\nY",,7\n{line}\nZ,,1\n'.encode()

    file = read_stock_csv(content, supplier_id=SUPPLIER)

    assert [(row.sku, row.path) for row in file.rows] == [("X\nY", "line 3"), ("Z", "line 5")]
    [fault] = file.faults
    assert fault.line == 4
    assert fault.why.startswith(why)


def test_another_suppliers_lines_are_told_apart() -> None:
    content = b"supplier,sku,quantity_available\n200001,A,1\n200002,A,2\n,B,3\n"

    file = read_stock_csv(content, supplier_id=SUPPLIER)

    assert [(row.sku, row.quantity) for row in file.rows] == [("A", 1), ("B", 3)]
    assert file.faults == [Fault(3, "It is stock of supplier 200002, not of 200001")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The first line must name the columns"),
        (b"A,1\nB,2\n", "The first line must name the columns"),
        (b"sku,stock\nA,1\n", "The first line must name the columns"),
        (b"sku,sku,quantity_available\nA,A,1\n", "The first line names the column sku twice."),
        (b"sku,quantity_available\n" + b"A,1\n" * 100_001, "The file has more than 100,000 lines: split it."),
        (b"x" * 20_000_001, "The file is larger than 20 MB."),
        (b"sku,quantity_available\n" + b"a" * 131_073 + b",1\n", "Line 2 is no CSV: field larger than field limit"),
        (b"\x00\x01\x02PNG\xff", "The first line must name the columns"),
    ],
)
def test_a_file_that_is_no_list_of_stock(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableCsvError) as error:
        read_stock_csv(content, supplier_id=SUPPLIER)

    assert error.value.text.startswith(why)


def test_formulas_are_made_harmless() -> None:
    item = StockItem(supplier_id=SUPPLIER, sku="=cmd|' /C calc'!A0", barcode="+44", quantity_available=1)

    line = write_stock_csv([item]).decode("utf-8-sig").splitlines()[1]

    assert line == f"{SUPPLIER},'=cmd|' /C calc'!A0,'+44,1,,,"


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60).map(str.strip)
NUMBERS = st.integers(0, 2**31 - 1)


@given(NAMES.filter(lambda name: name and "E+" not in name.upper()), NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS)
def test_what_goes_out_comes_back(sku: str, quantity: int, level: int | None, capacity: int | None) -> None:
    item = StockItem(supplier_id=SUPPLIER, sku=sku, quantity_available=quantity)
    item.low_stock_level, item.daily_capacity = level, capacity

    file = read_stock_csv(write_stock_csv([item]), supplier_id=SUPPLIER)

    assert file.faults == []
    assert [(row.sku, row.quantity, row.settings) for row in file.rows] == [(sku, quantity, (level, None, capacity))]
