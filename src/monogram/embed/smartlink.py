"""Which apps, languages and configurations a Smartlink may name (`contract.md §8`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from monogram.catalogue.configurations import app_configuration, configuration_names
from monogram.catalogue.models.app_configurations import DEFAULT, AppConfiguration
from monogram.common.errors import NotFoundError


@dataclass(frozen=True)
class App:
    """One personalisation app: the entry of the browser build that it runs."""

    entry: str


@dataclass(frozen=True)
class Locale:
    """A language as a link names it, as HTML spells it, how it runs, and the page's title in it."""

    name: str
    language: str
    title: str
    direction: str = "ltr"


APPS = {"acp3_2": App(entry="designer")}
DEFAULT_APP = "acp3_2"
_ARABIC = "خصّص منتجك"
LOCALES = {
    locale.name: locale
    for locale in (
        Locale("en_GB", "en-GB", "Personalise your product"),
        Locale("en_US", "en-US", "Personalize your product"),
        Locale("de_DE", "de-DE", "Produkt gestalten"),
        Locale("fr_FR", "fr-FR", "Personnalisez votre produit"),
        Locale("es_ES", "es-ES", "Personaliza tu producto"),
        Locale("it_IT", "it-IT", "Personalizza il tuo prodotto"),
        Locale("nl_NL", "nl-NL", "Personaliseer je product"),
        Locale("pl_PL", "pl-PL", "Spersonalizuj swój produkt"),
        Locale("ar", "ar", _ARABIC, "rtl"),
        Locale("ar_AE", "ar-AE", _ARABIC, "rtl"),
        Locale("ar_SA", "ar-SA", _ARABIC, "rtl"),
        Locale("ja_JP", "ja-JP", "商品をデザインする"),
    )
}
DEFAULT_LOCALE = "en_GB"
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class UnknownPart:
    """A part of a link that names nothing: what was given, what there is, and what was probably meant."""

    kind: str
    given: str
    known: tuple[str, ...]
    meant: str

    def __str__(self) -> str:
        return f"There is no {self.kind} “{self.given[:_LONGEST_SHOWN]}”. There are: {', '.join(self.known)}."


class UnknownLinkError(NotFoundError):
    """A link that names what there is not. `data`: `parts` (UnknownPart) and `path`, the address put right."""

    code = 7210


@dataclass(frozen=True)
class Smartlink:
    """The part of a Smartlink before the `#`, found to exist."""

    app_name: str
    locale: Locale
    configuration: AppConfiguration

    @property
    def app(self) -> App:
        return APPS[self.app_name]


def address_of(app: str, locale: str, config: str) -> str:
    """The path of a Smartlink."""
    return f"/s/app/{app}/{locale}/{config}.html"


def read_smartlink(app: str, locale: str, config: str) -> Smartlink:
    """Find what a link names. A locale may be spelt `de-DE` and in any case. Raises UnknownLinkError."""
    found_locale = find_locale(locale)
    configuration = app_configuration(config)
    names = configuration_names
    unknown = [
        *_unless(app in APPS, "app", app, lambda: list(APPS), DEFAULT_APP),
        *_unless(bool(found_locale), "language", locale, lambda: list(LOCALES), DEFAULT_LOCALE),
        *_unless(bool(configuration), "configuration", config, names, DEFAULT),
    ]
    if found_locale is None or configuration is None or unknown:
        meant = {part.kind: part.meant for part in unknown}
        corrected = address_of(
            meant.get("app", app),
            found_locale.name if found_locale else meant["language"],
            meant.get("configuration", config),
        )
        raise UnknownLinkError(" ".join(map(str, unknown)), parts=unknown, address=corrected)
    return Smartlink(app, found_locale, configuration)


def _unless(is_known: bool, kind: str, given: str, known: Callable[[], list[str]], default: str) -> list[UnknownPart]:
    if is_known:
        return []
    names = known()
    return [UnknownPart(kind, given, tuple(names), next(iter(get_close_matches(given, names, n=1)), default))]


def find_locale(name: str) -> Locale | None:
    """The locale of that name, also as `de-DE` or `DE_de`; None if there is none."""
    spelt = name.strip().replace("-", "_").lower()
    return next((locale for known, locale in LOCALES.items() if known.lower() == spelt), None)
