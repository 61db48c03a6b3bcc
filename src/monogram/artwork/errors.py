"""What can go wrong when print files are made or downloaded. Staff read the former at the order (`contract.md §2`)."""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class ArtworkError(MonogramError):
    """Base: the files of an order line cannot be made as it stands."""

    message = "The artwork could not be made"


class DesignNotDrawableError(ArtworkError):
    """The design names a font, a picture or a print area that is not there, or is too large to draw."""

    code = 7106


class MockupRequestError(MonogramError):
    """A mock-up is asked for in words that cannot be understood, or of what the product has not got."""

    code = 7110
    message = "The mock-up cannot be made as it is asked for"


class ExternalPictureError(ArtworkError):
    """What lies at the address of a line of type 1 or 7 cannot be printed."""


class ArtworkChangedError(ArtworkError):
    """The same source has given other bytes than before: an incident. What was stored stays as it is."""

    message = "The artwork differs from what was stored when the order was taken"


class NoSuchFileError(NotFoundError):
    """No print file has this address."""

    message = "There is no such file"


class DownloadRefusedError(MonogramError):
    """The file is there, and must not be printed now: its order or its line was stopped."""

    http_status = 409
    message = "The order was stopped: do not make it"
