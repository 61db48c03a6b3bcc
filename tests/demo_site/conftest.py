"""The demo sites as they run: a process of their own, and a platform on the other end of the wire."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.common.ports import free_port
from tests.faults.waiting import LIMIT_SECONDS, wait_until


@dataclass
class FarPlatform:
    """The far end of the public contract: keeps what the sites send and answers what a test has laid ready."""

    answers: list[tuple[int, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)
    url: str = ""


@pytest.fixture(scope="session")
def _far_platform() -> Iterator[FarPlatform]:
    platform = FarPlatform()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"null")
            platform.requests.append((self.command, self.path, dict(self.headers), body))
            status, content = platform.answers.pop(0)
            sent = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_POST = do_PUT = _answer  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        platform.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield platform
        server.shutdown()
        thread.join()


@pytest.fixture
def far_platform(_far_platform: FarPlatform) -> FarPlatform:
    """The platform with nothing laid ready and nothing heard."""
    _far_platform.answers.clear()
    _far_platform.requests.clear()
    return _far_platform


@dataclass(frozen=True)
class Answer:
    """What a site answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """A browser with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT_SECONDS)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        response = connection.getresponse()
        for _, value in (pair for pair in response.getheaders() if pair[0].lower() == "set-cookie"):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(value).items()})
        answer = Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
        )
        connection.close()
        return answer

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def send_form(self, path: str, fields: dict[str, str]) -> Answer:
        """With the token that the pages' forms carry."""
        values = {"csrfmiddlewaretoken": self.cookies["demo_sites_csrf"], **fields}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urllib.parse.urlencode(values).encode(), form)

    def send_json(self, path: str, content: Any) -> Answer:
        """As the page's script sends it."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies["demo_sites_csrf"]}
        return self.ask("POST", path, json.dumps(content).encode(), headers)


@pytest.fixture(scope="session")
def sites_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the sites."""
    return tmp_path_factory.mktemp("demo-sites")


@pytest.fixture(scope="session")
def _sites_port(_far_platform: FarPlatform, sites_data: Path) -> Iterator[int]:
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MONOGRAM_", "DJANGO_"))},
        "MONOGRAM_DATA_DIR": str(sites_data),
        "MONOGRAM_PUBLIC_URL": _far_platform.url,
        "MONOGRAM_DEMO_SITES_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "monogram.demo.site.wsgi:application"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_until_served(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(LIMIT_SECONDS)


def _wait_until_served(port: int, process: subprocess.Popen[bytes]) -> None:
    def listens() -> bool:
        assert process.poll() is None, "the demo sites did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    wait_until(listens, "the demo sites listen")


@pytest.fixture
def visitor(_sites_port: int, far_platform: FarPlatform) -> Visitor:
    """Somebody who has just opened the shop."""
    visitor = Visitor(_sites_port)
    visitor.get("/shop/products/engraved-pen")
    return visitor
