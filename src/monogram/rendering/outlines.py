"""Outlines and pens in Skia's form."""

from __future__ import annotations

import skia

from monogram.geometry.paths import Path, Segment
from monogram.layout.operations import Cap, Join, PathOperation, Stroke

_CAPS: dict[Cap, skia.Paint.Cap] = {
    "butt": skia.Paint.kButt_Cap,
    "round": skia.Paint.kRound_Cap,
    "square": skia.Paint.kSquare_Cap,
}
_JOINS: dict[Join, skia.Paint.Join] = {
    "miter": skia.Paint.kMiter_Join,
    "round": skia.Paint.kRound_Join,
    "bevel": skia.Paint.kBevel_Join,
}


_DOT = 1e-4
"""The length of a subpath that goes nowhere, which is a dot to a round or square pen. A browser needs one to see it,
and draws caps only where it is left open."""


def to_path(path: Path, *, even_odd: bool = False) -> skia.Path:
    """Segments as a Skia path, filled by nonzero winding unless it is said otherwise."""
    builder = skia.PathBuilder()
    if even_odd:
        builder.setFillType(skia.PathFillType.kEvenOdd)
    draw = {"M": builder.moveTo, "L": builder.lineTo, "Q": builder.quadTo, "C": builder.cubicTo, "Z": builder.close}
    before, was_dot = None, False
    for segment in path:
        letter, *numbers = segment
        is_dot = _is_dot(before, segment)
        if is_dot:
            numbers[0] += _DOT
        if letter != "Z" or not was_dot:
            draw[letter](*numbers)
        before, was_dot = segment, is_dot
    return builder.detach()


def stroking(paint: skia.Paint, stroke: Stroke, path: Path) -> skia.Paint:
    """The paint as a pen that follows the path.

    A closed outline has no ends. Skia 144 draws caps there all the same where the pen is thinner than a pixel, and
    moves the line by up to half of one.
    """
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(stroke.width)
    paint.setStrokeCap(_CAPS["butt" if _is_closed(path) else stroke.cap])
    paint.setStrokeJoin(_JOINS[stroke.join])
    paint.setStrokeMiter(stroke.miter_limit)
    return paint


def _is_closed(path: Path) -> bool:
    """Whether every subpath is closed, and none is a mere dot, which only its caps show."""
    before = None
    for segment in path:
        if segment[0] == "M" and before is not None and before[0] != "Z":
            return False
        if _is_dot(before, segment):
            return False
        before = segment
    return before is not None and before[0] == "Z"


def _is_dot(before: Segment | None, segment: Segment) -> bool:
    """Whether a line ends where its subpath has only begun."""
    return segment[0] == "L" and before is not None and before[0] == "M" and segment[1:] == before[1:]


class BuiltPaths:
    """Skia's form of one scene's outlines. A letter that comes again is built once, and so is a path drawn twice."""

    def __init__(self) -> None:
        self._glyphs: dict[tuple[str, int], skia.Path] = {}
        self._others: dict[tuple[int, bool], tuple[Path, skia.Path]] = {}

    def of(self, operation: PathOperation) -> skia.Path:
        """The operation's outline, in its own units."""
        if operation.glyph is None or operation.even_odd:
            key = (id(operation.path), operation.even_odd)
            if key not in self._others:
                # The path is kept beside what was built of it, or its id might come to name another.
                self._others[key] = operation.path, to_path(operation.path, even_odd=operation.even_odd)
            return self._others[key][1]
        if operation.glyph not in self._glyphs:
            self._glyphs[operation.glyph] = to_path(operation.path)
        return self._glyphs[operation.glyph]
