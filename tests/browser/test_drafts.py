"""Nothing is lost: reload, crash, two tabs, storage that is forbidden."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.hosting import layers_of, open_designer, ordered, phone, smartlink
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

KEPT = "We kept your design from last time."
IS_KEPT = "text => Object.values(localStorage).some((draft) => draft.includes(text))"


def reopened(page: Page) -> None:
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
    expect(page.get_by_text(KEPT)).to_be_visible()


def test_a_reload_keeps_everything_with_undo_and_redo(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, text="Ada", **{"state[aspect][Colour][option]": "Navy"})
    undo = page.get_by_role("button", name="Undo")
    redo = page.get_by_role("button", name="Redo")
    expect(undo).to_be_enabled()
    for shape in ("Circle", "Heart"):
        page.get_by_role("button", name="Shapes", exact=True).click()
        page.get_by_role("button", name=shape, exact=True).click()
    undo.click()
    page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="Back", exact=True).click()
    # At once: what is not written yet is written when the page goes.
    page.reload()
    reopened(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Navy")
    expect(page.get_by_role("spinbutton", name="Quantity")).to_have_value("2")
    expect(page.get_by_role("button", name="Back", exact=True)).to_have_attribute("aria-pressed", "true")
    redo.click()
    expect(redo).to_be_disabled()
    undo.click()
    undo.click()
    undo.click()
    expect(undo).to_be_disabled()
    redo.click()
    redo.click()
    request = ordered(page, page)
    assert [layer["type"] for layer in layers_of(request, "Front")] == ["text", "shape"]
    assert request["quantity"] == 2

    # In the cart it is safe: the next visit begins anew.
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("button", name="Add to cart")).to_be_enabled()
    expect(page.get_by_text(KEPT)).to_have_count(0)


def test_tabs_leave_each_other_alone_and_the_newest_design_is_gone_on_with(
    browser: Browser, demo_world: DemoWorld
) -> None:
    with phone(browser) as context:
        one = context.new_page()
        open_designer(one, demo_world, text="From%20one")
        one.wait_for_function(IS_KEPT, arg="From one")
        two = context.new_page()
        two.goto(smartlink(demo_world, text="From%20one"))
        reopened(two)
        two.get_by_role("button", name="One more").tap()
        two.wait_for_function(IS_KEPT, arg='"quantity":2')
        one.reload()
        reopened(one)
        expect(one.get_by_role("spinbutton", name="Quantity")).to_have_value("1")
        two.reload()
        reopened(two)
        expect(two.get_by_role("spinbutton", name="Quantity")).to_have_value("2")

        # What was written while the pages lived is all that there is.
        one.close()
        two.close()
        three = context.new_page()
        three.goto(smartlink(demo_world, text="From%20one"))
        reopened(three)
        expect(three.get_by_role("spinbutton", name="Quantity")).to_have_value("2")


def test_start_again_can_be_taken_back(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p="1007648")
    line = page.get_by_role("textbox", name="Top line")
    line.fill("For Ada")
    page.reload()
    reopened(page)
    expect(line).to_have_value("For Ada")
    page.get_by_role("button", name="Start again").click()
    expect(line).to_have_value("")
    page.get_by_role("button", name="Bring my design back").click()
    expect(line).to_have_value("For Ada")
    page.reload()
    reopened(page)
    expect(line).to_have_value("For Ada")


def test_forbidden_storage_breaks_nothing(page: Page, demo_world: DemoWorld) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_designer(page, demo_world, text="Ada")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    ordered(page, page)
    page.reload()
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    assert errors == []
