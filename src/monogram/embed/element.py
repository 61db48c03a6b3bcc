"""`/s/embed.js`: the drop-in element `<monogram-designer>`, at an address that never changes."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from monogram.common.assets import entry_code
from monogram.common.signing import sha256_hex
from monogram.embed.public import endpoint

_KEPT_SECONDS = 3600


def _show(request: HttpRequest) -> HttpResponse:
    """Within a function, so that it leaves nothing in the page, and works as a classic script and as a module."""
    origin = json.dumps(settings.MONOGRAM_PUBLIC_URL)
    body = f"(platformOrigin=>{{{entry_code('embed')}}})({origin});\n".encode()
    etag = f'"{sha256_hex(body)[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": f"public, max-age={_KEPT_SECONDS}, stale-while-revalidate=86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=response) or response


script = endpoint(GET=_show)
