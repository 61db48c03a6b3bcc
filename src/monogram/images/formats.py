"""What a file is by its first bytes. The name and the declared type are the sender's claim and are never believed."""

from __future__ import annotations

from enum import Enum

LONGEST_HEAD = 4096
"""Bytes from the front of a file that `sniff` looks at."""


class Format(Enum):
    """A file format that the door knows: media type and file name suffix."""

    JPEG = ("image/jpeg", "jpg")
    PNG = ("image/png", "png")
    WEBP = ("image/webp", "webp")
    AVIF = ("image/avif", "avif")
    GIF = ("image/gif", "gif")
    TIFF = ("image/tiff", "tif")
    HEIC = ("image/heic", "heic")
    SVG = ("image/svg+xml", "svg")
    PDF = ("application/pdf", "pdf")

    def __init__(self, media_type: str, suffix: str) -> None:
        self.media_type = media_type
        self.suffix = suffix


VECTOR_FORMATS = frozenset({Format.SVG, Format.PDF})

_SIGNATURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"II+\x00", Format.TIFF),
    (b"MM\x00+", Format.TIFF),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def sniff(head: bytes) -> Format | None:
    """The format that a file's first bytes belong to; None for anything that the door does not know."""
    for signature, known in _SIGNATURES:
        if head.startswith(signature):
            return known
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        return _sniff_brands(head)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return Format.SVG if text.startswith((b"<?xml", b"<!--", b"<!doctype", b"<svg")) and b"<svg" in text else None


def _sniff_brands(head: bytes) -> Format | None:
    """The ISO base media container: its own brand, or a general one with the codec among the compatible brands."""
    length = int.from_bytes(head[:4], "big")
    brands = {head[position : position + 4] for position in (8, *range(16, min(length, LONGEST_HEAD), 4))}
    if brands & _AVIF_BRANDS:
        return Format.AVIF
    return Format.HEIC if brands & _HEIC_BRANDS else None
