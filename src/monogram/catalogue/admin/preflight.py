"""The rules of preflight as a product has them, for the back office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join

from monogram.layout.preflight import DEFAULT_SETTINGS, RULES, SettingsError, read_settings


def rules_table(changes: Mapping[str, Any]) -> str:
    """Every rule with the name that settings use, its severity and its limits; what the product changes stands out."""
    try:
        settings = read_settings(changes)
    except SettingsError:
        settings = DEFAULT_SETTINGS  # The form tells what is wrong with them.
    rows = (
        (
            600 if rule.id in changes else 400,
            rule.title,
            rule.id,
            settings[rule.id].severity or "off",
            ", ".join(
                f"{name}: what the process takes" if value is None else f"{name} {value:g} {rule.parameters[name].unit}"
                for name, value in settings[rule.id].parameters.items()
            ),
        )
        for rule in RULES.values()
    )
    return format_html(
        '<details><summary>{} rules</summary><table style="border-spacing:0 6px">{}</table></details>',
        len(RULES),
        format_html_join(
            "",
            '<tr style="font-weight:{}"><td style="padding-right:24px">{}</td>'
            '<td style="padding-right:24px"><code>{}</code></td><td style="padding-right:24px">{}</td><td>{}</td></tr>',
            rows,
        ),
    )
