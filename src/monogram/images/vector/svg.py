"""SVG → what it draws. The walk over the elements; shapes, paints, clips and styles have rooms of their own.

What a browser would run or fetch is left out: scripts, event attributes, animation, foreign objects, addresses. What
would be missed by the eye (text, pictures, filters, patterns) is refused by name, so that the sender can be told.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from monogram.geometry.matrices import IDENTITY, determinant, invert, multiply, scaling, translation
from monogram.geometry.paths import Bounds, transform_path
from monogram.images.refusals import RefusedError
from monogram.images.vector.budget import Budget
from monogram.images.vector.curves import tight_bounds
from monogram.images.vector.drawn import (
    LONGER_SIDE,
    Clip,
    Drawn,
    Entry,
    Group,
    clipped,
    cut_at,
    grouped,
    groups_of,
    ink_bounds,
    rectangle,
    shapes_of,
)
from monogram.images.vector.svg_clips import Clips, matrix_is_upright
from monogram.images.vector.svg_figures import outline_of
from monogram.images.vector.svg_paints import Paints
from monogram.images.vector.svg_shapes import Place, drawn_shapes
from monogram.images.vector.svg_style import Cascade, Style
from monogram.images.vector.svg_tree import DEEPEST, read_tree
from monogram.images.vector.units import Viewport, fit, read_length, read_transform, read_view_box

_NARROWEST = 1e-4
_CONTAINERS = frozenset({"g", "a"})
_BLENDS = frozenset(
    {"multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
     "difference", "exclusion"}
)  # fmt: skip


def read_svg(content: bytes) -> Drawn:
    """The picture that an SVG file draws. Raises RefusedError with the name of what cannot be taken."""
    root = read_tree(content)
    try:
        cascade = Cascade(root)
        size = _canvas(root) or _canvas_by_content(root, cascade)
        if size is None:
            raise RefusedError("vector_empty")
        return _drawn(root, cascade, *size)
    except RecursionError as error:  # brackets in brackets of a style sheet
        raise RefusedError("svg_too_deep") from error


def _canvas(root: Element) -> tuple[float, float, tuple[float, float, float, float]] | None:
    """Width and height in pixels, and the view box; None where the file says neither."""
    width, height = _absolute(root.get("width")), _absolute(root.get("height"))
    box = read_view_box(root.get("viewBox"))
    if box is None:
        return (width, height, (0.0, 0.0, width, height)) if width and height else None
    width, height = (
        width or (height * box[2] / box[3] if height else box[2]),
        height or (width * box[3] / box[2] if width else box[3]),
    )
    return width, height, box


def _absolute(text: str | None) -> float | None:
    """A length above 0 that is no percentage."""
    length = None if text and "%" in text else read_length(text, 0.0)
    return length if length and length > 0 else None


def _canvas_by_content(
    root: Element, cascade: Cascade
) -> tuple[float, float, tuple[float, float, float, float]] | None:
    """For a file that says no size: the box around all that it draws."""
    side = LONGER_SIDE
    place = Place(IDENTITY, Style(), Viewport(side, side), 1.0, DEEPEST)
    box = ink_bounds(_Walk(root, cascade).children(root, place))
    if box is None or box[2] <= box[0] or box[3] <= box[1]:
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    return width, height, (box[0], box[1], width, height)


def _drawn(
    root: Element, cascade: Cascade, width: float, height: float, box: tuple[float, float, float, float]
) -> Drawn:
    longer = max(width, height)
    if min(width, height) / longer < _NARROWEST:
        raise RefusedError("vector_empty")
    scale = LONGER_SIDE / longer
    matrix = multiply(scaling(scale, scale), fit(box, width, height, root.get("preserveAspectRatio")))
    place = Place(matrix, Style(), Viewport(box[2], box[3]), scale, DEEPEST)
    entries = _Walk(root, cascade).element(root, place)
    canvas = Clip(rectangle(0.0, 0.0, width * scale, height * scale), False)
    entries = _inside(entries, canvas)
    if not entries:
        raise RefusedError("vector_empty")
    return Drawn(width * scale, height * scale, entries)


def _inside(entries: tuple[Entry, ...], canvas: Clip) -> tuple[Entry, ...]:
    """Cut at the canvas: only what passes it, unless blending makes the picture one."""
    if any(group.blend != "normal" for group in groups_of(entries)):
        kept = clipped(entries, canvas)
        return kept if len(kept) == 1 and isinstance(kept[0], Group) else (Group(kept),) if kept else ()
    return cut_at(entries, canvas)


class _Walk:
    """One walk over a document, with the budgets that it may spend."""

    def __init__(self, root: Element, cascade: Cascade) -> None:
        self._root = root
        self._cascade = cascade
        self._by_id: dict[str, Element] = {}
        for element in root.iter():
            if name := element.get("id"):
                self._by_id.setdefault(name, element)
        self._paints = Paints(self._by_id, cascade)
        self._budget = Budget()
        self._clips = Clips(self._by_id, cascade, self._paints, self._budget)

    def children(self, element: Element, place: Place) -> tuple[Entry, ...]:
        """What an element's children draw."""
        return tuple(entry for child in element for entry in self.element(child, place))

    def element(self, element: Element, place: Place) -> tuple[Entry, ...]:
        """What one element draws, cut and blended as its style says."""
        self._budget.visit()
        if place.depth == 0:
            raise RefusedError("svg_too_deep")
        style = self._cascade.style(element, place.style)
        opacity = style.share("opacity")
        if style["display"] == "none" or opacity <= 0:
            return ()
        matrix = (
            multiply(place.matrix, read_transform(style["transform"])) if element is not self._root else place.matrix
        )
        if determinant(matrix) == 0:
            return ()
        inside = Place(
            matrix,
            style,
            place.viewport,
            place.pixel,
            place.depth - 1,
            place.used,
            element.get("data-part") or place.part,
            element.get("data-label") or element.get("id") or place.label,
        )
        members = self._members(element, inside)
        return self._as_one(element, members, inside, opacity) if members else ()

    def _members(self, element: Element, place: Place) -> tuple[Entry, ...]:
        tag = element.tag
        if tag in _CONTAINERS or element is self._root:
            return self.children(element, place)
        if tag == "svg":
            return self._viewport(element, place, _size(element, place.viewport))
        if tag == "use":
            return self._used(element, place)
        if tag == "switch":
            return self._switched(element, place)
        if (
            tag in {"text", "flowRoot"}
            and place.style["visibility"] == "visible"
            and "".join(element.itertext()).strip()
        ):
            raise RefusedError("svg_text")
        if tag == "image" and element.get("href"):
            raise RefusedError("svg_image")
        shapes = drawn_shapes(element, place, self._paints)
        for shape in shapes:
            self._budget.draw(shape.path)
        return tuple(shapes)

    def _as_one(self, element: Element, members: tuple[Entry, ...], place: Place, opacity: float) -> tuple[Entry, ...]:
        """Filter, clip and mask, opacity and blending, in the order of the rendering model."""
        style = place.style
        if style["filter"] not in {"", "none"}:
            raise RefusedError("svg_filter")
        blend = style["mix-blend-mode"] or "normal"
        if blend != "normal" and blend not in _BLENDS:
            raise RefusedError("svg_blend")
        if style["clip-path"] or style["mask"]:
            for clip in self._clips.of(place, _own_box(element, members, place)):
                members = clipped(members, clip)
        if style["isolation"] == "isolate" and any(group.blend != "normal" for group in groups_of(members)):
            members = (Group(members),)
        return grouped(members, opacity=opacity, blend=blend)

    def _viewport(self, element: Element, place: Place, size: tuple[float, float]) -> tuple[Entry, ...]:
        """A nested picture or a symbol: its view box in a frame that cuts it off."""
        width, height = size
        if width <= 0 or height <= 0:
            return ()
        x = read_length(element.get("x"), place.viewport.width) or 0.0
        y = read_length(element.get("y"), place.viewport.height) or 0.0
        matrix = multiply(place.matrix, translation(x, y))
        box = read_view_box(element.get("viewBox"))
        inner = multiply(matrix, fit(box, width, height, element.get("preserveAspectRatio"))) if box else matrix
        viewport = Viewport(box[2], box[3]) if box else Viewport(width, height)
        members = self.children(element, replace(place, matrix=inner, viewport=viewport))
        if place.style["overflow"] in {"visible", "auto"}:
            return members
        return clipped(members, Clip(transform_path(rectangle(0.0, 0.0, width, height), matrix), False))

    def _used(self, element: Element, place: Place) -> tuple[Entry, ...]:
        name = element.get("href", "")
        target = self._by_id.get(name.removeprefix("#")) if name.startswith("#") else None
        if target is None or target is self._root:
            return ()
        if name in place.used:
            raise RefusedError("svg_cycle")
        x = read_length(element.get("x"), place.viewport.width) or 0.0
        y = read_length(element.get("y"), place.viewport.height) or 0.0
        matrix = multiply(place.matrix, translation(x, y))
        inside = replace(place, matrix=matrix, used=(*place.used, name))
        if target.tag not in {"symbol", "svg"}:
            return self.element(target, inside)
        size = _size(target, place.viewport)
        own = (
            read_length(element.get("width"), place.viewport.width),
            read_length(element.get("height"), place.viewport.height),
        )
        style = self._cascade.style(target, place.style)
        framed = replace(inside, style=style, depth=place.depth - 1)
        return self._viewport(
            target, framed, (size[0] if own[0] is None else own[0], size[1] if own[1] is None else own[1])
        )

    def _switched(self, element: Element, place: Place) -> tuple[Entry, ...]:
        """The first child that asks for no extension: Illustrator puts its own data before it."""
        for child in element:
            if child.tag != "foreignObject" and not child.get("requiredExtensions"):
                return self.element(child, place)
        return ()


def _size(element: Element, viewport: Viewport) -> tuple[float, float]:
    """Width and height of a nested picture; all of what it stands in where it says none."""
    width, height = (
        read_length(element.get("width"), viewport.width),
        read_length(element.get("height"), viewport.height),
    )
    return (viewport.width if width is None else width, viewport.height if height is None else height)


def _own_box(element: Element, members: tuple[Entry, ...], place: Place) -> Bounds | None:
    """The box of an element in its user units, for clips that are measured in it."""
    if path := outline_of(element, place.viewport):
        return tight_bounds(path)
    boxes = [box for shape in shapes_of(members) if (box := tight_bounds(shape.path))]
    if not boxes or not matrix_is_upright(place.matrix):
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    corners = rectangle(min(lefts), min(tops), max(rights), max(bottoms))
    return tight_bounds(transform_path(corners, invert(place.matrix)))
