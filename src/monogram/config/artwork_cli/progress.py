"""A bar for long work, where somebody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDTH = 32
_SHOWN_AFTER = 0.5
"""Seconds: what is done sooner needs no bar."""


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """Gives a function that takes the share done, 0…1. The bar is drawn on a terminal's error output only."""
    began = time.monotonic()
    shown = False

    def show(share: float) -> None:
        nonlocal shown
        if not sys.stderr.isatty() or time.monotonic() - began < _SHOWN_AFTER:
            return
        shown = True
        filled = round(min(max(share, 0), 1) * _WIDTH)
        sys.stderr.write(f"\r{title}  {'█' * filled}{'░' * (_WIDTH - filled)} {share * 100:3.0f} %")
        sys.stderr.flush()

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
