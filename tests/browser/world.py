"""Where tests find the running demo world."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DemoWorld:
    """Where a running demo world is reached, and where it keeps its data."""

    platform: str
    sites: str
    data: Path
