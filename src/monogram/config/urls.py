"""Every address of the platform, by edge."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from monogram.files.views import serve

admin.autodiscover()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("monogram.api.urls")),  # first, since nobody asks as often
    path("admin/", admin.site.urls),
    path("files/<path:key>", serve),
    path("portal/", include("monogram.portal.urls")),
    path("", include("monogram.backoffice.urls")),
    path("", include("monogram.embed.urls")),
]

handler400 = "monogram.config.problems.bad_request"
handler404 = "monogram.config.problems.not_found"
handler500 = "monogram.config.problems.accident"
