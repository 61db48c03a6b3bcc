"""Photos in a real browser: every way in, every refusal, every way of changing them, down to what is ordered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import axe_violations, layers_of, open_designer, ordered, phone, pick
from tests.browser.pictures import (
    choose,
    drop,
    fields,
    file,
    middle_of_stage,
    open_tool,
    photo,
    portrait_on_white,
)
from tests.browser.world import DemoWorld
from tests.images.pictures import encoded, heic_of_quarters, png_bomb

pytestmark = pytest.mark.browser

NO_FILTER = {"amount": None, "level": None, "dark": None, "light": None}


def test_photos_arrive_or_say_why_and_can_be_removed(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Photos")
    choose(
        page,
        file("IMG_0001.HEIC", heic_of_quarters(), ""),
        file("broken.jpg", portrait_on_white()[:900]),
        file("wall.png", png_bomb(16_000, 9_000), "image/png"),
        file("notes.txt", b"Milk", "text/plain"),
        file("cat.jpg", portrait_on_white()),
    )

    heic = photo(page, "IMG_0001.HEIC")
    photo(page, "cat.jpg")
    refusals = page.get_by_role("alert")
    expect(refusals).to_have_count(3)
    said = " ".join(refusals.all_inner_texts())
    assert "broken.jpg is damaged or incomplete. Open it, save it again, and choose the new file." in said
    assert "wall.png has more pixels than we can take. Make it smaller, and choose it again." in said
    assert "notes.txt is not a picture. Choose a JPEG, PNG, WebP, HEIC, SVG or PDF file." in said
    assert axe_violations(page) == []

    page.get_by_role("button", name="Add from a web address").click()
    address = page.get_by_label("Address of the photo")
    address.fill("holiday")
    address.press("Enter")
    expect(page.get_by_text("This is not a web address.")).to_be_visible()
    address.fill("http://10.0.0.1/cat.jpg")
    address.press("Enter")
    expect(page.get_by_text("There is no picture that we can read at this address.")).to_be_visible()

    page.get_by_role("button", name="Remove IMG_0001.HEIC").click()
    expect(heic).to_have_count(0)
    [cat] = layers_of(ordered(page, page), "Front")
    assert fields(cat, "type", "crop", "mask", "filters") == {
        "type": "image",
        "crop": {"x": 0, "y": 0, "width": 1, "height": 1},
        "mask": "none",
        "filters": [],
    }


def test_a_lost_connection_keeps_the_design_until_the_photo_gets_through(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Photos")
    page.route("**/s/data/images", lambda route: route.abort())
    choose(page, file("cat.jpg", portrait_on_white()))
    lost = page.get_by_role("alert")
    expect(lost).to_contain_text("cat.jpg did not arrive: the connection was lost.")
    page.unroute("**/s/data/images")
    lost.get_by_role("button", name="Try again").click()
    photo(page, "cat.jpg")

    page.route("**/s/data/images", lambda _: None)  # An answer that never comes.
    choose(page, file("slow.jpg", portrait_on_white()))
    page.get_by_role("button", name="Stop adding slow.jpg").click()
    expect(page.get_by_text("slow.jpg")).to_have_count(0)
    page.unroute("**/s/data/images")
    [cat] = layers_of(ordered(page, page), "Front")
    assert cat["type"] == "image"


def test_a_photo_is_edited_and_ordered_as_it_was_left(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Photos")
    choose(page, file("disc.jpg", portrait_on_white()))
    photo(page, "disc.jpg")
    page.mouse.click(*middle_of_stage(page))

    pick(page.get_by_role("radio", name="Sepia"))
    page.get_by_label("Brightness").fill("20")
    pick(page.get_by_role("radio", name="Heart"))
    page.get_by_role("button", name="Flip left to right").first.click()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Remove background").click()
    tolerance = page.get_by_label("How much")
    expect(tolerance).to_have_value("20")
    with page.expect_response("**/without-background") as further:
        tolerance.fill("35")
    cut_out = further.value.json()["id"]
    expect(page.get_by_role("status").filter(has_text="Removing")).to_have_count(0)
    assert axe_violations(page) == []
    [disc] = layers_of(ordered(page, page), "Front")
    assert disc["image"] == cut_out
    assert fields(disc, "mask", "flip", "filters") == {
        "mask": "heart",
        "flip": "horizontal",
        "filters": [{**NO_FILTER, "type": "brightness", "amount": 0.2}, {**NO_FILTER, "type": "sepia"}],
    }
    assert disc["height"] / disc["width"] == pytest.approx(0.9)
    assert disc["crop"]["width"] < 1


def test_a_file_let_go_on_a_photo_takes_its_place_and_keeps_its_frame(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    open_tool(page, "Photos")
    choose(page, file("first.jpg", portrait_on_white()))
    photo(page, "first.jpg")
    page.mouse.click(*middle_of_stage(page))
    pick(page.get_by_role("radio", name="Circle"))
    with page.expect_response("**/s/data/images") as arrived:
        drop(page, "second.jpg", encoded("JPEG", quality=90), *middle_of_stage(page))
    photo(page, "second.jpg")
    [layer] = layers_of(ordered(page, page), "Front")
    assert layer["image"] == arrived.value.json()["id"]
    assert layer["mask"] == "ellipse"
    assert layer["width"] == pytest.approx(layer["height"])
    # A picture of 96 by 64, cut to the square of the first.
    assert layer["crop"] == pytest.approx({"x": 1 / 6, "y": 0, "width": 2 / 3, "height": 1}, abs=1e-5)


def test_a_phone_offers_its_camera_and_sheets_for_a_photo(browser: Browser, demo_world: DemoWorld) -> None:
    with phone(browser) as context:
        page = context.new_page()
        open_designer(page, demo_world)
        open_tool(page, "Photos")
        expect(page.locator('input[capture="environment"]')).to_have_count(1)
        assert axe_violations(page) == []
        choose(page, file("disc.jpg", portrait_on_white()))
        page.get_by_role("button", name="Filters", exact=True).click()
        pick(page.get_by_role("radio", name="Lines"))
        assert axe_violations(page) == []
        page.get_by_role("button", name="Done").first.click()
        page.get_by_role("button", name="Frame", exact=True).click()
        pick(page.get_by_role("radio", name="Arch"))
        assert axe_violations(page) == []
        page.get_by_role("button", name="Done").first.click()
        [disc] = layers_of(ordered(page, page), "Front")
        assert fields(disc, "mask", "filters") == {
            "mask": "path",
            "filters": [{**NO_FILTER, "type": "threshold", "level": 0.5}],
        }
