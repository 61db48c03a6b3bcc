"""Each field and the scope that it needs: with all others but that one it is refused, and nothing else is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import GraphQLObjectType
from tests.catalogue.factories import make_product
from tests.orders.world import World, order_body, print_job_item, world

from monogram.graphql_api.schema import schema
from monogram.oauth import scopes
from monogram.oms.place import place_order
from monogram.virtual_products.models import CreationTask

from .asking import ALL, ask, token_for

pytestmark = pytest.mark.any_database

__all__ = ["world"]

CREATE = '(baseProducts: [1], categoryId: 1, artwork: [{design_name: "A", urls: [{original: "ftp://a"}]}])'
FIELDS = {
    "Query.products": ("{ products { pages { first } } }", scopes.PRODUCTS_LIST),
    "Query.product": ("{ product(id: %(product)s) { id } }", scopes.PRODUCTS_VIEW),
    "Query.product_categories": ("{ product_categories { id } }", scopes.CATEGORIES_VIEW),
    "Query.orders": ("{ orders { pages { first } } }", scopes.ORDERS_VIEW),
    "Query.order": ("{ order(id: %(order)s) { id } }", scopes.ORDERS_VIEW),
    "Query.print_jobs": ("{ print_jobs { pages { first } } }", scopes.PRINT_JOBS_VIEW),
    "Query.batch_templates": ("{ batch_templates { id } }", scopes.BATCHES_VIEW),
    "Query.stock": ("{ stock { pages { first } } }", scopes.STOCK_VIEW),
    "Query.pollAsyncTask": ('{ pollAsyncTask(id: "x") { id } }', scopes.PRODUCTS_CREATE),
    "Product.categories": ("{ products { items { categories { id } } } }", scopes.CATEGORIES_VIEW),
    "Order.items": ("{ orders { items { items { id } } } }", scopes.ORDER_ITEMS_EXPORT),
    "OrderItem.product": ("{ orders { items { items { product { id } } } } }", scopes.PRODUCTS_VIEW),
    "OrderItem.virtual_product": ("{ orders { items { items { virtual_product { id } } } } }", scopes.PRODUCTS_VIEW),
    "OrderItem.print_job": ("{ orders { items { items { print_job { id } } } } }", scopes.PRINT_JOBS_VIEW),
    "PrintJob.product": ("{ print_jobs { items { product { id } } } }", scopes.PRODUCTS_VIEW),
    "PrintJob.virtual_product": ("{ print_jobs { items { virtual_product { id } } } }", scopes.PRODUCTS_VIEW),
    "AsyncTask.products": ('{ pollAsyncTask(id: "%(task)s") { products { id } } }', scopes.PRODUCTS_VIEW),
    "Mutation.createVirtualProductsFromArtwork": (
        f"mutation {{ createVirtualProductsFromArtwork{CREATE} {{ id }} }}", scopes.PRODUCTS_CREATE,
    ),
    "Mutation.createVirtualsFromBlanks": (
        f"mutation {{ createVirtualsFromBlanks{CREATE} }}", scopes.PRODUCTS_CREATE,
    ),
    "Mutation.createMockup": (
        "mutation { createMockup(mockup: {product_id: 1}) { url } }", scopes.MOCKUPS_CREATE,
    ),
    "Mutation.retryAsyncTask": ('mutation { retryAsyncTask(id: "x") { id } }', scopes.PRODUCTS_CREATE),
    "Mutation.updateVirtualProduct": (
        "mutation { updateVirtualProduct(id: 1, change: {}) { id } }", scopes.PRODUCTS_UPDATE,
    ),
    "Mutation.updateVirtualProducts": (
        "mutation { updateVirtualProducts(changes: [{id: 1}]) { id } }", scopes.PRODUCTS_UPDATE,
    ),
    "Mutation.approveVirtualProducts": (
        "mutation { approveVirtualProducts(ids: [1]) { id } }", scopes.PRODUCTS_UPDATE,
    ),
    "Mutation.deleteVirtualProducts": ("mutation { deleteVirtualProducts(ids: [1]) }", scopes.PRODUCTS_DELETE),
}  # fmt: skip


def test_every_field_that_says_it_needs_a_scope_is_in_this_matrix() -> None:
    objects = [kind for kind in schema._schema.type_map.values() if isinstance(kind, GraphQLObjectType)]
    fields = {
        f"{kind.name}.{name}": field.description or ""
        for kind in objects
        if not kind.name.startswith("Core")
        for name, field in kind.fields.items()
    }
    needing = {name for name, description in fields.items() if "Needs the scope" in description}
    roots = {name for name in fields if name.startswith(("Query.", "Mutation."))}

    assert needing == set(FIELDS)
    assert roots - needing == {"Query.core", "Mutation.core"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_refused_for_want_of_its_scope_alone(world: World, field: str) -> None:
    query, scope = FIELDS[field]
    body = order_body(items=[print_job_item()])
    [order] = place_order(company=world.retailer, submission=body, raw=json.dumps(body).encode())
    make_product(world.retailer)
    things = {"product": world.shirt.pk, "order": order.pk, "task": _task(world)}

    def codes(*allowed: str) -> set[Any]:
        body = ask(token_for(world.retailer, *allowed), query % things).body
        return {error["extensions"]["code"] for error in body.get("errors", [])}

    assert codes(*(each for each in ALL if each != scope)) == {50012}
    assert 50012 not in codes(*ALL)


def _task(world: World) -> str:
    return CreationTask.objects.create(company=world.retailer, requested_by="test").pk
