"""Virtual products are changed, approved and taken off sale."""

from __future__ import annotations

from typing import Any

import pytest
from tests.common.receiver import Receiver, answer
from tests.images import pictures

from monogram.catalogue.models import Category, Product
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.designs.placing import picture_of
from monogram.images.models import Image
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.services import create_virtual_products

from .asking import ask

CHANGE = """mutation($id: ID!, $change: VirtualProductChange!) { updateVirtualProduct(id: $id, change: $change) {
    name description retail_sku price may_personalise aspects { options { code } } ref
} }"""
CHANGES = "mutation($changes: [VirtualProductChangeById!]!) { updateVirtualProducts(changes: $changes) { id name } }"
APPROVE = "mutation($ids: [ID!]!) { approveVirtualProducts(ids: $ids) { id state } }"
DELETE = "mutation($ids: [ID!]!) { deleteVirtualProducts(ids: $ids) }"


@pytest.fixture
def make(shirt: Product, category: Category, host: Receiver) -> Any:
    def make_products(owner: Company, *names: str, pending: int | None = None) -> list[Product]:
        drafts = [
            VirtualDraft(blank=shirt.pk, name=name, sku=name.upper(), artwork_url=f"{host.origin}/a.png")
            for name in names
        ]
        into = category if owner == category.owner else Category.objects.create(name="Theirs", owner=owner)
        return create_virtual_products(company=owner, drafts=drafts, category=into.pk, pending_category=pending)

    return make_products


def test_words_sku_price_and_options_change(retailer: Company, token: str, make: Any, shirt: Product) -> None:
    [fox] = make(retailer, "Fox")
    black = shirt.aspects.get(name="Colour").options.get(code="BLACK")
    before = VirtualDesign.objects.get()
    change = {"name": "Vixen", "description": "Red.", "retail_sku": "VIXEN", "price": 12.5, "options": [black.pk]}

    changed = ask(token, CHANGE, id=fox.pk, change=change).data["updateVirtualProduct"]

    assert changed == {
        "name": "Vixen", "description": "Red.", "retail_sku": "VIXEN", "price": 12.5, "may_personalise": True,
        "aspects": [{"options": [{"code": "BLACK"}]}, {"options": [{"code": "M"}, {"code": "L"}]}], "ref": before.ref,
    }  # fmt: skip


def test_what_is_not_given_stays(retailer: Company, token: str, make: Any) -> None:
    [fox] = make(retailer, "Fox")
    Product.objects.filter(pk=fox.pk).update(price="9.90")

    kept = ask(token, CHANGE, id=fox.pk, change={"may_personalise": False}).data["updateVirtualProduct"]
    without = ask(token, CHANGE, id=fox.pk, change={"price": None, "name": None}).data["updateVirtualProduct"]

    assert (kept["name"], kept["price"], kept["may_personalise"]) == ("Fox", 9.9, False)
    assert (without["name"], without["price"]) == ("Fox", None)


def test_artwork_and_its_place_change(retailer: Company, token: str, make: Any, host: Receiver) -> None:
    [fox] = make(retailer, "Fox")
    first = VirtualDesign.objects.get()

    moved = ask(token, CHANGE, id=fox.pk, change={"placement": {"scale": 0.5}}).data["updateVirtualProduct"]
    host.behaviour = answer(body=pictures.encoded("JPEG"))
    other = ask(token, CHANGE, id=fox.pk, change={"artwork_url": f"{host.origin}/b.jpg"}).data["updateVirtualProduct"]

    assert len({first.ref, moved["ref"], other["ref"]}) == 3
    assert VirtualDesign.objects.get(ref=other["ref"]).placement["scale"] == 0.5


def test_several_change_or_none(retailer: Company, token: str, make: Any) -> None:
    fox, owl = make(retailer, "Fox", "Owl")
    good, bad = {"id": fox.pk, "name": "Vixen"}, {"id": owl.pk, "retail_sku": "FOX"}

    refused = ask(token, CHANGES, changes=[good, bad])
    fox.refresh_from_db()

    assert (refused.error[0], fox.name) == (7305, "Fox")
    assert refused.body["errors"][0]["extensions"]["argument"] == "changes[1].retail_sku"

    changed = ask(token, CHANGES, changes=[good, {"id": owl.pk, "name": "Barn owl"}]).data["updateVirtualProducts"]
    assert [product["name"] for product in changed] == ["Vixen", "Barn owl"]


