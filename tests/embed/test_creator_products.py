"""`/artists/data/products` and `…/tasks`: artwork on blanks becomes products, and is changed afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries
from tests.catalogue.factories import make_product, make_shirt
from tests.catalogue.pictures import picture
from tests.embed.creating import Creator

from monogram.catalogue.models import AspectOption, Category, Product, VirtualState
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.embed import limits
from monogram.images.services import accept_upload
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products.models import CreationTask


@pytest.fixture
def card(creator: Creator) -> Product:
    """A blank of the launch's category."""
    card = make_product(creator.company, supplier_sku="S-1")
    creator.blanks.products.add(card)
    return card


def opened(creator: Creator, shade: int = 120, **others: object) -> str:
    """Open a link and bring a picture; its id."""
    creator.open(**others)
    file = SimpleUploadedFile("sun.png", picture(shade))
    taken = creator.client.post("/artists/data/images", {"file": file}, headers=creator.headers)
    return str(taken.json()["id"])


def wanted(blank: Product, image: str, **others: object) -> dict[str, object]:
    return {"blank": blank.pk, "image": image, "name": "Sun", **others}


def create(creator: Creator, *products: object, key: str = "k1") -> Any:
    return creator.send("POST", "products", {"request_key": key, "products": products})


@pytest.fixture
def shirt(creator: Creator) -> Product:
    """A further blank: a shirt in several colours."""
    shirt = make_shirt()
    creator.blanks.products.add(shirt)
    return shirt


def ask_for_two(creator: Creator, card: Product, shirt: Product) -> CreationTask:
    """A card with a rising sun, and a shirt that is sold in white and as it is."""
    image = opened(creator, artist="ada")
    placement = {"fit": "cover", "scale": 0.5, "offset_x": 0.1, "rotation": 90}
    white = AspectOption.objects.get(name="White").pk
    response = create(
        creator,
        wanted(card, image, description="Rising.", sku="SUN-1", placement=placement),
        wanted(shirt, image, name="Sun shirt", options=[white], may_personalise=False),
    )
    assert response.status_code == 202
    return CreationTask.objects.get(pk=response.json()["task"])


def test_what_is_asked_for_becomes_a_task(creator: Creator, card: Product, shirt: Product) -> None:
    task = ask_for_two(creator, card, shirt)

    assert (task.company, task.category, task.pending_category) == (creator.company, creator.approved, None)
    assert task.requested_by == "creator, ada"
    assert creator.get(f"tasks/{task.pk}").json() == {
        "state": "waiting",
        "total": 2,
        "made": 0,
        "failed": 0,
        "pictured": 0,
        "lines": [
            {"position": 0, "name": "Sun", "blank": card.pk, "product": None, "error": None},
            {"position": 1, "name": "Sun shirt", "blank": shirt.pk, "product": None, "error": None},
        ],
        "products": [],
    }


def test_artwork_becomes_products_that_the_framing_page_is_told_of(
    creator: Creator, card: Product, shirt: Product
) -> None:
    task = ask_for_two(creator, card, shirt)

    run_due_jobs()

    done = creator.get(f"tasks/{task.pk}").json()
    assert [done[name] for name in ("state", "total", "made", "failed", "pictured")] == ["done", 2, 2, 0, 2]
    sun, sun_shirt = Product.objects.filter(base__isnull=False).order_by("pk")
    assert [line["product"] for line in done["lines"]] == [sun.pk, sun_shirt.pk]
    told = done["products"][0]
    assert told["snapshots"].pop("small").startswith("http://127.0.0.1:8000/files/")
    assert told["snapshots"].pop("large").startswith("http://127.0.0.1:8000/files/")
    assert told == {
        "id": sun.pk,
        "name": "Sun",
        "description": "Rising.",
        "retail_sku": "SUN-1",
        "snapshots": {},
        "base_product": {"id": card.pk, "productCode": "CARD"},
    }
    assert set(creator.approved.products.all()) == {sun, sun_shirt}
    assert (sun.virtual_state, sun.may_personalise) == (VirtualState.APPROVED, True)
    white = AspectOption.objects.get(name="White").pk
    assert (sun_shirt.offered_options, sun_shirt.may_personalise) == ([white], False)
    assert VirtualDesign.objects.get(virtual=sun).placement == {
        "area": "", "fit": "cover", "scale": 0.5, "offset_x": 0.1, "offset_y": 0.0, "rotation": 90,
    }  # fmt: skip


