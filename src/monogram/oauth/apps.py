"""How the back office calls this room."""

from __future__ import annotations

from django.apps import AppConfig


class OAuthConfig(AppConfig):
    name = "monogram.oauth"
    verbose_name = "Access for programs"
