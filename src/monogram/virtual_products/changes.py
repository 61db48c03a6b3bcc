"""What becomes of a virtual product: other words or artwork, approval, removal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from decimal import Decimal
from types import EllipsisType

from django.db import IntegrityError, transaction

from monogram.catalogue.models import CategoryMember, Product, VirtualState
from monogram.catalogue.queries import full_products
from monogram.catalogue.rules import price_problem
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import Placement, picture_of
from monogram.images.errors import ImageNotFoundError
from monogram.images.models import Image
from monogram.images.queries import usable_images
from monogram.virtual_products.checking import checked_description, checked_name, place_artwork
from monogram.virtual_products.errors import DraftError, SkuTakenError, VirtualProductNotFoundError
from monogram.virtual_products.models import Approval
from monogram.virtual_products.offers import options_on_offer
from monogram.virtual_products.pictures import enqueue_snapshots
from monogram.virtual_products.queries import ON_SALE_OR_WAITING
from monogram.virtual_products.sku_choice import WantedSku, choose_skus
from monogram.virtual_products.turns import in_turn
from monogram.virtual_products.writing import new_design


def update_virtual_product(
    *,
    company: Company,
    product: Product,
    name: str | None = None,
    description: str | None = None,
    sku: str | None = None,
    price: Decimal | EllipsisType | None = ...,
    options: Sequence[int] | None = None,
    may_personalise: bool | None = None,
    image: str | None = None,
    placement: Placement | None = None,
) -> Product:
    """Change what is given; the rest stays. `price` None: the blank's; `sku` may be a pattern, empty is not given.

    Another picture or placement is another design: what was ordered keeps the one that it was ordered with. Pictures
    are drawn anew by a job where they would be others. Raises VirtualProductNotFoundError and what
    `services.create_virtual_products` raises, with paths like `sku`.
    """
    try:
        with transaction.atomic():
            change = _Change(company, _locked(company, [product])[0])
            change.words(name, description, price)
            change.options(options, may_personalise)
            change.sku(sku)
            change.artwork(image, placement, may_personalise)
            return change.save()
    except IntegrityError as error:
        raise SkuTakenError(path="sku") from error


class _Change:
    """A virtual product under change, locked, with its blank and its design."""

    def __init__(self, company: Company, product: Product) -> None:
        self._company = company
        self._product = product
        self._blank = full_products([product.base_id or 0])[product.base_id or 0]
        self._design = VirtualDesign.objects.get(virtual=product, is_current=True)
        self._redrawn = False

    def words(self, name: str | None, description: str | None, price: Decimal | EllipsisType | None) -> None:
        if name is not None:
            self._product.name = checked_name(name)
        if description is not None:
            self._product.description = checked_description(description)
        if not isinstance(price, EllipsisType):
            if problem := price_problem(price):
                raise DraftError(problem, path="price")
            self._product.price = price

    def options(self, options: Sequence[int] | None, may_personalise: bool | None) -> None:
        if options is not None:
            self._product.offered_options = options_on_offer(self._blank, options).options
            self._redrawn = True
        if may_personalise is not None:
            self._product.may_personalise = may_personalise

    def sku(self, sku: str | None) -> None:
        if sku is None or sku.strip() in ("", self._product.sku):
            return
        suffixes = options_on_offer(self._blank, self._product.offered_options).suffixes
        wanted = WantedSku(sku.strip(), self._blank, self._product.name, 1, suffixes)
        (chosen,) = choose_skus(self._company, [wanted], besides=self._product)
        if not isinstance(chosen, str):
            raise chosen
        self._product.sku = chosen

    def artwork(self, image: str | None, placement: Placement | None, may_personalise: bool | None) -> None:
        if image is None and placement is None and may_personalise is not False:
            return
        placed = place_artwork(
            self._blank,
            self._image(image),
            placement or Placement(**self._design.placement),
            may_personalise=self._product.may_personalise,
        )
        if placed.hash == self._design.document_hash:
            if placement is not None and asdict(placement) != self._design.placement:
                # The first area, called by its name: the same today, not when the blank gets another.
                self._design.placement = asdict(placement)
                self._design.save(update_fields=["placement"])
            return
        self._design.is_current = False
        self._design.save(update_fields=["is_current"])
        self._design = new_design(self._company, self._product, self._blank, placed)
        self._design.save(force_insert=True)
        self._redrawn = True

    def save(self) -> Product:
        self._product.save()
        if self._redrawn:
            enqueue_snapshots([self._design])
        return self._product

    def _image(self, image: str | None) -> Image:
        wanted = image if image is not None else picture_of(self._design.document)
        found = usable_images(self._company).filter(pk=wanted).first()
        if found is None:
            raise ImageNotFoundError(path="image")
        return found


@transaction.atomic
def approve(*, company: Company, products: Collection[Product]) -> list[Product]:
    """Put products that wait on sale, in the category that was meant for them. Approved ones stay as they are.

    Raises VirtualProductNotFoundError for another company's or a removed one, and then approves none.
    """
    waiting = [one for one in _locked(company, products) if one.virtual_state == VirtualState.PENDING]
    approvals = Approval.objects.filter(product__in=waiting)
    targets = {number: category for number, category in approvals.values_list("product_id", "category_id") if category}
    CategoryMember.objects.filter(product__in=waiting).delete()
    numbers = [product.pk for product in waiting]
    Product.objects.filter(pk__in=numbers).update(virtual_state=VirtualState.APPROVED, is_active=True)
    CategoryMember.objects.bulk_create(
        CategoryMember(product_id=number, category_id=category) for number, category in targets.items()
    )
    approvals.delete()
    for product in waiting:
        product.virtual_state, product.is_active = VirtualState.APPROVED, True
    return waiting


@transaction.atomic
def remove(*, company: Company, products: Collection[Product]) -> None:
    """Take products off sale for good: out of all categories, their SKUs free again. What was ordered stays.

    Raises VirtualProductNotFoundError for another company's or one that is gone, and then removes none.
    """
    found = _locked(company, products)
    numbers = [product.pk for product in found]
    CategoryMember.objects.filter(product__in=numbers).delete()
    Approval.objects.filter(product__in=numbers).delete()
    Product.objects.filter(pk__in=numbers).update(virtual_state=VirtualState.REMOVED, is_active=False)
    for product in found:
        product.virtual_state, product.is_active = VirtualState.REMOVED, False


def _locked(company: Company, products: Collection[Product]) -> list[Product]:
    """The company's own, locked. Raises VirtualProductNotFoundError if one is missing."""
    numbers = {product.pk for product in products}
    own = Product.objects.filter(owner=company, base__isnull=False, virtual_state__in=ON_SALE_OR_WAITING)
    found = list(in_turn(own.filter(pk__in=numbers)))
    if missing := numbers - {product.pk for product in found}:
        raise VirtualProductNotFoundError(product_id=min(missing))
    return found
