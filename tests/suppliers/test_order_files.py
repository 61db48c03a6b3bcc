"""The three files of an order say what its push says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.callbacks.world import make_order

from monogram.artwork.queries import AssetView
from monogram.common.json_text import json_text
from monogram.oms.linked_documents import linked_documents
from monogram.orders.documents import as_json, order_document
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.orders import order_file

SPEC = Path(__file__).parents[2] / "spec"
LISTS = {"items", "attributes", "assets", "texts", "pdfs"}


def as_texts(value: Any) -> Any:
    """A document with its values as they stand in elements and cells."""
    if isinstance(value, dict):
        return {key: as_texts(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_texts(member) for member in value]
    return value if isinstance(value, str) else "" if value is None else json_text(value)


def of_element(element: Any) -> Any:
    if element.tag in LISTS:
        return [of_element(child) for child in element]
    return {child.tag: of_element(child) for child in element} if len(element) else element.text or ""


def of_table(content: bytes) -> Any:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    document = {key.removeprefix("order."): value for key, value in rows[0].items() if key.startswith("order.")}
    items = [
        {key.removeprefix("item."): value for key, value in row.items() if key.startswith("item.")} for row in rows
    ]
    for item in items:
        item |= {key: json.loads(item[key]) for key in LISTS & item.keys()}
    document |= {key: json.loads(document[key]) for key in LISTS & document.keys()}
    return document | {"items": items}


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    """An order with everything that files are bad at: quotes, line ends, other scripts, prices, nothing at all."""
    order = make_order(
        "A & <B>",
        shipping_company='Smith, "Jones" & <Co>',
        shipping_address_1="1 High Street\r\nBack door;\ttop floor",
        customer_name="  Zoë 李 שלום 😀 ",
        additional_info="=1+1",
        shipping_price="4.9000",
        is_urgent=True,
    )
    item = order.items.first()
    assert item
    item.attributes = [{"name": "Engraving", "value": "“Ada”"}, {"name": "Count", "value": 3}]
    item.save()
    files = [
        AssetView("output-1.pdf", "https://files.example/a?b=1&c=2", "Front", "a" * 64, 3307, 4134, 300.0),
        AssetView("thumbnail-1.png", "https://files.example/b", "Front", "b" * 64, 600, 600, None),
    ]
    document: dict[str, Any] = json.loads(as_json(order_document(order, {item.pk: files})))
    document["items"][0]["texts"] = [{"area": "Front", "name": "Name", "text": "For\nAda"}]
    document["items"][1]["texts"] = []
    document["pdfs"] = linked_documents(order)
    return document


def test_push_xml_json_and_csv_say_the_same(document: dict[str, Any]) -> None:
    body = as_json(document)

    xml = etree.fromstring(order_file(body, FileFormat.XML))

    assert order_file(body, FileFormat.JSON) == body.encode()
    assert (xml.tag, [child.tag for child in xml]) == ("orders", ["order"])
    assert of_element(xml[0]) == as_texts(document)
    assert as_texts(of_table(order_file(body, FileFormat.CSV))) == as_texts(document)
    assert [child.tag for child in xml[0]] == list(document)


def test_the_xml_is_valid_by_its_schema(document: dict[str, Any]) -> None:
    schema = etree.XMLSchema(file=SPEC / "orders.xsd")
    update = {**document, "items": [{**item, "quantity_outstanding": 0} for item in document["items"]]}
    plain = {**document, "secondary_company_ref_id": 7, "items": []}

    for one in (document, update, plain):
        schema.assertValid(etree.fromstring(order_file(as_json(one), FileFormat.XML)))

    assert not schema.validate(etree.fromstring(order_file(as_json({"id": 1}), FileFormat.XML)))


def test_what_xml_has_no_character_for_is_replaced(document: dict[str, Any]) -> None:
    document["customer_name"] = "A\x07B\ufffeC\ud800"

    content = order_file(json.dumps(document), FileFormat.XML)

    assert etree.fromstring(content).findtext("order/customer_name") == "A\ufffdB\ufffdC\ufffd"


def test_what_a_shop_keeps_in_an_attribute_beside_name_and_value_is_not_in_the_xml(document: dict[str, Any]) -> None:
    document["items"][0]["attributes"] = [{"name": "_own", "value": {"a": [1]}, "no element's name": 1}]

    xml = etree.fromstring(order_file(as_json(document), FileFormat.XML))

    [attribute] = xml.findall("order/items/item/attributes/attribute")
    assert of_element(attribute) == {"name": "_own", "value": '{"a":[1]}'}


def test_csv_has_a_row_for_each_line_in_a_form_that_spreadsheets_open(document: dict[str, Any]) -> None:
    content = order_file(as_json(document), FileFormat.CSV)
    bare = order_file(as_json({**document, "items": []}), FileFormat.CSV)

    assert content.startswith(b"\xef\xbb\xbforder.id,order.company_ref_id,")
    assert content.endswith(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["order.external_ref"], row["item.sku"]) for row in rows] == [("A & <B>", "SKU1"), ("A & <B>", "SKU2")]
    assert len(list(csv.DictReader(io.StringIO(bare.decode("utf-8-sig"), newline="")))) == 1
