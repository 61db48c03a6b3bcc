"""Content streams: operators as text, and the resources that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from monogram.geometry.matrices import Matrix
from monogram.geometry.paths import Bounds, Path

_PREFIXES = {"XObject": "X", "ExtGState": "G", "ColorSpace": "C", "Pattern": "P", "Shading": "S"}
_OPERATORS = {"M": "m", "L": "l", "Q": "c", "C": "c"}
_DOT = 1e-4
"""The length of a subpath that goes nowhere: PDF has dots for round pens, but none for square ones."""


class Content:
    """One content stream that grows: the page's, a form's, a pattern's. Each has its own resources."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self._parts: list[str] = []
        self._resources: dict[str, dict[str, pikepdf.Object]] = {}
        self._names: dict[tuple[str, tuple[int, int]], str] = {}

    def write(self, operators: str) -> None:
        """Append operators with their operands."""
        self._parts.append(operators)

    def name(self, kind: str, resource: pikepdf.Object) -> str:
        """What this stream calls an indirect object, `/X1` and so on: the same each time."""
        key = (kind, resource.objgen)
        if key not in self._names:
            named = self._resources.setdefault(kind, {})
            name = f"/{_PREFIXES[kind]}{len(named)}"
            named[name] = resource
            self._names[key] = name
        return self._names[key]

    def transform(self, matrix: Matrix) -> None:
        """What follows is in the space that `matrix` maps to the present one."""
        self.write(f"{matrix_text(matrix)} cm")

    def draw(self, xobject: pikepdf.Object) -> None:
        """Paint a form or an image."""
        self.write(f"{self.name('XObject', xobject)} Do")

    @property
    def is_empty(self) -> bool:
        return not self._parts

    @property
    def stream(self) -> bytes:
        """The operators so far."""
        return "\n".join(self._parts).encode("ascii")

    @property
    def resources(self) -> Dictionary:
        """The resources so far, for the page's or the form's dictionary."""
        return Dictionary({f"/{kind}": Dictionary(named) for kind, named in self._resources.items()})

    def as_form(self, bounds: Bounds, *, group: Dictionary | None = None) -> pikepdf.Object:
        """The stream as a form XObject that shows what lies within `bounds` of its own space."""
        form: dict[str, object] = {"BBox": numbers(bounds), "Resources": self.resources}
        if group is not None:
            form["Group"] = group
        return self._indirect("XObject", Subtype=Name.Form, **form)

    def as_tile(self, matrix: Matrix, *, width: float, height: float) -> pikepdf.Object:
        """The stream as a pattern that repeats the rectangle 0…`width` × 0…`height` of its own space without gaps."""
        return self._indirect(
            "Pattern",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=numbers((0, 0, width, height)),
            XStep=width,
            YStep=height,
            Matrix=numbers(matrix),
            Resources=self.resources,
        )

    def _indirect(self, kind: str, **entries: object) -> pikepdf.Object:
        return self.pdf.make_indirect(pikepdf.Stream(self.pdf, self.stream, Type=Name(f"/{kind}"), **entries))


def transparency_group(space: pikepdf.Object) -> Dictionary:
    """An isolated group whose members are blended in `space`."""
    return Dictionary(Type=Name.Group, S=Name.Transparency, I=True, K=False, CS=space)


def numbers(values: Iterable[float]) -> Array:
    """Numbers as a PDF array, to a billionth."""
    return Array([pikepdf.Object.parse(_text(value, 9).encode()) for value in values])


def matrix_text(matrix: Matrix) -> str:
    """Six operands. Glyphs are scaled from thousands of units: hence more digits than a length has."""
    return " ".join(_text(value, 9) for value in matrix)


def number_text(value: float) -> str:
    """A length or a part of one, to a millionth; never an exponent, which PDF does not know."""
    return _text(value, 6)


def _text(value: float, digits: int) -> str:
    whole = int(value)
    if whole == value:
        return str(whole)
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_text(path: Path) -> str:
    """The path's construction operators; quadratic curves become the cubic ones that they are."""
    return "\n".join(_segments(path))


def _segments(path: Path) -> Iterator[str]:
    x = y = start_x = start_y = 0.0
    begins = False
    for segment in path:
        letter = segment[0]
        p: tuple[float, ...] = segment[1:]
        if letter == "Z":
            x, y = start_x, start_y
            yield "h"
            continue
        if letter == "M":
            start_x, start_y = p
        elif letter == "Q":
            p = _cubic(x, y, *p)
        elif letter == "L" and begins and p == (x, y):
            p = x + _DOT, y
        begins = letter == "M"
        x, y = p[-2:]
        yield f"{' '.join(map(number_text, p))} {_OPERATORS[letter]}"


def _cubic(x: float, y: float, cx: float, cy: float, to_x: float, to_y: float) -> tuple[float, ...]:
    """The control points and the end of a quadratic curve from (x, y), as those of a cubic one."""
    first = x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3
    second = to_x + 2 * (cx - to_x) / 3, to_y + 2 * (cy - to_y) / 3
    return (*first, *second, to_x, to_y)


def rectangle_path(bounds: Bounds) -> Path:
    """A rectangle's outline."""
    left, top, right, bottom = bounds
    return (("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",))


def rectangle_text(bounds: Bounds) -> str:
    """A rectangle's construction operator."""
    left, top, right, bottom = bounds
    return f"{' '.join(map(number_text, (left, top, right - left, bottom - top)))} re"


def graphics_state(pdf: Pdf, entries: Mapping[str, object]) -> pikepdf.Object:
    """An ExtGState."""
    return pdf.make_indirect(Dictionary({"/Type": Name.ExtGState, **entries}))
