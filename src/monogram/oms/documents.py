"""Papers of orders, made when they are asked for: packing slips, address labels, pick lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from monogram.artwork.errors import DownloadRefusedError
from monogram.artwork.models import ItemAsset
from monogram.oms.paper import attributes_of, earliest, name_of, options_of, thumbnail_of, written
from monogram.oms.wanted import require_wanted
from monogram.orders.models import DESIGNED_ON, Order, OrderItem
from monogram.rendering.documents.address_label import AddressLabel, address_label_pdf
from monogram.rendering.documents.packing_slip import Brand, PackingSlip, SlipItem, packing_slips_pdf
from monogram.rendering.documents.pick_list import PickItem, PickList, pick_list_pdf
from monogram.shipping import queries as shipping
from monogram.shipping.fonts import bench_fonts
from monogram.shipping.models import SenderAddress
from monogram.shipping.queries import Pieces
from monogram.shipping.wish import recipient_of, sender_lines

MOST_ORDERS = 100
"""In one document: more are several documents."""


def packing_slip(order: Order, shipment_id: int | None = None) -> bytes:
    """What lies in a parcel, A4, with the shop as its sender. The PDF; raises DownloadRefusedError.

    Of a parcel that has its label, or of all pieces that are still to leave; of an order that has left whole it is the
    last parcel's, so that a slip can be printed after the label.
    """
    return _slips([order], shipment_id)


def packing_slips(orders: Sequence[Order]) -> bytes:
    """The slips of several orders, one after the other. Raises as `packing_slip`, naming every order that refuses."""
    return _slips(orders)


def _slips(orders: Sequence[Order], shipment_id: int | None = None) -> bytes:
    _require_some(orders)
    _fetch(orders)
    return packing_slips_pdf([slip_of(order, shipment_id) for order in orders], bench_fonts())


def address_label(order: Order) -> bytes:
    """The order's address, 4 × 2.5 inches, for a parcel without a carrier's label. Raises DownloadRefusedError.

    The sender is the shop by name, at the supplier's address: there it comes back to.
    """
    _require_some([order])
    _fetch([order])
    return address_label_pdf(label_of(order), bench_fonts())


def pick_list(orders: Sequence[Order]) -> bytes:
    """What is to be fetched for the pieces of these orders that are still to leave. Raises DownloadRefusedError."""
    _require_some(orders)
    _fetch(orders)
    return pick_list_pdf(list_of(orders), bench_fonts())


def slip_of(order: Order, shipment_id: int | None = None) -> PackingSlip:
    """What the order's slip says. Raises DownloadRefusedError if nothing is in the parcel."""
    in_parcel = _in_parcel(order, shipment_id)
    return PackingSlip(
        brand=Brand(order.company.name),
        order_ref=order.ref,
        shop_ref=order.external_ref,
        date=written(timezone.localtime(order.sale_datetime or order.creation_datetime).date()),
        recipient=recipient_of(order).lines(with_country=_is_abroad(order)),
        items=[_slip_item(item, *in_parcel[item.pk]) for item in order.items.all() if item.pk in in_parcel],
        shipping=" ".join(filter(None, [order.shipping_carrier, order.shipping_method])),
    )


def label_of(order: Order) -> AddressLabel:
    """What the order's address label says."""
    address = _supplier_address(order)
    at = sender_lines(address)[1:] if address else []
    recipient = recipient_of(order).lines(with_country=_is_abroad(order))
    return AddressLabel(sender=[order.company.name, *at], recipient=recipient, reference=order.ref)


def list_of(orders: Sequence[Order]) -> PickList:
    """What their pick list says. Raises DownloadRefusedError: nothing is to leave, or they have several suppliers."""
    if len({order.supplier_id for order in orders}) > 1:
        raise DownloadRefusedError("A pick list is of one supplier's orders: these are of several")
    items = [item for order in orders for item in _pick_items(order)]
    if not items:
        raise DownloadRefusedError("Nothing is left to pick: all of it has been dispatched")
    due = written(earliest(order.required_dispatch_date for order in orders))
    if len(orders) == 1:
        return PickList(f"Order {orders[0].external_ref}", orders[0].company.name, due, items, code=orders[0].ref)
    shops = dict.fromkeys(order.company.name for order in orders)
    return PickList(f"{len(orders)} orders", ", ".join(shops), due, items)


def _require_some(orders: Collection[Order]) -> None:
    if not 0 < len(orders) <= MOST_ORDERS:
        raise DownloadRefusedError(f"Choose up to {MOST_ORDERS} orders at a time, and at least one")
    require_wanted(orders)


def _fetch(orders: Sequence[Order]) -> None:
    """Everything that the papers say of the lines, in a few queries for all orders."""
    assets = Prefetch("assets", ItemAsset.objects.select_related("artwork").order_by("pk"))
    lines = OrderItem.objects.select_related(*DESIGNED_ON)
    items = Prefetch("items", lines.prefetch_related(assets).order_by("pk"))
    prefetch_related_objects(orders, "company", "supplier__sender_address", items)


def _in_parcel(order: Order, shipment_id: int | None) -> dict[int, tuple[int, str]]:
    """By line id: the pieces in the parcel, and of how many they are if there are more."""
    pieces = shipping.pieces_of(order)
    parcel = {line: count.outstanding for line, count in pieces.items() if count.outstanding}
    if shipment_id is not None or not parcel:
        parcel = _last_parcel(order, shipment_id)
    if not parcel:
        raise DownloadRefusedError(f"Nothing of order {order.external_ref} ({order.ref}) is left to pack")
    return {line: (quantity, _rest(quantity, pieces[line])) for line, quantity in parcel.items()}


def _last_parcel(order: Order, shipment_id: int | None) -> dict[int, int]:
    """What is in that parcel, or in the last one of which is known what is in it."""
    shipments = [one for one in shipping.shipments_of(order) if shipment_id in (None, one.pk) and one.items.all()]
    return {one.order_item_id: one.quantity for one in shipments[-1].items.all()} if shipments else {}


def _rest(quantity: int, pieces: Pieces) -> str:
    in_all = pieces.ordered - pieces.cancelled
    return f"of {in_all}, in several parcels" if quantity < in_all else ""


def _slip_item(item: OrderItem, quantity: int, rest: str) -> SlipItem:
    return SlipItem(
        name=name_of(item),
        sku=item.sku,
        quantity=quantity,
        options=options_of(item),
        personalisation=attributes_of(item),
        rest=rest,
        thumbnail=thumbnail_of(item),
    )


def _pick_items(order: Order) -> list[PickItem]:
    pieces = shipping.pieces_of(order)
    return [
        PickItem(
            sku=item.mapped_sku or item.sku,
            name=name_of(item),
            quantity=pieces[item.pk].outstanding,
            options=options_of(item),
            item_ref=item.ref,
        )
        for item in order.items.all()
        if pieces[item.pk].outstanding
    ]


def _is_abroad(order: Order) -> bool:
    """Whether the country is to stand on it: also where nobody says whence it comes."""
    address = _supplier_address(order)
    return address is None or address.country_code != order.shipping_country_code


def _supplier_address(order: Order) -> SenderAddress | None:
    return getattr(order.supplier, "sender_address", None)
