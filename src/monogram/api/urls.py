"""The addresses of the REST API, from the root of the origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.http import require_safe

from monogram.api.api import api, openapi_document
from monogram.api.artwork import download
from monogram.api.errors import in_our_shape, not_found
from monogram.api.order_it_2_1 import order_it_2_1
from monogram.api.order_it_2_2 import order_it_2_2
from monogram.api.papers import open_document
from monogram.api.shipments import open_label
from monogram.api.user_images import show_user_image

_WITH_TWO_DIALECTS = frozenset({"order", "order/"})


def _routes() -> list[URLPattern]:
    """The API's own patterns without the framework's page at the root, which is not ours to answer."""
    routes = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            has_two = str(pattern.pattern) in _WITH_TWO_DIALECTS
            pattern.callback = in_our_shape(_by_dialect(pattern.callback) if has_two else pattern.callback)
            routes.append(pattern)
    return routes


def _by_dialect(others: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The presence of `k` in the query selects Order-iT 2.1 (`contract.md §3`)."""

    def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "k" in request.GET:
            return order_it_2_1(request)
        return order_it_2_2(request) if request.method == "POST" else others(request, *args, **kwargs)

    return either


urlpatterns: list[URLPattern | URLResolver] = [
    *_routes(),
    path("api/openapi.json", in_our_shape(require_safe(openapi_document))),
    re_path(r"^acp/api/sl/2\.1/order/?$", in_our_shape(order_it_2_1)),
    path("artwork/<str:token>/<str:name>", in_our_shape(download)),
    path("document/<str:ref>/<str:token>/<str:name>", in_our_shape(open_document)),
    path("label/<str:token>/<str:name>", in_our_shape(open_label)),
    path("user-image/<str:image_id>/<str:token>/<str:name>", in_our_shape(show_user_image)),
    re_path(r"^(?:orders?|order-item|stock|supplier|api|artwork|document|label|user-image|mockup)(?:/.*)?$", not_found),
]
