"""`/artists/vpc`: the Virtual Product Creator, framed by a shop's page (`contract.md §9`)."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation.trans_real import parse_accept_lang_header

from monogram.common.assets import entry_tags
from monogram.embed import limits
from monogram.embed.creator.sessions import begin, token_of
from monogram.embed.creator.words import REFUSALS, TITLES
from monogram.embed.pages import policy, stored_at
from monogram.embed.public import page
from monogram.embed.smartlink import DEFAULT_LOCALE, LOCALES, Locale, find_locale
from monogram.virtual_products.launch import Launch, check_unused, read_launch, use_up

API_BASE = "/artists/data"
ENTRY = "vpc"
WORDS = "src/apps/vpc/words/{}.ts"


def _show(request: HttpRequest) -> HttpResponse:
    """The link is used up by being opened, and not by HEAD, which only asks whether it would open."""
    limits.count_address(limits.LAUNCHES, request)
    launch = read_launch(request.META.get("QUERY_STRING", ""))
    limits.count_company(limits.LAUNCHES, launch.company)
    if request.method == "HEAD":
        check_unused(launch)
        return HttpResponse()
    use_up(launch)
    response = render(None, "embed/creator.html", _context(launch, _locale(request)))
    response["Content-Security-Policy"] = _content_security_policy(launch)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _context(launch: Launch, locale: Locale) -> dict[str, object]:
    languages = [locale.name, locale.name.partition("_")[0], DEFAULT_LOCALE]
    return {
        "title": TITLES[_language(locale)],
        "language": locale.language,
        "direction": locale.direction,
        "tags": entry_tags(ENTRY, tuple(map(WORDS.format, languages))),
        "css": launch.css,
        "app_config": {
            "session": token_of(begin(launch)),
            "apiBase": API_BASE,
            "locale": locale.name,
            "origin": launch.origin,
            "demo": settings.MONOGRAM_DEMO,
        },
    }


def _locale(request: HttpRequest) -> Locale:
    """What the link asks for, else the first of the browser's that there is, else English."""
    if named := find_locale(request.GET.get("locale", "")):
        return named
    for wished, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        language = wished.partition("-")[0]
        nearest = (locale for locale in LOCALES.values() if _language(locale) == language)
        if found := find_locale(wished) or next(nearest, None):
            return found
    return LOCALES[DEFAULT_LOCALE]


def _language(locale: Locale) -> str:
    return locale.language.partition("-")[0]


def _content_security_policy(launch: Launch) -> str:
    """As the designer's, framed by the one origin alone. A shop's stylesheet may bring its own pictures and fonts."""
    stored = stored_at()
    css = urlsplit(launch.css)
    brought = [f"{css.scheme}://{css.netloc}"] if launch.css else []
    return policy(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", "'wasm-unsafe-eval'"],
            "style-src": ["'self'", *brought],
            "img-src": ["'self'", "data:", "blob:", stored, *brought],
            "font-src": ["'self'", stored, *brought],
            "connect-src": ["'self'", "data:", "blob:", stored],
            "worker-src": ["'self'", "blob:"],
            "form-action": ["'none'"],
            "base-uri": ["'none'"],
            "frame-ancestors": [launch.origin],
        }
    )


creator = partial(page, words=REFUSALS)(_show)
