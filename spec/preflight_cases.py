"""The cases of the preflight vectors, by rule: a design, what the product says of it, and the verdicts by hand.

`case(name, layers, expects)`: `expects` are (rule, severity, layer, values). Wherever a rule has a threshold there is
a case on either side of it.
"""

from __future__ import annotations

import math
from typing import Any

Raw = dict[str, Any]
Expected = tuple[str, str, str | None, Raw]

PHOTO = "0123456789abcdef0123456789abcdef"
SMALL = "11111111111111111111111111111111"
COMING = "22222222222222222222222222222222"
GONE = "33333333333333333333333333333333"
PICTURES: Raw = {
    PHOTO: {"width": 3000, "height": 1500, "state": "ready"},
    SMALL: {"width": 600, "height": 600, "state": "ready"},
    COMING: {"width": 600, "height": 600, "state": "uploading"},
}
"""At 150 dpi, 600 pixels are 101.6 mm."""

WIDTH, HEIGHT = 200, 100
CENTRE = [1, 0, 0, 1, 100, 50]


def at(x: float, y: float, scale: float = 1) -> list[float]:
    """A transform that scales and moves."""
    return [scale, 0, 0, scale, x, y]


def turned(degrees: float, x: float = 100, y: float = 50) -> list[float]:
    """A transform that turns and moves."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [cosine, sine, -sine, cosine, x, y]


def text(words: str = "Ada", **fields: Any) -> Raw:
    """A text layer."""
    return {"type": "text", "text": words, "font": "inter-bold", "size": 10, "transform": CENTRE, **fields}


def image(picture: str = PHOTO, **fields: Any) -> Raw:
    """A picture layer of 100 × 50 mm: 762 dpi."""
    return {"type": "image", "image": picture, "width": 100, "height": 50, "transform": CENTRE, **fields}


def shape(kind: str = "rectangle", **fields: Any) -> Raw:
    """A shape layer."""
    base = {"type": "shape", "shape": kind, "width": 40, "height": 20, "fill": "#0f6b66", "transform": CENTRE}
    return {**base, **fields}


def code(symbology: str = "qr", content: str = "https://example.com/", **fields: Any) -> Raw:
    """A code; a QR code of this content has 25 modules to a side, and 33 with its margin."""
    base = {"type": "code", "symbology": symbology, "content": content, "width": 33, "height": 33, "transform": CENTRE}
    return {**base, "background": "#ffffff", **fields}


def group(*layers: Raw, **fields: Any) -> Raw:
    """A group about the area's centre; members get ids in order."""
    members = [{"id": f"m{number}", **layer} for number, layer in enumerate(layers, 1)]
    return {"type": "group", "layers": members, "transform": CENTRE, **fields}


def pattern(picture: str, width: float, height: float, **fields: Any) -> Raw:
    """A picture repeated."""
    base = {"type": "pattern", "image": picture, "width": width, "height": height, "gap_x": 0, "gap_y": 0}
    return {**base, "arrangement": "grid", "angle": 0, "offset_x": 0, "offset_y": 0, "filters": [], **fields}


def linear(*colours: str) -> Raw:
    """A gradient from left to right."""
    stops = [{"offset": index / (len(colours) - 1), "colour": colour} for index, colour in enumerate(colours)]
    return {"type": "linear", "angle": 0, "stops": stops}


def case(name: str, layers: list[Raw], *expects: Expected, background: Any = None, **spec: Any) -> Raw:
    """A design of one print area of 200 × 100 mm; layers get ids in order."""
    numbered = [{"id": f"l{number}", **layer} for number, layer in enumerate(layers, 1)]
    area = {"name": "Front", "width": WIDTH, "height": HEIGHT, "background": background, "layers": numbered}
    return {
        "name": name,
        "areas": [area],
        "specs": [{"name": "Front", "width": WIDTH, "height": HEIGHT, **spec}],
        "expects": list(expects),
    }


def covering(bleed: float, **fields: Any) -> Raw:
    """A picture over the whole area and so much beyond it."""
    return image(width=WIDTH + 2 * bleed, height=HEIGHT + 2 * bleed, **fields)


