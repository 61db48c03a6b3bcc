"""Calls that begin together, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def at_once(*calls: Callable[[], object], refusals: type[Exception] | tuple[type[Exception], ...] = ()) -> list[Any]:
    """What came of each call, in their order, none of which began before all were there.

    That is what it gave, or the error that it ended with, if it is one of `refusals`. Any other is raised here.
    """
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        gate.wait()
        try:
            return call()
        except refusals as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
