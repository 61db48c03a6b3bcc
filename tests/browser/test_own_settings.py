"""The designer under a person's own settings: their colours, their contrast, their zoom, their spacing of text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.hosting import axe_violations, open_designer
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""WCAG 2.2, 1.4.12."""


def grounds(places: Locator) -> list[str]:
    found: list[str] = places.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    return found


def beside_the_window(page: Page) -> list[str]:
    """What could be pressed and lies beside the window. Rows that are pushed along do not count."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll("button, input, summary")]
      .filter((one) => one.checkVisibility({ opacityProperty: true }))
      .filter((one) => !one.closest(".tool-row, .object-row__scroll, .looks, .chips, .views"))
      .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < 0 || right > innerWidth; })
      .map((one) => one.ariaLabel ?? one.textContent)""")
    return found


def test_what_is_chosen_and_what_is_a_colour_show_in_the_persons_own_colours(
    browser: Browser, demo_world: DemoWorld
) -> None:
    with browser.new_context(forced_colors="active", reduced_motion="reduce") as context:
        page = context.new_page()
        open_designer(page, demo_world)
        colours, sizes = (page.get_by_role("group", name=name).locator("label") for name in ("Colour", "Size"))
        expect(colours.first).to_be_visible()

        assert grounds(colours)[1:3] == ["rgb(29, 29, 31)", "rgb(36, 48, 79)"]
        chosen, *others = grounds(sizes)
        assert chosen not in others
        assert len(set(others)) == 1
        open_tool, *closed = grounds(page.locator(".rail__tool[aria-expanded=true], .rail__tool").filter(visible=True))
        assert len({open_tool, *closed}) == 2
        assert axe_violations(page) == []


def test_everything_is_reached_at_four_hundred_per_cent_and_with_spaced_text(
    browser: Browser, demo_world: DemoWorld
) -> None:
    # A window of 1280 × 1024 pixels, at 400 %
    with browser.new_context(viewport={"width": 320, "height": 256}, reduced_motion="reduce") as context:
        page = context.new_page()
        open_designer(page, demo_world, text="Ada")
        page.evaluate(SPACED)
        for tool in ("Product", "Text", "Layers"):
            page.get_by_role("button", name=tool, exact=True).click()
            expect(page.get_by_role("heading", name=tool, exact=True)).to_be_in_viewport()
            assert beside_the_window(page) == []
            page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Add to cart").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert beside_the_window(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
