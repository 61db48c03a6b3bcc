"""Shoppers' SVG files in a real browser: chosen like a photo, seen as a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.hosting import smartlink
from tests.browser.world import DemoWorld
from tests.images.vectors import svg

pytestmark = pytest.mark.browser


def choose(page: Page, world: DemoWorld, file: Path) -> None:
    """Opens the designer and chooses a file among the photos."""
    page.goto(smartlink(world))
    page.get_by_role("button", name="Photos", exact=True).click()
    page.locator('input[type="file"]').set_input_files(file)


def test_an_svg_is_a_picture_to_use(page: Page, demo_world: DemoWorld, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_bytes(svg('<circle cx="5" cy="5" r="4" fill="#e4572e"/>'))

    choose(page, demo_world, logo)

    picture = page.get_by_role("button", name="Add logo.svg to the design")
    expect(picture).to_be_visible()
    expect(picture.locator("img")).to_have_js_property("naturalWidth", 1600)
    expect(picture.locator("img")).to_have_attribute("src", re.compile(r"\.png$"))


def test_an_svg_with_text_is_refused_with_what_to_do(page: Page, demo_world: DemoWorld, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_bytes(svg("<text>Hello</text>"))

    choose(page, demo_world, logo)

    refusal = page.get_by_role("alert").first
    expect(refusal).to_contain_text("Convert the text to outlines, and choose it again.")
