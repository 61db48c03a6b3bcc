"""Virtual products made of artwork and blanks: at once, or by jobs."""

from __future__ import annotations

from typing import Any

import pytest
from tests.common.receiver import Receiver

from monogram.catalogue.models import Category, Product
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.graphql_api import async_tasks
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products.models import CreationTask
from monogram.virtual_products.queries import products_of

from .asking import ask

PUBLISHED = """mutation($baseProducts: [ID]!, $categoryId: ID!, $artwork: [CreateVirtualProductsFromArtworkArtwork]!) {
    createVirtualProductsFromArtwork(baseProducts: $baseProducts, categoryId: $categoryId, artwork: $artwork) {
        id
    }
}"""
BY_JOBS = """mutation(
    $baseProducts: [ID]!, $categoryId: ID!, $artwork: [CreateVirtualProductsFromArtworkArtwork]!, $requestKey: String
) {
    createVirtualsFromBlanks(
        baseProducts: $baseProducts, categoryId: $categoryId, artwork: $artwork, requestKey: $requestKey
    )
}"""
POLL = """query($id: ID!) { pollAsyncTask(id: $id) {
    id status result total made failed pictured errors { position name base_product_id message code argument }
    products { name }
} }"""


def design(host: Receiver, name: str = "Design #001", **more: object) -> dict[str, Any]:
    url = f"{host.origin}/{name.replace(' ', '').replace('#', '')}"
    return {"design_name": name, "urls": [{"preview": f"{url}-small.png", "original": f"{url}.png"}], **more}


def test_the_published_mutation_makes_a_product_of_each_picture_on_each_blank(
    retailer: Company, token: str, shirt: Product, card: Product, category: Category, host: Receiver
) -> None:
    made = ask(
        token,
        PUBLISHED,
        baseProducts=[shirt.pk, str(card.pk)],
        categoryId=category.pk,
        artwork=[design(host), design(host, "Design #002")],
    ).data["createVirtualProductsFromArtwork"]

    products = [Product.objects.get(pk=product["id"]) for product in made]
    assert [(product.name, product.base_id) for product in products] == [
        ("Design #001", shirt.pk), ("Design #001", card.pk), ("Design #002", shirt.pk), ("Design #002", card.pk)
    ]  # fmt: skip
    assert {product.owner for product in products} == {retailer}
    assert set(category.products.all()) == set(products)
    assert sorted(request.path for request in host.received) == ["/Design001.png", "/Design002.png"]


def test_under_core_and_with_what_is_ours(
    retailer: Company, token: str, shirt: Product, category: Category, host: Receiver
) -> None:
    white = shirt.aspects.get(name="Colour").options.get(code="WHITE")
    waiting = Category.objects.create(name="Waiting", owner=retailer)
    query = """mutation($artwork: [CreateVirtualProductsFromArtworkArtwork]!, $base: ID!, $to: ID!, $pending: ID) {
        core { createVirtualProductsFromArtwork(
            baseProducts: [$base], categoryId: $to, artwork: $artwork, pendingCategoryId: $pending
        ) { ref name description retail_sku state may_personalise aspects { options { code } } } }
    }"""
    artwork = design(
        host,
        description="Red.",
        retail_sku="FOX-{blank}",
        placement={"area": "Front", "scale": 0.5, "rotation": 90},
        options=[white.pk],
        may_personalise=False,
    )

    made = ask(token, query, artwork=artwork, base=shirt.pk, to=category.pk, pending=waiting.pk).data["core"]

    stored = VirtualDesign.objects.get()
    assert made["createVirtualProductsFromArtwork"] == [
        {
            "ref": stored.ref,
            "name": "Design #001",
            "description": "Red.",
            "retail_sku": "FOX-SHIRT",
            "state": "pending",
            "may_personalise": False,
            "aspects": [{"options": [{"code": "WHITE"}]}, {"options": [{"code": "M"}, {"code": "L"}]}],
        }
    ]
    assert stored.placement["scale"] == 0.5
    assert list(waiting.products.all()) == [stored.virtual]


