"""Print jobs: designs that shoppers have put into a cart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import strawberry

from monogram.designs.models import PrintJob
from monogram.files import services as files
from monogram.graphql_api.context import Context, Rows
from monogram.graphql_api.fields import scoped
from monogram.graphql_api.ids import key
from monogram.graphql_api.paging import Pages
from monogram.graphql_api.products import ProductNode, Products
from monogram.graphql_api.reads import products_seen
from monogram.graphql_api.scalars import Json
from monogram.oauth.scopes import PRODUCTS_VIEW
from monogram.orders.documents import moment


@strawberry.type(name="Thumbnail", description="A picture of a design on its product.")
class ThumbnailNode:
    name: str
    url: str
    description: str


@strawberry.type(name="PrintJob", description="A design that was put into a cart.")
class PrintJobNode:
    row: strawberry.Private[PrintJob]
    rows: strawberry.Private[PrintJobs]
    id: strawberry.ID
    ref: str
    status: str = strawberry.field(description="created, or paid once an order names it.")
    sku: str
    quantity: int
    creation_datetime: str = strawberry.field(description="In UTC, as YYYY-MM-DD HH:MM:SS.")
    options: Json = strawberry.field(description="[{aspect_id, option_id}]")
    thumbnails: list[ThumbnailNode]

    @classmethod
    def of(cls, row: PrintJob, rows: PrintJobs) -> PrintJobNode:
        return cls(
            row=row,
            rows=rows,
            id=key(row.pk),
            ref=row.ref,
            status=row.status,
            sku=row.sku,
            quantity=row.quantity,
            creation_datetime=moment(row.created_at),
            options=Json(row.options),
            thumbnails=[
                ThumbnailNode(
                    name=each["name"], url=files.public_url(each["key"]), description=each.get("description", "")
                )
                for each in row.thumbnails
            ],
        )

    @scoped(PRODUCTS_VIEW, "What is made; null if it is no longer a product that you may use.")
    def product(self) -> ProductNode | None:
        return self.rows.products.node(self.row.product_id)

    @scoped(PRODUCTS_VIEW, "The virtual product that it was begun from.")
    def virtual_product(self) -> ProductNode | None:
        return self.rows.products.node(self.row.virtual_id)


class PrintJobs(Rows[PrintJob]):
    """Print jobs that were read together."""

    def __init__(self, context: Context, rows: Sequence[PrintJob]) -> None:
        super().__init__(context, rows)
        self._by_id: Mapping[int | None, PrintJob] = {row.pk: row for row in rows}

    @property
    def nodes(self) -> list[PrintJobNode]:
        """As the schema has them."""
        return [PrintJobNode.of(row, self) for row in self.rows]

    def node(self, number: int | None) -> PrintJobNode | None:
        """One of them, if it is there."""
        return PrintJobNode.of(self._by_id[number], self) if number in self._by_id else None

    @property
    def products(self) -> Products:
        """All products of theirs that the company may use."""
        return self.once("products", self._read_products)

    def _read_products(self, jobs: Sequence[PrintJob]) -> Products:
        numbers = {job.product_id for job in jobs} | {job.virtual_id for job in jobs}
        return Products(self.context, products_seen(self.context.company, numbers))


@strawberry.type(name="PrintJobPage", description="Some of the print jobs that were asked for.")
class PrintJobPageNode:
    pages: Pages
    items: list[PrintJobNode]
