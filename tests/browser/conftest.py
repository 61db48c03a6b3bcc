"""A demo world of its own, and Chromium to walk through it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser import hosting
from tests.browser.world import DemoWorld, running_demo_world

expect.set_options(timeout=hosting.PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def everything_is_waited_for_as_long() -> Iterator[None]:
    """Of each context, whoever opens it: what is clicked, gone to or waited for has as long as what is expected."""
    new_context, new_page = Browser.new_context, Browser.new_page

    def patient_context(browser: Browser, **options: Any) -> BrowserContext:
        context = new_context(browser, **options)
        context.set_default_timeout(hosting.PATIENCE)
        return context

    def patient_page(browser: Browser, **options: Any) -> Page:
        page = new_page(browser, **options)
        page.set_default_timeout(hosting.PATIENCE)
        return page

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Browser, "new_context", patient_context)
        patch.setattr(Browser, "new_page", patient_page)
        yield


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoWorld]:
    """`monogram demo` on free ports."""
    with running_demo_world(tmp_path_factory.mktemp("demo-world")) as world:
        yield world


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desktop window; tests of the phone make a context of their own."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def shop_origin() -> Iterator[str]:
    """The origin of a shop's page."""
    with hosting.shop_page() as origin:
        yield origin
