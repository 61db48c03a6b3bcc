"""What can go wrong when print files are made. Staff read these words at the order (`contract.md §2`)."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class ArtworkError(MonogramError):
    """Base: the files of an order line cannot be made as it stands."""

    message = "The artwork could not be made"


class DesignNotDrawableError(ArtworkError):
    """The design names a font, a picture or a print area that is not there, or is too large to draw."""


class ExternalPictureError(ArtworkError):
    """What lies at the address of a line of type 1 or 7 cannot be printed."""


class ArtworkChangedError(ArtworkError):
    """The same source has given other bytes than before: an incident. What was stored stays as it is."""

    message = "The artwork differs from what was stored when the order was taken"
