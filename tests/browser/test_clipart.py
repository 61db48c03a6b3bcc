"""Galleries in a real browser: found, put on the product, recoloured, ordered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, phone, pick
from tests.browser.pictures import fields, open_tool
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser


def test_drawings_are_found_recoloured_and_ordered(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    page.route("**/s/data/galleries?*", lambda route: route.abort())
    open_tool(page, "Clipart")
    page.get_by_role("alert").get_by_role("button", name="Try again").wait_for()
    assert axe_violations(page) == []
    page.unroute("**/s/data/galleries?*")
    page.get_by_role("button", name="Try again").click()
    drawings = page.locator(".gallery button")
    expect(drawings.first).to_be_visible()
    assert axe_violations(page) == []

    search = page.get_by_role("searchbox", name="Search drawings")
    search.fill("zebra crossing")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()
    expect(drawings.nth(4)).to_be_visible()
    first = drawings.first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(drawings.nth(4)).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()

    search.fill("fox")
    fox = page.get_by_role("button", name="Add Fox to the design")
    expect(page.get_by_text("1 drawing", exact=True)).to_be_visible()
    fox.click()
    colours = page.get_by_role("group", name="Colours in the drawing").get_by_role("radio")
    expect(colours).to_have_count(4)
    pick(colours.nth(1))
    pick(page.get_by_role("group", name="Change to").get_by_role("radio", name="Teal"))
    page.get_by_role("button", name="Flip top to bottom").first.click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="One colour").click()
    [layer] = layers_of(ordered(page, page), "Front")
    assert fields(layer, "type", "flip") == {"type": "clipart", "flip": "vertical"}
    assert set(layer["colours"].values()) == {"#0f6b66", "#ffffff"}


def test_a_drawing_is_dragged_to_its_place(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Clipart")
    page.get_by_role("searchbox").fill("heart with arrow")
    expect(page.get_by_text("1 drawing", exact=True)).to_be_visible()
    heart = page.get_by_role("button", name="Add Heart with arrow to the design")
    stage = page.locator(".stage__canvas")
    box = stage.bounding_box()
    assert box
    heart.drag_to(stage, target_position={"x": box["width"] / 2, "y": box["height"] * 0.4})
    expect(page.get_by_role("group", name="Colours in the drawing")).to_be_visible()
    [layer] = layers_of(ordered(page, page), "Front")
    across, down = layer["transform"][4:]
    assert across == pytest.approx(140, abs=6)
    assert 40 < down < 160


def test_a_phone_puts_a_photo_of_a_gallery_on_the_product(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world)
        open_tool(page, "Clipart")
        page.get_by_role("radio", name="Our photos").check(force=True)
        dahlia = page.get_by_role("button", name="Add Dahlia to the design")
        expect(dahlia).to_be_visible()
        assert axe_violations(page) == []
        dahlia.tap()
        expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()
        [layer] = layers_of(ordered(page, page), "Front")
        assert layer["type"] == "image"
