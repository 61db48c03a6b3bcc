"""A server in a process of its own: `python -m benchmarks.folders.server ftps|s3 FOLDER`.

Prints its settings as JSON and serves until its standard input ends.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from tests.servers.certificates import self_signed
from tests.servers.ftp import ftp_server
from tests.servers.s3 import s3_server

from monogram.transports.settings import FolderProtocol


def main(kind: str, home: Path) -> None:
    root = home / "root"
    root.mkdir()
    with ExitStack() as running:
        if kind == "s3":
            settings = running.enter_context(s3_server())
        else:
            certificate = self_signed(home)
            settings = running.enter_context(ftp_server(root, FolderProtocol.FTPS, certificate=certificate))
        print(json.dumps(asdict(settings)), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
