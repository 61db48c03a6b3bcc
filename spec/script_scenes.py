"""Scenes of text in many scripts, on lines and on baselines of any form; each with the fonts that it falls back on."""

from __future__ import annotations

import random
from typing import Any

from scene_parts import UPRIGHT, Raw, area, group, linear, pattern, radial, row, text

FALLBACK = [
    "noto-sans-bold", "noto-naskh-arabic-regular", "noto-sans-hebrew-bold", "noto-sans-devanagari-bold",
    "noto-sans-thai-bold", "noto-sans-jp-bold", "noto-sans-sc-bold", "noto-sans-kr-bold", "noto-sans-symbols-regular",
    "twemoji",
]  # fmt: skip
ARABIC = "مرحبا بكم في عالم الهدايا، 123 (٤٥٦)"
HEBREW = "שלום לכולם"
FAMILY = "👩\u200d👩\u200d👧"
WAVE = "M-80 0 C-50 -40 -20 -40 0 0 S50 40 80 0"
CIRCLE = "M0 -30 C16.6 -30 30 -16.6 30 0 S16.6 30 0 30 S-30 16.6 -30 0 S-16.6 -30 0 -30 Z"

WILD = (
    "abc AVTo fi-,.!()“”", "אבגד שָׁ", "سلام عليكم لا ٤٥", "क्षिन्दर्कि ", "ที่นี้เแำะ ", "漢字かなッー、。「」！", "한국어 ",
    "0123456789 $%+", "😀👩\u200d👧❤\ufe0f🏽🇩🇪1\ufe0f\u20e3", "\u0301\u0323\u0489\u3099\n", "Привет Ωλ",
    "𒀀𞤀ꙮ\u0378\ue000",
    "\u200b\u00ad\u00a0\u2060\u200d\u200c\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2067\u2068\u2069",
)  # fmt: skip
"""Letters, marks, signs and what is not seen, of one kind each."""


def at(y: float, x: float = 100) -> list[float]:
    """A transform that only moves, most often straight down the middle."""
    return [1, 0, 0, 1, x, y]


def column(*layers: Raw, top: float = 14, step: float = 18) -> Raw:
    """A print area with the layers under each other, in a fitting size unless they say otherwise."""
    placed = [
        {**layer, "transform": at(top + step * index)} if layer["transform"] is UPRIGHT else layer
        for index, layer in enumerate(layers)
    ]
    return area(*placed)


def boxed(words: str, width: float, height: float = 60, **fields: Any) -> Raw:
    """A text in a box."""
    return text(words, box={"width": width, "height": height, **fields.pop("box", {})}, **fields)


def along(words: str, path: str, **fields: Any) -> Raw:
    """A text on a path."""
    return text(words, on_path={"path": path, "start": 0.5, **fields.pop("on_path", {})}, **{"size": 8, **fields})


