"""Waiting for conditions. Limits are there to end a test that would hang; no test measures anything by them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

LIMIT_SECONDS = 180.0


def wait_until(condition: Callable[[], Found | None], what: str, *, limit: float = LIMIT_SECONDS) -> Found:
    """Ask until the answer is something true, and give it. Raises AssertionError when that takes too long."""
    deadline = time.monotonic() + limit
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"it did not come to pass within {limit:g} s: {what}")
        time.sleep(0.02)
    return found
