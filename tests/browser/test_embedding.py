"""The designer in other people's pages: the element of `/s/embed.js`, and the examples as they stand."""

from __future__ import annotations

import http.server
import re
import threading
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.hosting import axe_violations
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "embed"
EMPTY = '<!doctype html><html lang="de-AT"><title>A shop</title><body></body></html>'
LISTENING = """
window.heard = [];
for (const name of ["ready", "busy", "idle", "add-to-cart", "unreachable"])
  document.addEventListener(name, (event) => heard.push([event.target.id, name, event.detail]));
"""


class Shop(http.server.BaseHTTPRequestHandler):
    """Pages of a shop, on an origin that is nobody's but its own."""

    pages: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith("js") else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def origin(demo_world: DemoWorld) -> Iterator[str]:
    """Where the shop's pages are: an empty one, and the examples."""
    files = {"/": EMPTY, **{f"/{file.name}": file.read_text() for file in EXAMPLES.glob("*.html")}}
    Shop.pages = {
        path: text.replace("http://127.0.0.1:8000", demo_world.platform).encode() for path, text in files.items()
    }
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def shop(page: Page, demo_world: DemoWorld, origin: str) -> Page:
    """An empty page that has loaded the element, which has added nothing to what everybody sees."""
    page.goto(origin)
    before = set(page.evaluate("Object.getOwnPropertyNames(window)"))
    page.add_script_tag(url=f"{demo_world.platform}/s/embed.js")
    assert set(page.evaluate("Object.getOwnPropertyNames(window)")) == before
    page.evaluate(LISTENING)
    return page


def add_designer(page: Page, name: str, **attributes: str) -> None:
    page.evaluate(
        """([id, attributes]) => {
          const designer = document.createElement("monogram-designer");
          for (const [name, value] of Object.entries({ id, ...attributes })) designer.setAttribute(name, value);
          document.body.append(designer);
        }""",
        [name, {"product": "1007644", "company": "99999", **attributes}],
    )


def heard(page: Page, of: str, name: str) -> list[Any]:
    found: list[Any] = page.evaluate(
        "([of, name]) => heard.filter(([id, said]) => id === of && said === name)", [of, name]
    )
    return found


def wait_for(page: Page, of: str, name: str) -> Any:
    page.wait_for_function("([of, name]) => heard.some(([id, said]) => id === of && said === name)", arg=[of, name])
    return heard(page, of, name)[0][2]


def test_two_designers_on_one_page_keep_apart(shop: Page, demo_world: DemoWorld) -> None:
    add_designer(shop, "shirt", locale="en_GB")
    add_designer(shop, "pen", product="1007648", locale="en_GB", parameters="state[text_areas][Top line][text]=Ada")
    shirt, pen = (shop.frame_locator(f"#{name} iframe") for name in ("shirt", "pen"))
    wait_for(shop, "shirt", "ready")
    wait_for(shop, "pen", "ready")

    expect(shirt.get_by_role("button", name="Add to cart", exact=True)).to_be_enabled()
    pen.get_by_role("button", name="Add to cart", exact=True).click()
    added = wait_for(shop, "pen", "add-to-cart")

    assert added["items"][0]["sku"].startswith("PEN")
    assert added["items"][0]["extra"]["state"]["text_areas"][0]["text"] == "Ada"
    assert heard(shop, "shirt", "add-to-cart") == []
    shop.wait_for_function("() => !document.getElementById('pen').busy")
    assert len(heard(shop, "pen", "busy")) == len(heard(shop, "pen", "idle")) > 0
    assert shop.evaluate("document.getElementById('pen').getAttribute('aria-busy')") == "false"
    assert shop.evaluate("Object.keys(window).includes('MonogramDesigner')") is False


def test_texts_are_written_from_outside_also_ahead_of_the_first_picture(shop: Page) -> None:
    add_designer(shop, "pen", product="1007648", locale="en_GB")
    shop.evaluate("document.getElementById('pen').setText('Top line', 'Grace')")
    wait_for(shop, "pen", "ready")

    designer = shop.frame_locator("#pen iframe")
    designer.get_by_role("button", name="Add to cart", exact=True).click()

    [item] = wait_for(shop, "pen", "add-to-cart")["items"]
    assert item["extra"]["state"]["text_areas"][0]["text"] == "Grace"


def test_only_its_own_frame_is_heard_and_it_goes_without_a_trace(
    shop: Page, demo_world: DemoWorld, origin: str
) -> None:
    add_designer(shop, "shirt")
    address = shop.locator("#shirt iframe").get_attribute("src") or ""
    assert address.startswith(f"{demo_world.platform}/s/app/acp3_2/de_DE/default.html#r=2d-canvas&a2c=postMessage")
    fields = dict(parse_qsl(urlsplit(address).fragment))
    assert (fields["p"], fields["guid"], fields["meo"]) == ("1007644", "99999", origin)
    wait_for(shop, "shirt", "ready")
    before = shop.locator("#shirt iframe").evaluate("(frame) => frame.style.height")

    for name, body in (("ADD_TO_CART_CALLBACK", {"items": []}), ("IFRAME_RESIZE", {"height": 999})):
        shop.evaluate("(forged) => window.postMessage(forged, '*')", {"id": fields["mei"], "name": name, "body": body})
    shop.evaluate("() => new Promise((done) => { addEventListener('message', done); postMessage(0, '*') })")

    assert heard(shop, "shirt", "add-to-cart") == []
    assert shop.locator("#shirt iframe").evaluate("(frame) => frame.style.height") == before
    kept = shop.evaluate_handle("document.getElementById('shirt')")
    shop.evaluate("document.getElementById('shirt').remove()")
    assert shop.frames == [shop.main_frame]
    assert kept.evaluate("(gone) => [gone.shadowRoot.querySelector('iframe'), gone.busy]") == [None, False]
    kept.evaluate("(gone) => gone.setText('Name', 'nobody listens')")


