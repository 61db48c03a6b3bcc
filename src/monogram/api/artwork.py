"""Print files for those who make them: `GET /artwork/{token}/{name}`, from the supplier's documents (`contract.md §5`).

The token is the permission: suppliers' prepress programs fetch files without credentials.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from monogram.api.errors import render
from monogram.artwork.errors import NoSuchFileError
from monogram.common.errors import MonogramError
from monogram.files.ranges import respond_with_file
from monogram.oms.production import file_for_supplier

# Private: a cache on the way would answer for a stopped order, and hide the first download.
_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def download(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """The file; 409 with the reason for what must not be printed now. A HEAD request is no download."""
    try:
        asset = file_for_supplier(token=token, name=name, is_download=request.method == "GET")
        return respond_with_file(
            request,
            asset.artwork.file,
            size=asset.artwork.byte_size,
            media_type=asset.artwork.media_type,
            etag=asset.artwork.sha256,
            headers=_HEADERS,
        )
    except FileNotFoundError:
        return _refused(request, NoSuchFileError())
    except MonogramError as error:
        return _refused(request, error)


def _refused(request: HttpRequest, error: MonogramError) -> HttpResponseBase:
    response = render(request, error)
    response["Cache-Control"] = "no-store"
    return response
