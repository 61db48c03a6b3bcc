"""Time limits for whole operations.

A socket's own time-out counts from byte to byte: a server that sends one now and then would hold us for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any, TypeVar

from monogram.transports.errors import TimedOutError

_Answer = TypeVar("_Answer")
SLOWEST_BYTES_PER_SECOND = 50_000
_CUT_AGAIN_SECONDS = 0.2


def allowance(seconds: float, size: int) -> float:
    """The seconds for an operation that moves `size` bytes."""
    return seconds + size / SLOWEST_BYTES_PER_SECOND


def took_too_long(seconds: float) -> TimedOutError:
    """What every operation raises when its time is over."""
    return TimedOutError(
        f"The server was not done after {seconds:,.0f} seconds. It is slow or overloaded: this is tried again later; "
        "if it stays so, ask those who run it"
    )


class Deadline:
    """The end of one operation."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left, above 0. Raises TimedOutError when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise took_too_long(self.seconds)
        return left


async def within(seconds: float, operation: Coroutine[Any, Any, _Answer]) -> _Answer:
    """What the operation gives. Raises TimedOutError when its time is over.

    It is then cancelled and not waited for: its tidying up may wait for the same server.
    """
    task = asyncio.ensure_future(operation)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # or asyncio complains
        task.cancel()
        raise took_too_long(seconds)
    return task.result()


@contextlib.contextmanager
def cut_after(seconds: float, sockets: Callable[[], Iterable[socket.socket]]) -> Iterator[None]:
    """Whatever is still blocked on one of the sockets when the time is over ends in TimedOutError.

    `sockets` is asked again and again from then on, for one may just be being opened.
    """
    done, is_over = threading.Event(), threading.Event()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            is_over.set()
            for open_socket in sockets():
                _cut(open_socket)
            wait = _CUT_AGAIN_SECONDS

    threading.Thread(target=watch, name="deadline", daemon=True).start()
    try:
        yield
    except Exception as error:
        # The socket's own time ends with ours, may be noticed first, and be in other words by now.
        if is_over.is_set() or isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
            raise took_too_long(seconds) from error
        raise
    finally:
        done.set()


def _cut(open_socket: socket.socket) -> None:
    """End both directions below TLS, whose own ending would wait for the other side."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(open_socket, socket.SHUT_RDWR)
