"""Fixtures of the messages' tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings
from tests.common.receiver import Receiver, receiving

from monogram.common import clock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """A shop's or supplier's server on loopback, which these tests may reach."""
    settings.MONOGRAM_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with receiving() as server:
        yield server


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock stands at noon until a test moves it."""
    with clock.frozen(NOON):
        yield NOON
