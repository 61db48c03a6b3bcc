"""Sample designs of text: fits, curves, scripts, emoji, outlines."""

from __future__ import annotations

from example_parts import (
    CORAL,
    CREAM,
    INK,
    MUSTARD,
    NAVY,
    TEAL,
    Raw,
    at,
    box,
    clipart,
    design,
    linear,
    radial,
    shadow,
    shape,
    stroke,
    text,
)  # fmt: skip

LOREM = (
    "For the one who taught me to tie my laces, to whistle, and to look twice before crossing. "
    "Thank you for every Sunday."
)


STRAIGHT: dict[str, Raw] = {
    "mug-good-morning": design(
        200, 90,
        text("Good morning,", "pacifico-regular", 20, at(100, 32), colour=CORAL),
        text("SUNSHINE", "bebas-neue-regular", 34, at(100, 62), colour=NAVY, letter_spacing=0.06),
        shape("rectangle", 60, 0.8, at(100, 80), fill=MUSTARD),
    ),
    "paragraph-left": design(
        120, 90,
        text(LOREM, "playfair-display-bold", 7, at(60, 45), align="left", line_height=1.4, box=box(100, 74)),
    ),
    "paragraph-right": design(
        120, 90,
        text(LOREM, "inter-regular", 6.4, at(60, 45), align="right", box=box(96, 74, vertical_align="top")),
    ),
    "paragraph-spaced": design(
        120, 90,
        text("THE SMALL PRINT\nIS THE BEST PART", "roboto-slab-bold", 8, at(60, 30), letter_spacing=0.2),
        text("office · final · fluffy", "playfair-display-bold", 9, at(60, 58)),
        text("office · final · fluffy", "playfair-display-bold", 9, at(60, 74), letter_spacing=0.02),
    ),
    "shrink-to-box": design(
        120, 60,
        shape("rectangle", 104, 22, at(60, 18), fill=CREAM, corner_radius=3),
        text("Bartholomew-Maximilian", "lobster-regular", 20, at(60, 18), colour=TEAL, box=box(96, 18, "shrink")),
        shape("rectangle", 104, 22, at(60, 44), fill=CREAM, corner_radius=3),
        text("Bo", "lobster-regular", 20, at(60, 44), colour=TEAL, box=box(96, 18, "shrink")),
    ),
    "grow-to-box": design(
        120, 80,
        text("BIG", "bebas-neue-regular", 10, at(60, 28), colour=CORAL, box=box(110, 46, "grow")),
        text("and small enough", "bebas-neue-regular", 40, at(60, 64), colour=NAVY, box=box(110, 20, "grow")),
    ),
    "kerning": design(
        140, 70,
        text("AVATAR To Ty WAVE", "playfair-display-bold", 12.5, at(70, 20), colour=INK),
        text("LT Yo. “Quote” fi fl ffi", "inter-bold", 12, at(70, 42), colour=INK),
        text("Harbour Type & Co.", "caveat-bold", 14, at(70, 60), colour=TEAL),
    ),
    "accents": design(
        140, 70,
        text("Zażółć gęślą jaźń", "roboto-slab-bold", 11, at(70, 16)),
        text("Ångström · Čeština · İstanbul", "inter-bold", 8, at(70, 34)),
        text("e\u0301 a\u0308 o\u0302\u0301 n\u0303 — combining", "noto-sans-bold", 8, at(70, 48)),
        text("Tiếng Việt: Chúc mừng sinh nhật", "noto-sans-bold", 7, at(70, 62)),
    ),
}  # fmt: skip
"""Paragraphs, boxes and fits."""


