"""Parcels, connections and recorded carriers for the tests of karrio's carriers.

What the carriers "say" here is written after their public documentation and karrio's own recorded payloads, in our
words: nobody here has credentials of theirs.
"""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw

from monogram.common import http, signing
from monogram.shipping.carriers import Goods, ParcelWish, Party
from monogram.shipping.carriers.karrio import sdk, wire
from monogram.shipping.carriers.karrio.adapter import KarrioCarrier
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.models import CarrierCode, CarrierConnection

REFERENCE = "0f4c6bb1e7b04b6f9c0f"
SECRET = "not-to-be-seen"

WORKS = Party(
    name="Northern Print Works",
    address=("Unit 4", "Calder Mills"),
    town="Hebden Bridge",
    region="",
    postcode="HX7 8AD",
    country_code="GB",
    telephone="01422 843000",
    email="post@northern.example",
    vat_number="GB123456789",
    eori_number="GB123456789000",
)
DRUCKEREI = Party(
    name="Druckerei Nord",
    address=("Hafenstraße 12",),
    town="Hamburg",
    region="",
    postcode="20457",
    country_code="DE",
    telephone="+49 40 123456",
    email="post@nord.example",
    eori_number="DE123456789012345",
)
ADA = Party(
    name="Ada Lovelace",
    address=("12 High Street", "Flat 3", "Rose Court"),
    town="Macclesfield",
    region="Cheshire",
    postcode="SK10 2XR",
    country_code="GB",
    telephone="07700 900123",
    email="ada@example.com",
)
GRACE = Party(
    name="Grace Hopper",
    address=("1 Navy Way",),
    town="Austin",
    region="Texas",
    postcode="73301",
    country_code="US",
    telephone="512 555 0100",
    email="grace@example.com",
)
MAX = Party(
    name="Max Muster",
    address=("Kurt-Schumacher-Str. 20", "Hinterhaus"),
    town="Bonn",
    region="",
    postcode="53113",
    country_code="DE",
    telephone="+49 228 987654",
    email="max@example.com",
)
SHIRTS = Goods("Cotton T-shirt, printed", "TS-1", 2, 360, Decimal("39.98"), "6109100010", "TR")
MUG = Goods("Mug", "MUG-1", 1, 340, Decimal("9.50"), "6911100000", "CN")


def wish(service: str, recipient: Party = ADA, sender: Party = WORKS, *, passes_customs: bool = False) -> ParcelWish:
    """Two shirts and a mug, 700 g, worth 49.48, asked for on Thursday 26 November 2026."""
    return ParcelWish(
        reference=REFERENCE,
        order_ref="ORD-2KX7",
        order_name="#1001",
        service=service,
        sender=sender,
        recipient=recipient,
        goods=(SHIRTS, MUG),
        currency="EUR" if sender is DRUCKEREI else "GBP",
        date="26 Nov 2026",
        passes_customs=passes_customs,
    )


def carrier(code: CarrierCode) -> KarrioCarrier:
    return KarrioCarrier(FACTS[code])


def connection(code: CarrierCode, *, is_test: bool = True, **values: Any) -> CarrierConnection:
    """One with every setting filled: by `values`, its first choice, or its own name; secrets by `SECRET`."""
    filled = {
        one.name: SECRET if one.is_secret else one.default or (one.choices[0][0] if one.choices else one.name.upper())
        for one in FACTS[code].setting_fields
    }
    encrypted = signing.encrypt(json.dumps({**filled, **values}))
    return CarrierConnection(pk=1, carrier=code, name="Ours", is_test=is_test, encrypted_settings=encrypted)


@dataclass(frozen=True)
class Sent:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), "")


@dataclass
class Recorded:
    """A carrier that gives its answers in order, and what it was sent."""

    answers: list[http.HttpAnswer | Exception]
    sent: list[Sent] = field(default_factory=list)

    def request(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes, timeout: float, max_bytes: int
    ) -> http.HttpAnswer:
        assert 0 < timeout <= wire.ANSWERED_WITHIN
        self.sent.append(Sent(method, url, headers, body))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def recorded(*answers: http.HttpAnswer | Exception) -> Iterator[Recorded]:
    """Within the block the guarded client gives these answers, one a request, and each has to be asked for."""
    carrier = Recorded(list(answers))
    sdk.forget_sign_ins()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http, "request", carrier.request)
        yield carrier
    assert not carrier.answers


def answer(body: object, status: int = 200, **headers: str) -> http.HttpAnswer:
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return http.HttpAnswer(status, {name.replace("_", "-"): value for name, value in headers.items()}, content)


ISSUED_AT = str(round(time.time() * 1000))  # some carriers' tokens end an hour after this moment
TOKEN = answer({"access_token": "T0KEN", "token_type": "Bearer", "expires_in": 3600, "issued_at": ISSUED_AT})
"""A sign-in by OAuth, in the words of all carriers that have one."""


@cache
def pdf(width: float = 288, height: float = 432) -> bytes:
    """A page in points: 4 × 6 inches."""
    document, into = pikepdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(width, height))
    document.save(into, deterministic_id=True)
    return into.getvalue()


def picture() -> bytes:
    """A label as UPS has it: on its side, 1400 × 800, in two colours."""
    image, into = Image.new("P", (1400, 800), 1), io.BytesIO()
    image.putpalette([0, 0, 0, 255, 255, 255])
    ImageDraw.Draw(image).rectangle((100, 100, 300, 700), fill=0)
    image.save(into, "GIF")
    return into.getvalue()


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


ZPL = b"^XA\n^MMT\n^MNW\n^MD10\n^PW812\n^LL1218\n^FO50,50^A0N,40,40^FDParcel^FS\n^PQ1\n^JUS\n^XZ\n"
