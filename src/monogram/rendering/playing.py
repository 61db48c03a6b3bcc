"""Plays the operations of layout on a Skia canvas: the print file, thumbnails and mock-ups all come through here."""

from __future__ import annotations

from collections.abc import Iterable

import skia

from monogram.geometry.paths import Path, transform_path
from monogram.layout.operations import (
    Cap,
    Clip,
    GroupOperation,
    ImageOperation,
    Join,
    LinearGradient,
    Operation,
    Paint,
    PathOperation,
    RadialGradient,
    Stroke,
)
from monogram.rendering.paints import SAMPLING, Patterns, drawn_scale, gradient_shader, to_colour, to_matrix
from monogram.rendering.pictures import PictureBook, Resampling
from monogram.rendering.sheets import UNIT_SQUARE, covered, needs_sheet, sheet_paint

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


class Player:
    """Draws the operations of one scene. Pictures, patterns and built paths are kept from one call to the next.

    A canvas that keeps vectors (PDF, SVG) may override one method and leave the rest: each draws one kind.
    """

    def __init__(self, pictures: PictureBook) -> None:
        self.pictures = pictures
        self._patterns = Patterns(pictures)
        self._glyphs: dict[tuple[str, int], skia.Path] = {}
        self._others: dict[tuple[int, bool], tuple[Path, skia.Path]] = {}

    def play(self, canvas: skia.Canvas, operations: Iterable[Operation]) -> None:
        """Draw in order. The canvas's matrix maps millimetres of the print area to its pixels.

        Raises PictureError where an operation names a picture that is missing or broken.
        """
        for operation in operations:
            if isinstance(operation, PathOperation):
                self.draw_path(canvas, operation)
            elif isinstance(operation, ImageOperation):
                self.draw_image(canvas, operation)
            else:
                self.draw_group(canvas, operation)

    def draw_path(self, canvas: skia.Canvas, operation: PathOperation) -> None:
        """Fill, then stroke, each with the operation's opacity."""
        path = self.path(operation)
        canvas.save()
        canvas.concat(to_matrix(operation.matrix))
        if operation.fill is not None:
            fill = self.paint_for(canvas, operation.fill, operation.opacity)
            if fill is not None:
                canvas.drawPath(path, fill)
        if operation.stroke is not None:
            pen = self.paint_for(canvas, operation.stroke.paint, operation.opacity)
            if pen is not None:
                canvas.drawPath(path, stroking(pen, operation.stroke))
        canvas.restore()

    def draw_image(self, canvas: skia.Canvas, operation: ImageOperation) -> None:
        """The crop of the picture over the unit square, within the mask."""
        canvas.save()
        canvas.concat(to_matrix(operation.matrix))
        if operation.mask is not None:
            canvas.clipPath(to_path(operation.mask), True)
        self.picture(canvas, operation)
        canvas.restore()

    def picture(self, canvas: skia.Canvas, operation: ImageOperation) -> None:
        """The crop over the unit square of the canvas as it is now, at the reduction that its size asks for."""
        to_device = canvas.getTotalMatrix()
        x, y, width, height = operation.crop
        full_width, full_height = self.pictures.size(operation.image)
        scale = drawn_scale(to_device, width * full_width, height * full_height)
        picture = self.pictures.reduced_for(operation.image, scale, operation.adjustments)
        source = skia.Rect.MakeXYWH(
            x * picture.width, y * picture.height, width * picture.width, height * picture.height
        )
        # Chromium puts the edges of an upright picture on whole pixels; in print they stay where they are.
        snaps = self.pictures.resampling is Resampling.PREVIEW and to_device.rectStaysRect()
        paint = skia.Paint(AntiAlias=not snaps, Alphaf=operation.opacity)
        canvas.drawImageRect(picture.image, source, UNIT_SQUARE, SAMPLING[self.pictures.resampling], paint)

    def draw_group(self, canvas: skia.Canvas, group: GroupOperation) -> None:
        """The members on a sheet of their own, laid down once; without the sheet where that comes to the same.

        The sheet is Skia's layer in pixels, as large as the members may cover. What Skia does not need of it, since
        it lies outside the canvas's clip and casts no shadow into it, takes no memory.
        """
        if group.opacity <= 0:
            return
        canvas.save()
        if not needs_sheet(group):
            self._draw_members(canvas, group)
        else:
            to_device = canvas.getTotalMatrix()
            content = covered(group.operations, to_device, self.path)
            canvas.resetMatrix()
            canvas.saveLayer(content, sheet_paint(group, to_device, content))
            canvas.setMatrix(to_device)
            self._draw_members(canvas, group)
            canvas.restore()
        canvas.restore()

    def _draw_members(self, canvas: skia.Canvas, group: GroupOperation) -> None:
        if group.clip is not None:
            canvas.clipPath(clip_path(group.clip), True)
        self.play(canvas, group.operations)

    def paint_for(self, canvas: skia.Canvas, paint: Paint, opacity: float) -> skia.Paint | None:
        """What fills a path on the canvas as it is now; None where it would paint nothing."""
        if isinstance(paint, str):
            return skia.Paint(AntiAlias=True, Color=to_colour(paint), Alphaf=opacity)
        if isinstance(paint, LinearGradient | RadialGradient):
            shader = gradient_shader(paint)
        else:
            shader = self._patterns.shader(paint, canvas.getTotalMatrix())
        return shader and skia.Paint(AntiAlias=True, Shader=shader, Alphaf=opacity)

    def path(self, operation: PathOperation) -> skia.Path:
        """The outline in Skia's form. A letter that comes again is built once, and so is a path drawn twice."""
        if operation.glyph is None or operation.even_odd:
            key = (id(operation.path), operation.even_odd)
            if key not in self._others:
                # The path is kept beside what was built of it, or its id might come to name another.
                self._others[key] = operation.path, to_path(operation.path, even_odd=operation.even_odd)
            return self._others[key][1]
        if operation.glyph not in self._glyphs:
            self._glyphs[operation.glyph] = to_path(operation.path)
        return self._glyphs[operation.glyph]


def to_path(path: Path, *, even_odd: bool = False) -> skia.Path:
    """Segments as a Skia path, filled by nonzero winding unless it is said otherwise."""
    builder = skia.PathBuilder()
    if even_odd:
        builder.setFillType(skia.PathFillType.kEvenOdd)
    draw = {"M": builder.moveTo, "L": builder.lineTo, "Q": builder.quadTo, "C": builder.cubicTo, "Z": builder.close}
    for letter, *numbers in path:
        draw[letter](*numbers)
    return builder.detach()


def clip_path(clip: Clip) -> skia.Path:
    """A clip in millimetres of the print area."""
    return to_path(transform_path(clip.path, clip.matrix), even_odd=clip.even_odd)


def stroking(paint: skia.Paint, stroke: Stroke) -> skia.Paint:
    """The paint as a pen."""
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(stroke.width)
    paint.setStrokeCap(_CAPS[stroke.cap])
    paint.setStrokeJoin(_JOINS[stroke.join])
    paint.setStrokeMiter(stroke.miter_limit)
    return paint
