"""The browser build's files in the platform's own templates."""

from __future__ import annotations

from django import template

from monogram.common.assets import entry_tags

register = template.Library()
register.simple_tag(entry_tags, name="entry_tags")
