"""What the platform's codes mean to somebody who buys a T-shirt."""

from __future__ import annotations

import re

from monogram.demo.site.platform import Failure

# Status code → (what the customer reads, tone of the badge).
STATUS_WORDS: dict[int, tuple[str, str]] = {
    0: ("We are looking into it", "warning"),
    1: ("Order received", "accent"),
    2: ("Waiting its turn", "accent"),
    4: ("Being made", "accent"),
    8: ("Dispatched", "success"),
    16: ("Being made again", "warning"),
    32: ("We are checking something", "warning"),
    64: ("Dispatched", "success"),
    128: ("Cancelled", "danger"),
    256: ("On hold", "warning"),
    512: ("With the workshop", "accent"),
    513: ("Confirmed by the workshop", "accent"),
    515: ("Handed to the carrier", "accent"),
    516: ("The carrier has it", "accent"),
}
IN_MOTION = frozenset({0, 1, 2, 4, 16, 32, 256, 512, 513, 515, 516})
DISPATCHED = frozenset({8, 64})

# Error code → (the field it belongs to, what to do about it).
_FAILURE_WORDS: dict[int, tuple[str, str]] = {
    8000: ("", "Your cart is empty. Add something to it first."),
    8001: ("", "This order has been placed already. You find it under Orders."),
    8013: ("country", "Choose the country to deliver to."),
    8031: ("", "The order could not be numbered. Try again."),
    8032: ("address_1", "Enter the first line of the address."),
    8033: ("postcode", "Enter the postcode."),
    8034: ("country", "Choose the country to deliver to."),
    8041: ("", "The quantity of {item} must be at least 1."),
    8042: ("", "The words on {item} do not fit the product any more. Take it out of the cart and add it again."),
    8043: ("", "The design of {item} can no longer be ordered. Open it with Edit and add it to the cart again."),
    50000: ("", "The shop is not connected to its workshop: the platform refused its key."),
    50002: ("", "The shop cannot take orders now: its account with the platform is switched off."),
    50004: ("", "The shop is very busy. Wait a few minutes and try again; your cart is safe."),
}
_ITEM_IN_PATH = re.compile(r"items\D*(\d+)")


def status_words(status: int) -> tuple[str, str]:
    """The status in the customer's words, and the tone of its badge."""
    return STATUS_WORDS.get(status, ("On its way through", "accent"))


def failure_words(failure: Failure, item_names: list[str]) -> tuple[str, str]:
    """The form field that a failure belongs to (or ""), and what the customer can do about it."""
    if failure.code is None:
        return "", (
            "The workshop did not answer, so it may have your order or not. Your cart is safe: place the order again"
            " in a minute, on this page. It is made once however often you try."
        )
    field, words = _FAILURE_WORDS.get(failure.code, ("", "The workshop did not accept the order: {message}."))
    return field, words.format(item=_item_name(failure, item_names), message=failure.message.rstrip("."))


def _item_name(failure: Failure, item_names: list[str]) -> str:
    found = _ITEM_IN_PATH.search(failure.path)
    position = int(found.group(1)) if found else len(item_names)
    return item_names[position] if position < len(item_names) else "one of the things in your cart"
