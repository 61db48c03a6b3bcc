"""The product creator in a page of another origin, and what tests do with it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, expect
from tests.browser.world import DemoWorld
from tests.common.ports import free_port

from monogram.demo import world as demo

ROOT = Path(__file__).parents[2]
ARTWORK = ROOT / "src" / "monogram" / "demo" / "assets" / "photos" / "landscape.jpg"
PAGE = ROOT / "examples" / "creator" / "page.php"


def open_in_shop(page: Page, world: DemoWorld, address: str = "/shop/artists/create") -> FrameLocator:
    """The creator in the demo shop's page, with its first step."""
    page.goto(world.sites + address)
    return page.frame_locator("iframe")


def bring(creator: FrameLocator, artwork: Path = ARTWORK) -> None:
    """Upload artwork and go on."""
    expect(creator.get_by_role("heading", name="Choose your artwork")).to_be_visible()
    creator.locator('input[type="file"]').first.set_input_files(artwork)
    expect(creator.get_by_text(artwork.name, exact=True)).to_be_visible()
    go_on(creator)


def choose(creator: FrameLocator, *names: str) -> None:
    """Choose these blanks and go on. The whole card is the checkbox's label."""
    for name in names:
        creator.locator("label", has=creator.get_by_role("checkbox"), has_text=name).click()
    go_on(creator)


def go_on(creator: FrameLocator) -> None:
    creator.get_by_role("button", name="Continue").click()


def name_them(creator: FrameLocator, name: str, sku: str = "") -> None:
    """Say what all are called, and perhaps by which SKU."""
    common = creator.get_by_role("region", name="For all products")
    common.get_by_role("textbox", name="Name", exact=True).fill(name)
    if sku:
        common.get_by_role("textbox", name="SKU pattern").fill(sku)


def create(creator: FrameLocator, count: int) -> None:
    label = f"Create {count} product{'s' if count > 1 else ''}"
    expect(creator.get_by_role("button", name=label)).to_be_enabled()
    creator.get_by_role("button", name=label).click()


@contextmanager
def php_shop(world: DemoWorld) -> Iterator[str]:
    """`examples/creator/page.php` served by PHP on an origin of its own."""
    port = free_port()
    environment = {**os.environ, "MONOGRAM_URL": world.platform, "MONOGRAM_KEY": demo.RETAILER_KEY}
    command = ["php", "-S", f"127.0.0.1:{port}", str(PAGE)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()  # it says so when it listens, and nothing before
        try:
            assert "started" in said, said
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
