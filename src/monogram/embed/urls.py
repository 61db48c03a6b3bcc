"""The addresses of the Smartlink (`contract.md §8`), from the root."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from monogram.embed import element, galleries, images, legacy, pages, pricing, print_jobs, products, saved_designs

urlpatterns: list[URLPattern] = [
    path("s/app/<str:app>/<str:locale>/<str:config>.html", pages.smartlink_page, name="smartlink"),
    path("s/embed.js", element.script),
    re_path(r"^acp/app/?$", pages.legacy_smartlink_page),
    path("s/pricing-bridge", pricing.pricing_bridge),
    path("s/data/products", products.products),
    path("s/data/products/<str:product_id>", products.product),
    path("s/data/galleries", galleries.galleries),
    path("s/data/gallery-items", galleries.gallery_items),
    path("s/data/images", images.images),
    path("s/data/images/<str:image_id>", images.image),
    path("s/data/images/<str:image_id>/without-background", images.without_background),
    path("s/data/print-jobs", print_jobs.print_jobs),
    path("s/data/print-jobs/<str:ref>", print_jobs.print_job),
    path("s/data/saved-designs", saved_designs.saved_designs),
    path("s/data/saved-designs/<str:ref>", saved_designs.saved_design),
    path("s/data/samples/<str:ref>", saved_designs.sample),
    re_path(r"^acp/api/p/1/product/?$", legacy.product),
    re_path(r"^acp/api/p/1/sample/?$", legacy.sample),
    re_path(r"^acp/api/p/2/print-job/?$", legacy.print_jobs),
]
