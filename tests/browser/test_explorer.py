"""The page to try GraphQL out on: by keys, on a phone, in the dark, and when one is signed out meanwhile."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from tests.browser.hosting import axe_violations
from tests.browser.world import DemoWorld

from monogram.demo import world as demo

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}


def sign_in(page: Page, demo_world: DemoWorld) -> None:
    """As staff, who begin with the demo shop, and whose query lists products."""
    page.goto(f"{demo_world.platform}/graphql")
    page.get_by_role("link", name="Sign in as staff").click()
    page.locator("[name=username]").fill(demo.STAFF_EMAIL)
    page.locator("[name=password]").fill(demo.STAFF_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/graphql")
    expect(page.get_by_role("region", name="Schema").get_by_text("What can be read.")).to_be_visible()


def test_a_query_is_run_by_keys(page: Page, demo_world: DemoWorld) -> None:
    sign_in(page, demo_world)
    query = page.get_by_role("textbox", name="Query", exact=True)
    query.fill("{ product(id: 1007645) { name } }")
    query.press("Control+Enter")

    expect(page.get_by_role("status").filter(has_text="200 in")).to_be_visible()
    answer = json.loads(page.locator("#answer").inner_text())
    assert answer == {"data": {"product": {"name": "Mug, 11 oz"}}}

    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Find a field or type")).to_be_focused()
    page.keyboard.type("ProductPage")
    expect(page.locator("#found")).to_have_text("1 type")


def test_everybody_can_use_it_also_on_a_phone_in_the_dark(page: Page, demo_world: DemoWorld) -> None:
    page.goto(f"{demo_world.platform}/graphql")
    assert axe_violations(page) == []
    sign_in(page, demo_world)
    assert axe_violations(page) == []

    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Run").click()

    expect(page.locator("#answer")).to_contain_text("totalItemCount")
    expect(page.locator("#answer")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert axe_violations(page) == []


def test_who_is_signed_out_meanwhile_is_told(page: Page, demo_world: DemoWorld) -> None:
    sign_in(page, demo_world)
    page.context.clear_cookies()

    page.get_by_role("button", name="Run").click()

    expect(page.get_by_text("You are signed out. Load the page again, and sign in.")).to_be_visible()
