"""What suppliers have: stock, and the templates of their batches."""

from __future__ import annotations

from typing import Any

import strawberry

from monogram.companies.models import Company
from monogram.graphql_api.arguments import moment, number
from monogram.graphql_api.errors import ArgumentError
from monogram.graphql_api.ids import key
from monogram.graphql_api.paging import Pages, pages_of
from monogram.graphql_api.products import CategoryNode
from monogram.production.models import BatchTemplate
from monogram.suppliers import queries


@strawberry.type(name="BatchTemplate", description="Which lines are printed together, and on what. Lengths in mm.")
class BatchTemplateNode:
    id: strawberry.ID
    name: str
    is_enabled: bool
    priority: int
    skus: list[str] = strawberry.field(description="MUG-* stands for all that begin so. Empty: all.")
    category: CategoryNode | None
    print_area: str
    countries: list[str]
    order_size: str = strawberry.field(description="any, single or multi.")
    min_quantity: int
    max_quantity: int | None
    slots: int = strawberry.field(description="Pieces in a full batch.")
    has_mixed_skus: bool
    honours_dispatch_date: bool
    cut_off: str = strawberry.field(description="A cron expression in the platform's time zone.")
    medium: str = strawberry.field(description="sheet or roll.")
    medium_name: str
    width: float
    height: float | None

    @classmethod
    def of(cls, row: BatchTemplate) -> BatchTemplateNode:
        return cls(
            id=key(row.pk),
            name=row.name,
            is_enabled=row.is_enabled,
            priority=row.priority,
            skus=[line.strip() for line in row.skus.splitlines() if line.strip()],
            category=CategoryNode.of(row.category) if row.category else None,
            print_area=row.print_area,
            countries=list(row.countries),
            order_size=row.order_size,
            min_quantity=row.min_quantity,
            max_quantity=row.max_quantity,
            slots=row.slots,
            has_mixed_skus=row.has_mixed_skus,
            honours_dispatch_date=row.honours_dispatch_date,
            cut_off=row.cut_off,
            medium=row.medium,
            medium_name=row.medium_name,
            width=row.width,
            height=row.sheet_height,
        )


@strawberry.type(name="StockName", description="A product or a variant, and what its supplier calls it.")
class StockNameNode:
    id: strawberry.ID
    supplier_sku: str
    retail_sku: str

    @classmethod
    def of(cls, linked: dict[str, Any]) -> StockNameNode:
        return cls(id=key(linked["id"]), supplier_sku=linked["supplier_sku"], retail_sku=linked["retail_sku"])


@strawberry.type(name="LinkedProduct", description="What is made of a stock item; variant null: the whole product.")
class LinkedProductNode:
    product: StockNameNode
    variant: StockNameNode | None


@strawberry.type(name="StockItem", description="What a supplier has of one of its SKUs.")
class StockItemNode:
    quantity_available: int
    lead_time_days: int
    daily_capacity: int
    linked: list[LinkedProductNode]

    @classmethod
    def of(cls, item: dict[str, Any]) -> StockItemNode:
        """Out of an element of `suppliers.queries.stock_for`."""
        return cls(
            quantity_available=item["quantity_available"],
            lead_time_days=item["lead_time_days"],
            daily_capacity=item["daily_capacity"],
            linked=[
                LinkedProductNode(
                    product=StockNameNode.of(each["product"]),
                    variant=StockNameNode.of(each["variant"]) if each["variant"] else None,
                )
                for each in item["linked"]
            ],
        )


@strawberry.type(name="StockPage", description="Some of the stock that was asked for.")
class StockPageNode:
    pages: Pages
    items: list[StockItemNode]


def stock_page(
    company: Company, dropship_ref: str | None, changed_since: str | None, *, page: int, count: int
) -> StockPageNode:
    """A page of `suppliers.queries.stock_for`. Raises ArgumentError."""
    accounts = queries.accounts_of(company)
    account = number(dropship_ref, "dropship_ref") if dropship_ref else None
    if account is not None and account not in accounts:
        raise ArgumentError("dropship_ref must be the reference ID of an account of yours", path="dropship_ref")
    suppliers = set(accounts.values()) if account is None else {accounts[account]}
    since = moment(changed_since, "changed_since") if changed_since else None
    stock = queries.stock_for(company, suppliers=suppliers, changed_since=since)
    shown = stock[(page - 1) * count : page * count]
    return StockPageNode(
        pages=pages_of(page=page, count=count, total=len(stock), shown=len(shown)),
        items=[StockItemNode.of(item) for item in shown],
    )
