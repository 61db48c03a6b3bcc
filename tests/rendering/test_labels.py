"""Shipping labels: their size, bars that scanners read from every form, and text that stays within its room."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from pikepdf import Pdf
from PIL import Image
from tests.documents.samples import CUSTOMS, abroad_label, far_label, fonts, shipping_label
from tests.rendering.page_reading import as_grey, codes, rasterised
from tests.rendering.zpl_reading import read_labels

from monogram.layout.errors import DocumentError
from monogram.rendering.documents.shipping_label import (
    Dpi,
    ShippingLabel,
    label_bitmaps,
    label_pdf,
    label_pngs,
    label_zpl,
)

EDGE = 28
"""Dots at 203 dpi of the label's empty margin, 4 mm less a little for overhanging letters."""


@pytest.mark.parametrize(("dpi", "across", "down", "module"), [(203, 812, 1218, 4), (300, 1200, 1800, 6)])
def test_bars_are_whole_dots_and_read_from_bitmap_png_and_zpl(dpi: Dpi, across: int, down: int, module: int) -> None:
    # Given a label within the country
    label = shipping_label()

    # When it is drawn for a printer
    (bitmap,) = label_bitmaps(label, fonts(), dpi=dpi)

    # Then it has the printer's size, and a row through the bars holds nothing but whole modules
    assert bitmap.shape == (down, across)
    row = bitmap[round(38 / 25.4 * dpi)]
    bars = np.flatnonzero(row)
    lengths = [len(list(same)) for _, same in groupby(row[bars[0] : bars[-1] + 1])]
    assert {length % module for length in lengths} == {0}
    assert bars[0] >= 10 * module
    assert across - bars[-1] > 10 * module
    # And each form of it reads as the tracking number and the order's reference
    expected = {"LM482103773GB", "9F2C41D07B6E85A3"}
    assert codes(as_grey(bitmap)) == expected
    (png,) = label_pngs(label, fonts(), dpi=dpi)
    picture = Image.open(io.BytesIO(png))
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
    assert np.array_equal(np.asarray(picture) == 0, bitmap)
    (read,) = read_labels(label_zpl(label, fonts(), dpi=dpi))
    assert np.array_equal(read[:, :across], bitmap)
    assert codes(as_grey(read)) == expected


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_pdf_is_four_by_six_inches_and_reads_alike(dpi: int) -> None:
    pdf = label_pdf(shipping_label(), fonts())

    with Pdf.open(io.BytesIO(pdf)) as opened:
        assert [list(map(float, page.MediaBox)) for page in opened.pages] == [[0, 0, 288, 432]]
        assert str(opened.docinfo["/Title"]) == "Shipping label LM482103773GB"
    assert codes(rasterised(pdf, dpi)[0]) == {"LM482103773GB", "9F2C41D07B6E85A3"}


def test_the_same_label_is_the_same_bytes() -> None:
    assert label_pdf(abroad_label(), fonts()) == label_pdf(abroad_label(), fonts())


def test_goods_for_customs_are_on_a_second_label_and_more_of_them_on_a_third() -> None:
    # Given a parcel with three kinds of goods, and one with fourteen
    few = abroad_label()
    many = replace(few, customs=replace(CUSTOMS, form="CN23", items=[*CUSTOMS.items] * 4 + [*CUSTOMS.items][:2]))

    # Then every form has as many pages as that takes
    assert [len(label_bitmaps(label, fonts(), dpi=203)) for label in (shipping_label(), few, many)] == [1, 2, 3]
    assert label_zpl(few, fonts()).count("^XA") == 2
    with Pdf.open(io.BytesIO(label_pdf(many, fonts()))) as opened:
        assert len(opened.pages) == 3


def test_long_and_foreign_addresses_stay_within_the_label() -> None:
    # Given lines in Arabic, Japanese, Korean, Thai, and words longer than the label
    (bitmap,) = label_bitmaps(far_label(), fonts(), dpi=203)

    # Then nothing is in the margins beside the address, and nothing crosses the lines above and below it
    address = bitmap[490:900]
    assert not address[:, :EDGE].any()
    assert not address[:, -EDGE:].any()
    assert not bitmap[490:494].any()
    assert not bitmap[892:900].any()
    # And the codes are read as ever; a reference too long for bars is a QR code
    assert codes(as_grey(bitmap)) == {"RB999999995GB", "ORDER-2026-11-26-000482"}


def test_an_address_of_forty_lines_ends_with_what_it_has_room_for() -> None:
    label = replace(shipping_label(), recipient=tuple(f"Line {number}" for number in range(40)))

    (bitmap,) = label_bitmaps(label, fonts(), dpi=203)

    assert not bitmap[892:900].any()
    assert codes(as_grey(bitmap)) == {"LM482103773GB", "9F2C41D07B6E85A3"}


@pytest.mark.parametrize("reference", ["", "Bestellung №7 für Jürg", "x" * 400])
def test_any_reference_makes_a_label(reference: str) -> None:
    (bitmap,) = label_bitmaps(replace(shipping_label(), reference=reference), fonts(), dpi=203)

    assert codes(as_grey(bitmap)) - {reference} == {"LM482103773GB"}


@pytest.mark.parametrize("tracking", ["", "№7", "7" * 120])
def test_a_tracking_number_that_bars_cannot_hold_is_refused(tracking: str) -> None:
    with pytest.raises(DocumentError, match=r"content: must hold nothing but ASCII|content: is too long"):
        label_pdf(replace(shipping_label(), tracking=tracking), fonts())


def test_what_is_not_known_leaves_no_trace() -> None:
    bare = ShippingLabel(sender=(), recipient=("A",), service="", tracking="LM482103773GB")

    (bitmap,) = label_bitmaps(bare, fonts(), dpi=203)

    assert codes(as_grey(bitmap)) == {"LM482103773GB"}
