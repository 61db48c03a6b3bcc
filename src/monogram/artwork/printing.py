"""Draws the files that printers get: one for each print area, and a plate for each ink that pixels cannot hold."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram.artwork.errors import DesignNotDrawableError
from monogram.artwork.scenes import AreaScene, DesignScene
from monogram.layout.operations import Ink, of_ink
from monogram.rendering.bands import PixelSize
from monogram.rendering.comparison import compare
from monogram.rendering.pictures import PictureError, Resampling
from monogram.rendering.print_file import (
    MEDIA_TYPES,
    SUFFIXES,
    VECTOR_FORMATS,
    PrintFileSpec,
    PrintFormat,
    separate_inks,
    write_plate,
    write_print_file,
)  # fmt: skip
from monogram.rendering.profiles import ProfileError
from monogram.rendering.raster import AreaTooLargeError, render_area

logger = logging.getLogger(__name__)

_PREVIEW_SIDE = 600
"""Pixels of the longer side at which a print is compared with what the shopper saw."""
_SMALLEST_COMPARED = 16
"""Pixels of the shorter side: less shows nothing to compare."""


@dataclass(frozen=True)
class WantedFile:
    """A file that is to be made of an area: all of it, or one ink's plate."""

    area: AreaScene
    ink: Ink | None
    spec: PrintFileSpec

    @property
    def description(self) -> str:
        """The area's name (`contract.md §5`), with the ink's where there is one."""
        return self.area.print_area.name if self.ink is None else f"{self.area.print_area.name}, {self.ink}"

    @property
    def media_type(self) -> str:
        """Of the file's format."""
        return MEDIA_TYPES[self._format]

    @property
    def suffix(self) -> str:
        """Of the file's name."""
        return SUFFIXES[self._format]

    @property
    def _format(self) -> PrintFormat:
        return self.spec.format if self.ink is None else "png"


@dataclass(frozen=True)
class DrawnFile:
    """A file that has been drawn, until the context of `drawn` ends."""

    path: Path
    size: PixelSize


def wanted_files(scene: DesignScene) -> Iterator[WantedFile]:
    """What is to be made of a design, in the order of its areas."""
    for area in scene.areas:
        spec = scene.print_file_spec(area)
        inks = separate_inks(area.operations)
        if spec.format in VECTOR_FORMATS:
            yield WantedFile(area, None, spec)
            continue
        if len(inks) == 0 or of_ink(area.operations, "process"):
            yield WantedFile(area, None, spec)
        for ink in inks:
            yield WantedFile(area, ink, spec)


@contextmanager
def drawn(scene: DesignScene, wanted: WantedFile) -> Iterator[DrawnFile]:
    """The file, on the disk: it may be larger than memory. Raises DesignNotDrawableError."""
    with tempfile.TemporaryDirectory(prefix="monogram-print-") as folder:
        path = Path(folder) / f"area.{wanted.suffix}"
        try:
            with path.open("wb") as into:
                if wanted.ink is None:
                    write_print_file(wanted.area.operations, wanted.spec, scene.print_images, into)
                else:
                    write_plate(wanted.area.operations, wanted.ink, wanted.spec, scene.print_images, into)
        except (PictureError, AreaTooLargeError, ProfileError) as error:
            name = wanted.area.print_area.name
            raise DesignNotDrawableError(f"“{name}” cannot be drawn: {error}") from error
        yield DrawnFile(path, wanted.spec.pixel_size)


def compared(scene: DesignScene, wanted: WantedFile, file: DrawnFile) -> dict[str, float] | None:
    """How well a drawn print agrees with the preview; None for a plate, a vector file, or one of a few pixels."""
    if wanted.ink is not None or wanted.spec.format != "png":
        return None
    reduction = max(1, max(file.size) // _PREVIEW_SIDE)
    across, down = file.size.width // reduction, file.size.height // reduction
    if min(across, down) < _SMALLEST_COMPARED:
        return None
    preview = render_area(
        of_ink(wanted.area.operations, "process"),
        width=wanted.spec.width,
        height=wanted.spec.height,
        bleed=wanted.spec.bleed,
        dpi=wanted.spec.dpi / reduction,
        images=scene.working_images,
        mask=wanted.spec.mask,
        resampling=Resampling.PREVIEW,
    )
    found = compare(preview, _pixels_on_disk(file))
    if not found.is_kept:
        logger.warning("“%s” is printed otherwise than it is shown: %s", wanted.description, found)
    return {name: round(value, 6) for name, value in asdict(found).items()}


def _pixels_on_disk(file: DrawnFile) -> NDArray[np.uint8]:
    """The print's pixels in a file beside it, of which only what is looked at comes into memory."""
    raw = file.path.with_suffix(".raw")
    pyvips.Image.new_from_file(str(file.path), access="sequential").rawsave(str(raw))
    return np.memmap(raw, np.uint8, "r", shape=(file.size.height, file.size.width, 4))
