"""Paints as SVG's servers: gradients and patterns."""

from __future__ import annotations

from monogram.geometry.matrices import Matrix, determinant, scaling
from monogram.layout.operations import LinearGradient, Paint, PatternPaint, RadialGradient, Stop
from monogram.rendering.svg.elements import Markup, element, reference, transform
from monogram.rendering.svg.pictures import Pictures


def paint_value(markup: Markup, pictures: Pictures, paint: Paint | None) -> str | None:
    """A `fill` or `stroke` attribute; None where nothing is painted. Raises PictureError."""
    if paint is None or isinstance(paint, str):
        return paint
    if isinstance(paint, PatternPaint):
        return reference(_pattern(markup, pictures, paint))
    if not paint.stops or determinant(paint.matrix) == 0:
        return None
    if isinstance(paint, LinearGradient):
        return None if paint.start == paint.end else reference(_linear(markup, paint))
    return None if paint.radius <= 0 else reference(_radial(markup, paint))


def _linear(markup: Markup, gradient: LinearGradient) -> str:
    (x1, y1), (x2, y2) = gradient.start, gradient.end
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    return markup.define(
        gradient, "gradient", "linearGradient", ends | _placed(gradient.matrix), _stops(gradient.stops)
    )


def _radial(markup: Markup, gradient: RadialGradient) -> str:
    cx, cy = gradient.centre
    circle = {"cx": cx, "cy": cy, "r": gradient.radius}
    return markup.define(
        gradient, "gradient", "radialGradient", circle | _placed(gradient.matrix), _stops(gradient.stops)
    )  # fmt: skip


def _placed(matrix: Matrix) -> dict[str, object]:
    return {"gradientUnits": "userSpaceOnUse", "gradientTransform": transform(matrix)}


def _stops(stops: tuple[Stop, ...]) -> str:
    return "".join(
        element(
            "stop",
            {
                "offset": stop.offset,
                "stop-color": stop.colour,
                "stop-opacity": None if stop.opacity >= 1 else stop.opacity,
            },
        )
        for stop in stops
    )


_CELL = 1000.0
"""Units of a pattern's space to the picture's side: some readers round a tile to whole units of it."""


def _pattern(markup: Markup, pictures: Pictures, pattern: PatternPaint) -> str:
    """What is shifted by half a cell lies in a tile of two; its picture is there twice, reaching over the edge."""
    across, down = 1 + pattern.gap[0], 1 + pattern.gap[1]
    places, columns, rows = [(0.0, 0.0)], 1, 1
    if pattern.arrangement == "brick":
        places, rows = [*places, (across / 2, down), (-across / 2, down)], 2
    elif pattern.arrangement == "half-drop":
        places, columns = [*places, (across, down / 2), (across, -down / 2)], 2
    picture = pictures.define(pattern.image, pattern.adjustments)
    uses = "".join(
        element("use", {"href": f"#{picture}", "transform": transform((_CELL, 0, 0, _CELL, x * _CELL, y * _CELL))})
        for x, y in places
    )
    tile = {
        "patternUnits": "userSpaceOnUse",
        "width": columns * across * _CELL,
        "height": rows * down * _CELL,
        "patternTransform": transform(_scaled(pattern.matrix)),
    }
    return markup.define(pattern, "pattern", "pattern", tile, uses)


def _scaled(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    s = scaling(1 / _CELL, 1 / _CELL)[0]
    return a * s, b * s, c * s, d * s, e, f
