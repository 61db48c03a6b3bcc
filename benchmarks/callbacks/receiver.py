"""A shop's server that does nothing but answer: `python -m benchmarks.callbacks.receiver PORT [SECONDS]`.

It waits `SECONDS` before each answer, and tells at `GET /` when which message has arrived.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"

arrivals: list[tuple[str, float]] = []
pause = 0.0


class Connection(asyncio.Protocol):
    """HTTP/1.1 with kept connections, as much of it as our client speaks."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._unread = b""

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while (end := self._unread.find(b"\r\n\r\n")) >= 0:
            head = self._unread[:end].lower()
            whole = end + 4 + int(_header(head, b"content-length") or 0)
            if len(self._unread) < whole:
                return
            self._unread = self._unread[whole:]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        if head.startswith(b"get "):
            body = json.dumps(arrivals).encode()
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            return
        arrivals.append((_header(head, b"webhook-id"), time.time()))
        if pause:
            asyncio.get_running_loop().call_later(pause, self._transport.write, _OK)
        else:
            self._transport.write(_OK)


def _header(head: bytes, name: bytes) -> str:
    start = head.find(b"\r\n" + name + b":")
    if start < 0:
        return ""
    return head[start + len(name) + 3 :].split(b"\r\n", 1)[0].strip().decode()


async def main() -> None:
    global pause
    port, pause = int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
