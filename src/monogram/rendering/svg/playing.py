"""Plays the operations of layout into SVG's elements. All of it stays vector but pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from monogram.geometry.matrices import determinant
from monogram.geometry.paths import Path, transform_path
from monogram.layout.operations import Clip, GroupOperation, ImageOperation, Operation, PathOperation, Shadow, Stroke
from monogram.rendering.extents import UNIT_SQUARE, reach_of
from monogram.rendering.originals import Originals
from monogram.rendering.sheets import needs_sheet
from monogram.rendering.svg.elements import Markup, element, path_data, reference, transform
from monogram.rendering.svg.paints import paint_value
from monogram.rendering.svg.pictures import Pictures

_WHOLE = (0.0, 0.0, 1.0, 1.0)


class SvgPlayer:
    """Draws operations into `markup`, in mm."""

    def __init__(self, markup: Markup, originals: Originals) -> None:
        self._markup = markup
        self._pictures = Pictures(markup, originals)

    def play(self, operations: Iterable[Operation]) -> None:
        """Draw in order. Raises PictureError."""
        for operation in operations:
            if isinstance(operation, PathOperation):
                self._draw_path(operation)
            elif isinstance(operation, ImageOperation):
                self._draw_image(operation)
            else:
                self._draw_group(operation)

    def _draw_path(self, operation: PathOperation) -> None:
        if not operation.path or determinant(operation.matrix) == 0:
            return
        opacity = None if operation.opacity >= 1 else operation.opacity
        fill = paint_value(self._markup, self._pictures, operation.fill)
        attributes: dict[str, object] = {
            "d": path_data(operation.path),
            "transform": transform(operation.matrix),
            "fill": fill or "none",
            "fill-opacity": opacity if fill else None,
            "fill-rule": "evenodd" if operation.even_odd and fill else None,
        }
        if operation.stroke is not None:
            stroke = paint_value(self._markup, self._pictures, operation.stroke.paint)
            if stroke:
                attributes |= {"stroke": stroke, "stroke-opacity": opacity, **_pen(operation.stroke)}
        self._markup.add("path", attributes)

    def _draw_image(self, operation: ImageOperation) -> None:
        if determinant(operation.matrix) == 0:
            return
        opacity = None if operation.opacity >= 1 else operation.opacity
        x, y, width, height = operation.crop
        part = transform((1 / width, 0, 0, 1 / height, -x / width, -y / height))
        attributes = {"href": f"#{self._pictures.define(operation.image, operation.adjustments)}", "transform": part}
        with ExitStack() as stack:
            stack.enter_context(
                self._markup.inside("g", {"transform": transform(operation.matrix), "opacity": opacity})
            )
            if operation.mask is not None:
                stack.enter_context(self._cut_by(operation.mask))
            if operation.crop != _WHOLE:
                stack.enter_context(self._cut_by(UNIT_SQUARE))
            self._markup.add("use", attributes)

    def _draw_group(self, group: GroupOperation) -> None:
        attributes: dict[str, object] = {}
        if group.ink != "process":
            attributes |= {"id": self._markup.fresh_id(f"{group.ink}-"), "data-ink": group.ink}
        attributes["data-layer"] = group.layer or None
        attributes["opacity"] = None if group.opacity >= 1 else group.opacity
        if needs_sheet(group):
            blend = "" if group.blend == "normal" else f";mix-blend-mode:{group.blend}"
            attributes["style"] = f"isolation:isolate{blend}"
        if group.shadow is not None:
            shadow = self._shadow(group, group.shadow)
            attributes["filter"] = shadow and reference(shadow)
        with self._markup.inside("g", attributes), self._clipped(group.clip):
            self.play(group.operations)

    def _shadow(self, group: GroupOperation, shadow: Shadow) -> str | None:
        """The id of a filter that lays the shadow below what it is applied to; None where nothing casts one."""
        reach = reach_of([group])
        if reach is None:
            return None
        left, top, right, bottom = reach
        steps = (
            element("feGaussianBlur", {"in": "SourceAlpha", "stdDeviation": shadow.blur}),
            element("feOffset", {"dx": shadow.dx, "dy": shadow.dy, "result": "shape"}),
            element("feFlood", {"flood-color": shadow.colour, "flood-opacity": shadow.opacity}),
            element("feComposite", {"operator": "in", "in2": "shape", "result": "shadow"}),
            element(
                "feMerge",
                {},
                element("feMergeNode", {"in": "shadow"}) + element("feMergeNode", {"in": "SourceGraphic"}),
            ),
        )
        region = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        attributes = {"filterUnits": "userSpaceOnUse", "color-interpolation-filters": "sRGB", **region}
        return self._markup.define((reach, shadow), "shadow", "filter", attributes, "".join(steps))

    @contextmanager
    def _clipped(self, clip: Clip | None) -> Iterator[None]:
        if clip is None:
            yield
            return
        with self._cut_by(transform_path(clip.path, clip.matrix), even_odd=clip.even_odd):
            yield

    @contextmanager
    def _cut_by(self, path: Path, *, even_odd: bool = False) -> Iterator[None]:
        """What is drawn in this context is cut by the path, in the units that hold there."""
        shape = element("path", {"d": path_data(path), "clip-rule": "evenodd" if even_odd else None})
        name = self._markup.define((path, even_odd), "clip", "clipPath", {}, shape)
        with self._markup.inside("g", {"clip-path": reference(name)}):
            yield


def _pen(stroke: Stroke) -> dict[str, object]:
    return {
        "stroke-width": stroke.width,
        "stroke-linecap": stroke.cap,
        "stroke-linejoin": stroke.join,
        "stroke-miterlimit": stroke.miter_limit if stroke.join == "miter" else None,
    }
