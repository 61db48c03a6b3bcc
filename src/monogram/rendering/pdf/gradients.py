"""Gradients as PDF shadings: smooth at any resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from monogram.layout.operations import LinearGradient, RadialGradient, Stop
from monogram.rendering.pdf.colours import Colours, straight_blend
from monogram.rendering.pdf.content import numbers

T = TypeVar("T")


def shading_of(pdf: Pdf, gradient: LinearGradient | RadialGradient, colours: Colours) -> pikepdf.Object:
    """The gradient's colours, opaque, in the space that its `matrix` maps from."""
    colours.learn(stop.colour for stop in gradient.stops)
    function = _function(gradient.stops, lambda first, second: colours.blend(first.colour, second.colour))
    return pdf.make_indirect(_shading(gradient, colours.space, function))


def opacity_of(pdf: Pdf, gradient: LinearGradient | RadialGradient) -> pikepdf.Object | None:
    """The gradient's opacity as greys; None where it is opaque all over."""
    if all(stop.opacity >= 1 for stop in gradient.stops):
        return None
    function = _function(gradient.stops, lambda first, second: straight_blend((first.opacity,), (second.opacity,)))
    return pdf.make_indirect(_shading(gradient, Name.DeviceGray, function))


def shading_pattern(pdf: Pdf, shading: pikepdf.Object, matrix: tuple[float, ...]) -> pikepdf.Object:
    """A shading as something to fill and to stroke with; `matrix` maps its space to that of the content stream."""
    return pdf.make_indirect(Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading, Matrix=numbers(matrix)))


def _shading(
    gradient: LinearGradient | RadialGradient, space: pikepdf.Object, function: pikepdf.Object
) -> Dictionary:  # fmt: skip
    if isinstance(gradient, LinearGradient):
        kind, coordinates = 2, numbers((*gradient.start, *gradient.end))
    else:
        kind, coordinates = 3, numbers((*gradient.centre, 0, *gradient.centre, gradient.radius))
    return Dictionary(
        ShadingType=kind, ColorSpace=space, Coords=coordinates, Function=function, Extend=Array([True, True])
    )  # fmt: skip


def _function(stops: Sequence[Stop], blend: Callable[[Stop, Stop], T]) -> T | Dictionary:
    """The blends from stop to stop, one behind the other. Two stops at one place are a hard edge between blends."""
    steps = list(_steps(stops))
    if len(steps) == 1:
        return blend(*steps[0])
    return Dictionary(
        FunctionType=3,
        Domain=numbers((0, 1)),
        Functions=Array([blend(first, second) for first, second in steps]),
        Bounds=numbers(second.offset for _, second in steps[:-1]),
        Encode=numbers((0, 1) * len(steps)),
    )


def _steps(stops: Sequence[Stop]) -> Iterator[tuple[Stop, Stop]]:
    """Neighbouring stops with some way between them, from 0 to 1."""
    whole = [replace(stops[0], offset=0.0), *stops, replace(stops[-1], offset=1.0)]
    yield from ((first, second) for first, second in pairwise(whole) if second.offset > first.offset)
