"""What suppliers' files say, in each format, and what is refused of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from monogram.suppliers.errors import UnreadableFileError
from monogram.suppliers.formats import FileFormat, entries, safe_xml
from monogram.suppliers.formats.news import (
    read_acknowledgements,
    read_cancellations,
    read_shipments,
    read_stock,
)

SPEC = Path(__file__).parents[2] / "spec"
XML, JSON, CSV = FileFormat.XML, FileFormat.JSON, FileFormat.CSV

IN_JSON = """{"shipments": [{"tracking": 357256761, "carrier": "Café Post", "items": [
    {"order_item_id": 15241, "quantity": 2}, {"order_item_id": "15242", "quantity": null}]}]}"""
IN_CSV = """Tracking;Carrier;Order_Item_ID;Quantity
357256761;Café Post;15241;2

357256761;Café Post;15242;
"""
IN_XML = (
    b"<shipments><shipment><items><item><quantity>2</quantity><order_item_id>7</order_item_id></item></items>"
    b"<carrier>C</carrier><tracking>T</tracking></shipment></shipments>"
)
CANCELLED = (
    b"<cancellations><cancellation><items><item><order_item_id>7</order_item_id></item></items></cancellation>"
    b"</cancellations>"
)
TAKEN = (
    b"<acknowledgements><acknowledgement><order_id>5</order_id></acknowledgement>"
    b"<acknowledgement><ref>AB</ref></acknowledgement></acknowledgements>"
)
STOCK_IN_XML = b"""<stock><item><sku>A</sku><quantity_available>0</quantity_available></item>
<item><barcode>501</barcode><quantity_available>-1</quantity_available></item>
<item><quantity_available>1</quantity_available></item></stock>"""
STOCK_IN_JSON = b"""[{"sku": "A", "data": {"quantity_available": 0}},
{"barcode": 501, "data": {"quantity_available": -1}}, {"data": {"quantity_available": 1}}]"""
STOCK_IN_CSV = b"sku\tbarcode\tquantity_available\nA\t\t0\n\t501\t-1\n\t\t1\n"

PREFIXED = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- from the ERP -->
<s:shipments xmlns:s="http://a.example/s" xmlns="http://a.example/other">
  <s:shipment>
    <s:tracking> 357256761 </s:tracking><s:carrier>Caf\xe9 Post</s:carrier>
    <s:items>
      <si:item xmlns:si="http://a.example/si"><si:order_item_id>15241</si:order_item_id><si:quantity>2</si:quantity></si:item>
      <item><order_item_id>15242</order_item_id></item>
    </s:items>
  </s:shipment>
</s:shipments>
"""


def shipped(content: bytes, file_format: FileFormat) -> list[tuple[Any, ...]]:
    return [(one.tracking, one.carrier, one.method, one.pieces) for one in read_shipments(content, file_format)]


@pytest.mark.parametrize(
    ("file_format", "content"),
    [(XML, PREFIXED), (JSON, IN_JSON.encode()), (CSV, IN_CSV.replace("\n", "\r\n").encode("cp1252"))],
)
def test_a_shipment_is_read_from_each_format(file_format: FileFormat, content: bytes) -> None:
    assert shipped(content, file_format) == [("357256761", "Café Post", "", {15241: 2, 15242: None})]


def test_rows_of_csv_with_one_tracking_number_are_one_parcel() -> None:
    content = b"\xef\xbb\xbftracking,order_item_id,quantity\nA,1,1\nB,2,\nA,3,2\n"

    assert [(one.where, one.tracking, one.pieces) for one in read_shipments(content, CSV)] == [
        ("line 2", "A", {1: 1, 3: 2}),
        ("line 3", "B", {2: None}),
    ]


def test_cancellations_and_acknowledgements_are_read_from_each_format() -> None:
    assert [news.items for news in read_cancellations(CANCELLED, XML)] == [[7]]
    assert [news.items for news in read_cancellations(b"order_item_id\n7\n8\n", CSV)] == [[7], [8]]
    assert [news.items for news in read_cancellations(b'[{"items": [{"order_item_id": 7}]}]', JSON)] == [[7]]

    assert [(news.order_id, news.ref) for news in read_acknowledgements(TAKEN, XML)] == [(5, ""), (None, "AB")]
    assert [(news.order_id, news.ref) for news in read_acknowledgements(b"order_id,ref\n5,\n,AB\n", CSV)] == [
        (5, ""),
        (None, "AB"),
    ]


@pytest.mark.parametrize(("file_format", "content"), [(XML, STOCK_IN_XML), (JSON, STOCK_IN_JSON), (CSV, STOCK_IN_CSV)])
def test_rows_of_stock_that_mean_nothing_are_told_and_the_rest_is_read(file_format: FileFormat, content: bytes) -> None:
    news = read_stock(content, file_format)

    assert [(row.sku, row.barcode, row.quantity) for row in news.rows] == [("A", "", 0)]
    assert [error.text for error in news.errors] == [
        "quantity_available is -1: it must be at least 0",
        "it must name a sku or a barcode",
    ]
    assert [error.path for error in news.errors] == (
        ["line 3", "line 4"] if file_format is CSV else ["item 2", "item 3"]
    )


