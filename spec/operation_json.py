"""How the vectors spell an operation: as TypeScript has it, with the kind of each operation and paint."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from monogram.layout.operations import (
    GroupOperation,
    ImageOperation,
    LinearGradient,
    PathOperation,
    PatternPaint,
    RadialGradient,
)

KINDS: dict[type[Any], str] = {
    PathOperation: "path",
    ImageOperation: "image",
    GroupOperation: "group",
    LinearGradient: "linear",
    RadialGradient: "radial",
    PatternPaint: "pattern",
}


def operation_json(value: Any) -> Any:
    """An operation, or a part of it, as JSON. A glyph's outline is left out: its id says it."""
    if is_dataclass(value):
        plain = {field.name: operation_json(getattr(value, field.name)) for field in fields(value)}
        if plain.get("glyph"):
            del plain["path"]
        return {"kind": KINDS[type(value)], **plain} if type(value) in KINDS else plain
    return [operation_json(item) for item in value] if isinstance(value, tuple) else value
