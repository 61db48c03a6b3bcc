"""Products and categories: which, in which order, page by page, for whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.catalogue.factories import make_product, make_shirt, options_of

from monogram.catalogue.models import Category, Product, ProductKind, VirtualState
from monogram.companies.models import Company

from .asking import Answer, ask

LIST = """query($filter: Json, $order: Json, $page: Int, $count: Int) {
    products(filter: $filter, order: $order, page: $page, count: $count) { pages { totalItemCount } items { id name } }
}"""


def make_virtual(base: Product, owner: Company, name: str, **fields: Any) -> Product:
    state = fields.pop("state", VirtualState.APPROVED)
    is_active = state == VirtualState.APPROVED
    sku = name.upper()
    return Product.objects.create(
        name=name, sku=sku, owner=owner, base=base, virtual_state=state, is_active=is_active, **fields
    )


def names(token: str, **variables: object) -> list[str]:
    return [item["name"] for item in ask(token, LIST, **variables).data["products"]["items"]]


def test_a_product_has_the_fields_of_the_contract(retailer: Company, supplier: Company, token: str) -> None:
    shirt = make_shirt(None)
    Product.objects.filter(pk=shirt.pk).update(supplier=supplier, supplier_sku="S-1", currency_code="EUR")
    black = options_of(shirt, "BLACK")[0]["option_id"]
    lion = make_virtual(shirt, retailer, "Lion", price="19.90", offered_options=[black], may_personalise=False)

    product = ask(
        token,
        """query($id: ID!) { product(id: $id) {
            id ref name description retail_sku productCode type state price currency_code may_personalise
            base_product_id base_product { id name retail_sku type base_product { id } supplier_sku }
            snapshots { small large } supplier { company_name customer_ref_id type } supplier_sku
            aspects { name options { code colour } } print_areas { name width height }
        } }""",
        id=lion.pk,
    ).data["product"]

    assert product == {
        "id": str(lion.pk),
        "ref": None,
        "name": "Lion",
        "description": "",
        "retail_sku": "LION",
        "productCode": "LION",
        "type": 8,
        "state": "approved",
        "price": 19.9,
        "currency_code": "EUR",
        "may_personalise": False,
        "base_product_id": str(shirt.pk),
        "base_product": {
            "id": str(shirt.pk), "name": "Shirt", "retail_sku": "SHIRT", "type": 1, "base_product": None,
            "supplier_sku": "S-1",
        },
        "snapshots": {"small": None, "large": None},
        "supplier": {"company_name": "Supplier", "customer_ref_id": "52000", "type": "supplier"},
        "supplier_sku": "S-1",
        "aspects": [
            {"name": "Colour", "options": [{"code": "BLACK", "colour": "#000000"}]},
            {"name": "Size", "options": [{"code": "M", "colour": None}, {"code": "L", "colour": None}]},
        ],
        "print_areas": [{"name": "Front", "width": 100, "height": 125}],
    }  # fmt: skip


def test_the_picture_of_a_blank_is_that_of_its_first_view(retailer: Company, token: str) -> None:
    card = make_product(retailer)

    snapshots = ask(token, f"{{ product(id: {card.pk}) {{ snapshots {{ small large }} }} }}").data["product"][
        "snapshots"
    ]

    assert snapshots["small"].endswith(".webp")
    assert snapshots["large"].startswith("http")


def test_products_are_chosen_by_filters(retailer: Company, token: str) -> None:
    card, pen = make_product(None), make_product(retailer, name="Pen", sku="PEN", kind=ProductKind.TEXTUAL)
    box = make_product(retailer, name="Box", sku="BOX", kind=ProductKind.STOCK)
    lion = make_virtual(card, retailer, "Lion")
    make_virtual(card, retailer, "Tiger", state=VirtualState.PENDING)
    category = Category.objects.create(name="Gifts", owner=retailer)
    category.products.set([pen, lion])
    gifts = Category.objects.create(name="More", owner=None)
    gifts.products.set([lion, box])

    def having(**wanted: object) -> list[str]:
        return names(token, filter=wanted)

    assert having() == ["Card", "Pen", "Box", "Lion"]
    assert having(category_id=category.pk) == ["Pen", "Lion"]
    assert having(category_id=[str(category.pk)], type_flags="8") == ["Lion"]
    assert having(type_flags=1) == ["Card"]
    assert having(type_flags=6) == ["Pen", "Box"]
    assert having(category_id=[category.pk, gifts.pk]) == ["Pen", "Box", "Lion"]
    assert having(category_id=[]) == []
    assert having(term="pe") == ["Pen"]
    assert having(term="") == having(category_id=None) == having()
    assert having(id=[pen.pk, lion.pk]) == ["Pen", "Lion"]
    assert having(base_product_id=card.pk) == ["Lion"]
    assert having(retail_sku="LION") == ["Lion"]
    assert having(state="pending") == ["Tiger"]
    assert names(token, filter='{"term": "box"}') == ["Box"]
    assert names(token, filter=[]) == names(token, filter="") == having()


def test_a_filter_with_variables_of_which_some_are_not_given(retailer: Company, token: str) -> None:
    mug, tee = (make_product(name=name, sku=name.upper()) for name in ("Mug", "Tee"))
    query = """query($term: String, $sku: String, $by: String) {
        products(filter: {term: $term, retail_sku: $sku}, order: {id: $by}) { items { id } }
    }"""

    def found(**variables: object) -> list[str]:
        return [item["id"] for item in ask(token, query, **variables).data["products"]["items"]]

    assert found() == [str(mug.pk), str(tee.pk)]
    assert found(by="desc") == [str(tee.pk), str(mug.pk)]
    assert found(term="mug") == [str(mug.pk)]
    assert found(sku="TEE", term=None) == [str(tee.pk)]
    null = ask(token, "query($a: ID) { products(filter: {id: [$a]}) { items { id } } }")
    assert null.error == (60003, "filter.id must be a number")


def test_products_are_ordered(retailer: Company, token: str) -> None:
    for name, sku in [("B", "1"), ("C", "2"), ("A", "3")]:
        Product.objects.create(name=name, sku=sku, owner=retailer)

    assert names(token) == ["B", "C", "A"]
    assert names(token, order={"id": "DESC"}) == ["A", "C", "B"]
    assert names(token, order={"name": "asc"}) == ["A", "B", "C"]
    assert names(token, order="name desc") == ["C", "B", "A"]
    assert names(token, order=[{"id": "desc"}]) == ["A", "C", "B"]


def test_pages_are_counted_as_the_contract_has_them(retailer: Company, token: str) -> None:
    Product.objects.bulk_create(Product(name=f"P{n:02}", sku="P", owner=retailer) for n in range(1, 24))

    def page(number: int) -> tuple[list[str], Any]:
        fields = (
            "pageCount itemCountPerPage first current last next previous pagesInRange firstPageInRange lastPageInRange"
            " currentItemCount totalItemCount firstItemNumber lastItemNumber"
        )
        query = f"{{ products(page: {number}, count: 2) {{ pages {{ {fields} }} items {{ name }} }} }}"
        found = ask(token, query).data["products"]
        return [item["name"] for item in found["items"]], found["pages"]

    assert page(8) == (
        ["P15", "P16"],
        {
            "pageCount": 12, "itemCountPerPage": 2, "first": 1, "current": 8, "last": 12, "next": 9, "previous": 7,
            "pagesInRange": [3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "firstPageInRange": 3, "lastPageInRange": 12,
            "currentItemCount": 2, "totalItemCount": 23, "firstItemNumber": 15, "lastItemNumber": 16,
        },
    )  # fmt: skip
    assert page(1)[0] == ["P01", "P02"]
    assert page(1)[1]["previous"] is None
    assert page(7)[0] == ["P13", "P14"]
    last, pages = page(12)
    assert (last, pages["next"], pages["currentItemCount"], pages["lastItemNumber"]) == (["P23"], None, 1, 23)
    beyond, pages = page(99)
    assert (beyond, pages["previous"], pages["totalItemCount"], pages["firstItemNumber"]) == ([], 12, 23, 0)


@pytest.mark.parametrize(
    ("variables", "argument", "message"),
    [
        ({"filter": {"colour": 1}}, "filter.colour", "There is no filter “colour”"),
        ({"filter": {"category_id": "one"}}, "filter.category_id", "filter.category_id must be a number"),
        ({"filter": {"category_id": 2**63}}, "filter.category_id", "filter.category_id must be a number"),
        ({"filter": {"type_flags": 16}}, "filter.type_flags", "type_flags is a sum of 1, 2, 4, 8"),
        ({"filter": {"term": "a" * 201}}, "filter.term", "must be a text of at most 200 characters"),
        ({"filter": {"state": "removed"}}, "filter.state", "state is one of pending, approved"),
        ({"filter": 7}, "filter", "A filter is an object of category_id"),
        ({"order": {"price": "asc"}}, "order.price", "One can order by id, name"),
        ({"order": {"name": "up"}}, "order.name", "An order is asc or desc"),
        ({"page": 0}, "page", "Pages are counted from 1"),
        ({"count": 101}, "count", "A page holds from 1 to 100"),
    ],
)
def test_a_wrong_argument_is_named(token: str, variables: dict[str, Any], argument: str, message: str) -> None:
    answer = ask(token, LIST, **variables)

    assert answer.body["errors"][0]["extensions"] == {"code": 60003, "argument": argument}
    assert message in answer.error[1]


def test_other_companies_products_are_as_good_as_not_there(retailer: Company, rival: Company, token: str) -> None:
    card = make_product(None)
    foreign = make_product(rival, name="Foreign", sku="F")
    waiting = make_virtual(card, rival, "Waiting", state=VirtualState.PENDING)
    removed = make_virtual(card, retailer, "Removed", state=VirtualState.REMOVED)
    own = make_virtual(card, retailer, "Own", state=VirtualState.PENDING)
    category = Category.objects.create(name="Rival's", owner=rival)
    category.products.set([card, foreign])
    mixed = Category.objects.create(name="Mixed", owner=retailer)
    mixed.products.set([card, foreign])

    def product(row: Product) -> Answer:
        return ask(token, f"{{ product(id: {row.pk}) {{ name }} }}")

    assert names(token) == ["Card"]
    assert names(token, filter={"id": [foreign.pk, waiting.pk]}) == []
    assert names(token, filter={"category_id": category.pk}) == []
    assert names(token, filter={"category_id": mixed.pk}) == ["Card"]
    assert names(token, filter={"state": "pending"}) == ["Own"]
    for row in (foreign, waiting, removed):
        answer = product(row)
        assert (answer.body["data"], answer.error[0]) == ({"product": None}, 7001)
    assert product(own).data == {"product": {"name": "Own"}}
    query = "query($id: ID!) { product_categories { name is_shared } product(id: $id) { categories { name } } }"
    categories = ask(token, query, id=card.pk)
    assert categories.data == {
        "product_categories": [{"name": "Mixed", "is_shared": False}],
        "product": {"categories": [{"name": "Mixed"}]},
    }


def test_a_list_of_any_length_takes_the_same_statements(retailer: Company, supplier: Company, token: str) -> None:
    query = """{ products(count: 100) { pages { totalItemCount } items {
        name currency_code ref supplier { company_name } snapshots { small } aspects { options { code } }
        print_areas { name } categories { name } base_product { name supplier { company_name } categories { name } }
    } } }"""
    category = Category.objects.create(name="All", owner=retailer)

    def statements(blanks: int, virtuals: int) -> int:
        for number in range(blanks):
            blank = make_shirt(retailer) if number % 2 else make_product(None, supplier=supplier)
            for each in range(virtuals):
                category.products.add(make_virtual(blank, retailer, f"V{blank.pk}-{each}"), blank)
        ask(token, "{ product_categories { name } }")
        with CaptureQueriesContext(connection) as few:
            ask(token, query)
        return len(few)

    assert statements(2, 1) == statements(4, 5)
