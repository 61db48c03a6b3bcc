"""What carriers have answered, as karrio has read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from monogram.shipping.carriers import Booking
from monogram.shipping.carriers.karrio.facts import Facts, Service, Settings
from monogram.shipping.carriers.label_files import label_files

_MOST = 300
"""Letters of a carrier's words."""
_HARMLESS = frozenset({"warning", "info", "note"})


def booking_of(facts: Facts, service: Service, details: Any, *, is_test: bool) -> Booking:
    """A parcel that was taken. Raises UnreadableLabelError where its label is missing, or none that can be printed."""
    tracking, identifier = str(details.tracking_number), str(details.shipment_identifier or "")
    papers = [details.docs.invoice] if details.docs.invoice else []
    return Booking(
        tracking=tracking,
        tracking_url=facts.tracking_url.format(quote(tracking, safe="")),
        method=service.name,
        labels=label_files(details.docs.label or "", papers, is_test=is_test),
        carrier_reference=identifier if identifier != tracking else "",
    )


def words_of(messages: Iterable[Any], facts: Facts, values: Settings) -> str:
    """What the carrier says of a refusal, on one line and without our secrets; "" if it says nothing."""
    grave = [one for one in messages if str(one.level or "error").lower() not in _HARMLESS]
    said = [" ".join(str(one.message or one.code or "").split()) for one in grave]
    words = "; ".join(dict.fromkeys(filter(None, said)))
    for one in facts.credentials:
        if one.is_secret and values.get(one.name):
            words = words.replace(values[one.name], "•••")
    return words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…"
