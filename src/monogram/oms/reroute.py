"""Routing an order again that is there already, by what the catalogue and the accounts' rules say today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monogram.catalogue.queries import find_by_number
from monogram.companies.models import Company
from monogram.oms import stock
from monogram.oms.route import Destination, LineToRoute, Route, plan_route
from monogram.orders import services
from monogram.orders.matching import Clues, Match, match_products
from monogram.orders.models import DESIGNED_ON, ItemStatus, ItemType, Order, OrderItem

_FOUND_ANEW = ["product", "variant", "virtual_design", "mapped_sku", "sku", "description", "colour", "size", "routing"]


@dataclass(frozen=True, slots=True)
class Rerouting:
    """The lines of an order that are still wanted, what they are matched with, and their route."""

    items: Sequence[OrderItem]
    matches: Sequence[Match]
    route: Route


def plan_anew(order: Order, *, preferred_account_id: int | None) -> Rerouting:
    """Match and route the lines of an order that are not cancelled. Nothing is written."""
    company = order.company
    lines = OrderItem.objects.filter(order=order).exclude(status=ItemStatus.CANCELLED)
    items = list(lines.select_related("variant", *DESIGNED_ON).order_by("pk"))
    found = match_products(company, [_clues(company, item) for item in items])
    matches = [_still(item, match) for item, match in zip(items, found, strict=True)]
    route = plan_route(
        company=company,
        preferred_account_id=preferred_account_id,
        country_code=order.shipping_country_code,
        external_ref=order.external_ref,
        lines=[LineToRoute(match, item.quantity) for item, match in zip(items, matches, strict=True)],
        required_dispatch_date=order.required_dispatch_date,
        held=stock.held_by(order, items),
    )
    return Rerouting(items, matches, route)


def _clues(company: Company, item: OrderItem) -> Clues:
    """What the line says itself. Artwork that came with its SKU or its product is not what it says."""
    is_ready_made = item.type == ItemType.PRINT_ON_DEMAND
    return Clues(
        sku=item.sku.strip(),
        design=item.print_job or item.sample or (item.virtual_design if is_ready_made else None),
        named=find_by_number(company, item.textual_product_id) if item.textual_product_id else None,
        option_ids=tuple(choice["option_id"] for choice in item.aspects if choice.get("option_id")),
    )


def _still(item: OrderItem, match: Match) -> Match:
    """The artwork that was bought stays, also of a virtual product that bears another since or is not sold any more.

    Only another product's SKU, which staff have put there, takes it away.
    """
    bought = item.virtual_design
    if bought is None or match.virtual_design == bought:
        return match
    if match.product is None:
        how = f"artwork {bought.ref} was bought on product {bought.product_id}"
        return Match(bought.product, item.variant, how, virtual_design=bought)
    is_same = match.virtual is not None and match.virtual.pk == bought.virtual_id
    return replace(match, virtual_design=bought) if is_same else match


def keep_found(order: Order, found: Rerouting) -> None:
    """Write onto the lines what was found for them, with the explanation, and exchange the stock that they hold.

    The order still has the supplier from whom they hold it. Raises StockGoneError.
    """
    route = found.route
    holdings = stock.holdings_of(order, found.items)
    stock.exchange(order, holdings, route.destinations if route.is_complete else [None] * len(holdings))
    for item, match, destination, why in zip(
        found.items, found.matches, route.destinations, route.explanations, strict=True
    ):
        services.apply_match(item, match, supplier_sku=destination.supplier_sku if destination else "")
        item.routing = why
    OrderItem.objects.bulk_update(found.items, _FOUND_ANEW)


def assign(order: Order, destination: Destination) -> None:
    """Give an order to a supplier by an account. The caller saves it."""
    order.supplier_id = destination.supplier_id
    order.secondary_company_ref_id = destination.account_id
    order.has_error, order.error_message = False, ""
