"""A shop that frames the designer and takes what is posted to it as a form."""

from __future__ import annotations

import http.server
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs

from tests.browser.hosting import HOST_PAGE, PATIENCE

THANKS = "<!doctype html><html lang=en><title>Thanks</title><h1>Thank you from the shop</h1></html>"


class ReceivingShop:
    """`origin` is where it is; `posted` waits for the next form and gives its path and its `data`."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.forms: queue.Queue[tuple[str, dict[str, list[str]]]] = queue.Queue()

    def posted(self) -> tuple[str, dict[str, Any]]:
        path, fields = self.forms.get(timeout=PATIENCE / 1000)
        assert list(fields) == ["data"]
        data: dict[str, Any] = json.loads(fields["data"][0])
        return path, data


@contextmanager
def receiving_shop() -> Iterator[ReceivingShop]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(HOST_PAGE)

        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            shop.forms.put((self.path, parse_qs(body, strict_parsing=True)))
            self.answer(THANKS)

        def answer(self, page: str) -> None:
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        shop = ReceivingShop(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield shop
        server.shutdown()
