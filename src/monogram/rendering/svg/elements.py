"""SVG's elements and attributes as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import quoteattr

from monogram.geometry.matrices import IDENTITY, Matrix
from monogram.geometry.paths import Path
from monogram.layout.canonical import format_number

Attributes = Mapping[str, object]


class Markup:
    """Elements that follow each other, and the definitions that they refer to."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._definitions: list[str] = []
        self._names: dict[object, str] = {}
        self._counts: dict[str, int] = {}

    def add(self, name: str, attributes: Attributes) -> None:
        """An element without children."""
        self._body.append(element(name, attributes))

    @contextmanager
    def inside(self, name: str, attributes: Attributes) -> Iterator[None]:
        """What is added in this context are the element's children."""
        self._body.append(f"<{name}{_written(attributes)}>")
        yield
        self._body.append(f"</{name}>")

    def fresh_id(self, prefix: str) -> str:
        """An id that no other element has."""
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]}"

    def define(self, key: object, prefix: str, name: str, attributes: Attributes, content: str) -> str:
        """The id of a definition; one that is asked for again by the same key is not written again."""
        if key not in self._names:
            self._names[key] = self.fresh_id(prefix)
            self._definitions.append(element(name, {"id": self._names[key], **attributes}, content))
        return self._names[key]

    def known(self, key: object) -> str | None:
        """The id of a definition that has been written."""
        return self._names.get(key)

    @property
    def text(self) -> str:
        """Definitions, then elements."""
        definitions = ["<defs>", *self._definitions, "</defs>"] if self._definitions else []
        return "\n".join([*definitions, *self._body])


def element(name: str, attributes: Attributes, content: str = "") -> str:
    """An element around markup."""
    return f"<{name}{_written(attributes)}>{content}</{name}>" if content else f"<{name}{_written(attributes)}/>"


def _written(attributes: Attributes) -> str:
    return "".join(
        f" {name}={quoteattr(number(value) if isinstance(value, float | int) else str(value))}"
        for name, value in attributes.items()
        if value is not None
    )


def number(value: float) -> str:
    """A length or a part of one, to a millionth."""
    return format_number(value)


def transform(matrix: Matrix) -> str | None:
    """A `transform` attribute; glyphs are scaled from thousands of units, hence nine digits."""
    if matrix == IDENTITY:
        return None
    return f"matrix({' '.join(f'{value:.9g}' for value in matrix)})"


def path_data(path: Path) -> str:
    """A `d` attribute."""
    return "".join(f"{segment[0]}{' '.join(map(number, segment[1:]))}" for segment in path)


def reference(identifier: str) -> str:
    return f"url(#{identifier})"
