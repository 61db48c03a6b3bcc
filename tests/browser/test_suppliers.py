"""Every way to a supplier and back: ordered, taken in by the supplier, labelled or dispatched, told to the shop."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect
from tests.browser.test_whole_loop import place_order
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

PIECES = "2"


def choose(page: Page) -> None:
    """A product that is ready as it is."""
    page.get_by_label("Quantity").fill(PIECES)
    page.get_by_role("button", name="Add to cart").click()


def engrave(page: Page) -> None:
    page.get_by_label("Top line").fill("Ada Byrne")
    choose(page)


def design(page: Page) -> None:
    """A product that is designed in the frame."""
    designer = page.frame_locator("[data-designer] iframe")
    designer.get_by_role("button", name="Tap to add your text").click()
    text = designer.get_by_role("textbox", name="Text").first
    text.fill("Ada")
    text.press("Escape")
    designer.get_by_role("button", name="One more").click()
    designer.get_by_role("button", name="Add to cart").click()
    expect(page).to_have_url(re.compile("/shop/cart$"))


@dataclass(frozen=True)
class Way:
    """A supplier, what is ordered of it and how, and what its page says of how the order came."""

    supplier: int
    product: str
    add_to_cart: Callable[[Page], None]
    came: str
    name: str
    document: str


PUSH = Way(200001, "classic-t-shirt", design, "HMAC verified", r"^/inbox/push/200001$", '"quantity": 2')
SFTP = Way(
    200002, "gift-box", choose, "Read from our SFTP folder", r"^orders/[0-9A-F]{16}\.xml$", "<quantity>2</quantity>"
)
FTPS = Way(200003, "good-morning", choose, "Read from our FTPS folder", r"^orders/[0-9A-F]{16}\.csv$", "order.id,")
S3 = Way(200004, "phone-case", design, "Read from our S3 bucket", r"^orders/[0-9A-F]{16}\.json$", '"quantity": 2')
PULL = Way(200005, "engraved-pen", engrave, "Fetched with our key", r"^/supplier/orders", '"quantity": 2')


def order(page: Page, world: DemoWorld, way: Way) -> str:
    """Order two pieces of it. Returns the shop's own reference; the page is then that of the order."""
    page.goto(f"{world.sites}/shop/products/{way.product}")
    way.add_to_cart(page)
    return place_order(page, world)


def inbox_of(page: Page, world: DemoWorld, way: Way, reference: str) -> Page:
    """The order's page at its supplier, as soon as it is there."""
    inbox = page.context.new_page()
    inbox.goto(f"{world.sites}/inbox/{way.supplier}/")
    inbox.get_by_role("link", name=reference).click()
    expect(inbox.get_by_role("heading", name=reference)).to_be_visible()
    return inbox


def codes_of(pdf: bytes) -> dict[str, str]:
    """The bar codes on the first page, text → kind."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil()
    return {found.text: found.format.name for found in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("way", [PUSH, SFTP, FTPS, S3, PULL], ids=["push", "sftp", "ftps", "s3", "pull"])
def test_a_label_is_printed_and_the_shop_told(page: Page, demo_world: DemoWorld, way: Way) -> None:
    reference = order(page, demo_world, way)

    inbox = inbox_of(page, demo_world, way, reference)
    expect(inbox.get_by_text(way.came)).to_be_visible()
    expect(inbox.locator(".facts--stacked dd .id").first).to_have_text(re.compile(way.name))
    expect(inbox.locator(".quantity").first).to_have_text("2 ×")
    inbox.get_by_text("The document as it was received").click()
    expect(inbox.locator(".raw pre")).to_contain_text(way.document)

    inbox.get_by_role("button", name="Print a label").click()
    link = inbox.get_by_role("link", name="Open the label")
    expect(link).to_be_visible()
    tracking = inbox.locator(".side [data-copy]").first.get_attribute("data-copy") or ""
    assert re.fullmatch(r"LM\d{9}GB", tracking)
    pdf = page.request.get(link.get_attribute("href") or "").body()
    assert codes_of(pdf)[tracking] == "Code128"
    expect(page.locator(".parcel .badge", has_text="Dispatched")).to_be_visible()
    expect(page.get_by_text(tracking).first).to_be_visible()


@pytest.mark.parametrize("way", [SFTP, FTPS, S3], ids=["sftp", "ftps", "s3"])
def test_a_parcel_leaves_by_a_file(page: Page, demo_world: DemoWorld, way: Way) -> None:
    reference = order(page, demo_world, way)
    inbox = inbox_of(page, demo_world, way, reference)

    tracking = f"OWN{way.supplier}"
    inbox.get_by_label("Tracking number").fill(tracking)
    inbox.get_by_role("button", name="Dispatch the order").click()

    expect(inbox.get_by_text(re.compile(r"^shipments/[0-9A-F]{16}-\d{17}\.(xml|csv|json)$"))).to_be_visible()
    read = inbox.get_by_text("The platform has read it and renamed it to .complete.")
    expect(read).to_be_visible()  # it is looked at twice
    expect(inbox.get_by_role("heading", name="Dispatched")).to_be_visible()
    expect(page.locator(".parcel .badge", has_text="Dispatched")).to_be_visible()
    expect(page.get_by_text(tracking).first).to_be_visible()
