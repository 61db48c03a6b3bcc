"""The outlines of the figures, about their centre. `web/src/layout/shapes.ts` has the same numbers."""

from __future__ import annotations

from monogram.geometry.matrices import translation
from monogram.geometry.path_data import parse_path_data
from monogram.geometry.paths import Path, Segment, transform_path
from monogram.layout.model import ImageLayer, ShapeLayer

KAPPA = 0.5522847498307936
"""Length of a cubic's handles that make a quarter circle of radius 1: 4/3·(√2 − 1)."""
ROUNDED_MASK = 0.125
"""Corner radius of the `rounded` mask, as a part of the picture's shorter side."""
STAR: tuple[tuple[float, float], ...] = (
    (0.0, -0.5), (0.118033989, -0.118033989), (0.5, -0.118033989), (0.190983006, 0.118033989), (0.309016994, 0.5),
    (0.0, 0.263932023), (-0.309016994, 0.5), (-0.190983006, 0.118033989), (-0.5, -0.118033989),
    (-0.118033989, -0.118033989),
)  # fmt: skip
"""A pentagram stretched to fill the box −0.5…0.5: points and notches clockwise from the top."""
HEART: tuple[tuple[float, ...], ...] = (
    (0.0, -0.26),
    (-0.04, -0.41, -0.145, -0.5, -0.265, -0.5),
    (-0.4, -0.5, -0.5, -0.395, -0.5, -0.25),
    (-0.5, 0.02, -0.19, 0.22, 0.0, 0.5),
    (0.19, 0.22, 0.5, 0.02, 0.5, -0.25),
    (0.5, -0.395, 0.4, -0.5, 0.265, -0.5),
    (0.145, -0.5, 0.04, -0.41, 0.0, -0.26),
)
"""The start between the lobes, then cubics: counter-clockwise around the box −0.5…0.5."""


def rectangle(left: float, top: float, width: float, height: float, radius_x: float, radius_y: float) -> Path:
    """A rectangle, clockwise; with radii above 0 its corners are quarter ellipses."""
    right, bottom = left + width, top + height
    if radius_x <= 0 or radius_y <= 0:
        return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))
    kx, ky = radius_x - radius_x * KAPPA, radius_y - radius_y * KAPPA
    rx, ry = radius_x, radius_y
    return (
        ("M", left + rx, top),
        ("L", right - rx, top),
        ("C", right - kx, top, right, top + ky, right, top + ry),
        ("L", right, bottom - ry),
        ("C", right, bottom - ky, right - kx, bottom, right - rx, bottom),
        ("L", left + rx, bottom),
        ("C", left + kx, bottom, left, bottom - ky, left, bottom - ry),
        ("L", left, top + ry),
        ("C", left, top + ky, left + kx, top, left + rx, top),
        ("Z",),
    )


def ellipse(centre_x: float, centre_y: float, radius_x: float, radius_y: float) -> Path:
    """An ellipse of four cubics, clockwise from its right."""
    kx, ky = radius_x * KAPPA, radius_y * KAPPA
    left, right = centre_x - radius_x, centre_x + radius_x
    top, bottom = centre_y - radius_y, centre_y + radius_y
    return (
        ("M", right, centre_y),
        ("C", right, centre_y + ky, centre_x + kx, bottom, centre_x, bottom),
        ("C", centre_x - kx, bottom, left, centre_y + ky, left, centre_y),
        ("C", left, centre_y - ky, centre_x - kx, top, centre_x, top),
        ("C", centre_x + kx, top, right, centre_y - ky, right, centre_y),
        ("Z",),
    )


def star(width: float, height: float) -> Path:
    """A five-pointed star that fills the box."""
    first, *others = STAR
    lines: list[Segment] = [("L", x * width, y * height) for x, y in others]
    return (("M", first[0] * width, first[1] * height), *lines, ("Z",))


def heart(width: float, height: float) -> Path:
    """A heart that fills the box."""
    start, *curves = HEART
    cubics: list[Segment] = [
        ("C", a * width, b * height, c * width, d * height, x * width, y * height) for a, b, c, d, x, y in curves
    ]
    return (("M", start[0] * width, start[1] * height), *cubics, ("Z",))


def shape_path(layer: ShapeLayer) -> Path:
    """A shape layer's outline in its local millimetres."""
    width, height = layer.width, layer.height
    match layer.shape:
        case "rectangle":
            radius = min(layer.corner_radius, width / 2, height / 2)
            return rectangle(-width / 2, -height / 2, width, height, radius, radius)
        case "ellipse":
            return ellipse(0.0, 0.0, width / 2, height / 2)
        case "star":
            return star(width, height)
        case "heart":
            return heart(width, height)
        case "path":
            return parse_path_data(layer.path or "")


def mask_path(layer: ImageLayer) -> Path | None:
    """A picture's mask in the unit square of its operation, which the layer's flip mirrors: the mask is mirrored back.

    Rounded corners are round in millimetres.
    """
    path = _unit_mask(layer)
    if path is None or layer.flip == "none":
        return path
    mirrors_x, mirrors_y = layer.flip in ("horizontal", "both"), layer.flip in ("vertical", "both")
    back = (-1.0 if mirrors_x else 1.0, 0.0, 0.0, -1.0 if mirrors_y else 1.0, float(mirrors_x), float(mirrors_y))
    return transform_path(path, back)


def _unit_mask(layer: ImageLayer) -> Path | None:
    match layer.mask:
        case "none":
            return None
        case "ellipse":
            return ellipse(0.5, 0.5, 0.5, 0.5)
        case "rounded":
            radius = ROUNDED_MASK * min(layer.width, layer.height)
            return rectangle(0.0, 0.0, 1.0, 1.0, radius / layer.width, radius / layer.height)
        case "star":
            return transform_path(star(1.0, 1.0), translation(0.5, 0.5))
        case "heart":
            return transform_path(heart(1.0, 1.0), translation(0.5, 0.5))
        case "path":
            return parse_path_data(layer.mask_path or "")
