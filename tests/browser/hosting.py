"""A shop's page with the designer in a frame, and what tests do with it."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Frame, FrameLocator, Locator, Page, Request, expect
from tests.browser.world import DemoWorld

PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine; what is expected of one is waited for as long."""
HOST_PAGE = """<!doctype html><html lang="en"><title>A shop</title><body>
<iframe id="app" title="Designer" style="border: 0; width: 100%; height: 700px"></iframe>
<script>
  window.heard = [];
  addEventListener("message", (event) => window.heard.push({ origin: event.origin, data: event.data }));
</script></body></html>"""


class HostPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = HOST_PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def smartlink(world: DemoWorld, **parameters: str) -> str:
    given = {"p": "1007644", "r": "2d-canvas", "guid": "99999", "a2c": "postMessage", **parameters}
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return f"{world.platform}/s/app/acp3_2/en_GB/default.html#{query}"


def embed(page: Page, shop_origin: str, address: str) -> FrameLocator:
    page.goto(shop_origin)
    page.evaluate("address => { document.getElementById('app').src = address }", address)
    designer = page.frame_locator("#app")
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()
    return designer


def heard(page: Page, name: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = page.evaluate("() => window.heard")
    return [message for message in messages if message["data"].get("name") == name]


def wait_for_message(page: Page, name: str) -> dict[str, Any]:
    page.wait_for_function("name => window.heard.some((message) => message.data.name === name)", arg=name)
    return heard(page, name)[0]


@contextmanager
def shop_page() -> Iterator[str]:
    """The origin of a shop's page, which is nobody's but its own."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), HostPage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def phone(browser: Browser, **more: Any) -> BrowserContext:
    """A phone with a touch screen. Close it when done."""
    return browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2,
        reduced_motion="reduce", **more,
    )  # fmt: skip


def open_designer(page: Page, world: DemoWorld, **parameters: str) -> None:
    """The designer in a page of its own."""
    page.goto(smartlink(world, **parameters))
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()


def pick(radio: Locator) -> None:
    """Choose by what stands for a radio button that is not seen itself, once that keeps its place."""
    radio.locator("xpath=ancestor::label").click()
    expect(radio).to_be_checked()


def ordered(page: Page, designer: Page | FrameLocator) -> dict[str, Any]:
    """Add the design to the cart, past a check that lets it. What the designer sent: document, options and so on."""
    proceed = designer.get_by_role("button", name="Add to cart anyway")
    done = designer.get_by_role("dialog").filter(has_text="Saved").or_(designer.get_by_text("in the cart"))
    with page.expect_request("**/s/data/print-jobs") as sent:
        designer.get_by_role("button", name="Add to cart", exact=True).click()
        expect(done.or_(proceed).first).to_be_visible()
        if proceed.count():
            proceed.click()
    answer = sent.value.response()
    assert answer
    assert answer.ok, answer.text()
    return body_of(sent.value)


def body_of(request: Request) -> dict[str, Any]:
    """What a request carries as JSON."""
    body: dict[str, Any] = json.loads(request.post_data or "")
    return body


def layers_of(request: dict[str, Any], area: str) -> list[dict[str, Any]]:
    """The layers of a print area in what `ordered` gave, the undermost first."""
    [found] = [one for one in request["document"]["areas"] if one["name"] == area]
    layers: list[dict[str, Any]] = found["layers"]
    return layers


def axe_violations(page: Page | Frame, within: str | None = None) -> list[str]:
    """What axe has to say of the page as it stands, or of what a selector finds in it; nothing, if all is well.

    It does not look into frames of other origins: these are asked for themselves.
    """
    return [
        f"{violation['id']}: {json.dumps([node['target'] for node in violation['nodes']])}"
        for violation in Axe().run(page, within).response["violations"]
    ]
