"""Kinds of layers that the designer has no tools for: seen, listed, moved, and never lost."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.hosting import PATIENCE, smartlink
from tests.browser.world import DemoWorld
from tests.images.vectors import svg

pytestmark = pytest.mark.browser

STOPS = [{"offset": 0, "colour": "#f2b134"}, {"offset": 1, "colour": "#e4572e"}]


def place(x: float, y: float) -> list[float]:
    return [1, 0, 0, 1, x, y]


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


def upload_drawing(page: Page, world: DemoWorld) -> str:
    """The id of an SVG that has passed the door."""
    content = svg('<path d="M0 0h9v9z" fill="#0f6b66"/><circle cx="2" cy="7" r="2" fill="#e4572e"/>')
    file: FilePayload = {"name": "flag.svg", "mimeType": "image/svg+xml", "buffer": content}
    answer = page.request.post(f"{world.platform}/s/data/images", multipart={"company": "99999", "file": file})
    image: dict[str, Any] = answer.json()
    assert image["drawing"], image
    return str(image["id"])


def print_job_of(page: Page, world: DemoWorld, layers: list[dict[str, Any]]) -> dict[str, Any]:
    """A print job with these layers on the front, as the designer would get it."""
    product = page.request.get(f"{world.platform}/s/data/products/1007644?company=99999").json()
    areas = [
        {"name": area["name"], "width": area["width"], "height": area["height"], "layers": []}
        for area in product["areas"]
    ]
    areas[0]["layers"] = layers
    options = [{"aspect_id": one["id"], "option_id": one["options"][0]["id"]} for one in product["aspects"]]
    document = {"version": 2, "product_id": 1007644, "areas": areas, "fallback_fonts": ["noto-sans-bold"]}
    body = {"company": "99999", "product_id": 1007644, "document": document, "options": options}
    answer = page.request.post(f"{world.platform}/s/data/print-jobs", data=body)
    assert answer.status == 201, answer.text()
    return print_job(page, world, answer.json()["ref"])


def print_job(page: Page, world: DemoWorld, ref: str) -> dict[str, Any]:
    found: dict[str, Any] = page.request.get(f"{world.platform}/s/data/print-jobs/{ref}?company=99999").json()
    return found


def test_every_kind_of_layer_is_listed_moved_and_kept(page: Page, demo_world: DemoWorld) -> None:
    job = print_job_of(page, demo_world, layers_with(upload_drawing(page, demo_world)))
    page.goto(smartlink(demo_world, pj=job["ref"]))
    page.get_by_role("button", name="Layers", exact=True).click(timeout=PATIENCE)
    names = page.locator(".layer__name")
    expect(names).to_have_text(["Group", "Bar code", "QR code", "flag.svg", "Rounded rectangle"], timeout=PATIENCE)
    # Two pieces of the design that come late: the generator of QR codes, and the drawing.
    page.wait_for_function(
        "() => ['nayuki', '.json'].every((part) =>"
        " performance.getEntriesByType('resource').some((one) => one.name.includes(part)))",
        timeout=PATIENCE,
    )

    names.first.click()
    page.keyboard.press("ArrowRight")
    with page.expect_response("**/s/data/print-jobs") as answer:
        page.get_by_role("button", name="Add to cart").click()
        proceed = page.get_by_role("dialog").get_by_role("button", name="Add to cart")
        if proceed.count():
            proceed.click()

    expected = copy.deepcopy(job["document"])
    moved = expected["areas"][0]["layers"][-1]["transform"]
    kept = print_job(page, demo_world, answer.value.json()["ref"])["document"]
    shifted = kept["areas"][0]["layers"][-1]["transform"]
    assert shifted[4] > moved[4]
    assert shifted[:4] == moved[:4]
    expected["areas"][0]["layers"][-1]["transform"] = shifted
    assert kept == expected
