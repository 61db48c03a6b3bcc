"""Money, moments and assets in the demo sites' templates."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from monogram.common import clock
from monogram.common.assets import entry_tags

register = template.Library()


@register.simple_tag
def site_assets() -> SafeString:
    """The tags of the `site` entry."""
    return entry_tags("site")


@register.filter
def money(pence: int) -> str:
    """1850 → £18.50"""
    return f"£{pence / 100:,.2f}"


@register.filter
def ago(moment: datetime) -> SafeString:
    """How long ago, with the exact moment on hover; the page's script keeps it true."""
    exact = f"{moment.astimezone(UTC):%d %B %Y, %H:%M:%S} UTC".lstrip("0")
    return format_html(
        '<time datetime="{}" title="{}" data-ago>{}</time>', moment.isoformat(), exact, clock.ago(moment)
    )


@register.filter
def clock_time(moment: datetime) -> SafeString:
    """23 November, 17:04, with the exact moment on hover."""
    shown = f"{moment.astimezone(UTC):%d %B, %H:%M}".lstrip("0")
    exact = f"{moment.astimezone(UTC):%d %B %Y, %H:%M:%S} UTC".lstrip("0")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, shown)


@register.filter
def entry(mapping: dict[str, str] | None, key: str) -> str:
    """The value under a key that a template holds in a variable; "" where there is none."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def first_word(text: str) -> str:
    """Ada Byrne → Ada"""
    return text.split(maxsplit=1)[0] if text.strip() else ""


@register.filter
def pretty_json(text: str) -> str:
    """A JSON text, indented for reading."""
    return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
