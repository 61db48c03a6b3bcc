"""Django as a WSGI application, in two lanes: what the sites need, and what the APIs need."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")
django.setup(set_prefix=False)

from django.core.handlers.exception import convert_exception_to_response  # noqa: E402 - Django must be set up before
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - as above
from django.middleware.security import SecurityMiddleware  # noqa: E402 - as above

# Programs call these: with a key, never with a cookie.
_APIS = re.compile(r"/(?:orders?|order-item)(?:/|$)|/acp/api/sl/")


class ApiHandler(WSGIHandler):
    """Django without sessions, messages, forgery tokens and static files: half of what an order costs otherwise."""

    def load_middleware(self, is_async: bool = False) -> None:
        """In place of the middleware of the settings, the one that every answer needs."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        view: Any = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]  # not in the stubs
        self._middleware_chain = convert_exception_to_response(SecurityMiddleware(view))


_sites, _apis = WSGIHandler(), ApiHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Both, by address."""
    handler = _apis if _APIS.match(environ["PATH_INFO"]) else _sites
    answer: Iterable[bytes] = handler(environ, start_response)
    return answer
