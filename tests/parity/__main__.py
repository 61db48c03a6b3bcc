"""Writes `docs/parity.md` and its pictures anew. Usage: `python -m tests.parity`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.parity.chromium import ROOT, drawing_page
from tests.parity.contact_sheets import write_sheets
from tests.parity.designs import Design, Kind, designs
from tests.parity.measure import Drawings, Result, measure
from tests.parity.report import report

PAGE = ROOT / "docs" / "parity.md"
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Measured = dict[Kind, list[tuple[Design, Result, Drawings]]]


def main() -> None:
    """Measures all designs in a browser of its own."""
    measured: Measured = {"design": [], "vector": [], "effect": []}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        version = browser.version
        with drawing_page(browser, Path(folder)) as page:
            for design in designs().values():
                measured[design.kind].append((design, *measure(page, design)))
        browser.close()
    pictures = PAGE.with_suffix("")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    sheets: dict[Kind, list[str]] = {
        kind: write_sheets(kind, [(design.name, drawings) for design, _, drawings in found], pictures)
        for kind, found in measured.items()
        if kind != "vector"
    }
    results = {kind: [(design.name, result) for design, result, _ in found] for kind, found in measured.items()}
    PAGE.write_text(report(results, sheets, version))


if __name__ == "__main__":
    main()
