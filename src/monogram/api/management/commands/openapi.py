"""`monogram manage openapi > docs/api/openapi.json`: the API's description, for whoever has no server at hand."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from monogram.api.api import openapi_schema


class Command(BaseCommand):
    help = "Print the OpenAPI document of the REST API."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(openapi_schema(), indent=1, ensure_ascii=False))
