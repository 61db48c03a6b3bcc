"""JPEG files without what is not the picture, losslessly: the compressed picture itself is copied byte by byte."""

from __future__ import annotations

import re

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP2, _APP14, _LAST_APP, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_KEPT = {_APP0: b"JFIF\x00", _APP2: b"ICC_PROFILE\x00", _APP14: b"Adobe"}
"""Application segments that say how the picture is to be read."""
_FILL = b"\xff"
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""The first marker that ends compressed bytes, neither a stuffed 0xFF nor a restart; fill bytes may stand before it.

It begins with a plain byte, which `re` searches for several times as fast as for a repeated one.
"""


def without_metadata(content: bytes) -> bytes:
    """The same JPEG from its start to its end marker, with its JFIF, Adobe and ICC segments and no others.

    EXIF, XMP, thumbnails, comments and whatever was put behind the end are left out. Raises ValueError for a file
    that is not built as it should be.
    """
    if content[:2] != bytes((0xFF, _START)):
        raise ValueError("not a JPEG")
    kept = [content[:2]]
    position = 2
    while True:
        marker, start = _marker(content, position)
        if marker == _END:
            return b"".join([*kept, bytes((0xFF, _END))])
        end = start + int.from_bytes(content[start : start + 2], "big")
        if end < start + 2 or end > len(content):
            raise ValueError("a segment runs beyond the file")
        if marker == _SCAN:
            after = _AFTER_SCAN.search(content, end)
            if after is None:
                raise ValueError("a scan without an end")
            end = end + len(content[end : after.start()].rstrip(_FILL))
        if _is_picture(marker, content[start + 2 : start + 14]):
            kept.append(bytes((0xFF, marker)) + content[start:end])
        position = end


def _marker(content: bytes, position: int) -> tuple[int, int]:
    """The marker at a position, and where what follows it begins; fill bytes in front of it are left out."""
    start = position
    while content[position : position + 1] == b"\xff":
        position += 1
    if position == start or position >= len(content):
        raise ValueError("no marker where one should be")
    return content[position], position + 1


def _is_picture(marker: int, head: bytes) -> bool:
    if marker in _KEPT:
        return head.startswith(_KEPT[marker])
    return not _APP0 <= marker <= _LAST_APP and marker != _COMMENT
