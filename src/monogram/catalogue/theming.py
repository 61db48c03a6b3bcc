"""How a shop may dress the personalisation apps: which tokens of `web/src/style/tokens.css` it may set, and to what.

Pure. A value that is refused never reaches a page: what is written into a style is one of these forms and no other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

TABS = ("text", "photos", "clipart", "shapes", "layers", "product")
"""The tools of the rail, in their usual order; `web/src/apps/designer/model/configuration.ts` has the same."""
FEATURES = (
    "fonts",
    "colours",
    "curve",
    "spacing",
    "outline",
    "shadow",
    "upload",
    "image_url",
    "crop",
    "masks",
    "filters",
    "background_removal",
    "galleries",
    "codes",
    "arrange",
    "lock",
    "duplicate",
    "zoom",
    "views",
    "quantity",
    "price",
)
"""What can be switched off; `web/src/apps/designer/model/configuration.ts` has the same."""

Pair = tuple[str, str]
"""A colour as it is in the light scheme and in the dark one."""

COLOURS: Mapping[str, Pair] = {
    "paper": ("#fbfaf8", "#171614"),
    "surface": ("#ffffff", "#201f1c"),
    "sunken": ("#f3f1ec", "#121110"),
    "ink": ("#1c1b1a", "#f2efe9"),
    "ink-muted": ("#635f58", "#aea89d"),
    "hairline": ("#e5e2dc", "#34322d"),
    "control-line": ("#8d887f", "#7b766c"),
    "accent": ("#0f6b66", "#5cc2b9"),
    "accent-hover": ("#0b5753", "#7bd3cb"),
    "accent-tint": ("#e2f0ee", "#173834"),
    "on-accent": ("#ffffff", "#06211f"),
}
"""The colours that may be set, as they are without a theme; `tokens.css` has the same."""
LENGTHS: Mapping[str, int] = {"radius-control": 22, "radius-card": 32, "radius-pill": 999}
"""The lengths that may be set, and the most CSS pixels of each."""
FONTS = ("font-text", "font-display")

_HEX = re.compile(r"#[0-9a-f]{6}")
_LENGTH = re.compile(r"(\d{1,3})px")
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}")
_MOST_FAMILIES = 6
_TEXT_CONTRAST, _CONTROL_CONTRAST = 4.5, 3.0
# (the colour, what it lies on, the least contrast, what the operator knows the two by)
_NEEDED = (
    ("ink", "paper", _TEXT_CONTRAST, "Text on paper"),
    ("ink", "surface", _TEXT_CONTRAST, "Text on surfaces"),
    ("ink-muted", "paper", _TEXT_CONTRAST, "Muted text on paper"),
    ("ink-muted", "surface", _TEXT_CONTRAST, "Muted text on surfaces"),
    ("on-accent", "accent", _TEXT_CONTRAST, "Text on the accent"),
    ("on-accent", "accent-hover", _TEXT_CONTRAST, "Text on the accent under the pointer"),
    ("accent", "paper", _TEXT_CONTRAST, "The accent on paper"),
    ("accent", "surface", _TEXT_CONTRAST, "The accent on surfaces"),
    ("accent", "accent-tint", _TEXT_CONTRAST, "The accent on its tint"),
    ("control-line", "surface", _CONTROL_CONTRAST, "Outlines of controls on surfaces"),
)


@dataclass(frozen=True)
class WeakContrast:
    """Two colours of a theme that are too alike to be read or seen (WCAG 2.2, 1.4.3 and 1.4.11)."""

    what: str
    scheme: str
    ratio: float
    needed: float

    def __str__(self) -> str:
        return f"{self.what}, {self.scheme} scheme: {self.ratio:.1f} : 1, and {self.needed:g} : 1 is needed"


def theme_problem(theme: object) -> str | None:
    """What is wrong with a theme `{token: value}`, in a sentence; None if nothing is.

    Colours are `#rrggbb`, or `#rrggbb / #rrggbb` for the light and the dark scheme; lengths are whole pixels, `8px`;
    fonts are family names, separated by commas.
    """
    if not isinstance(theme, dict):
        return "Give a JSON object such as {“accent”: “#7a1f2b / #f08a96”, “radius-card”: “4px”}."
    for name, value in theme.items():
        problem = _problem_of(name, value if isinstance(value, str) else "")
        if problem:
            return f"“{str(name)[:40]}”: {problem}"
    return None


def _problem_of(name: object, value: str) -> str | None:
    if name in COLOURS:
        return None if _pair(value) else "write a colour as #rrggbb, or light and dark as #rrggbb / #rrggbb."
    if name in FONTS:
        families = [family.strip() for family in value.split(",")]
        is_plain = len(families) <= _MOST_FAMILIES and all(map(_FAMILY.fullmatch, families))
        return None if is_plain else "write family names of letters, digits and spaces, separated by commas."
    if isinstance(name, str) and name in LENGTHS:
        length = _LENGTH.fullmatch(value)
        most = LENGTHS[name]
        return None if length and int(length[1]) <= most else f"write whole pixels from 0px to {most}px."
    return f"this cannot be set. There are: {', '.join([*COLOURS, *LENGTHS, *FONTS])}."


def _pair(value: str) -> Pair | None:
    parts = [part.strip().lower() for part in value.split("/")]
    if len(parts) > 2 or not all(map(_HEX.fullmatch, parts)):
        return None
    return parts[0], parts[-1]


def style_variables(theme: Mapping[str, str]) -> dict[str, str]:
    """CSS custom properties with their values, for a theme without problems.

    What follows from the accent is added where the theme leaves it open: its shade under the pointer, its tint, and
    black or white on it, whichever reads better.
    """
    variables = {f"--{name}": f"light-dark({light}, {dark})" for name, (light, dark) in _colours_set_by(theme).items()}
    for name in (*LENGTHS, *FONTS):
        if name in theme:
            variables[f"--{name}"] = _families(theme[name]) if name in FONTS else theme[name]
    return variables


def _families(value: str) -> str:
    """Names with spaces in quotes; the browser's own families stay without."""
    names = [family.strip() for family in value.split(",")]
    return ", ".join(f'"{name}"' if " " in name else name for name in names)


