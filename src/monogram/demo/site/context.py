"""What every template of the demo sites may use."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from monogram.demo.site import settings, store


def site(request: HttpRequest) -> dict[str, Any]:
    """The platform's address, and how many things are in the visitor's cart."""
    return {"platform_url": settings.PLATFORM_URL, "cart_count": _cart_count(request)}


def _cart_count(request: HttpRequest) -> int:
    """Asked without making a cart for somebody who has none."""
    cart = request.session.get("cart") if hasattr(request, "session") else None
    if not cart:
        return 0
    row = store.row("SELECT coalesce(sum(quantity), 0) AS pieces FROM cart_lines WHERE cart = ?", cart)
    return int(row["pieces"]) if row else 0
