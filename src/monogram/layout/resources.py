"""What a layout needs besides the document: fonts, and the drawings that clipart stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monogram.layout.fonts import FontSet

if TYPE_CHECKING:
    from monogram.layout.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Resources:
    """Fonts by id, the order in which fallback fonts are asked (`Document.fallback_fonts`), drawings by id."""

    fonts: FontSet
    fallback: tuple[str, ...] = ()
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
