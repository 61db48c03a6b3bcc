"""Which apps, languages and configurations a Smartlink may name (`contract.md §8`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from monogram.common.errors import NotFoundError


@dataclass(frozen=True)
class App:
    """One personalisation app: the entry of the browser build that it runs."""

    entry: str
    title: str


@dataclass(frozen=True)
class Configuration:
    """How an app behaves for those who link to it. `frame_ancestors`: origins that may frame it; empty: any."""

    frame_ancestors: tuple[str, ...] = field(default=())


APPS = {"acp3_2": App(entry="designer", title="Personalise your product")}
LOCALES = {"en_GB": "en-GB"}
CONFIGURATIONS = {"default": Configuration()}


class UnknownAppError(NotFoundError):
    code = 7210


@dataclass(frozen=True)
class Smartlink:
    """The part of a Smartlink before the `#`, found to exist."""

    app_name: str
    locale: str
    config_name: str

    def __post_init__(self) -> None:
        for kind, name, known in (
            ("app", self.app_name, APPS),
            ("language", self.locale, LOCALES),
            ("configuration", self.config_name, CONFIGURATIONS),
        ):
            if name not in known:
                there = ", ".join(known)
                raise UnknownAppError(f"There is no {kind} “{name[:60]}”. The link may name: {there}.")

    @property
    def app(self) -> App:
        return APPS[self.app_name]

    @property
    def language(self) -> str:
        """The locale as HTML spells it."""
        return LOCALES[self.locale]

    @property
    def configuration(self) -> Configuration:
        return CONFIGURATIONS[self.config_name]
