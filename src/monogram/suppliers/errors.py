"""What can be wrong with a supplier's set-up."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class PushOwnerError(MonogramError):
    """A push integration belongs to one account or to one supplier."""

    message = "Choose either a dropship account or a supplier"
