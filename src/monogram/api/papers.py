"""Packing slips and address labels for those who make the order: `GET /document/{ref}/{token}/{name}`, from `pdfs`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from monogram.api.errors import answer_to
from monogram.common.errors import MonogramError
from monogram.oms.linked_documents import linked_document

# No sandbox by Content-Security-Policy: browsers' own viewers of PDF do not open in one.
NOT_TO_BE_KEPT = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
"""For what holds addresses and opens for whoever has the link."""


@require_safe
def open_document(request: HttpRequest, ref: str, token: str, name: str) -> HttpResponseBase:
    """The PDF as it is now; 409 with the reason while the order is stopped. The token is the permission."""
    try:
        content = linked_document(ref=ref, token=token, name=name)
    except MonogramError as error:
        response = answer_to(request, error)
    else:
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{ref}-{name}"'
    for header, value in NOT_TO_BE_KEPT.items():
        response[header] = value
    return response