def test_with_a_category_to_wait_in_products_wait(creator: Creator, card: Product) -> None:
    waiting = Category.objects.create(name="Waiting", owner=creator.company)
    image = opened(creator, pending_pc=waiting.pk)

    create(creator, wanted(card, image))
    run_due_jobs()

    product = Product.objects.get(base=card)
    assert (product.virtual_state, product.is_active) == (VirtualState.PENDING, False)
    assert list(waiting.products.all()) == [product]
    assert creator.approved.products.count() == 0


def test_what_cannot_be_made_says_why_and_can_be_tried_again(creator: Creator, card: Product) -> None:
    image = opened(creator)
    rival = Product.objects.create(name="Rival", sku="SUN-1", owner=creator.company)
    task = create(creator, wanted(card, image, sku="SUN-1"), wanted(card, image, name="Moon")).json()["task"]
    run_due_jobs()
    partly = creator.get(f"tasks/{task}").json()
    assert [partly[name] for name in ("state", "made", "failed")] == ["partly", 1, 1]
    assert partly["lines"][0]["error"] == {
        "code": 7305, "message": "Another product has the SKU SUN-1 already.", "path": "drafts[0].sku",
    }  # fmt: skip
    assert [told["name"] for told in partly["products"]] == ["Moon"]
    rival.delete()

    again = creator.send("POST", f"tasks/{task}/again")

    assert (again.status_code, again.json()["state"], again.json()["failed"]) == (202, "waiting", 0)
    run_due_jobs()
    done = creator.get(f"tasks/{task}").json()
    assert [done[name] for name in ("state", "made", "failed")] == ["done", 2, 0]
    assert [told["name"] for told in done["products"]] == ["Sun", "Moon"]
    assert Product.objects.filter(base=card).count() == 2


def test_the_same_request_again_is_the_same_task(creator: Creator, card: Product) -> None:
    image = opened(creator)

    first, second = create(creator, wanted(card, image)), create(creator, wanted(card, image))
    other = create(creator, wanted(card, image, name="Moon"))

    assert first.json() == second.json()
    assert CreationTask.objects.count() == 1
    assert (other.status_code, other.json()["error"]["code"]) == (409, 7308)


def test_nothing_is_made_on_what_the_link_does_not_show(creator: Creator, card: Product, rival: Company) -> None:
    image = opened(creator)

    for foreign in (make_product(creator.company), make_product(rival)):
        response = create(creator, wanted(card, image), wanted(foreign, image))
        assert response.json() == {
            "error": {"code": 7303, "message": "This blank is not available.", "path": "products[1].blank"}
        }
    assert CreationTask.objects.count() == 0


def test_the_blank_that_the_link_names_may_be_used(creator: Creator) -> None:
    elsewhere = make_product(creator.company)
    image = opened(creator, product_id=elsewhere.pk)

    assert create(creator, wanted(elsewhere, image)).status_code == 202


def test_pictures_of_others_are_not_there(creator: Creator, card: Product, rival: Company) -> None:
    theirs = accept_upload(company=rival, file_name="theirs.png", content=picture(70))
    shoppers = accept_upload(company=creator.company, file_name="photo.png", content=picture(80))
    adas = opened(creator, artist="ada", nonce="first")
    bens = opened(creator, shade=90, artist="ben", nonce="second")

    for image in (theirs.pk, shoppers.pk, adas):
        refused = create(creator, wanted(card, bens), wanted(card, image))
        assert (refused.status_code, refused.json()["error"]["path"]) == (404, "products[1].image")
    assert not CreationTask.objects.exists()
    assert create(creator, wanted(card, bens)).status_code == 202


