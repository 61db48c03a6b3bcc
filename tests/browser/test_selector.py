"""Choosing among products: a link without one, another product in hand, and a design that comes along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import (
    axe_violations,
    embed,
    layers_of,
    open_designer,
    ordered,
    phone,
    smartlink,
    wait_for_message,
)
from tests.browser.world import DemoWorld

from monogram.demo import world as demo

pytestmark = pytest.mark.browser


def selector_link(world: DemoWorld, categories: str = "") -> str:
    return smartlink(world, pc=categories).replace("#p=1007644&", "#")


def test_a_link_without_a_product_begins_with_a_choice(page: Page, demo_world: DemoWorld) -> None:
    page.goto(selector_link(demo_world))
    expect(page.get_by_role("heading", name="Choose a product")).to_be_visible()
    cards = page.get_by_role("listitem")
    expect(cards.filter(has_text="Classic T-shirt")).to_be_visible()
    expect(cards.filter(has_text="Engraved pen")).to_contain_text("£14.00")
    expect(cards.filter(has_text="Gift box")).to_have_count(0)
    assert axe_violations(page) == []
    search = page.get_by_role("searchbox", name="Search products")
    search.fill("zzz")
    expect(page.get_by_text("Nothing found for “zzz”")).to_be_visible()
    assert axe_violations(page) == []
    search.fill("mug")
    expect(cards).to_have_count(1)
    cards.get_by_role("button").click()
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mug")
    # What was chosen is still there after a reload, and so is the way to the others.
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.includes('draft'))")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mug")
    page.get_by_role("button", name="Product", exact=True).click()
    expect(page.get_by_role("button", name="Change product")).to_be_visible()


def test_the_design_comes_along_to_another_product_and_back(
    page: Page, demo_world: DemoWorld, shop_origin: str
) -> None:
    address = smartlink(demo_world, pc="", meo=shop_origin, mei="42", text="Ada%20Lovelace")
    designer = embed(page, shop_origin, address)
    expect(designer.get_by_role("button", name="Undo")).to_be_enabled()
    designer.get_by_role("button", name="Change product").click()
    dialog = designer.get_by_role("dialog", name="Change product")
    expect(dialog.get_by_role("button", name="Classic T-shirt")).to_have_attribute("aria-current", "true")
    dialog.get_by_role("button", name="Mug").click()
    expect(designer.get_by_role("heading", level=1)).to_contain_text("Mug")
    expect(designer.get_by_text("Your design came along to")).to_be_visible()
    request = ordered(page, designer)
    assert request["product_id"] == demo.MUG_ID
    assert [layer["text"] for layer in layers_of(request, "Wrap")] == ["Ada Lovelace"]
    item = wait_for_message(page, "ADD_TO_CART_CALLBACK")["data"]["body"]["items"][0]
    assert item["sku"].startswith("MUG")
    assert [message["data"]["name"] for message in page.evaluate("() => window.heard")].count("RENDERER_READY") == 1


def test_the_way_back_and_an_empty_beginning(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, pc="", text="Ada")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.get_by_role("button", name="Change product").click()
    case = page.get_by_role("dialog").get_by_role("button", name="Phone case")
    expect(case).to_be_visible()
    assert axe_violations(page) == []
    case.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hone case")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Classic T-shirt")
    request = ordered(page, page)
    assert [layer["text"] for layer in layers_of(request, "Front")] == ["Ada"]


def test_on_a_phone_the_products_fill_the_screen_and_an_unreachable_server_is_said(
    browser: Browser, demo_world: DemoWorld
) -> None:
    with phone(browser) as context:
        page = context.new_page()
        page.goto(selector_link(demo_world, str(demo.BLANKS_CATEGORY_ID)))
        expect(page.get_by_role("listitem").first).to_be_visible()
        assert axe_violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        context.set_offline(True)
        page.get_by_role("searchbox").fill("mug")
        expect(page.get_by_text("The products did not arrive.")).to_be_visible()
        assert axe_violations(page) == []
        context.set_offline(False)
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("listitem").filter(has_text="mug").first).to_be_visible()
        page.get_by_role("listitem").filter(has_text="mug").first.get_by_role("button").tap()
        expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
