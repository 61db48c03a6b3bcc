"""`/artists/data/blanks`: what artwork can be put on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.catalogue.blanks import blanks_of, list_blanks
from monogram.catalogue.documents import designer_document
from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.offers import Offer
from monogram.catalogue.queries import full_product_for
from monogram.embed.creator.sessions import Session, creator_endpoint
from monogram.embed.requests import page_number, query_text

LONGEST_COLOUR = 60


def _list(request: HttpRequest, session: Session) -> HttpResponse:
    """`q`, `colour` (a colour's name) and `page`, each of which may be left out."""
    fields = request.GET.dict()
    document = list_blanks(
        session.company,
        category=session.blanks,
        query=query_text(fields.get("q"), "q"),
        colour=query_text(fields.get("colour"), "colour", LONGEST_COLOUR),
        page=page_number(fields.get("page")),
    )
    return JsonResponse(document)


def _show(request: HttpRequest, session: Session, *, blank_id: str) -> HttpResponse:
    """As the designer gets it, without fonts: artwork has no text. Raises ProductNotFoundError."""
    if not blank_id.isascii() or not blank_id.isdigit():
        raise ProductNotFoundError
    number = int(blank_id[:18])
    if number != session.opened_blank and not blanks_of(session.company, session.blanks).filter(pk=number).exists():
        raise ProductNotFoundError(product_id=number)
    return JsonResponse(designer_document(Offer(full_product_for(session.company, number)), [], [], []))


blanks = creator_endpoint(GET=_list)
blank = creator_endpoint(GET=_show)
