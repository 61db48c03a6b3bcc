"""After rows with fixed numbers, the database must count on from beyond them."""

from __future__ import annotations

from django.core.management.color import no_style
from django.db import connection

from monogram.catalogue.models import Category, Gallery, Product
from monogram.companies.models import Company
from monogram.suppliers.models import DropshipAccount


def move_past_seeded_ids() -> None:
    """On PostgreSQL, whose sequences do not see explicit ids. SQLite's AUTOINCREMENT does by itself."""
    models = [Company, DropshipAccount, Product, Category, Gallery]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
