"""What you see is what is printed: the browser's player and the server's, pixel by pixel, on every layout vector.

Chromium runs the real loader, layout and player; the server draws the same areas at the same size. Every pixel of
every scene may differ by 8 of 255 at most, which is what anti-aliasing's rounding makes of the same outlines.
"""

from __future__ import annotations

import base64
import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from tests.layout.scenes import FONT_FOLDER, IMAGE, ROOT, SPEC, demo_resources, vectors

from monogram.layout import layout_area
from monogram.layout.document import load
from monogram.rendering.pictures import Resampling
from monogram.rendering.png import encode_png
from monogram.rendering.raster import render_area

pytestmark = pytest.mark.browser

PIXELS_PER_MM = 4
TOLERANCE = 8
NAMES = sorted(path.stem for path in (SPEC / "layout-vectors").glob("*.json"))


def photograph() -> bytes:
    """A smooth colour picture of 640 × 480, as photographs are and chequerboards are not."""
    y, x = np.mgrid[0:480, 0:640]
    waves = [np.sin(x / 37 + y / 91), np.cos(x / 53 - y / 29), np.sin(x / 71) * np.cos(y / 43)]
    pixels = np.stack([*(127.5 + 120 * wave for wave in waves), np.full(x.shape, 255.0)], axis=-1)
    return encode_png(pixels.round().astype(np.uint8), dpi=None)


@pytest.fixture(scope="module")
def drawing_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the bundled layout and player, fonts and picture loaded."""
    bundle = tmp_path_factory.mktemp("parity")
    config = Path(__file__).parent / "parity" / "vite.config.mjs"
    build = [sys.executable, "hatch_build.py", "npx", "vite", "build", "--config", str(config), "--outDir", str(bundle)]
    subprocess.run(build, cwd=ROOT, check=True)
    handler = functools.partial(QuietHandler, directory=str(bundle))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fonts = {path.stem: encoded(path.read_bytes()) for path in FONT_FOLDER.glob("*.ttf")}
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/index.html")
    opened.evaluate("([fonts, images]) => parity.prepare(fonts, images)", [fonts, {IMAGE: encoded(photograph())}])
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the bundle and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name that the base class gives it
        """Keeps the test's output clean."""


def encoded(content: bytes) -> str:
    """Base64, as text."""
    return base64.b64encode(content).decode()


def on_white(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Straight RGBA laid on white paper."""
    alpha = pixels[..., 3:] / 255
    return pixels[..., :3] * alpha + 255 * (1 - alpha)


@pytest.mark.parametrize("name", NAMES)
def test_browser_and_server_draw_the_same_pixels(drawing_page: Page, name: str) -> None:
    raw = vectors(f"layout-vectors/{name}.json")["area"]
    area = load({"version": 2, "product_id": 1, "areas": [raw]}).areas[0]

    shown = base64.b64decode(drawing_page.evaluate("([area, scale]) => parity.draw(area, scale)", [raw, PIXELS_PER_MM]))
    printed = render_area(
        layout_area(area, demo_resources()),
        width=area.width,
        height=area.height,
        bleed=0,
        dpi=25.4 * PIXELS_PER_MM,
        images={IMAGE: photograph()},
        mask=None,
        resampling=Resampling.PREVIEW,
    )

    seen = np.frombuffer(shown, dtype=np.uint8).reshape(printed.shape)
    difference = np.abs(on_white(seen) - on_white(printed))
    assert difference.max() <= TOLERANCE
    if name != "blank":
        assert (printed[..., 3] > 0).mean() > 0.001
