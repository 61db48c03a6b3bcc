"""What is chosen about the product: options, print sizes, attributes, quantity and side."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, phone, pick
from tests.browser.world import DemoWorld

from monogram.demo import world as demo

pytestmark = pytest.mark.browser


def show_product(page: Page) -> Locator:
    """The product's panel, opened if it is not."""
    tool = page.get_by_role("button", name="Product", exact=True)
    if tool.get_attribute("aria-expanded") != "true":
        tool.click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Product")).to_be_visible()
    return panel


def area_of(request: dict[str, Any], name: str) -> dict[str, Any]:
    [area] = [one for one in request["document"]["areas"] if one["name"] == name]
    return dict(area)


def test_options_change_the_product_and_its_sku(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, text="Ada")
    panel = show_product(page)
    pick(panel.get_by_role("radio", name="Navy"))
    pick(panel.get_by_role("radio", name="M", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Navy · M")
    assert axe_violations(page) == []
    request = ordered(page, page)
    assert len(request["options"]) == 2


def test_a_print_size_changes_the_area_and_what_lies_on_it(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=str(demo.FRAMED_PRINT_ID), text="Ada")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    panel = show_product(page)
    expect(panel.get_by_role("radio", name="A3")).to_be_checked()
    before = page.locator(".cart__price strong").inner_text()
    pick(panel.get_by_role("radio", name="A2"))
    expect(page.locator(".cart__price strong")).to_have_text("£52.00")
    assert before == "£34.00"
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("radio", name="A3")).to_be_checked()
    expect(page.locator(".cart__price strong")).to_have_text("£34.00")
    page.get_by_role("button", name="Redo").click()
    expect(panel.get_by_role("radio", name="A2")).to_be_checked()
    request = ordered(page, page)
    area = area_of(request, "Front")
    assert (area["width"], area["height"]) == (420, 594)
    [text] = layers_of(request, "Front")
    assert text["transform"][4:] == pytest.approx([210, 297], abs=1)
    assert request["print_size"] is not None


def test_attributes_and_quantity_on_a_phone(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world, p=str(demo.PEN_ID), **{"state[text_areas][Top%20line][text]": "Ada"})
        panel = show_product(page)
        pick(panel.get_by_role("radio", name="Box with a ribbon"))
        expect(page.locator(".cart__price strong")).to_have_text("£18.00")
        message = panel.get_by_role("textbox", name="Message on the card")
        message.fill("For Ada\nwith love")
        expect(message).to_have_value("For Ada with love")
        expect(panel.get_by_text("103 characters left")).to_be_visible()
        assert axe_violations(page) == []
        panel.get_by_role("button", name="Done").click()
        quantity = page.get_by_role("spinbutton", name="Quantity")
        quantity.fill("5000")
        quantity.press("Enter")
        expect(page.get_by_text("You can order 1 to 999. Set to 999.")).to_be_visible()
        page.get_by_role("button", name="One fewer").tap()
        expect(quantity).to_have_value("998")
        request = ordered(page, page)
    assert request["quantity"] == 998
    assert [entry["value"] for entry in request["attributes"]] == ["Box with a ribbon", "For Ada with love"]


def test_quantities_go_in_the_steps_of_the_product(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=str(demo.BUSINESS_PEN_ID))
    quantity = page.get_by_role("spinbutton", name="Quantity")
    expect(quantity).to_have_value("10")
    expect(page.locator(".cart__price strong")).to_have_text("£85.00")
    quantity.press("ArrowUp")
    expect(quantity).to_have_value("15")
    quantity.fill("17")
    quantity.blur()
    expect(quantity).to_have_value("15")
    expect(page.get_by_text("in steps of 5. Set to 15.")).to_be_visible()
    quantity.fill("many")
    quantity.blur()
    expect(quantity).to_have_value("10")


def test_a_template_offers_what_it_has_fields_for(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=str(demo.MEMORY_FRAME_ID))
    tools = page.get_by_role("navigation", name="Tools").get_by_role("button")
    expect(tools).to_have_text(["Text", "Photos", "Product"])
    panel = show_product(page)
    expect(panel.get_by_text("The layout of this product is set.")).to_be_visible()
    assert axe_violations(page) == []


def test_a_side_that_holds_something_is_marked(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, text="Ada")
    views = page.get_by_role("navigation", name="Views")
    expect(views.get_by_role("button", name="Front designed")).to_have_attribute("aria-pressed", "true")
    back = views.get_by_role("button", name="Back")
    back.focus()
    page.keyboard.press("Enter")
    expect(back).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Showing Back")).to_be_attached()
