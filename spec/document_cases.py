"""Documents and numbers of the document vectors, as raw JSON."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from layout_scenes import SCENES
from scene_parts import UPRIGHT, Raw, area, clipart, code, image, linear, pattern, shape, text

PART_NAMES = ("b", "a", "\ue000", "\U0001f600", "__proto__", "7")
"""Python sorts by code points, JavaScript by UTF-16 units, and numbers come first there."""


def document(*areas: Raw, **fields: Any) -> Raw:
    """A document around print areas; layer ids are made unique over all of them."""
    for number, entry in enumerate(areas):
        _number(entry.get("layers") or [], number)
    return {"version": 2, "product_id": 1007644, "areas": list(areas), **fields}


def _number(layers: list[Raw], number: int) -> None:
    for layer in layers:
        if number and isinstance(layer, dict) and "id" in layer:
            layer["id"] = f"{layer['id']}-{number}"
        if isinstance(layer, dict) and isinstance(layer.get("layers"), list):
            _number(layer["layers"], number)


def accepted() -> dict[str, Raw]:
    """Documents that are taken, by name."""
    everything = [{**scene, "name": name, "layers": copy.deepcopy(scene["layers"])} for name, scene in SCENES.items()]
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
        **_newer(),
        "version 1": document(
            area(text("x", box={"width": 9, "height": 9}), image(), shape("star"), background="#fff"), version=1
        ),
        **{f"scenes {start}": document(*everything[start : start + 15]) for start in range(0, len(everything), 15)},
    }  # fmt: skip


def _newer() -> dict[str, Raw]:
    """What version 1 did not have."""
    shadow = {"colour": "#ABC"}
    return {
        "fallback fonts": document(fallback_fonts=["b", "a", *(f"font-{number}" for number in range(18))]),
        "fills": document(area(
            text("x", colour=linear(360, "#FFF", "#000")),
            shape("star", fill={"type": "radial", "stops": [{"offset": 0, "colour": "#F00"}] * 16}),
            shape("star", fill=pattern(0.1, 20000, arrangement="brick", filters=[{"type": "sepia", "dark": None}])),
            background=pattern(9, 9, offset_x=-20000),
        )),
        "filters": document(area(image(filters=[
            {"type": "greyscale"}, {"type": "duotone", "dark": "#012", "light": "#FED"},
            {"type": "brightness", "amount": -1, "level": None}, {"type": "contrast", "amount": 1},
            {"type": "threshold", "level": 1 / 3},
        ]))),
        "effects": document(area(shape("star", shadow=shadow, blend="color-burn", ink="cut"))),
        "texts": document(area(
            text("x", direction="rtl", on_path={"path": "M0 0L9 9"}, shadow={**shadow, "blur": 100, "dx": -1000}),
            text("x", on_path={"path": "M0 0L9 9", "start": 1, "flip": True}),
            text("x", box={"width": 9, "height": 9, "fit": "grow", "vertical_align": "bottom"}),
        )),
        "masks and flips": document(area(image(mask="path", mask_path="M0 0L1 1", flip="both"), image(mask="star"))),
        "parts of any name": document(area(clipart("A-1_z", colours=dict.fromkeys(PART_NAMES, "#FFF")))),
        "codes": document(area(
            code("qr", "BEGIN:VCARD\r\nFN:Zo\u00eb\x00\tend"), code("code128", "\x00 ~\x7f"),
            code("ean13", "000000000000"), code("ean13", "4006381333931"),
            code("qr", "1" * 1000, error_correction="high"),
        )),
        "eight groups deep": document_of(nested(8)),
    }  # fmt: skip


def nested(depth: int) -> Raw:
    """A group in a group in a group."""
    inner: list[Raw] = []
    for level in range(depth, 0, -1):
        inner = [{"id": f"g{level}", "type": "group", "transform": UPRIGHT, "layers": inner}]
    return inner[0]


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


def document_of(*layers: Any) -> Raw:
    """A document whose layers are left as they are."""
    return {
        "version": 2,
        "product_id": 1,
        "areas": [{"name": "Front", "width": 9, "height": 9, "layers": list(layers)}],
    }