_WAVE = "M-80 6C-60 -18 -30 -18 0 0S60 18 80 -6"
_HEART = "M0 -14C6 -28 34 -28 34 -5C34 13 12 24 0 36C-12 24 -34 13 -34 -5C-34 -28 -6 -28 0 -14Z"
CURVED: dict[str, Raw] = {
    "birthday-arc": design(
        160, 110,
        text("Happy Birthday", "lobster-regular", 23, at(80, 36), colour=CORAL, arc={"radius": 90},
             stroke=stroke("#ffffff", 2.4), shadow=shadow()),
        text("Grandma", "caveat-bold", 34, at(80, 76), colour=NAVY),
        background=CREAM,
    ),
    "badge": design(
        120, 120,
        shape("ellipse", 112, 112, at(60, 60), fill=NAVY),
        shape("ellipse", 104, 104, at(60, 60), fill=None, stroke=stroke(CREAM, 1)),
        text("HARBOUR ROWING CLUB", "bebas-neue-regular", 12, at(60, 33), colour=CREAM, arc={"radius": 38},
             letter_spacing=0.05),
        text("EST. 1951", "bebas-neue-regular", 12, at(60, 99), colour=MUSTARD, arc={"radius": -46},
             letter_spacing=0.08),
        shape("star", 32, 32, at(60, 61), fill=MUSTARD),
    ),
    "wave": design(
        180, 60,
        shape("path", 160, 40, at(90, 34), path=_WAVE, fill=None, stroke=stroke(MUSTARD, 0.6)),
        text("sailing along the coast of our summer", "caveat-bold", 13, at(90, 32), colour=TEAL,
             on_path={"path": _WAVE, "start": 0.5, "flip": False}),
    ),
    "round-the-heart": design(
        100, 100,
        shape("path", 60, 60, at(50, 46), path=_HEART, fill=CORAL),
        text("two hearts · one home · two hearts · one home · two hearts · one home ·", "roboto-slab-bold", 5.6,
             at(50, 46), colour=NAVY,
             align="left", on_path={"path": _HEART, "start": 0, "flip": False}),
    ),
}  # fmt: skip
"""Text on arcs and paths."""


_NASKH = "noto-naskh-arabic-regular"
SCRIPTS: dict[str, Raw] = {
    "arabic": design(
        150, 90,
        text("كل عام وأنتم بخير", _NASKH, 22, at(75, 26), colour=TEAL),
        text("إلى أمي الحبيبة، شكرًا على كل صباح وكل حكاية قبل النوم.", _NASKH, 10, at(75, 64), align="right",
             box=box(120, 34), colour=INK),
    ),
    "arabic-arc": design(
        150, 80,
        text("ألف مبروك", _NASKH, 26, at(75, 42), colour=NAVY, arc={"radius": 70}, stroke=stroke(MUSTARD, 1.6)),
    ),
    "hebrew": design(
        150, 80,
        text("שלום עולם", "noto-sans-hebrew-bold", 20, at(75, 22), colour=NAVY),
        text("יום הולדת 40 שמח, Anna (אמא)!", "noto-sans-hebrew-bold", 10, at(75, 54), align="right",
             box=box(126, 30), colour=INK),
    ),
    "devanagari": design(
        150, 80,
        text("जन्मदिन मुबारक", "noto-sans-devanagari-bold", 18, at(75, 24), colour=CORAL),
        text("क्षत्रिय · श्रीमती · विद्यार्थी · हृदय", "noto-sans-devanagari-bold", 9, at(75, 56), colour=INK),
    ),
    "thai": design(
        150, 80,
        text("สุขสันต์วันเกิด", "noto-sans-thai-bold", 18, at(75, 22), colour=TEAL),
        text("ขอให้มีความสุขมากๆ ทุกวันนะครับคุณแม่", "noto-sans-thai-bold", 9, at(75, 56), box=box(96, 34),
             colour=INK),
    ),
    "cjk": design(
        150, 90,
        text("お誕生日おめでとう", "noto-sans-jp-bold", 13, at(75, 18), colour=CORAL),
        text("「桜」の花が咲く頃、またここで会いましょう。", "noto-sans-jp-bold", 9, at(75, 46), align="left",
             box=box(92, 36), colour=INK),
        text("生日快乐 · 생일 축하해요", "noto-sans-sc-bold", 10, at(75, 78), colour=NAVY),
    ),
    "mixed-scripts": design(
        150, 90,
        text("Hello שלום مرحبا नमस्ते", "inter-bold", 10, at(75, 20), colour=NAVY),
        text("สวัสดี こんにちは 你好 안녕", "inter-bold", 10, at(75, 42), colour=TEAL),
        text("Price: 25 ₪ (שח) – 100% כותנה", "inter-bold", 9, at(75, 64), colour=INK),
        text("Γειά σου · Привет · ✓ ★", "inter-bold", 9, at(75, 80), colour=CORAL),
    ),
    "emoji": design(
        150, 90,
        text("Party time 🎉🎂🥳", "pacifico-regular", 16, at(75, 22), colour=NAVY),
        text("👩‍👩‍👧 👍🏽 🇬🇧 ❤️ 🦄 🌈", "inter-bold", 18, at(75, 52)),
        text("🌍 round the world in 80 days ✈️", "inter-bold", 8, at(75, 78), colour=INK),
    ),
    "emoji-arc": design(
        120, 80,
        text("🌻 sunflower 🌻 field 🌻", "caveat-bold", 12.5, at(60, 42), colour=TEAL, arc={"radius": 48}),
    ),
}  # fmt: skip
"""Other scripts than Latin, alone and mixed."""


