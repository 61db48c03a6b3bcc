"""The demo world as one command: prepare the data, start four processes, watch them, stop them together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from monogram.config.servers import demo_sites_command, platform_command

if TYPE_CHECKING:
    from monogram.demo.world import Channel

START_SECONDS = 120
STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1
LOOPBACK = "127.0.0.1"  # where the suppliers' own servers are, whatever the platform listens on


def _say(text: str = "", *, end: str = "\n") -> None:
    sys.stdout.write(text + end)
    sys.stdout.flush()


@contextmanager
def _step(title: str) -> Iterator[None]:
    _say(f"  {title:<42}", end="")
    began = time.monotonic()
    yield
    _say(f"done in {time.monotonic() - began:.1f} s")


def _die_with_parent() -> None:
    """So that a killed `monogram demo` leaves no server behind on its port (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Processes:
    """The children of this command, each with a log file."""

    def __init__(self, log_dir: Path) -> None:
        self.log_dir = log_dir
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        log_dir.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: list[str]) -> None:
        """Start one; in a session of its own, so that Ctrl-C reaches it through us alone."""
        with (self.log_dir / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - this process has no other threads
            )

    def ended(self) -> str | None:
        """The name of one that has ended by itself, if any."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def last_words(self, name: str) -> str:
        """The end of its log."""
        return "\n".join((self.log_dir / f"{name}.log").read_text(errors="replace").splitlines()[-20:])

    def stop(self) -> None:
        """Ask all to stop, wait, then insist."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Port {port} on {host} cannot be used: {error.strerror}.\n"
                f"Stop what is using it, or choose another: --port {port + 10}"
            )


def _prepare_data() -> None:
    """Migrate and seed in this process; it holds no database connection when the servers start."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    with _step("Database"):
        call_command("migrate", interactive=False, verbosity=0)
    with _step("Demo world"):
        from monogram.demo.seed import seed_demo_world

        seed_demo_world()
    connections.close_all()


def _wait_until(is_so: Callable[[], bool], what: str, processes: Processes) -> None:
    """Ends the command with the log if a process ends or time runs out."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if name := processes.ended():
            sys.exit(f"The {name} process ended while starting:\n\n{processes.last_words(name)}")
        if is_so():
            return
        time.sleep(0.1)
    sys.exit(f"{what} did not answer within {START_SECONDS} s. The logs are in {processes.log_dir}.")


def _is_served(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
            return True
    except OSError:
        return False


def _takes_connections(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=2).close()
    except OSError:
        return False
    return True


def _reachable(host: str) -> str:
    """The host name for a browser on this machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - compared, not listened on


def _welcome(ports: Mapping[Channel, int], public_url: str, sites_url: str, log_dir: Path) -> str:
    from monogram.demo import world

    users = world.FOLDER_USERS
    northern, _ = world.PORTAL_USERS[world.NORTHERN_PRINT_WORKS_ID]
    suppliers = {
        world.Channel.PUSH: f"push to {sites_url}/inbox/push/{world.NORTHERN_PRINT_WORKS_ID}",
        world.Channel.SFTP: f"sftp://{users[world.Channel.SFTP]}@{LOOPBACK}:{ports[world.Channel.SFTP]}",
        world.Channel.FTPS: f"ftp://{users[world.Channel.FTPS]}@{LOOPBACK}:{ports[world.Channel.FTPS]}, explicit TLS",
        world.Channel.S3: f"s3://{world.BUCKET} at http://{LOOPBACK}:{ports[world.Channel.S3]}",
        world.Channel.PULL: f"asks {public_url}/supplier/orders",
    }
    listed = "\n".join(
        f"    {supplier} {name:<22} {suppliers[world.CHANNELS[supplier]]}"
        for supplier, name in world.SUPPLIER_NAMES.items()
    )
    return f"""
Monogram is running.

  Demo shop             {sites_url}/shop/
  Suppliers' inbox      {sites_url}/inbox/
  Platform              {public_url}/
  Back office           {public_url}/admin/   ({world.STAFF_EMAIL} / {world.STAFF_PASSWORD})
  Suppliers' portal     {public_url}/portal/   ({northern} / {world.PORTAL_PASSWORD})
  API description       {public_url}/api/openapi.json

  Retailer              {world.RETAILER_ID}, key {world.RETAILER_KEY}
  Suppliers             (password of their folders: {world.FOLDER_PASSWORD})
{listed}

  Logs                  {log_dir}

Ctrl-C stops everything."""


def _watch(processes: Processes) -> int:
    """Until somebody asks us to stop (0) or a process ends by itself (1)."""
    asked: list[int] = []

    def on_signal(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    handler: Callable[[int, FrameType | None], None] = on_signal
    signal.signal(signal.SIGTERM, handler)
    signal.signal(signal.SIGINT, handler)
    while not asked:
        if name := processes.ended():
            _say(f"\nThe {name} process ended by itself; stopping the others.\n\n{processes.last_words(name)}")
            processes.stop()
            return 1
        time.sleep(0.2)
    _say("\nStopping …", end=" ")
    processes.stop()
    _say("stopped.")
    return 0


def run(*, host: str, port: int, concurrency: int) -> int:
    """Start the demo world and stay until it is stopped. Returns the exit code."""
    from monogram.demo import world
    from monogram.demo.workshops.identity import made_once

    for wanted in (port, port + 1):
        _refuse_taken_port(host, wanted)
    public_url = f"http://{_reachable(host)}:{port}"
    sites_url = f"http://{_reachable(host)}:{port + 1}"
    os.environ.update(MONOGRAM_DEMO="true", MONOGRAM_DEMO_SITES_URL=sites_url)
    os.environ.setdefault("MONOGRAM_PUBLIC_URL", public_url)
    data_dir = Path(os.environ["MONOGRAM_DATA_DIR"])
    processes = Processes(data_dir / "logs")
    identity = made_once(data_dir / "workshops" / "identity")
    identity.choose_ports(port)
    folder_ports = {channel: identity.port_of(channel, port) for channel in world.FOLDER_PORTS}
    try:
        # The suppliers' servers start while the data is prepared.
        processes.start("workshops", [sys.executable, "-m", "monogram.demo.workshops", "--port", str(port)])
        _prepare_data()
        with _step("Servers"):
            processes.start("web", platform_command(host=host, port=port, workers=1))
            processes.start(
                "worker", [sys.executable, "-m", "monogram.config.cli", "worker", "--concurrency", str(concurrency)]
            )
            processes.start("sites", demo_sites_command(host=host, port=port + 1))
            for url in (f"{public_url}/", f"{sites_url}/"):
                _wait_until(partial(_is_served, url), url, processes)
            for wanted in folder_ports.values():
                _wait_until(partial(_takes_connections, wanted), f"Port {wanted}", processes)
        _say(_welcome(folder_ports, os.environ["MONOGRAM_PUBLIC_URL"], sites_url, processes.log_dir))
        return _watch(processes)
    finally:
        processes.stop()
