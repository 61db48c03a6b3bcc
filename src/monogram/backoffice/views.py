"""The front door: what this installation is, and in demo mode where everything else is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6b66"/>'
    '<path d="M8 23V9.5l8 9 8-9V23" fill="none" stroke="#fff" stroke-width="2.6" stroke-linejoin="round"'
    ' stroke-linecap="round"/></svg>'
)
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """A quiet page; with the demo world's addresses where there is one."""
    context = {"is_demo": settings.MONOGRAM_DEMO, "demo_sites_url": settings.MONOGRAM_DEMO_SITES_URL}
    response = render(request, "backoffice/home.html", context)
    response.headers["Content-Security-Policy"] = _CONTENT_SECURITY_POLICY
    return response


@require_GET
@cache_control(public=True, max_age=86400)
def icon(request: HttpRequest) -> HttpResponse:
    """The monogram's M."""
    return HttpResponse(_ICON, content_type="image/svg+xml")
