"""The text tools: styles, fonts, colours, forms and effects, the product's own lines, and what can go wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.hosting import body_of, layers_of, open_designer, ordered, phone, pick
from tests.browser.world import DemoWorld

pytestmark = pytest.mark.browser

PEN = "1007648"
FRAMED_PRINT = "1007647"


def start_with(page: Page, style: str, text: str) -> None:
    """A ready-made style, and the shopper's own words in it."""
    tool = page.get_by_role("button", name="Text", exact=True)
    if tool.get_attribute("aria-expanded") == "false":
        tool.click()
    page.get_by_role("button", name=style, exact=True).click()
    writing = page.get_by_role("textbox", name="Edit text")
    expect(writing).to_be_focused()
    writing.fill(text)
    writing.press("Escape")


def choose(page: Page, group: str, option: str) -> None:
    """A radio button that a drawing or a word stands for."""
    pick(page.get_by_role("group", name=group).get_by_role("radio", name=option, exact=True))


def slide(page: Page, name: str, value: str) -> None:
    page.get_by_role("slider", name=name).fill(value)


def opened(page: Page, fold: str) -> Locator:
    details = page.locator(".panel details").filter(has=page.locator("summary", has_text=fold))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return details


def only_layer(page: Page, area: str = "Front") -> dict[str, Any]:
    [layer] = layers_of(ordered(page, page), area)
    return layer


def test_a_text_is_ordered_as_it_was_styled(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    start_with(page, "Headline", "Ada")
    choose(page, "Font", "Inter")
    choose(page, "Styles of Inter", "Bold")
    choose(page, "Colour", "Red")
    page.get_by_role("spinbutton", name="Size").fill("40")
    slide(page, "Letter spacing", "12")
    page.get_by_role("button", name="Write in capital letters").click()
    opened(page, "Effects")
    choose(page, "Outline", "White")
    slide(page, "Thickness", "10")
    choose(page, "Shadow", "Hard")
    choose(page, "Shadow colour", "Navy")
    slide(page, "Softness", "2.4")
    slide(page, "Strength", "60")
    opened(page, "Position")
    page.get_by_role("spinbutton", name="Opacity").fill("80")
    layer = only_layer(page)

    shown = {name: layer[name] for name in ("text", "font", "colour", "size", "letter_spacing", "opacity", "stroke")}
    assert shown == {
        "text": "ADA",
        "font": "inter-bold",
        "colour": "#b3262e",
        "size": 40,
        "letter_spacing": 0.12,
        "opacity": 0.8,
        "stroke": {"colour": "#ffffff", "width": 4},
    }
    assert layer["shadow"] == {"colour": "#24304d", "opacity": 0.6, "dx": 2.4, "dy": 2.4, "blur": 2.4}


def test_a_text_has_the_products_palette_an_undo_for_each_gesture_and_an_end(page: Page, demo_world: DemoWorld) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_designer(page, demo_world)
    start_with(page, "Simple", "Ada")
    colours = page.get_by_role("group", name="Colour", exact=False).first.get_by_role("radio")
    assert [one.evaluate("input => input.labels[0].title") for one in colours.all()] == [
        "Black", "White", "Red", "Coral", "Gold", "Cream", "Green", "Teal", "Light blue", "Blue", "Navy", "Purple",
        "Pink", "Brown", "Grey",
    ]  # fmt: skip
    expect(page.get_by_label("Other colour")).to_have_count(0)
    expect(page.get_by_role("group", name="Fill")).to_have_count(0)

    slider = page.get_by_role("slider", name="Letter spacing")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + 10 * step, box["y"] + box["height"] / 2)
    page.mouse.up()
    assert slider.input_value() != "0"
    page.get_by_role("button", name="Undo").click()
    expect(slider).to_have_value("0")
    expect(page.get_by_role("status").filter(has_text="Undone: Ada changed")).to_be_attached()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_value("Ada")

    page.evaluate("text => navigator.clipboard.writeText(text)", "la " * 1500)
    field = page.get_by_role("textbox", name="Text", exact=True)
    field.fill("")
    field.press("Control+v")
    expect(page.get_by_text("Only the first 2,000 characters were pasted")).to_be_visible()
    assert len(field.input_value()) == 2000


