"""The page that draws."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.parity.chromium import DrawingPage, drawing_page


@pytest.fixture(scope="session")
def page_that_draws(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrawingPage]:
    """One page and one bundle for all designs."""
    with drawing_page(browser, tmp_path_factory.mktemp("parity")) as page:
        yield page
