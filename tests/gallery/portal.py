"""Takes the pictures of the suppliers' portal for its guide. Usage: `python -m tests.gallery.portal`."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyvips
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.hosting import PATIENCE
from tests.browser.portal import DESKTOP, PHONE, TABLET, sign_in
from tests.browser.world import DemoWorld, running_demo_world
from tests.gallery.photograph import write
from tests.gallery.steps import settled
from tests.parity.__main__ import FLAGS
from tests.parity.chromium import ROOT

from monogram.demo import world as demo

FOLDER = ROOT / "docs" / "guides" / "portal"
_CUSTOMERS = (
    ("Ada Lovelace", "Macclesfield", "SK10 2XR", "Tracked 24", 1),
    ("Noor Rahman", "Bristol", "BS1 1HT", "Tracked 48", 12),
    ("Siân Evans", "Hebden Bridge", "HX7 8AD", "Tracked 48", 2),
    ("Tom O’Neill", "Leeds", "LS1 4AP", "Tracked 24", 1),
    ("Grace Hopper", "Whitby", "YO21 1DN", "Tracked 48", 3),
    ("Li Wei", "York", "YO1 7HH", "Tracked 48", 1),
)


def take(browser: Browser, world: DemoWorld) -> None:
    """Writes the guide's pictures anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    desk = browser.new_page(viewport=DESKTOP, reduced_motion="reduce")
    _place_orders(desk, world)
    portal = sign_in(desk, world)
    expect(desk.locator(".make-line img")).to_have_count(len(_CUSTOMERS), timeout=PATIENCE)
    for number in (1, 2):
        desk.get_by_role("checkbox").nth(number).check()
    _shoot(desk, "orders")
    desk.get_by_role("link", name="SHOP-10241").click()
    desk.mouse.move(0, 0)
    _shoot(desk, "order")
    desk.set_viewport_size(TABLET)
    desk.get_by_role("button", name="Ship and print the label").click()
    expect(desk.get_by_role("img", name="Shipping label")).to_be_visible(timeout=PATIENCE)
    _shoot(desk, "label")
    desk.set_viewport_size(PHONE)
    desk.goto(f"{portal}?tab=all")
    _shoot(desk, "phone")
    desk.close()


def _place_orders(page: Page, world: DemoWorld) -> None:
    headers = {"Authorization": f"Basic {demo.RETAILER_ID}:{demo.RETAILER_KEY}", "Content-Type": "application/json"}
    for number, (name, town, postcode, method, quantity) in enumerate(_CUSTOMERS):
        order = {
            "external_ref": f"SHOP-{10240 + number}",
            "customer_name": name,
            "shipping_address_1": f"{12 + number} Mill Lane",
            "shipping_address_4": town,
            "shipping_postcode": postcode,
            "shipping_country_code": "GB",
            "shipping_carrier": "Royal Mail",
            "shipping_method": method,
            "required_dispatch_date": (datetime.now(UTC) + timedelta(days=number // 2)).date().isoformat(),
            "additional_info": "Gift message: Happy birthday, Ella!" if number == 1 else "",
            "items": [{"external_ref": "1", "quantity": quantity, "type": 2, "print_job_ref": demo.PRINT_JOB_REF}],
        }
        answer = page.request.post(f"{world.platform}/order", data=json.dumps(order), headers=headers)
        assert answer.ok, answer.text()


def _shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    settled(page)
    write(pyvips.Image.new_from_buffer(page.screenshot(), "").extract_band(0, n=3), FOLDER / f"{name}.webp")


def main() -> None:
    """In a demo world of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo_world(Path(folder)) as world,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        take(browser, world)
        browser.close()


if __name__ == "__main__":
    main()
