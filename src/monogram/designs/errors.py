"""Why a design is not taken or not found. The texts are read by shoppers, so they are in their words."""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class DesignNotFoundError(NotFoundError):
    """No print job or sample of that reference, or another company's: the two are not told apart."""

    code = 7101
    message = "This design could not be found."


class InvalidDesignError(MonogramError):
    """The design document is not valid, or not one of this product. `path` says where in the document."""

    code = 7102
    message = "This design cannot be made on the product."


class NotPersonalisedError(MonogramError):
    """There is nothing to design: a stock item, or a virtual product that comes as it is."""

    code = 7103
    message = "This product is not personalised."


class QuantityError(MonogramError):
    """Not a whole number from 1 to the limit."""

    code = 7104
    message = "Choose a quantity of at least 1."


class RequestKeyReusedError(MonogramError):
    """The same request key came with another design: a program's mistake, not a shopper's."""

    code = 7105
    http_status = 409
    message = "This request key was used for another design."


class PlacementError(MonogramError):
    """Artwork cannot be placed so on this product: no such print area, or a number out of bounds. `path` says which."""

    code = 7108
    message = "The artwork cannot be placed like this."


class OtherArtworkError(MonogramError):
    """A design that was begun from a virtual product does not have the artwork that this bears, or not unchanged."""

    code = 7109
    http_status = 409
    message = "The artwork of this product is another one now. Load the page again."
