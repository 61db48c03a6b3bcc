"""Virtual products in the demo world, made as the creator makes them: by a signed link and its session."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import FilePayload, Page
from tests.browser.world import DemoWorld
from tests.faults.waiting import wait_until

from monogram.demo import world as facts


def make_virtual(page: Page, world: DemoWorld, picture: bytes, **draft: Any) -> dict[str, Any]:
    """A product with a picture on it, as PRODUCTS_CREATED has it, once its own pictures are drawn."""
    page.goto(_link(world))
    session = page.evaluate("() => JSON.parse(document.getElementById('app-config').textContent).session")
    headers, data = {"Authorization": f"Bearer {session}"}, f"{world.platform}/artists/data"
    file: FilePayload = {"name": "artwork.png", "mimeType": "image/png", "buffer": picture}
    uploaded = page.request.post(f"{data}/images", headers=headers, multipart={"file": file})
    assert uploaded.ok, uploaded.text()
    body = {"request_key": secrets.token_hex(8), "products": [{"image": uploaded.json()["id"], **draft}]}
    asked = page.request.post(f"{data}/products", headers=headers, data=body)
    assert asked.status == 202, asked.text()
    address = f"{data}/tasks/{asked.json()['task']}"

    def pictured() -> dict[str, Any] | None:
        told: dict[str, Any] = page.request.get(address, headers=headers).json()
        return told if told["state"] not in {"waiting", "running"} else None

    task = wait_until(pictured, "every product has its pictures")
    assert task["state"] == "done", task["lines"]
    made: dict[str, Any] = task["products"][0]
    return made


def _link(world: DemoWorld) -> str:
    query = urlencode(
        {
            "company_ref_id": facts.RETAILER_ID,
            "approved_pc": facts.APPROVED_CATEGORY_ID,
            "blanks_pc": facts.BLANKS_CATEGORY_ID,
            "time": int(time.time()),
            "nonce": secrets.token_hex(8),
            "origin": world.sites,
        }
    )
    digest = hmac.new(facts.RETAILER_KEY.encode(), query.encode(), hashlib.sha512).hexdigest()
    return f"{world.platform}/artists/vpc?{query}&hmac={digest}"
