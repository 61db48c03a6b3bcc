"""The sample documents as pictures, small enough for a page with many of them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray
from tests.documents import samples
from tests.rendering.zpl_reading import read_labels

from monogram.rendering.documents.address_label import address_label_pdf
from monogram.rendering.documents.job_ticket import job_ticket_pdf
from monogram.rendering.documents.packing_slip import packing_slips_pdf
from monogram.rendering.documents.pick_list import pick_list_pdf
from monogram.rendering.documents.shipping_label import label_pdf, label_zpl

MOST_BYTES = 150_000
_EDGE = 2
_GREY = [204, 200, 193]
_QUALITIES = (85, 75, 65, 55)


def all_pictures() -> Mapping[str, Callable[[], pyvips.Image]]:
    """What the page shows, by name, each made when it is asked for."""
    return {
        "gang-sheet": lambda: _page(_gang_sheet(), 30),
        "gang-sheet-detail": _gang_sheet_detail,
        "job-ticket": lambda: _page(job_ticket_pdf(samples.job_ticket(_preview()), samples.fonts()), 90),
        "pick-list": lambda: _page(pick_list_pdf(samples.pick_list(), samples.fonts()), 90),
        "packing-slip": lambda: _page(packing_slips_pdf([samples.packing_slip()], samples.fonts()), 90),
        "shipping-label": lambda: _page(label_pdf(samples.shipping_label(), samples.fonts()), 120),
        "shipping-label-zpl": _zpl,
        "shipping-label-long": lambda: _page(label_pdf(samples.far_label(), samples.fonts()), 120),
        "customs": lambda: _page(label_pdf(samples.abroad_label(), samples.fonts()), 120, number=2),
        "address-label": lambda: _page(address_label_pdf(samples.address_label(), samples.fonts()), 120),
    }


def write_picture(picture: pyvips.Image, file: Path) -> None:
    """A WebP with a thin edge, at the best quality that keeps it small. Raises ValueError if none does."""
    width, height = picture.width + 2 * _EDGE, picture.height + 2 * _EDGE
    framed = picture.embed(_EDGE, _EDGE, width, height, background=_GREY)
    for quality in _QUALITIES:
        content: bytes = framed.webpsave_buffer(Q=quality, effort=6, smart_subsample=True)
        if len(content) <= MOST_BYTES:
            file.write_bytes(content)
            return
    raise ValueError(f"{file.name} is larger than {MOST_BYTES} bytes")


def _gang_sheet() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return samples.gang_sheet(Path(folder))[0]


def _preview() -> bytes:
    return bytes(_page(_gang_sheet(), 20).pngsave_buffer())


def _gang_sheet_detail() -> pyvips.Image:
    """Where narrow, turned and upright pieces meet."""
    return _page(_gang_sheet(), 120).crop(*_DETAIL)


def _zpl() -> pyvips.Image:
    """The label as a printer's dots, read back from what is sent to it."""
    (dots,) = read_labels(label_zpl(samples.shipping_label(), samples.fonts()))
    grey: NDArray[np.uint8] = np.where(dots[:, :812], 0, 255).astype(np.uint8)
    return pyvips.Image.new_from_array(np.repeat(grey[:, :, np.newaxis], 3, axis=2)).copy(interpretation="srgb")


def _page(pdf: bytes, dpi: int, *, number: int = 1) -> pyvips.Image:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(pdf)
        page = ["-f", str(number), "-l", str(number), "-singlefile"]
        subprocess.run(["pdftoppm", "-r", str(dpi), *page, "-png", str(file), str(file.with_suffix(""))], check=True)
        return pyvips.Image.new_from_file(str(file.with_suffix(".png"))).copy_memory()


_DETAIL = (1810, 1890, 1020, 900)
"""Left, top, width, height in pixels at 120 dpi."""
