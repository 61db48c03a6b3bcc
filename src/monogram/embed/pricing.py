"""The bridge to a shop's price: a page in which the shop's own script may run, and harm nothing.

Shops answer `epa` (`contract.md §8`) in JSONP, which is a script of theirs. The designer's page runs no code but ours,
so it frames this one, hidden: a page without an origin, which has no storage, no cookies and no say in the page around
it, loads scripts from that one shop and connects to nothing. What it says comes back as a message, as text.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monogram.common.assets import entry_tags
from monogram.embed.errors import RequestFieldError
from monogram.embed.public import page

_HOST = re.compile(r"[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]")


@page
def pricing_bridge(request: HttpRequest) -> HttpResponse:
    """`/s/pricing-bridge?origin=`: the address itself comes after the `#`. Raises RequestFieldError."""
    shop = _origin(request.GET.get("origin", ""))
    response = render(None, "embed/pricing_bridge.html", {"tags": entry_tags("pricing")})
    directives = (
        "sandbox allow-scripts",
        "default-src 'none'",
        f"script-src 'self' {shop}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
    response["Content-Security-Policy"] = "; ".join(directives)
    response["Referrer-Policy"] = "no-referrer"
    # Asked for with every change of a price that depends on much; it changes with a new version of ours alone.
    response["Cache-Control"] = "public, max-age=60"
    return response


def _origin(given: str) -> str:
    """The origin of a web address, spelled so that it is nothing else in a policy."""
    schemes = ("https", "http") if settings.MONOGRAM_DEMO else ("https",)
    try:
        parts = urlsplit(given)
        scheme, port = parts.scheme, parts.port
        host = parts.netloc.rpartition("@")[2].lower().removesuffix(f":{port}")
    except ValueError:
        scheme, host, port = "", "", None
    if scheme not in schemes or not _HOST.fullmatch(host):
        raise RequestFieldError("The pricing address has no origin that can be asked.", path="origin")
    return f"{scheme}://{host}" + (f":{port}" if port else "")
