"""Reads of app configurations, and how a page carries one."""

from __future__ import annotations

from typing import TypedDict

from monogram.catalogue.models.app_configurations import DEFAULT, AppConfiguration
from monogram.catalogue.theming import style_variables
from monogram.files import services as files


class LogoDocument(TypedDict):
    url: str
    alt: str


class ThemeDocument(TypedDict):
    """`variables`: CSS custom properties with their values."""

    scheme: str
    variables: dict[str, str]


class ConfigurationDocument(TypedDict):
    """What `web/src/apps/designer/model/configuration.ts` reads, but for the link's own part."""

    tabs: list[str]
    off: list[str]
    fonts: list[str]
    logo: LogoDocument | None
    theme: ThemeDocument


def app_configuration(name: str) -> AppConfiguration | None:
    """The configuration that a link names; `default` is built in where there is no row of that name."""
    found = AppConfiguration.objects.select_related("owner").filter(name=name).first()
    if found is None and name == DEFAULT:
        return AppConfiguration(name=DEFAULT)
    return found


def configuration_names() -> list[str]:
    """What links may name without an owner's leave: the shared configurations, `default` first."""
    shared = AppConfiguration.objects.filter(owner__isnull=True).exclude(name=DEFAULT)
    return [DEFAULT, *shared.values_list("name", flat=True)]


def configuration_document(configuration: AppConfiguration) -> ConfigurationDocument:
    """Written out for the page."""
    logo = configuration.logo
    return {
        "tabs": list(configuration.tabs),
        "off": list(configuration.off),
        "fonts": list(configuration.fonts.values_list("pk", flat=True)) if configuration.pk else [],
        "logo": {"url": files.absolute(logo.url), "alt": configuration.logo_alt} if logo else None,
        "theme": {"scheme": configuration.scheme, "variables": style_variables(configuration.theme)},
    }


def frame_ancestors(configuration: AppConfiguration) -> list[str]:
    """Origins that may frame it: its own, else its owner's. Empty: any."""
    owner = configuration.owner
    return list(configuration.frame_ancestors or (owner.frame_origins if owner else []))
