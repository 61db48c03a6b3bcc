"""Why something of the catalogue cannot be had."""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class ProductNotFoundError(NotFoundError):
    """No product of that number, it is switched off, or it is another retailer's."""

    code = 7001
    message = "This product is not available."


class OptionsError(MonogramError):
    """The options chosen are not ones that the product has, or not all that it needs."""

    code = 7002
    message = "Choose an option of every kind."


class PictureUnreadableError(MonogramError):
    """A photograph, mask or map that an operator gave is not a picture, or does not fit the view's photo."""

    code = 7003
    message = "This file is not a picture that can be read."


class FontUnreadableError(MonogramError):
    """A file that an operator gave is not a font, is broken, or has no outlines."""

    code = 7004
    message = "This is not a TrueType or OpenType font with outlines, or it is broken."