_COARSE = {"dpi": 149, "needed": 150}
_PICTURES_AT_149 = image(SMALL, width=102, height=102)  # 149.4 dpi
_PICTURES: dict[str, list[Raw]] = {
    "picture_missing": [
        case("a photo nobody knows", [image(GONE)], ("picture_missing", "block", "l1", {})),
        case(
            "a background nobody knows",
            [text()],
            ("picture_missing", "block", None, {}),
            background=pattern(GONE, 50, 50),
        ),
        case("every photo is there", [image(PHOTO), image(SMALL, width=50, height=50)]),
    ],
    "upload_unfinished": [
        case("a photo that has come", [image(SMALL, width=50, height=50)]),
        case("a photo on its way", [image(COMING, width=50, height=50)], ("upload_unfinished", "block", "l1", {})),
        case(
            "its size is known already, and judged",
            [image(COMING, width=102, height=102)],
            ("upload_unfinished", "block", "l1", {}),
            ("resolution", "warn", "l1", _COARSE),
            ("bleed", "warn", "l1", {"short": 2}),
            bleed=3,
        ),
    ],
    "resolution": [
        case("exactly what is needed", [image(SMALL, width=50.8, height=50.8, transform=at(100, 50, 2))]),
        case("a little more than needed", [image(SMALL, width=101, height=101)]),
        case("a little less than needed", [_PICTURES_AT_149], ("resolution", "warn", "l1", _COARSE)),
        case(
            "half of the picture over the same width has half of its dots",
            [image(SMALL, width=60, height=60, crop={"x": 0, "y": 0, "width": 0.5, "height": 0.5})],
            ("resolution", "warn", "l1", {"dpi": 127, "needed": 150}),
        ),
        case(
            "the coarser direction counts",
            [image(SMALL, width=50, height=110)],
            ("resolution", "warn", "l1", {"dpi": 138, "needed": 150}),
        ),
        case(
            "turned and skewed: the direction of the longest stretch counts",
            [image(SMALL, width=80, height=80, transform=[1, 0, 0.5, 1, 100, 50])],
            ("resolution", "warn", "l1", {"dpi": 148, "needed": 150}),
        ),
        case("turning alone changes nothing", [image(SMALL, width=60, height=60, transform=turned(37))]),
        case(
            "a pattern's tile is a picture too",
            [shape(fill=pattern(SMALL, 102, 102))],
            ("resolution", "warn", "l1", _COARSE),
        ),
        case("a small tile has dots enough", [shape(fill=pattern(SMALL, 20, 20))]),
        case(
            "so is the background",
            [],
            ("resolution", "warn", None, _COARSE),
            background=pattern(SMALL, 102, 102),
        ),
        case(
            "a text filled with a picture",
            [text("Ada", colour=pattern(SMALL, 102, 102))],
            ("resolution", "warn", "l1", _COARSE),
        ),
        case("no more is needed than the area is printed at", [_PICTURES_AT_149], dpi=149),
        case(
            "a product asks for more",
            [image(SMALL, width=90, height=90)],
            ("resolution", "block", "l1", {"dpi": 169, "needed": 200}),
            preflight={"resolution": {"severity": "block", "minimum": 200}},
        ),
        case(
            "below the second threshold it blocks",
            [image(SMALL, width=99, height=99, crop={"x": 0, "y": 0, "width": 0.5, "height": 0.5})],
            ("resolution", "block", "l1", {"dpi": 76, "needed": 150}),
            preflight={"resolution": {"block_below": 77}},
        ),
        case(
            "above the second threshold it warns",
            [image(SMALL, width=99, height=99, crop={"x": 0, "y": 0, "width": 0.5, "height": 0.5})],
            ("resolution", "inform", "l1", {"dpi": 76, "needed": 150}),
            preflight={"resolution": {"severity": "inform", "block_below": 76}},
        ),
        case("a product may not care", [_PICTURES_AT_149], preflight={"resolution": "off"}),
    ],
}


