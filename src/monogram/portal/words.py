"""The portal's words: for statuses, for days on which orders are to leave, and for what could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from monogram.artwork.errors import DownloadRefusedError
from monogram.common.errors import MonogramError
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError, ShipmentRefusedError


class Tone(TextChoices):
    """How a word is coloured; the word says it too."""

    PLAIN = ""
    ACCENT = "accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its tone, and what stands behind it in full."""

    word: str
    tone: Tone = Tone.PLAIN
    full: str = ""


STATUSES: Mapping[OrderStatus, Said] = {
    OrderStatus.UNKNOWN: Said("Unknown"),
    OrderStatus.RECEIVED: Said("New", Tone.ACCENT),
    OrderStatus.SENT_TO_SUPPLIER: Said("New", Tone.ACCENT),
    OrderStatus.RECEIVED_BY_SUPPLIER: Said("Acknowledged"),
    OrderStatus.BATCH_READY: Said("In a batch"),
    OrderStatus.IN_PRODUCTION: Said("In production"),
    OrderStatus.REPRINT: Said("Make again", Tone.WARNING),
    OrderStatus.SENT_TO_SHIPPER: Said("Carrier asked"),
    OrderStatus.RECEIVED_BY_SHIPPER: Said("With the carrier"),
    OrderStatus.DISPATCHED: Said("Dispatched", Tone.SUCCESS),
    OrderStatus.RETAILER_NOTIFIED: Said("Dispatched", Tone.SUCCESS),
    OrderStatus.QC_QUERY: Said("Query", Tone.WARNING),
    OrderStatus.ON_HOLD: Said("On hold", Tone.WARNING),
    OrderStatus.CANCELLED: Said("Cancelled", Tone.DANGER),
}


def status_of(order: Order) -> Said:
    """Where the order stands, as the portal calls it; in full as the contract does, with its number."""
    status = OrderStatus(order.status)
    said = STATUSES[status]
    return Said(said.word, said.tone, f"{status.label} ({status.value})")


def due_in_words(due: date, today: date) -> Said:
    """`Due today`, `2 days late`, `Due Mon 30 Nov`."""
    days = (due - today).days
    full = f"To be dispatched by {due:%A} {due.day} {due:%B %Y}"
    if days < 0:
        return Said(f"{-days} {'day' if days == -1 else 'days'} late", Tone.DANGER, full)
    if days == 0:
        return Said("Due today", Tone.WARNING, full)
    if days == 1:
        return Said("Due tomorrow", Tone.PLAIN, full)
    return Said(f"Due {due:%a} {due.day} {due:%b}", Tone.PLAIN, full)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be done, and the next step."""

    what: str
    next: str


def refusal_in_words(error: MonogramError, order: Order) -> Refusal:
    """For the person who has pressed a button. Nothing has changed, but where it says so."""
    text = f"{error.text.rstrip('.')}."
    match error:
        case CarrierSilentError():
            return Refusal(
                "The carrier has not answered yet.",
                "We go on asking. The label appears here within a few minutes: do not send the same pieces again.",
            )
        case CarrierRefusedError():
            return Refusal(
                f"The carrier refused this parcel: {text}",
                "Nothing has left. Have what it names put right (the shop or the platform’s staff change an address), "
                "then ship again, or dispatch it with a tracking number of your own.",
            )
        case ShipmentRefusedError():
            return Refusal(text, _after_a_refused_parcel(error))
        case DownloadRefusedError():
            return Refusal(text, "Put it aside. Once it is released, you can go on.")
    return _after_a_refused_step(order, text)


def _after_a_refused_parcel(error: ShipmentRefusedError) -> str:
    if error.path.endswith(".quantity"):
        return "Look again how many are still to leave: somebody may have sent some meanwhile."
    if "connected" in error.text or "service" in error.text:
        return "Ask whoever runs this platform to set it up, or dispatch with a tracking number of your own."
    return "Check the pieces, and try again."


def _after_a_refused_step(order: Order, text: str) -> Refusal:
    """Of a step that the order's standing does not allow: mostly somebody else was quicker."""
    status = OrderStatus(order.status)
    if status in PAUSED:
        what = f"This order is stopped ({STATUSES[status].word}): nothing of it is made or sent."
        return Refusal(what, "Put it aside. It comes back here when it is released.")
    if status == OrderStatus.CANCELLED:
        return Refusal("This order is cancelled: nothing of it is to be made or sent.", "Put aside what is made of it.")
    if "may not change" in text:
        what = f"That can no longer be done: the order is “{STATUSES[status].word}” now."
        return Refusal(what, "Somebody was quicker, here or in another system. See its history.")
    return Refusal(text, "See the order’s history for what has happened.")
