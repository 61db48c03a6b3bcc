"""`/artists/data/images`: the artwork."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.embed.creator.sessions import Session, creator_endpoint
from monogram.embed.documents import image_document
from monogram.embed.images import take_image
from monogram.embed.requests import page_number
from monogram.files import services as files
from monogram.virtual_products.artworks import artworks_of, keep_artwork, make_thumbnails
from monogram.virtual_products.models import Artwork

IMAGES_PER_PAGE = 24


def _list(request: HttpRequest, session: Session) -> HttpResponse:
    """What was brought before for the same category by the same artist, newest first; `page` may be left out."""
    page = page_number(request.GET.get("page"))
    brought = artworks_of(company=session.company, category=session.approved, artist=session.artist)
    first = (page - 1) * IMAGES_PER_PAGE
    found = list(brought[first : first + IMAGES_PER_PAGE + 1])
    shown = found[:IMAGES_PER_PAGE]
    make_thumbnails(shown)
    return JsonResponse(
        {
            "images": [_document(artwork) for artwork in shown],
            "next": page + 1 if len(found) > IMAGES_PER_PAGE else None,
        }
    )


def _take(request: HttpRequest, session: Session) -> HttpResponse:
    """A picture comes as a multipart form with `file`, or as JSON with `url`."""
    image = take_image(request, lambda _: session.company)
    artwork = keep_artwork(company=session.company, category=session.approved, artist=session.artist, image=image)
    return JsonResponse(_document(artwork), status=201)


def _document(artwork: Artwork) -> dict[str, Any]:
    """A picture with its small copy for the shelf; none of what could not be read."""
    thumbnail = {
        "url": files.public_url(artwork.thumbnail),
        "width": artwork.thumbnail_width,
        "height": artwork.thumbnail_height,
    }
    return {**image_document(artwork.image), "thumbnail": thumbnail if artwork.thumbnail else None}


images = creator_endpoint(GET=_list, POST=_take)