_SAFE = {"safe_margin": 5}
_EDGES: dict[str, list[Raw]] = {
    "outside_area": [
        case("wholly to the left", [shape(transform=at(-30, 50))], ("outside_area", "warn", "l1", {})),
        case("its edge on the trim", [shape(transform=at(-20, 50))], ("outside_area", "warn", "l1", {})),
        case("a tenth of a millimetre inside", [shape(transform=at(-19.9, 50))]),
        case("in the bleed only", [text(transform=at(100, -6))], ("outside_area", "warn", "l1", {}), bleed=20),
        case(
            "a member of a group",
            [group(shape(transform=at(0, 0)), shape(transform=at(0, 70)))],
            ("outside_area", "warn", "m2", {}),
        ),
        case("a text of blanks lies nowhere", [text("  ", transform=at(-30, 50)), shape()]),
    ],
    "text_safe_area": [
        # The outline of Inter Bold's "H" reaches 3.076 mm to either side of its middle at an em of 10 mm.
        case("a letter's outline just inside", [text("H", transform=at(8.08, 50))], **_SAFE),
        case(
            "a letter's outline just outside",
            [text("H", transform=at(8, 50))],
            ("text_safe_area", "warn", "l1", {"over": 0.1}),
            **_SAFE,
        ),
        case(
            "its pen counts",
            [text("H", transform=at(8.08, 50), stroke={"colour": "#ffffff", "width": 1})],
            ("text_safe_area", "warn", "l1", {"over": 0.5}),
            **_SAFE,
        ),
        case(
            "turned by an eighth",
            [text("H", transform=turned(45, 8.32))],
            ("text_safe_area", "warn", "l1", {"over": 1.5}),
            **_SAFE,
        ),
        case(
            "a text over the trim",
            [text("H", transform=at(0, 50))],
            ("text_safe_area", "warn", "l1", {"over": 3.1}),
        ),
        case(
            "a code must not be cut either",
            [code(transform=at(21, 50))],
            ("text_safe_area", "warn", "l1", {"over": 0.5}),
            **_SAFE,
        ),
        case("a code just inside", [code(transform=at(21.5, 50))], **_SAFE),
        case(
            "its severity may be graver",
            [text("H", transform=at(0, 50))],
            ("text_safe_area", "block", "l1", {"over": 3.1}),
            preflight={"text_safe_area": {"severity": "block"}},
        ),
    ],
    "safe_area": [
        case("a shape on the safe line", [shape(transform=at(25, 50))], **_SAFE),
        case(
            "a shape beyond the safe line",
            [shape(transform=at(24, 50))],
            ("safe_area", "warn", "l1", {"over": 1}),
            **_SAFE,
        ),
        case(
            "a heart is measured by its curves: their control points would be 1.1 mm further out",
            [shape("heart", width=40, height=40, transform=turned(-45, 28))],
            ("safe_area", "warn", "l1", {"over": 1.4}),
            **_SAFE,
        ),
        case("what runs over the edge is meant to be cut", [shape(transform=at(10, 50))], **_SAFE),
        case("what covers everything is fine", [covering(0)], **_SAFE),
        case(
            "a masked picture ends at its mask",
            [image(width=60, height=60, mask="ellipse", transform=at(34, 50))],
            ("safe_area", "warn", "l1", {"over": 1}),
            **_SAFE,
        ),
        case(
            "a line for the cutter may lie anywhere",
            [shape(ink="cut", transform=at(24, 50))],
            inks=["cut"],
            **_SAFE,
        ),
        case(
            "a pen counts",
            [shape(transform=at(25, 50), stroke={"colour": "#000000", "width": 2})],
            ("safe_area", "warn", "l1", {"over": 1}),
            **_SAFE,
        ),
    ],
    "bleed": [
        case("over the bleed's edge", [covering(3)], bleed=3),
        case("to the trim only", [covering(0)], ("bleed", "warn", "l1", {"short": 3}), bleed=3),
        case("half of the way", [covering(1.5)], ("bleed", "warn", "l1", {"short": 1.5}), bleed=3),
        case("almost to the trim", [covering(-0.9)], ("bleed", "warn", "l1", {"short": 3.9}), bleed=3),
        case("with a white border on purpose", [covering(-5)], bleed=3, safe_margin=4),
        case(
            "a band that stops at the trim",
            [shape(width=200, height=20)],
            ("bleed", "warn", "l1", {"short": 3}),
            bleed=3,
        ),
        case("a background has bleed by itself", [text()], background="#0f6b66", bleed=3),
        case(
            "turned by one degree it covers the trim, but no corner of the bleed",
            [image(width=204, height=104.6, transform=turned(1))],
            ("bleed", "warn", "l1", {"short": 1.5}),
            bleed=2,
        ),
        case("turned and large enough", [image(width=216, height=116, transform=turned(1))], bleed=2),
        case("without bleed the trim is enough", [covering(0)]),
        case("a product may not care", [covering(0)], bleed=3, preflight={"bleed": "off"}),
    ],
}


