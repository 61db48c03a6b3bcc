"""Flat pictures in perspective: the projective map of a rectangle onto a quadrilateral.

A quad is four corners in the order top-left, top-right, bottom-right, bottom-left. A homography is nine numbers,
row by row: x' = (h0·x + h1·y + h2) / w, y' = (h3·x + h4·y + h5) / w, w = h6·x + h7·y + h8. Skia's `Matrix.MakeAll`
and WebGL take them in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Quad: TypeAlias = tuple[Point, Point, Point, Point]
Homography: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]


def quad_from(corners: Sequence[Sequence[float]]) -> Quad:
    """A quad from decoded JSON ([[x, y] ×4]). Raises ValueError unless it has four corners of two numbers."""
    top_left, top_right, bottom_right, bottom_left = ((float(x), float(y)) for x, y in corners)
    return top_left, top_right, bottom_right, bottom_left


def unit_square_to_quad(quad: Quad) -> Homography:
    """The map of the unit square's corners to the quad's (Heckbert 1989, §2.2.3). ValueError for a flat quad."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    dx1, dy1 = x1 - x2, y1 - y2
    dx2, dy2 = x3 - x2, y3 - y2
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    denominator = dx1 * dy2 - dx2 * dy1
    if denominator == 0:
        raise ValueError("the quad is flat")
    g = (sx * dy2 - dx2 * sy) / denominator
    h = (dx1 * sy - sx * dy1) / denominator
    return (
        x1 - x0 + g * x1, x3 - x0 + h * x3, x0,
        y1 - y0 + g * y1, y3 - y0 + h * y3, y0,
        g, h, 1.0,
    )  # fmt: skip


def rectangle_to_quad(width: float, height: float, quad: Quad) -> Homography:
    """The map of the rectangle 0…width × 0…height onto the quad."""
    h = unit_square_to_quad(quad)
    return (
        h[0] / width, h[1] / height, h[2],
        h[3] / width, h[4] / height, h[5],
        h[6] / width, h[7] / height, h[8],
    )  # fmt: skip


def is_affine(homography: Homography) -> bool:
    """Whether the map keeps parallels: then an ordinary matrix draws it exactly."""
    return abs(homography[6]) < 1e-12 and abs(homography[7]) < 1e-12


def project(homography: Homography, x: float, y: float) -> Point:
    """Where the map takes the point."""
    h = homography
    w = h[6] * x + h[7] * y + h[8]
    return (h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w
