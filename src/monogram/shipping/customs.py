"""Which parcels pass customs, and what is declared of them."""

from __future__ import annotations

from decimal import Decimal

from monogram.rendering.documents.customs import Customs, CustomsItem
from monogram.shipping.carriers import Goods, ParcelWish, Party

_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK".split()  # noqa: SIM905 - read as one line
)
"""The customs territory of the European Union, with Monaco."""
_CN22_MOST = {"GBP": Decimal(270), "EUR": Decimal(340)}
"""300 SDR, as the posts write them. In other currencies CN23 is filled in, which holds for any value."""
_CN22_HEAVIEST_G = 2000
_NORTHERN_IRELAND = "BT"
_OUTSIDE_ITS_UNION = {
    "ES": ("35", "38", "51", "52"),
    "GB": ("GY", "JE"),
}
"""Postcodes that begin so belong to the country's post, but not to its customs territory."""


def passes_customs(sender: Party, recipient: Party) -> bool:
    """Whether a declaration has to be with a parcel. Northern Ireland is open to the kingdom and to the Union."""
    return _areas(sender).isdisjoint(_areas(recipient))


def _areas(party: Party) -> frozenset[str]:
    country, postcode = party.country_code, party.postcode.strip().upper()
    if postcode.startswith(_OUTSIDE_ITS_UNION.get(country, ())):
        return frozenset({f"{country} {postcode[:2]}"})
    if country in {"GB", "IM"}:
        is_northern = country == "GB" and postcode.startswith(_NORTHERN_IRELAND)
        return frozenset({"GB", "EU"}) if is_northern else frozenset({"GB"})
    return frozenset({"EU"}) if country in _UNION else frozenset({country})


def declaration(wish: ParcelWish) -> Customs:
    """CN22, or CN23 for what is worth or weighs more. What nothing values counts as worth nothing."""
    items = [_item(goods) for goods in wish.goods]
    total = sum((goods.value or Decimal(0) for goods in wish.goods), Decimal(0))
    is_small = total <= _CN22_MOST.get(wish.currency, Decimal(0)) and wish.weight_g <= _CN22_HEAVIEST_G
    return Customs(
        form="CN22" if is_small else "CN23",
        contents="sale_of_goods",
        items=items,
        currency=wish.currency,
        total_value=f"{total:.2f}",
        total_weight_g=wish.weight_g,
        date=wish.date,
        invoice=wish.order_name,
        sender_tax_id=wish.sender.tax_number,
        signature=wish.sender.name,
    )


def _item(goods: Goods) -> CustomsItem:
    value = goods.value or Decimal(0)
    return CustomsItem(goods.description, goods.quantity, goods.weight_g, f"{value:.2f}", goods.hs_code, goods.origin)