def test_artwork_of_several_is_fetched_once_and_with_an_error_nothing_of_it_stays(
    retailer: Company, token: str, make: Any, host: Receiver
) -> None:
    fox, owl = make(retailer, "Fox", "Owl")
    host.behaviour = answer(body=pictures.encoded("JPEG"))
    changes = [{"id": each.pk, "artwork_url": f"{host.origin}/b.jpg"} for each in (fox, owl)]

    refused = ask(token, CHANGES, changes=[*changes[:1], {"id": owl.pk, "artwork_url": f"{host.origin}:0/c.jpg"}])

    assert refused.body["errors"][0]["extensions"] == {"code": 9008, "argument": "changes[1].artwork_url"}
    assert not Image.objects.filter(source_url=f"{host.origin}/b.jpg").exists()

    host.received.clear()
    ask(token, CHANGES, changes=changes)
    assert [received.path for received in host.received] == ["/b.jpg"]
    image = Image.objects.get(source_url=f"{host.origin}/b.jpg")
    now = VirtualDesign.objects.filter(is_current=True)
    assert [picture_of(design.document) for design in now] == [image.pk, image.pk]


@pytest.mark.parametrize(
    ("change", "code", "argument"),
    [
        ({"name": " "}, 7302, "name"),
        ({"price": -1}, 60003, "price"),
        ({"price": 1.999}, 60003, "price"),
        ({"price": 1e12}, 60003, "price"),
        ({"retail_sku": "X" * 81}, 7306, "retail_sku"),
        ({"options": [999999]}, 7302, "options"),
        ({"placement": {"fit": "tile"}}, 7108, "placement.fit"),
        ({"artwork_url": "http://169.254.169.254/latest"}, 9008, "artwork_url"),
    ],
)
def test_a_change_that_cannot_be_leaves_no_trace(
    retailer: Company, token: str, make: Any, change: dict[str, Any], code: int, argument: str
) -> None:
    [fox] = make(retailer, "Fox")

    refused = ask(token, CHANGE, id=fox.pk, change={"description": "New", **change})
    fox.refresh_from_db()

    assert (refused.error[0], fox.description) == (code, "")
    assert refused.body["errors"][0]["extensions"]["argument"] == argument


def test_products_that_wait_are_approved(retailer: Company, token: str, make: Any, category: Category) -> None:
    waiting = Category.objects.create(name="Waiting", owner=retailer)
    fox, owl = make(retailer, "Fox", "Owl", pending=waiting.pk)

    approved = ask(token, APPROVE, ids=[owl.pk, fox.pk]).data["approveVirtualProducts"]

    assert approved == [{"id": str(owl.pk), "state": "approved"}, {"id": str(fox.pk), "state": "approved"}]
    assert set(category.products.all()) == {fox, owl}


def test_products_are_taken_off_sale(retailer: Company, token: str, make: Any) -> None:
    fox, owl = make(retailer, "Fox", "Owl")

    gone = ask(token, DELETE, ids=[fox.pk]).data["deleteVirtualProducts"]

    assert gone == [str(fox.pk)]
    assert ask(token, "{ products(filter: {type_flags: 8}) { items { id } } }").data["products"]["items"] == [
        {"id": str(owl.pk)}
    ]
    assert ask(token, CHANGE, id=fox.pk, change={"name": "Back"}).error[0] == 7301
    assert ask(token, DELETE, ids=[]).error[0] == 60003


def test_foreign_products_are_not_there(
    retailer: Company, rival: Company, token: str, make: Any, shirt: Product
) -> None:
    [own], [foreign] = make(retailer, "Own"), make(rival, "Foreign")

    answers = [
        ask(token, CHANGE, id=foreign.pk, change={"name": "Mine"}),
        ask(token, CHANGES, changes=[{"id": own.pk, "name": "New"}, {"id": foreign.pk, "name": "Mine"}]),
        ask(token, APPROVE, ids=[own.pk, foreign.pk]),
        ask(token, DELETE, ids=[own.pk, foreign.pk]),
        ask(token, DELETE, ids=[shirt.pk]),
    ]

    assert [answer.error[0] for answer in answers] == [7301] * 5
    assert [each.body["errors"][0]["extensions"]["argument"] for each in answers] == [
        "id", "changes[1].id", "ids[1]", "ids[1]", "ids[0]"
    ]  # fmt: skip
    assert list(Product.objects.filter(base__isnull=False).values_list("name", "virtual_state")) == [
        ("Foreign", "approved"), ("Own", "approved")
    ]  # fmt: skip
