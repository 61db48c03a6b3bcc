"""The browser's half of the parity proof: one page with the real layout and player, bundled once."""

from __future__ import annotations

import base64
import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from tests.layout.scenes import FONT_FOLDER
from tests.parity.as_json import operations_json
from tests.parity.designs import Design

from monogram.layout.operations import Operation, PathOperation, leaves

ROOT = Path(__file__).parents[2]


class DrawingPage:
    """Chromium's canvas, as the designer uses it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: set[str] = set()

    def draw(self, design: Design, size: tuple[int, int], *, only_text: bool = False) -> NDArray[np.uint8]:
        """Straight RGBA of a design on a canvas of `size` pixels: by the browser's own loader and layout if it has
        a scene."""
        self._add("addPictures", design.working_copies)
        width, height = size
        canvas = {"width": width, "height": height, "scale": [width / design.width, height / design.height]}
        if design.scene is None:
            operations = operations_json(text_of(design.operations) if only_text else design.operations)
            encoded = self._page.evaluate("(given) => parity.play(...given)", [operations, canvas])
        else:
            self._add("addFonts", _fonts())
            encoded = self._page.evaluate("(given) => parity.draw(...given)", [asdict(design.scene), canvas, only_text])
        return np.frombuffer(base64.b64decode(encoded), dtype=np.uint8).reshape(height, width, 4)

    def _add(self, way: str, files: Mapping[str, bytes]) -> None:
        """Hand over what the page has not seen yet."""
        new = {name: base64.b64encode(content).decode() for name, content in files.items() if name not in self._known}
        if new:
            self._page.evaluate(f"(files) => parity.{way}(files)", new)
            self._known.update(new)


@cache
def _fonts() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in FONT_FOLDER.glob("*.ttf")}


def text_of(operations: Sequence[Operation]) -> list[Operation]:
    """The letters alone, without what their groups make of them; black where they are not of one colour."""
    letters = [one for one in leaves(operations) if isinstance(one, PathOperation) and one.glyph is not None]
    return [replace(one, fill="#000000") if one.fill and not isinstance(one.fill, str) else one for one in letters]


@contextmanager
def drawing_page(browser: Browser, folder: Path) -> Iterator[DrawingPage]:
    """Bundle into `folder`, serve it on this machine, open it."""
    config = Path(__file__).parent / "browser" / "vite.config.mjs"
    build = [sys.executable, "hatch_build.py", "npx", "vite", "build", "--config", str(config), "--outDir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
    yield DrawingPage(page)
    page.close()
    server.shutdown()
    server.server_close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the bundle and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name that the base class gives it
        """Keeps the test's output clean."""
