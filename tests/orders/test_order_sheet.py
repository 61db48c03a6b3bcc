"""Files of orders as spreadsheets and shops' systems write them: what is read, and what is refused and why."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monogram.orders import order_sheet
from monogram.orders.order_rows import Fault, OrderBody, body_of
from monogram.orders.order_sheet import ITEM_COLUMNS, ORDER_COLUMNS, UnreadableSheetError, plain, read_order_sheet
from monogram.orders.refused_rows import refused_rows

HEADER = "order.external_ref,order.shipping_postcode,item.sku,item.quantity"


def bodies(content: str | bytes) -> list[OrderBody]:
    sheet = read_order_sheet(content.encode() if isinstance(content, str) else content)
    return [body_of(sheet.columns, order) for order in sheet.orders]


def only(content: str | bytes) -> dict[str, Any]:
    [order] = bodies(content)
    assert order.faults == []
    return dict(order.body)


def cell(column: str, written: str) -> OrderBody:
    [order] = bodies(f"order.external_ref\t{column}\nA\t{written}\n")
    return order


def refusal(content: str | bytes) -> str:
    with pytest.raises(UnreadableSheetError) as refused:
        bodies(content)
    return refused.value.text


def test_rows_of_one_reference_are_one_order_wherever_they_stand() -> None:
    orders = bodies(f"{HEADER}\nA,SK10,BOX,1\nB,M1,PEN,2\nA,,MUG,3\n")

    assert [order.body for order in orders] == [
        {
            "external_ref": "A",
            "shipping_postcode": "SK10",
            "items": [
                {"external_ref": "1", "sku": "BOX", "quantity": "1"},
                {"external_ref": "2", "sku": "MUG", "quantity": "3"},
            ],
        },
        {
            "external_ref": "B",
            "shipping_postcode": "M1",
            "items": [{"external_ref": "1", "sku": "PEN", "quantity": "2"}],
        },
    ]
    assert [order.rows for order in orders] == [[2, 4], [3]]


def test_what_stands_in_a_later_row_alone_counts_and_a_contradiction_is_named() -> None:
    [late, torn] = bodies(f"{HEADER}\nA,,BOX,1\nA,SK10,BOX,1\nB,M1,BOX,1\nB,M2,BOX,1\n")

    assert (late.body["shipping_postcode"], late.faults) == ("SK10", [])
    assert torn.faults == [Fault(5, "order.shipping_postcode", "“M2” here, but “M1” in row 4 of the same order")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_separators_and_line_ends_do_not_matter(encoding: str, separator: str, newline: str) -> None:
    rows = ["order.external_ref,order.customer_name,item.sku", "A,Zoë Müller,BOX", ""]
    content = newline.join(rows).replace(",", separator).encode(encoding)

    assert only(content) == {
        "external_ref": "A",
        "customer_name": "Zoë Müller",
        "items": [{"external_ref": "1", "sku": "BOX"}],
    }


def test_quotes_and_line_breaks_stay_within_their_cells() -> None:
    body = only('order.external_ref,order.additional_info\nA,"Say ""hi"", then\r\nring"\n')
    assert body["additional_info"] == 'Say "hi", then\r\nring'


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("order.shipping_postcode", '="01234"', "01234"),
        ("order.shipping_postcode", '"=""01234"""', "01234"),
        ("order.customer_name", "=1+1", "=1+1"),
        ("order.customer_name", "  Ada ", "Ada"),
        ("order.shipping_price", "1,5", "1.5"),
        ("order.shipping_price", "1,500", "1,500"),
        ("order.sale_datetime", "2026-11-23 12:00", "2026-11-23 12:00:00"),
        ("order.sales_datetime", "2026-11-23 12:00:00", "2026-11-23 12:00:00"),
        ("Order.Shipping_Postcode ", "SK10", "SK10"),
    ],
)
def test_what_a_spreadsheet_writes_is_read_as_it_is_meant(column: str, written: str, meant: str) -> None:
    order = cell(column, written)
    assert ([*order.body.values()][1], order.faults) == (meant, [])


def test_a_number_that_a_spreadsheet_has_shortened_is_refused() -> None:
    assert cell("item.barcode", "5.01235E+12").faults == [
        Fault(
            2, "item.barcode", "“5.01235E+12” was shortened by a spreadsheet: make the column text and fill it in anew"
        )
    ]


def test_lists_are_json_and_attributes_may_have_columns_of_their_own() -> None:
    order = bodies(
        "order.external_ref;item.attributes.Top line;item.attributes;item.aspects\n"
        'A; Ada ;"[{""name"":""_n"",""value"":""1""}]";[\n'
    )[0]

    assert order.body["items"] == [
        {"external_ref": "1", "attributes": [{"name": "_n", "value": "1"}, {"name": "Top line", "value": " Ada "}]}
    ]
    [fault] = order.faults
    assert (fault.row, fault.column, fault.why.split(":")[0]) == (2, "item.aspects", "Invalid JSON")


def test_what_is_ours_is_passed_over_and_so_is_the_column_of_errors() -> None:
    assert only("order.external_ref,order.id,order.shipping_tracking,item.assets,error\nA,7,T1,[],why\n") == {
        "external_ref": "A",
        "items": [{"external_ref": "1"}],
    }


