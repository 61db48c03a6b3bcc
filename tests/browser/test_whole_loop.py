"""One order all the way: designed in the shop's frame, ordered, rendered, pushed, dispatched, told back to the shop."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import FrameLocator, Page, expect
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

PHOTO = Path(__file__).parents[2] / "src" / "monogram" / "demo" / "assets" / "photos" / "landscape.jpg"
WORDS = "Built in Bristol"
# The T-shirt's front: 280 × 350 mm at 300 dpi, no bleed.
FRONT_PIXELS = (round(280 / 25.4 * 300), round(350 / 25.4 * 300))
DOTS_PER_METRE_AT_300_DPI = 11811


def design_text(designer: FrameLocator) -> None:
    designer.get_by_role("button", name="Text", exact=True).click()
    designer.get_by_role("button", name="Headline").click()
    text = designer.get_by_role("textbox", name="Text").first
    text.fill(WORDS)
    text.press("Escape")


def design_photo(designer: FrameLocator) -> None:
    designer.get_by_role("button", name="Photos", exact=True).click()
    designer.locator('input[type="file"]').set_input_files(PHOTO)
    expect(designer.get_by_role("button", name="Add landscape.jpg to the design")).to_be_visible()


def place_order(page: Page, world: DemoWorld) -> str:
    """Cart, checkout, order page. Returns the shop's own reference."""
    expect(page).to_have_url(f"{world.sites}/shop/cart")
    expect(page.locator(".cart-line img").first).to_be_visible()
    page.get_by_role("link", name="Check out").click()
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url(re.compile(r"/shop/orders/[^/]+$"))
    return page.url.rsplit("/", 1)[1]


def straight_pixels(png: bytes) -> NDArray[np.uint8]:
    image = Image.open(io.BytesIO(png))
    assert image.mode == "RGBA"
    return np.asarray(image)


def physical_resolution(png: bytes) -> tuple[int, int, int]:
    """`pHYs`: dots per unit across, down, and the unit (1: metre)."""
    at = png.index(b"pHYs") + 4
    return int.from_bytes(png[at : at + 4]), int.from_bytes(png[at + 4 : at + 8]), png[at + 8]


def test_an_order_goes_all_the_way(page: Page, demo_world: DemoWorld) -> None:
    # A shopper designs a T-shirt in the frame of the shop's page …
    page.goto(f"{demo_world.sites}/shop/products/classic-t-shirt")
    designer = page.frame_locator("[data-designer] iframe")
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()
    design_text(designer)
    design_photo(designer)
    designer.get_by_role("button", name="Add to cart").click()
    reference = place_order(page, demo_world)

    # … the supplier has it, with its signature checked, and artwork of the exact size …
    inbox = page.context.new_page()
    inbox.goto(f"{demo_world.sites}/inbox/200001/")
    order_link = inbox.get_by_role("link", name=reference)
    expect(order_link).to_be_visible()
    order_link.click()
    expect(inbox.get_by_text("HMAC verified")).to_be_visible()
    expect(inbox.get_by_text(f"{FRONT_PIXELS[0]} × {FRONT_PIXELS[1]}")).to_be_visible()
    artwork = page.request.get(inbox.get_by_role("link", name="Download").first.get_attribute("href") or "").body()
    pixels = straight_pixels(artwork)
    assert (pixels.shape[1], pixels.shape[0]) == FRONT_PIXELS
    assert physical_resolution(artwork) == (DOTS_PER_METRE_AT_300_DPI, DOTS_PER_METRE_AT_300_DPI, 1)
    inked = (pixels[..., 3] > 0).mean()
    assert 0.05 < inked < 0.95
    assert len(np.unique(pixels[pixels[..., 3] == 255], axis=0)) > 1000  # a photograph, not flat colour
    expect(inbox.get_by_role("button", name=f"Copy the SHA-256 {hashlib.sha256(artwork).hexdigest()}")).to_be_visible()
    # … whose download says that the work has begun …
    expect(page.locator(".parcel .badge", has_text="Being made")).to_be_visible()

    # … and ships it, of which the shop hears.
    inbox.get_by_label("Tracking number").fill("RM123456789GB")
    inbox.get_by_role("button", name="Dispatch the order").click()
    expect(inbox.get_by_role("heading", name="Dispatched")).to_be_visible()
    expect(page.locator(".parcel .badge", has_text="Dispatched")).to_be_visible()
    expect(page.get_by_text("RM123456789GB").first).to_be_visible()
