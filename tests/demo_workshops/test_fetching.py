"""The supplier that asks for its orders: each is kept and acknowledged, none is missed when something breaks off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from monogram.demo import world
from monogram.demo.site import settings as sites
from monogram.demo.site.inbox import documents, news
from monogram.demo.site.platform import PlatformRefusedError
from monogram.demo.workshops import taking

SUPPLIER = world.FINE_LINE_ENGRAVING_ID
FIRST = '{"id":7,"ref":"A7","status":1,"items":[{"id":71, "quantity":2,"description":"Pen, \\"steel\\" [x]"}]}'
SECOND = '{"id":8,"ref":"A8","status":1,"items":[]}'


class Feed:
    """The platform's end: pages by address, the answers to acknowledgements, and what was asked."""

    def __init__(self) -> None:
        self.pages = {"/supplier/orders": (f"[{FIRST}, {SECOND}]", "/supplier/orders?cursor=two")}
        self.pages["/supplier/orders?cursor=two"] = ("[]", "/supplier/orders?cursor=two")
        self.acknowledged_with = 200
        self.asked: list[str] = []


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, following = feed.pages[self.path]
            self._answer(200, body, {"Link": f'<{following}>; rel="next"'})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer(feed.acknowledged_with, '{"error": {"code": 0, "message": "It is on hold"}}', {})

        def _answer(self, status: int, body: str, headers: dict[str, str]) -> None:
            feed.asked.append(f"{self.command} {self.path} {self.headers['Authorization']}")
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        monkeypatch.setattr(sites, "PLATFORM_URL", f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        news.folder_of(SUPPLIER).mkdir(parents=True)
        yield feed
        server.shutdown()
        thread.join()


def test_orders_are_kept_word_for_word_and_acknowledged(feed: Feed) -> None:
    assert taking.fetch(SUPPLIER) == 2

    key = f"Basic 200005:{'F' * 27}"
    assert feed.asked == [
        f"GET /supplier/orders {key}",
        f"POST /supplier/orders/7/acknowledge {key}",
        f"POST /supplier/orders/8/acknowledge {key}",
    ]
    [receipt] = documents.receipts_of(SUPPLIER, 7)
    assert (receipt.proof, receipt.name, receipt.text) == ("Fetched with our key", "/supplier/orders", FIRST)
    assert documents.receipts_of(SUPPLIER, 8)[0].text == SECOND


def test_the_next_time_it_goes_on_where_it_was(feed: Feed) -> None:
    taking.fetch(SUPPLIER)
    feed.asked.clear()

    assert taking.fetch(SUPPLIER) == 0

    assert [asked.rpartition(" Basic")[0] for asked in feed.asked] == ["GET /supplier/orders?cursor=two"]


def test_after_no_answer_the_same_orders_come_again(feed: Feed) -> None:
    pages, feed.pages = feed.pages, {"/supplier/orders": ("no JSON", "/supplier/orders?cursor=lost")}
    with pytest.raises(PlatformRefusedError):
        taking.fetch(SUPPLIER)
    feed.pages = pages

    assert taking.fetch(SUPPLIER) == 2


def test_a_refused_acknowledgement_holds_nothing_up(feed: Feed) -> None:
    feed.acknowledged_with = 400

    assert taking.fetch(SUPPLIER) == 2
    assert taking.fetch(SUPPLIER) == 0


def test_a_cancellation_is_taken_in_and_not_acknowledged(feed: Feed) -> None:
    taking.fetch(SUPPLIER)
    feed.asked.clear()
    cancelled = json.dumps({**json.loads(FIRST), "status": 128})
    feed.pages["/supplier/orders?cursor=two"] = (f"[{cancelled}]", "/supplier/orders?cursor=three")

    taking.fetch(SUPPLIER)

    assert len(feed.asked) == 1
    assert [order.platform_id for order in documents.orders_of(SUPPLIER, "cancelled")] == [7]
