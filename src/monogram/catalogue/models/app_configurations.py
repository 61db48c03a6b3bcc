"""Configurations of the personalisation apps: what a link's `config` names (`contract.md §8`)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from monogram.catalogue.theming import FEATURES, TABS, theme_problem
from monogram.companies.models import Company, validate_origins

DEFAULT = "default"
"""The configuration that is always there. A row of this name takes the place of the built-in one."""


def all_tabs() -> list[str]:
    """Every tab, in the usual order."""
    return list(TABS)


def validate_tabs(value: object) -> None:
    """A JSON list of tabs, each once, in the order in which they are shown."""
    _validate_names(value, TABS, "tab")


def validate_features(value: object) -> None:
    """A JSON list of features, each once."""
    _validate_names(value, FEATURES, "feature")


def _validate_names(value: object, known: tuple[str, ...], kind: str) -> None:
    if not isinstance(value, list) or len(value) != len(set(map(str, value))):
        raise ValidationError(f"Name each {kind} once.")
    for name in value:
        if name not in known:
            raise ValidationError(f"There is no {kind} “{name}”. There are: {', '.join(known)}.")


def validate_theme(value: object) -> None:
    """A theme as `theming.theme_problem` takes it."""
    if problem := theme_problem(value):
        raise ValidationError(problem)


class Scheme(models.TextChoices):
    AUTO = "auto", "As the shopper's device has it"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class AppConfiguration(models.Model):
    """How a personalisation app behaves and looks for those who link to it by `name`, which is unique among all."""

    name = models.SlugField(
        max_length=60, unique=True, help_text="As links name it: /s/app/acp3_2/en_GB/NAME.html. “default” is for all."
    )
    owner = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="app_configurations",
        help_text="Whose sites may frame it, where it names none itself. Empty: anybody's.",
    )
    tabs = models.JSONField(default=all_tabs, blank=True, validators=[validate_tabs])
    off = models.JSONField("switched off", default=list, blank=True, validators=[validate_features])
    fonts = models.ManyToManyField(
        "catalogue.Font", blank=True, related_name="+", help_text="On offer, of those that a product has. Empty: all."
    )
    logo = models.FileField(upload_to="logos/", max_length=200, blank=True, help_text="A PNG, JPEG or SVG.")
    logo_alt = models.CharField(
        "logo in words", max_length=80, blank=True, help_text="For whoever does not see it: the shop's name."
    )
    scheme = models.CharField("colour scheme", max_length=5, choices=Scheme.choices, default=Scheme.AUTO)
    theme = models.JSONField(
        default=dict,
        blank=True,
        validators=[validate_theme],
        help_text='{"accent": "#7a1f2b / #f08a96"} is a colour for the light and the dark scheme. Others: paper, '
        "surface, sunken, ink, ink-muted, hairline, control-line, accent-hover, accent-tint, on-accent; "
        '"radius-control": "4px", radius-card, radius-pill; "font-text": "Georgia, serif", font-display.',
    )
    frame_ancestors = models.JSONField(
        "sites that may frame it",
        default=list,
        blank=True,
        validators=[validate_origins],
        help_text='Origins, e.g. ["https://shop.example"]. Empty: those of its owner.',
    )

    class Meta:
        verbose_name = "app configuration"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A logo needs words. Raises ValidationError."""
        if self.logo and not self.logo_alt.strip():
            raise ValidationError({"logo_alt": "Say what the logo shows, for whoever does not see it."})
