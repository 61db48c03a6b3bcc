"""The designer in a frame of a page that is not ours: messages, restoring, the phone, bad files, accessibility."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.designs import place, print_job_of, upload, upload_drawing
from tests.browser.hosting import axe_violations, embed, heard, phone, smartlink, wait_for_message
from tests.browser.pictures import file, portrait_on_white
from tests.browser.staging import Stage, open_stage
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

PRINT_JOB = "CF921CF10F59B3A258"


def test_the_parent_gets_the_documented_messages(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    designer = embed(page, shop_origin, smartlink(demo_world, pj=PRINT_JOB, meo=shop_origin, mei="4f2a"))
    wait_for_message(page, "RENDERER_READY")
    designer.get_by_role("button", name="Add to cart").click()
    message = wait_for_message(page, "ADD_TO_CART_CALLBACK")

    assert message["origin"] == demo_world.platform
    assert message["data"]["id"] == "4f2a"
    [item] = message["data"]["body"]["items"]
    assert len(item["ref"]) == 18
    assert item["ref"] != PRINT_JOB
    assert item["sku"] == "TSHIRT-NAVY-M"
    assert item["quantity"] == 1
    assert {"thumbnail", "thumbnail_60"} <= {thumbnail["name"] for thumbnail in item["thumbnails"]}
    assert all(page.request.get(thumbnail["url"]).ok for thumbnail in item["thumbnails"])
    assert item["extra"]["state"]["product_id"] == 1007644
    assert len(heard(page, "RENDERER_READY")) == 1
    page.wait_for_function(
        "() => { const count = (name) => window.heard.filter((message) => message.data.name === name).length;"
        " return count('SHOW_BUSY') > 0 && count('SHOW_BUSY') === count('HIDE_BUSY') }",
    )
    heights = [entry["data"]["body"]["height"] for entry in heard(page, "IFRAME_RESIZE")]
    assert heights
    assert all(before != after for before, after in itertools.pairwise(heights))


@pytest.mark.parametrize("left_out", ["meo", "mei"])
def test_nothing_is_posted_unless_the_page_says_who_it_is(
    page: Page, demo_world: DemoWorld, shop_origin: str, left_out: str
) -> None:
    parameters = {"meo": shop_origin, "mei": "4f2a"}
    del parameters[left_out]
    designer = embed(page, shop_origin, smartlink(demo_world, pj=PRINT_JOB, **parameters))
    designer.get_by_role("button", name="Add to cart").click()
    expect(designer.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("() => window.heard") == []


def test_nothing_is_posted_to_another_origin(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    designer = embed(page, shop_origin, smartlink(demo_world, pj=PRINT_JOB, meo="https://other.example", mei="4f2a"))
    with page.expect_response("**/s/data/print-jobs"):
        designer.get_by_role("button", name="Add to cart").click()
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()
    assert page.evaluate("() => window.heard") == []


def test_a_text_area_is_filled_by_the_parent(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    designer = embed(page, shop_origin, smartlink(demo_world, p="1007648", meo=shop_origin, mei="4f2a"))
    product = page.request.get(f"{demo_world.platform}/s/data/products/1007648?company=99999").json()
    [top, _] = product["areas"][0]["text_areas"]
    message = {"id": "4f2a", "name": "SET_TEXT_AREA_TEXT", "body": {"areaId": top["id"], "text": "For Ada"}}
    page.evaluate("message => document.getElementById('app').contentWindow.postMessage(message, '*')", message)
    expect(designer.get_by_label("Top line")).to_have_value("For Ada")


def test_a_print_job_comes_back_as_it_was(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    designer = embed(page, shop_origin, smartlink(demo_world, meo=shop_origin, mei="4f2a", text="Restored%20words"))
    designer.get_by_role("button", name="Add to cart").click()
    ref = wait_for_message(page, "ADD_TO_CART_CALLBACK")["data"]["body"]["items"][0]["ref"]

    designer = embed(page, shop_origin, smartlink(demo_world, pj=ref, meo=shop_origin, mei="4f2b"))
    designer.get_by_role("button", name="Layers", exact=True).click()
    expect(designer.get_by_text("Restored words").first).to_be_visible()


def test_a_file_that_is_no_photo_is_refused_in_words(
    page: Page, demo_world: DemoWorld, shop_origin: str, tmp_path: Path
) -> None:
    broken = tmp_path / "holiday.jpg"
    broken.write_bytes(b"this is not a photograph")
    designer = embed(page, shop_origin, smartlink(demo_world, meo=shop_origin, mei="4f2a"))
    designer.get_by_role("button", name="Photos", exact=True).click()
    designer.locator('input[type="file"]').set_input_files(broken)
    expect(
        designer.get_by_role("alert").filter(has_text="holiday.jpg").or_(designer.get_by_role("alert")).first
    ).to_contain_text("JPEG")
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()


def test_a_product_that_is_not_there_is_said_kindly(page: Page, demo_world: DemoWorld) -> None:
    page.goto(smartlink(demo_world, p="42"))
    expect(page.get_by_role("heading", name="This product is not here")).to_be_visible()


OBJECTS = {"text": (140, 50), "photo": (70, 160), "drawing": (210, 160), "shape": (70, 280), "code": (210, 280)}
"""One of each kind, and where its middle is on the front of the T-shirt, in mm."""
DEEDS = {"Edit", "Duplicate", "Delete"}
"""What a phone offers for an object and is no sheet."""
SAME_FOR_ALL = {"Effects", "Position"}


def one_of_each(page: Page, world: DemoWorld) -> str:
    """The reference of a print job with them."""
    image = upload(page, world, file("disc.jpg", portrait_on_white()))
    kinds: dict[str, dict[str, Any]] = {
        "text": {"type": "text", "text": "Good morning", "font": "inter-bold", "size": 20, "colour": "#1c1b1a"},
        "photo": {"type": "image", "image": image["id"], "width": 90, "height": 60},
        "drawing": {"type": "clipart", "clipart": upload_drawing(page, world), "width": 70, "height": 70},
        "shape": {"type": "shape", "shape": "ellipse", "width": 60, "height": 60, "fill": "#24304d"},
        "code": {"type": "code", "symbology": "qr", "content": "https://example.com", "width": 50, "height": 50,
                 "background": "#ffffff"},
    }  # fmt: skip
    layers = [{"id": kind, "transform": place(*OBJECTS[kind]), **fields} for kind, fields in kinds.items()]
    return str(print_job_of(page, world, layers)["ref"])


def assert_accessible(page: Page, state: str, within: str | None = None) -> None:
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert axe_violations(page, within) == [], state


def check_tools(page: Page) -> None:
    for panel in ("Text", "Photos", "Clipart", "Shapes", "Layers", "Product"):
        button = page.get_by_role("button", name=panel, exact=True)
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        expect(page.get_by_role("heading", name=panel, exact=True)).to_be_visible()
        assert_accessible(page, panel)
        if page.locator(".bottom-sheet").count():
            page.get_by_role("button", name="Done").click()


def check_inspectors(stage: Stage) -> None:
    """Each object's own panel, with everything in it unfolded."""
    page = stage.page
    for kind, place_of_it in OBJECTS.items():
        page.mouse.click(*stage.at(*place_of_it))
        expect(page.locator(".inspector")).to_be_visible()
        for fold in page.locator(".inspector details:not([open]) > summary").all()[::-1]:
            fold.click()
        assert_accessible(page, kind, "#panel")
        page.keyboard.press("Escape")


