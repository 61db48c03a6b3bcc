"""What is done in the designer before a picture is taken: each step takes the page it is done on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import numpy as np
from playwright.sync_api import Page, Route, expect
from tests.browser.hosting import PATIENCE
from tests.browser.pictures import file, middle_of_stage
from tests.images.pictures import encoded

from monogram import demo

Step = Callable[[Page], None]
_PHOTOS = Path(demo.__file__).parent / "assets" / "photos"

_PRICING_ADDRESS = "http://shop.example/price"
PRICING = quote(_PRICING_ADDRESS, safe="")
_PRICES = {
    "price": "£18.00",
    "amount": 18,
    "currency": "GBP",
    "quantities": {"min": 1, "max": 500, "increment": 1},
    "tiers": [
        {"quantity": 10, "price": "£15.00", "amount": 15},
        {"quantity": 50, "price": "£12.50", "amount": 12.5},
        {"quantity": 100, "price": "£9.80", "amount": 9.8},
    ],
}


def answer_prices(page: Page) -> None:
    """The shop's pricing address answers with price breaks."""

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(_PRICES), headers={"Access-Control-Allow-Origin": "*"})

    page.route(f"{_PRICING_ADDRESS}*", answer)


_HAS_SETTLED = """() => {
  const isInSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  return document.fonts.status === "loaded"
    && !document.querySelector(".skeleton, .stage__skeleton")
    && [...document.images].every((one) => one.complete || !isInSight(one.getBoundingClientRect()));
}"""


def settled(page: Page) -> None:
    """Until everything that was asked for has come, and nothing moves any more."""
    for frame in page.frames:
        frame.wait_for_function(_HAS_SETTLED, timeout=PATIENCE)
    last = b""
    while (now := page.screenshot()) != last:
        last = now


def tool(name: str) -> Step:
    """Opens a tool's panel."""

    def step(page: Page) -> None:
        button = page.get_by_role("button", name=name, exact=True).first
        if button.get_attribute("aria-expanded", timeout=PATIENCE) != "true":
            button.click()

    return step


def first_tool(page: Page) -> None:
    page.locator(".rail__tool, .tool").first.click(timeout=PATIENCE)


def press(name: str) -> Step:
    """Presses a button."""
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE)


def key(name: str) -> Step:
    return lambda page: page.keyboard.press(name)


def pick(option: str) -> Step:
    """Chooses what no other choice is called."""
    return lambda page: page.get_by_role("radio", name=option).first.check(force=True, timeout=PATIENCE)


def radio(group: str, option: str) -> Step:
    """Chooses one of a group."""

    def step(page: Page) -> None:
        choices = page.get_by_role("group", name=group, exact=False).or_(page.get_by_role("radiogroup", name=group))
        choices.get_by_role("radio", name=option, exact=True).first.check(force=True, timeout=PATIENCE)

    return step


def nth_radio(group: str, place: int) -> Step:
    """Chooses one of a group by its place, from 0."""
    return lambda page: page.get_by_role("group", name=group).get_by_role("radio").nth(place).check(force=True)


def unfold(section: str) -> Step:
    """Opens a section of the inspector, and brings it into view."""

    def step(page: Page) -> None:
        details = page.locator(".panel details").filter(has=page.locator("summary", has_text=section))
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        details.evaluate("(one) => one.scrollIntoView({ block: 'start' })")

    return step


def show(selector: str) -> Step:
    return lambda page: page.locator(selector).first.evaluate("(one) => one.scrollIntoView({ block: 'start' })")


def text(style: str, words: str) -> Step:
    """A text in a ready-made style, selected."""

    def step(page: Page) -> None:
        tool("Text")(page)
        page.get_by_role("button", name=style, exact=True).click()
        writing = page.get_by_role("textbox", name="Edit text")
        expect(writing).to_be_focused(timeout=PATIENCE)
        writing.fill(words)
        writing.press("Escape")

    return step


