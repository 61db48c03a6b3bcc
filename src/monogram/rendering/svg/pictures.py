"""Pictures inside the file: their own bytes wherever a reader of SVG knows them."""

from __future__ import annotations

import base64

import numpy as np

from monogram.layout.operations import Adjustment
from monogram.rendering.originals import JPEG_QUALITY, Originals, is_tonal
from monogram.rendering.png import SIGNATURE, encode_png
from monogram.rendering.svg.elements import Markup


class Pictures:
    """Each picture in the file once, over the unit square."""

    def __init__(self, markup: Markup, originals: Originals) -> None:
        self._markup = markup
        self._originals = originals

    def define(self, picture: str, adjustments: tuple[Adjustment, ...] = ()) -> str:
        """The id of the picture, its tone changed. Raises PictureError."""
        key = picture, adjustments
        known = self._markup.known(key)
        if known is not None:
            return known
        attributes = {"width": 1, "height": 1, "preserveAspectRatio": "none", "href": self._address(*key)}
        return self._markup.define(key, "picture", "image", attributes, "")

    def _address(self, picture: str, adjustments: tuple[Adjustment, ...]) -> str:
        if not adjustments:
            jpeg = self._originals.whole_jpeg(picture)
            if jpeg is not None:
                return data_address("image/jpeg", jpeg)
            encoded = self._originals.encoded(picture)
            if encoded.startswith(SIGNATURE):
                self._originals.pixels(picture)  # half a picture is refused
                return data_address("image/png", encoded)
        image = self._originals.pixels(picture, adjustments)
        if self._originals.is_photo(picture) and is_tonal(adjustments):
            return data_address("image/jpeg", image.jpegsave_buffer(Q=JPEG_QUALITY, keep="none"))
        return data_address("image/png", encode_png(np.ascontiguousarray(image.numpy()), dpi=None))


def data_address(kind: str, content: bytes) -> str:
    """A `data:` address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
