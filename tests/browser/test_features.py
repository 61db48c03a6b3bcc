"""What an operator switches off is nowhere to be found: not as a button, not as a key, not by dropping a file."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, smartlink
from tests.browser.pictures import drop, file, middle_of_stage, open_tool, photo, portrait_on_white
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

FRAME = "1007651"
MUG = "1007648"
EVERYTHING = (
    "fonts", "colours", "curve", "spacing", "outline", "shadow", "upload", "image_url", "crop", "masks", "filters",
    "background_removal", "galleries", "codes", "arrange", "lock", "duplicate", "zoom", "views", "quantity", "price",
)  # fmt: skip


def switch_off(page: Page, *features: str, fonts: tuple[str, ...] = ()) -> None:
    """The page's configuration as an operator would have left it; `fonts`: those on offer, where any are named."""

    def change(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        for name, value in (("off", features), ("fonts", fonts)):
            text, count = re.subn(rf'"{name}": \[[^\]]*\]', f'"{name}": {json.dumps(value)}', text)
            assert count == 1
        route.fulfill(response=answer, body=text)

    page.route("**/s/app/acp3_2/**", change)


def labels(page: Page, within: str) -> list[str]:
    """What the buttons in a part of the page are called."""
    names: list[str] = page.locator(f"{within} button").evaluate_all(
        "all => all.map((one) => one.ariaLabel ?? one.textContent)"
    )
    return names


def test_nothing_that_is_switched_off_is_there(page: Page, demo_world: DemoWorld) -> None:
    switch_off(page, *EVERYTHING, fonts=("lobster-regular",))
    open_designer(page, demo_world, asp="1", aso="1")
    assert labels(page, ".rail") == ["Text", "Shapes", "Layers", "Product"]
    assert labels(page, ".foot") == ["Add to cart"]
    for gone in (".cart__price", ".cart__quantity", ".zoom", ".views"):
        expect(page.locator(gone)).to_have_count(0)

    drop(page, "wide.jpg", portrait_on_white(), *middle_of_stage(page))
    expect(page.get_by_text("wide.jpg")).to_have_count(0)
    open_tool(page, "Shapes")
    expect(page.get_by_role("button", name="Heart", exact=True)).to_be_visible()
    expect(page.get_by_text("QR code")).to_have_count(0)
    open_tool(page, "Text")
    expect(page.locator(".preset")).to_have_count(1)
    page.get_by_role("button", name="Simple", exact=True).click()
    page.keyboard.type("Ada")
    page.keyboard.press("Escape")
    expect(page.locator(".floating-bar")).to_be_visible()
    assert labels(page, ".floating-bar") == ["Edit text", "Bring forward", "Send back", "Delete"]
    panel = page.locator(".panel")
    panel.locator("summary").click()
    assert panel.get_by_role("radio").evaluate_all("all => all.map((one) => one.closest('label').innerText)") == [
        "Left", "Centre", "Right", "Straight", "Block",
    ]  # fmt: skip
    expect(panel.get_by_role("slider")).to_have_count(0)
    assert axe_violations(page) == []

    page.locator(".stage__canvas").focus()
    page.keyboard.press("Control+d")
    page.keyboard.press("+")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    expect(keys).to_contain_text("Undo")
    assert not {"Duplicate", "Zoom in or out"} & set(keys.locator("dt").all_inner_texts())
    page.keyboard.press("Escape")
    [layer] = layers_of(ordered(page, page), "Front")
    assert (layer["text"], layer["font"]) == ("Ada", "lobster-regular")


def test_a_product_in_three_dimensions_keeps_its_distance(page: Page, demo_world: DemoWorld) -> None:
    switch_off(page, "zoom")
    page.goto(smartlink(demo_world, p=MUG, r="webgl"))
    controls = page.get_by_role("toolbar", name="View")
    expect(controls).to_be_visible()
    assert labels(page, ".view-controls") == ["Turn left", "Turn right", "Reset view"]


def test_an_empty_place_on_the_product_asks_for_its_own_photo(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=FRAME)
    place = page.get_by_role("button", name="Choose a photo for Photo")
    expect(place).to_be_visible()
    with page.expect_file_chooser() as chooser:
        place.click(force=True)
    chooser.value.set_files(file("disc.jpg", portrait_on_white()))
    photo(page, "disc.jpg")
    page.get_by_role("button", name="Take the photo out of Photo").click()

    place.click(force=True)
    card = page.get_by_role("button", name="Add a photo to Photo")
    expect(card).to_be_focused()
    assert axe_violations(page) == []
    photo(page, "disc.jpg").click()
    expect(card).to_have_count(0)


def test_where_no_files_are_taken_a_place_is_filled_from_the_web(page: Page, demo_world: DemoWorld) -> None:
    switch_off(page, "upload")
    open_designer(page, demo_world, p=FRAME)
    place = page.get_by_role("button", name="Choose a photo for Photo")
    expect(place).to_be_visible()
    place.click(force=True)
    expect(page.get_by_role("button", name="Add a photo to Photo")).to_have_attribute("aria-pressed", "true")
    expect(page.locator('input[type="file"]')).to_have_count(0)
    expect(page.get_by_role("button", name="Add from a web address")).to_be_visible()
    assert axe_violations(page) == []
