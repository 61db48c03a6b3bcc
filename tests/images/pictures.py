"""Picture files of every kind, made on the spot: good ones, and ones that were made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray
from PIL import Image

WIDTH, HEIGHT = 96, 64
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters() -> NDArray[np.uint8]:
    """96 × 64: red, green, blue and white quarters, clockwise from the top left."""
    pixels = np.empty((HEIGHT, WIDTH, 3), dtype=np.uint8)
    pixels[: HEIGHT // 2, : WIDTH // 2] = RED
    pixels[: HEIGHT // 2, WIDTH // 2 :] = GREEN
    pixels[HEIGHT // 2 :, WIDTH // 2 :] = BLUE
    pixels[HEIGHT // 2 :, : WIDTH // 2] = WHITE
    return pixels


def encoded(kind: str, pixels: NDArray[np.uint8] | None = None, **options: object) -> bytes:
    """A file by Pillow, of the quarters unless other pixels are given."""
    file = io.BytesIO()
    Image.fromarray(quarters() if pixels is None else pixels).save(file, kind, **options)
    return file.getvalue()


def turned_jpeg() -> bytes:
    """The quarters as a camera held upright stores them: lying, with EXIF orientation 6."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    return encoded("JPEG", np.rot90(quarters()).copy(), quality=95, subsampling=0, exif=exif)


def cmyk_jpeg() -> bytes:
    file = io.BytesIO()
    Image.fromarray(quarters()).convert("CMYK").save(file, "JPEG", quality=95)
    return file.getvalue()


def sixteen_bit_png(*, with_alpha: bool = False) -> bytes:
    pixels = quarters().astype(np.uint16) * 257
    if with_alpha:
        alpha = np.full((HEIGHT, WIDTH, 1), 65535, dtype=np.uint16)
        alpha[:, : WIDTH // 2] = 32896
        pixels = np.concatenate([pixels, alpha], axis=2)
    picture = pyvips.Image.new_from_array(pixels, interpretation="rgb16")
    content: bytes = picture.pngsave_buffer(bitdepth=16)
    return content


def profiled_jpeg(profile: bytes) -> bytes:
    return encoded("JPEG", quality=95, subsampling=0, icc_profile=profile)


def display_p3_profile() -> bytes:
    """The profile that libvips carries for Apple's screens and cameras."""
    picture = pyvips.Image.black(8, 8, bands=3).copy(interpretation="srgb")
    tagged = pyvips.Image.new_from_buffer(picture.icc_transform("p3").pngsave_buffer(), "")
    return bytes(tagged.get("icc-profile-data"))


def heic_of_quarters() -> bytes:
    return (Path(__file__).parent / "samples" / "quarters.heic").read_bytes()


def turned_ten_bit_heic() -> bytes:
    """The quarters as telephones store them: lying, 10 bits a channel, the turn in `irot` and in the EXIF as well.

    Made by pillow-heif's encoder, which is no part of the project.
    """
    return (Path(__file__).parent / "samples" / "turned_ten_bit.heic").read_bytes()


def photograph(width: int, height: int) -> bytes:
    pixels = np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return encoded("JPEG", pixels, quality=85)


def png_bomb(width: int, height: int) -> bytes:
    """Few bytes that promise and hold a picture of gigabytes."""
    squeezer = zlib.compressobj(9)
    row = bytes(width * 3 + 1)
    rows = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    return _png(width, height, rows)


def png_header_only(width: int, height: int) -> bytes:
    return _png(width, height, zlib.compress(b"\x00"))


def lying_jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    content = bytearray(encoded("JPEG", quality=80))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
