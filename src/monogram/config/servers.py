"""How the web servers are started."""

from __future__ import annotations

import sys


def web_command(*, application: str, host: str, port: int, workers: int, threads: int) -> list[str]:
    """How granian is called for a WSGI application."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--backpressure", "64",
        "--log-level", "warning", application,
    ]  # fmt: skip
