"""Every carrier but SAPIENT's: what is sent is what is written down, and the answer is a booking with its label."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops
from tests.shipping.karrio.cases import BODIES, CASES, Case
from tests.shipping.karrio.world import (
    DRUCKEREI,
    GRACE,
    SECRET,
    ZPL,
    answer,
    b64,
    carrier,
    connection,
    recorded,
    wish,
)

from monogram.common import clock
from monogram.shipping.carriers.karrio.pictures import page_of
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.errors import CarrierRefusedError
from monogram.shipping.models import CarrierCode, LabelFormat

MORNING = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_label_is_asked_for_where_and_as_the_carrier_wants_it(case: Case) -> None:
    account = connection(case.code, is_test=case.is_test, **case.settings)

    with recorded(*case.answers) as there, clock.frozen(MORNING):
        carrier(case.code).book(account, case.parcel)

    *sign_ins, request = there.sent
    assert [(one.method, one.url) for one in sign_ins] == ([("POST", case.sign_in_url)] if case.sign_in else [])
    assert (request.method, request.url) == ("POST", case.url)
    expected = (BODIES / case.body).read_text()
    if case.body.endswith(".json"):
        assert request.json == json.loads(expected)
    else:
        assert request.body.decode().split() == expected.split()
    assert SECRET not in request.body.decode()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_answer_becomes_a_booking(case: Case) -> None:
    account = connection(case.code, is_test=case.is_test, **case.settings)

    with recorded(*case.answers):
        booking = carrier(case.code).book(account, case.parcel)

    assert (booking.tracking, booking.tracking_url) == (case.tracking, case.tracking_url)
    assert booking.method == FACTS[case.code].services[case.parcel.service].name
    [label] = booking.labels
    assert (label.format, label.page) == (LabelFormat.PDF, 1)
    with pikepdf.open(io.BytesIO(label.content)) as document:
        assert len(document.pages) == 1 + case.papers


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_test_label_says_so_on_every_page_and_a_real_one_does_not(case: Case) -> None:
    account = connection(case.code, is_test=case.is_test, **case.settings)

    with recorded(*case.answers):
        [label] = carrier(case.code).book(account, case.parcel).labels

    with pikepdf.open(io.BytesIO(label.content)) as document:
        drawn = [b"".join(part.read_bytes() for part in _contents(page)) for page in document.pages]
    assert [b"TEST LABEL - NOT VALID FOR POSTING" in one for one in drawn] == [case.is_test] * len(drawn)


def test_the_picture_of_ups_becomes_a_page_of_four_by_six_inches() -> None:
    case = next(case for case in CASES if case.code == CarrierCode.UPS)
    with recorded(*case.answers):
        [label] = carrier(CarrierCode.UPS).book(connection(CarrierCode.UPS), case.parcel).labels

    with pikepdf.open(io.BytesIO(label.content)) as document:
        [page] = document.pages
        assert [float(edge) for edge in page.mediabox] == [0, 0, 288, 432]
        [picture] = page.images.values()
        assert isinstance(picture, pikepdf.Stream)
        dots = pikepdf.PdfImage(picture).as_pil_image()
    # The box is upright, as wide and as high as it was, in two colours, and the blank seventh inch is gone
    assert (dots.size, dots.mode) == ((800, 1200), "1")
    assert ImageChops.invert(dots.convert("L")).getbbox() == (99, 100, 700, 301)


def test_a_picture_that_fills_its_length_is_not_cut() -> None:
    long = Image.new("L", (800, 1400), 255)
    long.paste(0, (0, 1390, 800, 1400))
    into = io.BytesIO()
    long.save(into, "PNG")

    page = base64.b64decode(page_of(b64(into.getvalue())))

    with pikepdf.open(io.BytesIO(page)) as document:
        edges = [round(float(edge), 2) for edge in document.pages[0].mediabox]
    assert edges == [0, 0, 246.86, 432]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (CarrierCode.DPD, {"label": {"base64Data": b64(ZPL), "media-type": "text/plain"}}),
        (CarrierCode.DHL_PAKET, {"label": {"zpl2": ZPL.decode(), "fileFormat": "ZPL2"}}),
        (CarrierCode.UPS, {"ImageFormat": {"Code": "ZPL"}, "GraphicImage": b64(ZPL)}),
        (CarrierCode.FEDEX, {"contentType": "LABEL", "docType": "ZPLII", "encodedLabel": b64(ZPL)}),
        (CarrierCode.DHL_EXPRESS, {"imageFormat": "ZPL", "typeCode": "label", "content": b64(ZPL)}),
    ],
)
def test_label_printers_get_the_carriers_own_zpl(code: CarrierCode, wanted: dict[str, object]) -> None:
    case = next(case for case in CASES if case.code == code and not case.parcel.passes_customs)
    said = json.loads(case.taken.body)
    _put_label(said, code, wanted)
    account = connection(code, is_test=False, **{**case.settings, "label_format": "ZPL"})

    with recorded(*case.answers[:-1], answer(said, status=case.taken.status)) as there:
        [label] = carrier(code).book(account, case.parcel).labels

    assert "ZPL" in there.sent[-1].body.decode().upper() + there.sent[-1].url
    assert label.format == LabelFormat.ZPL
    assert label.content.split() == b"^XA ^PW812 ^LL1218 ^FO50,50^A0N,40,40^FDParcel^FS ^PQ1 ^XZ".split()


@pytest.mark.parametrize(
    ("code", "service"),
    [(CarrierCode.DPD_BENELUX, "classic"), (CarrierCode.HERMES_DE, "standard")],
)
def test_who_takes_no_declaration_is_not_asked(code: CarrierCode, service: str) -> None:
    abroad = wish(service, GRACE, DRUCKEREI, passes_customs=True)

    with recorded() as there, pytest.raises(CarrierRefusedError, match="takes no customs declarations from here"):
        carrier(code).book(connection(code), abroad)

    assert there.sent == []


def _put_label(said: dict[str, object], code: CarrierCode, label: dict[str, object]) -> None:
    """The same answer with another label, wherever this carrier has it."""
    at: Any = said
    path: dict[CarrierCode, list[str | int]] = {
        CarrierCode.DPD: ["label"],
        CarrierCode.DHL_PAKET: ["items", 0, "label"],
        CarrierCode.UPS: ["ShipmentResponse", "ShipmentResults", "PackageResults", 0, "ShippingLabel"],
        CarrierCode.FEDEX: ["output", "transactionShipments", 0, "pieceResponses", 0, "packageDocuments", 0],
        CarrierCode.DHL_EXPRESS: ["documents", 0],
    }
    *way, last = path[code]
    for step in way:
        at = at[step]
    new = label.get("label", label)
    at[last] = new


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
