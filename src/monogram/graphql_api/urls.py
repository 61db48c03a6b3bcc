"""The address of the GraphQL API."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from monogram.graphql_api.views import graphql

urlpatterns: list[URLPattern] = [re_path(r"^graphql/?$", graphql, name="graphql")]
