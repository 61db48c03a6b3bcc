"""The peers of the designer, built from npm as their documentation says and served as well as ours."""

from __future__ import annotations

import http.server
import mimetypes
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import hatch_build

SOURCES = Path(__file__).parent / "peers"
COMPRESSIBLE = {".html", ".js", ".css", ".json", ".svg", ".wasm"}


def build(folder: Path) -> Path:
    """The built pages, below `folder`: installed and built there once, found again later. Needs the npm registry."""
    built = folder / "dist"
    if built.exists():
        return built
    shutil.copytree(SOURCES, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    npm, environment = hatch_build._node_command("npm")
    npx, _ = hatch_build._node_command("npx")
    for command in (
        [*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        [*npx, "--no-install", "vite", "build", "--logLevel", "error"],
    ):
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    for file in built.rglob("*"):
        if file.suffix in COMPRESSIBLE:
            file.with_name(file.name + ".br").write_bytes(brotli.compress(file.read_bytes(), quality=11))
    return built


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A folder over HTTP/1.1, compressed and cacheable. Yields its origin."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / self.path.split("?")[0].lstrip("/")
            packed = file.with_name(file.name + ".br")
            is_packed = packed.exists()
            if not file.is_file():
                self.send_error(404)
                return
            body = (packed if is_packed else file).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            if is_packed:
                self.send_header("Content-Encoding", "br")
            self.send_header("Cache-Control", "max-age=31536000")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
