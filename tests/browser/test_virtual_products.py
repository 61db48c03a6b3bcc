"""A virtual product all the way: made of a picture, personalised in a shop's page or bought as it is, and ordered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import (
    axe_violations,
    embed,
    layers_of,
    open_designer,
    ordered,
    smartlink,
    wait_for_message,
)
from tests.browser.pictures import portrait_on_white
from tests.browser.test_samples import RETAILER, send
from tests.browser.test_whole_loop import FRONT_PIXELS
from tests.browser.virtuals import make_virtual
from tests.browser.world import DemoWorld

from monogram.demo import world as demo

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def maker(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def tee(maker: Page, demo_world: DemoWorld) -> dict[str, Any]:
    """A T-shirt with a picture, to which shoppers may add."""
    draft = {"blank": demo.TSHIRT_ID, "name": "Sunrise tee", "sku": "SUNRISE"}
    return make_virtual(maker, demo_world, portrait_on_white(), **draft)


@pytest.fixture(scope="module")
def finished(maker: Page, demo_world: DemoWorld) -> dict[str, Any]:
    """A mug that comes as it is."""
    draft = {"blank": demo.MUG_ID, "name": "Sunrise mug", "sku": "SUNMUG", "may_personalise": False}
    return make_virtual(maker, demo_world, portrait_on_white(), **draft)


def add_text(designer: Any, words: str) -> None:
    designer.get_by_role("button", name="Text", exact=True).click()
    designer.get_by_role("button", name="Headline").click()
    text = designer.get_by_role("textbox", name="Text").first
    text.fill(words)
    text.press("Escape")


def order_arrives(page: Page, world: DemoWorld, reference: str) -> None:
    """The T-shirt's supplier has it, with a print of the front."""
    page.goto(f"{world.sites}/inbox/200001/")
    link = page.get_by_role("link", name=reference)
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_text(f"{FRONT_PIXELS[0]} × {FRONT_PIXELS[1]}")).to_be_visible()


def test_it_is_personalised_in_a_shops_page_and_ordered(
    page: Page, demo_world: DemoWorld, shop_origin: str, tee: dict[str, Any]
) -> None:
    number = str(tee["id"])
    designer = embed(page, shop_origin, smartlink(demo_world, p=number, meo=shop_origin, mei="42"))
    expect(designer.get_by_role("heading", level=1)).to_contain_text("Sunrise tee")
    add_text(designer, "Ada")
    sent = ordered(page, designer)
    [item] = wait_for_message(page, "ADD_TO_CART_CALLBACK")["data"]["body"]["items"]

    artwork, words = layers_of(sent, "Front")
    assert (artwork["id"], artwork["type"]) == ("artwork", "image")
    assert words["text"] == "Ada"
    assert (sent["product_id"], sent["document"]["product_id"]) == (tee["id"], demo.TSHIRT_ID)
    assert item["sku"].startswith("SUNRISE-")
    assert item["extra"]["state"]["product_id"] == tee["id"]

    line = {"external_ref": "L1", "quantity": 1, "type": 2, "print_job_ref": item["ref"]}
    [order] = send(demo_world, f"Basic {RETAILER}", external_ref=f"DESIGNED-{tee['id']}", items=[line])
    assert (order["has_error"], order["items"][0]["sku"]) == (False, item["sku"])
    assert order["items"][0]["description"] == "Sunrise tee"
    order_arrives(page, demo_world, f"DESIGNED-{tee['id']}")

    # Opened again it is what it was, and the artwork is still nobody's to move.
    open_designer(page, demo_world, p=number, pj=item["ref"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sunrise tee")
    again = ordered(page, page)
    assert layers_of(again, "Front") == [artwork, words]


def test_its_sku_alone_orders_it(page: Page, demo_world: DemoWorld, tee: dict[str, Any]) -> None:
    line = {"external_ref": "L1", "quantity": 2, "type": 4, "sku": f"{tee['retail_sku']}-NAVY-M"}

    [order] = send(demo_world, f"Basic {RETAILER}", external_ref=f"BY-SKU-{tee['id']}", items=[line])

    [item] = order["items"]
    assert (order["has_error"], item["description"], item["colour"]) == (False, "Sunrise tee", "Navy")
    order_arrives(page, demo_world, f"BY-SKU-{tee['id']}")


def test_what_comes_as_it_is_has_options_and_a_quantity_alone(
    page: Page, demo_world: DemoWorld, finished: dict[str, Any]
) -> None:
    open_designer(page, demo_world, p=str(finished["id"]), text="Ada")
    expect(page.get_by_text("This product comes as you see it.")).to_be_visible()
    for tool in ("Text", "Photos", "Clipart", "Layers"):
        expect(page.get_by_role("button", name=tool, exact=True)).to_have_count(0)
    assert axe_violations(page) == []

    page.mouse.click(640, 400)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    sent = ordered(page, page)

    assert [layer["id"] for area in sent["document"]["areas"] for layer in area["layers"]] == ["artwork"]


def test_it_is_among_the_products_to_choose_from(page: Page, demo_world: DemoWorld, tee: dict[str, Any]) -> None:
    page.goto(smartlink(demo_world, pc=str(demo.APPROVED_CATEGORY_ID)).replace("#p=1007644&", "#"))
    card = page.get_by_role("listitem").filter(has_text="Sunrise tee")
    expect(card).to_be_visible()
    expect(card.locator("img")).to_have_attribute("src", tee["snapshots"]["small"])

    card.get_by_role("button").click()

    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sunrise tee")