def test_cells_without_column_are_refused() -> None:
    [long, nameless] = bodies(f"{HEADER},\nA,SK10,BOX,1,,x\nB,SK10,BOX,1,y\n")
    assert long.faults == [Fault(2, "", "It has 6 cells, where there are 5 columns")]
    assert nameless.faults == [Fault(3, "", "“y” stands in a column without name")]


def test_rows_without_a_reference_are_orders_by_themselves() -> None:
    assert [order.rows for order in bodies(f"{HEADER}\n,SK10,BOX,1\n,SK10,BOX,1\n")] == [[2], [3]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "The first row must name the columns, order.external_ref among them."),
        (HEADER, "The file has no rows below the columns' names."),
        (f"{HEADER}\n,,,\n\n", "The file has no rows below the columns' names."),
        (
            "order.external_ref,order.postcode\nA,B\n",
            "There is no column “order.postcode”: do you mean order.shipping_postcode or order.billing_postcode?",
        ),
        (
            "external_ref\nA\n",
            "There is no column “external_ref”: do you mean order.external_ref or item.external_ref?",
        ),
        ("order.external_ref,item.quantty\nA,B\n", "There is no column “item.quantty”: do you mean item.quantity?"),
        ("order.external_ref,zzz\nA,B\n", "There is no column “zzz”."),
        ("order.external_ref,item.sku,ITEM.SKU\nA,B,C\n", "The first row names the column item.sku twice."),
        (b"PK\x03\x04rest", "This is a workbook or a ZIP file: save the sheet as CSV."),
        (f"{HEADER}\nA,\0,B,1\n", "This is no text, for it holds NUL characters: save the sheet as CSV in UTF-8."),
        (HEADER.encode("utf-16-le"), "This is no text, for it holds NUL characters: save the sheet as CSV in UTF-8."),
        (b"\xff\xfea", "This is neither UTF-8 nor UTF-16 nor Windows-1252: save the sheet as CSV."),
        (b"\x81\x8d", "This is neither UTF-8 nor UTF-16 nor Windows-1252: save the sheet as CSV."),
        (f'{HEADER}\nA,"open\n', "Row 2 is no CSV: unexpected end of data."),
        (f"{HEADER}\nA,{'x' * 200_000},B,1\n", "Row 2 is no CSV: field larger than field limit (131072)."),
        (f"{HEADER}\nA,SK10,BOX,1\nB,SK1", "Row 3, the last, is cut off: it has 2 of 4 cells."),
    ],
)  # fmt: skip
def test_what_is_no_list_of_orders_is_refused(content: str | bytes, why: str) -> None:
    assert refusal(content) == why


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_sheet, "MAX_ROWS", 2)
    assert refusal(f"{HEADER}\nA,,,\nB,,,\nC,,,\n") == "The file has more than 2 rows: split it."
    monkeypatch.setattr(order_sheet, "MAX_BYTES", 5)
    assert refusal(HEADER) == "The file is larger than 0 MB: split it."


def test_refused_rows_are_those_that_came_with_their_reasons() -> None:
    content = 'order.external_ref;item.sku;error\nA;="01";old\nB;"x;\ny"\nA;z;old\n'.encode("utf-16")
    sheet = read_order_sheet(content)
    faults = [Fault(4, "item.sku", "no"), Fault(4, "", "never")]

    written = refused_rows(sheet, [(0, faults), (1, [])])
    again = read_order_sheet(written)

    assert written.decode("utf-8-sig") == (
        'order.external_ref;item.sku;error\r\nA;"=""01""";\r\nA;z;item.sku: no; never\r\nB;"x;\ny";\r\n'.replace(
            "item.sku: no; never", '"item.sku: no; never"'
        )
    )
    assert [list(order.rows.values()) for order in again.orders] == [
        [["A", '="01"', ""], ["A", "z", "item.sku: no; never"]],
        [["B", "x;\ny", ""]],
    ]


def test_refused_rows_are_no_formulas_and_are_read_back_as_they_were() -> None:
    sheet = read_order_sheet(
        b'order.external_ref,order.customer_telephone\nA,+44 20 7946 0000\nB,"=HYPERLINK(""x"")"\n'
    )

    written = refused_rows(sheet, [(0, []), (1, [Fault(3, "", "=no")])])
    again = read_order_sheet(written)

    assert written.decode("utf-8-sig").splitlines()[1:] == [
        "A,'+44 20 7946 0000,",
        """B,"'=HYPERLINK(""x"")",'=no""",
    ]
    read = [plain(cells[1]) for order in again.orders for cells in order.rows.values()]
    assert read == ["+44 20 7946 0000", '=HYPERLINK("x")']


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode("utf-8", "replace")))
def test_no_content_does_more_than_be_refused(content: bytes) -> None:
    orders: list[OrderBody] = []
    with suppress(UnreadableSheetError):
        orders = bodies(content)
    assert all(len(order.rows) == len(order.body["items"]) > 0 for order in orders)


def test_the_columns_are_the_fields_of_the_api() -> None:
    assert {"order.external_ref", "order.shipping_address_5", "order.required_dispatch_date"} <= set(ORDER_COLUMNS)
    assert {"item.external_url", "item.print_job_ref", "item.attributes"} <= set(ITEM_COLUMNS)
    assert "order.items" not in ORDER_COLUMNS
