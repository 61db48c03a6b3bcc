"""The samples in the suppliers' guide to files are read as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from monogram.suppliers.formats import FileFormat
from monogram.suppliers.formats.news import (
    read_acknowledgements,
    read_cancellations,
    read_shipments,
    read_stock,
)

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "files.md").read_text()


def samples(language: str) -> list[bytes]:
    return [code.encode() for code in re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)]


def test_the_samples_are_read_and_valid() -> None:
    shipments, cancellations, stock, acknowledgements = samples("xml")

    assert [news.pieces for news in read_shipments(shipments, FileFormat.XML)] == [{15241: 2}]
    assert [news.items for news in read_cancellations(cancellations, FileFormat.XML)] == [[15241]]
    assert [(row.sku, row.barcode, row.quantity) for row in read_stock(stock, FileFormat.XML).rows] == [
        ("HM-MUG-11OZ", "", 480),
        ("", "5012345678900", 0),
    ]
    assert [news.ref for news in read_acknowledgements(acknowledgements, FileFormat.XML)] == ["9F3C61D2A47B08E5"]
    for content in samples("xml"):
        document = etree.fromstring(content)
        etree.XMLSchema(file=ROOT / "spec" / f"{document.tag}.xsd").assertValid(document)


def test_the_sample_in_csv_is_one_parcel() -> None:
    [content] = samples("csv")

    [parcel] = read_shipments(content, FileFormat.CSV)
    assert (parcel.tracking, parcel.carrier, parcel.pieces) == ("357256761", "Royal Mail", {15241: 2, 15242: None})
