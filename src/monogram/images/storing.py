"""A picture that has passed the door as stored files, and as the columns that `models.Picture` has of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from monogram.common.signing import sha256_hex
from monogram.files import services as files
from monogram.images.examination import ExaminedImage, ImageCopy
from monogram.images.formats import Format
from monogram.images.models import Picture

Keep = Callable[[str, bytes, str], str]
"""Stores a file by its part (`original`, `print`, `working`, `drawing`), content and suffix, and gives its key."""


def stored(examined: ExaminedImage, content: bytes, keep: Keep) -> dict[str, Any]:
    """Store the file as it came and its copies; the columns of an unsaved row."""
    original = keep("original", content, examined.format.suffix)

    def copy(part: str, made: ImageCopy) -> str:
        return keep(part, made.content, made.suffix)

    return {
        "sha256": sha256_hex(content),
        "media_type": examined.format.media_type,
        "byte_size": len(content),
        "width": examined.width,
        "height": examined.height,
        "has_alpha": examined.has_alpha,
        "original": original,
        "print_copy": copy("print", examined.print_copy) if examined.print_copy else original,
        "working_copy": copy("working", examined.working_copy),
        "working_width": examined.working_width,
        "working_height": examined.working_height,
        "drawing": copy("drawing", examined.drawing) if examined.drawing else "",
    }


def examined_before(picture: Picture) -> ExaminedImage:
    """What the door has said of a stored picture, out of its files. Raises FileNotFoundError."""
    known = {kind.media_type: kind for kind in Format}
    is_same = picture.print_copy == picture.original
    return ExaminedImage(
        format=known[picture.media_type],
        width=picture.width,
        height=picture.height,
        has_alpha=picture.has_alpha,
        print_copy=None if is_same else _copy(picture.print_copy),
        working_copy=_copy(picture.working_copy),
        working_width=picture.working_width,
        working_height=picture.working_height,
        drawing=_copy(picture.drawing) if picture.drawing else None,
    )


def _copy(key: str) -> ImageCopy:
    return ImageCopy(files.read(key), key.rpartition(".")[2])
