"""The list of layers: the control that needs no canvas, by keys, buttons, pointer and touch."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.designs import place, print_job_of
from tests.browser.hosting import axe_violations, open_designer, phone
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser


def words_layer(words: str, y: float) -> dict[str, Any]:
    return {"id": words.lower(), "type": "text", "text": words, "font": "inter-bold", "size": 20, "colour": "#1c1b1a",
            "transform": place(140, y)}  # fmt: skip


BADGE = {
    "id": "badge",
    "type": "group",
    "transform": place(140, 300),
    "layers": [
        {"id": "disc", "type": "shape", "shape": "ellipse", "width": 60, "height": 60, "fill": "#24304d",
         "transform": place(0, 0)},
        {**words_layer("Kiln", 0), "size": 10, "transform": place(0, 0)},
    ],
}  # fmt: skip


def list_of(page: Page, world: DemoWorld) -> None:
    """A design of three texts and a group, with its list open."""
    layers = [BADGE, words_layer("One", 60), words_layer("Two", 120), words_layer("Three", 180)]
    job = print_job_of(page, world, layers)
    open_designer(page, world, pj=job["ref"])
    page.get_by_role("button", name="Layers", exact=True).click()
    expect(row(page, "Three")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return page.locator(".layers").get_by_role("button", name=name, exact=True)


def words(page: Page) -> Locator:
    """What the rows say, the topmost first."""
    return page.locator(".layers .layer__words")


def test_layers_are_selected_ordered_copied_and_deleted(page: Page, demo_world: DemoWorld) -> None:
    list_of(page, demo_world)
    said = page.locator("p[role=status]")
    expect(page.get_by_role("list", name="Front, 4 objects, topmost first")).to_be_visible()
    expect(page.get_by_role("region", name="Back").get_by_text("Nothing on this side yet.")).to_be_visible()
    expect(page.get_by_role("list", name="In Group").get_by_role("listitem")).to_have_text(["Kiln", "Circle"])

    row(page, "Two").click()
    expect(row(page, "Two")).to_have_attribute("aria-pressed", "true")
    expect(said).to_have_text(re.compile(r"^Two selected\. "))
    page.get_by_role("button", name="Send Two back").click()
    expect(words(page)).to_have_text(["Three", "One", "Two", "Group"])
    expect(page.get_by_role("button", name="Send Two back")).to_be_focused()
    expect(said).to_have_text("Two is now 3 of 4")
    row(page, "Two").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(words(page)).to_have_text(["Two", "Three", "One", "Group"])
    expect(row(page, "Two")).to_be_focused()

    page.get_by_role("button", name="Duplicate Two").click()
    expect(words(page)).to_have_text(["Two", "Two", "Three", "One", "Group"])
    expect(page.locator(".layers [aria-pressed=true]")).to_be_focused()
    page.keyboard.press("Delete")
    expect(words(page)).to_have_text(["Two", "Three", "One", "Group"])
    expect(row(page, "Two")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("Undone: Two deleted")
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text("Undone: Two added")

    row(page, "Three").click()
    page.get_by_role("button", name="Lock Three").click()
    expect(page.locator(".layers").get_by_role("button", name=re.compile(r"^Three\s*, Locked"))).to_be_visible()
    expect(page.get_by_role("spinbutton", name="From left")).to_be_disabled()
    page.get_by_role("button", name="Unlock Three").click()
    page.get_by_role("spinbutton", name="From left").fill("50")
    page.get_by_role("spinbutton", name="From left").blur()
    expect(page.get_by_role("spinbutton", name="From left")).to_have_value("50")
    assert axe_violations(page) == []


def test_a_row_is_dragged(page: Page, demo_world: DemoWorld) -> None:
    list_of(page, demo_world)
    handle = page.locator(".layer").filter(has_text="Three").locator(".layer__handle").bounding_box()
    goal = page.locator(".layer").filter(has_text="One").bounding_box()
    assert handle
    assert goal
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 10, goal["y"] + goal["height"] - 4, steps=6)
    page.mouse.up()
    expect(words(page)).to_have_text(["Two", "One", "Three", "Group"])
    page.get_by_role("button", name="Undo").click()
    expect(words(page)).to_have_text(["Three", "Two", "One", "Group"])


def test_a_row_is_dragged_with_a_finger(browser: Browser, demo_world: DemoWorld) -> None:
    context = phone(browser)
    page = context.new_page()
    list_of(page, demo_world)
    handle = page.locator(".layer").filter(has_text="Three").locator(".layer__handle").bounding_box()
    assert handle
    assert handle["width"] >= 44
    assert handle["height"] >= 44
    x, y = handle["x"] + 20, handle["y"] + 20
    finger = context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in (10, 25, 40, 60):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + step}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(words(page)).to_have_text(["Two", "Three", "One", "Group"])
    context.close()
