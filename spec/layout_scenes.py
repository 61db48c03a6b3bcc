"""The print areas of the layout vectors, as raw JSON: one scene per feature, by file name."""

from __future__ import annotations

from figure_scenes import figure_scenes
from scene_parts import Raw, area, text
from script_scenes import FALLBACK, script_scenes

FONTS = (
    "inter-regular", "inter-bold", "playfair-display-bold", "lobster-regular", "bebas-neue-regular", "caveat-bold",
    "roboto-slab-bold", "pacifico-regular",
)  # fmt: skip
PANGRAM = "The quick brown fox jumps over the lazy dog"
LONG_WORD = "Donaudampfschifffahrtsgesellschaft"


def _text_scenes() -> dict[str, Raw]:
    box = {"width": 70, "height": 50}
    return {
        "kerning": area(*(text("AVATAR To We, LT", font) for font in FONTS)),
        "ligatures": area(*(text("office fi fl ffi affluent", font) for font in FONTS)),
        "ligatures-off": area(
            text("office fi", "playfair-display-bold", letter_spacing=0.1),
            text("office fi", "lobster-regular", letter_spacing=-0.05),
        ),
        "accents": area(*(text("Zażółć gęślą jaźń façade Ñandú ŐŰőű", font) for font in FONTS)),
        "combining-marks": area(text("e\u0301 a\u0308 x\u0301 n\u0303"), text("A\u030a o\u0302", "caveat-bold")),
        "pairs-of-quotes": area(text("“Don’t – ‘stop’…” №1 50 % 3×4 1/2", "roboto-slab-bold")),
        "lines": area(
            text("One\nlonger second line\n\nfour"),
            text("One\nlonger second line", "bebas-neue-regular", align="left", line_height=0.9),
            text("One\nlonger second line", "pacifico-regular", align="right", line_height=1.6),
        ),
        "blank": area(text(""), text("   "), text("\n\n"), text(" ", box={"width": 10, "height": 10})),
        "wrap": area(*(text(PANGRAM, align=align, box=box) for align in ("left", "center", "right"))),
        "wrap-long-word": area(
            text(f"A {LONG_WORD} goes by", box={"width": 40, "height": 80}),
            text("iiiiiiiiiiiiiiiiiiiiiiii", "caveat-bold", box={"width": 5, "height": 80}),
            text("W", box={"width": 2, "height": 20}),
        ),
        "wrap-spaces": area(
            text("  lead  and   trail   ", box={"width": 45, "height": 60}),
            text(f"   {LONG_WORD}", box={"width": 45, "height": 60}),
            text("one  \n  two", align="right"),
        ),
        "wrap-spaced": area(text(PANGRAM, "roboto-slab-bold", letter_spacing=0.15, box={"width": 90, "height": 80})),
        "shrink": area(
            text(PANGRAM, "playfair-display-bold", box={"width": 60, "height": 30, "fit": "shrink"}),
            text(LONG_WORD, "lobster-regular", size=30, box={"width": 60, "height": 30, "fit": "shrink"}),
            text("Fits", box={"width": 60, "height": 30, "fit": "shrink"}),
            text("Two\nlines", size=40, letter_spacing=0.2, box={"width": 60, "height": 30, "fit": "shrink"}),
        ),
        "overflow": area(
            text(PANGRAM, size=20, box={"width": 60, "height": 20}),
            text(PANGRAM * 9, size=1, box={"width": 1, "height": 0.5, "fit": "shrink"}),
        ),
        "stroke": area(
            text("Outline", "pacifico-regular", stroke={"colour": "#ffcc00", "width": 0.8}, colour="#112233"),
            text(
                LONG_WORD,
                size=30,
                stroke={"colour": "#fff", "width": 1},
                box={"width": 60, "height": 9, "fit": "shrink"},
            ),
        ),
        "missing-glyphs": area(text("Hi 😀 漢字 漢\nב א"), text("a\u200db\u00ad\u2060c\u00a0d", "caveat-bold")),
    }


def _arc_scenes() -> dict[str, Raw]:
    up, down = {"radius": 45}, {"radius": -45}
    return {
        "arc-up": area(*(text("AVATAR office", font, arc=up) for font in FONTS[:4])),
        "arc-down": area(*(text("AVATAR office", font, arc=down) for font in FONTS[4:])),
        "arc-lines": area(
            text("First line\nand second", "caveat-bold", arc={"radius": 60}),
            text("First line\nand second", "caveat-bold", arc={"radius": -60}, align="left"),
        ),
        "arc-tight": area(
            text("Round and\nround\nit goes", arc={"radius": 8}, line_height=1),
            text("", arc={"radius": 8}),
            text("Nearly straight", arc={"radius": 9000}),
        ),
        "arc-spaced": area(
            text("SPACED e\u0301", "bebas-neue-regular", arc={"radius": 50}, letter_spacing=0.25, align="right"),
            text("Stroke", arc={"radius": -50}, stroke={"colour": "#abc", "width": 1}),
        ),
    }


SCENES: dict[str, Raw] = {**_text_scenes(), **_arc_scenes(), **script_scenes(), **figure_scenes()}
FALLBACK_FONTS: dict[str, list[str]] = dict.fromkeys(script_scenes(), FALLBACK)
"""Fonts that are asked in turn, for scenes that need any."""
