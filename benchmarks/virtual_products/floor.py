"""What nobody can do without: decoding what is shown, and encoding what is kept."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from monogram.catalogue.models import Product
from monogram.files import services as files
from monogram.images.models import Image
from monogram.rendering.mockup import encode_jpeg
from monogram.rendering.pictures import decode, decode_grey

LARGE, SMALL = 1600, 600


def floor_cpu_seconds(blanks: Sequence[Product], images: Sequence[Image]) -> float:
    """Processor time for the pictures of every image on every blank, as if drawing took none."""
    began = time.process_time()
    large = np.zeros((LARGE, LARGE, 3), dtype=np.uint8)
    for blank in blanks:
        view = blank.views.first()
        assert view is not None
        photo = decode(files.read(str(view.photo.name)))
        large[:] = photo[:LARGE, :LARGE, :3]
        for grey in filter(None, (view.tint_mask, view.shading_map, view.displacement_map)):
            decode_grey(files.read(str(grey.name)))
        small = np.ascontiguousarray(large[:SMALL, :SMALL])
        for _ in images:
            encode_jpeg(large)
            encode_jpeg(small)
    for image in images:
        decode(files.read(image.working_copy))
    return time.process_time() - began
