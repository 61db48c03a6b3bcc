"""The bench in the suppliers' portal: a scanner that types, a camera that sees, and pages that everybody can use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, ViewportSize, expect
from tests.browser.cameras import see
from tests.browser.hosting import axe_violations
from tests.browser.portal import DESKTOP, PHONE, TABLET, new_browser, place_order, sign_in
from tests.browser.world import DemoWorld

from monogram.demo import world
from monogram.layout.model import Symbology

pytestmark = pytest.mark.browser


def test_what_a_scanner_types_is_marked_whatever_has_the_focus(page: Page, demo_world: DemoWorld) -> None:
    line = place_order(page, demo_world, "BENCH-1", quantity=2)
    page.set_viewport_size(TABLET)
    page.goto(f"{sign_in(page, demo_world)}scan/")
    page.get_by_role("radio", name="Printed").check()

    page.keyboard.type(f"]C0{line['ref'].lower()}-2\n")

    result = page.locator("[data-scan-result]")
    expect(result.get_by_text("Printed", exact=True).first).to_be_visible()
    expect(result.get_by_role("definition").nth(1)).to_have_text("1 of 2")
    expect(page.get_by_label("Code")).to_be_focused()

    page.get_by_role("button", name="Sound on").focus()
    page.keyboard.type(f"{line['ref']}-2\n")

    expect(result.get_by_text("Printed already")).to_be_visible()
    expect(page.get_by_role("button", name="Sound on")).to_be_visible()
    expect(page.get_by_role("complementary").get_by_role("listitem")).to_have_count(2)
    assert axe_violations(page) == []


def test_an_unknown_code_is_said_and_the_mode_is_remembered(page: Page, demo_world: DemoWorld) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{sign_in(page, demo_world)}scan/")
    page.get_by_role("radio", name="Dispatched").check()

    page.keyboard.type("HELLO\n")

    expect(page.locator("[data-scan-result]").get_by_text("Unknown code")).to_be_visible()
    assert axe_violations(page) == []
    page.reload()
    expect(page.get_by_role("radio", name="Dispatched")).to_be_checked()


@pytest.mark.parametrize("symbology", ["code128", "qr"])
def test_the_camera_reads_a_code_once(
    symbology: Symbology,
    demo_world: DemoWorld,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    page: Page,
) -> None:
    line = place_order(page, demo_world, f"BENCH-{symbology}")
    camera = see(line["ref"], symbology, tmp_path / "camera.y4m")
    with new_browser(browser_type, browser_type_launch_args, *camera) as tablet:
        tablet.goto(f"{sign_in(tablet, demo_world)}scan/")

        tablet.get_by_role("button", name="Camera").click()

        expect(tablet.locator("[data-scan-result] h2")).to_have_text("Classic T-shirt")
        expect(tablet.get_by_text(f"Read {line['ref']}")).to_be_visible()
        assert axe_violations(tablet) == []
        tablet.get_by_role("button", name="Close the camera").click()
        expect(tablet.get_by_role("complementary").get_by_role("listitem")).to_have_count(1)


def test_scanning_works_without_scripts(browser: Any, demo_world: DemoWorld, page: Page) -> None:
    line = place_order(page, demo_world, "BENCH-PLAIN")
    plain = browser.new_context(java_script_enabled=False, viewport=DESKTOP).new_page()
    plain.goto(f"{sign_in(plain, demo_world)}scan/")

    plain.get_by_label("Code").fill(line["ref"])
    plain.get_by_label("Code").press("Enter")

    expect(plain.get_by_role("heading", name="Classic T-shirt")).to_be_visible()
    expect(plain.get_by_role("button", name="Camera")).to_be_hidden()
    plain.context.close()


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_every_page_is_for_everybody(page: Page, demo_world: DemoWorld, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    portal = sign_in(page, demo_world)

    for name in ("batches", "scan", "stock", "stock/import", "connection"):
        page.goto(f"{portal}{name}/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert axe_violations(page) == [], name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{name} is {width} wide"


def test_a_number_of_stock_is_set_where_it_stands(page: Page, demo_world: DemoWorld) -> None:
    page.goto(f"{sign_in(page, demo_world)}stock/?show=never")
    row = page.get_by_role("row").nth(1)
    sku = row.locator(".stock-sku").inner_text()

    row.get_by_label(f"Available of {sku}").fill("1250")
    row.get_by_label(f"Available of {sku}").press("Enter")

    expect(page.get_by_text(f"{sku} is 1,250 now.")).to_be_visible()
    page.get_by_role("link", name="All", exact=False).first.click()
    expect(page.get_by_label(f"Available of {sku}")).to_have_value("1250")


def test_a_connection_is_tried_and_says_how_it_stands(page: Page, demo_world: DemoWorld) -> None:
    portal = sign_in(page, demo_world, world.HARBOUR_MUGS_ID)
    page.goto(f"{portal}connection/")

    page.get_by_role("button", name="Test the connection").click()

    expect(page.get_by_text("All is well")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Server's identity")).to_be_visible()
    assert axe_violations(page) == []