def test_a_line_follows_a_block_an_arc_a_wave_and_a_circle(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    start_with(page, "Simple", "Round and round")
    opened(page, "Form")
    choose(page, "Form", "Arc")
    slide(page, "Bend", "50")
    page.get_by_role("checkbox", name="Inside the circle").check()
    expect(page.get_by_role("slider", name="Bend")).to_have_value("-50")
    assert only_layer(page)["arc"]["radius"] < -1

    dismiss(page)
    choose(page, "Form", "Wave")
    layer = only_layer(page)
    assert layer["arc"] is None
    assert re.fullmatch(r"M-[\d.]+ 0C.*", layer["on_path"]["path"])

    dismiss(page)
    choose(page, "Form", "Circle")
    page.get_by_role("checkbox", name="Inside the circle").check()
    path = only_layer(page)["on_path"]
    assert path["flip"] is True
    assert path["path"].endswith("Z")

    dismiss(page)
    choose(page, "Form", "Block")
    page.get_by_role("spinbutton", name="Block width").fill("90")
    page.get_by_role("spinbutton", name="Block height").fill("70")
    page.get_by_role("combobox", name="Size of the letters").select_option("grow")
    choose(page, "Up and down", "Bottom")
    layer = only_layer(page)
    assert layer["on_path"] is None
    assert layer["box"] == {"width": 90, "height": 70, "fit": "grow", "vertical_align": "bottom"}


def dismiss(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Go on designing").click()


def test_a_product_without_a_palette_takes_any_colour(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=FRAMED_PRINT)
    start_with(page, "Headline", "Ada")
    page.get_by_label("Other colour").first.fill("#123456")
    expect(page.get_by_role("group", name="Colour").get_by_role("radio", name="Navy")).not_to_have_count(0)
    choose(page, "Fill", "Gradient")
    choose(page, "Ready-made gradients", "Gold to Red")
    page.get_by_role("button", name="Add a third colour").click()
    slide(page, "Angle", "45")
    layer = only_layer(page)
    assert layer["colour"] == {
        "type": "linear",
        "angle": 45,
        "stops": [
            {"offset": 0, "colour": "#f2b84b"},
            {"offset": 0.5, "colour": "#b3262e"},
            {"offset": 1, "colour": "#ffffff"},
        ],
    }


def test_letters_that_a_font_lacks_are_named(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    start_with(page, "Simple", "Ada П \U0001f600")
    expect(page.locator(".font").filter(has_text="Bebas Neue")).to_contain_text("Does not have П")
    choose(page, "Font", "Inter Does not have П")
    page.get_by_role("textbox", name="Text", exact=True).fill("Ada ꙮ سلام こんにちは")
    notice = page.get_by_role("status").filter(has_text="This font has no")
    expect(notice).to_contain_text("ꙮ")
    layer = only_layer(page)
    assert layer["text"] == "Ada ꙮ سلام こんにちは"


def test_a_font_that_fails_is_said_and_tried_again(page: Page, demo_world: DemoWorld) -> None:
    product = page.request.get(f"{demo_world.platform}/s/data/products/1007644?company=99999").json()
    fonts = {font["id"]: font["url"] for font in product["fonts"]}
    page.route(fonts["inter-bold"], lambda route: route.abort())
    page.route(fonts["caveat-bold"], lambda route: route.abort())
    open_designer(page, demo_world, text="Hello")
    sign = page.get_by_role("alert").filter(has_text="The font Inter did not arrive")
    expect(sign).to_be_visible()
    page.unroute(fonts["inter-bold"])
    sign.get_by_role("button", name="Try again").click()
    expect(sign).to_have_count(0)

    start_with(page, "Simple", "Ada")
    family = page.locator(".font-family").filter(has_text="Caveat")
    family.locator("label").click()  # it cannot stay chosen
    expect(family.get_by_role("status")).to_contain_text("Caveat did not arrive.")
    page.unroute(fonts["caveat-bold"])
    expect(page.get_by_role("radio", name="Inter", exact=True)).to_be_checked()
    family.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("radio", name="Caveat", exact=True)).to_be_checked()
    expect(family.get_by_role("status")).to_have_count(0)
    assert [layer["font"] for layer in layers_of(ordered(page, page), "Front")] == ["inter-bold", "caveat-bold"]


def test_the_lines_of_a_product_are_a_form(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world, p=PEN)
    top = page.get_by_role("textbox", name="Top line · Required")
    expect(top).to_have_attribute("placeholder", "Your name")
    top.fill("Ada Lovelace")
    expect(page.get_by_text("12 of 24", exact=True)).to_be_visible()
    expect(page.locator(".stage__field")).to_be_visible()
    top.press("Enter")
    bottom = page.get_by_role("textbox", name="Bottom line")
    expect(bottom).to_be_focused()
    bottom.fill("1815")
    page.get_by_role("button", name="Style").first.click()
    choose(page, "Font", "Caveat")
    texts = {layer["text_area"]: (layer["text"], layer["font"]) for layer in layers_of(ordered(page, page), "Side")}
    assert texts == {"Top line": ("Ada Lovelace", "caveat-bold"), "Bottom line": ("1815", "inter-regular")}


def test_a_phone_shows_the_line_while_it_is_written(browser: Browser, demo_world: DemoWorld) -> None:
    context = phone(browser)
    page = context.new_page()
    open_designer(page, demo_world, p=PEN)
    page.get_by_role("button", name="Text", exact=True).tap()
    page.get_by_role("textbox", name="Top line · Required").tap()
    mark = page.locator(".stage__field")
    expect(mark).to_be_in_viewport(ratio=1)
    placed, sheet = mark.bounding_box(), page.locator(".bottom-sheet").bounding_box()
    assert placed
    assert sheet
    assert placed["y"] + placed["height"] <= sheet["y"]
    context.close()


def test_what_is_found_before_the_order_is_put_right_there(page: Page, demo_world: DemoWorld) -> None:
    open_designer(page, demo_world)
    start_with(page, "Simple", "Ada")
    opened(page, "Position")
    page.get_by_role("spinbutton", name="From left").fill("-30")
    page.get_by_role("spinbutton", name="Size").fill("1")
    page.get_by_role("button", name="Add to cart", exact=True).click()
    dialog = page.get_by_role("dialog", name="Before you order")
    expect(dialog.get_by_role("region", name="Front").get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("button", name="Make it larger: Ada").click()
    dialog.get_by_role("button", name="Move it inside: Ada").click()
    expect(dialog.get_by_text("All is well")).to_be_focused()
    with page.expect_request("**/s/data/print-jobs") as sent:
        dialog.get_by_role("button", name="Add to cart", exact=True).click()
    [layer] = layers_of(body_of(sent.value), "Front")
    assert layer["size"] >= 2
    assert layer["transform"][4] > 5
