"""The product creator from its link to an order: in pages of other origins, on a phone, by keys, and when it fails."""

from __future__ import annotations

import re
import secrets
import time
from typing import Any, Literal

import numpy as np
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from tests.browser.creator import bring, choose, create, go_on, name_them, open_in_shop, php_shop
from tests.browser.hosting import axe_violations
from tests.browser.test_whole_loop import FRONT_PIXELS, place_order, straight_pixels
from tests.browser.world import DemoWorld
from tests.virtual_products.links import signed

from monogram.demo import world as demo

pytestmark = pytest.mark.browser

INK = (28, 27, 26)
"""What words are written in at first."""
MADE = "**/shop/artists"
LISTENING = "window.heard = []; addEventListener('message', (e) => heard.push({ origin: e.origin, data: e.data }))"


def card_of(page: Page, name: str, blank: str) -> Any:
    """Of products of that name on that blank the newest."""
    return page.locator(".product-card", has_text=name).filter(has_text=blank).first


def test_artwork_becomes_products_of_which_one_is_personalised_and_ordered(page: Page, demo_world: DemoWorld) -> None:
    # An artist puts a picture on two products at once …
    creator = open_in_shop(page, demo_world)
    bring(creator)
    choose(creator, "Classic T-shirt", "Mug")
    expect(creator.get_by_role("application", name=re.compile("Artwork on Classic T-shirt"))).to_be_visible()
    go_on(creator)
    name_them(creator, "Valley")
    create(creator, 2)

    # … of which the shop hears, and sells them under SKUs of their own.
    page.wait_for_url(MADE)
    expect(card_of(page, "Valley", "Morning mug")).to_be_visible()
    shirt = card_of(page, "Valley", "Classic T-shirt")
    sku = shirt.locator(".copy").inner_text().strip()
    assert re.fullmatch(r"NPW-150-[A-Z2-9]{6}", sku)
    picture = page.request.get(shirt.locator("img").get_attribute("src") or "")
    assert picture.headers["content-type"] == "image/jpeg"
    expect(shirt.locator("img")).to_have_js_property("naturalWidth", 600)

    # A shopper adds words to it in the designer …
    shirt.get_by_text("Make it yours").click()
    designer = page.frame_locator("[data-designer] iframe")
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()
    designer.get_by_role("button", name="Text", exact=True).click()
    designer.get_by_role("button", name="Headline").click()
    words = designer.get_by_role("textbox", name="Text").first
    words.fill("For Ada")
    words.press("Escape")
    designer.get_by_role("button", name="Add to cart").click()
    reference = place_order(page, demo_world)

    # … and the supplier has an order for it, with artwork that holds both.
    page.goto(f"{demo_world.sites}/inbox/{demo.NORTHERN_PRINT_WORKS_ID}/")
    link = page.get_by_role("link", name=reference)
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("details", has_text="The document as it was received")).to_contain_text(f'"sku": "{sku}-WHITE-')
    artwork = page.request.get(page.get_by_role("link", name="Download").first.get_attribute("href") or "").body()
    pixels = straight_pixels(artwork)
    assert (pixels.shape[1], pixels.shape[0]) == FRONT_PIXELS
    assert len(np.unique(pixels[pixels[..., 3] == 255], axis=0)) > 1000  # a photograph
    assert (pixels[..., :3] == INK).all(axis=2).sum() > 10_000  # words


def test_the_page_of_the_examples_hears_of_what_was_made(page: Page, demo_world: DemoWorld) -> None:
    with php_shop(demo_world) as shop:
        page.add_init_script(LISTENING)
        page.goto(shop)
        creator = page.frame_locator("#iframe")
        bring(creator)
        choose(creator, "Mug")
        go_on(creator)
        name_them(creator, "Ridge", "RIDGE-{number}-{code}")
        create(creator, 1)

        expect(page.get_by_text(re.compile(r"Ridge: RIDGE-1-[A-Z2-9]{6}, on MUG"))).to_be_visible()
        heard = [one for one in page.evaluate("heard") if one["data"]["name"] == "PRODUCTS_CREATED"]

    [message] = heard
    assert message["origin"] == demo_world.platform
    [product] = message["data"]["body"]
    assert (product["name"], product["description"], product["base_product"]["productCode"]) == ("Ridge", "", "MUG")
    assert isinstance(product["id"], int)
    assert product["snapshots"]["small"].startswith(f"{demo_world.platform}/files/")