_BOX = {"width": 40, "height": 13, "fit": "none"}
_WORDS: dict[str, list[Raw]] = {
    "text_overflow": [
        case("a line that fits", [text("Ada", box=_BOX)]),
        case(
            "too many words",
            [text("Ada Lovelace, Countess of Lovelace", box=_BOX)],
            ("text_overflow", "warn", "l1", {}),
        ),
        case(
            "in a group",
            [group(text("Ada Lovelace, Countess of Lovelace", box=_BOX, transform=at(0, 0)))],
            ("text_overflow", "warn", "m1", {}),
        ),
    ],
    "missing_glyph": [
        case("every character is there", [text("Ada é")]),
        case("one is not", [text("Ada 鵬")], ("missing_glyph", "warn", "l1", {"characters": "鵬", "count": 1})),
        case(
            "several are not, each named once",
            [text("鵬鶴鵬")],
            ("missing_glyph", "warn", "l1", {"characters": "鵬 鶴", "count": 2}),
        ),
    ],
    "text_size": [
        case("just large enough", [text(size=2)]),
        case("just too small", [text(size=1.96)], ("text_size", "warn", "l1", {"size": 1.9, "needed": 2})),
        case(
            "made smaller by its transform",
            [text(size=10, transform=at(100, 50, 0.19))],
            ("text_size", "warn", "l1", {"size": 1.9, "needed": 2}),
        ),
        case(
            "squeezed in one direction",
            [text(size=10, transform=[1, 0, 0, 0.1, 100, 50])],
            ("text_size", "warn", "l1", {"size": 1, "needed": 2}),
        ),
        case(
            "shrunk into its box",
            [text("Ada Lovelace", size=10, box={"width": 10, "height": 2, "fit": "shrink"})],
            ("text_size", "warn", "l1", {"size": 1.5, "needed": 2}),
        ),
        case(
            "a product that engraves needs more",
            [text(size=3)],
            ("text_size", "block", "l1", {"size": 3, "needed": 4}),
            preflight={"text_size": {"severity": "block", "minimum": 4}},
        ),
    ],
    "sample_text": [
        case("left as it was", [text("Your text")], ("sample_text", "warn", "l1", {"text": "Your text"})),
        case(
            "blanks around it do not hide it",
            [text(" Your text ")],
            ("sample_text", "warn", "l1", {"text": "Your text"}),
        ),
        case("written over", [text("Your texts")]),
    ],
    "default_text": [
        case(
            "left as it was",
            [text("Happy birthday", text_area="Wish")],
            ("default_text", "inform", "l1", {"name": "Wish"}),
            text_areas=[{"name": "Wish", "default_text": "Happy birthday"}],
        ),
        case(
            "written over",
            [text("Happy birthday, Ada", text_area="Wish")],
            text_areas=[{"name": "Wish", "default_text": "Happy birthday"}],
        ),
        case(
            "the same words elsewhere are somebody's own",
            [text("Happy birthday")],
            text_areas=[{"name": "Wish", "default_text": "Happy birthday"}],
        ),
    ],
}


