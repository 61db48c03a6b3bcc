"""Django's SQLite backend with one writer at a time."""

from __future__ import annotations

from django.db.backends.sqlite3.base import DatabaseWrapper as DatabaseWrapper
