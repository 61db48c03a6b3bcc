"""Sample designs of pictures, clipart, codes, patterns, groups and inks."""

from __future__ import annotations

from example_parts import (
    CORAL,
    CREAM,
    DAHLIA,
    INK,
    LANDSCAPE,
    MUSTARD,
    NAVY,
    PUPPY,
    TEAL,
    Raw,
    at,
    box,
    clipart,
    code,
    design,
    group,
    linear,
    pattern,
    photo,
    radial,
    shadow,
    shape,
    stroke,
    text,
)  # fmt: skip

BLENDS = (
    "normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light",
    "soft-light", "difference", "exclusion",
)  # fmt: skip


_SQUARE = {"x": 0.125, "y": 0, "width": 0.75, "height": 1}
_BLOB = (
    "M0.5 0.02C0.8 -0.04 1.02 0.2 0.98 0.52C0.95 0.85 0.72 1 0.44 0.97"
    "C0.16 0.95 -0.02 0.7 0.03 0.4C0.07 0.16 0.26 0.06 0.5 0.02Z"
)
PHOTOGRAPHS: dict[str, Raw] = {
    "photo-full-bleed": design(
        150, 100,
        photo(LANDSCAPE, 160, 120, at(75, 50)),
        text("Greetings from the hills", "pacifico-regular", 13, at(75, 86), colour="#ffffff", shadow=shadow()),
    ),
    "photo-crop": design(
        120, 90,
        photo(DAHLIA, 70, 70, at(42, 45), crop=_SQUARE),
        photo(DAHLIA, 32, 32, at(98, 26), crop={"x": 0.3, "y": 0.3, "width": 0.3, "height": 0.4}),
        photo(DAHLIA, 32, 32, at(98, 64), crop={"x": 0.02, "y": 0.05, "width": 0.15, "height": 0.2}),
    ),
    "photo-masks": design(
        150, 100,
        photo(DAHLIA, 42, 42, at(28, 27), crop=_SQUARE, mask="ellipse"),
        photo(PUPPY, 42, 42, at(75, 27), crop=_SQUARE, mask="rounded"),
        photo(LANDSCAPE, 42, 42, at(122, 27), crop=_SQUARE, mask="heart"),
        photo(PUPPY, 42, 42, at(51, 74), crop=_SQUARE, mask="star"),
        photo(DAHLIA, 42, 42, at(99, 74), crop=_SQUARE, mask="path", mask_path=_BLOB),
    ),
    "polaroids": design(
        160, 110,
        *(
            group(
                at(x, y, turn=turn),
                shape("rectangle", 54, 62, at(0, 4), fill="#ffffff"),
                photo(image, 46, 42, at(0, -3), crop={"x": 0.09, "y": 0, "width": 0.82, "height": 1}),
                text(words, "caveat-bold", 9, at(0, 26), colour=INK),
                shadow=shadow(opacity=0.35, dx=0.8, dy=1.6, blur=1.8),
            )
            for image, words, x, y, turn in (
                (LANDSCAPE, "day one", 42, 50, -9),
                (DAHLIA, "the garden", 82, 56, 5),
                (PUPPY, "new friend", 122, 48, 11),
            )
        ),
        background="#d9cdb8",
    ),
    "photo-filters": design(
        160, 110,
        *(
            photo(PUPPY, 46, 46, at(30 + 50 * (index % 3), 30 + 50 * (index // 3)), crop=_SQUARE, filters=filters)
            for index, filters in enumerate((
                [{"type": "greyscale"}],
                [{"type": "sepia"}],
                [{"type": "duotone", "dark": NAVY, "light": MUSTARD}],
                [{"type": "brightness", "amount": 0.25}],
                [{"type": "contrast", "amount": 0.5}],
                [
                    {"type": "greyscale"},
                    {"type": "contrast", "amount": -0.4},
                    {"type": "brightness", "amount": -0.1},
                ],
            ))
        ),
    ),
    "engraved-portrait": design(
        80, 80,
        photo(PUPPY, 70, 70, at(40, 36), crop=_SQUARE, mask="ellipse",
              filters=[{"type": "contrast", "amount": 0.2}, {"type": "threshold", "level": 0.42}], ink="engrave"),
        text("Biscuit", "caveat-bold", 12, at(40, 74), colour=INK, ink="engrave"),
    ),
    "photo-flips": design(
        150, 100,
        *(
            photo(PUPPY, 60, 45, at(40 + 70 * (index % 2), 26 + 48 * (index // 2)), flip=flip)
            for index, flip in enumerate(("none", "horizontal", "vertical", "both"))
        ),
    ),
    "photo-see-through": design(
        150, 100,
        text("BEHIND", "bebas-neue-regular", 60, at(75, 50), colour=CORAL),
        photo(LANDSCAPE, 110, 82.5, at(75, 50, turn=-6), opacity=0.6, mask="rounded"),
    ),
    "shirt-large": design(
        381, 457.2,
        photo(LANDSCAPE, 296, 222, at(190.5, 200, turn=-8), mask="rounded"),
        text("HARBOUR ROWING CLUB", "bebas-neue-regular", 44, at(190.5, 70), colour=NAVY, arc={"radius": 260},
             stroke=stroke("#ffffff", 3)),
        text("Grandma", "lobster-regular", 72, at(190.5, 370), colour=CORAL),
        text("best tea since 1951", "playfair-display-bold", 26, at(190.5, 430), colour=NAVY, letter_spacing=0.08),
    ),
}  # fmt: skip
"""Crops, masks, flips, filters."""


_ZIGZAG = "M-60 10L-40 -10L-20 10L0 -10L20 10L40 -10L60 10"
DRAWINGS: dict[str, Raw] = {
    "clipart": design(
        150, 90,
        clipart("bee", 44, 40, at(30, 32, turn=-12)),
        clipart("balloon", 30, 52, at(78, 40)),
        clipart("crown", 44, 32, at(122, 30)),
        text("bee mine", "pacifico-regular", 14, at(75, 80), colour=INK),
    ),
    "clipart-recoloured": design(
        150, 60,
        clipart("balloon", 28, 48, at(25, 30)),
        clipart("balloon", 28, 48, at(58, 30), colours={"balloon": TEAL}),
        clipart("balloon", 28, 48, at(92, 30), colours={"balloon": MUSTARD, "string": CORAL}),
        clipart("balloon", 28, 48, at(125, 30), colours={"balloon": NAVY}, opacity=0.5, flip="horizontal"),
    ),
    "shapes": design(
        150, 90,
        shape("rectangle", 30, 22, at(24, 22), fill=CORAL),
        shape("rectangle", 30, 22, at(62, 22), fill=TEAL, corner_radius=6, stroke=stroke(NAVY, 1)),
        shape("ellipse", 30, 22, at(100, 22), fill=MUSTARD),
        shape("star", 26, 26, at(132, 22), fill=NAVY, stroke=stroke(CORAL, 1)),
        shape("heart", 28, 26, at(24, 62), fill=CORAL, stroke=stroke(INK, 0.4)),
        shape("path", 120, 20, at(90, 60, scale=0.7), path=_ZIGZAG, fill=None, stroke=stroke(NAVY, 4)),
        shape("rectangle", 30, 6, at(130, 80, turn=30), fill=TEAL, opacity=0.5, stroke=stroke(NAVY, 2)),
    ),
    "gradients": design(
        150, 90,
        shape("rectangle", 60, 34, at(38, 24), fill=linear(0, TEAL, MUSTARD)),
        shape("ellipse", 60, 34, at(112, 24), fill=linear(45, CORAL, "#ffffff", NAVY)),
        shape("star", 36, 36, at(30, 66), fill=radial("#fff3c4", MUSTARD, CORAL)),
        shape("heart", 40, 36, at(75, 66, turn=15), fill=radial("#ffd0c4", CORAL)),
        shape("rectangle", 40, 30, at(120, 66, turn=-20), fill=linear(90, NAVY, "#5a6fa5"), corner_radius=5,
              opacity=0.7),
        background=linear(90, "#fdfbf6", "#e8dfcf"),
    ),
    "qr-wedding": design(
        90, 120,
        text("Scan for our photos", "caveat-bold", 10, at(45, 14), colour=TEAL),
        code("qr", "https://photos.example/anna-and-tom?album=2026", 60, 60, at(45, 54), colour=NAVY,
             background="#ffffff", error_correction="medium", quiet_zone=True),
        text("Anna & Tom", "pacifico-regular", 13, at(45, 102), colour=NAVY),
        background=CREAM,
    ),
    "ticket-barcodes": design(
        150, 60,
        text("ADMIT ONE", "bebas-neue-regular", 20, at(42, 18), colour=INK),
        text("Row 12 · Seat 7", "inter-bold", 6, at(42, 36), colour=INK),
        code("code128", "MONO-2026-000712", 60, 18, at(112, 18), colour="#000000"),
        code("ean13", "5901234123457", 50, 18, at(112, 44), colour="#000000"),
        shape("rectangle", 0.4, 52, at(78, 30), fill=INK),
    ),
}  # fmt: skip
"""Clipart, shapes and codes."""


_FACE = {"width": 22, "height": 16.5}
REPEATED: dict[str, Raw] = {
    "pattern-grid": design(
        120, 90, text("sock club", "pacifico-regular", 20, at(60, 45), colour="#ffffff", stroke=stroke(NAVY, 2.4)),
        background=pattern(PUPPY, **_FACE),
    ),
    "pattern-brick": design(
        120, 90, background=pattern(DAHLIA, **_FACE, gap_x=4, gap_y=4, arrangement="brick", angle=20),
    ),
    "pattern-half-drop": design(
        120, 90,
        shape("heart", 90, 78, at(60, 46), stroke=stroke(CORAL, 1.5),
              fill=pattern(PUPPY, **_FACE, gap_x=3, gap_y=3, arrangement="half-drop", offset_x=-11, offset_y=-8,
                           filters=[{"type": "duotone", "dark": TEAL, "light": CREAM}])),
    ),
    "pattern-text": design(
        150, 60, text("BLOOM", "bebas-neue-regular", 58, at(75, 30), colour=pattern(DAHLIA, width=30, height=22.5)),
    ),
}  # fmt: skip
"""Patterns of pictures."""


_FLOWER = [shape("ellipse", 10, 22, at(*place, turn=turn), fill=CORAL) for place, turn in (
    ((0, -12), 0), ((11, -4), 72), ((7, 10), 144), ((-7, 10), 216), ((-11, -4), 288),
)]  # fmt: skip
COMPOSED: dict[str, Raw] = {
    "groups": design(
        150, 90,
        group(at(38, 45), *_FLOWER, shape("ellipse", 12, 12, at(0, 0), fill=MUSTARD)),
        group(at(112, 45, turn=20, scale=0.8),
              group(at(-14, 0, scale=0.7), *_FLOWER, opacity=0.6), group(at(16, 8, turn=30), *_FLOWER),
              opacity=0.8),
    ),
    "group-opacity": design(
        120, 70,
        shape("rectangle", 110, 16, at(60, 35), fill=NAVY),
        shape("ellipse", 34, 34, at(30, 35), fill=CORAL, opacity=0.5),
        shape("ellipse", 34, 34, at(46, 35), fill=MUSTARD, opacity=0.5),
        group(at(90, 35), shape("ellipse", 34, 34, at(-8, 0), fill=CORAL),
              shape("ellipse", 34, 34, at(8, 0), fill=MUSTARD),
              opacity=0.5),
    ),
    "blend-modes": design(
        160, 120,
        photo(LANDSCAPE, 160, 120, at(80, 60)),
        *(
            shape("rectangle", 34, 34, at(22 + 39 * (index % 4), 22 + 38 * (index // 4)), blend=blend,
                  fill=linear(0, CORAL, "#35c2b4"))
            for index, blend in enumerate(BLENDS)
        ),
    ),
    "blend-multiply": design(
        120, 80,
        *(
            shape("ellipse", 46, 46, at(x, y), fill=colour, blend="multiply")
            for colour, x, y in (("#00aeef", 48, 32), ("#ec008c", 72, 32), ("#fff200", 60, 52))
        ),
        text("overprint", "inter-bold", 8, at(60, 40), colour=INK, blend="multiply"),
    ),
    "blend-screen-photo": design(
        150, 100,
        photo(DAHLIA, 150, 112.5, at(75, 50)),
        photo(LANDSCAPE, 150, 112.5, at(75, 50), blend="screen", opacity=0.8),
    ),
    "shadows": design(
        150, 90,
        shape("star", 34, 34, at(28, 30), fill=MUSTARD, shadow=shadow(blur=0, opacity=1)),
        shape("heart", 34, 32, at(75, 30), fill=CORAL, shadow=shadow(blur=2)),
        photo(PUPPY, 34, 34, at(122, 30), crop={"x": 0.125, "y": 0, "width": 0.75, "height": 1}, mask="ellipse",
              shadow=shadow(blur=3, opacity=0.6, dx=0, dy=2)),
        group(at(75, 70), shape("rectangle", 60, 14, at(0, 0), fill=TEAL, corner_radius=7),
              text("Book now", "inter-bold", 6, at(0, 0), colour="#ffffff"), shadow=shadow(blur=1.4, dy=1)),
        background=CREAM,
    ),
}  # fmt: skip
"""Groups, blending, shadows."""


_STICKER = "M-44 0C-44 -30 -20 -38 0 -38S44 -30 44 0S20 38 0 38S-44 30 -44 0Z"
INKS: dict[str, Raw] = {
    "sticker-cut-contour": design(
        100, 90,
        shape("path", 88, 76, at(50, 45), path=_STICKER, fill=MUSTARD),
        clipart("bee", 40, 36, at(50, 36)),
        text("Honey", "pacifico-regular", 14, at(50, 68), colour=INK),
        shape("path", 94, 82, at(50, 45, scale=1.06), path=_STICKER, fill=None,
              stroke=stroke("#ff00ff", 0.25), ink="cut"),
    ),
    "foil-card": design(
        90, 55,
        text("Merci", "lobster-regular", 24, at(45, 24), colour="#c9a227", ink="foil"),
        shape("rectangle", 80, 45, at(45, 27.5), fill=None, stroke=stroke("#c9a227", 0.5), corner_radius=2,
              ink="foil"),
        text("for being there", "inter-regular", 4, at(45, 42), colour=CREAM),
        background=NAVY,
    ),
    "white-on-dark-shirt": design(
        200, 200,
        shape("ellipse", 150, 150, at(100, 100), fill="#ffffff", ink="white"),
        photo(LANDSCAPE, 140, 140, at(100, 100), crop={"x": 0.125, "y": 0, "width": 0.75, "height": 1},
              mask="ellipse"),
        text("NORTH", "bebas-neue-regular", 34, at(100, 142), colour="#ffffff"),
    ),
    "pen-engraving": design(
        60, 8,
        text("Dr. A. Müller · 2026", "inter-regular", 4, at(30, 4), colour="#000000", box=box(56, 7, "shrink"),
             ink="engrave"),
    ),
    "two-areas": {
        **design(90, 55, text("Front", "lobster-regular", 20, at(45, 28), colour=TEAL)),
        "areas": [
            design(90, 55, text("Front", "lobster-regular", 20, at(45, 28), colour=TEAL))["areas"][0],
            {
                **design(90, 55, text("Back", "inter-bold", 10, at(45, 28)), name="Back")["areas"][0],
                "layers": [{"id": "text-back", **text("Back", "inter-bold", 10, at(45, 28), colour=NAVY)}],
            },
        ],
    },
}  # fmt: skip
"""Separations: white, cut contour, foil, engraving."""


PICTURES: dict[str, Raw] = {**PHOTOGRAPHS, **DRAWINGS, **REPEATED, **COMPOSED, **INKS}