@pytest.mark.parametrize(
    ("changes", "code", "argument"),
    [
        ({"baseProducts": []}, 60003, "baseProducts"),
        ({"baseProducts": [None]}, 60003, "baseProducts[0]"),
        ({"baseProducts": ["x"]}, 60003, "baseProducts[0]"),
        ({"baseProducts": ["{card}", 99]}, 7303, "baseProducts[1]"),
        ({"baseProducts": ["1"] * 99_000}, 7309, "artwork"),
        ({"categoryId": 99}, 7304, "categoryId"),
        ({"artwork": []}, 60003, "artwork"),
        ({"artwork": [None]}, 60003, "artwork[0].urls"),
        ({"urls": []}, 60003, "artwork[1].urls"),
        ({"urls": [{}]}, 60003, "artwork[1].urls[0].original"),
        ({"urls": [{"original": "http://10.0.0.1/a.png"}]}, 7302, "artwork[1].urls[0].original"),
        ({"design_name": " "}, 7302, "artwork[1].design_name"),
        ({"retail_sku": "{colour}"}, 7306, "artwork[1].retail_sku"),
        ({"placement": {"scale": 0}}, 7108, "artwork[1].placement.scale"),
        ({"placement": {"area": "Sleeve"}}, 7108, "artwork[1].placement.area"),
        ({"options": ["1"]}, 7302, "artwork[1].options"),
    ],
)
def test_what_cannot_be_made_is_named_and_nothing_is_half_made(
    token: str, card: Product, category: Category, host: Receiver, changes: dict[str, Any], code: int, argument: str
) -> None:
    of_second = {
        name: value for name, value in changes.items() if name not in {"baseProducts", "categoryId", "artwork"}
    }
    asked: dict[str, Any] = {
        "baseProducts": [card.pk],
        "categoryId": category.pk,
        "artwork": [design(host), {**design(host, "Second"), **of_second}],
    } | {name: value for name, value in changes.items() if name not in of_second}
    asked["baseProducts"] = [card.pk if each == "{card}" else each for each in asked["baseProducts"]]

    answer = ask(token, PUBLISHED, **asked)

    [error] = answer.body["errors"]
    assert (error["extensions"]["code"], error["extensions"].get("argument")) == (code, argument)
    assert answer.body["data"] == {"createVirtualProductsFromArtwork": None}
    assert not Product.objects.filter(base__isnull=False).exists()


def test_another_companys_category_is_not_there(token: str, rival: Company, card: Product, host: Receiver) -> None:
    foreign = Category.objects.create(name="Rival's", owner=rival)

    answer = ask(token, PUBLISHED, baseProducts=[card.pk], categoryId=foreign.pk, artwork=[design(host)])

    assert answer.error[0] == 7304
    assert not host.received


def test_many_are_made_by_jobs_and_asked_for_by_their_task(
    token: str, shirt: Product, card: Product, category: Category, host: Receiver
) -> None:
    asked = {"baseProducts": [shirt.pk, card.pk], "categoryId": category.pk, "artwork": [design(host)]}

    task = ask(token, BY_JOBS, **asked, requestKey="once").data["createVirtualsFromBlanks"]
    again = ask(token, BY_JOBS, **asked, requestKey="once").data["createVirtualsFromBlanks"]
    before = ask(token, POLL, id=task).data["pollAsyncTask"]
    run_due_jobs()
    after = ask(token, "query($id: ID!) { core { pollAsyncTask(id: $id) { status result } } }", id=task).data["core"]

    assert again == task
    assert before == {
        "id": task, "status": "waiting", "result": None, "total": 2, "made": 0, "failed": 0, "pictured": 0,
        "errors": [], "products": [],
    }  # fmt: skip
    assert after["pollAsyncTask"]["status"] == "done"
    first, second = after["pollAsyncTask"]["result"]
    assert first["snapshots"]["small"].startswith("http")
    assert first["base_product"] == {"id": shirt.pk, "productCode": "SHIRT"}
    assert second["base_product"] == {"id": card.pk, "productCode": "CARD"}


