"""Making PDFs for tests, reading them back, and rasterising them with poppler."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image
from skimage.metrics import structural_similarity
from tests.rendering.scenes import jpeg, png

from monogram.layout.operations import Operation, of_ink
from monogram.rendering.pdf import PdfOptions, render_pdf
from monogram.rendering.raster import render_area

WIDTH, HEIGHT = 50.8, 38.1
"""mm: 300 × 225 pixels at 150 dpi."""
CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HASH = "0123456789abcdef" * 4
PRESS_PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
"""From Debian's libgs-common."""
FINE, REDUCTION = 450, 3


def photograph() -> NDArray[np.uint8]:
    """480 × 360 pixels, smooth as photographs are."""
    y, x = np.mgrid[0:360, 0:480]
    waves = [np.sin(x / 37 + y / 91), np.cos(x / 53 - y / 29), np.sin(x / 71) * np.cos(y / 43)]
    return np.stack([127.5 + 120 * wave for wave in waves], axis=-1).round().astype(np.uint8)


def logo() -> NDArray[np.uint8]:
    """A soft-edged disc in two colours on nothing, 200 × 200."""
    y, x = np.mgrid[0:200, 0:200] - 99.5
    pixels = np.zeros((200, 200, 4), dtype=np.uint8)
    pixels[..., :3] = np.where((x > 0)[..., np.newaxis], (220, 60, 30), (30, 90, 160))
    pixels[..., 3] = np.clip((90 - np.hypot(x, y)) * 12, 0, 255)
    return pixels


PHOTO = jpeg(photograph())
LOGO = png(logo())
IMAGES = {"photo": PHOTO, "logo": LOGO}


@cache
def press_profile() -> bytes:
    return PRESS_PROFILE.read_bytes()


def options(**wishes: Any) -> PdfOptions:
    return PdfOptions(**{"title": "Mug, front", "document_hash": HASH, "created": CREATED, **wishes})


def pdf_of(operations: Sequence[Operation], *, images: Any = None, mask: bytes | None = None, **wishes: Any) -> bytes:
    return render_pdf(
        operations,
        width=WIDTH,
        height=HEIGHT,
        images=IMAGES if images is None else images,
        mask=mask,
        options=options(**wishes),
    )


def read(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def streams(pdf: pikepdf.Pdf, subtype: str) -> list[pikepdf.Stream]:
    """The XObjects of a subtype, in the order of their object numbers."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name(f"/{subtype}")
    ]


def pictures(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Image XObjects but the soft masks."""
    masks = {image.SMask.objgen for image in streams(pdf, "Image") if "/SMask" in image}
    return [image for image in streams(pdf, "Image") if image.objgen not in masks]


def drawing_streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """All content streams: the page's, forms' and tiling patterns'."""
    page = pdf.pages[0].Contents
    assert isinstance(page, pikepdf.Stream)
    return [page, *streams(pdf, "Form"), *tiles(pdf)]


def tiles(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Tiling patterns."""
    return [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/PatternType") == 1]


def colour_spaces(resources: pikepdf.Object) -> list[pikepdf.Object]:
    """The colour spaces that a content stream selects by name."""
    return [space for _, space in sorted(resources.ColorSpace.items())]


def operators(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    """Every operator with its operands, of all content streams."""
    for stream in drawing_streams(pdf):
        for instruction in pikepdf.parse_content_stream(stream):
            yield str(instruction.operator), list(instruction.operands)


def box(pdf: pikepdf.Pdf, name: str) -> list[float]:
    return [float(edge) for edge in pdf.pages[0].obj[f"/{name}"]]


def rasterise(content: bytes, dpi: float) -> NDArray[np.uint8]:
    """(height, width, 3) on white paper, by poppler."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(content)
        subprocess.run(["pdftoppm", "-r", f"{dpi:g}", "-singlefile", file, Path(folder) / "page"], check=True)
        return np.asarray(Image.open(Path(folder) / "page.ppm").convert("RGB"))


def report_of(program: str, content: bytes, *arguments: str) -> list[list[str]]:
    """The table that one of poppler's programs prints, without its two lines of heading."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.pdf"
        file.write_bytes(content)
        done = subprocess.run([program, *arguments, file], capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()[2:]]


def likeness(
    operations: Sequence[Operation], *, images: Any = None, mask: bytes | None = None, **wishes: Any
) -> float:  # fmt: skip
    """SSIM of the PDF, as poppler draws it, and of our own pixels: drawn finely and reduced, since poppler does not
    smooth the edges of pictures and clips."""
    images = IMAGES if images is None else images
    shown = rasterise(pdf_of(operations, images=images, mask=mask, **wishes), FINE)
    pixels = render_area(
        of_ink(operations, "process"), width=WIDTH, height=HEIGHT, bleed=0, dpi=FINE, images=images, mask=mask
    )
    alpha = pixels[..., 3:] / 255
    return ssim(reduced(shown), reduced(pixels[..., :3] * alpha + 255 * (1 - alpha)))


def reduced(pixels: NDArray[Any]) -> NDArray[np.float64]:
    height, width = (side // REDUCTION for side in pixels.shape[:2])
    cut = pixels[: height * REDUCTION, : width * REDUCTION].astype(np.float64)
    means: NDArray[np.float64] = cut.reshape(height, REDUCTION, width, REDUCTION, -1).mean(axis=(1, 3))
    return means


def ssim(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    value = structural_similarity(first, second, channel_axis=2, data_range=255)  # type: ignore[no-untyped-call]  # it has no types
    return float(value)