def test_another_pages_frame_stays_empty(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    page.goto(f"{demo_world.sites}/shop/artists")
    shown = page.request.get(f"{demo_world.sites}/shop/artists/create").text()
    link = re.search(r'<iframe [^>]*src="([^"]+)"', shown)
    assert link

    page.goto(shop_origin)
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text) as refused:
        page.evaluate("address => { document.getElementById('app').src = address }", link[1].replace("&amp;", "&"))

    assert demo_world.platform in refused.value.text
    assert page.frame_locator("#app").get_by_role("heading", name="Choose your artwork").count() == 0


def test_a_shops_own_stylesheet_comes_last(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    css = f"{shop_origin}/vpc.css"
    page.route(css, lambda route: route.fulfill(body="h2 { color: rgb(1, 2, 3) }", content_type="text/css"))
    query = {
        "company_ref_id": demo.RETAILER_ID,
        "approved_pc": demo.APPROVED_CATEGORY_ID,
        "blanks_pc": demo.BLANKS_CATEGORY_ID,
        "time": int(time.time()),
        "nonce": secrets.token_hex(8),
        "origin": shop_origin,
        "css": css,
    }

    page.goto(shop_origin)
    link = f"{demo_world.platform}/artists/vpc?{signed(query, demo.RETAILER_KEY)}"
    page.evaluate("address => { document.getElementById('app').src = address }", link)

    heading = page.frame_locator("#app").get_by_role("heading", name="Choose your artwork")
    expect(heading).to_have_css("color", "rgb(1, 2, 3)")


def test_a_link_that_was_used_says_what_to_do(page: Page, demo_world: DemoWorld) -> None:
    creator = open_in_shop(page, demo_world)
    expect(creator.get_by_role("heading", name="Choose your artwork")).to_be_visible()

    page.evaluate("() => { const frame = document.querySelector('iframe'); frame.src = frame.src }")

    expect(creator.get_by_role("heading", name="The product creator cannot be opened")).to_be_visible()
    expect(creator.get_by_text("load it again, and open the creator from there")).to_be_visible()
    expect(creator.get_by_text(re.compile("The link has been used"))).to_be_visible()
    page.reload()
    expect(creator.get_by_role("heading", name="Choose your artwork")).to_be_visible()


def test_what_cannot_be_made_says_why_and_the_rest_is_kept(page: Page, demo_world: DemoWorld) -> None:
    """The gift box's SKU is taken; that of the phone case is free."""
    creator = open_in_shop(page, demo_world)
    bring(creator)
    choose(creator, "Mug", "Phone case")
    go_on(creator)
    name_them(creator, "Dusk", "DUSK-{number}-{code}")
    creator.get_by_role("textbox", name="SKU", exact=True).first.fill("GIFTBOX")
    create(creator, 2)

    failed = creator.get_by_role("alert")
    expect(failed).to_contain_text("1 product could not be created")
    expect(creator.get_by_text("Another product has the SKU GIFTBOX already.")).to_be_visible()
    creator.get_by_role("button", name="Go on with 1 product").click()

    page.wait_for_url(MADE)
    expect(card_of(page, "Dusk", "Phone case")).to_be_visible()
    expect(card_of(page, "Dusk", "Morning mug")).to_have_count(0)


def test_a_made_product_is_changed(page: Page, demo_world: DemoWorld) -> None:
    creator = open_in_shop(page, demo_world)
    bring(creator)
    choose(creator, "Framed print")
    go_on(creator)
    name_them(creator, "Before")
    create(creator, 1)
    page.wait_for_url(MADE)
    before = card_of(page, "Before", "Framed print")
    sku, picture = before.locator(".copy").inner_text(), before.locator("img").get_attribute("src")

    before.get_by_role("link", name="Change").click()
    stage = creator.get_by_role("application")
    expect(stage).to_be_visible()
    stage.press("r")
    go_on(creator)
    creator.get_by_role("textbox", name="Name", exact=True).first.fill("After")
    creator.get_by_role("button", name="Save changes").click()

    page.wait_for_url(MADE)
    after = card_of(page, "After", "Framed print")
    expect(after.locator(".copy")).to_have_text(sku.strip())
    assert after.locator("img").get_attribute("src") not in {picture, None}
    expect(card_of(page, "Before", "Framed print")).to_have_count(0)


def test_by_keys_alone(page: Page, demo_world: DemoWorld) -> None:
    """All but the system's own window for files."""
    creator = open_in_shop(page, demo_world)
    bring(creator)
    mug = creator.get_by_role("checkbox", name=re.compile("Mug"))
    expect(mug).to_be_visible()
    walk_to(page, mug, "Space")
    walk_to(page, creator.get_by_role("button", name="Continue"), "Enter")
    stage = creator.get_by_role("application")
    expect(stage).to_be_visible()
    walk_to(page, stage, "ArrowRight")
    walk_to(page, creator.get_by_role("button", name="Continue"), "Enter")
    name = creator.get_by_role("textbox", name="Name", exact=True).first
    walk_to(page, name, "ControlOrMeta+a")
    page.keyboard.type("By keys")
    walk_to(page, creator.get_by_role("button", name="Create 1 product"), "Enter")

    page.wait_for_url(MADE)
    expect(card_of(page, "By keys", "Morning mug")).to_be_visible()


def walk_to(page: Page, wanted: Any, key: str) -> None:
    """Press Tab until it has the focus, then the key."""
    for _ in range(80):
        if wanted.evaluate("(element) => element === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached")


@pytest.fixture
def phone(browser: Browser, demo_world: DemoWorld) -> Any:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def fits(page: Page, creator: FrameLocator) -> None:
    """Neither the shop's page nor the creator is wider than the phone, and the button is in sight."""
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert creator.locator("html").evaluate("(html) => html.scrollWidth") == 390
    expect(creator.locator(".vpc-foot .button--primary")).to_be_in_viewport()


def test_on_a_phone(phone: Page, demo_world: DemoWorld) -> None:
    creator = open_in_shop(phone, demo_world)
    expect(creator.get_by_role("heading", name="Choose your artwork")).to_be_visible()
    fits(phone, creator)
    bring(creator)
    expect(creator.get_by_role("checkbox").first).to_be_visible()
    fits(phone, creator)
    choose(creator, "Phone case")
    expect(creator.get_by_role("application")).to_be_visible()
    fits(phone, creator)
    go_on(creator)
    name_them(creator, "Pocket valley")
    fits(phone, creator)
    create(creator, 1)

    phone.wait_for_url(MADE)
    expect(card_of(phone, "Pocket valley", "Phone case")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_the_browsers_back_leads_a_step_back(page: Page, demo_world: DemoWorld) -> None:
    creator = open_in_shop(page, demo_world)
    bring(creator)
    choose(creator, "Mug")
    expect(creator.get_by_role("heading", name="Place it")).to_be_attached()

    page.evaluate("history.back()")

    mug = creator.get_by_role("checkbox", name=re.compile("Mug"))
    expect(mug).to_be_checked()
    page.reload()
    expect(mug).to_be_checked()
    page.evaluate("history.back()")  # to before the reload: whose link has been used
    expect(creator.get_by_role("heading", name="The product creator cannot be opened")).to_have_count(0)
    expect(mug).to_be_checked()


def test_what_is_missing_is_led_to(page: Page, demo_world: DemoWorld) -> None:
    creator = open_in_shop(page, demo_world)
    bring(creator)
    choose(creator, "Mug")
    go_on(creator)
    name_them(creator, "")

    creator.get_by_role("button", name="Create 1 product").dispatch_event("click")

    name = creator.get_by_role("region", name="For all products").get_by_role("textbox", name="Name", exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(re.compile("Give it a name"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_each_step(page: Page, demo_world: DemoWorld, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    creator = open_in_shop(page, demo_world)
    expect(creator.get_by_role("heading", name="Choose your artwork")).to_be_visible()
    [frame] = [frame for frame in page.frames if frame.url.startswith(demo_world.platform)]
    assert axe_violations(frame) == []
    bring(creator)
    expect(creator.get_by_role("checkbox").first).to_be_visible()
    assert axe_violations(frame) == []
    choose(creator, "Classic T-shirt", "Mug")
    expect(creator.get_by_role("application")).to_be_visible()
    black = creator.get_by_role("button", name="Black", exact=True)
    black.click()
    expect(black).to_have_attribute("aria-pressed", "true")
    assert axe_violations(frame) == []
    go_on(creator)
    name_them(creator, "")
    expect(creator.get_by_text("Give it a name.").first).to_be_visible()
    assert axe_violations(frame) == []


def test_everybody_can_use_the_artists_pages(page: Page, demo_world: DemoWorld) -> None:
    page.goto(f"{demo_world.sites}/shop/artists")

    assert axe_violations(page) == []
