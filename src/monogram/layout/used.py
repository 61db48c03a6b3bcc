"""What a document names: its layers, however deep, and the fonts, pictures and drawings that must be at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monogram.layout.model import (
    ClipartLayer,
    Document,
    Fill,
    GroupLayer,
    ImageLayer,
    Layer,
    PatternFill,
    ShapeLayer,
    TextLayer,
)


def all_layers(layers: Iterable[Layer]) -> Iterator[Layer]:
    """The layers with all members of groups, in drawing order; a group comes ahead of its members."""
    for layer in layers:
        yield layer
        if isinstance(layer, GroupLayer):
            yield from all_layers(layer.layers)


def fonts_used(document: Document) -> list[str]:
    """Font ids that the document's texts name, then those that stand in for them, each once; none without a text."""
    named = [layer.font for layer in _layers(document) if isinstance(layer, TextLayer)]
    return list(dict.fromkeys([*named, *document.fallback_fonts])) if named else []


def images_used(document: Document) -> list[str]:
    """Image ids that the document shows, in pictures and in patterns, each once, in drawing order."""
    return list(dict.fromkeys(_images(document)))


def drawings_used(document: Document) -> list[str]:
    """Ids of the drawings that the document shows, each once, in drawing order."""
    return list(dict.fromkeys(layer.clipart for layer in _layers(document) if isinstance(layer, ClipartLayer)))


def _layers(document: Document) -> Iterator[Layer]:
    for area in document.areas:
        yield from all_layers(area.layers)


def _images(document: Document) -> Iterator[str]:
    for area in document.areas:
        yield from _patterned(area.background)
        for layer in all_layers(area.layers):
            match layer:
                case ImageLayer():
                    yield layer.image
                case ShapeLayer():
                    yield from _patterned(layer.fill)
                case TextLayer():
                    yield from _patterned(layer.colour)
                case _:
                    pass


def _patterned(fill: Fill | None) -> Iterator[str]:
    if isinstance(fill, PatternFill):
        yield fill.image
