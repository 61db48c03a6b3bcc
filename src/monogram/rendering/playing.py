"""Plays the operations of layout on a Skia canvas: the print file, thumbnails and mock-ups all come through here."""

from __future__ import annotations

from collections.abc import Iterable

import skia

from monogram.layout.operations import (
    GroupOperation,
    ImageOperation,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
)
from monogram.rendering.outlines import BuiltPaths, stroking, to_path
from monogram.rendering.paints import SAMPLING, Patterns, drawn_scale, gradient_shader, to_colour, to_matrix
from monogram.rendering.pictures import PictureBook
from monogram.rendering.sheets import UNIT_SQUARE, covered_by_members, needs_sheet, sheet_paint


class Player:
    """Draws the operations of one scene. Pictures, patterns and built paths are kept from one call to the next.

    A canvas that keeps vectors (PDF, SVG) may override one method and leave the rest: each draws one kind.
    """

    def __init__(self, pictures: PictureBook) -> None:
        self.pictures = pictures
        self._patterns = Patterns(pictures)
        self.paths = BuiltPaths()

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
        path = self.paths.of(operation)
        canvas.save()
        canvas.concat(to_matrix(operation.matrix))
        if operation.fill is not None:
            fill = self.paint_for(canvas, operation.fill, operation.opacity)
            if fill is not None:
                canvas.drawPath(path, fill)
        if operation.stroke is not None:
            pen = self.paint_for(canvas, operation.stroke.paint, operation.opacity)
            if pen is not None:
                canvas.drawPath(path, stroking(pen, operation.stroke, operation.path))
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
        paint = skia.Paint(AntiAlias=True, Alphaf=operation.opacity)
        canvas.drawImageRect(picture.image, source, UNIT_SQUARE, SAMPLING[self.pictures.resampling], paint)

    def draw_group(self, canvas: skia.Canvas, group: GroupOperation) -> None:
        """The members on a sheet of their own, laid down once; without the sheet where that comes to the same.

        The sheet is Skia's layer in pixels, as large as the members may cover. What Skia does not need of it, since
        it lies outside the canvas's clip and casts no shadow into it, takes no memory.
        """
        if group.opacity <= 0:
            return
        canvas.save()
        if needs_sheet(group):
            to_device = canvas.getTotalMatrix()
            content = covered_by_members(group, to_device, self.paths.of)
            canvas.resetMatrix()
            self.draw_sheet(canvas, group, to_device, content)
        else:
            self._draw_members(canvas, group)
        canvas.restore()

    def draw_sheet(
        self, canvas: skia.Canvas, group: GroupOperation, to_device: skia.Matrix, content: skia.Rect
    ) -> None:
        """The group through a sheet. The canvas's units are pixels now; the members cover `content` of them."""
        canvas.saveLayer(content, sheet_paint(group, to_device, content))
        if group.shadow is None:
            canvas.setMatrix(to_device)
            self._draw_members(canvas, group)
        else:
            canvas.drawPicture(self._recorded_members(group, to_device, content))
        canvas.restore()

    def _recorded_members(self, group: GroupOperation, to_device: skia.Matrix, content: skia.Rect) -> skia.Picture:
        """The members as one thing to draw, in pixels.

        A recording with an R-tree leaves out what does not reach the part that is played. Where Skia asks how far a
        layer's filter carries what is drawn in it, it takes the filter's pixels for units of the drawn thing itself,
        so that letters, whose units are small and upside down, would lose their shadows at a band's edge.
        """
        recorder = skia.PictureRecorder()
        canvas = recorder.beginRecording(content)
        canvas.concat(to_device)
        self._draw_members(canvas, group)
        return recorder.finishRecordingAsPicture()

    def _draw_members(self, canvas: skia.Canvas, group: GroupOperation) -> None:
        if group.clip is not None:
            before = canvas.getTotalMatrix()
            canvas.concat(to_matrix(group.clip.matrix))
            canvas.clipPath(to_path(group.clip.path, even_odd=group.clip.even_odd), True)
            canvas.setMatrix(before)
        self.play(canvas, group.operations)

    def paint_for(self, canvas: skia.Canvas, paint: Paint, opacity: float) -> skia.Paint | None:
        """What fills a path on the canvas as it is now; None where it would paint nothing."""
        if isinstance(paint, str):
            return skia.Paint(AntiAlias=True, Color=to_colour(paint), Alphaf=opacity)
        if isinstance(paint, PatternPaint):
            shader = self._patterns.shader(paint, canvas.getTotalMatrix())
            return skia.Paint(AntiAlias=True, Shader=shader, Alphaf=opacity)
        shader = gradient_shader(paint)
        return shader and skia.Paint(AntiAlias=True, Shader=shader, Alphaf=opacity)
