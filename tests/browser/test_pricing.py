"""The shop's own price (`epa`): as plain JSON, as JSONP in its cage, and from a shop that means harm."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import PATIENCE, axe_violations, open_designer, ordered, phone
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

Asked = dict[str, str]
Answer = Callable[[Asked], Any]
"""From the parameters of the question to what is answered."""


def always(answer: Any) -> Answer:
    return lambda _asked: answer


class PricingShop:
    """A shop's pricing address. In JSON it lets any page read it, in JSONP none."""

    def __init__(self, answer: Answer, *, jsonp: bool) -> None:
        self.answer, self.jsonp = answer, jsonp
        self.asked: list[Asked] = []
        self.cookies: list[str] = []
        self.address = ""

    def reply(self, path: str) -> tuple[str, str]:
        fields = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        self.asked.append(fields)
        answer = self.answer(fields)
        written = answer if isinstance(answer, str) else json.dumps(answer)
        if not self.jsonp:
            return "application/json", written
        if not isinstance(answer, str):
            written = f"{fields.get('callback', 'nobody')}({written});"
        return "text/javascript", written


@contextmanager
def pricing_shop(answer: Answer, *, jsonp: bool = False) -> Iterator[PricingShop]:
    shop = PricingShop(answer, jsonp=jsonp)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.cookies.append(self.headers.get("Cookie", ""))
            kind, written = shop.reply(self.path)
            body = written.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if not shop.jsonp:
                self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shop.address = f"http://127.0.0.1:{server.server_port}/price"
        yield shop
        server.shutdown()


def open_with(page: Page, world: DemoWorld, shop: PricingShop) -> None:
    open_designer(page, world, epa=quote(shop.address, safe=""))


def price_of(page: Page) -> Any:
    return page.locator(".cart__price strong")


FULL = {
    "price": "£10.00",
    "amount": 10,
    "currency": "GBP",
    "name": "The corner shop's tee",
    "description": "Printed while you wait.",
    "quantities": {"min": 5, "max": 50, "increment": 5},
    "tiers": [{"quantity": 20, "price": "£8.00", "amount": 8}],
}


@pytest.mark.parametrize("jsonp", [False, True])
def test_the_shop_says_what_it_costs(page: Page, demo_world: DemoWorld, jsonp: bool) -> None:
    with pricing_shop(lambda _asked: FULL, jsonp=jsonp) as shop:
        open_with(page, demo_world, shop)
        expect(price_of(page)).to_have_text("£50.00")
        expect(page.get_by_text("£10.00 each")).to_be_visible()
        quantity = page.get_by_role("spinbutton", name="Quantity")
        expect(quantity).to_have_value("5")
        quantity.fill("23")
        quantity.press("Enter")
        expect(page.get_by_text("You can order 5 to 50, in steps of 5. Set to 25.")).to_be_visible()
        expect(price_of(page)).to_have_text("£200.00")
        quantity.press("ArrowDown")
        expect(quantity).to_have_value("20")
        breaks = page.get_by_role("table", name="Price breaks")
        expect(breaks.get_by_role("row", name="20 or more £8.00")).to_have_attribute("aria-current", "true")
        expect(page.get_by_text("Printed while you wait.")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("The corner shop's tee")
        assert axe_violations(page) == []
        assert {fields["sku"] for fields in shop.asked} == {"TSHIRT-WHITE-S"}
        assert set(shop.cookies) == {""}
        assert page.locator("iframe").count() == 0
        page.get_by_role("button", name="Tap to add your text").click()
        page.keyboard.type("Ada")
        assert ordered(page, page)["quantity"] == 20


def test_a_price_that_depends_on_everything_is_asked_again(browser: Browser, demo_world: DemoWorld) -> None:
    def answer(asked: Asked) -> dict[str, Any]:
        letters, pieces = int(asked.get("characters", 0)), int(asked.get("quantity", 1))
        return {"price": f"£{10 + letters}.00", "total": f"£{(10 + letters) * pieces}.00", "dynamic": True}

    with phone(browser) as context, pricing_shop(answer, jsonp=True) as shop:
        page = context.new_page()
        open_with(page, demo_world, shop)
        expect(price_of(page)).to_have_text("£10.00")
        page.get_by_role("button", name="Tap to add your text").click()
        page.keyboard.type("Ada L")
        expect(price_of(page)).to_have_text("£14.00")
        page.get_by_role("button", name="One more").click()
        expect(price_of(page)).to_have_text("£28.00")
        expect(page.get_by_text("£14.00 each")).to_be_visible()
        assert "Ada" not in json.dumps(shop.asked)


HARMFUL = {
    "script in strings": {"price": "<script>parent.x=1</script>£7.00", "name": "<img src=x onerror=parent.x=1>Tee"},
    "a script that reaches out": """
        const tries = [
          () => { top.document.title = "taken" }, () => { parent.document.body.innerHTML = "" },
          () => { top.location = "https://evil.example" }, () => { localStorage.x = 1 },
          () => { document.cookie = "x=1" },
        ];
        const done = tries.filter((one) => { try { one(); return true } catch { return false } }).length;
        window[new URL(document.currentScript.src).searchParams.get("callback")]({ price: `${done} of 5` });
    """,
}


def test_a_shop_that_means_harm_does_none(page: Page, demo_world: DemoWorld) -> None:
    own = "£18.00"
    with pricing_shop(lambda _asked: HARMFUL["script in strings"], jsonp=True) as shop:
        open_with(page, demo_world, shop)
        expect(price_of(page)).to_have_text("£7.00")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Tee")
        assert page.evaluate("() => window.x") is None
    with pricing_shop(lambda _asked: HARMFUL["a script that reaches out"], jsonp=True) as shop:
        open_with(page, demo_world, shop)
        expect(price_of(page)).to_have_text("0 of 5")
        assert "taken" not in page.title()
    for answer in ("nonsense(", "x" * 200_000, {"price": "£" + "9" * 90_000}, {"name": "no price"}):
        with pricing_shop(always(answer), jsonp=True) as shop:
            open_with(page, demo_world, shop)
            expect(price_of(page)).to_have_text(own)
            expect(page.locator("iframe")).to_have_count(0)
            expect(page.get_by_role("alert")).to_have_count(0)


def test_while_no_answer_comes_the_price_has_its_place_and_nothing_moves(page: Page, demo_world: DemoWorld) -> None:
    told = threading.Event()

    def answer(_asked: Asked) -> dict[str, Any]:
        assert told.wait(PATIENCE / 1000)
        return {"price": "£10.00"}

    with pricing_shop(answer) as shop:
        open_with(page, demo_world, shop)
        waiting = page.locator(".cart__price[aria-busy=true]")
        expect(waiting).to_be_visible()
        add = page.get_by_role("button", name="Add to cart", exact=True)
        before = add.bounding_box()
        assert axe_violations(page) == []
        told.set()
        expect(price_of(page)).to_have_text("£10.00")
        assert add.bounding_box() == before
