"""Every address of the demo sites."""

from __future__ import annotations

from django.urls import URLPattern, path

from monogram.demo.site import pages
from monogram.demo.site.inbox import pages as inbox
from monogram.demo.site.inbox import push, reports
from monogram.demo.site.shop import artists, callbacks
from monogram.demo.site.shop import views as shop

urlpatterns: list[URLPattern] = [
    path("", pages.start, name="start"),
    path("embedding", pages.embedding, name="embedding"),
    path("design-system", pages.design_system, name="design-system"),
    path("photos/<slug:slug>-<int:width>.webp", pages.photo, name="photo"),
    path("favicon.ico", pages.favicon),
    path("shop/", shop.home, name="shop"),
    path("shop/products/<slug:slug>", shop.product, name="shop-product"),
    path("shop/products/<slug:slug>/add", shop.add_product, name="shop-add-product"),
    path("shop/cart", shop.cart, name="shop-cart"),
    path("shop/cart/designs", shop.add_design, name="shop-add-design"),
    path("shop/cart/lines/<int:line_id>", shop.change_line, name="shop-change-line"),
    path("shop/checkout", shop.checkout, name="shop-checkout"),
    path("shop/orders", shop.order_list, name="shop-orders"),
    path("shop/orders/<str:external_ref>", shop.order, name="shop-order"),
    path("shop/orders/<str:external_ref>/live", shop.live_order, name="shop-live-order"),
    path("shop/artists", artists.home, name="shop-artists"),
    path("shop/artists/create", artists.create, name="shop-create"),
    path("shop/artists/products", artists.keep, name="shop-keep-made"),
    path("shop/callback", callbacks.receive, name="shop-callback"),
    path("inbox/", inbox.home, name="inbox"),
    path("inbox/push/<int:supplier>", push.receive, name="inbox-push"),
    path("inbox/<int:supplier>/", inbox.orders, name="inbox-orders"),
    path("inbox/<int:supplier>/live", inbox.live_orders, name="inbox-live-orders"),
    path("inbox/<int:supplier>/orders/<int:order_id>", inbox.order, name="inbox-order"),
    path("inbox/<int:supplier>/orders/<int:order_id>/live", inbox.live_order, name="inbox-live-order"),
    path("inbox/<int:supplier>/orders/<int:order_id>/dispatch", reports.dispatch, name="inbox-dispatch"),
    path("inbox/<int:supplier>/orders/<int:order_id>/cancel", reports.cancel, name="inbox-cancel"),
    path("inbox/<int:supplier>/orders/<int:order_id>/label", reports.label, name="inbox-label"),
    path("inbox/<int:supplier>/stock", reports.count_stock, name="inbox-stock"),
    path("inbox/<int:supplier>/stock/live", reports.live_stock, name="inbox-live-stock"),
]
handler404 = "monogram.demo.site.pages.not_found"
handler500 = "monogram.demo.site.pages.went_wrong"
