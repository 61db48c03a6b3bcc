"""The same outlines drawn by ImageMagick: paths, the photograph by its affine projection, PNG at level 1."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.artwork.measuring import median

from monogram.geometry.matrices import Matrix, multiply, scaling
from monogram.layout.drawing import path_text
from monogram.layout.operations import ImageOperation, Operation, PathOperation

PROGRAM = "/usr/bin/convert"
PHOTO_WIDTH, PHOTO_HEIGHT = 4000, 3000
RUNS = 1


def measure(operations: Sequence[Operation], photo: bytes, *, across: int, down: int, scale: float) -> float:
    """The median in ms of a process that draws the scene and writes a PNG, within the limits of Debian's policy."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "photo.jpg").write_bytes(photo)
        command: list[str] = [PROGRAM, "-size", f"{across}x{down}", "xc:none"]
        for operation in operations:
            command += _layer(operation, scale)
        command += ["-define", "png:compression-level=1", "-depth", "8", "print.png"]
        return median(RUNS, lambda: subprocess.run(command, check=True, cwd=folder))


def _layer(operation: Operation, scale: float) -> list[str]:
    if isinstance(operation, ImageOperation):
        return _photograph(operation, scale)
    if isinstance(operation, PathOperation):
        return _draw([operation], scale)
    members = [member for member in operation.operations if isinstance(member, PathOperation)]
    opacity = ["-channel", "A", "-evaluate", "multiply", str(operation.opacity), "+channel"]
    return ["(", "+clone", "-alpha", "transparent", *_draw(members, scale), *opacity, ")", "-composite"]


def _photograph(operation: ImageOperation, scale: float) -> list[str]:
    """Laid on a canvas as large as the print, then cut by a mask of that size."""
    to_pixels = multiply(multiply(scaling(scale, scale), operation.matrix), scaling(1 / PHOTO_WIDTH, 1 / PHOTO_HEIGHT))
    mask = PathOperation("", operation.mask or (), operation.matrix, "#ffffff", None, 1.0, None)
    projection = ",".join(map(repr, to_pixels))
    viewport = ["-define", "distort:viewport=4500x5400+0+0"]
    photo = [
        "photo.jpg",
        "-alpha",
        "set",
        "-virtual-pixel",
        "none",
        *viewport,
        "-distort",
        "AffineProjection",
        projection,
    ]
    within = ["(", "-clone", "0", "-alpha", "transparent", *_draw([mask], scale), ")"]
    return ["(", *photo, *within, "-compose", "DstIn", "-composite", ")", "-compose", "Over", "-composite"]


def _draw(operations: Sequence[PathOperation], scale: float) -> list[str]:
    """In several arguments: none may be longer than 128 KB."""
    outlines = [_outline(operation, scale) for operation in operations]
    return [part for start in range(0, len(outlines), 50) for part in ("-draw", "".join(outlines[start : start + 50]))]


def _outline(operation: PathOperation, scale: float) -> str:
    matrix: Matrix = multiply(scaling(scale, scale), operation.matrix)
    stroke = operation.stroke
    pen = f"stroke '{stroke.paint}' stroke-width {stroke.width} stroke-linejoin round" if stroke else "stroke none"
    fill = f"fill '{operation.fill}'" if operation.fill else "fill none"
    a, b, c, d, e, f = matrix  # whose middle two ImageMagick takes in the other order
    place = ",".join(f"{number:.9f}" for number in (a, c, b, d, e, f))
    path = path_text(operation.path)
    return f"push graphic-context affine {place} {fill} {pen} path '{path}' pop graphic-context\n"
