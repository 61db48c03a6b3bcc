"""Products, blanks and virtual ones alike, and the categories that they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import strawberry

from monogram.catalogue.models import Aspect, AspectOption, Category, CategoryMember, PrintArea, Product, View
from monogram.catalogue.queries import visible_categories
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.files import services as files
from monogram.graphql_api.context import Context, Rows
from monogram.graphql_api.fields import field, scoped
from monogram.graphql_api.ids import key
from monogram.graphql_api.paging import Pages
from monogram.graphql_api.product_filter import type_of
from monogram.oauth.scopes import CATEGORIES_VIEW
from monogram.orders.documents import amount, moment
from monogram.virtual_products.queries import snapshots_of

Part = TypeVar("Part")


@strawberry.type(name="Company", description="Who makes a product, or an order.")
class CompanyNode:
    customer_ref_id: strawberry.ID = strawberry.field(description="Its company reference ID.")
    company_name: str
    type: str = strawberry.field(description="retailer, supplier or both.")

    @classmethod
    def of(cls, company: Company) -> CompanyNode:
        return cls(customer_ref_id=key(company.pk), company_name=company.name, type=company.type)


@strawberry.type(description="Pictures of a product, JPEG or WebP. Null until they have been made.")
class Snapshots:
    small: str | None = strawberry.field(description="At most 600 × 600 pixels.")
    large: str | None = strawberry.field(description="At most 1600 pixels wide or high.")


@strawberry.type(name="ProductCategory", description="A list of products.")
class CategoryNode:
    id: strawberry.ID
    name: str
    is_shared: bool = strawberry.field(description="It is no one's: every company sees it.")

    @classmethod
    def of(cls, category: Category) -> CategoryNode:
        return cls(id=key(category.pk), name=category.name, is_shared=category.owner_id is None)


@strawberry.type(name="AspectOption", description="One choice of an aspect.")
class OptionNode:
    id: strawberry.ID
    name: str
    code: str = strawberry.field(description="Its part of a variant's SKU.")
    colour: str | None = strawberry.field(description="As #rrggbb, of the garment.")

    @classmethod
    def of(cls, option: AspectOption) -> OptionNode:
        return cls(id=key(option.pk), name=option.name, code=option.code, colour=option.colour or None)


@strawberry.type(name="Aspect", description="Something that a shopper chooses: colour, size.")
class AspectNode:
    id: strawberry.ID
    name: str
    options: list[OptionNode] = strawberry.field(description="Those on offer.")


@strawberry.type(name="PrintArea", description="A surface that is printed. Lengths in millimetres.")
class PrintAreaNode:
    id: strawberry.ID
    name: str
    width: float
    height: float

    @classmethod
    def of(cls, area: PrintArea) -> PrintAreaNode:
        return cls(id=key(area.pk), name=area.name, width=area.width, height=area.height)


@strawberry.type(name="Product", description="Something that is sold. A virtual product is a blank with artwork on it.")
class ProductNode:
    row: strawberry.Private[Product]
    rows: strawberry.Private[Rows[Product]]

    @field("The `p` of a Smartlink.")
    def id(self) -> strawberry.ID:
        return key(self.row.pk)

    @field("Of a virtual product: its artwork's reference, the `print_on_demand_ref` of an order line.")
    def ref(self) -> str | None:
        return self.rows.once("refs", _refs).get(self.row.pk)

    @field()
    def name(self) -> str:
        return self.row.name

    @field()
    def description(self) -> str:
        return self.row.description

    @field("The SKU by which it is ordered.")
    def retail_sku(self) -> str:
        return self.row.sku

    @field("The SKU of future order lines: the same as `retail_sku`.", name="productCode")
    def product_code(self) -> str:
        return self.row.sku

    @field("1 personalised, 2 textual, 4 stock item, 8 virtual.")
    def type(self) -> int:
        return type_of(self.row).value

    @field("Of a virtual product: pending, approved or removed.")
    def state(self) -> str | None:
        return self.row.virtual_state or None

    @field("Null: none of its own; of a virtual product then its base's counts.")
    def price(self) -> float | None:
        return amount(self.row.price)

    @field()
    def currency_code(self) -> str:
        return self._made_of.currency_code

    @field("In UTC, as YYYY-MM-DD HH:MM:SS.")
    def creation_datetime(self) -> str:
        return moment(self.row.created_at)

    @field("Of a virtual product: shoppers may add to its artwork.")
    def may_personalise(self) -> bool:
        return self.row.may_personalise

    @field("Of a virtual product: the blank that bears its artwork.")
    def base_product_id(self) -> strawberry.ID | None:
        return key(self.row.base_id) if self.row.base_id else None

    @field("Of a virtual product: the blank that bears its artwork.")
    def base_product(self) -> ProductNode | None:
        return self._bases.node(self.row.base_id)

    @field()
    def supplier_sku(self) -> str:
        return self._made_of.supplier_sku

    @field("Who makes it.")
    def supplier(self) -> CompanyNode | None:
        suppliers = self._blanks.once("suppliers", _suppliers)
        number = self._made_of.supplier_id
        return CompanyNode.of(suppliers[number]) if number else None

    @field("What it looks like.")
    def snapshots(self) -> Snapshots:
        if self.row.base_id:
            drawn = self.rows.once("snapshots", snapshots_of)[self.row.pk]
            return Snapshots(small=drawn.small, large=drawn.large)
        views = self._blanks.once("views", _views).get(self._made_of.pk)
        return _pictures_of(views[0]) if views else Snapshots(small=None, large=None)

    @field("What shoppers choose; of a virtual product those options that it is offered in.")
    def aspects(self) -> list[AspectNode]:
        aspects = self._blanks.once("aspects", _aspects).get(self._made_of.pk, [])
        return [_aspect(aspect, frozenset(self.row.offered_options)) for aspect in aspects]

    @field("Where it is printed.")
    def print_areas(self) -> list[PrintAreaNode]:
        areas = self._blanks.once("print_areas", _print_areas).get(self._made_of.pk, [])
        return [PrintAreaNode.of(area) for area in areas]

    @scoped(CATEGORIES_VIEW, "The categories that it is in.")
    def categories(self) -> list[CategoryNode]:
        company = self.rows.context.company
        categories = self.rows.once("categories", lambda rows: _categories(company, rows))
        return [CategoryNode.of(category) for category in categories.get(self.row.pk, [])]

    @property
    def _bases(self) -> Products:
        return self.rows.once("bases", lambda rows: _bases(self.rows.context, rows))

    @property
    def _made_of(self) -> Product:
        """The product itself, or the blank of a virtual one."""
        return self._bases.by_id[self.row.base_id] if self.row.base_id else self.row

    @property
    def _blanks(self) -> Products:
        """All that the products of the answer are made of: what a blank has is read once for it and its virtuals."""
        return self.rows.once("blanks", lambda rows: _blanks(self.rows.context, rows, self._bases))


class Products(Rows[Product]):
    """Products that were read together."""

    def __init__(self, context: Context, rows: Sequence[Product]) -> None:
        super().__init__(context, rows)
        self.by_id: Mapping[int | None, Product] = {row.pk: row for row in rows}

    @property
    def nodes(self) -> list[ProductNode]:
        """As the schema has them."""
        return [ProductNode(row=row, rows=self) for row in self.rows]

    def node(self, number: int | None) -> ProductNode | None:
        """One of them, if it is there."""
        return ProductNode(row=self.by_id[number], rows=self) if number in self.by_id else None


@strawberry.type(name="ProductPage", description="Some of the products that were asked for.")
class ProductPageNode:
    pages: Pages
    items: list[ProductNode]


def _bases(context: Context, products: Sequence[Product]) -> Products:
    numbers = {product.base_id for product in products if product.base_id}
    return Products(context, list(Product.objects.filter(pk__in=numbers)) if numbers else [])


def _blanks(context: Context, products: Sequence[Product], bases: Products) -> Products:
    own = [product for product in products if not product.base_id and product.pk not in bases.by_id]
    return Products(context, [*own, *bases.rows])


def _numbers(products: Iterable[Product]) -> list[int]:
    return [product.pk for product in products]


def _grouped(parts: Iterable[Part], by: Callable[[Part], int]) -> dict[int, list[Part]]:
    groups: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        groups[by(part)].append(part)
    return groups


def _refs(products: Sequence[Product]) -> dict[int, str]:
    virtual = [product.pk for product in products if product.base_id]
    current = VirtualDesign.objects.filter(virtual__in=virtual, is_current=True)
    return dict(current.values_list("virtual_id", "ref")) if virtual else {}


def _suppliers(products: Sequence[Product]) -> dict[int, Company]:
    return Company.objects.in_bulk({product.supplier_id for product in products if product.supplier_id})


def _views(products: Sequence[Product]) -> dict[int, list[View]]:
    return _grouped(View.objects.filter(product__in=_numbers(products)), lambda view: view.product_id)


def _aspects(products: Sequence[Product]) -> dict[int, list[Aspect]]:
    aspects = Aspect.objects.filter(product__in=_numbers(products)).prefetch_related("options")
    return _grouped(aspects, lambda aspect: aspect.product_id)


def _print_areas(products: Sequence[Product]) -> dict[int, list[PrintArea]]:
    areas = PrintArea.objects.filter(product__in=_numbers(products)).order_by("product", "position", "pk")
    return _grouped(areas, lambda area: area.product_id)


def _categories(company: Company, products: Sequence[Product]) -> dict[int, list[Category]]:
    """In two statements: memberships, and the categories that the company sees."""
    members = CategoryMember.objects.filter(product__in=_numbers(products))
    pairs = list(members.order_by("category").values_list("product_id", "category_id"))
    seen = visible_categories(company).in_bulk({category for _, category in pairs}) if pairs else {}
    found: dict[int, list[Category]] = defaultdict(list)
    for product, category in pairs:
        if category in seen:
            found[product].append(seen[category])
    return found


def _aspect(aspect: Aspect, offered: frozenset[int]) -> AspectNode:
    """Of an aspect of which no option is named, all are on offer."""
    options = list(aspect.options.all())
    on_offer = [option for option in options if option.pk in offered] or options
    return AspectNode(id=key(aspect.pk), name=aspect.name, options=[OptionNode.of(option) for option in on_offer])


def _pictures_of(view: View) -> Snapshots:
    small, large = view.thumbnail or view.photo_copy, view.photo_copy
    return Snapshots(small=files.public_url(small) if small else None, large=files.public_url(large) if large else None)
