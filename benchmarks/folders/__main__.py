"""Order files into suppliers' folders: `python -m benchmarks.folders [--files 1000] [--size 4000] [--rounds 3]`.

Real servers on loopback, each a process of its own: OpenSSH's sshd, pyftpdlib with TLS, moto's S3. In turns, each
with one connection, written as orders are: under a temporary name, then renamed (S3: put).

- `local`, `sftp`, `ftps`, `s3`: through `monogram.transports`;
- `openssh_client`: the same files and renames by OpenSSH's own `sftp -b`, the floor of `sftp`;
- `boto3`: puts by boto3 on its own kept connection, beside `s3`.

Prints JSON: of all rounds the median, seconds and files a second; `cpu_ms_each` is the client's alone.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
from django.conf import settings as installation
from tests.servers.sshd import openssh

from monogram.transports.folder import open_folder
from monogram.transports.settings import FolderProtocol, FolderSettings


@contextlib.contextmanager
def served(kind: str, home: Path) -> Iterator[FolderSettings]:
    """A server of `benchmarks.folders.server`."""
    home.mkdir()
    command = [sys.executable, "-m", "benchmarks.folders.server", kind, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        yield FolderSettings(**{**said, "protocol": FolderProtocol(said["protocol"])})
        process.communicate()


def through_transports(settings: FolderSettings) -> Callable[[Path, str], None]:
    def write(orders: Path, into: str) -> None:
        with open_folder(settings) as folder:
            for file in sorted(orders.iterdir()):
                folder.write(f"{into}/{file.name}", file.read_bytes())

    return write


def by_openssh(settings: FolderSettings, home: Path) -> Callable[[Path, str], None]:
    """The files as one batch of OpenSSH's client."""
    home.mkdir()
    key, known = home / "key", home / "known_hosts"
    key.touch(mode=0o600)
    key.write_text(settings.private_key)
    known.write_text(settings.host_key)

    def write(orders: Path, into: str) -> None:
        batch = [f"mkdir {into}"]
        for file in sorted(orders.iterdir()):
            batch += [f"put {file} {into}/{file.name}.part", f"rename {into}/{file.name}.part {into}/{file.name}"]
        command = ["sftp", "-q", "-b", "-", "-i", str(key), "-P", str(settings.port), "-F", "none"]
        command += ["-o", f"UserKnownHostsFile={known}", f"{settings.username}@{settings.host}"]
        subprocess.run(command, input="\n".join(batch), text=True, check=True, stdout=subprocess.DEVNULL)

    return write


def by_boto3(settings: FolderSettings) -> Callable[[Path, str], None]:
    def write(orders: Path, into: str) -> None:
        session = boto3.session.Session(settings.access_key, settings.secret_key, region_name=settings.region)
        client = session.client("s3", endpoint_url=settings.endpoint)
        for file in sorted(orders.iterdir()):
            client.put_object(Bucket=settings.bucket, Key=f"{into}/{file.name}", Body=file.read_bytes())

    return write


def cpu() -> float:
    """Seconds of processor of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(who.ru_utime + who.ru_stime for who in used)


def measured(ways: dict[str, Callable[[Path, str], None]], orders: Path, rounds: int) -> dict[str, Any]:
    """Every way in turns."""
    number = len(list(orders.iterdir()))
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, write in ways.items():
            began, used = time.perf_counter(), cpu()
            write(orders, f"{name}-{turn}")
            took[name].append((time.perf_counter() - began, cpu() - used))
    return {
        name: {
            "seconds": round(statistics.median(wall for wall, _ in runs), 2),
            "files_per_second": round(number / statistics.median(wall for wall, _ in runs)),
            "cpu_ms_each": round(statistics.median(used for _, used in runs) / number * 1000, 2),
        }
        for name, runs in took.items()
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--size", type=int, default=4000, help="bytes of each file")
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    installation.configure(MONOGRAM_ALLOWED_NETWORKS=["127.0.0.0/8"], MONOGRAM_LOCAL_DROPS=["/"], MONOGRAM_DEMO=False)
    with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as servers:
        home = Path(place)
        for name in ("orders", "local", "root"):
            (home / name).mkdir()
        for number in range(chosen.files):
            (home / "orders" / f"{number:016x}.xml").write_bytes(b"<order/>".ljust(chosen.size))
        sftp = servers.enter_context(openssh(home / "sshd", home / "root"))
        s3 = servers.enter_context(served("s3", home / "s3"))
        ways = {
            "local": through_transports(FolderSettings(FolderProtocol.LOCAL, folder=str(home / "local"))),
            "openssh_client": by_openssh(sftp, home / "client"),
            "sftp": through_transports(sftp),
            "ftps": through_transports(servers.enter_context(served("ftps", home / "ftps"))),
            "boto3": by_boto3(s3),
            "s3": through_transports(s3),
        }
        print(json.dumps(measured(ways, home / "orders", chosen.rounds), indent=2))


if __name__ == "__main__":
    main()
