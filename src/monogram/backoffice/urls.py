"""The front door and its icon; the admin itself is under `admin/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from monogram.backoffice import views

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("icon.svg", views.icon, name="icon"),
    path("favicon.ico", views.icon),
]