def _colours_set_by(theme: Mapping[str, str]) -> dict[str, Pair]:
    given = {name: pair for name in COLOURS if name in theme and (pair := _pair(theme[name]))}
    if "accent" not in given:
        return given
    light, dark = given["accent"]
    paper = {**COLOURS, **given}["paper"]
    follows: dict[str, Pair] = {
        "accent-hover": (_mixed(light, "#000000", 0.18), _mixed(dark, "#ffffff", 0.18)),
        "accent-tint": (_mixed(paper[0], light, 0.1), _mixed(paper[1], dark, 0.14)),
        "on-accent": (_readable_on(light), _readable_on(dark)),
    }
    return {**follows, **given}


def contrasts(theme: Mapping[str, str]) -> list[WeakContrast]:
    """The pairs of a theme's colours that are too alike, in both schemes. An operator is told; nothing is refused."""
    colours = {**COLOURS, **_colours_set_by(theme)}
    weak = []
    for index, scheme in enumerate(("light", "dark")):
        for colour, ground, needed, what in _NEEDED:
            ratio = contrast(colours[colour][index], colours[ground][index])
            if ratio < needed:
                weak.append(WeakContrast(what, scheme, ratio, needed))
    return weak


def contrast(first: str, second: str) -> float:
    """WCAG's contrast of two colours `#rrggbb`: from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(level / 255) for level in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


def _readable_on(colour: str) -> str:
    return max(("#ffffff", "#141312"), key=lambda ink: contrast(ink, colour))


def _mixed(first: str, second: str, part: float) -> str:
    """So much of the second in the first."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
