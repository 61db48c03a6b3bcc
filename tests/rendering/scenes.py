"""Small pictures and operations for the tests of this room."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from monogram.geometry.matrices import IDENTITY, Matrix
from monogram.geometry.paths import Path
from monogram.layout.operations import ImageOperation, Operation, Paint, PathOperation, Stroke

WHOLE = (0.0, 0.0, 1.0, 1.0)


def box(left: float, top: float, right: float, bottom: float) -> Path:
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))


def filled(
    path: Path,
    fill: Paint | None,
    *,
    matrix: Matrix = IDENTITY,
    opacity: float = 1,
    stroke: Stroke | None = None,
    layer: str = "a",
) -> PathOperation:
    return PathOperation(layer, path, matrix, fill, stroke, opacity, None)


def pictured(image: str, matrix: Matrix, *, mask: Path | None = None, opacity: float = 1) -> ImageOperation:
    return ImageOperation("picture", image, matrix, WHOLE, mask, opacity)


def png(pixels: NDArray[np.uint8]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def jpeg(pixels: NDArray[np.uint8], **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", **{"quality": 95, "subsampling": 0, **options})
    return file.getvalue()


def flat(width: int, height: int, *colour: int) -> NDArray[np.uint8]:
    return np.full((height, width, len(colour)), colour, dtype=np.uint8)


def quarters(side: int) -> NDArray[np.uint8]:
    """Red, green, blue and white quarters, clockwise from the top left: shows every turn and mirroring."""
    pixels = np.zeros((side, side, 3), dtype=np.uint8)
    half = side // 2
    pixels[:half, :half] = (255, 0, 0)
    pixels[:half, half:] = (0, 255, 0)
    pixels[half:, half:] = (0, 0, 255)
    pixels[half:, :half] = (255, 255, 255)
    return pixels


def busy_scene() -> tuple[list[Operation], dict[str, bytes]]:
    """A little of everything: a turned photograph in an oval, curves, a see-through outlined shape."""
    ramp = np.mgrid[0:300, 0:400].sum(axis=0)
    photo = np.stack([ramp % 256, (ramp * 2) % 256, ramp // 3], axis=-1).astype(np.uint8)
    oval: Path = (
        ("M", 0.5, 0.0),
        ("Q", 1.0, 0.0, 1.0, 0.5),
        ("C", 1.0, 0.8, 0.8, 1.0, 0.5, 1.0),
        ("L", 0.0, 0.5),
        ("Z",),
    )
    operations: list[Operation] = [
        pictured("photo", (40.0, 6.0, -5.0, 30.0, 8.0, 4.0), mask=oval, opacity=0.9),
        filled(oval, "#c04030", matrix=(20.0, 0.0, 0.0, 20.0, 2.0, 20.0), opacity=0.5, stroke=Stroke("#102040", 0.05)),
        filled(box(30, 30, 45, 45), "#0f6b66", matrix=(0.9, 0.3, -0.3, 0.9, 8.0, -8.0)),
    ]
    return operations, {"photo": jpeg(photo)}
