"""What a shopper reads where a designer's page cannot be shown, in their own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

_DEFAULT = "en"


@dataclass(frozen=True)
class RefusalWords:
    """What happened, and the one thing to do; the language as HTML spells it, and how it runs."""

    language: str
    title: str
    advice: str
    direction: str = "ltr"


WORDS = {
    words.language: words
    for words in (
        RefusalWords("en", "This designer cannot be opened", "Go back to the shop and open the product from there."),
        RefusalWords(
            "de", "Diese Seite lässt sich nicht öffnen", "Gehen Sie zurück zum Shop und öffnen Sie das Produkt dort."
        ),
        RefusalWords("fr", "Impossible d’ouvrir cette page", "Retournez à la boutique pour y ouvrir le produit."),
        RefusalWords("es", "No se puede abrir esta página", "Vuelve a la tienda y abre el producto desde allí."),
        RefusalWords("it", "Impossibile aprire questa pagina", "Torna al negozio e apri il prodotto da lì."),
        RefusalWords("nl", "Deze pagina kan niet worden geopend", "Ga terug naar de winkel en open het product daar."),
        RefusalWords("pl", "Nie można otworzyć tej strony", "Wróć do sklepu i otwórz produkt stamtąd."),
        RefusalWords("ar", "تعذّر فتح هذه الصفحة", "ارجع إلى المتجر وافتح المنتج من هناك.", "rtl"),
        RefusalWords("ja", "このページを開けません", "ショップに戻って、そこから商品を開いてください。"),
    )
}
"""By the language's code. Every language of `smartlink.LOCALES` is here."""


def refusal_words(request: HttpRequest, words: Mapping[str, RefusalWords]) -> RefusalWords:
    """In the language that the link names, else in the one that the browser asks for first, else in English."""
    resolved = request.resolver_match
    given = request.GET
    named = (resolved.kwargs.get("locale") if resolved else None) or given.get("lo") or given.get("locale") or ""
    wished = [name for name, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())]
    known = (words.get(name.replace("_", "-").partition("-")[0].strip().lower()) for name in (named, *wished))
    return next((found for found in known if found), words[_DEFAULT])
