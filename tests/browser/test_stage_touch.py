"""The stage under fingers: they work on the design where they mean it, and scroll the page everywhere else."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import embed, layers_of, ordered, phone, smartlink
from tests.browser.staging import Point, Stage, fingers_on, open_stage
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

ONE_PIXEL = 3.0
"""Millimetres that a rounded pixel of a phone is worth on the shirt, at most."""


LONG_PAGE_FOR_PHONES = """() => {
  document.head.insertAdjacentHTML("beforeend", '<meta name="viewport" content="width=device-width">');
  document.body.style.height = "3000px";
}"""


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    context = phone(browser)
    yield context.new_page()
    context.close()


def add_text(stage: Stage, text: str) -> None:
    stage.page.get_by_role("button", name="Tap to add your text").tap()
    field = stage.page.locator(".in-place")
    field.fill(text)
    field.press("Escape")
    expect(stage.page.get_by_role("button", name="Done")).to_be_visible()


def moved(point: Point, x: float, y: float) -> Point:
    return point[0] + x, point[1] + y


def test_fingers_drag_turn_and_enlarge_what_is_selected(phone_page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(phone_page, demo_world)
    fingers = fingers_on(phone_page)
    add_text(stage, "Ahoy")
    x, y = stage.middle
    middle = stage.at(x, y)

    fingers.drag(middle, stage.at(x + 6, y + 80))
    # Two fingers beside the text, with it between them: twice as far apart and a quarter round
    below = stage.at(x, y + 80)
    fingers.pinch((moved(below, -40, 0), moved(below, 0, -80)), (moved(below, 40, 0), moved(below, 0, 80)))
    request = ordered(phone_page, phone_page)

    [layer] = layers_of(request, "Front")
    turn = math.degrees(math.atan2(layer["transform"][1], layer["transform"][0]))
    assert turn == pytest.approx(90, abs=1e-6)
    # The drag came to rest on the middle; the pinch left the text's middle between the fingers
    assert layer["transform"][4] == pytest.approx(x, abs=ONE_PIXEL)
    assert layer["transform"][5] == pytest.approx(y + 80, abs=ONE_PIXEL)
    assert layer["size"] == pytest.approx(2 * stage.area["width"] * 0.72 / 4.8, rel=0.05)


def test_two_fingers_beside_all_objects_zoom_the_product(phone_page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(phone_page, demo_world)
    fingers = fingers_on(phone_page)
    middle = stage.at(*stage.middle)
    fingers.pinch((moved(middle, -30, 0), moved(middle, -90, 0)), (moved(middle, 30, 0), moved(middle, 90, 0)))
    expect(phone_page.locator(".zoom__level")).to_have_text("300 %")
    # A finger alone leaves it where it is; whoever has but one finger has a button
    phone_page.get_by_role("button", name="Zoom out").tap()
    expect(phone_page.locator(".zoom__level")).to_have_text("200 %")


def test_a_finger_scrolls_the_shop_past_the_product(phone_page: Page, demo_world: DemoWorld, shop_origin: str) -> None:
    with phone_page.expect_response("**/s/data/products/*") as answer:
        designer = embed(phone_page, shop_origin, smartlink(demo_world))
    product = answer.value.json()
    stage = Stage(phone_page, designer, product["views"][0]["photo"], product["areas"][0])
    phone_page.evaluate(LONG_PAGE_FOR_PHONES)
    expect(designer.locator(".stage__skeleton")).to_have_count(0)
    fingers = fingers_on(phone_page)
    box = designer.locator(".stage__canvas").bounding_box()
    assert box
    start = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8

    phone_page.evaluate("scrollTo(0, 0)")
    phone_page.evaluate(
        "() => { window.rest = new Promise((done) => addEventListener('scrollend', done, { once: true })) }"
    )
    fingers.drag(start, moved(start, 0, -150))
    phone_page.wait_for_function("scrollY > 60")
    # What a finger touches while the page still rolls is not pressed by it.
    phone_page.evaluate("() => window.rest.then(() => null)")

    # On the selected text the finger moves the text, and the shop stays
    phone_page.evaluate("scrollTo(0, 0)")
    designer.get_by_role("button", name="Tap to add your text").tap()
    field = designer.locator(".in-place")
    field.fill("Ahoy")
    field.press("Escape")
    expect(designer.locator(".object-row").get_by_role("button", name="Done")).to_be_visible()
    middle = stage.at(*stage.middle)
    before = phone_page.evaluate("scrollY")
    fingers.down(middle)
    fingers.move((middle, moved(middle, 0, -120)))
    expect(designer.locator(".measurements")).to_be_visible()
    fingers.up()
    expect(designer.locator(".measurements")).to_have_count(0)
    assert phone_page.evaluate("scrollY") == before
