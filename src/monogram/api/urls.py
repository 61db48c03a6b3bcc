"""The addresses of the REST API, from the root of the origin."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.http import require_safe

from monogram.api.api import api, openapi_document
from monogram.api.artwork import download
from monogram.api.errors import in_our_shape, not_found


def _routes() -> list[URLPattern]:
    """The API's own patterns without the framework's page at the root, which is not ours to answer."""
    routes = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = in_our_shape(pattern.callback)
            routes.append(pattern)
    return routes


urlpatterns: list[URLPattern | URLResolver] = [
    *_routes(),
    path("api/openapi.json", in_our_shape(require_safe(openapi_document))),
    path("artwork/<str:token>/<str:name>", in_our_shape(download)),
    re_path(r"^(?:orders?|order-item|api|artwork)(?:/.*)?$", not_found),
]
