"""The print areas of the layout vectors, as raw JSON: one scene per feature, by file name."""

from __future__ import annotations

import math
from typing import Any

Raw = dict[str, Any]
UPRIGHT = [1, 0, 0, 1, 100, 60]
PHOTO = "0123456789abcdef0123456789abcdef"


def text(words: str, font: str = "inter-bold", **fields: Any) -> Raw:
    """A text layer."""
    return {"type": "text", "text": words, "font": font, "size": 12, "transform": UPRIGHT, **fields}


def image(**fields: Any) -> Raw:
    """A picture layer."""
    return {"type": "image", "image": PHOTO, "width": 80, "height": 60, "transform": UPRIGHT, **fields}


def shape(kind: str, **fields: Any) -> Raw:
    """A shape layer."""
    base = {"type": "shape", "shape": kind, "width": 40, "height": 30, "fill": "#0f6b66", "transform": UPRIGHT}
    return {**base, **fields}


def area(*layers: Raw, **fields: Any) -> Raw:
    """A print area of 200 × 120 mm; layers get ids in order."""
    numbered = [{"id": f"layer-{number}", **layer} for number, layer in enumerate(layers, 1)]
    return {"name": "Front", "width": 200, "height": 120, "layers": numbered, **fields}


def turned(degrees: float, scale_x: float, scale_y: float, x: float, y: float) -> list[float]:
    """A transform that stretches, turns and moves."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [cosine * scale_x, sine * scale_x, -sine * scale_y, cosine * scale_y, x, y]


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


def _figure_scenes() -> dict[str, Raw]:
    commands = (
        "M-10-10h20v5H-5V0l5 5L10 10c0 2-2 4-4 4s-4-2-4-4q-3-3-6 0t-6 0T-12 8z m2 2 1 1 1-1z "
        "M0 0 C1 2 3 4 5 6 S1 1 2 2 Q3 3 4 4"
    )
    third = {"x": 0, "y": 0, "width": 1 / 3, "height": 1 / 3}
    white = {"colour": "#fff", "width": 1.2}
    return {
        "image": area(
            image(),
            image(crop={"x": 0.25, "y": 0.1, "width": 0.5, "height": 0.8}, opacity=0.5),
            image(mask="ellipse", width=33.3),
            image(mask="rounded", crop=third, transform=turned(33, 1, 1, 50, 50)),
        ),
        "rectangle": area(
            shape("rectangle"),
            shape("rectangle", corner_radius=4),
            shape("rectangle", corner_radius=99, fill=None, stroke={"colour": "#c33", "width": 0.7}),
            shape("rectangle", fill=None),
        ),
        "ellipse": area(shape("ellipse"), shape("ellipse", width=0.1, height=100)),
        "star": area(shape("star", stroke={"colour": "#000", "width": 1}), shape("star", width=33.333)),
        "heart": area(shape("heart"), shape("heart", transform=turned(180, 2, 0.5, 10, 10), opacity=0.25)),
        "path": area(shape("path", path=commands), shape("path", path="M.5.5 1e1-1E-1 1,1\n2 2Z")),
        "background": area(shape("star"), background="#FAF"),
        "transforms": area(
            text("Turned", transform=turned(30, 1, 1, 50, 50)),
            text("Stretched", "lobster-regular", transform=turned(-75, 2.5, 0.4, 120.5, 33.25)),
            text("Mirrored", "inter-regular", transform=[-1, 0, 0, 1, 90, 60]),
            shape("heart", transform=[1, 0.5, -0.25, 1, 20, 20]),
            image(transform=turned(12.5, 0.75, 0.75, 10, 110)),
        ),
        "design": area(
            image(mask="ellipse", transform=turned(-8, 1.2, 1.2, 100, 60)),
            shape("rectangle", width=120, height=18, corner_radius=9, transform=[1, 0, 0, 1, 100, 100], opacity=0.9),
            text("Happy Birthday", "lobster-regular", arc={"radius": 70}, stroke=white, size=20),
            text("Zoë & Łukasz", "caveat-bold", transform=[1, 0, 0, 1, 100, 100], colour="#fafafa"),
            background="#f4f1ea",
        ),
    }  # fmt: skip


SCENES: dict[str, Raw] = {**_text_scenes(), **_arc_scenes(), **_figure_scenes()}