def test_another_product_is_another_session(shop: Page) -> None:
    add_designer(shop, "one")
    first = shop.locator("#one iframe").get_attribute("src") or ""

    shop.evaluate("document.getElementById('one').setAttribute('product', '1007645')")
    shop.evaluate("document.getElementById('one').setAttribute('locale', 'fr_FR')")

    expect(shop.locator("#one iframe")).to_have_count(1)
    second = shop.locator("#one iframe").get_attribute("src") or ""
    assert "/fr_FR/" in second
    assert "p=1007645" in second
    assert second.rpartition("mei=")[2] != first.rpartition("mei=")[2]


def test_the_example_with_the_element_engraves_a_pen(page: Page, origin: str) -> None:
    page.goto(f"{origin}/element.html")
    page.get_by_label("Name on it").fill("Ada Byron")
    page.wait_for_function("document.querySelector('monogram-designer').shadowRoot.querySelector('slot') === null")
    designer = page.frame_locator("monogram-designer iframe")

    designer.get_by_role("button", name="Add to cart", exact=True).click()

    expect(page.locator("#cart")).to_contain_text("1 × PEN")
    assert page.context.cookies() == []


def test_the_example_with_a_frame_opens_and_is_resized(page: Page, origin: str) -> None:
    page.goto(f"{origin}/iframe.html")
    designer = page.frame_locator("#designer")

    expect(designer.get_by_role("button", name="Add to cart", exact=True)).to_be_enabled()

    page.wait_for_function("document.querySelector('#designer').style.height !== '700px'")
    assert page.context.cookies() == []


def asked(address: str) -> tuple[Message, str]:
    """The headers of an answer, as a browser gets it, and its text if that comes unpacked."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br", "Origin": "http://shop.test"})  # noqa: S310 - of our own demo world
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        content = answer.read()
        headers: Message = answer.headers
    return headers, "" if headers["Content-Encoding"] else content.decode()


def test_what_the_page_loads_is_kept_for_good_packed_and_without_cookies(demo_world: DemoWorld) -> None:
    headers, page = asked(f"{demo_world.platform}/s/app/acp3_2/en_GB/engraving.html")
    assert (headers["Cache-Control"], headers["Cross-Origin-Resource-Policy"]) == ("no-cache", "cross-origin")
    assert (headers["X-Frame-Options"], headers["Set-Cookie"]) == (None, None)

    files = re.findall(r'(?:href|src)="(/static/build/[^"]+)"', page)
    assert len(files) == 5
    for file in files:
        headers, _ = asked(demo_world.platform + file)
        assert headers["Cache-Control"] == "max-age=315360000, public, immutable", file
        assert headers["Access-Control-Allow-Origin"] == "*", file
        assert headers["Set-Cookie"] is None, file
        assert headers["Content-Encoding"] == "br" or int(headers["Content-Length"]) < 300, file


@pytest.mark.parametrize(
    "path", ["s/embed.js", "s/data/products/1007648?company=99999", "acp/api/p/1/product/?id=1007648&guid=99999"]
)
def test_no_address_of_the_designer_sets_a_cookie(demo_world: DemoWorld, path: str) -> None:
    headers, _ = asked(f"{demo_world.platform}/{path}")

    assert headers["Set-Cookie"] is None
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_the_page_that_shows_it_is_accessible_and_hears_the_designer(page: Page, demo_world: DemoWorld) -> None:
    page.goto(f"{demo_world.sites}/embedding")
    heard_here = page.locator("[data-embedding-events]")
    expect(heard_here).to_contain_text("ready")

    page.get_by_label("Written by this page").fill("Ada")

    designer = page.frame_locator("monogram-designer iframe")
    expect(designer.get_by_role("textbox", name="Top line")).to_have_value("Ada")
    expect(page.get_by_role("button", name="Copy the code")).to_have_attribute("data-copy", re.compile("embed.js"))
    assert axe_violations(page) == []


def test_a_link_to_nothing_leads_on(page: Page, demo_world: DemoWorld) -> None:
    page.goto(f"{demo_world.platform}/s/app/acp3_2/de_AT/default.html#p=1007648&guid=99999")
    assert axe_violations(page) == []

    page.get_by_role("link", name="/s/app/acp3_2/de_DE/default.html").click()

    assert page.url == f"{demo_world.platform}/s/app/acp3_2/de_DE/default.html"
