"""The stage with a mouse and with keys: what hands do is what is ordered."""

from __future__ import annotations

import io
import math
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from tests.browser.hosting import axe_violations, layers_of, ordered
from tests.browser.staging import Point, Stage, open_stage
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

ONE_PIXEL = 1.5
"""Millimetres that a rounded pixel of the screen is worth on the shirt, at most."""


def photo(width: int, height: int) -> FilePayload:
    file = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(file, "JPEG")
    return {"name": "garden.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def only_layer(page: Page, area: str = "Front") -> dict[str, Any]:
    [layer] = layers_of(ordered(page, page), area)
    return layer


def turn_of(layer: dict[str, Any]) -> float:
    return math.degrees(math.atan2(layer["transform"][1], layer["transform"][0]))


def centre_of(page: Page, selector: str) -> Point:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def select(stage: Stage, x: float, y: float) -> None:
    stage.page.mouse.click(*stage.at(x, y))
    expect(stage.page.get_by_role("toolbar", name="Selected")).to_be_visible()


def add_text(stage: Stage, text: str) -> None:
    """One line in the middle of the area, selected."""
    stage.page.get_by_role("button", name="Tap to add your text").click()
    field = stage.page.locator(".in-place")
    field.fill(text)
    field.press("Escape")
    expect(stage.page.get_by_role("toolbar", name="Selected")).to_be_visible()


def handle_from(stage: Stage, cursor: str, start: Point, step: Point) -> Point:
    """The middle of the handle that lies on the way from a point, told by the form that the mouse takes over it."""
    canvas = stage.page.locator(".stage__canvas")
    found = []
    for pixel in range(0, 400, 2):
        point = start[0] + step[0] * pixel, start[1] + step[1] * pixel
        stage.page.mouse.move(*point)
        if canvas.evaluate("one => one.style.cursor") == cursor:
            found.append(point)
        elif found:
            break
    assert found, f"no handle of the form {cursor}"
    return found[len(found) // 2]


def test_a_mouse_drags_snaps_and_turns(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    add_text(stage, "Ahoy")
    x, y = stage.middle

    # Dragged with Ctrl it goes where it is put, and the read-out says where that is
    page.mouse.move(*stage.at(x, y))
    page.mouse.down()
    page.keyboard.down("Control")
    page.mouse.move(*stage.at(x + 40, y + 60), steps=4)
    expect(page.locator(".measurements")).to_have_text(re.compile(r"^\d+ mm left · \d+ mm top$"))
    page.mouse.up()
    page.keyboard.up("Control")
    expect(page.locator(".measurements")).to_have_count(0)
    # Near the middle it snaps to it, and Escape takes back a drag that is underway
    stage.drag(stage.at(x + 40, y + 60), stage.at(x + 3, y + 60))
    page.mouse.move(*stage.at(x, y + 60))
    page.mouse.down()
    page.mouse.move(*stage.at(x - 50, y), steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    # Turned with Shift it goes in steps of 15°: a fifth of the way round is 75°
    turning = handle_from(stage, "grab", stage.at(x, y + 62), (0, 1))
    centre = stage.at(x, y + 60)
    reach = math.hypot(turning[0] - centre[0], turning[1] - centre[1])
    angle = math.radians(90 + 72)
    stage.drag(turning, (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)), "Shift")

    layer = only_layer(page)
    assert layer["transform"][4] == pytest.approx(x, abs=1e-6)
    assert layer["transform"][5] == pytest.approx(y + 60, abs=ONE_PIXEL)
    assert turn_of(layer) == pytest.approx(75, abs=1e-6)


def test_handles_change_the_size_and_the_lines(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    add_text(stage, "one two three")
    x, y = stage.middle
    centre = stage.at(x, y)

    # Pulled in at its side, the text stands in a box as wide as that, and its lines break
    right = handle_from(stage, "ew-resize", centre, (1, 0))
    stage.drag(right, (centre[0] + 10, right[1]))
    broken = only_layer(page)
    assert broken["box"]["fit"] == "none"
    assert broken["box"]["height"] > 1.8 * broken["size"]
    page.get_by_role("button", name="Go on designing").click()

    # One step back it is one line again; a corner makes the whole of it smaller, with Alt about its middle
    page.keyboard.press("Control+z")
    select(stage, x, y)
    corner = handle_from(stage, "nwse-resize", (right[0], right[1]), (0, 1))
    reach = corner[0] - centre[0], corner[1] - centre[1]
    stage.drag(corner, (centre[0] + reach[0] / 2, centre[1] + reach[1] / 2), "Alt")
    smaller = only_layer(page)
    assert smaller["box"] is None
    assert smaller["size"] == pytest.approx(broken["size"] / 2, rel=0.12)
    assert smaller["transform"] == pytest.approx([1, 0, 0, 1, x, y], abs=1e-6)


def test_zoom_keeps_what_is_under_the_pointer(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    level = page.locator(".zoom__level")
    expect(level).to_have_text("100 %")

    page.get_by_role("button", name="Zoom in").click()
    expect(level).to_have_text("150 %")
    # A wheel alone is the page's; with Ctrl it zooms at the pointer
    page.mouse.move(*stage.at(*stage.middle))
    page.mouse.wheel(0, 100)
    expect(level).to_have_text("150 %")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(level).to_have_text("193 %")
    # The invitation lies in the middle of the print area. Space and drag push the product with it
    page.keyboard.press("1")
    page.keyboard.press("+")
    page.locator(".stage__canvas").focus()
    before = centre_of(page, ".invitation")
    page.keyboard.down("Space")
    stage.drag((before[0] + 200, before[1]), (before[0] + 250, before[1]))
    page.keyboard.up("Space")
    after = centre_of(page, ".invitation")
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((50, 0), abs=1)
    # A window of another size keeps the middle in the middle
    away = after[0] - centre_of(page, ".stage__canvas")[0]
    sheet = "document.querySelector('.stage__sheet').height"
    height = page.evaluate(sheet)
    page.set_viewport_size({"width": 1280, "height": 700})
    page.wait_for_function(f"height => {sheet} < height", arg=height)
    nearer = centre_of(page, ".invitation")[0] - centre_of(page, ".stage__canvas")[0]
    assert nearer == pytest.approx(away * page.evaluate(sheet) / height, abs=1)
    page.keyboard.press("0")
    expect(level).to_have_text("100 %")
    expect(page.get_by_role("button", name="Zoom out")).to_be_disabled()


def test_a_picture_is_cropped_where_it_lies(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    page.get_by_role("button", name="Photos").click()
    page.locator("input[type=file]").first.set_input_files([photo(1600, 800)])
    expect(page.get_by_role("toolbar", name="Selected")).to_be_visible()
    x, y = stage.middle

    page.mouse.dblclick(*stage.at(x, y))
    bar = page.get_by_role("toolbar", name="Crop")
    expect(bar).to_be_visible()
    assert axe_violations(page) == []
    expect(bar.get_by_role("button", name="Reset")).to_be_disabled()
    # Keys and wheel enlarge it, a drag moves it under its frame
    page.keyboard.press("+")
    page.mouse.move(*stage.at(x, y))
    page.mouse.wheel(0, -100)
    expect(bar.locator("output")).to_have_text("161 %")
    stage.drag(stage.at(x, y), stage.at(x + 10, y))
    page.keyboard.press("Enter")
    expect(bar).to_have_count(0)

    layer = only_layer(page)
    part = 1 / (1.25 * math.exp(0.25))
    whole = layer["width"] / part
    assert layer["crop"]["width"] == pytest.approx(part, abs=1e-6)
    assert layer["crop"]["height"] == pytest.approx(part, abs=1e-6)
    assert layer["crop"]["x"] == pytest.approx((1 - part) / 2 - 10 / whole, abs=ONE_PIXEL / whole)
    assert layer["crop"]["y"] == pytest.approx((1 - part) / 2, abs=ONE_PIXEL / whole)
    assert layer["width"] / layer["height"] == pytest.approx(2)


def test_keys_reach_everything_on_the_stage(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    add_text(stage, "low")
    page.keyboard.press("Control+d")
    page.locator(".stage__canvas").press("Escape")
    status = page.locator("p[role=status]")

    # Tab goes from object to object, and then on
    page.locator(".stage__canvas").focus()
    page.keyboard.press("Tab")
    expect(status).to_have_text("low selected")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    expect(status).to_have_text(re.compile(r"^low is \d+ mm wide and \d+ mm high$"))
    page.keyboard.press("Control+]")
    expect(status).to_have_text("low is now 1 of 2")
    page.keyboard.press("Tab")
    assert not page.evaluate("() => document.activeElement.matches('.stage__canvas')")

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    copy, first = layers_of(ordered(page, page), "Front")
    x, y = stage.middle
    assert first["transform"][4:] == pytest.approx([x + 1.1, y + 10], abs=1e-6)
    assert copy["transform"][4] > x + 2
    assert first["box"]["width"] > 10


def test_a_note_lies_at_its_object_and_opens(page: Page, demo_world: DemoWorld) -> None:
    open_stage(page, demo_world)
    page.get_by_role("button", name="Photos").click()
    page.locator("input[type=file]").first.set_input_files([photo(200, 160)])
    expect(page.get_by_role("toolbar", name="Selected")).to_be_visible()
    note = page.get_by_role("button", name="1 note on garden.jpg")
    expect(note).to_be_visible()
    note.click()
    words = page.locator(".note-mark__words")
    expect(words).to_contain_text("dpi")
    assert axe_violations(page) == []

    # A second photo at the same place: each note has a mark of its own, and words stay on the stage
    page.keyboard.press("Control+d")
    marks = page.locator(".note-mark__button")
    expect(marks).to_have_count(2)
    one, other = (box for box in (mark.bounding_box() for mark in marks.all()) if box)
    assert abs(one["x"] - other["x"]) >= 24 or abs(one["y"] - other["y"]) >= 24
    stage, shown = page.locator(".stage").bounding_box(), words.bounding_box()
    assert stage
    assert shown
    assert stage["x"] <= shown["x"]
    assert shown["x"] + shown["width"] <= stage["x"] + stage["width"]


def test_a_click_goes_through_to_what_lies_below(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    add_text(stage, "above")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Shapes").click()
    page.get_by_role("button", name="Rectangle", exact=True).click()
    expect(page.get_by_role("toolbar", name="Selected")).to_be_visible()
    heading = page.locator("#panel h2")
    # Both in the middle, the text above
    page.get_by_role("button", name="Arrange").click()
    for name in ("Centre across", "Centre down", "Send to back"):
        page.locator(".floating-bar__menu").get_by_role("button", name=name).click()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")

    middle = stage.at(*stage.middle)
    page.mouse.click(*middle)
    expect(heading).to_have_text("above")
    page.mouse.move(middle[0] + 30, middle[1])
    page.mouse.click(middle[0] + 30, middle[1])
    expect(heading).to_have_text("Rectangle")

    # What is locked can be selected, and stays where it is
    page.get_by_role("button", name="Lock", exact=True).first.click()
    stage.drag(middle, (middle[0] + 80, middle[1] + 40))
    rectangle, _ = layers_of(ordered(page, page), "Front")
    assert rectangle["transform"][4:] == pytest.approx(list(stage.middle), abs=1e-6)


def test_a_quick_click_where_an_object_was_is_a_click_of_its_own(page: Page, demo_world: DemoWorld) -> None:
    stage = open_stage(page, demo_world)
    add_text(stage, "gone")
    page.keyboard.press("Escape")

    page.mouse.click(*stage.at(*stage.middle))
    page.keyboard.press("Delete")
    page.mouse.click(*stage.at(*stage.middle))

    expect(page.locator(".in-place")).to_be_visible()
    page.keyboard.press("Escape")
    assert only_layer(page)["text"] == "Your text"
