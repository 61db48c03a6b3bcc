"""What an SVG's shapes are painted with: colours and gradients."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from monogram.geometry.matrices import Matrix, determinant, multiply
from monogram.geometry.paths import Path
from monogram.images.refusals import RefusedError
from monogram.images.vector.css import read_colour
from monogram.images.vector.curves import tight_bounds
from monogram.images.vector.drawn import Gradient, Ink, Spread, Stop
from monogram.images.vector.svg_style import Cascade, Style, read_share
from monogram.images.vector.units import Viewport, read_length, read_transform

_REFERENCE = re.compile(r"url\(([^)]*)\)(.*)", re.DOTALL)
_LONGEST_CHAIN = 16
_MOST_STOPS = 256
_SPREADS: dict[str, Spread] = {"reflect": "reflect", "repeat": "repeat"}
_NUMBERS = {"linearGradient": ("x1", "y1", "x2", "y2"), "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr")}


def reference(text: str) -> str | None:
    """The id that `url(#…)` names."""
    match = _REFERENCE.match(text)
    return _id(match.group(1)) if match else None


def _id(address: str) -> str | None:
    """The id of an address inside the document; None for one outside."""
    address = address.strip(" \t\r\n\f\"'")
    return address[1:] if address.startswith("#") else None


class Paints:
    """Looks up the paints of one document."""

    def __init__(self, by_id: Mapping[str, Element], cascade: Cascade) -> None:
        self._by_id = by_id
        self._cascade = cascade

    def ink(self, value: str, style: Style, path: Path, matrix: Matrix, viewport: Viewport) -> tuple[Ink, float] | None:
        """What a `fill` or `stroke` paints and how opaque; None for nothing.

        `path` is the shape's own, in its user units, which `matrix` maps to the drawing. Raises RefusedError.
        """
        if value.lower() in {"none", ""}:
            return None
        if match := _REFERENCE.match(value):
            server = self._by_id.get(_id(match.group(1)) or "")
            if server is not None and server.tag == "pattern":
                raise RefusedError("svg_pattern")
            found = self._gradient(server, path, matrix, viewport) if server is not None else None
            return found or self.ink(match.group(2).strip(), style, path, matrix, viewport)
        return read_colour(value, style["color"])

    def _gradient(self, server: Element, path: Path, matrix: Matrix, viewport: Viewport) -> tuple[Ink, float] | None:
        if server.tag not in _NUMBERS:
            return None
        chain = self._chain(server)
        given: dict[str, str] = {}
        for element in reversed(chain):
            given.update(element.attrib)
        stops = self._stops(chain)
        if not stops:
            return None
        if len(stops) == 1:
            return stops[0].colour, stops[0].opacity
        space, whole = _space(given, path, viewport)
        if space is None or whole is None:
            return None
        local = multiply(space, read_transform(given.get("gradientTransform")))
        return _gradient_ink(server.tag, given, whole, stops, multiply(matrix, local))

    def _chain(self, server: Element) -> list[Element]:
        """The gradient and those that it is written after, by `href`."""
        chain = [server]
        while len(chain) < _LONGEST_CHAIN:
            after = self._by_id.get(chain[-1].get("href", "").removeprefix("#"))
            if after is None or after.tag not in _NUMBERS or after in chain:
                break
            chain.append(after)
        return chain

    def _stops(self, chain: list[Element]) -> list[Stop]:
        """The stops of the first in the chain that has some; offsets never go back."""
        for element in chain:
            children = [child for child in element if child.tag == "stop"]
            if children:
                break
        else:
            return []
        if len(children) > _MOST_STOPS:
            raise RefusedError("vector_too_detailed")
        stops: list[Stop] = []
        style = self._cascade.style_in_place(element)
        for child in children:
            stop = self._stop(self._cascade.style(child, style), child.get("offset", "0"))
            stops.append(replace(stop, offset=max(stop.offset, stops[-1].offset)) if stops else stop)
        return stops

    def _stop(self, style: Style, offset: str) -> Stop:
        colour, opacity = read_colour(style["stop-color"] or "black", style["color"]) or ("#000000", 1.0)
        return Stop(read_share(offset, 0.0), colour, opacity * style.share("stop-opacity"))


def _space(given: Mapping[str, str], path: Path, viewport: Viewport) -> tuple[Matrix | None, Viewport | None]:
    """The gradient's units in the shape's user units, and what percentages are of."""
    if given.get("gradientUnits") == "userSpaceOnUse":
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), viewport
    box = tight_bounds(path)
    if box is None or box[2] <= box[0] or box[3] <= box[1]:
        return None, None  # a line has no box: SVG paints it with the paint behind, or not at all
    return (box[2] - box[0], 0.0, 0.0, box[3] - box[1], box[0], box[1]), Viewport(1.0, 1.0)


def _gradient_ink(
    tag: str, given: Mapping[str, str], whole: Viewport, stops: list[Stop], matrix: Matrix
) -> tuple[Ink, float] | None:
    spread = _SPREADS.get(given.get("spreadMethod", ""), "pad")
    if determinant(matrix) == 0:
        return stops[-1].colour, stops[-1].opacity
    if tag == "linearGradient":
        x1, y1 = _number(given, "x1", 0, whole.width), _number(given, "y1", 0, whole.height)
        x2, y2 = _number(given, "x2", 1, whole.width), _number(given, "y2", 0, whole.height)
        if (x1, y1) == (x2, y2):
            return stops[-1].colour, stops[-1].opacity
        return Gradient("linear", (x1, y1, x2, y2), tuple(stops), matrix, spread), 1.0
    cx, cy = _number(given, "cx", 0.5, whole.width), _number(given, "cy", 0.5, whole.height)
    radius = _number(given, "r", 0.5, whole.diagonal)
    if radius <= 0:
        return stops[-1].colour, stops[-1].opacity
    fx = _number(given, "fx", cx / (whole.width or 1), whole.width) if "fx" in given else cx
    fy = _number(given, "fy", cy / (whole.height or 1), whole.height) if "fy" in given else cy
    numbers = (cx, cy, radius, fx, fy, _number(given, "fr", 0, whole.diagonal))
    return Gradient("radial", numbers, tuple(stops), matrix, spread), 1.0


def _number(given: Mapping[str, str], name: str, share: float, whole: float) -> float:
    """A coordinate of a gradient; what is not given is a share of the whole."""
    length = read_length(given.get(name), whole)
    return share * whole if length is None else length
