"""XML from outside: read event by event, so that what is too much ends before it is kept.

A document type is refused as such: it is where entities come from, bombs and other people's files among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from monogram.suppliers.errors import UnreadableFileError

MAX_DEPTH = 20
MAX_ELEMENTS = 400_000
MAX_TEXT = 10_000
_CHUNK = 1 << 16


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, in small letters, and the text before its first child, trimmed."""

    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        """The first child by that name."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Node]:
        """The children by that name."""
        return (child for child in self.children if child.name == name)


def read_xml(content: bytes) -> Node:
    """The document's root. Raises UnreadableFileError for what is no XML, has a document type or is too much."""
    builder = _Builder()
    parser: etree.XMLParser = etree.XMLParser(
        target=builder, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise builder.refusal or UnreadableFileError(f"This is not XML: {error.msg}") from None
    if builder.refusal or builder.root is None:
        raise builder.refusal or UnreadableFileError("This is not XML: there is no element")
    return builder.root


class _Builder:
    """What lxml tells of a document. What is raised here ends the parsing, but does not always come out of it."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.refusal: UnreadableFileError | None = None
        self._open: list[Node] = []
        self._count = 0

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        self._refuse("The file has a document type (<!DOCTYPE …>), which is refused: leave it out")

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            self._refuse(f"The file has more than {MAX_ELEMENTS:,} elements: send it in smaller parts")
        if len(self._open) == MAX_DEPTH:
            self._refuse(f"Its elements lie more than {MAX_DEPTH} levels deep in each other")
        node = Node(str(tag).rpartition("}")[2].lower())
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def data(self, data: str | bytes) -> None:
        node = self._open[-1]
        if node.children:
            return  # blanks between elements
        node.text += str(data)
        if len(node.text) > MAX_TEXT:
            self._refuse(f"<{node.name}> has more than {MAX_TEXT:,} characters")

    def end(self, tag: str | bytes) -> None:
        node = self._open.pop()
        node.text = node.text.strip()

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        pass

    def _refuse(self, why: str) -> NoReturn:
        self.refusal = UnreadableFileError(why)
        raise self.refusal