def test_a_request_key_stands_for_one_request(token: str, card: Product, category: Category, host: Receiver) -> None:
    asked = {"baseProducts": [card.pk], "categoryId": category.pk}
    ask(token, BY_JOBS, **asked, artwork=[design(host)], requestKey="once")

    reused = ask(token, BY_JOBS, **asked, artwork=[design(host, "Second")], requestKey="once")
    too_long = ask(token, BY_JOBS, **asked, artwork=[design(host)], requestKey="k" * 65)

    named = [answer.body["errors"][0]["extensions"] for answer in (reused, too_long)]
    assert named == [{"code": 7308, "argument": "requestKey"}, {"code": 7302, "argument": "requestKey"}]
    assert CreationTask.objects.count() == 1


def test_a_task_that_fails_in_part_says_what_was_made_and_is_run_again(
    token: str, card: Product, category: Category, host: Receiver
) -> None:
    task = ask(
        token,
        BY_JOBS,
        baseProducts=[card.pk],
        categoryId=category.pk,
        artwork=[design(host), {**design(host, "Lost"), "urls": [{"original": "http://10.0.0.1/lost.png"}]}],
    ).data["createVirtualsFromBlanks"]
    run_due_jobs()

    partly = ask(token, POLL, id=task).data["pollAsyncTask"]

    assert (partly["status"], partly["total"], partly["made"], partly["failed"]) == ("partly", 2, 1, 1)
    assert [each["name"] for each in partly["result"]] == ["Design #001"]
    assert partly["products"] == [{"name": "Design #001"}]
    [error] = partly["errors"]
    assert (error["position"], error["name"], error["base_product_id"], error["code"], error["argument"]) == (
        1, "Lost", str(card.pk), 7302, "urls[0].original"
    )  # fmt: skip

    again = ask(token, "mutation($id: ID!) { retryAsyncTask(id: $id) { status failed } }", id=task).data
    assert again == {"retryAsyncTask": {"status": "waiting", "failed": 0}}
    run_due_jobs()
    assert ask(token, POLL, id=task).data["pollAsyncTask"]["status"] == "partly"


def test_tasks_of_others_are_not_there(token: str, rival: Company) -> None:
    task = CreationTask.objects.create(company=rival, requested_by="rival")

    polled = ask(token, POLL, id=task.pk)
    retried = ask(token, "mutation($id: ID!) { retryAsyncTask(id: $id) { status } }", id=task.pk)

    assert (polled.body["data"], polled.error[0]) == ({"pollAsyncTask": None}, 7307)
    assert (retried.body["data"], retried.error[0]) == ({"retryAsyncTask": None}, 7307)


def test_a_task_that_ends_while_it_is_told_of_is_told_as_it_was(
    monkeypatch: pytest.MonkeyPatch, token: str, card: Product, category: Category, host: Receiver
) -> None:
    query = "query($id: ID!) { pollAsyncTask(id: $id) { errors { message } products { name } status failed } }"
    artwork = [
        design(host),
        {**design(host, "Twice"), "retail_sku": "FOX"},
        {**design(host, "Too"), "retail_sku": "FOX"},
    ]
    ask(token, BY_JOBS, baseProducts=[card.pk], categoryId=category.pk, artwork=artwork)
    task = CreationTask.objects.get()

    def when_all_is_done(task: CreationTask) -> list[Product]:
        run_due_jobs()
        return products_of(task)

    monkeypatch.setattr(async_tasks, "products_of", when_all_is_done)
    told = ask(token, query, id=task.pk).data["pollAsyncTask"]
    assert (told["status"], told["failed"], told["errors"]) == ("waiting", 0, [])

    told = ask(token, query, id=task.pk).data["pollAsyncTask"]
    assert (told["status"], told["failed"], len(told["errors"])) == ("partly", 1, 1)
