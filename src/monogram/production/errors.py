"""What can go wrong with batches."""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class BatchNotFoundError(NotFoundError):
    """There is none of that number, or no longer."""

    message = "There is no such batch: what was in it may have been cancelled"


class BatchRefusedError(MonogramError):
    """The batch is not in a state for this."""

    http_status = 409
    message = "The batch is not ready for that"


class CodeNotKnownError(NotFoundError):
    """Nothing of the supplier has the code that was scanned."""

    message = "Nothing here has this code"


class PieceRefusedError(MonogramError):
    """A piece that must not be made or sent."""

    http_status = 409
    message = "Do not make this piece"
