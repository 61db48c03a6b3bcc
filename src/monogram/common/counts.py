"""How many of something each row of a list has, counted for the rows that are shown and not for all."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], belonging_by: str) -> Coalesce:
    """For `annotate`: the number of `rows` whose foreign key `belonging_by` names the outer row.

    `Count` would join and group all rows of both tables before the first is shown.
    """
    mine = rows.filter(**{belonging_by: OuterRef("pk")}).order_by().values(belonging_by)
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)