@pytest.mark.parametrize(
    ("products", "path"),
    [
        (None, "products"),
        ([], "products"),
        ([{}] * 501, "products"),
        (["x"], "products[0]"),
        ([{}], "products[0].blank"),
        ([{"blank": 1}], "products[0].image"),
        ([{"blank": 1, "image": "x" * 33}], "products[0].image"),
        ([{"blank": 1, "image": "x"}], "products[0].name"),
        ([{"blank": 1, "image": "x", "name": 3}], "products[0].name"),
        ([{"blank": 1, "image": "x", "name": "n", "sku": None}], "products[0].sku"),
        ([{"blank": 1, "image": "x", "name": "n", "options": 3}], "products[0].options"),
        ([{"blank": 1, "image": "x", "name": "n", "options": [True]}], "products[0].options[0]"),
        ([{"blank": 1, "image": "x", "name": "n", "may_personalise": 1}], "products[0].may_personalise"),
        ([{"blank": 1, "image": "x", "name": "n", "placement": {"scale": 99}}], "products[0].placement.scale"),
        ([{"blank": 1, "image": "x", "name": "n", "placement": {"scale": float("nan")}}], None),
        ([{"blank": 1, "image": "x", "name": "n", "placement": 7}], "products[0].placement"),
    ],
)
def test_a_request_of_the_wrong_shape(creator: Creator, products: Any, path: str | None) -> None:
    creator.open()

    response = creator.send("POST", "products", {"products": products})

    assert response.status_code == 400
    assert response.json()["error"].get("path") == path


def test_somebody_elses_task_is_not_there(creator: Creator, card: Product, rival: Company) -> None:
    theirs = CreationTask.objects.create(company=rival, requested_by="x")
    creator.open()

    for address in (f"tasks/{theirs.pk}", "tasks/nothing"):
        assert creator.get(address).json()["error"]["code"] == 7307
        assert creator.send("POST", f"{address}/again").json()["error"]["code"] == 7307


