"""Plays the operations of layout on a Skia canvas: the print file, thumbnails and mock-ups all come through here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import skia

from monogram.geometry.matrices import Matrix
from monogram.geometry.paths import Path, control_bounds
from monogram.layout.operations import ImageOperation, Operation, PathOperation, groups
from monogram.rendering.pictures import PictureBook, Resampling

_UNIT_SQUARE = skia.Rect.MakeWH(1, 1)


_SAMPLING = {
    Resampling.PRINT: skia.SamplingOptions(skia.CubicResampler.Mitchell()),
    Resampling.PREVIEW: skia.SamplingOptions(skia.FilterMode.kLinear),
}


class Player:
    """Draws the operations of one scene. Decoded pictures and built glyphs are kept from one call to the next."""

    def __init__(self, pictures: PictureBook) -> None:
        self._pictures = pictures
        self._glyphs: dict[tuple[str, int], skia.Path] = {}

    def play(self, canvas: skia.Canvas, operations: Iterable[Operation]) -> None:
        """Draw in order. The canvas's matrix maps millimetres of the print area to its pixels.

        Raises PictureError where an operation names a picture that is missing or broken.
        """
        for opacity, members in groups(operations):
            self._play_group(canvas, opacity, members)

    def _play_group(self, canvas: skia.Canvas, opacity: float, members: Sequence[Operation]) -> None:
        """A see-through layer is drawn opaque and blended once; where it is one stroke of the brush, at once."""
        if opacity >= 1 or _is_one_brush(members):
            for operation in members:
                self._draw(canvas, operation, opacity)
            return
        canvas.saveLayer(_group_bounds(members), skia.Paint(Alphaf=opacity))
        for operation in members:
            self._draw(canvas, operation, 1)
        canvas.restore()

    def _draw(self, canvas: skia.Canvas, operation: Operation, opacity: float) -> None:
        canvas.save()
        canvas.concat(to_matrix(operation.matrix))
        if isinstance(operation, PathOperation):
            self._draw_path(canvas, operation, opacity)
        else:
            self._draw_image(canvas, operation, opacity)
        canvas.restore()

    def _draw_path(self, canvas: skia.Canvas, operation: PathOperation, opacity: float) -> None:
        path = self._path(operation)
        if operation.fill is not None:
            paint = skia.Paint(AntiAlias=True, Color=to_colour(operation.fill))
            paint.setAlphaf(opacity)
            canvas.drawPath(path, paint)
        if operation.stroke is not None:
            paint = skia.Paint(
                AntiAlias=True,
                Color=to_colour(operation.stroke.colour),
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=operation.stroke.width,
                StrokeJoin=skia.Paint.kRound_Join,
                StrokeCap=skia.Paint.kRound_Cap,
            )
            paint.setAlphaf(opacity)
            canvas.drawPath(path, paint)

    def _draw_image(self, canvas: skia.Canvas, operation: ImageOperation, opacity: float) -> None:
        if operation.mask is not None:
            canvas.clipPath(to_path(operation.mask), True)
        x, y, width, height = operation.crop
        full_width, full_height = self._pictures.size(operation.image)
        scale = _drawn_scale(canvas.getTotalMatrix(), width * full_width, height * full_height)
        picture = self._pictures.reduced_for(operation.image, scale)
        source = skia.Rect.MakeXYWH(
            x * picture.width, y * picture.height, width * picture.width, height * picture.height
        )
        # Chromium puts the edges of an upright picture on whole pixels; in print they stay where they are.
        snaps = self._pictures.resampling is Resampling.PREVIEW and canvas.getTotalMatrix().rectStaysRect()
        paint = skia.Paint(AntiAlias=not snaps, Alphaf=opacity)
        canvas.drawImageRect(picture.image, source, _UNIT_SQUARE, _SAMPLING[self._pictures.resampling], paint)

    def _path(self, operation: PathOperation) -> skia.Path:
        """A letter that comes again is built once."""
        if operation.glyph is None:
            return to_path(operation.path)
        if operation.glyph not in self._glyphs:
            self._glyphs[operation.glyph] = to_path(operation.path)
        return self._glyphs[operation.glyph]


def to_matrix(matrix: Matrix) -> skia.Matrix:
    """`(a, b, c, d, e, f)` of Canvas2D and SVG in Skia's row order."""
    a, b, c, d, e, f = matrix
    return skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1)


def to_path(path: Path) -> skia.Path:
    """Segments as a Skia path with nonzero winding."""
    builder = skia.PathBuilder()
    draw = {"M": builder.moveTo, "L": builder.lineTo, "Q": builder.quadTo, "C": builder.cubicTo, "Z": builder.close}
    for letter, *numbers in path:
        draw[letter](*numbers)
    return builder.detach()


def to_colour(colour: str) -> int:
    """`#rrggbb` as Skia's opaque ARGB."""
    return 0xFF000000 | int(colour[1:7], 16)


def _is_one_brush(members: Sequence[Operation]) -> bool:
    """Whether a group covers no pixel twice, so that it may be blended as it is drawn."""
    if len(members) != 1:
        return False
    operation = members[0]
    return isinstance(operation, ImageOperation) or operation.fill is None or operation.stroke is None


def _group_bounds(members: Sequence[Operation]) -> skia.Rect | None:
    """What a group may cover, in millimetres: a layer of the whole print would cost as much memory as the print."""
    bounds = skia.Rect.MakeEmpty()
    for operation in members:
        if isinstance(operation, PathOperation):
            box = control_bounds(operation.path)
            if box is None:
                continue
            rect = skia.Rect.MakeLTRB(*box)
            if operation.stroke is not None:
                rect.outset(operation.stroke.width, operation.stroke.width)
        else:
            rect = _UNIT_SQUARE
        bounds.join(to_matrix(operation.matrix).mapRect(rect))
    return bounds


def _drawn_scale(matrix: skia.Matrix, width: float, height: float) -> float:
    """Output pixels per picture pixel where a `width` × `height` picture on the unit square is drawn largest."""
    corners = [skia.Point(0, 0), skia.Point(1, 0), skia.Point(1, 1), skia.Point(0, 1)]
    top_left, top_right, bottom_right, bottom_left = matrix.mapPoints(corners)
    across = max(_distance(top_left, top_right), _distance(bottom_left, bottom_right))
    down = max(_distance(top_left, bottom_left), _distance(top_right, bottom_right))
    return max(across / width, down / height)


def _distance(first: skia.Point, second: skia.Point) -> float:
    return math.hypot(first.x() - second.x(), first.y() - second.y())
