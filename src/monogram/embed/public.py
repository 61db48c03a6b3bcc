"""What all public addresses of the designer share: no cookies, any origin, one way to refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeAlias

from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from monogram.embed import errors
from monogram.embed.refusal_words import WORDS, RefusalWords

View: TypeAlias = Callable[..., HttpResponse]
"""A view of one method: the request, and the address' parts as keywords."""


def endpoint(**views: View) -> View:
    """One address with a view for each method (`GET`, `POST`). HEAD, OPTIONS and refusals come by themselves.

    Any page may call it from a browser: there are no cookies to misuse, so cross-origin calls can do no more than
    anybody's curl.
    """
    allowed = _allowed(views)

    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight(allowed)
        try:
            response = _view_for(request, views, allowed)(request, **parts)
        except Exception as error:
            response = errors.as_json(error)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Content-Type-Options"] = "nosniff"
        response.setdefault("Cache-Control", "no-store")
        return response

    # Packed: what a product says of its fonts is long. Nothing secret is in it that packing could give away.
    return gzip_page(csrf_exempt(xframe_options_exempt(answer)))


def page(view: View, *, words: Mapping[str, RefusalWords] = WORDS) -> View:
    """An address that people open, in a frame of any shop. Refusals are pages too, in these `words`."""
    allowed = _allowed({"GET": view})

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        try:
            return _view_for(request, {"GET": view}, allowed)(request, **parts)
        except Exception as error:
            return errors.as_page(error, request, words)

    return csrf_exempt(xframe_options_exempt(answer))


def _allowed(views: dict[str, View]) -> list[str]:
    return [*views, *(["HEAD"] if "GET" in views else []), "OPTIONS"]


def _view_for(request: HttpRequest, views: dict[str, View], allowed: list[str]) -> View:
    view = views.get("GET" if request.method == "HEAD" else request.method or "")
    if view is None:
        raise errors.MethodNotAllowedError(allowed=allowed)
    return view


def _preflight(allowed: list[str]) -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Allow": ", ".join(allowed),
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(allowed),
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": "86400",
        },
    )
