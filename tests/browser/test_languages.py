"""The designer in a language that runs from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.hosting import axe_violations, smartlink
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser


def arabic(world: DemoWorld) -> str:
    return smartlink(world).replace("/en_GB/", "/ar/")


def test_arabic_runs_from_right_to_left_and_the_product_stays_as_it_is(demo_world: DemoWorld, page: Page) -> None:
    page.goto(arabic(demo_world))
    expect(page.get_by_role("button", name="أضف إلى السلة")).to_be_enabled()
    tools = page.get_by_role("navigation", name="الأدوات")
    tools.get_by_role("button", name="نص").click()
    panel = page.get_by_role("heading", name="نص", exact=True)
    expect(panel).to_be_visible()

    across = {name: place.bounding_box() for name, place in (("tools", tools), ("panel", panel))}
    boxes = {name: box for name, box in across.items() if box is not None}
    assert boxes["tools"]["x"] + boxes["tools"]["width"] == 1280
    assert boxes["panel"]["x"] < boxes["tools"]["x"]

    page.get_by_role("button", name="بسيط").click()
    page.keyboard.press("Escape")
    sides = page.locator(".panel .segmented:has(.icon) label")
    places = [box["x"] for box in (side.bounding_box() for side in sides.all()) if box is not None]
    assert len(places) == 3
    assert places == sorted(places), "what stands for the left side stands at the left"
    assert axe_violations(page) == []
