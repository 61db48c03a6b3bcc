"""What is on pages, as scanners and printers see it: pixels by poppler, codes by zxing."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def rasterised(pdf: bytes, dpi: int) -> list[Pixels]:
    """Every page as grey pixels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-r", str(dpi), "-gray", str(file), str(Path(folder) / "page")]
        subprocess.run(command, check=True)
        return [np.array(Image.open(page)) for page in sorted(Path(folder).glob("page-*.pgm"))]


def codes(grey: Pixels) -> set[str]:
    """What the codes on it say."""
    kinds = zxingcpp.BarcodeFormat.Code128 | zxingcpp.BarcodeFormat.QRCode
    found = zxingcpp.read_barcodes(np.ascontiguousarray(grey), formats=kinds, try_downscale=False, try_invert=False)
    return {code.text for code in found if code.valid}


def as_grey(bitmap: NDArray[np.bool_]) -> Pixels:
    """A printer's dots on white paper."""
    return np.where(bitmap, 0, 255).astype(np.uint8)
