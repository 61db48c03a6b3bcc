"""Documents, numbers and faults of the document vectors, as raw JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layout_scenes import PHOTO, SCENES, UPRIGHT, area, image, shape, text

Raw = dict[str, Any]


def document(*areas: Raw, **fields: Any) -> Raw:
    """A document around print areas; layer ids are made unique over all of them."""
    for number, entry in enumerate(areas):
        for layer in entry.get("layers") or []:
            if number and "id" in layer:
                layer["id"] = f"{layer['id']}-{number}"
    return {"version": 2, "product_id": 1007644, "areas": list(areas), **fields}


def accepted() -> dict[str, Raw]:
    """Documents that are taken, by name."""
    everything = [
        {**scene, "name": name, "layers": [dict(layer) for layer in scene["layers"]]} for name, scene in SCENES.items()
    ]
    return {
        "no areas": document(),
        "defaults": document({"name": "Front", "width": 280, "height": 350}),
        "whole numbers written as fractions": document(area(size_of_text(12.0)), version=2.0, product_id=7.0),
        "largest product id": document(product_id=9007199254740991),
        "line ends and tabs": document(area(text("a\r\nb\rc\u2028d\u2029e\x0bf\x85g\th"))),
        "quotes, slashes and other scripts": document(area(text('"\\/ \u00e9 \u4e2d \U0001f600 \u007e'))),
        "two thousand characters beyond the first plane": document(area(text("\U0001f600" * 2000))),
        "colours": document(
            area(shape("star", fill="#AbC", stroke={"colour": "#A1B2C3", "width": 1}), background="#FFF")
        ),
        "names": document(
            area(text("x", text_area="Top line"), image(image_area="Foto – groß"), name="Vorder\u00adseite")
        ),
        "limits": document(area(
            text("x", size=0.1, line_height=10, letter_spacing=-1, arc={"radius": -1}, opacity=0),
            text("x", size=2000, line_height=0.1, letter_spacing=10, arc={"radius": 100000}, opacity=1),
            image(width=0.1, height=20000, crop={"x": 0.999, "y": 0, "width": 0.001, "height": 1}, locked=True),
            image(crop={"x": 1 / 3, "y": 0.3333333, "width": 2 / 3, "height": 0.6666667}),
            shape("rectangle", corner_radius=20000, transform=[10000, 0, 0, -10000, -1000000, 1000000]),
            name="n" * 60, width=1, height=20000,
        )),
        **{f"scenes {start}": document(*everything[start : start + 15]) for start in range(0, len(everything), 15)},
    }  # fmt: skip


def size_of_text(size: float) -> Raw:
    """A text layer of a size."""
    return text("x", size=size)


def numbers() -> Iterator[float]:
    """Numbers of every kind that a document may hold: edges, halves of a millionth, and a fixed walk over the rest."""
    yield from (0, -0.0, 1, -1, 12, 0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 1e-6, 1e-7, 5e-7, -5e-7, 4.9999999e-7)
    yield from (1.0000005, -1.0000005, 0.9999995, 2.5e-6, -2.5e-6, 1e9, -1e9, 999999999.9999999, 123456.7890125)
    yield from (0.30000000000000004, 1e-300, -1e-300, 5e-324, 100.1234565, 100.1234575, 8.5e-7, 1.15, 1.005)
    state = 20240229
    for index in range(600):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        mantissa = (state >> 11) / 2**53 - 0.5
        yield mantissa * 10.0 ** (index % 16 - 6)


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
    yield "too many layers", document_of(*({"id": f"n{n}", **shape("star")} for n in range(501)))
    yield (
        "too many layers in two areas",
        {
            **whole,
            "areas": [
                {
                    "name": name,
                    "width": 9,
                    "height": 9,
                    "layers": [{"id": f"{name}{n}", **shape("star")} for n in range(251)],
                }
                for name in "AB"
            ],
        },
    )
    yield "box and arc", document(area(text("x", box={"width": 9, "height": 9}, arc={"radius": 9})))


def document_of(*layers: Any) -> Raw:
    """A document whose layers are left as they are."""
    return {
        "version": 2,
        "product_id": 1,
        "areas": [{"name": "Front", "width": 9, "height": 9, "layers": list(layers)}],
    }


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
    for base in (words, photo, figure):
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
    for value in (
        None, 7, "", " ", "L1 1", "M1", "M1 1 2", "M0 0A1 1 0 0 0 3 3", "M0 0Z1 1", "1 1", "M0 0 L Z", "M1e7 0",
        "M0 0l9e5 0l9e5 0", "M0 0 foo", "M0 0é", "M0 0 #", "M\x000 0", "M" + "0 " * 40002,
    ):  # fmt: skip
        yield outline, "path", value


__all__ = ["UPRIGHT", "accepted", "numbers", "refused"]