_PEN = {"colour": "#000000", "width": 0.1}
_GREY = [{"type": "threshold", "level": 0.5}]
_THREE_COLOURS = [shape(fill=colour) for colour in ("#111111", "#222222", "#333333")]
_INKS: dict[str, list[Raw]] = {
    "thin_line": [
        case("a pen of just enough", [shape(fill=None, stroke=_PEN)]),
        case(
            "a pen of too little",
            [shape(fill=None, stroke={**_PEN, "width": 0.095})],
            ("thin_line", "warn", "l1", {"width": 0.09, "needed": 0.1}),
        ),
        case(
            "made thinner by its transform",
            [shape(fill=None, stroke=_PEN, transform=at(100, 50, 0.5))],
            ("thin_line", "warn", "l1", {"width": 0.05, "needed": 0.1}),
        ),
        case("a bar of just enough", [shape(height=0.1)]),
        case(
            "a bar of too little, turned",
            [shape(width=0.2, height=40, transform=[0.3, 0.3, -0.3, 0.3, 100, 50])],
            ("thin_line", "warn", "l1", {"width": 0.08, "needed": 0.1}),
        ),
        case("a bar with a pen around it", [shape(height=0.1, transform=at(100, 50, 0.8), stroke=_PEN)]),
        case("a letter's outline shows half of its pen", [text(stroke={"colour": "#ffffff", "width": 0.2})]),
        case(
            "and that may be too little",
            [text(stroke={"colour": "#ffffff", "width": 0.18})],
            ("thin_line", "warn", "l1", {"width": 0.09, "needed": 0.1}),
        ),
        case(
            "the process says how thin",
            [shape(fill=None, stroke={**_PEN, "width": 0.29})],
            ("thin_line", "warn", "l1", {"width": 0.29, "needed": 0.3}),
            process="screen",
        ),
        case(
            "a product may say otherwise",
            [shape(fill=None, stroke={**_PEN, "width": 0.29})],
            process="screen",
            preflight={"thin_line": {"minimum": 0.25}},
        ),
        case(
            "and the print area has the last word",
            [shape(fill=None, stroke={**_PEN, "width": 0.29})],
            ("thin_line", "block", "l1", {"width": 0.29, "needed": 0.5}),
            min_line=0.5,
            preflight={"thin_line": {"severity": "block", "minimum": 0.25}},
        ),
    ],
    "continuous_tone": [
        case("full colour takes everything", [image(), shape(fill=linear("#000000", "#ffffff"))]),
        case("a photo on a screen print", [image()], ("continuous_tone", "warn", "l1", {}), process="screen"),
        case("a photo in black and white", [image(filters=_GREY)], process="screen"),
        case(
            "a gradient",
            [shape(fill=linear("#000000", "#ffffff"))],
            ("continuous_tone", "warn", "l1", {}),
            process="foil",
        ),
        case(
            "a gradient as background",
            [],
            ("continuous_tone", "warn", None, {}),
            process="engraving",
            background=linear("#000000", "#ffffff"),
        ),
        case("see-through", [shape(opacity=0.5)], ("continuous_tone", "warn", "l1", {}), process="screen"),
        case(
            "a soft shadow",
            [text(shadow={"colour": "#000000", "opacity": 1, "dx": 1, "dy": 1, "blur": 1})],
            ("continuous_tone", "warn", "l1", {}),
            process="screen",
        ),
        case(
            "a hard shadow",
            [text(shadow={"colour": "#ff0000", "opacity": 1, "dx": 1, "dy": 1, "blur": 0})],
            process="screen",
        ),
        case(
            "a blend",
            [group(shape(transform=at(0, 0)), blend="multiply")],
            ("continuous_tone", "warn", "l1", {}),
            process="screen",
        ),
    ],
    "too_many_colours": [
        case("as many as allowed", _THREE_COLOURS[:2], process="screen", max_colours=2),
        case(
            "one more than allowed",
            _THREE_COLOURS,
            ("too_many_colours", "warn", None, {"colours": 3, "most": 2}),
            process="screen",
            max_colours=2,
        ),
        case(
            "an engraving takes one",
            _THREE_COLOURS[:2],
            ("too_many_colours", "warn", None, {"colours": 2, "most": 1}),
            process="engraving",
        ),
        case("where white is what is left alone", [shape(), shape(fill="#ffffff")], process="engraving"),
        case(
            "but not where it is an ink",
            [shape(), shape(fill="#ffffff")],
            ("too_many_colours", "warn", None, {"colours": 2, "most": 1}),
            process="screen",
            max_colours=1,
        ),
        case(
            "pens, backgrounds and shadows count",
            [
                shape(fill=None, stroke={"colour": "#222222", "width": 1}),
                text(colour="#111111", shadow={"colour": "#333333", "opacity": 1, "dx": 1, "dy": 1, "blur": 0}),
            ],
            ("too_many_colours", "warn", None, {"colours": 4, "most": 3}),
            background="#444444",
            max_colours=3,
        ),
        case(
            "a picture in two colours has two",
            [image(filters=[*_GREY, {"type": "duotone", "dark": "#112233", "light": "#ddeeff"}])],
            ("too_many_colours", "warn", None, {"colours": 2, "most": 1}),
            process="foil",
        ),
        case(
            "foil is not counted among the colours",
            [shape(), shape(fill="#d4af37", ink="foil")],
            max_colours=1,
            inks=["foil"],
        ),
        case("full colour takes any number", [shape(fill=f"#0000{number:02x}") for number in range(40)]),
    ],
    "ink": [
        case("foil is not offered", [shape(ink="foil")], ("ink", "block", "l1", {"ink": "foil", "name": "foil"})),
        case("foil is offered", [shape(ink="foil")], inks=["white", "foil"]),
        case(
            "white is not foil",
            [shape(ink="white")],
            ("ink", "block", "l1", {"ink": "white", "name": "white ink"}),
            inks=["foil"],
        ),
        case(
            "a product may take it anyway",
            [shape(ink="engrave")],
            ("ink", "inform", "l1", {"ink": "engrave", "name": "engraving"}),
            preflight={"ink": "inform"},
        ),
    ],
}


