"""The designer in a frame of a page that is not ours: messages, restoring, the phone, bad files, accessibility."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import PATIENCE, axe_violations, embed, heard, smartlink, wait_for_message
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
        timeout=PATIENCE,
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
    expect(designer.get_by_role("dialog")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("() => window.heard") == []


def test_nothing_is_posted_to_another_origin(page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    designer = embed(page, shop_origin, smartlink(demo_world, pj=PRINT_JOB, meo="https://other.example", mei="4f2a"))
    with page.expect_response("**/s/data/print-jobs"):
        designer.get_by_role("button", name="Add to cart").click()
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled(timeout=PATIENCE)
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
    proceed = designer.get_by_role("dialog").get_by_role("button", name="Add to cart")
    if proceed.count():
        proceed.click()
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
    ).to_contain_text("JPEG", timeout=PATIENCE)
    expect(designer.get_by_role("button", name="Add to cart")).to_be_enabled()


def test_a_product_that_is_not_there_is_said_kindly(page: Page, demo_world: DemoWorld) -> None:
    page.goto(smartlink(demo_world, p="42"))
    expect(page.get_by_role("heading", name="This product is not here")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_every_state_is_accessible(browser: Browser, demo_world: DemoWorld, size: tuple[int, int], scheme: Any) -> None:
    is_phone = size[0] < 600
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=is_phone, is_mobile=is_phone, color_scheme=scheme,
        reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(smartlink(demo_world, text="Good%20morning"))
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled(timeout=PATIENCE)
    for panel in ("Text", "Photos", "Shapes", "Layers", "Product"):
        button = page.get_by_role("button", name=panel, exact=True)
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        assert axe_violations(page) == [], panel
        if is_phone:
            page.get_by_role("button", name="Done").click()
    context.close()
