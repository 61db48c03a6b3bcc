"""Times and memory. Times are of one run after another; only their ratios travel from machine to machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path


def median(runs: int, work: Callable[[], object]) -> float:
    """Milliseconds, after one run to warm up."""
    return interleaved(runs, {"work": work})["work"]


def interleaved(runs: int, works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of each of several works done in turns, so that a busy minute of the machine falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if number:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: round(statistics.median(taken), 1) for name, taken in times.items()}


def peak_memory() -> float:
    """MB of this process at its largest. (`ru_maxrss` would begin with that of the process which started this one.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
