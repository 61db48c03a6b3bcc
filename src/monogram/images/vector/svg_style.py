"""The computed style of an SVG element: attributes, style sheets, style attribute and what it inherits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from monogram.images.vector.css import StyleSheets, inline_style, read_colour

_INITIAL = {
    "color": "black",
    "fill": "black",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-opacity": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "clip-rule": "nonzero",
    "visibility": "visible",
    "paint-order": "normal",
    "marker-start": "none",
    "marker-mid": "none",
    "marker-end": "none",
}
"""Properties that children inherit, with what they begin as."""
_OWN = frozenset(
    {"opacity", "display", "clip-path", "mask", "mask-type", "filter", "mix-blend-mode", "isolation", "transform",
     "stop-color", "stop-opacity", "vector-effect", "overflow"}
)  # fmt: skip
_COLOURS = frozenset({"color", "fill", "stroke", "stop-color"})
_UNSET = frozenset({"initial", "unset", "revert", "revert-layer"})


@dataclass(frozen=True, slots=True)
class Style:
    """Properties of one element, as text."""

    inherited: dict[str, str] = field(default_factory=lambda: _INITIAL)
    own: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.inherited.get(name) or self.own.get(name, "")

    def share(self, name: str) -> float:
        """A property of 0…1, such as an opacity; 1 where it cannot be read."""
        return read_share(self[name], 1.0)


def read_share(text: str, otherwise: float) -> float:
    """A number or a percentage, kept within 0…1."""
    text = text.strip()
    try:
        number = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return otherwise
    return min(1.0, max(0.0, number)) if number == number else otherwise


class Cascade:
    """Computes styles by the style sheets of one document."""

    def __init__(self, root: Element) -> None:
        self._sheets = StyleSheets(root)
        self._parents = {child: parent for parent in root.iter() for child in parent}

    def style(self, element: Element, parent: Style) -> Style:
        """The element's style as a child of one with the style `parent`."""
        inherited, own = parent.inherited, {}
        for name, declared in self._declared(element):
            if name in _COLOURS and not _is_paint(declared):
                continue
            is_inherited = name in _INITIAL
            value = _specified(name, declared, parent)
            if not is_inherited:
                own[name] = value
            elif inherited.get(name) != value:
                inherited = {**inherited, name: value}
        return Style(inherited, own)

    def style_in_place(self, element: Element) -> Style:
        """The style of what is defined in one place and used in another: clips, masks and gradients."""
        parent = self._parents.get(element)
        return self.style(element, Style() if parent is None else self.style_in_place(parent))

    def _declared(self, element: Element) -> Iterator[tuple[str, str]]:
        """Every declaration of the element that we know, the weakest first."""
        plain, important = self._sheets.of(element)
        inline = inline_style(element.get("style", "")) if element.get("style") else {}
        for declarations in (element.attrib, plain, inline, important):
            for name, value in declarations.items():
                if name in _INITIAL or name in _OWN:
                    yield name, value.strip()
                elif name == "marker" and declarations is not element.attrib:
                    yield from ((f"marker-{place}", value.strip()) for place in ("start", "mid", "end"))


def _specified(name: str, declared: str, parent: Style) -> str:
    """The value that a declaration means, with CSS's words for the parent's and the initial one written out."""
    if declared == "inherit":
        return parent[name]
    if declared not in _UNSET:
        return declared
    if name not in _INITIAL:
        return ""
    return _INITIAL[name] if declared == "initial" else parent[name]


def _is_paint(value: str) -> bool:
    """Whether a colour can be read. One that cannot leaves the weaker declaration in force: Figma writes a wide-gamut
    colour over a plain one."""
    lower = value.lower()
    return (
        lower in {"none", "currentcolor", "inherit", *_UNSET}
        or lower.startswith("url(")
        or read_colour(value, "black") is not None
    )
