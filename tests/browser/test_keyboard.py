"""The whole way by keyboard alone: no pointer touches the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.hosting import body_of, layers_of, open_designer
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

MOST_STEPS = 80
# A word that floats over a part of something large hides it no more than a hand does: one point of nine has to be seen.
OBSCURED = """element => {
  const box = element.getBoundingClientRect();
  if (box.width < 2 || element.closest(".visually-hidden")) return null;
  const label = element.closest("label");
  const isSeen = (x, y) => {
    const found = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
    return found && (element.contains(found) || found.contains(element) || (label && label.contains(found)));
  };
  const shares = [0.1, 0.5, 0.9];
  return shares.some((x) => shares.some((y) => isSeen(x, y))) ? null : element.outerHTML.slice(0, 120);
}"""


def tab_to(page: Page, goal: Locator, key: str = "Tab") -> None:
    """Tab until the goal has the focus; nothing on the way hides what has it."""
    for _ in range(MOST_STEPS):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
        assert page.evaluate(f"() => ({OBSCURED})(document.activeElement)") is None
    raise AssertionError(f"{goal} is not reached by {key}")


def test_a_shirt_is_designed_and_ordered(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    tab_to(page, page.get_by_role("button", name="Text", exact=True))
    page.keyboard.press("Enter")
    for style, words in (("Headline", "Ada"), ("Simple", "1815")):
        tab_to(page, page.get_by_role("button", name=style, exact=True))
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name="Edit text")).to_be_focused()
        page.keyboard.type(words)
        page.keyboard.press("Escape")
        if style == "Headline":  # the settings of the text are open now
            tab_to(page, page.get_by_role("button", name="Text", exact=True), "Shift+Tab")
            page.keyboard.press("Enter")

    # On the stage the same key goes to the object below first.
    colour = page.get_by_role("group", name="Colour", exact=False).first.get_by_role("radio").first
    tab_to(page, colour, "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    tab_to(page, page.get_by_role("button", name="Layers", exact=True), "Shift+Tab")
    page.keyboard.press("Enter")
    row = page.get_by_role("button", name="1815", exact=True)
    tab_to(page, row)
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Alt+ArrowDown")
    expect(row).to_be_focused()
    said = page.locator("p[role=status]")
    expect(said).to_have_text("1815 is now 2 of 2")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="Ada", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    for field, value in (("From left", "100"), ("From top", "40"), ("Rotation", "15")):
        tab_to(page, page.get_by_role("spinbutton", name=field))
        page.keyboard.press("Control+a")
        page.keyboard.type(value)

    tab_to(page, page.get_by_role("button", name="Add to cart", exact=True))
    with page.expect_request("**/s/data/print-jobs") as sent:
        page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").filter(has_text="Saved")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add to cart", exact=True)).to_be_focused()

    under, over = layers_of(body_of(sent.value), "Front")
    assert under["text"] == "1815"
    assert (over["text"], over["colour"]) == ("Ada", "#b3262e")
    assert under["transform"][1] == pytest.approx(0.2588, abs=1e-3)
