"""The other end: a shop that takes callbacks, a supplier that takes pushes, a host with pictures.

`python -m tests.faults.receiver JOURNAL` prints its port. What arrives is on the disk before it is answered, a line
each, in the order of arrival. Every so many callbacks it is out of order for a moment and refuses the first attempt.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import threading
import zlib
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_REFUSES_ONE_IN = 16
_SIDE = 64


@dataclass(frozen=True)
class Arrival:
    """One message that came. `status` is what was answered, `message_id` its name for those that come again."""

    kind: str
    order: int
    sequence: int
    event_id: str
    message_id: str
    digest: str
    status: int

    @property
    def is_accepted(self) -> bool:
        return self.status == 200


def read_journal(journal: Path) -> list[Arrival]:
    """Everything that has arrived, in its order."""
    return [Arrival(**json.loads(line)) for line in journal.read_text().splitlines()]


def picture(number: int) -> bytes:
    """A PNG of one colour."""
    colour = bytes([number * 37 % 256, number * 91 % 256, 128])
    rows = (b"\0" + colour * _SIDE) * _SIDE
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


class _Journal:
    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._guard = threading.Lock()
        self._refused: set[str] = set()

    def take(self, kind: str, message_id: str, body: bytes) -> int:
        """Write down what came, and with it the status that it will be answered with."""
        told = json.loads(body)
        order, sequence = int(told["id"]), int(told.get("sequence", 0))
        with self._guard:
            arrival = Arrival(
                kind, order, sequence, str(told.get("event_id", "")), message_id, hashlib.sha256(body).hexdigest(),
                503 if kind == "callback" and self._refuses(order, sequence) else 200,
            )  # fmt: skip
            os.write(self._file, json.dumps(asdict(arrival)).encode() + b"\n")
            os.fdatasync(self._file)
        return arrival.status

    def _refuses(self, order: int, sequence: int) -> bool:
        name = f"{order}-{sequence}"
        if zlib.crc32(name.encode()) % _REFUSES_ONE_IN or name in self._refused:
            return False
        self._refused.add(name)
        return True


def main() -> None:
    journal = _Journal(Path(sys.argv[1]))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = picture(int("".join(filter(str.isdigit, self.path)) or 0))
            self._answer(200, content, "image/png")

        def do_PUT(self) -> None:
            self._take("callback")

        def do_POST(self) -> None:
            self._take("push")

        def _take(self, kind: str) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(journal.take(kind, self.headers["webhook-id"], body), b"", "text/plain")

        def _answer(self, status: int, body: bytes, media_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # senders are killed while they send: that is what this is for

    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