def write_in_place(words: str) -> Step:
    """Begins with the hint on the product, and goes on writing."""

    def step(page: Page) -> None:
        page.get_by_role("button", name="Tap to add your text").click(timeout=PATIENCE)
        writing = page.get_by_role("textbox", name="Edit text")
        expect(writing).to_be_focused(timeout=PATIENCE)
        writing.fill(words)

    return step


def phone_section(name: str) -> Step:
    """Opens a sheet of what is selected."""

    def step(page: Page) -> None:
        page.locator(".object-row").get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)

    return step


def let_go(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def select_middle(page: Page) -> None:
    page.mouse.click(*middle_of_stage(page))


def text_arrived(page: Page) -> None:
    """Until the text of the link is on the product."""
    expect(page.locator(".bar__history button").first).to_be_enabled(timeout=PATIENCE)


def _upload(page: Page, *files: tuple[str, bytes]) -> None:
    chooser = page.locator('.sources input[type="file"]').first
    chooser.set_input_files([file(name, content) for name, content in files], timeout=PATIENCE)
    selected = page.get_by_role("toolbar", name="Selected").or_(page.locator(".object-row"))
    expect(selected.first).to_be_visible(timeout=PATIENCE)
    expect(page.locator('[aria-label^="Uploading"], [aria-label^="Preparing"]')).to_have_count(0, timeout=PATIENCE)


def upload(*names: str) -> Step:
    """Chooses photos of the demo in the open panel."""
    return lambda page: _upload(page, *((name, (_PHOTOS / name).read_bytes()) for name in names))


def upload_small(page: Page) -> None:
    """A photo with too few pixels for its size."""
    y, x = np.mgrid[0:180, 0:240]
    pixels = np.stack([255 - y // 2, 180 - x // 3, 90 + x // 2], axis=2).astype(np.uint8)
    pixels[(x - 170) ** 2 + (y - 60) ** 2 < 30**2] = (255, 240, 200)
    _upload(page, ("sunset.jpg", encoded("JPEG", pixels, quality=90)))


def fill_place(place: str, name: str) -> Step:
    """Gives a template's place a photo of the demo."""

    def step(page: Page) -> None:
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name=f"Add a photo to {place}").click(timeout=PATIENCE)
        chooser.value.set_files(file(name, (_PHOTOS / name).read_bytes()))
        expect(page.get_by_role("button", name=f"Add {name} to the design")).to_be_attached(timeout=PATIENCE)

    return step


def crop(page: Page) -> None:
    """Opens the selected photo to choose its part, a little larger than it was."""
    page.mouse.dblclick(*middle_of_stage(page))
    expect(page.get_by_role("toolbar", name="Crop")).to_be_visible(timeout=PATIENCE)
    for _ in range(2):
        page.keyboard.press("+")


def search(label: str, words: str) -> Step:
    def step(page: Page) -> None:
        page.get_by_role("searchbox", name=label).fill(words, timeout=PATIENCE)
        expect(page.get_by_text("drawing", exact=False).first).to_be_visible(timeout=PATIENCE)

    return step


def code(address: str) -> Step:
    """A QR code for an address, not added yet."""

    def step(page: Page) -> None:
        tool("Shapes")(page)
        page.get_by_role("button", name="QR code").first.click(timeout=PATIENCE)
        page.get_by_role("textbox", name="Web address").fill(address)

    return step


def slide(name: str, value: str) -> Step:
    """Moves a slider, once it is there, and waits for what the server makes of it."""

    def step(page: Page) -> None:
        with page.expect_response("**/without-background", timeout=PATIENCE):
            page.get_by_label(name).fill(value, timeout=PATIENCE)
        expect(page.locator(".progress")).to_have_count(0, timeout=PATIENCE)

    return step


def wait_for_dialog(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)


def wait_for_products(page: Page) -> None:
    expect(page.get_by_role("listitem").first).to_be_visible(timeout=PATIENCE)


def solid(page: Page) -> None:
    """Until the product stands in three dimensions."""
    expect(page.locator(".stage--solid[data-ready]")).to_be_visible(timeout=PATIENCE)


def open_note(page: Page) -> None:
    page.locator(".note-mark button, button.note-mark").first.click(timeout=PATIENCE)


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
