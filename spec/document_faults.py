"""Documents that are refused, as raw JSON: one for each fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from document_cases import document, document_of, nested
from scene_parts import PHOTO, Raw, area, clipart, code, group, image, linear, pattern, shape, stops, text


def refused() -> Iterator[tuple[str, Any]]:
    """Documents that are refused, with a name each."""
    yield from (("not an object", []), ("null", None), ("text", "{}"), ("empty", {}))
    whole = document(area())
    for field in ("version", "product_id", "areas"):
        yield f"no {field}", {key: value for key, value in whole.items() if key != field}
    for version in (0, 3, "1", True, None, 1.5, [2]):
        yield f"version {version!r}", {**whole, "version": version}
    for product_id in (0, -1, 1.5, True, "7", None, 9007199254740992, 1e300):
        yield f"product {product_id!r}", {**whole, "product_id": product_id}
    yield "unknown field", {**whole, "zeta": 1, "alpha": 2}
    yield "areas not a list", {**whole, "areas": {}}
    yield "too many areas", {**whole, "areas": [{"name": str(n), "width": 9, "height": 9} for n in range(21)]}
    yield "area name twice", document(area(), area())
    for field, value in _area_faults():
        yield f"area {field} {value!r}", document(area(**{field: value}))
    for base, field, value in _layer_faults():
        yield f"{base['type']} {field} {value!r}"[:80], document(area({**base, field: value}))
    for base in (text("x"), image(), shape("star")):
        for field in sorted(base.keys() - {"fill"}):
            yield f"{base['type']} without {field}", document(area({k: v for k, v in base.items() if k != field}))
        yield f"{base['type']} with an unknown field", document(area({**base, "parts": []}))
    yield "layer without id", document_of({**text("x")})
    yield "layer id twice", document_of({"id": "a", **text("x")}, {"id": "a", **text("y")})
    yield "layer not an object", document_of(7)
    yield "too many layers", document_of(*(speck(n) for n in range(501)))
    halves = [
        {"name": name, "width": 9, "height": 9, "layers": [speck(f"{name}{n}") for n in range(251)]} for name in "AB"
    ]
    yield "too many layers in two areas", {**whole, "areas": halves}
    yield "box and arc", document(area(text("x", box={"width": 9, "height": 9}, arc={"radius": 9})))

    yield "box and path", document(area(text("x", box={"width": 9, "height": 9}, on_path={"path": "M0 0L9 9"})))
    yield "arc and path", document(area(text("x", arc={"radius": 9}, on_path={"path": "M0 0L9 9"})))
    yield from _group_faults()
    yield from _first_version_faults()
    for value in (None, {}, ["a b"], ["a", "b", "a"], [7], ["f"] * 21):
        yield f"fallback fonts {value!r}"[:60], {**whole, "fallback_fonts": value}


def _group_faults() -> Iterator[tuple[str, Any]]:
    yield "nine groups deep", document_of(nested(9))
    yield "a hundred groups deep", document_of(nested(100))
    star = {"id": "star", **shape("star")}
    yield "id twice in a group", document_of(star, group("g", star))
    yield "a group's id in itself", document_of(group("g", {**star, "id": "g"}))
    yield "ink in a group", document_of(group("g", {**star, "ink": "foil"}, ink="foil"))
    yield "a group's ink in a group", document_of(group("g", group("h", ink="white")))
    yield "a fault in a group", document_of(group("g", group("h", {**star, "width": 0})))
    yield "a group's layers null", document_of({**group("g"), "layers": None})
    many = [speck(n) for n in range(499)]
    yield "too many layers in a group", document_of(group("g", *many), {**star, "id": "last"})
    yield "too many layers around a group", document_of(*many, group("g", {**star, "id": "last"}))


def _first_version_faults() -> Iterator[tuple[str, Any]]:
    """Version 1 is taken as it was: what it did not know is refused."""
    for name, layer in (
        ("blend", shape("star", blend="normal")), ("flip", image(flip="none")),
        ("direction", text("x", direction="auto")),
        ("vertical align", text("x", box={"width": 9, "height": 9, "vertical_align": "top"})),
        ("clipart", clipart("a")), ("group", group("g")),
    ):  # fmt: skip
        yield f"version 1 with {name}", {**document(area(layer)), "version": 1}
    yield "version 1 with fallback fonts", {**document(area()), "version": 1, "fallback_fonts": []}


def speck(name: str | int) -> Raw:
    """About the shortest layer that there is."""
    return {"id": f"n{name}", "type": "group", "transform": [1, 0, 0, 1, 0, 0]}


def _area_faults() -> Iterator[tuple[str, Any]]:
    yield from (("name", ""), ("name", "n" * 61), ("name", 7), ("name", "a\nb"), ("name", None), ("name", "\ud800"))
    yield from (("width", 0.9), ("width", 20000.1), ("height", "9"), ("height", None), ("height", True))
    yield from (("background", "red"), ("background", "#12"), ("background", 7), ("layers", None), ("layers", {}))
    yield ("bleed", 3)


def _layer_faults() -> Iterator[tuple[Raw, str, Any]]:
    words, photo, figure, outline = text("x"), image(), shape("star"), shape("path", path="M0 0L1 1")
    common = [
        ("type", "video"), ("type", None), ("id", ""), ("id", "a b"), ("id", "x" * 65), ("id", "é"), ("id", 7),
        ("opacity", 1.1), ("opacity", -0.1), ("opacity", None), ("locked", 0), ("locked", None),
        ("transform", None), ("transform", [1, 0, 0, 1, 0]), ("transform", [1, 0, 0, 1, 0, "0"]),
        ("transform", [0, 0, 0, 0, 0, 0]), ("transform", [1, 2, 2, 4, 0, 0]), ("transform", [10001, 0, 0, 1, 0, 0]),
        ("transform", [1, 0, 0, 1, 0, 1000001]), ("transform", [1e-7, 0, 0, 1, 0, 0]),
    ]  # fmt: skip
    common += [
        ("blend", "color"), ("blend", None), ("ink", "gold"), ("shadow", {}), ("shadow", "#000"),
        ("shadow", {"colour": "#000", "blur": -1}), ("shadow", {"colour": "#000", "dx": 1000.1}),
        ("shadow", {"colour": "#000", "spread": 1}), ("shadow", {"colour": "#000", "opacity": 2}),
    ]  # fmt: skip
    drawn, scanned = clipart("house"), code("qr", "x")
    for base in (words, photo, figure, drawn, scanned, group("g")):
        yield from ((base, field, value) for field, value in common)
    for field, value in (
        ("text", 7), ("text", None), ("text", "x" * 2001), ("text", "\U0001f600" * 2001), ("text", "a\x00b"),
        ("text", "a\x7fb"), ("text", "a\ud83d"), ("text", "\x1b[0m"), ("font", "Inter Bold"), ("font", ""),
        ("font", "f" * 61), ("font", 7), ("size", 0.09), ("size", 2000.1), ("size", "12"), ("size", 1e300),
        ("colour", "black"), ("colour", "#12345"), ("colour", "#1234567"), ("colour", "#ggg"), ("colour", None),
        ("colour", "#fff\n"), ("align", "justify"), ("align", None), ("align", ["left"]), ("line_height", 0),
        ("line_height", 10.1), ("letter_spacing", -1.1), ("letter_spacing", 10.1), ("stroke", 7), ("stroke", {}),
        ("stroke", {"colour": "#fff"}), ("stroke", {"colour": "#fff", "width": 0}), ("stroke", []),
        ("stroke", {"colour": "#fff", "width": 1, "join": "round"}), ("box", {}), ("box", {"width": 1}),
        ("box", {"width": 0, "height": 1}), ("box", {"width": 1, "height": 1, "fit": "fill"}), ("arc", 50),
        ("arc", {"radius": 0}), ("arc", {"radius": 0.99}), ("arc", {"radius": -0.5}), ("arc", {"radius": 100001}),
        ("text_area", ""), ("text_area", 7), ("text_area", "n" * 61),
    ):  # fmt: skip
        yield words, field, value
    for field, value in (
        ("image", PHOTO.upper()), ("image", PHOTO + "0"), ("image", ""), ("image", 7), ("width", 0.05),
        ("height", 20001), ("mask", "hexagon"), ("crop", None), ("crop", {"x": 0, "y": 0, "width": 1}),
        ("crop", {"x": 0.5, "y": 0, "width": 0.6, "height": 1}),
        ("crop", {"x": 0, "y": 0.5, "width": 1, "height": 0.500002}),
        ("crop", {"x": 0, "y": 0, "width": 0, "height": 1}), ("crop", {"x": -0.1, "y": 0, "width": 1, "height": 1}),
        ("image_area", ""),
    ):  # fmt: skip
        yield photo, field, value
    for field, value in (("shape", "hexagon"), ("width", 0), ("corner_radius", -1), ("fill", "none"), ("path", "M0 0")):
        yield figure, field, value
    yield from _newer_layer_faults()
    for value in (
        None, 7, "", " ", "L1 1", "M1", "M1 1 2", "M0 0A1 1 0 0 0 3 3", "M0 0Z1 1", "1 1", "M0 0 L Z", "M1e7 0",
        "M0 0l9e5 0l9e5 0", "M0 0 foo", "M0 0é", "M0 0 #", "M\x000 0", "M" + "0 " * 40002,
    ):  # fmt: skip
        yield outline, "path", value


def _newer_layer_faults() -> Iterator[tuple[Raw, str, Any]]:
    words, photo, figure, drawn = text("x"), image(), shape("star"), clipart("house")
    for value in FILL_FAULTS:
        yield figure, "fill", value
        yield words, "colour", value
    for value in FILTER_FAULTS:
        yield photo, "filters", value
    for base, field, value in (
        (words, "direction", "up"), (words, "on_path", {}), (words, "on_path", {"path": "L"}),
        (words, "on_path", "M0 0"),
        (words, "on_path", {"path": "M0 0", "start": 1.1}), (words, "on_path", {"path": "M0 0", "flip": 1}),
        (words, "on_path", {"path": "M0 0", "align": "left"}),
        (words, "box", {"width": 1, "height": 1, "vertical_align": "center"}),
        (photo, "flip", "left"), (photo, "flip", None), (photo, "mask_path", "M0 0L1 1"), (photo, "mask", "path"),
        (image(mask="path", mask_path=""), "flip", "none"), (image(mask="path", mask_path="M0 0A"), "flip", "none"),
        (drawn, "clipart", "a/b"), (drawn, "clipart", ""), (drawn, "clipart", "x" * 65), (drawn, "width", 0),
        (drawn, "flip", True), (drawn, "colours", []), (drawn, "colours", None), (drawn, "colours", {"": "#fff"}),
        (drawn, "colours", {"Roof": "red"}), (drawn, "colours", {"n" * 41: "#fff"}),
        (drawn, "colours", {"a\nb": "#fff"}),
        (drawn, "colours", {str(number): "#fff" for number in range(41)}), (drawn, "colours", {"b": 1, "a": 2}),
        (drawn, "colours", {"\U0001f600": 1, "\ue000": 2}), (drawn, "crop", {}),
    ):  # fmt: skip
        yield base, field, value
    for symbology, content in CONTENT_FAULTS:
        yield code(symbology, "1"), "content", content
    for field, value in (
        ("symbology", "aztec"), ("symbology", None), ("error_correction", "L"), ("quiet_zone", 1), ("colour", None),
        ("colour", linear(0, "#000", "#fff")), ("background", "white"), ("height", 20000.1),
    ):  # fmt: skip
        yield code("qr", "1"), field, value
    yield code("qr", "\u6f22" * 800, error_correction="low"), "content", "\u6f22" * 1000
    yield code("qr", "x", error_correction="high"), "content", "\u00e9" * 650
    for name, bad in (("clipart", drawn), ("code", code("qr", "1"))):
        for field in sorted(bad.keys() - {"type"}):
            yield {key: value for key, value in bad.items() if key != field}, "opacity", 1
        yield bad, "parts", name


FILL_FAULTS: tuple[Any, ...] = (
    {}, [], 7, {"type": "conic"}, {"type": None}, {"type": "linear"},
    {"type": "linear", "stops": stops("#000", "#fff")[:1]},
    {"type": "linear", "stops": stops(*["#000"] * 17)}, {**linear(0, "#000", "#fff"), "angle": 361},
    {"type": "radial", "stops": stops("#000", "#fff"), "angle": 0}, {"type": "radial", "stops": [1, 2]},
    {"type": "radial", "stops": [{"offset": 0.5, "colour": "#000"}, {"offset": 0.4, "colour": "#fff"}]},
    {"type": "radial", "stops": [{"offset": 0, "colour": "#000"}, {"offset": 1.1, "colour": "#fff"}]},
    {"type": "radial", "stops": [{"offset": 0, "colour": "#000"}, {"colour": "#fff"}]},
    {"type": "radial", "stops": [{"offset": 0, "colour": "#000", "opacity": 1}, {"offset": 1, "colour": "#fff"}]},
    pattern(0, 1), pattern(1, 20001), pattern(1, 1, gap_x=-1), pattern(1, 1, arrangement="random"),
    pattern(1, 1, offset_y=20001), pattern(1, 1, image="x"), pattern(1, 1, filters=[{"type": "blur"}]),
    pattern(1, 1, crop=None), {"type": "pattern", "image": PHOTO, "width": 1},
)  # fmt: skip
FILTER_FAULTS: tuple[Any, ...] = (
    None, {}, ["sepia"], [{}], [{"type": "blur"}], [{"type": "sepia", "amount": 1}], [{"type": "brightness"}],
    [{"type": "brightness", "amount": 1.1}], [{"type": "brightness", "amount": None}],
    [{"type": "contrast", "amount": "1"}], [{"type": "threshold", "level": -0.1}],
    [{"type": "threshold", "amount": 0.5}], [{"type": "duotone", "dark": "#000"}],
    [{"type": "duotone", "dark": "#000", "light": "white"}], [{"type": "greyscale", "level": 0}],
    [{"type": "greyscale", "strength": 1}], [{"type": "greyscale"}] * 9,
)  # fmt: skip
CONTENT_FAULTS: tuple[tuple[str, Any], ...] = (
    ("qr", ""), ("qr", 7), ("qr", None), ("qr", "x" * 1001), ("qr", "\ud800"),
    ("code128", "\u00e9"), ("code128", "\u20ac"),
    ("ean13", "12345678901"), ("ean13", "4006381333932"), ("ean13", "40063813339311"), ("ean13", "40063813339a1"),
    ("ean13", "\u0664" * 12), ("ean13", "400638133393\n"),
)  # fmt: skip
