"""What you see is what is printed: the browser's player and the server's, pixel by pixel.

Chromium runs the real loader, layout and player; the server draws the same areas at the same size, and the print.
`docs/parity.md` shows the figures.
"""

from __future__ import annotations

import pytest
from tests.parity.chromium import DrawingPage
from tests.parity.designs import Kind, designs, names
from tests.parity.measure import LIMITS, draw, limits_of, measure, most_between, ssim_between

pytestmark = pytest.mark.browser


def test_there_are_designs_enough() -> None:
    assert len(names("design")) >= 40


@pytest.mark.parametrize("name", [*names("design"), *names("effect")])
def test_browser_server_and_print_show_the_same(page_that_draws: DrawingPage, name: str) -> None:
    design = designs()[name]
    limits = limits_of(design)

    result, _ = measure(page_that_draws, design)

    assert result.most <= limits.most
    assert (result.most_in_text or 0) <= limits.most_in_text
    assert result.ssim >= limits.ssim
    assert result.print_ssim >= limits.print_ssim
    assert result.shift <= limits.shift


@pytest.mark.parametrize("name", names("vector"))
def test_browser_and_server_draw_the_same_pixels(page_that_draws: DrawingPage, name: str) -> None:
    drawings = draw(page_that_draws, designs()[name])

    assert most_between(drawings) <= LIMITS.most
    assert ssim_between(drawings) >= LIMITS.ssim
    if name != "vector blank":
        assert (drawings.server[..., 3] > 0).mean() > 0.001


@pytest.mark.parametrize("kind", ["design", "vector", "effect"])
def test_names_are_those_of_the_designs(kind: Kind) -> None:
    assert names(kind) == [design.name for design in designs().values() if design.kind == kind]
