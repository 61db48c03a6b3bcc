"""Operations in the form that the browser's player takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from spec.operation_json import KINDS

from monogram.layout.operations import Operation


def operations_json(operations: Sequence[Operation]) -> list[Any]:
    """Every operation as plain JSON, glyphs' outlines too."""
    return [_plain(operation) for operation in operations]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": KINDS[type(value)]} if type(value) in KINDS else {}
        return {**kind, **{field.name: _plain(getattr(value, field.name)) for field in fields(value)}}
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value
