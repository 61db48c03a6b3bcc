"""One design drawn by Chromium and by the server, and how far apart the two are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tests.parity.chromium import DrawingPage, text_of
from tests.parity.designs import Design, Kind

from monogram.layout.operations import Adjustment, ImageOperation, Operation, leaves
from monogram.rendering.comparison import compare
from monogram.rendering.pictures import Resampling
from monogram.rendering.raster import pixel_size, render_area

PREVIEW_SIDES: dict[Kind, int] = {"design": 600, "vector": 400, "effect": 400}
"""Pixels of the preview's longer side."""
PRINT_FACTOR = 3
"""How much finer the print is."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Drawings:
    """A design by both, straight RGBA."""

    browser: Pixels
    server: Pixels


@dataclass(frozen=True)
class Result:
    """Differences are of 255, on white."""

    most: float
    """Of any channel of any pixel."""
    most_in_text: float | None
    """The same with the letters drawn alone, without effects; None without letters."""
    ssim: float
    print_ssim: float
    shift: float
    """Of the print, in pixels of the preview."""


@dataclass(frozen=True)
class Limits:
    """What the figures of a result may be, at most or at least."""

    most: float = 8
    most_in_text: float = 2
    ssim: float = 0.9999
    print_ssim: float = 0.99
    shift: float = 0.05


LIMITS = Limits()


def limits_of(design: Design) -> Limits:
    """What a design may be apart by.

    An effect shows one shape alone, and where Skia draws a curve or an upright edge small, it lies up to an eighth of a
    pixel beside; in a design that evens out. A threshold makes black or white of each of the original's pixels for the
    print, and of the working copy's for the screen: where the picture is grain, they are not the same grains.
    """
    if design.kind == "effect":
        return replace(LIMITS, shift=0.15)
    if any(one.threshold is not None for one in adjustments_in(design)):
        return replace(LIMITS, print_ssim=0.98)
    return LIMITS


def measure(page: DrawingPage, design: Design) -> tuple[Result, Drawings]:
    """Draw and compare."""
    drawings = draw(page, design)
    letters = text_of(design.operations)
    printed = _render(design, design.operations, Resampling.PRINT, PRINT_FACTOR)
    beside, kept = compare(drawings.browser, drawings.server), compare(drawings.browser, printed)
    result = Result(
        most=most_between(drawings),
        most_in_text=most_between(draw(page, design, only_text=True)) if letters else None,
        ssim=beside.ssim,
        print_ssim=kept.ssim,
        shift=kept.shift,
    )
    return result, drawings


def draw(page: DrawingPage, design: Design, *, only_text: bool = False) -> Drawings:
    """Both drawings at the preview's size; of the letters alone where that is asked."""
    size = pixel_size(design.width, design.height, bleed=0, dpi=_preview_dpi(design))
    operations = text_of(design.operations) if only_text else design.operations
    return Drawings(
        browser=page.draw(design, size, only_text=only_text),
        server=_render(design, operations, Resampling.PREVIEW, 1),
    )


def most_between(drawings: Drawings) -> float:
    """The largest difference of a channel, on white."""
    return float(np.abs(on_white(drawings.browser) - on_white(drawings.server)).max())


def adjustments_in(design: Design) -> list[Adjustment]:
    """Every change of a picture's tone."""
    return [one for leaf in leaves(design.operations) if isinstance(leaf, ImageOperation) for one in leaf.adjustments]


def ssim_between(drawings: Drawings) -> float:
    """Structural similarity, on white."""
    return compare(drawings.browser, drawings.server).ssim


def on_white(pixels: Pixels) -> NDArray[np.float64]:
    """Straight RGBA laid on white paper."""
    alpha = pixels[..., 3:] / 255
    paper: NDArray[np.float64] = pixels[..., :3] * alpha + 255 * (1 - alpha)
    return paper


def _preview_dpi(design: Design) -> float:
    return PREVIEW_SIDES[design.kind] / max(design.width, design.height) * 25.4


def _render(design: Design, operations: Sequence[Operation], resampling: Resampling, factor: int) -> Pixels:
    return render_area(
        operations,
        width=design.width,
        height=design.height,
        bleed=0,
        dpi=_preview_dpi(design) * factor,
        images=design.images if resampling is Resampling.PRINT else design.working_copies,
        mask=None,
        resampling=resampling,
    )
