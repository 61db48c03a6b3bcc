"""How the web servers are started."""

from __future__ import annotations

import sys

PLATFORM = "monogram.config.rsgi:application"
DEMO_SITES = "monogram.demo.site.wsgi:application"

_CONNECTIONS = 512
"""Open at a time, idle ones too. They take no thread."""

_PATIENCE_SECONDS = "30"
"""For a process that is asked to stop: one that is just beginning does not hear it, and would never end."""


def platform_command(*, host: str, port: int, workers: int) -> list[str]:
    """How granian is called for the platform, whose threads are those of `monogram.config.bridge`."""
    return [
        *_granian(host, port), "--interface", "rsgi", "--workers", str(workers),
        "--backpressure", str(_CONNECTIONS), PLATFORM,
    ]  # fmt: skip


def demo_sites_command(*, host: str, port: int) -> list[str]:
    """How granian is called for the demo shop and the suppliers' inbox."""
    return [*_granian(host, port), "--interface", "wsgi", "--blocking-threads", "4", "--backpressure", "64", DEMO_SITES]


def _granian(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--workers-kill-timeout", _PATIENCE_SECONDS,
    ]  # fmt: skip
