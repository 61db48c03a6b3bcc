"""How the back office calls this room."""

from __future__ import annotations

from django.apps import AppConfig


class VirtualProductsConfig(AppConfig):
    name = "monogram.virtual_products"
    verbose_name = "Virtual products"
