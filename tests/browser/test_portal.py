"""A supplier's day in the portal: an order comes by itself, is made, shipped and labelled, on every size of screen."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import PATIENCE, axe_violations
from tests.browser.portal import DESKTOP, PHONE, TABLET, place_order, sign_in
from tests.browser.world import DemoWorld
from tests.rendering.page_reading import codes

pytestmark = pytest.mark.browser


def test_an_order_comes_by_itself_and_goes_all_the_way(page: Page, demo_world: DemoWorld, tmp_path: Path) -> None:
    # Given an operator who has the list open, with an order chosen
    page.set_viewport_size(TABLET)
    place_order(page, demo_world, "PORTAL-1")
    sign_in(page, demo_world)
    page.get_by_role("checkbox", name="Choose PORTAL-1").check()

    # When another order is placed, then it appears by itself, though the page never heard of a press's end, as after a
    # right click that opens a menu, and what was chosen stays chosen
    page.evaluate("document.dispatchEvent(new Event('pointerdown'))")
    line = place_order(page, demo_world, "PORTAL-2", quantity=2)
    expect(page.get_by_role("link", name="PORTAL-2")).to_be_visible(timeout=2 * PATIENCE)
    expect(page.get_by_role("checkbox", name="Choose PORTAL-1")).to_be_checked()
    expect(page.get_by_text("1 chosen")).to_be_visible()

    # When both are acknowledged, they are in production
    page.get_by_role("checkbox", name="Choose PORTAL-2").check()
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_text("2 orders acknowledged.")).to_be_visible()
    page.get_by_role("link", name="In production").click()
    page.wait_for_url("**tab=making**")

    # When the artwork is downloaded, then it is what was rendered, byte for byte
    page.get_by_role("link", name="PORTAL-2").click()
    download_link = page.get_by_role("link", name="Download")
    expect(download_link.or_(page.get_by_text("Its print files are there now."))).to_be_visible()
    page.reload()
    expect(download_link).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Artwork (zip)").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        [name] = [each for each in archive.namelist() if each.endswith(f"{line['ref']}/output-1.png")]
        printed = archive.read(name)
    copy = page.get_by_role("button", name="Copy the SHA-256")
    expect(copy).to_have_attribute("data-copy", hashlib.sha256(printed).hexdigest())
    expect(page.get_by_text("it is “In production” now")).to_be_visible()

    # When it is shipped, then its label opens and reads as its tracking number
    page.get_by_role("button", name="Ship and print the label").click()
    label = page.get_by_role("img", name="Shipping label")
    expect(label).to_be_visible()
    tracking = page.get_by_role("button", name="Copy the tracking number").get_attribute("data-copy")
    picture = page.request.get(label.get_attribute("src") or "").body()
    assert tracking in codes(np.asarray(Image.open(io.BytesIO(picture)).convert("L")))
    assert axe_violations(page) == []
    page.get_by_role("link", name="Back to the order").click()
    expect(page.get_by_text("All left")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_pages(browser: Browser, demo_world: DemoWorld, size: object, scheme: str) -> None:
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of Playwright's own words
    place_order(page, demo_world, f"PORTAL-{scheme}-{size}"[:90])
    portal = sign_in(page, demo_world)
    page.get_by_role("checkbox").nth(1 if page.locator("[data-all]").is_visible() else 0).check()
    expect(page.get_by_role("button", name="Print labels")).to_be_visible()

    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.locator(".table__main").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.goto(f"{portal}?tab=stopped&q=nothing")
    assert axe_violations(page) == []
    page.context.close()


def test_the_list_works_by_keyboard_and_without_scripts(page: Page, browser: Browser, demo_world: DemoWorld) -> None:
    place_order(page, demo_world, "PORTAL-KEYS")
    portal = sign_in(page, demo_world)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("PORTAL-KEYS\n")
    page.wait_for_url("**q=PORTAL-KEYS**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="PORTAL-KEYS")).to_be_visible()

    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    plain.goto(f"{portal}?q=PORTAL-KEYS")
    plain.get_by_role("checkbox", name="Choose PORTAL-KEYS").check()
    plain.get_by_role("button", name="Acknowledge").click()

    expect(plain.get_by_text("1 order acknowledged.")).to_be_visible()
    plain.context.close()
