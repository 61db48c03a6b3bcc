"""A parcel of an order in the words in which carriers are asked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from monogram.common import clock
from monogram.orders.models import Order, OrderItem
from monogram.shipping.carriers import Goods, ParcelWish, Party
from monogram.shipping.customs import passes_customs
from monogram.shipping.errors import ShipmentRefusedError
from monogram.shipping.models import SenderAddress

_CURRENCY = "GBP"
"""Of orders that name none."""


def wish_for(order: Order, *, reference: str, service: str, quantities: Mapping[int, int]) -> ParcelWish:
    """What is asked of the carrier for pieces, by line id. Raises ShipmentRefusedError if there is no sender."""
    address = sender_address(order)
    sender, recipient = _sender(address), recipient_of(order)
    items = order.items.filter(pk__in=quantities).select_related("product").order_by("pk")
    goods = [_goods(item, quantities[item.pk], address, order.currency_code) for item in items]
    has_to_declare = passes_customs(sender, recipient)
    for one in goods:
        if has_to_declare and one.value is None:
            raise ShipmentRefusedError(f"Customs wants to know what {one.description} is worth: it has no price")
    return ParcelWish(
        reference=reference,
        order_ref=order.ref,
        order_name=order.external_ref,
        service=service,
        sender=sender,
        recipient=recipient,
        goods=goods,
        currency=order.currency_code or _CURRENCY,
        date=f"{clock.now():%d %b %Y}",
        passes_customs=has_to_declare,
    )


def sender_address(order: Order) -> SenderAddress:
    """Of the order's supplier. Raises ShipmentRefusedError."""
    address = SenderAddress.objects.filter(company__supplied_orders=order).first()
    if address is None:
        raise ShipmentRefusedError(
            f"{order.supplier.name if order.supplier else 'The order'} has no sender address yet: labels need one"
        )
    return address


def sender_lines(address: SenderAddress) -> list[str]:
    """As on an envelope, without the country."""
    return _sender(address).lines(with_country=False)


def recipient_of(order: Order) -> Party:
    """To whom an order goes."""
    streets = [order.shipping_address_1, order.shipping_address_2, order.shipping_address_3]
    return Party(
        name=order.customer_name or order.shipping_company,
        company=order.shipping_company,
        address=[street for street in streets if street],
        town=order.shipping_address_4,
        region=order.shipping_address_5,
        postcode=order.shipping_postcode,
        country_code=order.shipping_country_code,
        country=order.shipping_country,
        telephone=order.customer_telephone_mobile or order.customer_telephone,
        email=order.customer_email,
    )


def _sender(address: SenderAddress) -> Party:
    return Party(
        name=address.name,
        address=[street for street in (address.address_1, address.address_2) if street],
        town=address.town,
        region=address.region,
        postcode=address.postcode,
        country_code=address.country_code,
        telephone=address.telephone,
        email=address.email,
        vat_number=address.vat_number,
        eori_number=address.eori_number,
    )


def _goods(item: OrderItem, quantity: int, sender: SenderAddress, currency: str) -> Goods:
    product = item.product
    weight = (product and product.weight_g) or sender.default_weight_g
    return Goods(
        description=(product and (product.customs_description or product.name)) or item.description or item.sku,
        sku=item.mapped_sku or item.sku,
        quantity=quantity,
        weight_g=weight * quantity,
        value=_value(item, quantity, currency or _CURRENCY),
        hs_code=(product and product.hs_code) or sender.default_hs_code,
        origin=(product and product.origin_country) or sender.country_code,
    )


def _value(item: OrderItem, quantity: int, currency: str) -> Decimal | None:
    """What the buyer paid for so many pieces, before tax where that is known; else the catalogue's price."""
    if item.unit_sale_price is not None:
        return item.unit_sale_price * quantity
    if item.sale_price is not None:
        return item.sale_price / item.quantity * quantity
    if item.unit_sale_price_inc_tax is not None:
        return item.unit_sale_price_inc_tax * quantity
    if item.sale_price_inc_tax is not None:
        return item.sale_price_inc_tax / item.quantity * quantity
    if item.product and item.product.price is not None and item.product.currency_code == currency:
        return item.product.price * quantity
    return None
