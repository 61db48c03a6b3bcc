"""Numbers of ours as the schema has them."""

from __future__ import annotations

import strawberry


def key(number: int) -> strawberry.ID:
    """A number of ours as an ID."""
    return strawberry.ID(str(number))
