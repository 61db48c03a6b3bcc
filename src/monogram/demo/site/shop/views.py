"""The shop's pages."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from monogram.demo import world
from monogram.demo.site.catalogue import DELIVERY_CHOICES, PRODUCTS, ItemType, ShopProduct
from monogram.demo.site.platform import PlatformRefusedError
from monogram.demo.site.shop import cart as carts
from monogram.demo.site.shop import made, orders
from monogram.demo.site.shop.cart import CartError, CartLine, cart_id
from monogram.demo.site.shop.checkout import COUNTRIES, CheckoutForm

MAX_CART_ITEM_BYTES = 100_000


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Everything that the shop sells."""
    return render(request, "shop/home.html", {"products": PRODUCTS})


@require_GET
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product: with the designer, a form for the words on it, or just a button."""
    shown = _product_or_404(slug)
    line = _edited_line(request, shown)
    context = {"product": shown, "line": line, "smartlink": _smartlink(shown, line)}
    template = "shop/design.html" if shown.type is ItemType.PRINT_JOB else "shop/product.html"
    return render(request, template, context)


@require_POST
def add_design(request: HttpRequest) -> JsonResponse:
    """What the designer's ADD_TO_CART_CALLBACK held, as the page's script passes it on."""
    if len(request.body) > MAX_CART_ITEM_BYTES:
        return JsonResponse({"error": "The design could not be added to the cart"}, status=413)
    try:
        sent = json.loads(request.body)
        shown, items = made.find(sent["product"]), sent["items"]
        if shown is None:
            raise CartError("We do not sell that")
        replaces = int(sent["line"]) if sent.get("line") else None
        for position, item in enumerate(items):
            carts.put_design(cart_id(request), shown, item, replaces=replaces if position == 0 else None)
    except (CartError, ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": "The design could not be added to the cart"}, status=400)
    messages.success(request, f"{shown.name} {'changed' if replaces else 'added'}.")
    return JsonResponse({"next": reverse("shop-cart")})


@require_POST
def add_product(request: HttpRequest, slug: str) -> HttpResponse:
    """A product without a designer, with its words."""
    shown = _product_or_404(slug)
    texts = {field.name: request.POST.get(field.name, "").strip() for field in shown.text_fields}
    if shown.type is ItemType.PRINT_JOB:
        return HttpResponseBadRequest("This product is added from the designer")
    try:
        carts.put_product(cart_id(request), shown, texts=texts, quantity=request.POST.get("quantity", "1"))
    except CartError as error:
        context = {"product": shown, "texts": texts, "error": str(error)}
        return render(request, "shop/product.html", context, status=400)
    messages.success(request, f"{shown.name} added.")
    return redirect("shop-cart")


@require_GET
def cart(request: HttpRequest) -> HttpResponse:
    """What is in the cart."""
    lines = carts.lines_of(cart_id(request))
    return render(request, "shop/cart.html", {"lines": lines, "total_pence": _sum(lines)})


@require_POST
def change_line(request: HttpRequest, line_id: int) -> HttpResponseRedirect:
    """Another quantity; 0 takes the line out."""
    carts.change_quantity(cart_id(request), line_id, request.POST.get("quantity", "1"))
    return HttpResponseRedirect(reverse("shop-cart"))


@require_http_methods(["GET", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """The address form; sent, it places the order on the platform."""
    lines = carts.lines_of(cart_id(request))
    external_ref = str(request.POST.get("order", "")) or orders.new_external_ref()
    if request.method == "GET":
        if not lines:
            return redirect("shop-cart")
        return _checkout_page(request, CheckoutForm.prefilled(), lines, external_ref)
    if not orders.is_external_ref(external_ref):
        return HttpResponseBadRequest("The order number is not one of ours")
    if not lines and orders.order_for(external_ref):
        return redirect("shop-order", external_ref=external_ref)  # the form was sent twice
    form = CheckoutForm.submitted(request.POST)
    try:
        orders.place(
            cart=cart_id(request),
            customer=form.values,
            lines=lines,
            delivery=form.delivery,
            external_ref=external_ref,
        )
    except PlatformRefusedError as refusal:
        form.take_objections(refusal, lines)
        return _checkout_page(request, form, lines, external_ref, status=422)
    return redirect("shop-order", external_ref=external_ref)


@require_GET
def order_list(request: HttpRequest) -> HttpResponse:
    """Every order of the shop: a demo has one customer."""
    return render(request, "shop/orders.html", {"orders": orders.recent_orders()})


@require_GET
def order(request: HttpRequest, external_ref: str) -> HttpResponse:
    """One order with its parcels' timelines."""
    return render(request, "shop/order.html", {"order": _order_or_404(external_ref), "countries": COUNTRIES})


@require_GET
def live_order(request: HttpRequest, external_ref: str) -> HttpResponse:
    """The parcels again if anything was heard since `version`, for the page to put in place."""
    found = _order_or_404(external_ref)
    if request.GET.get("version") == found.version:
        return HttpResponse(status=204)
    html = render_to_string("shop/parcels.html", {"order": found}, request)
    return JsonResponse({"version": found.version, "html": html})


def _checkout_page(
    request: HttpRequest, form: CheckoutForm, lines: list[CartLine], external_ref: str, *, status: int = 200
) -> HttpResponse:
    subtotal = _sum(lines)
    context = {
        "form": form,
        "lines": lines,
        "subtotal_pence": subtotal,
        "total_pence": subtotal + form.delivery.price_pence,
        "countries": COUNTRIES,
        "delivery_choices": DELIVERY_CHOICES,
        "external_ref": external_ref,
    }
    return render(request, "shop/checkout.html", context, status=status)


def _smartlink(shown: ShopProduct, line: CartLine | None) -> dict[str, object]:
    """What the page's script needs to open the designer (`contract.md §8`). It adds `meo` and `mei` itself."""
    parameters: dict[str, object] = {"p": shown.product_id, "r": shown.renderer, "guid": world.RETAILER_ID}
    if line:
        parameters["pj"] = line.print_job_ref
    return {"path": "/s/app/acp3_2/en_GB/default.html", "parameters": {**parameters, "a2c": "postMessage"}}


def _edited_line(request: HttpRequest, shown: ShopProduct) -> CartLine | None:
    """The cart line whose design is opened again, by `?line=`."""
    line_id = request.GET.get("line", "")
    line = carts.line_of(cart_id(request), int(line_id)) if line_id.isdecimal() and len(line_id) < 16 else None
    return line if line and line.product == shown else None


def _product_or_404(slug: str) -> ShopProduct:
    found = made.find(slug)
    if found is None:
        raise Http404("We do not sell that")
    return found


def _order_or_404(external_ref: str) -> orders.ShopOrder:
    found = orders.order_for(external_ref)
    if found is None:
        raise Http404("There is no such order")
    return found


def _sum(lines: list[CartLine]) -> int:
    return sum(line.price_pence for line in lines)
