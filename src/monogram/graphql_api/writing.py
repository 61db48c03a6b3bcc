"""What can be made and changed (`contract.md §10`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import strawberry

from monogram.catalogue.models import Product
from monogram.common.errors import MonogramError
from monogram.graphql_api.arguments import number, numbers
from monogram.graphql_api.artwork_inputs import ArtworkInput, drafts_of, in_words_of_the_request
from monogram.graphql_api.async_tasks import AsyncTask, task_node
from monogram.graphql_api.changing import Change, ChangeByIdInput, ChangeInput, carry_out, check_count
from monogram.graphql_api.context import ApiInfo, Context
from monogram.graphql_api.fields import mutation, named
from monogram.graphql_api.mockups import MockupInput, MockupNode, mockups_of
from monogram.graphql_api.products import ProductNode, Products
from monogram.oauth.scopes import MOCKUPS_CREATE, PRODUCTS_CREATE, PRODUCTS_DELETE, PRODUCTS_UPDATE
from monogram.virtual_products import queries, services
from monogram.virtual_products.errors import VirtualProductNotFoundError

BaseProducts = Annotated[list[strawberry.ID | None], named("baseProducts", "The blanks, by their numbers.")]
CategoryId = Annotated[strawberry.ID, named("categoryId", "Into which the new products go.")]
PendingId = Annotated[
    strawberry.ID | None, named("pendingCategoryId", "Where they wait for approval; else they are on sale.")
]
RequestKey = Annotated[str | None, named("requestKey", "Of your choice: the same again asks for nothing twice.")]
Id = Annotated[strawberry.ID, named("id")]


@strawberry.type
class Writing:
    """What can be made and changed."""

    @mutation(
        PRODUCTS_CREATE,
        "A virtual product for each picture on each blank: all of them or, with an error, none.",
        name="createVirtualProductsFromArtwork",
    )
    def create_from_artwork(
        self,
        info: ApiInfo,
        base_products: BaseProducts,
        category_id: CategoryId,
        artwork: list[ArtworkInput | None],
        pending_category_id: PendingId = None,
    ) -> list[ProductNode] | None:
        drafts = drafts_of(base_products, artwork)
        try:
            products = services.create_virtual_products(
                company=info.context.company,
                drafts=drafts,
                category=number(category_id, "categoryId"),
                pending_category=_perhaps(pending_category_id, "pendingCategoryId"),
            )
        except MonogramError as error:
            raise in_words_of_the_request(error, len(base_products)) from None
        return Products(info.context, products).nodes

    @mutation(
        PRODUCTS_CREATE,
        "The same by jobs, for hundreds and thousands: the answer, an id for `pollAsyncTask`, comes at once. What "
        "cannot be made keeps nothing else back.",
        name="createVirtualsFromBlanks",
    )
    def create_from_blanks(
        self,
        info: ApiInfo,
        base_products: BaseProducts,
        category_id: CategoryId,
        artwork: list[ArtworkInput | None],
        pending_category_id: PendingId = None,
        request_key: RequestKey = None,
    ) -> strawberry.ID | None:
        drafts = drafts_of(base_products, artwork)
        try:
            task = services.request_virtual_products(
                company=info.context.company,
                requested_by=info.context.caller.client_id,
                drafts=drafts,
                category=number(category_id, "categoryId"),
                pending_category=_perhaps(pending_category_id, "pendingCategoryId"),
                request_key=request_key or "",
            )
        except MonogramError as error:
            raise in_words_of_the_request(error, len(base_products)) from None
        return strawberry.ID(task.pk)

    @mutation(
        MOCKUPS_CREATE, "Pictures of a product with artwork on it; the same again draws nothing.", name="createMockup"
    )
    def create_mockup(self, info: ApiInfo, mockup: MockupInput) -> list[MockupNode] | None:
        return mockups_of(info.context.company, mockup)

    @mutation(PRODUCTS_CREATE, "Try again what a task could not make.", name="retryAsyncTask")
    def retry_async_task(self, info: ApiInfo, task_id: Id) -> AsyncTask | None:
        task = services.run_again(task=queries.creation_task(info.context.company, str(task_id)))
        return task_node(info.context, task)

    @mutation(PRODUCTS_UPDATE, "Change a virtual product.", name="updateVirtualProduct")
    def update_one(self, info: ApiInfo, product_id: Id, change: ChangeInput) -> ProductNode | None:
        company = info.context.company
        changed = carry_out(company, [Change.read(company, str(product_id), change, "")])
        return Products(info.context, changed).nodes[0]

    @mutation(
        PRODUCTS_UPDATE, "Change virtual products: all of them or, with an error, none.", name="updateVirtualProducts"
    )
    def update_many(self, info: ApiInfo, changes: list[ChangeByIdInput]) -> list[ProductNode] | None:
        check_count(changes, "changes")
        company = info.context.company
        read = [Change.read(company, str(each.id), each, f"changes[{place}].") for place, each in enumerate(changes)]
        return Products(info.context, carry_out(company, read)).nodes

    @mutation(
        PRODUCTS_UPDATE,
        "Put virtual products that wait for approval on sale: all or, with an error, none.",
        name="approveVirtualProducts",
    )
    def approve(self, info: ApiInfo, ids: list[strawberry.ID]) -> list[ProductNode] | None:
        products = _named(info.context, ids)
        services.approve(company=info.context.company, products=products)
        return Products(info.context, _named(info.context, ids)).nodes

    @mutation(
        PRODUCTS_DELETE,
        "Take virtual products off sale for good: all or, with an error, none. Their SKUs are free again.",
        name="deleteVirtualProducts",
    )
    def delete(self, info: ApiInfo, ids: list[strawberry.ID]) -> list[strawberry.ID] | None:
        services.remove(company=info.context.company, products=_named(info.context, ids))
        return list(ids)


def _named(context: Context, ids: Sequence[str]) -> list[Product]:
    """The company's own, in the order in which they are named. Raises ArgumentError, VirtualProductNotFoundError."""
    check_count(ids, "ids")
    wanted = numbers(list(ids), "ids")
    found = queries.virtual_products(context.company).in_bulk(wanted)
    for place, each in enumerate(wanted):
        if each not in found:
            raise VirtualProductNotFoundError(path=f"ids[{place}]")
    return [found[each] for each in dict.fromkeys(wanted)]


def _perhaps(number_given: str | None, path: str) -> int | None:
    return number(number_given, path) if number_given is not None else None
