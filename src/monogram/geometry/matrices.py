"""Affine matrices as six numbers (a, b, c, d, e, f): x' = a·x + c·y + e and y' = b·x + d·y + f.

The order is that of SVG, PDF and Canvas2D. `web/src/geometry/matrix.ts` does the same arithmetic in the same
order, so that both sides reach the same doubles: change the two together.
"""

from __future__ import annotations

import math
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that applies `inner` first and `outer` to its result."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def transform_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where `matrix` takes the point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def translation(x: float, y: float) -> Matrix:
    """Moves by x and y."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def scaling(x: float, y: float) -> Matrix:
    """Stretches by x and y about the origin."""
    return (x, 0.0, 0.0, y, 0.0, 0.0)


def rotation(radians: float) -> Matrix:
    """Turns about the origin; clockwise to the eye, since y points down."""
    cosine, sine = math.cos(radians), math.sin(radians)
    return (cosine, sine, -sine, cosine, 0.0, 0.0)


def determinant(matrix: Matrix) -> float:
    """How the map scales areas; negative when it mirrors, zero when it cannot be undone."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def stretches(matrix: Matrix) -> tuple[float, float]:
    """By how much the map lengthens, in the direction that it lengthens most and in the one that it does least."""
    a, b, c, d = matrix[:4]
    turned = math.sqrt((a + d) * (a + d) + (b - c) * (b - c))
    mirrored = math.sqrt((a - d) * (a - d) + (b + c) * (b + c))
    return (turned + mirrored) / 2, abs(turned - mirrored) / 2


def invert(matrix: Matrix) -> Matrix:
    """The map that undoes `matrix`. Raises ValueError when it flattens the plane."""
    a, b, c, d, e, f = matrix
    area = determinant(matrix)
    if area == 0:
        raise ValueError("a matrix that flattens the plane has no inverse")
    return (d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)
