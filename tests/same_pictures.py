"""The same picture is examined, copied and compared once for all tests: what comes of it depends on its bytes alone."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from monogram.artwork import printing
from monogram.catalogue import services
from monogram.catalogue.pictures import copy_mask, copy_photo, copy_shade, copy_thumbnail
from monogram.images import examination
from monogram.images.door import UPLOAD
from monogram.rendering.comparison import Comparison, compare

_MOST_BYTES = 1_000_000


class Examinations:
    """What limited processes have made of uploads; each takes a tenth of a second of a processor."""

    def __init__(self) -> None:
        self._run = examination._run_child
        self._made: dict[tuple[Any, ...], tuple[dict[str, Any], dict[str, bytes]]] = {}

    def run(self, module: str, seconds: int, folder: Path, *arguments: str) -> dict[str, Any]:
        """As `_run_child` does, which is asked about each upload once. Of what it refuses it is always asked."""
        key = (module, seconds, (folder / UPLOAD).read_bytes(), *arguments)
        if key not in self._made:
            answer = self._run(module, seconds, folder, *arguments)
            made = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
            if "refusal" in answer or sum(map(len, made.values())) > _MOST_BYTES:
                return answer
            self._made[key] = answer, made
        answer, made = self._made[key]
        for name, content in made.items():
            (folder / name).write_bytes(content)
        return answer


def copy_once(patch: pytest.MonkeyPatch) -> None:
    """Views' photos, masks and maps, with which hundreds of tests begin."""
    for copy in (copy_photo, copy_mask, copy_shade, copy_thumbnail):
        patch.setattr(services, copy.__name__, lru_cache(maxsize=32)(copy))


def compare_once(patch: pytest.MonkeyPatch) -> None:
    """A preview and its print, of which many tests make the same."""
    found: dict[tuple[Any, ...], Comparison] = {}

    def compare_or_know(preview: NDArray[np.uint8], printed: NDArray[np.uint8]) -> Comparison:
        key = tuple((one.shape, hashlib.sha256(one.tobytes()).digest()) for one in (preview, printed))
        if key not in found:
            found[key] = compare(preview, printed)
        return found[key]

    patch.setattr(printing, "compare", compare_or_know)
