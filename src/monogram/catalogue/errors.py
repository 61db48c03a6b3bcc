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


class PrintSizeError(MonogramError):
    """The print size chosen is not one that the product has."""

    code = 7005
    message = "This print size is not available. Choose another one."


class AttributeValueError(MonogramError):
    """An attribute that the product does not have, or a value that it does not take."""

    code = 7006
    message = "This product does not take that attribute."


class AttributeMissingError(MonogramError):
    """An attribute that may not be left open is."""

    code = 7007
    message = "Something about this product is still open."


class PictureUnreadableError(MonogramError):
    """A photograph, mask or map that an operator gave is not a picture, or does not fit the view's photo."""

    code = 7003
    message = "This file is not a picture that can be read."


class FontUnreadableError(MonogramError):
    """A file that an operator gave is not a font, is broken, or has no outlines."""

    code = 7004
    message = "This is not a TrueType or OpenType font with outlines, or it is broken."
