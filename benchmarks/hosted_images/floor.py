"""What nobody who stores a photograph with a preview can leave out: decoding it once, and encoding the copies."""

from __future__ import annotations

import os

os.environ["VIPS_CONCURRENCY"] = "1"  # as in the process that opens strangers' files

import pyvips

PREVIEW_SIDE = 1600
_TURNED = 6
"""EXIF: what is on the right is up."""


def turned(photo: bytes) -> bytes:
    """The same photograph as a telephone held upright stores it: lying, with the turn in the EXIF."""
    picture = pyvips.Image.new_from_buffer(photo, "").rot270().copy()
    picture.set_type(pyvips.GValue.gint_type, "orientation", _TURNED)
    content: bytes = picture.jpegsave_buffer(Q=90)
    return content


def with_comment(photo: bytes, text: str) -> bytes:
    """The same photograph in other bytes: a comment behind the start of the JPEG."""
    comment = text.encode()
    return photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


def decode_and_encode(photo: bytes, *, is_turned: bool) -> int:
    """Bytes of a preview and, of a turned photograph, of its upright print copy, made of pixels decoded once."""
    picture = (
        pyvips.Image.new_from_buffer(photo, "", access="random" if is_turned else "sequential").autorot().copy_memory()
    )
    copies = [picture.jpegsave_buffer(Q=95, subsample_mode="off")] if is_turned else []
    small = picture.thumbnail_image(PREVIEW_SIDE, height=PREVIEW_SIDE, size="down")
    copies.append(small.jpegsave_buffer(Q=90, subsample_mode="off", optimize_coding=True))
    return sum(map(len, copies))
