"""The addresses of the Virtual Product Creator (`contract.md §9`), below `/artists/`."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from monogram.embed.creator import blanks, images, pages, products, start, tasks

urlpatterns: list[URLPattern] = [
    re_path(r"^vpc/?$", pages.creator, name="creator"),
    path("data/start", start.start),
    path("data/blanks", blanks.blanks),
    path("data/blanks/<str:blank_id>", blanks.blank),
    path("data/images", images.images),
    path("data/products", products.products),
    path("data/products/<str:product_id>", products.product),
    path("data/tasks/<str:task_id>", tasks.task),
    path("data/tasks/<str:task_id>/again", tasks.again),
]
