"""Takes the pictures of the gallery."""

from __future__ import annotations

from pathlib import Path

import pyvips
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.hosting import PATIENCE, phone, shop_page, smartlink
from tests.browser.world import DemoWorld
from tests.gallery.shot import Shot
from tests.gallery.steps import answer_prices, settled

MOST_BYTES = 60_000
_BEGUN = ".cart__add, .full-page, .selector"
_PHONE_SHARE = 0.75
"""Of a phone's pixels, which are two to a CSS pixel."""


def photograph(browser: Browser, world: DemoWorld, shot: Shot, folder: Path) -> None:
    """Writes `NAME.webp`, small enough for a page with many of them."""
    with _context(browser, shot) as context, shop_page() as shop:
        page = context.new_page()
        answer_prices(page)
        _open(page, world, shot, shop)
        for step in shot.steps:
            step(page)
        settled(page)
        picture = pyvips.Image.new_from_buffer(page.screenshot(), "").extract_band(0, n=3)
    if shot.device == "phone":
        picture = picture.resize(_PHONE_SHARE)
    write(picture, folder / f"{shot.name}.webp")


def _context(browser: Browser, shot: Shot) -> BrowserContext:
    if shot.device == "phone":
        return phone(browser, color_scheme=shot.scheme)
    return browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=shot.scheme, reduced_motion="reduce"
    )


def _address(world: DemoWorld, shot: Shot) -> str:
    product = {} if shot.product is None else {"p": str(shot.product)}
    address = smartlink(world, **{"p": "", **product, **shot.link})
    return address.replace("/en_GB/default.", f"/{shot.locale}/{shot.configuration}.").replace("#p=&", "#")


def _open(page: Page, world: DemoWorld, shot: Shot, shop: str) -> None:
    address = _address(world, shot)
    if shot.host is None:
        page.goto(address)
        begun = page.locator(_BEGUN).first
    else:
        page.goto(shop)
        page.add_style_tag(
            content=f"html {{ color-scheme: {shot.scheme}; background: {shot.host}; padding: 32px 48px }}"
        )
        page.evaluate("address => { document.getElementById('app').src = address }", address)
        begun = page.frame_locator("#app").locator(_BEGUN).first
    expect(begun).to_be_visible(timeout=PATIENCE)


def write(picture: pyvips.Image, path: Path) -> None:
    """As WebP of no more than `MOST_BYTES`, as good as that allows."""
    for quality in (84, 76, 68, 60, 50, 40):
        content = picture.webpsave_buffer(Q=quality, effort=6, smart_subsample=True)
        if len(content) <= MOST_BYTES:
            break
    path.write_bytes(content)
