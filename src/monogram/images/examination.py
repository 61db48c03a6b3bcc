"""The parent's side of the door: sends a file in, waits by the clock, and takes out what may come in."""

from __future__ import annotations

import json
import logging
import math
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from monogram.images.cutting import EDGES
from monogram.images.door import UPLOAD
from monogram.images.errors import (
    VECTOR_SENTENCES,
    ImageCorruptError,
    ImageEmptyError,
    ImageRefusedError,
    ImageTooDemandingError,
    ImageTooLargeError,
    NoBackgroundError,
    NotAnImageError,
    NothingLeftError,
    TooManyPixelsError,
    VectorFileError,
)
from monogram.images.formats import LONGEST_HEAD, Format, sniff
from monogram.layout.drawing import DrawingError, load_drawing

logger = logging.getLogger(__name__)

WALL_CLOCK_SECONDS = 30
CUTTING_SECONDS = 90
_REFUSALS: dict[str, type[ImageRefusedError]] = {
    "not_an_image": NotAnImageError,
    "too_many_pixels": TooManyPixelsError,
    "corrupt": ImageCorruptError,
    "too_demanding": ImageTooDemandingError,
    "nothing_left": NothingLeftError,
    "no_background": NoBackgroundError,
}
# Each examination may take gigabytes for a moment: no more at a time in one process than it has processors.
_slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))


@dataclass(frozen=True)
class ImageCopy:
    """An encoded copy that we made."""

    content: bytes
    suffix: str


@dataclass(frozen=True)
class ExaminedImage:
    """A picture that came through: its facts, upright, and the copies made of it."""

    format: Format
    width: int
    height: int
    has_alpha: bool
    print_copy: ImageCopy | None
    """None: the file itself is an upright sRGB JPEG with nothing beside its picture, and is printed as it came."""
    working_copy: ImageCopy
    working_width: int
    working_height: int
    drawing: ImageCopy | None
    """Our JSON of an SVG or PDF that could be kept as lines and colours; `print_copy` shows the same in pixels."""


def examine_image(content: bytes) -> ExaminedImage:
    """Look at a file that anyone may have sent, in a limited process of its own.

    Raises a subclass of ImageRefusedError, and leaves nothing behind.
    """
    _refuse_by_size(len(content))
    if sniff(content[:LONGEST_HEAD]) is None:
        raise NotAnImageError
    with _slots, tempfile.TemporaryDirectory(prefix="monogram-door-") as name:
        folder = Path(name)
        (folder / UPLOAD).write_bytes(content)
        most_pixels: int = settings.MONOGRAM_UPLOAD_MAX_PIXELS
        answer = _ask_child("door", WALL_CLOCK_SECONDS, folder, str(most_pixels))
        return _collect(folder, answer)


@dataclass(frozen=True)
class CutOut:
    """A picture whose background can be seen through."""

    width: int
    height: int
    print_copy: ImageCopy
    working_copy: ImageCopy
    working_width: int
    working_height: int


def cut_out(print_copy: bytes, *, colour: str | None, tolerance: int) -> CutOut:
    """Take the background away from a picture that has passed the door, in a limited process of its own.

    `colour`: `#rrggbb`, or None for that of its edges; `tolerance`: 0…100. Raises a subclass of ImageRefusedError.
    """
    with _slots, tempfile.TemporaryDirectory(prefix="monogram-cutting-") as name:
        folder = Path(name)
        (folder / UPLOAD).write_bytes(print_copy)
        wanted = colour.removeprefix("#") if colour else EDGES
        answer = _ask_child("cutting", CUTTING_SECONDS, folder, wanted, str(tolerance))
        return CutOut(
            width=answer["width"],
            height=answer["height"],
            print_copy=_copy(folder, answer["print_copy"]),
            working_copy=_copy(folder, answer["working_copy"]),
            working_width=answer["working_width"],
            working_height=answer["working_height"],
        )


def _ask_child(module: str, seconds: int, folder: Path, *arguments: str) -> dict[str, Any]:
    """What the child has made. Raises a subclass of ImageRefusedError for what it has refused."""
    answer = _run_child(module, seconds, folder, *arguments)
    if refusal := answer.get("refusal"):
        logger.info("a picture was refused: %s %s", refusal, answer.get("detail", ""))
        raise _error_for(refusal)
    return answer


def _error_for(refusal: str) -> ImageRefusedError:
    """The error of a name that the child gives; words come from our own table alone."""
    if refusal in VECTOR_SENTENCES:
        return VectorFileError(VECTOR_SENTENCES[refusal])
    return _REFUSALS.get(refusal, ImageCorruptError)()


def _refuse_by_size(size: int) -> None:
    most: int = settings.MONOGRAM_UPLOAD_MAX_BYTES
    if size == 0:
        raise ImageEmptyError
    if size > most:
        rounded_up = math.ceil(size / 1e6)  # else it would look as if it were taken
        raise ImageTooLargeError(
            f"This picture's file is {rounded_up} MB; the largest that we take is {most / 1e6:.0f} MB. "
            "Save it as a JPEG, which is smaller, and choose that."
        )


def _run_child(module: str, seconds: int, folder: Path, *arguments: str) -> dict[str, Any]:
    """What the child says. A child that died of a limit or of the clock has met a file made to be hard to open."""
    command = [sys.executable, "-I", "-m", f"monogram.images.{module}", str(folder), *arguments]
    environment = {"TMPDIR": str(folder), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        child = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refusal": "too_demanding", "detail": f"not done in {seconds} s"}
    if child.returncode:
        detail = child.stderr[-500:].decode("utf-8", "replace")
        return {"refusal": "too_demanding", "detail": f"exit {child.returncode}: {detail}"}
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _collect(folder: Path, answer: dict[str, Any]) -> ExaminedImage:
    return ExaminedImage(
        format=Format[answer["format"]],
        width=answer["width"],
        height=answer["height"],
        has_alpha=answer["has_alpha"],
        print_copy=None if answer["print_copy"] == UPLOAD else _copy(folder, answer["print_copy"]),
        working_copy=_copy(folder, answer["working_copy"]),
        working_width=answer["working_width"],
        working_height=answer["working_height"],
        drawing=_drawing(folder, answer["drawing"]) if answer["drawing"] else None,
    )


def _drawing(folder: Path, name: str) -> ImageCopy:
    """The drawing that the child has left, read as strictly as if a stranger had sent it."""
    copy = _copy(folder, name)
    try:
        load_drawing(copy.content)
    except DrawingError as error:
        logger.exception("the door left a drawing that is none")
        raise ImageCorruptError from error
    return copy


def _copy(folder: Path, name: str) -> ImageCopy:
    """A file that the child has left. The child may have been taken over: it names no path, and no link is followed."""
    path = folder / Path(name).name
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return ImageCopy(file.read(), path.suffix.lstrip("."))
