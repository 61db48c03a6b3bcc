"""What one file may spend: elements drawn, each as often as it is used, and segments of all outlines and clips."""

from __future__ import annotations

from monogram.geometry.paths import Path
from monogram.images.refusals import RefusedError
from monogram.images.vector.drawn import MOST_SEGMENTS

MOST_VISITS = 50_000


class Budget:
    """Counts down. Each of its methods raises RefusedError when there is nothing left."""

    def __init__(self) -> None:
        self._visits_left = MOST_VISITS
        self._segments_left = MOST_SEGMENTS

    def visit(self) -> None:
        """One element is looked at."""
        self._visits_left -= 1
        if self._visits_left < 0:
            raise RefusedError("vector_too_detailed")

    def draw(self, path: Path) -> None:
        """One outline is drawn, or clips."""
        self._segments_left -= len(path)
        if self._segments_left < 0:
            raise RefusedError("vector_too_detailed")
