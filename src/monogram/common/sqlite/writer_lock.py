"""Writers of one SQLite database, one after another in the order of their arrival.

SQLite lets one connection write at a time; the others poll with sleeps of up to 100 ms and no order, so that under
load a few of them wait for seconds. Here they stand in line instead:

1. threads of one process pass a gate in exact order;
2. the first thread of each process waits at a file lock, the *turnstile*;
3. whoever has the turnstile looks for the file lock of the *writer* and then lets the next one in. A process that has
   just finished writing has to go back to the turnstile, so it cannot overtake those who waited.

The kernel drops both file locks when a process dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque

_FIRST_PAUSE = 0.00005
_LONGEST_PAUSE = 0.002


class _Line:
    """Threads of this process, first come, first served. The holder hands over to the next one in line."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=timeout):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        return True  # the turn came in the moment of giving up

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


class WriterLock:
    """The right to write to one database; `database` is its path, or None for one in this process's memory."""

    def __init__(self, database: str | None) -> None:
        self._line = _Line()
        self._turnstile = self._writer = -1
        if database is not None:
            self._turnstile = os.open(f"{database}-queue", os.O_RDWR | os.O_CREAT, 0o644)
            self._writer = os.open(f"{database}-writer", os.O_RDWR | os.O_CREAT, 0o644)

    def acquire(self, timeout: float) -> bool:
        """Wait for the turn to write, at most about `timeout` seconds. False: it did not come."""
        deadline = time.monotonic() + timeout
        if not self._line.acquire(timeout):
            return False
        if self._writer < 0 or self._lock_files(deadline):
            return True
        self._line.release()
        return False

    def release(self) -> None:
        """Let the next one write."""
        if self._writer >= 0:
            fcntl.flock(self._writer, fcntl.LOCK_UN)
        self._line.release()

    def _lock_files(self, deadline: float) -> bool:
        # The wait at the turnstile has no limit of its own: each who stands before us has one at the writer's lock.
        fcntl.flock(self._turnstile, fcntl.LOCK_EX)
        try:
            pause = _FIRST_PAUSE
            while True:
                try:
                    fcntl.flock(self._writer, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        return False
                    time.sleep(pause)
                    pause = min(pause * 1.3, _LONGEST_PAUSE)
                else:
                    return True
        finally:
            fcntl.flock(self._turnstile, fcntl.LOCK_UN)


_locks: dict[str, WriterLock] = {}
_locks_guard = threading.Lock()


def lock_of(name: str, *, in_memory: bool) -> WriterLock:
    """This process's lock of the database."""
    lock = _locks.get(name)
    if lock is None:
        with _locks_guard:
            lock = _locks.get(name) or _locks.setdefault(name, WriterLock(None if in_memory else name))
    return lock


def _forget_after_fork() -> None:
    """A child stands in line for itself: with its parent's open files it would share its parent's turn."""
    global _locks_guard  # noqa: PLW0603 - the parent's guard may have been held by a thread that is not here
    _locks_guard = threading.Lock()
    _locks.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
