"""What a vector file draws, whatever it was written in: outlines with one ink each, and groups of them.

Coordinates are those of the finished drawing: y down, the longer side `LONGER_SIDE` units. Everything is in the
numbers: transforms, dashes, styles. `plain_drawing` writes it as our JSON, `clean_svg` as an SVG that is safe to draw.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, TypeGuard

from monogram.geometry.matrices import Matrix
from monogram.geometry.paths import Bounds, Path, control_bounds
from monogram.images.vector.curves import stroke_reach, tight_bounds

Cap: TypeAlias = Literal["butt", "round", "square"]
Join: TypeAlias = Literal["miter", "round", "bevel"]
Spread: TypeAlias = Literal["pad", "reflect", "repeat"]

LONGER_SIDE = 1000.0
MOST_SEGMENTS = 200_000
"""Beyond it a file is refused."""
_MOST_CUTS = 32


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour on a gradient."""

    offset: float
    colour: str
    opacity: float


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear (x1, y1, x2, y2) or radial (cx, cy, r, fx, fy, fr) gradient. `matrix` maps it to the drawing."""

    kind: Literal["linear", "radial"]
    numbers: tuple[float, ...]
    stops: tuple[Stop, ...]
    matrix: Matrix
    spread: Spread


Ink: TypeAlias = str | Gradient
"""`#rrggbb` or a gradient."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a stroke is drawn."""

    width: float
    cap: Cap
    join: Join
    miter_limit: float


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline that is filled, or stroked where it has a pen."""

    path: Path
    ink: Ink
    opacity: float
    even_odd: bool = False
    pen: Pen | None = None
    part: str | None = None
    """The name of the part that its author gave it."""
    label: str | None = None
    """A name from an editor that may name its colour."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Only what lies inside is drawn."""

    path: Path
    even_odd: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Members that are drawn on an empty sheet, cut, and laid down as one."""

    members: tuple[Entry, ...]
    opacity: float = 1.0
    blend: str = "normal"
    clip: Clip | None = None


Entry: TypeAlias = Shape | Group


@dataclass(frozen=True, slots=True)
class Drawn:
    """A whole picture."""

    width: float
    height: float
    entries: tuple[Entry, ...]


def shapes_of(entries: Iterable[Entry]) -> Iterator[Shape]:
    """Every shape, however deep, in drawing order."""
    for entry in entries:
        if isinstance(entry, Group):
            yield from shapes_of(entry.members)
        else:
            yield entry


def groups_of(entries: Iterable[Entry]) -> Iterator[Group]:
    """Every group, the outer ones first."""
    for entry in entries:
        if isinstance(entry, Group):
            yield entry
            yield from groups_of(entry.members)


def ink_bounds(entries: Iterable[Entry]) -> Bounds | None:
    """The box around all ink, clips left aside; None where there is none."""
    boxes = [box for shape in shapes_of(entries) if (box := _shape_bounds(shape))]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _shape_bounds(shape: Shape) -> Bounds | None:
    box = tight_bounds(shape.path)
    if box is None or shape.pen is None:
        return box
    reach = stroke_reach(shape.path, shape.pen.width, shape.pen.cap, shape.pen.join, shape.pen.miter_limit)
    return box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach


def is_finite(path: Path) -> bool:
    """Whether an outline has no coordinate beyond what a number can hold."""
    return math.isfinite(sum(number for segment in path for number in segment[1:]))


def rectangle(left: float, top: float, right: float, bottom: float) -> Path:
    """A box as an outline, clockwise."""
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))


def grouped(members: Iterable[Entry], *, opacity: float = 1.0, blend: str = "normal") -> tuple[Entry, ...]:
    """The members as one, in the plainest way that looks the same."""
    entries = tuple(members)
    if not entries or opacity <= 0:
        return ()
    if blend != "normal":
        return (Group(entries, opacity, blend),)
    if opacity >= 1:
        return entries
    if len(entries) == 1:
        only = entries[0]
        return (replace(only, opacity=only.opacity * opacity),)
    return (Group(entries, opacity),)


def clipped(members: Iterable[Entry], clip: Clip) -> tuple[Entry, ...]:
    """The members inside a clip. A box that cuts nothing off is left out, what lies wholly outside it as well."""
    entries = tuple(members)
    box = upright_box(clip.path)
    if box is None:
        return (Group(entries, clip=clip),) if entries and clip.path else ()
    kept = [(entry, _relation(entry, box)) for entry in entries]
    remaining = tuple(entry for entry, relation in kept if relation != "outside")
    if all(relation == "inside" for _, relation in kept if relation != "outside"):
        return remaining
    return (Group(remaining, clip=clip),)


def cut_at(members: Iterable[Entry], canvas: Clip) -> tuple[Entry, ...]:
    """The members inside a canvas, with a clip around those alone that pass its edge, or around all if many do."""
    members = tuple(members)
    entries: list[Entry] = []
    for part in (part for member in members for part in clipped((member,), canvas)):
        before = entries[-1] if entries else None
        if _is_cut(part, canvas) and _is_cut(before, canvas):
            entries[-1] = Group((*before.members, *part.members), clip=canvas)
        else:
            entries.append(part)
    if sum(_is_cut(entry, canvas) for entry in entries) > _MOST_CUTS:
        return (Group(members, clip=canvas),)
    return tuple(entries)


def _is_cut(entry: Entry | None, canvas: Clip) -> TypeGuard[Group]:
    return isinstance(entry, Group) and entry.clip is canvas


def _relation(entry: Entry, box: Bounds) -> Literal["inside", "outside", "across"]:
    slack = 1e-6 * LONGER_SIDE
    wide = (box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack)
    if all(_is_surely_inside(shape, wide) for shape in shapes_of((entry,))):
        return "inside"
    found = ink_bounds((entry,))
    if found is None or found[0] >= box[2] or found[1] >= box[3] or found[2] <= box[0] or found[3] <= box[1]:
        return "outside"
    return "inside" if _holds(wide, found, 0.0) else "across"


def _is_surely_inside(shape: Shape, box: Bounds) -> bool:
    """The quick look: by control points and the longest spike that a stroke may have."""
    found = control_bounds(shape.path)
    reach = shape.pen.width / 2 * max(2.0, shape.pen.miter_limit) if shape.pen else 0.0
    return found is not None and _holds(box, found, reach)


def _holds(box: Bounds, inner: Bounds, reach: float) -> bool:
    return (
        inner[0] - reach >= box[0]
        and inner[1] - reach >= box[1]
        and inner[2] + reach <= box[2]
        and inner[3] + reach <= box[3]
    )


def upright_box(path: Path) -> Bounds | None:
    """The box that an outline is, if it is one that stands upright."""
    corners = [(segment[1], segment[2]) for segment in path if segment[0] == "M" or segment[0] == "L"]
    if len(corners) == 5 and corners[4] == corners[0]:
        corners.pop()
    letters = "".join(segment[0] for segment in path)
    if len(corners) != 4 or letters.rstrip("Z") not in {"MLLL", "MLLLL"}:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    if (ay == by and bx == cx and cy == dy and dx == ax) or (ax == bx and by == cy and cx == dx and dy == ay):
        return min(ax, cx), min(ay, cy), max(ax, cx), max(ay, cy)
    return None
