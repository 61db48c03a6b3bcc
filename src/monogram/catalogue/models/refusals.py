"""How a model tells an operator's form what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError


def refuse(problems: Mapping[str, str | None]) -> None:
    """Tell an operator's form what is wrong with which field. Raises ValidationError if anything is."""
    if found := {field: problem for field, problem in problems.items() if problem}:
        raise ValidationError(found)
