"""Which lines a template takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is asked of a line and its order."""

    skus: frozenset[str]
    """The supplier's and the shop's."""
    categories: frozenset[int]
    areas: frozenset[str]
    """Where it is printed."""
    size: str
    colour: str
    country: str
    carrier: str
    method: str
    quantity: int
    order_quantity: int
    """Pieces of the whole order."""


class Rules(Protocol):
    """What `fits` reads of a template. Texts have one entry a line; an empty one asks nothing."""

    skus: str
    category_id: int | None
    print_area: str
    sizes: str
    colours: str
    countries: list[str]
    shipping: str
    order_size: str
    min_quantity: int
    max_quantity: int | None


def fits(rules: Rules, item: ItemFacts) -> bool:
    """Whether the template takes the line."""
    return (
        _has_sku(rules.skus, item.skus)
        and (rules.category_id is None or rules.category_id in item.categories)
        and (not rules.print_area or item.areas == {rules.print_area})
        and _is_listed(rules.sizes, item.size)
        and _is_listed(rules.colours, item.colour)
        and (not rules.countries or item.country in rules.countries)
        and _is_listed(rules.shipping, way_of_shipping(item.carrier, item.method))
        and _has_order_size(rules.order_size, item.order_quantity)
        and rules.min_quantity <= item.quantity
        and (rules.max_quantity is None or item.quantity <= rules.max_quantity)
    )


def way_of_shipping(carrier: str, method: str) -> str:
    """As templates name it: `Royal Mail - RM1`."""
    return f"{carrier} - {method}"


def lines_of(text: str) -> list[str]:
    """The entries of a text that has one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _has_sku(listed: str, skus: frozenset[str]) -> bool:
    entries = lines_of(listed)
    return not entries or any(_is_sku(entry, sku) for entry in entries for sku in skus)


def _is_sku(entry: str, sku: str) -> bool:
    return sku.startswith(entry[:-1]) if entry.endswith("*") else sku == entry


def _is_listed(listed: str, value: str) -> bool:
    """Letter by letter, but for capitals."""
    entries = lines_of(listed)
    return not entries or value.strip().casefold() in {entry.casefold() for entry in entries}


def _has_order_size(wanted: str, pieces: int) -> bool:
    return wanted == "any" or (wanted == "single") == (pieces == 1)
