"""The REST API as one thing: its parts, its errors, its headers."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation

from monogram.api import auth, errors
from monogram.api import bulk as bulk  # the import puts the operations on the router
from monogram.api import check as check  # as above
from monogram.api import listing as listing  # as above
from monogram.api import mockups as mockups  # as above
from monogram.api import order_it_2_2 as order_it_2_2  # as above
from monogram.api import orders as orders  # as above
from monogram.api import shipments as shipments  # as above
from monogram.api import stock as stock  # as above
from monogram.api import supplier_orders as supplier_orders  # as above
from monogram.api import user_images as user_images  # as above
from monogram.api.openapi_document import complete
from monogram.api.router import router


class RestApi(NinjaAPI):
    """Answers carry the rate-limit headers of the company that called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: it stands in generated clients, where a module path would only be noise."""
        return operation.view_func.__name__

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        return auth.with_limits(request, super().create_temporal_response(request))

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        return auth.with_limits(request, super().on_exception(request, exc))


def openapi_document(request: HttpRequest) -> HttpResponse:
    """`GET /api/openapi.json`, open to all."""
    return api.create_response(request, openapi_schema(), status=200)


@cache
def openapi_schema() -> dict[str, Any]:
    """The OpenAPI document, made once."""
    document = complete(api.get_openapi_schema(path_prefix=""))
    # By way of JSON, which has neither the sets nor the numbers as names that the framework makes.
    plain: dict[str, Any] = json.loads(json.dumps(document, default=list))
    return plain


api = RestApi(docs_url=None, openapi_url=None, urls_namespace="rest")
errors.add_handlers(api)
api.add_router("", router)
