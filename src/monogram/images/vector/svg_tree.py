"""Hostile XML → a tree of SVG elements within limits, or a refusal."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from monogram.images.refusals import RefusedError

MOST_BYTES = 5_000_000
MOST_ELEMENTS = 20_000
DEEPEST = 64
_LONGEST_PROLOG = 10_000
_ENTITY_TEXT = rb"""\s*<!ENTITY\s+([\w.-]{1,40})\s+"([^"&%<>]{0,200})"\s*>"""
_ENTITY = re.compile(_ENTITY_TEXT)
_ENTITIES = re.compile(
    rb"<!DOCTYPE\s+svg\s[^\[\]<>]*\[((?:" + _ENTITY_TEXT.replace(b"(", b"(?:") + rb"){1,50})\s*\]\s*>"
)
_REFERENCE = re.compile(rb"&([\w.-]{1,40});")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_INKSCAPE_LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"


def read_tree(content: bytes) -> Element:
    """The root element. Names in SVG's namespace lose it; elements of other namespaces keep theirs.

    Raises RefusedError for what is no XML, for entities and for more or deeper elements than a picture needs.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError("svg_too_large")
    parser = _Parser(target=_Builder())
    try:
        parser.feed(_without_entities(content))
        root: Element = parser.close()
    except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
        raise RefusedError("svg_entities" if isinstance(error, DefusedXmlException) else "corrupt") from error
    if root.tag != "svg":
        raise RefusedError("not_an_image")
    return root


def _without_entities(content: bytes) -> bytes:
    """The file with plain entities written out: Illustrator has long named its namespaces so.

    Plain means a handful of short texts that hold no entity again, so that nothing grows out of measure. Every other
    document type with declarations stays, and the parser refuses it.
    """
    found = _ENTITIES.search(content, 0, _LONGEST_PROLOG)
    if found is None:
        return content
    texts = dict(_ENTITY.findall(found.group(1)))
    content = content[: found.start()] + content[found.end() :]
    written = _REFERENCE.sub(lambda match: texts.get(match.group(1), match.group(0)), content)
    if len(written) > MOST_BYTES:
        raise RefusedError("svg_too_large")
    return written


class _Parser(DefusedXMLParser):  # type: ignore[misc]  # defusedxml has no types
    """Takes the bare document type that most editors write, and no declaration inside it: those make bombs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(forbid_dtd=True, forbid_entities=True, forbid_external=True, **options)

    def defused_start_doctype_decl(self, name: str, sysid: str, pubid: str, has_internal_subset: int) -> None:
        if has_internal_subset:
            super().defused_start_doctype_decl(name, sysid, pubid, has_internal_subset)


class _Builder(TreeBuilder):
    """Counts while it builds, so that what is refused is never held whole."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise RefusedError("svg_too_deep")
        if self._count > MOST_ELEMENTS:
            raise RefusedError("vector_too_detailed")
        return super().start(_plain(tag), {_attribute(name): value for name, value in attrs.items()})

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(_plain(tag))


def _plain(name: str) -> str:
    return name.removeprefix(_SVG)


def _attribute(name: str) -> str:
    """`xlink:href` reads as `href`, Inkscape's label as its name for a layer or a group."""
    if name == _INKSCAPE_LABEL:
        return "data-label"
    return name.removeprefix(_XLINK).removeprefix(_SVG)