INKED: dict[str, Raw] = {
    "outline": design(
        140, 80,
        text("COMET", "bebas-neue-regular", 40, at(70, 26), colour=MUSTARD, stroke=stroke(NAVY, 3)),
        text("Sharp corners, round joins", "inter-bold", 9, at(70, 62), colour="#ffffff",
             stroke=stroke(CORAL, 1.2)),
    ),
    "text-shadow": design(
        140, 80,
        text("Soft", "lobster-regular", 30, at(70, 24), colour=CORAL, shadow=shadow(blur=2)),
        text("HARD", "bebas-neue-regular", 30, at(70, 58), colour=MUSTARD,
             shadow=shadow(colour=NAVY, opacity=1, dx=1.2, dy=1.2, blur=0)),
        background=CREAM,
    ),
    "gradient-text": design(
        150, 80,
        text("SUNSET", "bebas-neue-regular", 44, at(75, 28), colour=linear(90, MUSTARD, CORAL, "#7b2d5b")),
        text("and sea", "pacifico-regular", 24, at(75, 60), colour=linear(0, TEAL, "#35c2b4")),
    ),
    "see-through-text": design(
        140, 70,
        shape("rectangle", 120, 26, at(70, 36), fill=MUSTARD),
        text("Overlap", "caveat-bold", 46, at(70, 32), colour=NAVY, opacity=0.55, stroke=stroke("#ffffff", 2)),
    ),
    "glow": design(
        120, 70,
        text("midnight radio", "caveat-bold", 22, at(60, 34), colour="#fff3c4",
             shadow=shadow(colour="#ff9d2e", opacity=1, dx=0, dy=0, blur=2.4)),
        background=radial("#2b2350", "#0d0a1e"),
    ),
    "fine-print": design(
        90, 55,
        clipart("crown", 14, 10, at(45, 12)),
        text("Elisabeth & Jonathan", "playfair-display-bold", 6.5, at(45, 26), colour=INK),
        text("invite you to their wedding · 12 June · St. Ives", "inter-regular", 2.4, at(45, 36), colour=INK),
        shape("rectangle", 40, 0.12, at(45, 41), fill=INK),
        text("RSVP BY 1 MAY", "inter-regular", 1.8, at(45, 46), colour=INK, letter_spacing=0.2),
    ),
}  # fmt: skip
"""Outlines, shadows and gradients of letters."""


TEXTS: dict[str, Raw] = {**STRAIGHT, **CURVED, **SCRIPTS, **INKED}
