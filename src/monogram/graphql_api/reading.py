"""What can be read (`contract.md §10`)."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from monogram.catalogue.pages import find_products
from monogram.catalogue.queries import visible_categories
from monogram.graphql_api.arguments import number, read_order
from monogram.graphql_api.async_tasks import AsyncTask, task_node
from monogram.graphql_api.context import ApiInfo
from monogram.graphql_api.fields import named, scoped
from monogram.graphql_api.limits import USUAL_PER_PAGE
from monogram.graphql_api.order_filter import orders_wanted, print_jobs_wanted
from monogram.graphql_api.orders import OrderNode, OrderPageNode, order_nodes
from monogram.graphql_api.paging import checked, pages_of
from monogram.graphql_api.print_jobs import PrintJobPageNode, PrintJobs
from monogram.graphql_api.product_filter import products_wanted
from monogram.graphql_api.production import BatchTemplateNode, StockPageNode, stock_page
from monogram.graphql_api.products import CategoryNode, ProductNode, ProductPageNode, Products
from monogram.graphql_api.reads import listed_print_jobs, product_seen
from monogram.graphql_api.scalars import Json
from monogram.oauth.scopes import (
    BATCHES_VIEW,
    CATEGORIES_VIEW,
    ORDERS_VIEW,
    PRINT_JOBS_VIEW,
    PRODUCTS_CREATE,
    PRODUCTS_LIST,
    PRODUCTS_VIEW,
    STOCK_VIEW,
)
from monogram.orders.listing import page_of_orders
from monogram.orders.queries import order_for
from monogram.production.queries import templates_of
from monogram.virtual_products.queries import creation_task

_PRODUCTS = (
    "Which: category_id, term (words of name or SKU), type_flags (a sum of types), id, base_product_id, retail_sku, "
    "state (pending or approved: virtual products of your own)."
)
_PRODUCT_ORDER = 'By what: {"name": "asc"} or {"id": "desc"}. Else by id.'
_ORDERS = "Which: external_ref, ref, status (codes), has_error, changed_since."
_PRINT_JOBS = "Which: ref, status (created or paid), product_id."
Page = Annotated[int | None, strawberry.argument(description="Counted from 1.")]
Count = Annotated[int | None, strawberry.argument(description="How many on a page: at most 100.")]
Id = Annotated[strawberry.ID, named("id")]


def _about(description: str) -> Any:
    return strawberry.argument(description=description)


@strawberry.type
class Reading:
    """What can be read."""

    @scoped(PRODUCTS_LIST, "The products that you may use: your own, and those that every company may use.")
    def products(
        self,
        info: ApiInfo,
        wanted: Annotated[Json | None, named("filter", _PRODUCTS)] = None,
        order: Annotated[Json | None, _about(_PRODUCT_ORDER)] = None,
        page: Page = 1,
        count: Count = USUAL_PER_PAGE,
    ) -> ProductPageNode | None:
        number, size = checked(page, count)
        found = find_products(info.context.company, products_wanted(wanted, order), page=number, count=size)
        return ProductPageNode(
            pages=pages_of(page=number, count=size, total=found.total, shown=len(found.products)),
            items=Products(info.context, found.products).nodes,
        )

    @scoped(PRODUCTS_VIEW, "One product, also one of yours that waits for approval.")
    def product(self, info: ApiInfo, product_id: Id) -> ProductNode | None:
        return Products(info.context, [product_seen(info.context.company, number(product_id, "id"))]).nodes[0]

    @scoped(CATEGORIES_VIEW, "Your lists of products, and those that every company sees.")
    def product_categories(self, info: ApiInfo) -> list[CategoryNode] | None:
        return [CategoryNode.of(category) for category in visible_categories(info.context.company)]

    @scoped(ORDERS_VIEW, "The orders that you have placed, and those that you are to make.")
    def orders(
        self,
        info: ApiInfo,
        wanted: Annotated[Json | None, named("filter", _ORDERS)] = None,
        order: Annotated[Json | None, _about('{"id": "desc"}: newest first. Else oldest first.')] = None,
        page: Page = 1,
        count: Count = USUAL_PER_PAGE,
    ) -> OrderPageNode | None:
        number, size = checked(page, count)
        _, newest_first = read_order(order, ["id"])
        found = page_of_orders(
            info.context.company, orders_wanted(wanted), page=number, count=size, newest_first=newest_first
        )
        return OrderPageNode(
            pages=pages_of(page=number, count=size, total=found.total, shown=len(found.orders)),
            items=order_nodes(info.context, found.orders),
        )

    @scoped(ORDERS_VIEW, "One order.")
    def order(self, info: ApiInfo, order_id: Id) -> OrderNode | None:
        return order_nodes(info.context, [order_for(info.context.company, number(order_id, "id"))])[0]

    @scoped(
        PRODUCTS_CREATE,
        "How far products that were asked for together are; to be asked every few seconds.",
        name="pollAsyncTask",
    )
    def poll_async_task(self, info: ApiInfo, task_id: Id) -> AsyncTask | None:
        task = creation_task(info.context.company, str(task_id))
        return task_node(info.context, task)

    @scoped(PRINT_JOBS_VIEW, "Your print jobs and those made for you, newest first.")
    def print_jobs(
        self,
        info: ApiInfo,
        wanted: Annotated[Json | None, named("filter", _PRINT_JOBS)] = None,
        page: Page = 1,
        count: Count = USUAL_PER_PAGE,
    ) -> PrintJobPageNode | None:
        number, size = checked(page, count)
        jobs = listed_print_jobs(info.context.company).filter(**print_jobs_wanted(wanted)).order_by("-pk")
        total, first = jobs.count(), (number - 1) * size
        shown = list(jobs[first : first + size]) if first < total else []
        return PrintJobPageNode(
            pages=pages_of(page=number, count=size, total=total, shown=len(shown)),
            items=PrintJobs(info.context, shown).nodes,
        )

    @scoped(BATCHES_VIEW, "Of a supplier: by what its batches are filled, in the order in which they ask.")
    def batch_templates(self, info: ApiInfo) -> list[BatchTemplateNode] | None:
        return [BatchTemplateNode.of(template) for template in templates_of(info.context.company)]

    @scoped(STOCK_VIEW, "What the suppliers of your dropship accounts have of your products.")
    def stock(
        self,
        info: ApiInfo,
        dropship_ref: Annotated[strawberry.ID | None, _about("One account's supplier alone.")] = None,
        changed_since: Annotated[str | None, _about("In UTC, as YYYY-MM-DD HH:MM:SS.")] = None,
        page: Page = 1,
        count: Count = USUAL_PER_PAGE,
    ) -> StockPageNode | None:
        number, size = checked(page, count)
        return stock_page(info.context.company, dropship_ref, changed_since, page=number, count=size)
