"""Products that were asked for together and are made by jobs: how far they are, and what came of each."""

from __future__ import annotations

import re
from typing import Any

import strawberry

from monogram.graphql_api.artwork_inputs import argument_of
from monogram.graphql_api.context import ApiInfo, Context
from monogram.graphql_api.fields import field, scoped
from monogram.graphql_api.ids import key
from monogram.graphql_api.limits import cost_beyond_usual
from monogram.graphql_api.products import ProductNode, Products
from monogram.graphql_api.scalars import Json
from monogram.oauth.scopes import PRODUCTS_VIEW
from monogram.virtual_products.models import CreationLine, CreationTask
from monogram.virtual_products.queries import Progress, created_document, products_of, progress_of, snapshots_of

_OF_DRAFT = re.compile(r"^drafts\[\d+\]\.?")


@strawberry.type(description="A product that could not be made, or not be drawn, and why.")
class CreationError:
    position: int = strawberry.field(description="Which of those asked for, counted from 0.")
    name: str
    base_product_id: strawberry.ID
    message: str
    code: int = strawberry.field(description="0 for an accident of ours.")
    argument: str = strawberry.field(description="What of it is wrong.")


@strawberry.type(description="Products that were asked for together.")
class AsyncTask:
    task: strawberry.Private[CreationTask]
    progress: strawberry.Private[Progress]
    context: strawberry.Private[Context]

    @field()
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.task.pk)

    @field("waiting, running, done, partly (some could not be made) or failed.")
    def status(self) -> str:
        return self.progress.state

    @field("Once it is over, what was made: [{id, name, description, retail_sku, snapshots, base_product}].")
    def result(self) -> Json | None:
        if not self.progress.is_over:
            return None
        products = products_of(self.task)
        pictures = snapshots_of(products)
        return Json([created_document(product, pictures[product.pk]) for product in products])

    @field("How many products were asked for.")
    def total(self) -> int:
        return self.progress.total

    @field()
    def made(self) -> int:
        return self.progress.made

    @field("How many cannot be made.")
    def failed(self) -> int:
        return self.progress.failed

    @field("How many have their small picture; the large ones follow.")
    def pictured(self) -> int:
        return self.progress.pictured

    @field("Why products were not made; `retryAsyncTask` tries them again.")
    def errors(self) -> list[CreationError]:
        return [_error(line) for line in self.task.lines.filter(error__isnull=False).order_by("position")]

    @scoped(PRODUCTS_VIEW, "What has been made so far.")
    def products(self, info: ApiInfo) -> list[ProductNode]:
        products = products_of(self.task)
        self.context.budget.spend(cost_beyond_usual(info, len(products)))
        return Products(self.context, products).nodes


def task_node(context: Context, task: CreationTask) -> AsyncTask:
    """How far it is read first: of a task that is told to be over all errors and products are there."""
    return AsyncTask(task=task, progress=progress_of(task), context=context)


def _error(line: CreationLine) -> CreationError:
    error: dict[str, Any] = line.error or {}
    return CreationError(
        position=line.position,
        name=line.draft["name"],
        base_product_id=key(line.draft["blank"]),
        message=error["message"],
        code=error["code"],
        argument=argument_of(_OF_DRAFT.sub("", error["path"])),
    )
