"""Papers as answers: they hold addresses, so nobody on the way may keep one."""

from __future__ import annotations

from django.http import HttpResponse


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at and print. `name` is of our own making, without its ending."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # Browsers' own viewers of PDF do not open under the pages' policy.
    response["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response
