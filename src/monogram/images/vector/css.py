"""Styles of an SVG: its style sheets and style attributes, as declarations by property."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2
from tinycss2.color4 import parse_color

from monogram.images.refusals import RefusedError

_MOST_TESTS = 10_000_000
"""Rules times elements: what matching may cost."""
_PLAIN_SELECTORS = re.compile(r"[^:~+]*")

Declarations = Mapping[str, str]


@lru_cache(maxsize=4096)
def inline_style(text: str) -> Declarations:
    """The declarations of a style attribute."""
    return {name: value for name, value, _ in _declarations(tinycss2.parse_blocks_contents(text, True, True))}


class StyleSheets:
    """What a document's style sheets say of each of its elements, in the order of the cascade.

    Selectors may hold elements, classes, ids, attributes, descendants and children: more than drawing programs write,
    and nothing that costs more than the depth of an element. At-rules (imports, fonts, media) are left out: nothing
    is ever fetched. Raises RefusedError for more rules than are worth their time.
    """

    def __init__(self, root: Element) -> None:
        matcher = cssselect2.Matcher()
        text = "\n".join(element.text or "" for element in root.iter("style"))
        rules = list(_rules(text))
        if len(rules) * sum(1 for _ in root.iter()) > _MOST_TESTS:
            raise RefusedError("vector_too_detailed")
        for rule in rules:
            declarations = list(_declarations(tinycss2.parse_blocks_contents(rule.content, True, True)))
            try:
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    matcher.add_selector(selector, declarations)
            except cssselect2.SelectorError:
                continue
        self._declared: dict[Element, tuple[Declarations, Declarations]] = {}
        for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree() if rules else ():
            if matches := matcher.match(wrapper):
                self._declared[wrapper.etree_element] = _cascade(matches)

    def of(self, element: Element) -> tuple[Declarations, Declarations]:
        """Plain declarations, which a style attribute outdoes, and important ones, which it does not."""
        return self._declared.get(element, ({}, {}))


def _cascade(matches: Iterable[tuple[Any, ...]]) -> tuple[Declarations, Declarations]:
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for _, _, _, declarations in matches:
        for name, value, is_important in declarations:
            (important if is_important else plain)[name] = value
    return plain, important


def _rules(text: str) -> Iterator[tinycss2.ast.QualifiedRule]:
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and _PLAIN_SELECTORS.fullmatch(tinycss2.serialize(rule.prelude)):
            yield rule


def _declarations(parsed: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, str, bool]]:
    for declaration in parsed:
        if declaration.type == "declaration":
            yield declaration.lower_name, tinycss2.serialize(declaration.value).strip(), declaration.important


@lru_cache(maxsize=4096)
def read_colour(text: str, current: str) -> tuple[str, float] | None:
    """`#rrggbb` and opacity of a CSS colour; `current` stands for `currentColor`. None where it is no colour."""
    try:
        colour = parse_color(text.partition(" icc-color(")[0])
    except (ValueError, OverflowError, RecursionError):
        return None
    if colour is None:
        return None
    if colour == "currentcolor":
        return None if current == "currentcolor" else read_colour(current, "black")
    try:
        red, green, blue, alpha = colour.to("srgb")
    except (NotImplementedError, ValueError, OverflowError):
        return None
    channels = (_channel(red), _channel(green), _channel(blue))
    return "#{:02x}{:02x}{:02x}".format(*channels), min(1.0, max(0.0, 1.0 if alpha is None else float(alpha)))


def _channel(share: float) -> int:
    return round(min(1.0, max(0.0, share)) * 255)
