"""Everything that crosses the frame's border: messages, forms, lost connections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect
from tests.browser.hosting import (
    axe_violations,
    embed,
    heard,
    open_designer,
    phone,
    smartlink,
    wait_for_message,
)
from tests.browser.receiving import ReceivingShop, receiving_shop
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

PEN = "1007648"
A_REFERENCE = re.compile("[0-9A-F]{18}")


@pytest.fixture(scope="module")
def shop() -> Iterator[ReceivingShop]:
    with receiving_shop() as shop:
        yield shop


def has_words(designer: FrameLocator | Page, text: str) -> None:
    designer.get_by_role("button", name="Layers", exact=True).click()
    expect(designer.get_by_text(text).first).to_be_visible()


def is_balanced(page: Page) -> None:
    """What was shown as busy is shown so no more."""
    page.wait_for_function(
        "() => { const count = (name) => window.heard.filter((message) => message.data.name === name).length;"
        " return count('SHOW_BUSY') > 0 && count('SHOW_BUSY') === count('HIDE_BUSY') }",
    )


def test_a_design_is_saved_at_the_shop_and_opened_again(page: Page, demo_world: DemoWorld, shop: ReceivingShop) -> None:
    link = smartlink(
        demo_world, text="Half%20a%20plan", meo=shop.origin, mei="4f2a", save=f"{shop.origin}/saved",
        ps="AAAAAAAAAAAAAAAAAA",
    )  # fmt: skip
    designer = embed(page, shop.origin, link.replace("&ps=AAAAAAAAAAAAAAAAAA", ""))
    expect(designer.get_by_role("button", name="Undo")).to_be_enabled()
    designer.get_by_role("button", name="Save", exact=True).click()
    path, saved = shop.posted()

    assert path == "/saved"
    assert A_REFERENCE.fullmatch(saved["ref"])
    assert saved["created_from"] == link.replace("&ps=AAAAAAAAAAAAAAAAAA", "")
    assert all(page.request.get(thumbnail["url"]).ok for thumbnail in saved["thumbnails"])
    assert len(saved["thumbnails"]) >= 2
    expect(designer.get_by_role("heading", name="Thank you from the shop")).to_be_visible()
    is_balanced(page)
    assert heard(page, "ADD_TO_CART_CALLBACK") == []

    designer = embed(page, shop.origin, f"{saved['created_from']}&ps={saved['ref']}")
    has_words(designer, "Half a plan")
    designer.get_by_role("button", name="Save", exact=True).click()
    _, again = shop.posted()
    assert again["created_from"] == saved["created_from"]
    assert again["ref"] != saved["ref"]


def test_a_cart_item_is_posted_as_a_form(page: Page, demo_world: DemoWorld, shop: ReceivingShop) -> None:
    link = smartlink(
        demo_world, p=PEN, a2cpost="1", ep3dUrl=f"{shop.origin}/cart?session=7", meo=shop.origin, mei="4f2a",
        **{"state[text_areas][Top%20line][text]": "For%20Ada"},
    )  # fmt: skip
    designer = embed(page, shop.origin, link)
    designer.get_by_role("button", name="Add to cart").click()
    proceed = designer.get_by_role("button", name="Add to cart anyway")
    thanks = designer.get_by_role("heading", name="Thank you from the shop")
    expect(proceed.or_(thanks)).to_be_visible()
    if proceed.count():
        proceed.click()
    path, item = shop.posted()

    assert path == "/cart?session=7"
    assert A_REFERENCE.fullmatch(item["printJobRef"])
    assert (item["sku"], item["quantity"]) == ("PEN-BLUE", 1) or item["sku"].startswith("PEN")
    top, bottom = sorted(item["userText"], key=int)
    assert (item["userText"][top], item["userText"][bottom]) == ("For Ada", "")
    assert item["userImage"] == {}
    assert item["options"] == []
    assert item["extra"]["state"]["product_id"] == int(PEN)
    assert page.request.get(item["thumburl"]).ok
    expect(thanks).to_be_visible()
    is_balanced(page)
    assert heard(page, "ADD_TO_CART_CALLBACK") == []

    page.evaluate("() => history.back()")
    expect(designer.get_by_role("textbox", name="Top line")).to_have_value("For Ada")


def test_one_click_is_one_print_job_whatever_the_connection_does(
    page: Page, demo_world: DemoWorld, shop: ReceivingShop
) -> None:
    answers: list[dict[str, Any]] = []

    def lose_the_answer(route: Route) -> None:
        answers.append(route.fetch().json())
        route.abort("connectionreset")

    designer = embed(page, shop.origin, smartlink(demo_world, text="Ada", meo=shop.origin, mei="4f2a"))
    expect(designer.get_by_role("button", name="Undo")).to_be_enabled()
    wait_for_message(page, "RENDERER_READY")
    page.route("**/s/data/print-jobs", lose_the_answer, times=1)
    designer.get_by_role("button", name="Add to cart").click()
    message = wait_for_message(page, "ADD_TO_CART_CALLBACK")

    [item] = message["data"]["body"]["items"]
    assert [answer["ref"] for answer in answers] == [item["ref"]]
    assert all(page.request.get(thumbnail["url"]).ok for thumbnail in item["thumbnails"])
    is_balanced(page)
    assert len(heard(page, "ADD_TO_CART_CALLBACK")) == len(heard(page, "RENDERER_READY")) == 1


def test_being_offline_is_said_at_once_and_waited_out(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world, text="Ada")
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
        page.wait_for_load_state("networkidle")
        context.set_offline(True)
        page.get_by_role("button", name="Add to cart").tap()
        lost = page.get_by_role("dialog", name="Connection lost, trying again")
        expect(lost).to_be_visible()
        assert axe_violations(page) == []
        lost.get_by_role("button", name="Cancel").tap()
        expect(lost).to_be_hidden()
        expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()

        page.get_by_role("button", name="Add to cart").tap()
        expect(lost).to_be_visible()
        context.set_offline(False)
        expect(page.get_by_role("dialog", name="Saved")).to_be_visible()


def test_an_upload_goes_on_when_the_connection_is_back(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    page.get_by_role("button", name="Photos", exact=True).click()
    chooser = page.locator('input[type="file"]').first
    expect(chooser).to_be_attached()
    picture = page.request.get(f"{demo_world.sites}/photos/mug-960.webp").body()
    page.context.set_offline(True)
    chooser.set_input_files({"name": "mug.webp", "mimeType": "image/webp", "buffer": picture})
    expect(page.get_by_role("alert")).to_contain_text("connection was lost")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("dialog", name="Waiting for your photo")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("dialog").filter(has_text=re.compile("Saved|Before you order"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()


def test_a_refusal_keeps_the_design(page: Page, demo_world: DemoWorld, shop: ReceivingShop) -> None:
    refusal = {"error": {"code": 7205, "message": "That was a lot at once. Wait a little and try again."}}
    designer = embed(
        page, shop.origin, smartlink(demo_world, text="Ada", meo=shop.origin, mei="4f2a", save=f"{shop.origin}/saved")
    )
    expect(designer.get_by_role("button", name="Undo")).to_be_enabled()
    page.route("**/s/data/saved-designs", lambda route: route.fulfill(status=429, body=json.dumps(refusal)))
    designer.get_by_role("button", name="Save", exact=True).click()
    expect(designer.get_by_text("Wait a minute, then try again. Your design is kept.")).to_be_visible()
    has_words(designer, "Ada")
    is_balanced(page)
    assert shop.forms.empty()


def test_the_parent_fills_text_areas_by_name_and_number(page: Page, demo_world: DemoWorld, shop: ReceivingShop) -> None:
    designer = embed(page, shop.origin, smartlink(demo_world, p=PEN, meo=shop.origin, mei="42"))
    product = page.request.get(f"{demo_world.platform}/s/data/products/{PEN}?company=99999").json()
    [_, bottom] = product["areas"][0]["text_areas"]

    def say(area: object, text: str, message_id: object = 42) -> None:
        message = {"id": message_id, "name": "SET_TEXT_AREA_TEXT", "body": {"areaId": area, "text": text}}
        page.evaluate("message => document.getElementById('app').contentWindow.postMessage(message, '*')", message)

    say("Top line", "Another id", "43")
    say("top line", "Another case")
    say("Top line", "For Ada")
    say(int(bottom["id"]), "With love")
    expect(designer.get_by_role("textbox", name="Bottom line")).to_have_value("With love")
    expect(designer.get_by_role("textbox", name="Top line")).to_have_value("For Ada")


@pytest.mark.parametrize("allowed", [True, False])
def test_only_the_pages_that_a_shop_names_may_frame_its_products(
    page: Page, demo_world: DemoWorld, shop: ReceivingShop, allowed: bool
) -> None:
    def name_pages(route: Route) -> None:
        answer = route.fetch()
        origins = [shop.origin if allowed else "https://another.example"]
        route.fulfill(response=answer, json={**answer.json(), "frame_origins": origins})

    page.route("**/s/data/products/*", name_pages)
    page.goto(shop.origin)
    # Whatever the link says of the parent, the browser knows it better.
    address = smartlink(demo_world, meo="https://another.example", mei="4f2a")
    page.evaluate("address => { document.getElementById('app').src = address }", address)
    designer = page.frame_locator("#app")
    shown = designer.get_by_role("button", name="Add to cart")
    refused = designer.get_by_role("heading", name="This product is not offered here")
    expect(shown if allowed else refused).to_be_visible()
    expect(refused if allowed else shown).to_have_count(0)
