"""How many messages one receiver gets at a time, so that a slow or dead one cannot keep all senders busy.

A receiver that was quick when it was last asked gets as many as there are, one that was slow only a few, and one of
which nothing is known something in between. What is known lives in the worker's memory: a new worker learns it anew.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from monogram.callbacks import queries
from monogram.common import clock

SLOW = timedelta(seconds=2)
REMEMBERED = timedelta(minutes=10)
MOST_IN_FLIGHT_TO_A_STRANGER = 16  # half the senders of a worker
MOST_IN_FLIGHT_WHEN_SLOW = 4
WAIT = timedelta(seconds=2)

_known: dict[str, tuple[bool, datetime]] = {}  # receiver → whether it was slow, and until when that counts
_guard = threading.Lock()


def remember(receiver: str, *, took: timedelta) -> None:
    """Note how long the receiver took to answer, or not to answer."""
    with _guard:
        _known[receiver] = (took >= SLOW, clock.now() + REMEMBERED)


def was_slow(receiver: str) -> bool | None:
    """Whether the receiver was slow when it was last asked; None if that is long ago."""
    with _guard:
        slow, until = _known.get(receiver, (None, clock.now()))
        if until <= clock.now():
            _known.pop(receiver, None)
            return None
    return slow


def forget_all() -> None:
    """As in a new worker."""
    with _guard:
        _known.clear()


def wait_for(receiver: str) -> timedelta | None:
    """How long the next message has to wait until it is looked at again. None: it may go now."""
    slow = was_slow(receiver)
    if slow is False:
        return None
    most = MOST_IN_FLIGHT_WHEN_SLOW if slow else MOST_IN_FLIGHT_TO_A_STRANGER
    return WAIT if queries.in_flight_to(receiver) >= most else None
