"""Kinds of layers that the designer has no tools for: seen, listed, moved, and never lost."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.designs import place, print_job, print_job_of, upload_drawing
from tests.browser.hosting import smartlink
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

STOPS = [{"offset": 0, "colour": "#f2b134"}, {"offset": 1, "colour": "#e4572e"}]


def layers_with(drawing: str) -> list[dict[str, Any]]:
    """One of each kind, on a T-shirt of 280 × 350 mm."""
    badge = [
        {"id": "disc", "type": "shape", "shape": "ellipse", "width": 60, "height": 60, "fill": "#24304d",
         "transform": place(0, 0)},
        {"id": "words", "type": "text", "text": "Kiln 42", "font": "inter-bold", "size": 10, "colour": "#ffffff",
         "transform": place(0, 0)},
    ]  # fmt: skip
    shadow = {"colour": "#000000", "opacity": 0.5, "dx": 2, "dy": 2, "blur": 2}
    return [
        {"id": "panel", "type": "shape", "shape": "rectangle", "width": 200, "height": 120, "corner_radius": 12,
         "fill": {"type": "linear", "angle": 90, "stops": STOPS}, "transform": place(140, 120), "shadow": shadow},
        {"id": "flag", "type": "clipart", "clipart": drawing, "width": 60, "height": 60, "flip": "horizontal",
         "transform": place(80, 110)},
        {"id": "code", "type": "code", "symbology": "qr", "content": "https://example.com", "width": 50, "height": 50,
         "background": "#ffffff", "transform": place(200, 110)},
        {"id": "bars", "type": "code", "symbology": "ean13", "content": "4006381333931", "width": 80, "height": 30,
         "transform": place(140, 220)},
        {"id": "badge", "type": "group", "layers": badge, "opacity": 0.9, "blend": "multiply",
         "transform": place(140, 290)},
    ]  # fmt: skip


def test_every_kind_of_layer_is_listed_moved_and_kept(page: Page, demo_world: DemoWorld) -> None:
    job = print_job_of(page, demo_world, layers_with(upload_drawing(page, demo_world)))
    page.goto(smartlink(demo_world, pj=job["ref"]))
    page.get_by_role("button", name="Layers", exact=True).click()
    names = page.locator(".layer__name")
    expect(names).to_have_text(["Group", "Bar code", "QR code", "flag.svg", "Rounded rectangle"])
    # Two pieces of the design that come late: the generator of QR codes, and the drawing.
    page.wait_for_function(
        "() => ['nayuki', '.json'].every((part) =>"
        " performance.getEntriesByType('resource').some((one) => one.name.includes(part)))",
    )

    names.first.click()
    page.keyboard.press("ArrowRight")
    with page.expect_response("**/s/data/print-jobs") as answer:
        page.get_by_role("button", name="Add to cart").click()

    expected = copy.deepcopy(job["document"])
    moved = expected["areas"][0]["layers"][-1]["transform"]
    kept = print_job(page, demo_world, answer.value.json()["ref"])["document"]
    shifted = kept["areas"][0]["layers"][-1]["transform"]
    assert shifted[4] > moved[4]
    assert shifted[:4] == moved[:4]
    expected["areas"][0]["layers"][-1]["transform"] = shifted
    assert kept == expected
