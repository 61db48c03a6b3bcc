"""Writes `docs/designer.md` and its pictures anew. Usage: `python -m tests.gallery`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.world import running_demo_world
from tests.gallery.page import gallery_page
from tests.gallery.photograph import photograph
from tests.gallery.shots import CHAPTERS, shots
from tests.parity.__main__ import FLAGS
from tests.parity.chromium import ROOT

PAGE = ROOT / "docs" / "designer.md"


def main() -> None:
    """Walks through a demo world of its own."""
    pictures = PAGE.with_suffix("")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo_world(Path(folder)) as world,
        sync_playwright() as playwright,
    ):
        flags = [*FLAGS, "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for shot in shots():
            photograph(browser, world, shot, pictures)
        browser.close()
    PAGE.write_text(gallery_page(CHAPTERS))


if __name__ == "__main__":
    main()
