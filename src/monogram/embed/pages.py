"""The Smartlink page: a small shell of HTML around the designer's browser code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from monogram.catalogue.configurations import configuration_document, frame_ancestors
from monogram.catalogue.models.app_configurations import DEFAULT
from monogram.common.assets import InlineScript, entry_tags, inline_script
from monogram.companies.models import Company
from monogram.embed.public import page
from monogram.embed.smartlink import DEFAULT_APP, DEFAULT_LOCALE, Smartlink, read_smartlink
from monogram.files import services as files

API_BASE = "/s/data"
WORDS = "src/apps/designer/words/{}.ts"
_COMPANY_NAMES = ("company", "guid", "d")
_LONGEST_NUMBER = 18


@page
def smartlink_page(request: HttpRequest, *, app: str, locale: str, config: str) -> HttpResponse:
    """`/s/app/{app}/{locale}/{config}.html`. What to show comes after the `#`, which only the browser sees."""
    return _designer(request, read_smartlink(app, locale, config))


@page
def legacy_smartlink_page(request: HttpRequest) -> HttpResponse:
    """`/acp/app/?l={app}&c={config}&lo={locale}`, the older spelling of the same. What is left out has its default."""
    given = request.GET
    link = read_smartlink(given.get("l") or DEFAULT_APP, given.get("lo") or DEFAULT_LOCALE, given.get("c") or DEFAULT)
    return _designer(request, link)


def _designer(request: HttpRequest, link: Smartlink) -> HttpResponse:
    locale, configuration = link.locale, link.configuration
    languages = [locale.name, locale.name.partition("_")[0], DEFAULT_LOCALE]
    early = inline_script("early")
    context = {
        "title": locale.title,
        "language": locale.language,
        "direction": locale.direction,
        "early": early.tag,
        "tags": entry_tags(link.app.entry, tuple(map(WORDS.format, languages))),
        "app_config": {
            "app": link.app_name,
            "locale": locale.name,
            "config": configuration.name,
            "apiBase": API_BASE,
            "demo": settings.MONOGRAM_DEMO,
            **configuration_document(configuration),
        },
    }
    response = render(None, "embed/designer.html", context)
    ancestors = frame_ancestors(configuration) or _origins_of_company(request.GET)
    response["Content-Security-Policy"] = _content_security_policy(ancestors, early)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-cache"
    return response


def _origins_of_company(query: Mapping[str, str]) -> list[str]:
    """The sites of the company that a link names ahead of its `#`, as a few do; behind it the server cannot see."""
    for name in _COMPANY_NAMES:
        given = query.get(name, "")
        if given.isascii() and given.isdigit() and len(given) <= _LONGEST_NUMBER:
            company = Company.objects.filter(pk=int(given), is_active=True).only("frame_origins").first()
            return list(company.frame_origins) if company else []
    return []


def _content_security_policy(ancestors: list[str], early: InlineScript) -> str:
    """Only our own code runs: of inline scripts the first one's very text, no nonce to steal.

    WebAssembly is HarfBuzz, which shapes the text. Pictures, fonts and models may lie on another origin: the storage's,
    or the public one. The designer asks the shop's pricing address (`epa`), and leads to its pages by forms (`ep3dUrl`,
    `save`), also to older ones without TLS.
    """
    stored = stored_at()
    ways_out = ["https:", "http:"] if settings.MONOGRAM_DEMO else ["https:"]
    return policy(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", early.source, "'wasm-unsafe-eval'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:", "blob:", stored],
            "font-src": ["'self'", stored],
            "connect-src": ["'self'", "data:", "blob:", stored, *ways_out],
            "worker-src": ["'self'", "blob:"],
            "frame-src": ["'self'"],
            "form-action": ["'self'", "https:", "http:"],
            "base-uri": ["'none'"],
            "frame-ancestors": ancestors or ["*"],
        }
    )


def stored_at() -> str:
    """The origin of stored files: this one, or the storage's own."""
    files_at = urlsplit(files.public_url("x"))
    return f"{files_at.scheme}://{files_at.netloc}"


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """A Content-Security-Policy, written out."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
