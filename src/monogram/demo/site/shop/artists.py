"""The artists' corner: they make products of their pictures in the platform's creator, and the shop sells them."""

from __future__ import annotations

import json
import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from monogram.demo.site.catalogue import ShopProduct
from monogram.demo.site.shop import made
from monogram.demo.site.shop.creator import creator_link

MAX_BODY_BYTES = 1_000_000


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What artists have made, newest first."""
    return render(request, "shop/artists.html", {"products": made.products()})


@never_cache
@require_GET
def create(request: HttpRequest) -> HttpResponse:
    """The creator in a frame; with `?change=` to change one product.

    The link opens once, so the page is not kept; and no frame has the name of an earlier one, into which browsers that
    go back would load its link.
    """
    changed = _product_or_404(request.GET["change"]) if "change" in request.GET else None
    link = creator_link(changing=changed.product_id if changed else None)
    frame = f"creator-{secrets.token_hex(8)}"
    return render(request, "shop/create.html", {"link": link, "changed": changed, "frame": frame})


@require_POST
def keep(request: HttpRequest) -> JsonResponse:
    """What PRODUCTS_CREATED held, as the page's script passes it on."""
    if len(request.body) > MAX_BODY_BYTES:
        return JsonResponse({"error": "These are more than it takes at once."}, status=413)
    try:
        kept = made.keep(json.loads(request.body))
    except (made.NotSellableError, ValueError) as error:
        return JsonResponse({"error": str(error)}, status=400)
    messages.success(
        request, f"{kept} products are in the shop now." if kept > 1 else "The product is in the shop now."
    )
    return JsonResponse({"next": reverse("shop-artists")})


def _product_or_404(number: str) -> ShopProduct:
    found = made.product(f"{made.PREFIX}{number}")
    if found is None:
        raise Http404("We do not sell that")
    return found
