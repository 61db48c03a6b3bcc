"""A camera for Chromium that always sees the same: a code of our own layout on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.layout.scenes import load_area

from monogram.layout import FontSet, Resources, layout_area
from monogram.layout.model import Symbology
from monogram.rendering.raster import render_area

PIXELS_PER_MM = 3.2
"""An area of 200 × 100 mm fills a picture of 640 × 320 pixels."""


def see(code: str, symbology: Symbology, file: Path) -> list[str]:
    """Chromium's arguments for a camera that sees the code; what it sees is written into the file."""
    layer: dict[str, Any] = {
        "type": "code",
        "symbology": symbology,
        "content": code,
        "width": 140,
        "height": 60,
        "transform": [1, 0, 0, 1, 100, 50],
    }
    _write_video(file, _print_of(layer))
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={file}",
    ]


def _print_of(layer: dict[str, Any]) -> NDArray[np.uint8]:
    """The layer on white paper, in grey."""
    area = load_area(layer)
    pixels = render_area(
        layout_area(area, Resources(FontSet({}))), width=area.width, height=area.height, bleed=0,
        dpi=25.4 * PIXELS_PER_MM, images={}, mask=None,
    )  # fmt: skip
    alpha = pixels[..., 3] / 255
    return np.round(pixels[..., 0] * alpha + 255 * (1 - alpha)).astype(np.uint8)


def _write_video(file: Path, grey: NDArray[np.uint8]) -> None:
    """One frame as YUV4MPEG2, which Chromium shows over and over."""
    height, width = grey.shape
    no_colour = np.full(width * height // 2, 128, np.uint8)
    head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\nFRAME\n"
    file.write_bytes(head.encode() + grey.tobytes() + no_colour.tobytes())
