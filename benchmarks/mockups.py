"""Pictures of products with a design on them, beside the floor: copying the blank photo and encoding it.

    python -m benchmarks.mockups [--runs 15] [--save FOLDER]

The demo T-shirt in navy (tint, shading, displacement; a photograph of 1600 × 1200 pixels, two texts, 18 lines) at
60, 600 and 1600 pixels, and the mug in 3D at 600 and 1200. Prints JSON: medians in milliseconds, by the clock and of
processor time (of all threads), and ratios to the floor. *First* is with nothing kept; then the product's own pictures
are at hand, as they are in a worker that draws the next design. Everything is measured in turns in one run; only ratios
travel from machine to machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyvips
from numpy.typing import NDArray

from monogram import demo
from monogram.layout import FontSet, Operation, Resources, layout_area
from monogram.layout.document import load
from monogram.rendering import model, product_photo
from monogram.rendering.mockup import Placement, ViewScene, compose_view, draw_flat, encode_jpeg
from monogram.rendering.model import render_model, texture_size

ASSETS = Path(demo.__file__).parent / "assets"
PHOTO = "0" * 32
SHIRT, MUG = (280.0, 350.0), (200.0, 90.0)
SHIRT_SIZES, MUG_SIZES = (60, 600, 1600), (600, 1200)

Pixels = NDArray[np.uint8]


def design(width: float, height: float) -> list[Operation]:
    """A photograph, two texts and lines on a print area of so many millimetres."""
    unit = height / 350
    layers: list[dict[str, Any]] = [
        {
            "id": "photo", "type": "image", "image": PHOTO, "width": 200 * unit, "height": 150 * unit,
            "transform": [1, 0, 0, 1, width / 2, 110 * unit],
        },
        _text("club", "HARBOUR", "bebas-neue-regular", 70 * unit, width / 2, 225 * unit),
        _text("since", "rowing club 1951", "pacifico-regular", 30 * unit, width / 2, 285 * unit),
        *(
            {
                "id": f"line{number}", "type": "shape", "shape": "rectangle", "fill": "#f2c14e",
                "width": 240 * unit, "height": 0.8 * unit,
                "transform": [1, 0, 0, 1, width / 2, (306 + number * 2) * unit],
            }
            for number in range(18)
        ),
    ]  # fmt: skip
    areas = [{"name": "Front", "width": width, "height": height, "layers": layers}]
    fonts = FontSet({path.stem: path.read_bytes() for path in (ASSETS / "fonts").glob("*.ttf")})
    return layout_area(load({"version": 1, "product_id": 1, "areas": areas}).areas[0], Resources(fonts))


def _text(name: str, words: str, font: str, size: float, x: float, y: float) -> dict[str, Any]:
    place = {"id": name, "type": "text", "text": words, "font": font, "size": size, "colour": "#f2c14e"}
    return {**place, "transform": [1, 0, 0, 1, x, y]}


def shirt(images: dict[str, bytes]) -> ViewScene:
    products = json.loads((ASSETS / "products" / "manifest.json").read_text())["products"]
    view = products[0]["views"][0]
    photo, mask, shading, displacement = (
        (ASSETS / "products" / "tshirt" / view[name]).read_bytes()
        for name in ("photo", "tint_mask", "shading_map", "displacement_map")
    )
    quad = [(x, y) for x, y in view["areas"][0]["quad"]]
    placement = Placement(design(*SHIRT), *SHIRT, quad, images=images)
    return ViewScene(photo, mask, "#24304f", shading, [placement], displacement, 1)


def forget() -> None:
    """As in a process that has drawn nothing yet."""
    for kept in (product_photo._kept, product_photo._untinted, model._products, model._exposures):
        kept.clear()


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of processor time."""
    start, started = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - started) * 1000


def in_turns(runs: int, works: dict[str, Callable[[], object]], *, whole: str) -> dict[str, Any]:
    """The medians of each, all of them run once in every round, so that they share what the machine does besides.

    `to_floor` is what `whole` takes of the floor.
    """
    for work in works.values():
        work()
    rounds = [{name: milliseconds(work) for name, work in works.items()} for _ in range(runs)]
    kinds = ("ms", "cpu_ms")
    times = {
        name: {kind: statistics.median(one[name][number] for one in rounds) for number, kind in enumerate(kinds)}
        for name in works
    }
    ratios = {kind: round(times[whole][kind] / times["floor"][kind], 2) for kind in kinds}
    rounded = {name: {kind: round(value, 1) for kind, value in both.items()} for name, both in times.items()}
    return {**rounded, "to_floor": ratios}


def measure_shirt(runs: int, view: ViewScene, size: int) -> dict[str, Any]:
    """The flat mock-up; its floor copies the tinted photo and encodes it."""
    forget()
    first, _ = milliseconds(lambda: compose_view(view, size=(size, size)))
    blank = compose_view(ViewScene(view.photo, view.tint_mask, view.tint), size=(size, size))
    placement = view.placements[0]
    vectors = [one for one in placement.operations if getattr(one, "image", None) is None]
    plain = Placement(vectors, placement.width, placement.height, placement.quad)
    decoded = ViewScene(
        view.photo, view.tint_mask, view.tint, view.shading_map, [plain], view.displacement_map, view.displacement
    )
    times = in_turns(
        runs,
        {
            "floor": lambda: encode_jpeg(blank.copy()),
            "drawn": lambda: compose_view(view, size=(size, size)),
            "drawn_without_the_designs_photo": lambda: compose_view(decoded, size=(size, size)),
            "drawn_and_encoded": lambda: encode_jpeg(compose_view(view, size=(size, size))),
        },
        whole="drawn_and_encoded",
    )
    return {"first_ms": round(first, 1), **times}


def measure_mug(runs: int, images: dict[str, bytes], size: int) -> dict[str, Any]:
    """The mug with a design that is drawn already, then with the drawing of it."""
    glb = (ASSETS / "products" / "mug" / "mug.glb").read_bytes()
    operations = design(*MUG)

    def texture() -> Pixels:
        return draw_flat(operations, width=MUG[0], height=MUG[1], images=images, mask=None, size=texture_size(size))

    def drawn(pixels: Pixels) -> Pixels:
        return render_model(glb, pixels, print_mesh="print_area", size=size, is_premultiplied=True)

    flat = texture()
    forget()
    first, _ = milliseconds(lambda: drawn(flat))
    blank = drawn(flat)
    times = in_turns(
        runs,
        {
            "floor": lambda: encode_jpeg(blank.copy()),
            "texture": texture,
            "drawn": lambda: drawn(flat),
            "textured_drawn_and_encoded": lambda: encode_jpeg(drawn(texture())),
        },
        whole="textured_drawn_and_encoded",
    )
    return {"first_ms": round(first, 1), **times}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--save", type=Path, help="keep the pictures in this folder")
    options = parser.parse_args()
    photograph = (ASSETS / "photos" / "dahlia.jpg").read_bytes()
    working_copy = pyvips.Image.thumbnail_buffer(photograph, 1600, height=1200, crop="centre").jpegsave_buffer(Q=90)
    images = {PHOTO: working_copy}
    view = shirt(images)
    report = {
        "shirt": {size: measure_shirt(options.runs, view, size) for size in SHIRT_SIZES},
        "mug": {size: measure_mug(options.runs, images, size) for size in MUG_SIZES},
    }
    if options.save:
        (options.save / "shirt.jpg").write_bytes(encode_jpeg(compose_view(view, size=(600, 600))))
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
