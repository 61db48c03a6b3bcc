"""Stored files over HTTP. Keys hold a hash of the content, so an address never changes what it shows."""

from __future__ import annotations

import mimetypes
import posixpath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.views.decorators.http import require_safe

from monogram.files.services import PRIVATE, REMADE, is_there

# Anything else is offered as a download: a browser must never run what somebody uploaded.
_SHOWN = {"image/png", "image/jpeg", "image/webp", "image/gif", "font/ttf", "model/gltf-binary"}
_NOT_KEPT = "This picture is not kept any more. Whoever made it can ask for it again, and finds it at the same address."
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("font/ttf", ".ttf")
mimetypes.add_type("model/gltf-binary", ".glb")


@require_safe
def serve(request: HttpRequest, key: str) -> HttpResponseBase:
    """The file under `key`, cacheable for ever. What is private is only to be had where it is asked who wants it."""
    try:
        if key.startswith(f"{REMADE}/") and not is_there(key):
            return HttpResponseNotFound(_NOT_KEPT, content_type="text/plain; charset=utf-8")
        if PRIVATE in posixpath.normpath(key).split("/") or not default_storage.exists(key):
            raise Http404
        content = default_storage.open(key, "rb")
    except (SuspiciousOperation, OSError) as error:
        raise Http404 from error
    media_type = mimetypes.guess_type(key)[0] or "application/octet-stream"
    is_shown = media_type in _SHOWN
    response = FileResponse(content, content_type=media_type, as_attachment=not is_shown)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