@pytest.mark.usefixtures("still_clock")
def test_a_household_asks_for_so_many_at_once(creator: Creator, card: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CREATIONS", limits.Limit("products", seconds=600, per_address=1, per_company=9))
    image = opened(creator)
    create(creator, wanted(card, image))

    refused = create(creator, wanted(card, image), key="k2")

    assert (refused.status_code, refused.json()["error"]["code"]) == (429, 7205)


def test_a_task_of_many_is_told_in_so_many_statements(
    creator: Creator, card: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    image = opened(creator)
    many = [wanted(card, image, name=f"Sun {number}") for number in range(12)]
    task = create(creator, *many).json()["task"]
    run_due_jobs()

    with django_assert_num_queries(6):
        told = creator.get(f"tasks/{task}").json()

    assert [one["name"] for one in told["products"]] == [one["name"] for one in many]


@pytest.fixture
def sun(creator: Creator, card: Product) -> Product:
    """A virtual product of the company's."""
    create(creator, wanted(card, opened(creator, nonce="first"), sku="SUN-1", placement={"scale": 0.5}))
    run_due_jobs()
    return Product.objects.get(base=card)


def test_a_link_to_a_virtual_product_shows_it_as_it_is(creator: Creator, sun: Product, card: Product) -> None:
    creator.open(product_id=sun.pk)

    virtual = creator.get("start").json()["product"]["virtual"]

    blank, image = virtual.pop("blank"), virtual.pop("image")
    assert (blank["id"], blank["sku"], image["file_name"]) == (card.pk, "CARD", "sun.png")
    assert virtual == {
        "id": sun.pk,
        "name": "Sun",
        "description": "",
        "sku": "SUN-1",
        "placement": {
            "area": "", "fit": "auto", "scale": 0.5, "offset_x": 0.0, "offset_y": 0.0, "rotation": 0.0,
        },
        "options": [],
        "may_personalise": True,
    }  # fmt: skip
    assert creator.get(f"blanks/{card.pk}").status_code == 200


def test_a_virtual_product_is_changed_and_drawn_anew(creator: Creator, sun: Product) -> None:
    creator.open(product_id=sun.pk)
    before = creator.get(f"products/{sun.pk}").json()["products"][0]

    response = creator.send(
        "PUT", f"products/{sun.pk}", {"name": "Moon", "description": "Full.", "placement": {"scale": 0.8}, "sku": ""}
    )

    changed = {**before, "name": "Moon", "description": "Full.", "snapshots": {"small": None, "large": None}}
    assert response.json() == {"task": None, "products": [changed]}
    run_due_jobs()
    [told] = creator.get(f"products/{sun.pk}").json()["products"]
    assert told["snapshots"]["small"] not in {None, before["snapshots"]["small"]}
    sun.refresh_from_db()
    assert (sun.name, sun.sku) == ("Moon", "SUN-1")
    assert VirtualDesign.objects.get(virtual=sun, is_current=True).placement["scale"] == 0.8


@pytest.mark.parametrize(
    ("change", "status", "path"),
    [
        ({"name": 3}, 400, "name"),
        ({"options": "x"}, 400, "options"),
        ({"may_personalise": "yes"}, 400, "may_personalise"),
        ({"image": "f" * 32}, 404, "image"),
        ({"placement": {"fit": "stretch"}}, 400, "placement.fit"),
        ({"sku": "CARD"}, 409, "sku"),
    ],
)
def test_a_change_that_cannot_be(
    creator: Creator, sun: Product, change: dict[str, object], status: int, path: str
) -> None:
    creator.open(product_id=sun.pk)

    response = creator.send("PUT", f"products/{sun.pk}", {"description": "Lost?", **change})

    assert (response.status_code, response.json()["error"]["path"]) == (status, path)
    sun.refresh_from_db()
    assert (sun.name, sun.description, sun.sku) == ("Sun", "", "SUN-1")


def test_a_product_is_changed_with_its_own_picture_or_one_that_was_brought(creator: Creator, sun: Product) -> None:
    mine = opened(creator, shade=90, artist="ben", nonce="second", product_id=sun.pk)
    its_own = creator.get("start").json()["product"]["virtual"]["image"]["id"]
    shoppers = accept_upload(company=creator.company, file_name="photo.png", content=picture(80)).pk

    answers = [creator.send("PUT", f"products/{sun.pk}", {"image": image}) for image in (its_own, mine, shoppers)]

    assert [answer.status_code for answer in answers] == [200, 200, 404]


def test_only_the_product_that_the_link_names_is_changed(creator: Creator, sun: Product, card: Product) -> None:
    create(creator, wanted(card, opened(creator, nonce="second"), name="Other"), key="k2")
    run_due_jobs()
    other = Product.objects.get(name="Other")

    creator.open(product_id=sun.pk, nonce="third")
    for number in (other.pk, card.pk, "x"):
        assert creator.send("PUT", f"products/{number}", {"name": "Mine"}).json()["error"]["code"] == 7301
        assert creator.get(f"products/{number}").json()["error"]["code"] == 7301
    creator.open(product_id=card.pk, nonce="fourth")
    assert creator.send("PUT", f"products/{card.pk}", {"name": "Mine"}).json()["error"]["code"] == 7301
    creator.open(nonce="fifth")
    assert creator.send("PUT", f"products/{sun.pk}", {"name": "Mine"}).json()["error"]["code"] == 7301

    assert not Product.objects.filter(name="Mine").exists()


def test_a_product_that_was_removed_meanwhile(creator: Creator, sun: Product) -> None:
    creator.open(product_id=sun.pk)
    Product.objects.filter(pk=sun.pk).update(virtual_state=VirtualState.REMOVED, is_active=False)

    assert creator.get("start").json()["error"]["code"] == 7406
    assert creator.send("PUT", f"products/{sun.pk}", {"name": "Back"}).status_code == 404


@pytest.mark.parametrize("path", ["products", "products/1", "tasks/1", "tasks/1/again"])
def test_nothing_is_done_without_a_session(creator: Creator, path: str) -> None:
    for method in ("GET", "POST", "PUT"):
        assert creator.send(method, path).status_code in {401, 405}
    assert CreationTask.objects.count() == 0