def check_sheets(stage: Stage) -> None:
    """Each object's tools at the thumb, and each sheet that they open."""
    page = stage.page
    seen = set(DEEDS)
    for kind, place_of_it in OBJECTS.items():
        page.touchscreen.tap(*stage.at(*place_of_it))
        row = page.locator(".object-row__scroll")
        tools = row.get_by_role("button")
        expect(tools.first).to_be_visible()
        assert_accessible(page, kind, ".object-tools")
        for name in [name for name in tools.all_inner_texts() if name not in seen]:
            row.get_by_role("button", name=name, exact=True).tap()
            expect(page.locator(".bottom-sheet").get_by_role("heading", name=name, exact=True)).to_be_visible()
            assert_accessible(page, f"{kind}: {name}", ".bottom-sheet")
            page.get_by_role("button", name="Done").first.tap()
            seen |= SAME_FOR_ALL & {name}
        page.get_by_role("button", name="Done").tap()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("is_phone", [False, True], ids=["desktop", "phone"])
def test_every_state_is_accessible(browser: Browser, demo_world: DemoWorld, is_phone: bool, scheme: Any) -> None:
    desktop = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "color_scheme": scheme}
    context = phone(browser, color_scheme=scheme) if is_phone else browser.new_context(**desktop)
    with context:
        page = context.new_page()
        stage = open_stage(page, demo_world, pj=one_of_each(page, demo_world))
        check_tools(page)
        if is_phone:
            check_sheets(stage)
        else:
            check_inspectors(stage)
