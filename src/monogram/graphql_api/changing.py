"""Changes of virtual products, as they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import strawberry
from django.db import transaction

from monogram.catalogue.models import Product
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.graphql_api.arguments import number, numbers
from monogram.graphql_api.artwork_inputs import PlacementInput
from monogram.graphql_api.errors import ArgumentError
from monogram.images.errors import ImageRefusedError
from monogram.images.models import Image
from monogram.images.services import pictures_at
from monogram.virtual_products import queries, services
from monogram.virtual_products.turns import in_turn

MOST_AT_ONCE = 100
_MOST_PRICE = Decimal("9999999.99")
_NAMES = {"sku": "retail_sku", "image": "artwork_url", "": "id"}


@strawberry.input(
    name="VirtualProductChange", description="What is given changes, the rest stays. Other artwork makes new pictures."
)
class ChangeInput:
    name: str | None = None
    description: str | None = None
    retail_sku: str | None = None
    price: float | None = strawberry.field(default=strawberry.UNSET, description="Null: the blank's.")
    options: list[strawberry.ID] | None = strawberry.field(default=None, description="Those on offer; [] for all.")
    may_personalise: bool | None = None
    artwork_url: str | None = strawberry.field(default=None, description="Other artwork.")
    placement: PlacementInput | None = strawberry.field(default=None, description="Where the artwork lies instead.")


@strawberry.input(name="VirtualProductChangeById", description="What changes of one of several products.")
class ChangeByIdInput(ChangeInput):
    id: strawberry.ID


@dataclass(frozen=True)
class Change:
    """What is to change of one product."""

    company: Company
    product: Product
    wanted: dict[str, Any]
    artwork_url: str
    at: str
    """What stands before the path of an error."""

    @classmethod
    def read(cls, company: Company, product_id: str, change: ChangeInput, at: str) -> Change:
        """Raises ArgumentError, VirtualProductNotFoundError, PlacementError."""
        try:
            product = queries.virtual_product(company, number(product_id, "id"))
            return cls(company, product, _wanted(change), change.artwork_url or "", at)
        except MonogramError as error:
            raise _told_of(error, at) from None

    def carry_out(self, pictures: Mapping[str, Image | ImageRefusedError]) -> Product:
        """The product as it is now. Raises what `services.update_virtual_product` raises, and ImageRefusedError."""
        try:
            picture = pictures[self.artwork_url] if self.artwork_url else None
            if isinstance(picture, ImageRefusedError):
                picture.path = "artwork_url"
                raise picture
            image = picture.pk if picture else None
            return services.update_virtual_product(
                company=self.company, product=self.product, image=image, **self.wanted
            )
        except MonogramError as error:
            raise _told_of(error, self.at) from None


def carry_out(company: Company, changes: Sequence[Change]) -> list[Product]:
    """The products as they are now: all are changed or, with an error, none. Raises what `Change.carry_out` raises.

    Artwork is fetched first, several at a time, so that nothing waits for it while rows are locked.
    """
    pictures = pictures_at(company=company, urls=[change.artwork_url for change in changes if change.artwork_url])
    with transaction.atomic():
        Image.objects.bulk_create(picture for picture in pictures.values() if isinstance(picture, Image))
        list(in_turn(Product.objects.filter(pk__in=[change.product.pk for change in changes])).values_list("pk"))
        return [change.carry_out(pictures) for change in changes]


def check_count(given: Sequence[object], path: str) -> None:
    """Raises ArgumentError for none or too many at once."""
    if not 1 <= len(given) <= MOST_AT_ONCE:
        raise ArgumentError(f"Name from 1 to {MOST_AT_ONCE} products at once", path=path)


def _wanted(change: ChangeInput) -> dict[str, Any]:
    return {
        "name": change.name,
        "description": change.description,
        "sku": change.retail_sku,
        "price": _price(change.price),
        "options": None if change.options is None else numbers(list(change.options), "options"),
        "may_personalise": change.may_personalise,
        "placement": change.placement.read("placement") if change.placement else None,
    }


def _price(price: float | None) -> Any:
    """As `update_virtual_product` takes it: … for what is not given. Raises ArgumentError."""
    if price is strawberry.UNSET:
        return ...
    if price is None:
        return None
    amount = Decimal(str(price))
    if not 0 <= amount <= _MOST_PRICE or amount != round(amount, 2):
        raise ArgumentError("A price is not below 0 and has at most two decimals", path="price")
    return amount


def _told_of(error: MonogramError, at: str) -> MonogramError:
    error.path = at + _NAMES.get(error.path, error.path)
    return error
