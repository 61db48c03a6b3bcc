"""A demo world to design in, started by the command that people use."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _free_port() -> int:
    """A port that is free together with the next one, as far as one can know."""
    with socket.socket() as first:
        first.bind(("127.0.0.1", 0))
        return int(first.getsockname()[1])


@contextmanager
def demo_world(data: Path) -> Iterator[str]:
    """The platform's origin."""
    port = _free_port()
    command = [sys.executable, "-m", "monogram.config.cli", "demo", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if "Ctrl-C stops everything" in line:
                break
        else:
            raise RuntimeError("the demo world did not start")
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGINT)
        process.wait(30)


def designer(platform: str, product: int = 1007644, **more: str) -> str:
    """The designer's address for a product."""
    parameters = {"p": str(product), "r": "2d-canvas", "guid": "99999", **more}
    return f"{platform}/s/app/acp3_2/en_GB/default.html#" + "&".join(f"{k}={v}" for k, v in parameters.items())
