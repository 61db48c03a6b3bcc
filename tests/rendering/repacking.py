"""PNGs as another compressor would have packed them."""

from __future__ import annotations

import zlib

from monogram.rendering.png import SIGNATURE, png_chunk


def repacked(png: bytes) -> bytes:
    """The same PNG, with its pixels in one chunk that another compressor has made."""
    chunks, place = [], len(SIGNATURE)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        chunks.append((png[place + 4 : place + 8], png[place + 8 : place + 8 + length]))
        place += length + 12
    pixels = zlib.compress(zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT")), 9)
    others = [(name, content) for name, content in chunks if name != b"IDAT"]
    return SIGNATURE + b"".join(png_chunk(*each) for each in [*others[:-1], (b"IDAT", pixels), others[-1]])
