"""Shapes and QR codes in a real browser, down to what is ordered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, phone, pick
from tests.browser.pictures import fields, open_tool
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser


def test_shapes_are_filled_outlined_stretched_and_ordered(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Shapes")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Arrow", exact=True).click()
    pick(page.get_by_role("group", name="Fill").get_by_role("radio", name="Teal"))
    pick(page.get_by_role("group", name="Outline").get_by_role("radio", name="White"))
    page.get_by_label("Thickness").fill("2")
    page.get_by_label("Width").fill("100")
    page.get_by_label("Height").fill("40")
    assert axe_violations(page) == []
    open_tool(page, "Shapes")
    page.get_by_role("button", name="Ring", exact=True).click()

    arrow, ring = layers_of(ordered(page, page), "Front")
    assert fields(arrow, "shape", "width", "height", "fill", "stroke") == {
        "shape": "path",
        "width": 100,
        "height": 40,
        "fill": "#0f6b66",
        "stroke": {"colour": "#ffffff", "width": 2},
    }
    assert arrow["path"] == "M-50 -8L8 -8L8 -20L50 0L8 20L8 8L-50 8Z"
    assert fields(ring, "shape", "fill") == {"shape": "ellipse", "fill": None}
    assert ring["stroke"]["width"] > 0


def test_a_code_says_what_was_filled_in_and_is_changed_later(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Shapes")
    page.get_by_role("button", name="QR code").click()
    address = page.get_by_label("Web address")
    add = page.get_by_role("button", name="Add QR code")
    address.fill("not an address")
    address.blur()
    expect(page.get_by_text("This is not a web address.")).to_be_visible()
    expect(add).to_be_disabled()
    assert axe_violations(page) == []
    pick(page.get_by_role("radio", name="Text", exact=True))
    page.get_by_role("textbox", name="Text").fill("é" * 1200)
    expect(page.get_by_text("This is too long for a code. Shorten it.")).to_be_visible()
    pick(page.get_by_role("radio", name="Wi-Fi"))
    page.get_by_label("Name of the network").fill("Café; 5G")
    page.get_by_label("Password").fill("secret")
    expect(page.locator(".code-preview path").first).to_be_attached()
    add.click()
    page.get_by_label("Password").fill("changed")
    pick(page.get_by_role("radio", name="Stands wear"))
    assert axe_violations(page) == []

    [code] = layers_of(ordered(page, page), "Front")
    assert fields(code, "type", "symbology", "content", "error_correction", "quiet_zone", "colour") == {
        "type": "code",
        "symbology": "qr",
        "content": "WIFI:T:WPA;S:Café\\; 5G;P:changed;;",
        "error_correction": "high",
        "quiet_zone": True,
        "colour": "#1c1b1a",
    }


def test_a_phone_adds_a_shape_and_a_code(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world)
        open_tool(page, "Shapes")
        page.get_by_role("button", name="QR code").tap()
        page.get_by_label("Web address").fill("monogram.example")
        assert axe_violations(page) == []
        page.get_by_role("button", name="Add QR code").tap()
        expect(page.get_by_role("button", name="QR code", exact=True)).to_be_visible()
        [code] = layers_of(ordered(page, page), "Front")
        assert code["content"] == "https://monogram.example"
