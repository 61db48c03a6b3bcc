"""Orders: those that the company has placed, and those that it is to make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry

from monogram.artwork.queries import assets_of_orders
from monogram.companies.models import Company
from monogram.graphql_api.context import Context, Rows
from monogram.graphql_api.fields import field, scoped
from monogram.graphql_api.ids import key
from monogram.graphql_api.paging import Pages
from monogram.graphql_api.print_jobs import PrintJobNode, PrintJobs
from monogram.graphql_api.products import ProductNode, Products
from monogram.graphql_api.reads import print_jobs_seen, products_seen
from monogram.graphql_api.scalars import Json
from monogram.oauth.scopes import ORDER_ITEMS_EXPORT, PRINT_JOBS_VIEW, PRODUCTS_VIEW
from monogram.oauth.services import ApiCaller
from monogram.orders.documents import NO_DATE, NO_MOMENT, AssetView, order_head
from monogram.orders.models import Order, OrderItem


@strawberry.type(name="Asset", description="A file of an order line: artwork or a thumbnail.")
class AssetNode:
    name: str
    url: str
    description: str
    sha256: str
    width: int
    height: int
    dpi: float | None

    @classmethod
    def of(cls, asset: AssetView) -> AssetNode:
        return cls(
            name=asset.name,
            url=asset.url,
            description=asset.description,
            sha256=asset.sha256,
            width=asset.width,
            height=asset.height,
            dpi=asset.dpi,
        )


@strawberry.type(name="OrderItem", description="One line of an order.")
class OrderItemNode:
    row: strawberry.Private[OrderItem]
    rows: strawberry.Private[Rows[OrderItem]]
    id: strawberry.ID
    ref: str
    external_ref: str
    type: int
    status: int
    sku: str = strawberry.field(description="The retailer's SKU.")
    mapped_sku: str = strawberry.field(description="The supplier's SKU.")
    description: str
    quantity: int
    colour: str
    size: str
    attributes: Json

    @classmethod
    def of(cls, row: OrderItem, rows: Rows[OrderItem]) -> OrderItemNode:
        return cls(
            row=row,
            rows=rows,
            id=key(row.pk),
            ref=row.ref,
            external_ref=row.external_ref,
            type=row.type,
            status=row.status,
            sku=row.sku,
            mapped_sku=row.mapped_sku,
            description=row.description,
            quantity=row.quantity,
            colour=row.colour,
            size=row.size,
            attributes=Json(row.attributes),
        )

    @field("Artwork and thumbnails, as far as they have been made.")
    def assets(self) -> list[AssetNode]:
        context = self.rows.context
        assets = self.rows.once("assets", lambda rows: _assets(context, rows))
        return [AssetNode.of(asset) for asset in assets.get(self.row.pk, [])]

    @scoped(PRODUCTS_VIEW, "What is made; null if it is not a product that you may use.")
    def product(self) -> ProductNode | None:
        return self._products.node(self.row.product_id)

    @scoped(PRODUCTS_VIEW, "The virtual product that it was ordered as.")
    def virtual_product(self) -> ProductNode | None:
        design = self.row.virtual_design
        return self._products.node(design.virtual_id if design else None)

    @scoped(PRINT_JOBS_VIEW, "The print job that it was ordered by, if that is yours.")
    def print_job(self) -> PrintJobNode | None:
        context = self.rows.context
        jobs = self.rows.once("print_jobs", lambda rows: _print_jobs(context, rows))
        return jobs.node(self.row.print_job_id)

    @property
    def _products(self) -> Products:
        context = self.rows.context
        return self.rows.once("products", lambda rows: _products(context, rows))


@strawberry.type(name="Order", description="What one supplier makes and sends. Times in UTC, as YYYY-MM-DD HH:MM:SS.")
class OrderNode:
    row: strawberry.Private[Order]
    rows: strawberry.Private[Rows[Order]]
    id: strawberry.ID
    ref: str
    external_ref: str
    company_external_ref: str
    company_ref_id: strawberry.ID
    secondary_company_ref_id: strawberry.ID | None = strawberry.field(description="The dropship account.")
    status: int
    status_name: str
    has_error: bool
    error_message: str
    sale_datetime: str | None
    creation_datetime: str | None
    completion_datetime: str | None
    required_dispatch_date: str | None
    has_been_completed: bool
    is_urgent: bool
    is_free_of_charge: bool
    customer_name: str
    customer_email: str
    customer_telephone: str
    customer_telephone_mobile: str
    shipping_company: str
    shipping_address_1: str
    shipping_address_2: str
    shipping_address_3: str
    shipping_address_4: str
    shipping_address_5: str
    shipping_postcode: str
    shipping_country: str
    shipping_country_code: str
    shipping_method: str
    shipping_carrier: str
    shipping_tracking: str
    shipping_note_url: str
    shipping_price: float | None
    shipping_price_inc_tax: float | None
    shipping_tax_rate: float | None
    billing_customer_name: str
    billing_customer_email: str
    billing_customer_telephone: str
    billing_company: str
    billing_address_1: str
    billing_address_2: str
    billing_address_3: str
    billing_address_4: str
    billing_address_5: str
    billing_postcode: str
    billing_country: str
    payment_trans_id: str
    payment_type: str
    currency_code: str
    coupon_code: str
    additional_info: str

    @classmethod
    def of(cls, row: Order, rows: Rows[Order]) -> OrderNode:
        """The same texts and numbers as the REST API's; what it writes as zeros of a date is null here."""
        told: dict[str, Any] = {
            name: None if value in {NO_DATE, NO_MOMENT} else value for name, value in order_head(row).items()
        }
        for name in ("id", "company_ref_id", "secondary_company_ref_id"):
            told[name] = None if told[name] is None else key(told[name])
        return cls(row=row, rows=rows, **told)

    @field("The company that placed it.")
    def retailer(self) -> str:
        return self.rows.once("companies", _company_names).get(self.row.company_id, "")

    @field("Who makes it.")
    def supplier(self) -> str | None:
        return self.rows.once("companies", _company_names).get(self.row.supplier_id)

    @scoped(ORDER_ITEMS_EXPORT, "Its lines.")
    def items(self) -> list[OrderItemNode]:
        context = self.rows.context
        items = self.rows.once("items", lambda rows: _items(context, rows))
        return [OrderItemNode.of(item, items) for item in items.rows if item.order_id == self.row.pk]


