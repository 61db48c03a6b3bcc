"""Designs that a link brings, made ahead as the designer would have sent them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import FilePayload, Page
from tests.browser.world import DemoWorld
from tests.images.vectors import svg


def place(x: float, y: float) -> list[float]:
    return [1, 0, 0, 1, x, y]


def upload(page: Page, world: DemoWorld, file: FilePayload) -> dict[str, Any]:
    """A picture that has passed the door."""
    answer = page.request.post(f"{world.platform}/s/data/images", multipart={"company": "99999", "file": file})
    assert answer.ok, answer.text()
    image: dict[str, Any] = answer.json()
    return image


def upload_drawing(page: Page, world: DemoWorld) -> str:
    """The id of a drawing in two colours, `flag.svg`."""
    content = svg('<path d="M0 0h9v9z" fill="#0f6b66"/><circle cx="2" cy="7" r="2" fill="#e4572e"/>')
    image = upload(page, world, {"name": "flag.svg", "mimeType": "image/svg+xml", "buffer": content})
    assert image["drawing"], image
    return str(image["id"])


def print_job_of(page: Page, world: DemoWorld, layers: list[dict[str, Any]]) -> dict[str, Any]:
    """A print job with these layers on the front of the T-shirt, as the designer would get it."""
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
