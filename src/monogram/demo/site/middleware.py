"""What every page of the demo sites may load: its own files, and the platform's pictures and designer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from monogram.demo.site import settings

Handler = Callable[[HttpRequest], HttpResponse]


def content_security_policy(get_response: Handler) -> Handler:
    """Add the policy, unless the view has set one of its own."""
    policy = policy_header()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def policy_header(*, style_attributes: bool = False, scripts: str = "") -> str:
    """The header's value; no inline scripts ever, style attributes only where a page asks for them.

    `scripts`: an origin whose scripts a page loads beside our own.
    """
    platform = settings.PLATFORM_URL
    directives = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}".strip(),
        "style-src": "'self'",
        "style-src-attr": "'unsafe-inline'" if style_attributes else "'none'",
        "font-src": "'self'",
        "img-src": f"'self' data: {platform}",
        "connect-src": "'self'",
        "frame-src": platform,
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