_BARS = {"width": 40, "height": 15}
_CODES: dict[str, list[Raw]] = {
    "code_size": [
        case("modules of just enough", [code(width=10.89, height=10.89)]),
        case(
            "modules of too little",
            [code(width=10.8, height=10.8)],
            ("code_size", "warn", "l1", {"width": 0.32, "needed": 0.33}),
        ),
        case(
            "made smaller by its transform",
            [code(transform=at(100, 50, 0.3))],
            ("code_size", "warn", "l1", {"width": 0.3, "needed": 0.33}),
        ),
        case("bars of just enough", [code("ean13", "590123412345", width=29.832, height=15)]),
        case(
            "bars of too little, though high",
            [code("ean13", "590123412345", width=28.25, height=40)],
            ("code_size", "warn", "l1", {"width": 0.25, "needed": 0.264}),
        ),
        case(
            "a product's own limit",
            [code("code128", "AB", **_BARS)],
            ("code_size", "block", "l1", {"width": 0.51, "needed": 0.6}),
            preflight={"code_size": {"severity": "block", "code128": 0.6}},
        ),
    ],
    "code_quiet_zone": [
        case("its margin is part of it", [code(), shape(width=10, height=20, transform=at(125, 50))]),
        case(
            "something over its margin",
            [code(), shape(width=10, height=20, transform=at(119, 50))],
            ("code_quiet_zone", "warn", "l1", {"margin": 4}),
        ),
        case(
            "something under a code without margin of its own",
            [shape(width=10, height=20, transform=at(119, 50)), code(width=25, height=25, quiet_zone=False)],
            ("code_quiet_zone", "warn", "l2", {"margin": 4}),
        ),
        case(
            "a light sheet under it is its margin",
            [
                image(),
                shape(width=33, height=33, fill="#fff4d6"),
                code(width=25, height=25, quiet_zone=False, background=None),
            ],
        ),
        case(
            "a photo under it",
            [image(), code(background=None)],
            ("code_quiet_zone", "warn", "l2", {"margin": 4}),
        ),
        case("its own sheet covers the photo", [image(), code()]),
        case(
            "bars need room at their sides only",
            [code("code128", "AB", **_BARS), shape(width=40, height=5, transform=at(100, 38))],
        ),
    ],
    "code_contrast": [
        case("black on white", [code(colour="#000000")]),
        case("just dark enough", [code(colour="#cacaca")]),
        case(
            "just too light",
            [code(colour="#cccccc")],
            ("code_contrast", "warn", "l1", {"contrast": 39, "needed": 40}),
        ),
        case(
            "light on dark",
            [code(colour="#ffffff", background="#000000")],
            ("code_contrast", "warn", "l1", {"contrast": -100, "needed": 40}),
        ),
        case(
            "on the area's background",
            [code(background=None)],
            ("code_contrast", "warn", "l1", {"contrast": 2, "needed": 40}),
            background="#2a2a2a",
        ),
        case("on a product whose colour nobody knows", [code(background=None)]),
    ],
}