@pytest.mark.parametrize(
    ("file", "content", "read"),
    [
        ("shipments", IN_XML, read_shipments),
        ("cancellations", CANCELLED, read_cancellations),
        ("acknowledgements", TAKEN, read_acknowledgements),
        ("stock", STOCK_IN_XML.replace(b"-1", b"1"), read_stock),
    ],
)
def test_what_the_schemas_allow_is_read(file: str, content: bytes, read: Callable[..., object]) -> None:
    schema = etree.XMLSchema(file=SPEC / f"{file}.xsd")
    document = etree.fromstring(content)

    schema.assertValid(document)
    assert read(etree.tostring(document), XML)
    for element in list(document.iter("order_item_id", "ref", "quantity_available")):
        element.tag = "other"
    assert not schema.validate(document)


BOMB = b"""<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<shipments><shipment><tracking>&c;</tracking></shipment></shipments>"""
OTHERS_FILE = (
    b"""<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><shipments><shipment>&x;</shipment></shipments>"""
)
ITEM = b"<items><item><order_item_id>%s</order_item_id><quantity>%s</quantity></item></items>"


def in_xml(order_item_id: bytes, quantity: bytes = b"1") -> bytes:
    return b"<shipments><shipment>" + ITEM % (order_item_id, quantity) + b"</shipment></shipments>"


REFUSED: Sequence[tuple[FileFormat, bytes, str]] = [
    (XML, BOMB, "The file has a document type (<!DOCTYPE …>), which is refused: leave it out"),
    (XML, OTHERS_FILE, "The file has a document type (<!DOCTYPE …>), which is refused: leave it out"),
    (XML, b"", "This is not XML: no element found"),
    (XML, PREFIXED[:-30], "This is not XML: "),
    (XML, b"<a>" * 21, "Its elements lie more than 20 levels deep in each other"),
    (XML, b"<a>" + b"x" * 10_001 + b"</a>", "<a> has more than 10,000 characters"),
    (XML, b"<orders/>", "The file begins with <orders> where <shipments> is expected"),
    (XML, b"<shipments/>", "There is no shipment in the file"),
    (XML, b"<shipments><shipment/></shipments>", "shipment 1: it has no items"),
    (XML, in_xml(b"x"), "shipment 1, item 1: order_item_id is 'x': it must be a whole number"),
    (XML, in_xml(b""), "shipment 1, item 1: order_item_id is missing: it must be a whole number"),
    (XML, in_xml(b"5", b"0"), "shipment 1, item 1: quantity is 0: it must be at least 1"),
    (XML, in_xml(b"5", b"9999999999"), "shipment 1, item 1: quantity is 9999999999: so many pieces are in no order"),
    (JSON, b"{", "This is not JSON: "),
    (JSON, b"\xff", "This is not JSON: "),
    (JSON, b"[" * 100_000, "It is nested more than 20 levels deep"),
    (JSON, b'{"shipment": []}', 'The file must be a list, or {"shipments": […]}'),
    (JSON, b"[1]", "shipment 1: this must be an object"),
    (JSON, b'[{"tracking": "A\\u0000"}]', "shipment 1: tracking holds a character that cannot be kept"),
    (JSON, b'[{"items": {}}]', "shipment 1: it has no items"),
    (JSON, b'[{"items": 5}]', "shipment 1: items must be a list"),
    (
        JSON,
        b'[{"items": [{"order_item_id": 5}, {"order_item_id": 5}]}]',
        "shipment 1, item 2: order_item_id 5 stands twice in one shipment",
    ),
    (
        JSON,
        b'[{"tracking": "' + b"x" * 256 + b'", "items": [{"order_item_id": 5}]}]',
        "shipment 1: tracking is longer than",
    ),
    (CSV, b"", "The first line must name the columns, each once"),
    (CSV, b"tracking,tracking\n", "The first line must name the columns, each once"),
    (CSV, b"tracking,order_item_id\nA,1,2\n", "line 2: there are 3 cells for 2 columns"),
    (CSV, b'tracking,order_item_id\n"A,1\n', "line 2: unexpected end of data"),
    (CSV, b"tracking\nA\n", "line 2: order_item_id is missing: it must be a whole number"),
]


@pytest.mark.parametrize(("file_format", "content", "reason"), REFUSED)
def test_what_is_no_such_file_is_refused_with_its_place(file_format: FileFormat, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_shipments(content, file_format)

    assert refusal.value.text.startswith(reason)


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MAX_ENTRIES", 2)
    assert len(read_cancellations(b"order_item_id\n1\n2\n", CSV)) == 2
    with pytest.raises(UnreadableFileError, match="more than 2 entries"):
        read_cancellations(b"order_item_id\n1\n2\n3\n", CSV)

    monkeypatch.setattr(safe_xml, "MAX_ELEMENTS", 5)
    with pytest.raises(UnreadableFileError, match="more than 5 elements"):
        read_shipments(b"<a>" + b"<b/>" * 5 + b"</a>", XML)