def _script_scenes() -> dict[str, Raw]:
    return {
        "arabic": column(
            text(ARABIC), text(ARABIC, size=8, letter_spacing=0.2),
            text("اَلسَّلامُ عَلَيْكُمْ", stroke={"colour": "#fc0", "width": 1}),
            text("لا إله", "noto-naskh-arabic-regular"), text("السّلام", arc={"radius": 40}),
        ),
        "arabic-lines": column(
            boxed(ARABIC, 60, transform=at(30, 40)),
            boxed(ARABIC, 60, transform=at(30, 110), align="right"),
            boxed("مستشفى", 15, 90, size=14, transform=at(70, 175)),
            boxed("Wie سلام عليكم geht es", 60, transform=at(85, 40), align="left"),
            boxed("Wie سلام عليكم geht es", 60, transform=at(85, 110), align="left", direction="rtl"),
        ),
        "hebrew": column(
            text(HEBREW + " (abc) 12-34, [ab] {ג}!"), text("abc אבג 123 דהו xyz"), text("שָׁלוֹם"),
            text(HEBREW, letter_spacing=0.15), text("אבג 50% $20 1,5–2", direction="ltr"),
        ),
        "directions": column(
            text("abc! (1)", direction="rtl"), text("!אבג", direction="ltr"), text("אבג \u2067abc גדה\u2069 xyz"),
            text("a\u202eb(c)d\u202ce \u2066אב\u2069 f"), text("123\nאב 1\n  ab", transform=at(100, 40)),
        ),
        "devanagari": column(
            text("क्षत्रिय हिन्दी ज्ञान"), text("र्कि द्ध्य श्री त्र्य", letter_spacing=0.2),
            text("नमस्ते", "noto-sans-devanagari-bold", arc={"radius": 40}), text("कि\u200dष क्\u200dष क्\u200cष"),
        ),
        "thai": column(
            text("สวัสดีชาวโลก น้ำใจ"), boxed("สุขสันต์วันเกิดนะครับเพื่อนรักของเรา", 60, transform=at(60, 50)),
            boxed("ที่รักของฉัน ไปเที่ยวแม่น้ำ", 40, transform=at(60, 150), size=10),
        ),
        "japanese": column(
            text("誕生日おめでとう、2024年！"),
            boxed("「お誕生日おめでとう」って、きっと、みんな言う。", 60, transform=at(60, 40), size=10),
            boxed("コーヒーをいつも（ありがとう）ございます…", 41, transform=at(60, 120), size=10),
            text("ガ\u3099 か\u3099", transform=at(100)),
        ),
        "chinese-korean": column(
            text("祝你们新年快乐"), boxed("他说：“你好，生日快乐！”", 60, transform=at(60, 40)),
            boxed("생일 축하합니다 우리 모두", 50, transform=at(60, 120)),
            boxed("축하합니다", 30, transform=at(60, 180), size=10),
        ),
    }  # fmt: skip


def _fallback_scenes() -> dict[str, Raw]:
    return {
        "emoji": column(
            text(f"Hi 😀 {FAMILY}👍🏽🇩🇪 1️⃣ #️⃣"), text("❤ ❤\ufe0f ☎\ufe0e ☎\ufe0f © ®"),
            text("I❤\ufe0fNY", stroke={"colour": "#024", "width": 1.5}, letter_spacing=0.1, opacity=0.5),
            boxed("🎉🎂🎈🎁🎊🥳", 40, transform=at(80)), text("🎈round🎉", arc={"radius": 30}, transform=at(105)),
        ),
        "fallback": column(
            text("Ω≈ç√ Zoë ★ Привет", "bebas-neue-regular"), text("A漢b אג c", "lobster-regular"),
            text("x\u0301 x\u0323 q\u0307 e\u0301", "bebas-neue-regular"), text("ไทย and 한국어 – mixed 2024"),
            text("a\u200db\u00ad\u2060c\u00a0d\u200e"),
        ),
        "fallback-missing": column(text("ok 𒀀 ꙮ x\u0489"), text("𒀀"), text("𒀀\u200d𒁀 👩\u200d𒀀")),
        "line-ends": column(
            boxed("Donaudampf\u00adschiff\u00adfahrts\u00adgesellschaft", 44, transform=at(35, 35), size=9),
            boxed("Well-known co-op 10-12 -5 semi–open", 34, transform=at(35, 95), size=9),
            boxed("zero\u200bwidth\u200bspace no\u00a0break\u2060here", 28, transform=at(35, 160), size=9),
            boxed("extraordinary!", 26, transform=at(90, 35), size=9),
            boxed("To AVA\u00adTAR WA", 26, transform=at(90, 95), size=9, align="right"),
            boxed("end.\u3000wide  gap", 26, transform=at(90, 160), size=9),
        ),
        "filled": column(
            text("Gradient", colour=linear(0, "#e4572e", "#17bebb"), stroke={"colour": "#222222", "width": 1}),
            boxed("Deep and 😀", 90, 20, colour=linear(90, "#ffffff", "#000000")),
            text("Radial", "lobster-regular", arc={"radius": 50}, colour=radial("#ffcc00", "#aa0033")),
            along("along the way", WAVE, colour=linear(45, "#0044cc", "#cc4400"), transform=at(80)),
            text("Pattern", "bebas-neue-regular", size=30, colour=pattern(8, 6, angle=30, gap_x=1), transform=at(105)),
        ),
        "grouped": area(group("badge", text("😀 שלום", size=9, transform=at(0, -20)), opacity=0.5)),
    }  # fmt: skip


