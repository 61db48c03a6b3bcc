"""Every address of the platform, by edge."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt

from monogram.backoffice.views import home
from monogram.files.views import serve
from monogram.graphql_api.views import graphql

admin.autodiscover()


@csrf_exempt
def front_door(request: HttpRequest) -> HttpResponseBase:
    """A page for people; programs may also take the origin itself for the GraphQL API (`contract.md §10`)."""
    return graphql(request) if request.method == "POST" else home(request)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("monogram.api.urls")),  # first, since nobody asks as often
    path("admin/", admin.site.urls),
    path("files/<path:key>", serve),
    path("", include("monogram.oauth.urls")),
    path("portal/", include("monogram.portal.urls")),
    path("", include("monogram.graphql_api.urls")),
    path("", front_door),
    path("", include("monogram.backoffice.urls")),
    path("artists/", include("monogram.embed.creator.urls")),
    path("", include("monogram.embed.urls")),
]

handler400 = "monogram.config.problems.bad_request"
handler404 = "monogram.config.problems.not_found"
handler500 = "monogram.config.problems.accident"
