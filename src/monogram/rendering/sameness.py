"""Whether two files show the very same, though their bytes are packed otherwise.

ISA-L does not promise the same deflated bytes for the same content: now and then, on a busy machine, a match is found
in another place. What is unpacked from them is the same to the last bit, and that is what is compared here.
"""

from __future__ import annotations

import hashlib
import io
import zlib

import pikepdf

from monogram.rendering.png import SIGNATURE


def say_the_same(media_type: str, one: bytes, other: bytes) -> bool:
    """Whether two PNGs, or two PDFs, are the same when they are unpacked; files of other kinds only byte for byte."""
    if one == other:
        return True
    try:
        match media_type:
            case "image/png":
                return _png_digest(one) == _png_digest(other)
            case "application/pdf":
                return _pdf_digests(one) == _pdf_digests(other)
    except (ValueError, zlib.error, pikepdf.PdfError):
        return False  # one of them is no such file
    return False


def _png_digest(png: bytes) -> bytes:
    """Of all that a PNG says, with its pixels unpacked. Raises ValueError and zlib.error."""
    if not png.startswith(SIGNATURE):
        raise ValueError("this is no PNG")
    digest, pixels = hashlib.sha256(), zlib.decompressobj()
    place = len(SIGNATURE)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        name, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        digest.update(pixels.decompress(content) if name == b"IDAT" else name + content)
        place += length + 12
    if not pixels.eof:
        raise ValueError("the PNG ends in the middle of its pixels")
    return digest.digest()


def _pdf_digests(pdf: bytes) -> list[bytes]:
    """Of each of a PDF's objects, with its content unpacked, but for where they lie. Raises PdfError."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [_object_digest(each) for each in opened.objects if not _is_table(each)]


def _is_table(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Type") == pikepdf.Name.XRef


def _object_digest(each: pikepdf.Object) -> bytes:
    if not isinstance(each, pikepdf.Stream):
        return hashlib.sha256(each.unparse()).digest()
    facts = [
        f"{key} {value.unparse()!r}" if isinstance(value, pikepdf.Object) else f"{key} {value!r}"
        for key, value in sorted(each.items())
        if key != "/Length"
    ]
    is_deflated = each.get("/Filter") == pikepdf.Name.FlateDecode
    content = zlib.decompress(each.read_raw_bytes()) if is_deflated else each.read_raw_bytes()
    return hashlib.sha256("\n".join(facts).encode() + content).digest()
