"""The Smartlink page: a small shell of HTML around the designer's browser code."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monogram.common.assets import entry_tags
from monogram.embed.public import page
from monogram.embed.smartlink import Configuration, Smartlink
from monogram.files import services as files

API_BASE = "/s/data"


@page
def smartlink_page(request: HttpRequest, *, app: str, locale: str, config: str) -> HttpResponse:
    """`/s/app/{app}/{locale}/{config}.html`. What to show comes after the `#`, which only the browser sees."""
    return _designer(Smartlink(app, locale, config))


@page
def legacy_smartlink_page(request: HttpRequest) -> HttpResponse:
    """`/acp/app/?l={app}&c={config}&lo={locale}`, the older spelling of the same."""
    given = request.GET
    return _designer(Smartlink(given.get("l", "acp3_2"), given.get("lo", "en_GB"), given.get("c", "default")))


def _designer(link: Smartlink) -> HttpResponse:
    context = {
        "title": link.app.title,
        "language": link.language,
        "early": entry_tags("early"),
        "tags": entry_tags(link.app.entry, f"src/apps/designer/words/{link.locale}.ts"),
        "app_config": {
            "app": link.app_name,
            "locale": link.locale,
            "config": link.config_name,
            "apiBase": API_BASE,
            "demo": settings.MONOGRAM_DEMO,
        },
    }
    response = render(None, "embed/designer.html", context)
    response["Content-Security-Policy"] = _content_security_policy(link.configuration)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-cache"
    return response


def _content_security_policy(configuration: Configuration) -> str:
    """Only our own code runs: no inline script, no nonce to steal. WebAssembly is HarfBuzz, which shapes the text.

    Pictures, fonts and models may lie on another origin: the storage's, or the public one. The designer asks the
    shop's pricing address (`epa`), and posts forms to it (`ep3dUrl`, `save`): those two ways are open to the web.
    """
    files_at = urlsplit(files.public_url("x"))
    stored = f"{files_at.scheme}://{files_at.netloc}"
    ways_out = "https: http:" if settings.MONOGRAM_DEMO else "https:"
    directives = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": "'self'",
        "img-src": f"'self' data: blob: {stored}",
        "font-src": f"'self' {stored}",
        "connect-src": f"'self' data: blob: {stored} {ways_out}",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "form-action": f"'self' {ways_out}",
        "base-uri": "'none'",
        "frame-ancestors": " ".join(configuration.frame_ancestors) or "*",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
