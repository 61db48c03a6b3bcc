"""What can be wrong with a supplier's set-up."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class PushOwnerError(MonogramError):
    """A push integration belongs to one account or to one supplier."""

    message = "Choose either a dropship account or a supplier"


class StockRowError(MonogramError):
    """One row of a supplier's report of its stock that cannot be applied; the rest is."""


class StockGoneError(MonogramError):
    """Another order was quicker: a supplier has fewer pieces now than when this order was routed."""

    message = "Another order has just taken the last pieces: try again"


class UnreadableFileError(MonogramError):
    """A supplier's file that does not say what it is to say. Nothing of it was applied."""
