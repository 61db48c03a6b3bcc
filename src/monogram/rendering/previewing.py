"""Plays operations as Chromium's canvas does, to the bit where that can be had: for comparing, not for printing.

The player is the print's; what differs is rounding. Chromium 156 and Skia 144 round alike in Skia's general pipeline,
and apart by up to 4/255 in its short cuts for the common case, ink over ink. So neither side takes those: the browser
(`web/src/view2d`, on canvases of the CPU) and this player draw

- an opaque colour as a gradient of one colour, which Chromium dithers, to no effect on whole colours;
- a picture, and all that is see-through, on a sheet of its own, where it meets nothing; the sheet is faded and laid
  down through what keeps it from the short cut: there a map bent so little that no pixel moves, here a colour filter
  that changes nothing.

Pictures are drawn at four times the resolution, so that they look as they will be printed: at the preview's own,
bilinear sampling is softer or rougher than what print resampling makes of the same place (the structural similarity of
a furry toy, reduced to many sizes, was 0.971 to 0.989; so it is 0.993 to 0.998).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import skia

from monogram.layout.operations import (
    Blend,
    GroupOperation,
    ImageOperation,
    Operation,
    Paint,
    PathOperation,
    PatternPaint,
)
from monogram.rendering.paints import BENT, to_colour
from monogram.rendering.pictures import Picture, PictureBook, halved, skia_info
from monogram.rendering.playing import Player
from monogram.rendering.sheets import BLEND_MODES, covered

_NO_CHANGE = skia.ColorFilters.Matrix([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0])
_IN_FLOATS: set[Blend] = {"normal", "color-dodge", "color-burn", "soft-light"}
"""Where both come to the same numbers in floats, which the filter brings about; elsewhere in Skia's fixed point."""
_MOST_FINE_PIXELS = 1 << 24
_ALONG = [skia.Point(0, 0), skia.Point(1, 0)]


class PreviewPlayer(Player):
    """The player for `Resampling.PREVIEW`."""

    def __init__(self, pictures: PictureBook) -> None:
        super().__init__(pictures)
        self._sheets: list[Picture] = []  # a recording that is played later looks into their memory

    def play(self, canvas: skia.Canvas, operations: Iterable[Operation]) -> None:
        """Draw in order, what may be see-through by way of a sheet. Raises PictureError."""
        for operation in operations:
            if isinstance(operation, GroupOperation):
                super().play(canvas, [operation])
            elif _shows_picture(operation):
                self._play_finely(canvas, operation)
            elif operation.opacity < 1:
                self._play_alone(canvas, operation)
            else:
                super().play(canvas, [operation])

    def paint_for(self, canvas: skia.Canvas, paint: Paint, opacity: float) -> skia.Paint | None:
        """Gradients are dithered, and colours are gradients."""
        made = super().paint_for(canvas, paint, opacity)
        if made is None or isinstance(paint, PatternPaint):
            return made
        if isinstance(paint, str):
            made.setShader(skia.GradientShader.MakeLinear(_ALONG, [to_colour(paint)] * 2))
        made.setDither(True)
        return made

    def picture(self, canvas: skia.Canvas, operation: ImageOperation) -> None:
        """A picture is bent: its edges are then anti-aliased as the browser's are."""
        canvas.concat(BENT)
        super().picture(canvas, operation)

    def draw_sheet(
        self, canvas: skia.Canvas, group: GroupOperation, to_device: skia.Matrix, content: skia.Rect
    ) -> None:
        """The sheet is faded before it is laid down."""
        with _faded(canvas, group.opacity, group.blend):
            super().draw_sheet(canvas, replace(group, opacity=1, blend="normal"), to_device, content)

    def _play_alone(self, canvas: skia.Canvas, operation: Operation) -> None:
        if operation.opacity <= 0:
            return
        opaque = replace(operation, opacity=1)
        to_device = canvas.getTotalMatrix()
        canvas.save()
        canvas.resetMatrix()
        with _faded(canvas, operation.opacity):
            canvas.saveLayer(covered([opaque], to_device, self.paths.of))
            canvas.setMatrix(to_device)
            super().play(canvas, [opaque])
            canvas.restore()
        canvas.restore()

    def _play_finely(self, canvas: skia.Canvas, operation: PathOperation | ImageOperation) -> None:
        """On a sheet of several times the resolution, which is then halved until it fits."""
        to_device = canvas.getTotalMatrix()
        box = covered([operation], to_device, self.paths.of).roundOut()
        if operation.opacity <= 0 or not box.intersect(canvas.getDeviceClipBounds()):
            return
        scale = 4 if 16 * box.width() * box.height() <= _MOST_FINE_PIXELS else 2
        width, height = scale * box.width(), scale * box.height()
        pixels = np.zeros((height, width, 4), dtype=np.uint8)
        sheet = skia.Surface.MakeRasterDirect(skia_info(width, height), pixels, width * 4).getCanvas()
        sheet.scale(scale, scale)
        sheet.translate(-box.x(), -box.y())
        sheet.concat(to_device)
        super().play(sheet, [replace(operation, opacity=1)])
        fine = halved(Picture(pixels, width, height))
        self._sheets.append(halved(fine) if scale == 4 else fine)
        canvas.save()
        canvas.resetMatrix()
        with _faded(canvas, operation.opacity):
            canvas.drawImage(self._sheets[-1].image, box.x(), box.y())
        canvas.restore()


def _shows_picture(operation: PathOperation | ImageOperation) -> bool:
    if isinstance(operation, ImageOperation):
        return True
    paints = (operation.fill, operation.stroke and operation.stroke.paint)
    return any(isinstance(paint, PatternPaint) for paint in paints)


@contextmanager
def _faded(canvas: skia.Canvas, opacity: float, blend: Blend = "normal") -> Iterator[None]:
    """What is drawn meanwhile is laid down as one, see-through."""
    paint = skia.Paint(BlendMode=BLEND_MODES[blend])
    if blend in _IN_FLOATS:
        paint.setColorFilter(_NO_CHANGE)
    canvas.saveLayer(None, paint)
    yield
    if opacity < 1:
        canvas.drawPaint(skia.Paint(BlendMode=skia.BlendMode.kDstIn, Alphaf=opacity))
    canvas.restore()
