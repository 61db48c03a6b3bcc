"""Ports for servers that tests start."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import socket
import tempfile
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
_ALLOWED = range(18_000, 32_000)
"""Below those that Linux gives to connections, any of which could take a port while its server starts, or restarts."""
_MOST_TRIES = 1_000
_held: list[IO[str]] = []


def free_ports(count: int) -> int:
    """The first of so many ports in a row that are free. They stay this process's as long as it lives."""
    for _ in range(_MOST_TRIES):
        first = _ALLOWED.start + secrets.randbelow(len(_ALLOWED) - count)
        with contextlib.ExitStack() as taken:
            if all(_take(port, taken) for port in range(first, first + count)):
                taken.pop_all()
                return first
    raise AssertionError(f"there are no {count} free ports in a row")


def free_port() -> int:
    """A port that is free. It stays this process's as long as it lives."""
    return free_ports(1)


def _take(port: int, taken: contextlib.ExitStack) -> bool:
    """Whether a port is free and no other test of this user has it. It is ours as long as the file is open."""
    folder = Path(tempfile.gettempdir(), f"monogram-test-ports-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    ours = taken.enter_context((folder / str(port)).open("w"))
    with socket.socket() as probe:
        try:
            fcntl.flock(ours, fcntl.LOCK_EX | fcntl.LOCK_NB)
            probe.bind((HOST, port))
        except OSError:
            return False
    _held.append(ours)
    return True