def _fit_scenes() -> dict[str, Raw]:
    words, low = "Grow to fill", {"width": 60, "height": 9, "fit": "grow"}
    return {
        "grow": row(
            text(words, size=5, box={"width": 90, "height": 40, "fit": "grow"}),
            text("I", size=1, box={"width": 100, "height": 100, "fit": "grow"}),
            text("Donaudampfschiff", size=30, box=low), text("", box=low),
            text("two\nlines", box=low, letter_spacing=0.1),
            text("漢字を大きく", size=3, box={"width": 50, "height": 50, "fit": "grow"}),
        ),
        "vertical-align": area(*(
            boxed(words, 50, 60, box={"vertical_align": place}, transform=at(60, x), line_height=1.5)
            for x, place in ((40, "top"), (100, "middle"), (160, "bottom"))
        ), boxed(words, 30, 5, box={"vertical_align": "top"}), boxed(words, 30, 5, box={"vertical_align": "bottom"})),
    }  # fmt: skip


def _path_scenes() -> dict[str, Raw]:
    return {
        "path-open": column(
            along("Along a wave", WAVE, transform=at(50)),
            along("AVATAR Ζ", WAVE, align="left", on_path={"start": 0.1}),
            along("right", WAVE, align="right", on_path={"start": 1}),
            along("far too long for so short a way", "M0 0H30"),
            along("Upside down", WAVE, on_path={"flip": True}), step=18,
        ),
        "path-closed": area(
            along("Round and round it goes • ", CIRCLE, align="left"),
            along("From the far side", CIRCLE, on_path={"start": 0.95}, transform=at(60, 40)),
            along("inside out", CIRCLE, on_path={"flip": True}, transform=at(60, 160)),
            along("longer than the whole way round, and so it overlaps", "M-10 -10H10V10H-10Z", transform=at(100, 40)),
        ),
        "path-lines": area(
            along("First line\nand second\nthird", "M-60 10 Q0 -40 60 10"),
            along("שלום 123 abc\n😀 مرحبا", "M-60 40 Q0 -10 60 40", on_path={"start": 0.5}, letter_spacing=0.1),
            along("corner", "M-50 -40 L-20 -50 L10 -40 L10 -10", align="left", stroke={"colour": "#f80", "width": 0.6}),
        ),
        "path-odd": area(
            along("", WAVE), along("lost", "M5 5"), along("dot", "M0 0L0 0M-20 0L20 0"),
            along("cusp", "M-30 0 C30 -30 -30 -30 30 0"),
            along("one of two", "M-40 0 H40 M0 20 H80 Z"),
        ),
    }  # fmt: skip


def _wild_scene() -> Raw:
    """Forty texts such as nobody writes: any characters in any mixture, under any rule."""
    chance = random.Random(7)  # noqa: S311  # the same texts each time, which nobody has to guess
    layers: list[Raw] = []
    for _ in range(40):
        letters = "".join(chance.sample(WILD, 3))
        words = "".join(chance.choices(letters, k=chance.randint(1, 18)))
        rules: list[Raw] = [
            {}, {"arc": {"radius": chance.choice([20, -30])}}, {"on_path": {"path": WAVE, "start": 0.5}},
            {"box": {"width": 40, "height": 20, "fit": chance.choice(["none", "shrink", "grow"])}},
        ]  # fmt: skip
        place = at(chance.randint(10, 110), chance.randint(20, 180))
        spacing = chance.choice([0, 0, 0.1])
        layers.append(text(words, size=7, transform=place, letter_spacing=spacing, **chance.choice(rules)))
    return area(*layers)


def script_scenes() -> dict[str, Raw]:
    """Every scene, by name."""
    scenes = {**_script_scenes(), **_fallback_scenes(), **_fit_scenes(), **_path_scenes()}
    return {**scenes, "wild": _wild_scene()}
