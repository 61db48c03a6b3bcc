"""A supplier's person at work in the portal of the demo world."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from playwright.sync_api import BrowserType, Page, ViewportSize
from tests.browser.world import DemoWorld

from monogram.demo import world

NORTHERN = world.NORTHERN_PRINT_WORKS_ID
TABLET: ViewportSize = {"width": 1180, "height": 820}
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


def sign_in(page: Page, demo_world: DemoWorld, supplier_id: int = NORTHERN) -> str:
    """As the supplier's owner, for whom no message floats away. Returns the address of its portal."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{demo_world.platform}/portal/sign-in/")
    page.get_by_label("E-mail address").fill(world.PORTAL_USERS[supplier_id][0])
    page.get_by_label("Password").fill(world.PORTAL_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/portal/{supplier_id}/")
    return page.url


def place_order(page: Page, demo_world: DemoWorld, reference: str, *, quantity: int = 1) -> dict[str, Any]:
    """An order of the sample T-shirt at Northern Print Works; its line as its supplier's documents have it."""
    order = {
        "external_ref": reference,
        "shipping_address_1": "12 Mill Lane",
        "shipping_postcode": "LS1 4AP",
        "shipping_country_code": "GB",
        "items": [{"external_ref": "1", "quantity": quantity, "type": 2, "print_job_ref": world.PRINT_JOB_REF}],
    }
    retailer = {"Authorization": f"Basic {world.RETAILER_ID}:{world.RETAILER_KEY}", "Content-Type": "application/json"}
    answer = page.request.post(f"{demo_world.platform}/order", data=json.dumps(order), headers=retailer)
    assert answer.ok, answer.text()
    placed = page.request.get(f"{demo_world.platform}/order?external_ref={reference}", headers=retailer).json()
    return cast("dict[str, Any]", placed[0]["items"][0])


@contextmanager
def new_browser(browser_type: BrowserType, arguments: dict[str, Any], *more: str) -> Iterator[Page]:
    """Chromium with further arguments of its command line."""
    browser = browser_type.launch(**{**arguments, "args": [*arguments["args"], *more]})
    try:
        yield browser.new_page(viewport=TABLET, reduced_motion="reduce")
    finally:
        browser.close()
