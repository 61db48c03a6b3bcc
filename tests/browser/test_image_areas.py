"""A template's place for a photo: filled, replaced, emptied, and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, phone
from tests.browser.pictures import choose, file, open_tool, photo, portrait_on_white
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

TEMPLATE = "1007651"
"""The memory frame: one photo and lines of text, of which nothing moves."""


def test_the_place_of_a_template_is_filled_replaced_and_emptied(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=TEMPLATE)
    product = page.request.get(f"{demo_world.platform}/s/data/products/{TEMPLATE}?company=99999").json()
    [area] = product["areas"]
    [field] = area["image_areas"]
    open_tool(page, "Photos")
    empty = page.get_by_role("button", name="Add a photo to Photo")
    expect(empty).to_contain_text("Required")
    assert axe_violations(page) == []

    with page.expect_file_chooser() as chooser:
        empty.click()
    chooser.value.set_files(file("wide.jpg", portrait_on_white(1200, 400)))
    photo(page, "wide.jpg")
    replace = page.get_by_role("button", name="Replace the photo in Photo")
    with page.expect_file_chooser() as chooser:
        replace.click()
    chooser.value.set_files(file("tall.jpg", portrait_on_white(600, 2400)))
    photo(page, "tall.jpg")
    assert axe_violations(page) == []
    choose(page, file("third.jpg", portrait_on_white()))
    expect(page.get_by_text("All photo places are filled.")).to_be_visible()
    page.get_by_role("button", name="Take the photo out of Photo").click()
    expect(empty).to_be_visible()
    photo(page, "tall.jpg").click()

    title = area["text_areas"][0]["name"]
    open_tool(page, "Text")
    page.get_by_label(title).first.fill("Our summer")
    layer, *words = layers_of(ordered(page, page), area["name"])
    assert [one["type"] for one in words] == ["text"]
    assert layer["image_area"] == "Photo"
    assert (layer["width"], layer["height"]) == (pytest.approx(field["width"]), pytest.approx(field["height"]))
    assert layer["transform"] == pytest.approx(
        [1, 0, 0, 1, field["x"] + field["width"] / 2, field["y"] + field["height"] / 2]
    )
    part = 600 / 2400 * field["height"] / field["width"]
    upper = max(0.0, 1 / 3 - part / 2)
    assert layer["crop"] == pytest.approx({"x": 0, "y": upper, "width": 1, "height": part}, abs=1e-5)


def test_a_phone_fills_the_place_of_a_template(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world, p=TEMPLATE)
        open_tool(page, "Photos")
        assert axe_violations(page) == []
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Add a photo to Photo").tap()
        chooser.value.set_files(file("disc.jpg", portrait_on_white()))
        expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()
