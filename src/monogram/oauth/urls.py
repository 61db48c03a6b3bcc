"""The addresses of the authorization server, from the root of the origin. None of the toolkit's own is open."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, re_path

from monogram.oauth import views

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^(?:oauth/)?token/?$", views.token),
    re_path(r"^oauth/revoke/?$", views.revoke),
    re_path(r"^\.well-known/oauth-authorization-server$", views.metadata),
]