@strawberry.type(name="OrderPage", description="Some of the orders that were asked for.")
class OrderPageNode:
    pages: Pages
    items: list[OrderNode]


def order_nodes(context: Context, orders: Sequence[Order]) -> list[OrderNode]:
    """Orders that were read together, as the schema has them."""
    rows = Rows(context, orders)
    return [OrderNode.of(order, rows) for order in orders]


def _company_names(orders: Sequence[Order]) -> dict[int | None, str]:
    numbers = {order.company_id for order in orders} | {order.supplier_id for order in orders}
    return dict(Company.objects.filter(pk__in=numbers).values_list("pk", "name"))


def _items(context: Context, orders: Sequence[Order]) -> Rows[OrderItem]:
    """With what they were ordered as, but without the designs' documents."""
    items = OrderItem.objects.filter(order__in=[order.pk for order in orders]).order_by("order", "pk")
    with_design = items.select_related("virtual_design").defer(
        "virtual_design__document", "virtual_design__preflight", "virtual_design__snapshots"
    )
    return Rows(context, list(with_design))


def _assets(context: Context, items: Sequence[OrderItem]) -> dict[int, list[AssetView]]:
    """Programs of the maker are given the addresses from which it downloads. A download begins the making, which is
    not for everybody who is signed in: people are given the public ones."""
    maker = context.company.pk if isinstance(context.caller, ApiCaller) else None
    found = assets_of_orders({item.order_id for item in items}, supplier_id=maker)
    return {item: list(assets) for item, assets in found.items()}


def _products(context: Context, items: Sequence[OrderItem]) -> Products:
    numbers = {item.product_id for item in items}
    virtual = {item.virtual_design.virtual_id for item in items if item.virtual_design}
    return Products(context, products_seen(context.company, numbers | virtual))


def _print_jobs(context: Context, items: Sequence[OrderItem]) -> PrintJobs:
    return PrintJobs(context, print_jobs_seen(context.company, {item.print_job_id for item in items}))