_WISH = [{"name": "Wish", "default_text": "", "required": True}]
_PORTRAIT = [{"name": "Portrait", "required": True}]
_MANY = [shape(transform=at(100, 50)) for _ in range(4)]
_EMPTY = {"name": "Back", "width": 100, "height": 100, "background": None, "layers": []}
_BACK = {"name": "Back", "width": 100, "height": 100}
_FRONT = {"name": "Front", "width": WIDTH, "height": HEIGHT}
_TWO = case("nothing on either side", [], ("empty_design", "block", None, {}))
_DEMANDS: dict[str, list[Raw]] = {
    "required_text": [
        case("filled in", [text("Ada", text_area="Wish")], text_areas=_WISH),
        case("missing", [shape()], ("required_text", "block", None, {"name": "Wish"}), text_areas=_WISH),
        case(
            "filled with blanks",
            [text("  \n", text_area="Wish"), shape()],
            ("required_text", "block", None, {"name": "Wish"}),
            text_areas=_WISH,
        ),
        case(
            "filled in within a group",
            [group(text("Ada", text_area="Wish", transform=at(0, 0)))],
            text_areas=_WISH,
        ),
    ],
    "required_image": [
        case("filled", [image(image_area="Portrait")], image_areas=_PORTRAIT),
        case("missing", [image()], ("required_image", "block", None, {"name": "Portrait"}), image_areas=_PORTRAIT),
    ],
    "required_area": [
        case("empty", [], ("required_area", "block", None, {}), required=True),
        case("blank words are nothing", [text(" ")], ("required_area", "block", None, {}), required=True),
        case("a background is a design", [], required=True, background="#ff0000"),
        case(
            "not asked for twice",
            [],
            ("required_text", "block", None, {"name": "Wish"}),
            required=True,
            text_areas=_WISH,
        ),
        {
            **case("a side that the document does not name", [shape()]),
            "specs": [_FRONT, {**_BACK, "required": True}],
            "expects": [("required_area", "block", None, {})],
        },
    ],
    "layer_count": [
        case("as many as one likes", _MANY, preflight={"layer_count": {"maximum": 4}}),
        case(
            "one more",
            _MANY,
            ("layer_count", "inform", None, {"layers": 4, "most": 3}),
            preflight={"layer_count": {"maximum": 3}},
        ),
        case(
            "members of groups count",
            [group(*(shape(transform=at(0, 0)) for _ in range(3)))],
            ("layer_count", "inform", None, {"layers": 4, "most": 3}),
            preflight={"layer_count": {"maximum": 3}},
        ),
    ],
    "empty_design": [
        {**_TWO, "areas": [*_TWO["areas"], _EMPTY], "specs": [_FRONT, _BACK]},
        case("something", [shape()]),
        case("only a photo that is gone", [image(GONE)], ("picture_missing", "block", "l1", {})),
    ],
}


def cases() -> dict[str, list[Raw]]:
    """Cases by the rule that they are about; every rule has some."""
    return {**_PICTURES, **_EDGES, **_WORDS, **_INKS, **_CODES, **_DEMANDS}
