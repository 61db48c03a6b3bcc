"""`monogram manage graphql_schema > docs/api/schema.graphql`: the schema, for whoever has no server at hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from monogram.graphql_api.schema import schema


class Command(BaseCommand):
    help = "Print the schema of the GraphQL API."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(schema.as_str())
