"""The one clock. Everything timed asks `now()`, so that tests can move time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_frozen_at: datetime | None = None


def now() -> datetime:
    """The current moment, timezone-aware, in UTC."""
    return _frozen_at if _frozen_at is not None else datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Within the block `now()` gives `moment`, and `advance` moves it."""
    global _frozen_at  # noqa: PLW0603 - the clock is process-wide on purpose
    before, _frozen_at = _frozen_at, moment
    try:
        yield
    finally:
        _frozen_at = before


def advance(by: timedelta) -> None:
    """Move the frozen clock on. Outside `frozen` it is a programming error."""
    global _frozen_at  # noqa: PLW0603 - as above
    if _frozen_at is None:
        raise RuntimeError("the clock is not frozen")
    _frozen_at += by


def ago(moment: datetime) -> str:
    """How long ago a moment was, in words: `3 minutes ago`."""
    seconds = (now() - moment).total_seconds()
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
