"""A load generator that costs little: prepared requests over kept connections, one thread, one selector."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What came of one run: how long each request took, and how many were not answered with 200."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    first_refusal: bytes = b""

    def as_dict(self) -> dict[str, float]:
        times = sorted(self.latencies)
        if not times:
            return {"per_second": 0, "refused": self.refused}
        return {
            "per_second": round(len(times) / self.seconds, 1),
            "p50_ms": round(times[len(times) // 2] * 1000, 2),
            "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
            "refused": self.refused,
        }


class _Line:
    """One connection with one request underway."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.sent_at = 0.0

    def send(self, request: bytes) -> None:
        self.received, self.sent_at = b"", time.perf_counter()
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError(f"the server hung up: {self.received[:200]!r}")
        self.received += chunk
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return False
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        return len(body) >= int(length)


def run(address: tuple[str, int], requests: Iterator[bytes], *, connections: int, seconds: float) -> Outcome:
    """Keep `connections` busy for `seconds`."""
    selector = selectors.DefaultSelector()
    lines = [_Line(address) for _ in range(connections)]
    outcome = Outcome(seconds)
    begin = time.perf_counter()
    for line in lines:
        selector.register(line.socket, selectors.EVENT_READ, line)
        line.send(next(requests))
    underway, end = len(lines), begin + seconds
    while underway:
        for key, _ in selector.select():
            line = key.data
            if not line.is_answered():
                continue
            now = time.perf_counter()
            outcome.latencies.append(now - line.sent_at)
            if not line.received.startswith(b"HTTP/1.1 200"):
                outcome.refused += 1
                outcome.first_refusal = outcome.first_refusal or line.received
            if now < end:
                line.send(next(requests))
            else:
                selector.unregister(line.socket)
                line.socket.close()
                underway -= 1
    outcome.seconds = time.perf_counter() - begin
    return outcome
