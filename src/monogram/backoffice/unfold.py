"""The `UNFOLD` setting: the admin in Monogram's colours. It is read before Django is up, so nothing is imported."""

from __future__ import annotations

from typing import Any

# web/src/style/tokens.css in the steps that unfold wants: 600 is the accent in the light scheme, 400 in the dark one.
_ACCENT = {
    "50": "#f0f8f7",
    "100": "#e2f0ee",
    "200": "#bfe0dc",
    "300": "#8fd0c9",
    "400": "#5cc2b9",
    "500": "#2c938b",
    "600": "#0f6b66",
    "700": "#0b5753",
    "800": "#0a4744",
    "900": "#173834",
    "950": "#06211f",
}
_PAPER_TO_INK = {
    "50": "#fbfaf8",
    "100": "#f3f1ec",
    "200": "#e5e2dc",
    "300": "#cbc6bc",
    "400": "#aea89d",
    "500": "#7b766c",
    "600": "#635f58",
    "700": "#4a4740",
    "800": "#34322d",
    "900": "#1e1d1a",
    "950": "#171614",
}

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Monogram",
    "SITE_HEADER": "Monogram",
    "SITE_SUBHEADER": "Back office",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/icon.svg"}],
    "SITE_ICON": {"light": "/icon.svg", "dark": "/icon.svg"},
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "base": _PAPER_TO_INK,
        "primary": _ACCENT,
        "font": {
            "subtle-light": "var(--color-base-600)",
            "subtle-dark": "var(--color-base-400)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-300)",
            "important-light": "var(--color-base-950)",
            "important-dark": "var(--color-base-100)",
        },
    },
    "ENVIRONMENT": "monogram.backoffice.navigation.environment",
    "STYLES": ["monogram.backoffice.navigation.stylesheet"],
    "DASHBOARD_CALLBACK": "monogram.backoffice.dashboard.overview",
    "COMMAND": {"search_models": True, "show_history": True},
    "SIDEBAR": {"show_search": True, "command_search": True, "navigation": "monogram.backoffice.navigation.sidebar"},
}
