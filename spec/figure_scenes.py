"""Scenes of everything but text: pictures, figures, fills, effects, clipart, codes, groups."""

from __future__ import annotations

from scene_parts import Raw, area, clipart, code, group, image, linear, pattern, radial, row, shape, text, turned


def figure_scenes() -> dict[str, Raw]:
    """By file name."""
    return {
        **_plain_scenes(), **_picture_scenes(), **_fill_scenes(), **_effect_scenes(), **_clipart_scenes(),
        **_code_scenes(), **_group_scenes(),
    }  # fmt: skip


def _plain_scenes() -> dict[str, Raw]:
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


def _picture_scenes() -> dict[str, Raw]:
    triangle = "M.5 0 1 1H0z"
    return {
        "masks": row(
            image(mask="star"),
            image(mask="heart", transform=turned(20, 1, 1, 60, 60)),
            image(mask="path", mask_path=triangle, opacity=0.75),
        ),
        "flips": row(
            image(flip="horizontal"),
            image(flip="vertical", mask="heart", width=50, height=50),
            image(flip="both", mask="path", mask_path=triangle, transform=turned(-15, 1, 1, 100, 60)),
            image(flip="horizontal", mask="rounded", crop={"x": 0.5, "y": 0, "width": 0.5, "height": 0.5}),
        ),
        "filters": row(
            *(image(width=40, height=30, filters=[entry]) for entry in FILTERS),
            image(width=40, height=30, filters=FILTERS),
        ),
    }


FILTERS: list[Raw] = [
    {"type": "greyscale"},
    {"type": "sepia"},
    {"type": "duotone", "dark": "#102040", "light": "#f8e0c0"},
    {"type": "brightness", "amount": 0.2},
    {"type": "contrast", "amount": 0.4},
    {"type": "contrast", "amount": -0.4},
    {"type": "threshold", "level": 0.45},
]


def _fill_scenes() -> dict[str, Raw]:
    warm = ("#ffcc33", "#e4572e", "#702080")
    return {
        "linear": row(
            *(shape("rectangle", fill=linear(angle, *warm)) for angle in (0, 90, 45, -120)),
            shape("star", fill=linear(30, "#000", "#fff"), transform=turned(45, 1.5, 0.8, 100, 60), opacity=0.5),
        ),
        "linear-hard": row(
            shape("ellipse", fill={"type": "linear", "stops": [
                {"offset": 0.25, "colour": "#0f6b66"}, {"offset": 0.5, "colour": "#0f6b66"},
                {"offset": 0.5, "colour": "#ffffff"}, {"offset": 0.75, "colour": "#ffffff"},
            ]}),
        ),
        "radial": row(
            shape("rectangle", fill=radial(*warm)),
            shape("ellipse", fill=radial("#ffffff", "#123456"), stroke={"colour": "#000", "width": 1}, opacity=0.5),
        ),
        "background-linear": area(background=linear(60, *warm)),
        "background-radial": area(background=radial("#ffffff", "#aabbcc"), width=120, height=200),
        "background-pattern": area(background=pattern(24, 18, gap_x=4, gap_y=2, angle=15)),
        "patterns": row(
            shape("rectangle", width=90, height=60, fill=pattern(20, 15)),
            shape("ellipse", width=90, height=60, fill=pattern(20, 15, gap_x=5, gap_y=1, arrangement="brick")),
            shape("heart", width=80, height=80, fill=pattern(
                12, 9, arrangement="half-drop", angle=-30, offset_x=3.5, offset_y=-1.25, filters=FILTERS[:1]
            )),
        ),
    }  # fmt: skip


def _effect_scenes() -> dict[str, Raw]:
    soft = {"colour": "#222", "opacity": 0.5, "dx": 2, "dy": 3, "blur": 1.5}
    return {
        "blends": row(
            image(),
            *(shape("ellipse", blend=blend, opacity=0.8) for blend in ("multiply", "screen", "color-dodge")),
            image(blend="difference", width=30, height=20),
        ),
        "shadows": row(
            shape("star", shadow=soft),
            shape("heart", shadow={"colour": "#c33"}, transform=turned(180, 1, 1, 50, 50), opacity=0.5),
            image(shadow=soft, mask="ellipse"),
            shape("rectangle", fill=None, shadow=soft),
        ),
        "inks": row(
            shape("rectangle", ink="white", width=180, height=100),
            shape("heart"),
            shape("rectangle", fill=None, stroke={"colour": "#f0f", "width": 0.25}, ink="cut"),
            shape("star", ink="foil"),
            image(ink="engrave", filters=FILTERS[-1:], width=30, height=30),
        ),
        "opacity": row(
            shape("star", opacity=0.5),
            shape("star", opacity=0.5, stroke={"colour": "#000", "width": 2}),
            image(opacity=0.25),
            shape("star", opacity=0),
        ),
    }


def _clipart_scenes() -> dict[str, Raw]:
    return {
        "clipart": row(
            clipart("house"),
            clipart("house", colours={"Roof": "#003366", "Door": "#ffcc00", "Cellar": "#000"}, flip="horizontal"),
            clipart("house", width=20, height=60, transform=turned(30, 1, 1, 50, 50), flip="both", opacity=0.5),
        ),
        "clipart-groups": row(clipart("window"), clipart("window", blend="multiply", colours={"Glass": "#abc"})),
    }


def _code_scenes() -> dict[str, Raw]:
    return {
        "qr": row(
            code("qr", "https://example.com/p/1", width=40, height=40),
            code("qr", "TABLE 12", quiet_zone=False, width=60, height=30, colour="#24304d", background="#fff"),
            code("qr", "0123456789", error_correction="high", transform=turned(10, 1, 1, 100, 60), opacity=0.5),
        ),
        "bar-codes": row(
            code("ean13", "400638133393"),
            code("ean13", "9780201379624", quiet_zone=False, background="#ffffff", opacity=0.9),
            code("code128", "Kiln 42-000123"),
            code("code128", "12345678", quiet_zone=False, transform=turned(90, 1, 1, 20, 60)),
        ),
    }


def _group_scenes() -> dict[str, Raw]:
    left, right = [1, 0, 0, 1, -20, 0], [1, 0, 0, 1, 20, 0]
    pair = (shape("star", transform=left), shape("heart", transform=right))
    return {
        "groups": row(
            group("bare", *pair),
            group("thin", shape("star", transform=left), opacity=0.5),
            group("empty"),
            shape("ellipse", width=10, height=10),
        ),
        "groups-blended": row(
            group(
                "outer",
                *pair,
                group("inner", image(width=20, height=20), transform=turned(45, 0.5, 0.5, 0, 30), opacity=0.5),
                clipart("house", transform=right, width=30, height=20),
                code("ean13", "4006381333931", transform=left),
                transform=turned(-20, 1.5, 1.5, 100, 60),
                opacity=0.75,
                blend="multiply",
                shadow={"colour": "#000", "opacity": 0.4, "dx": 1, "dy": 1, "blur": 2},
            ),
        ),
        "groups-inked": row(group("foil", *pair, ink="foil")),
    }
