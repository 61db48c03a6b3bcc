"""The pages beside the shop and the inbox: the start page, the photographs, the design system, the errors."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from monogram.demo import world
from monogram.demo.site import settings
from monogram.demo.site.inbox import documents
from monogram.demo.site.middleware import policy_header
from monogram.demo.site.photos import photo_copy

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6b66"/>'
    '<path d="M8 23V9.5l8 9 8-9V23" fill="none" stroke="#fff" stroke-width="2.6" stroke-linejoin="round"'
    ' stroke-linecap="round"/></svg>'
)

ELEMENT_CODE = """<script src="{platform}/s/embed.js" async></script>

<monogram-designer product="{product}" company="{company}" config="engraving">
  Opening the designer…
</monogram-designer>

<script>
  document.querySelector("monogram-designer").addEventListener("add-to-cart", (event) => {{
    const [item] = event.detail.items; // ref, sku, quantity, thumbnails, variant
  }});
</script>"""


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where everything in the demo world is, and how to sign in to it."""
    suppliers = [
        {
            "id": supplier,
            "name": name,
            "way": world.CHANNELS[supplier].label,
            "account": world.ACCOUNT_IDS[supplier],
            "person": world.PORTAL_USERS[supplier][0],
            "key": world.SUPPLIER_KEYS[supplier],
            "open": documents.counts_of(supplier)["open"],
        }
        for supplier, name in world.SUPPLIER_NAMES.items()
    ]
    return render(request, "start.html", {"world": world, "suppliers": suppliers})


@require_GET
def design_system(request: HttpRequest) -> HttpResponse:
    """Every component of `web/src/style/components.css`, in both schemes."""
    response = render(request, "design_system.html", {"schemes": ("light", "dark")})
    response.headers["Content-Security-Policy"] = policy_header(style_attributes=True)
    return response


@require_GET
def embedding(request: HttpRequest) -> HttpResponse:
    """How a shop puts the designer in its page: code to copy, and beside it what the code does."""
    code = ELEMENT_CODE.format(platform=settings.PLATFORM_URL, product=world.PEN_ID, company=world.RETAILER_ID)
    context = {"code": code, "product": world.PEN_ID, "company": world.RETAILER_ID}
    response = render(request, "embedding.html", context)
    policy = policy_header(scripts=settings.PLATFORM_URL, style_attributes=False)
    response.headers["Content-Security-Policy"] = policy
    return response


@require_GET
def photo(request: HttpRequest, slug: str, width: int) -> FileResponse:
    """A product's photograph at a browser's size."""
    file = photo_copy(slug, width)
    if file is None:
        raise Http404("There is no such photograph")
    response = FileResponse(file.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """The monogram's M."""
    return HttpResponse(_ICON, content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with a way back."""
    template = "shop/not_found.html" if request.path.startswith("/shop/") else "not_found.html"
    return render(request, template, status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500 without promises; the cause is in the log."""
    return render(request, "went_wrong.html", status=500)
