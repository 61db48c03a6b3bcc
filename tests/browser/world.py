"""The running demo world, started by the same command that people use."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.common.ports import free_ports

START_SECONDS = 600
PORTS = 5
"""The platform's, the sites', and behind them those of three suppliers' servers."""


@dataclass(frozen=True)
class DemoWorld:
    """Where a running demo world is reached, and where it keeps its data."""

    platform: str
    sites: str
    data: Path


def _wait_for_welcome(process: subprocess.Popen[str]) -> str:
    """What the command prints up to the line that says how to stop it."""
    assert process.stdout
    said = ""
    deadline = time.monotonic() + START_SECONDS
    for line in process.stdout:
        said += line
        if "Ctrl-C stops everything" in line:
            return said
        if time.monotonic() > deadline:
            break
    process.kill()
    raise AssertionError(f"the demo world did not start:\n{said}")


@contextmanager
def running_demo_world(data: Path) -> Iterator[DemoWorld]:
    """`monogram demo` on free ports. At the end it has to stop cleanly when asked to."""
    port = free_ports(PORTS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MONOGRAM_")}
    command = [sys.executable, "-m", "monogram.config.cli", "demo", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        said = _wait_for_welcome(process)
        sites = re.search(r"Demo shop\s+(\S+)/shop/", said)
        assert sites
        try:
            yield DemoWorld(f"http://127.0.0.1:{port}", sites[1], data)
        finally:
            process.send_signal(signal.SIGINT)
            left = process.wait(120)
        assert left == 0
