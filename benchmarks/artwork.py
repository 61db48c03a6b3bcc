"""A large print file, beside what the machine can do at all and beside what a browser needs for the same picture.

    python -m benchmarks.artwork [--runs 7] [--chromium] [--save FOLDER]

The scene: 381 × 457.2 mm at 300 dpi (4500 × 5400 pixels); a photograph of 12 megapixels, turned by 8 degrees in a
rounded mask; three texts, one on an arc with an outline; 200 outlined shapes at 85 % opacity. Prints JSON: medians in
milliseconds, ratios, the peak of memory in MB. All of it is measured side by side in one run; only ratios travel from
machine to machine.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyvips
import skia
from numpy.typing import NDArray

from monogram import demo
from monogram.layout import FontSet, Operation, Resources, layout_area
from monogram.layout.document import Area, load
from monogram.rendering.pictures import PictureBook, decode, skia_info, straighten, to_skia
from monogram.rendering.playing import Player
from monogram.rendering.png import encode_png
from monogram.rendering.raster import render_area

WIDTH, HEIGHT, DPI = 381.0, 457.2, 300
ACROSS, DOWN = 4500, 5400
PHOTO = "0" * 32
FONTS = Path(demo.__file__).parent / "assets" / "fonts"


def photograph() -> bytes:
    """4000 × 3000 pixels of soft shapes and grain, about 2.6 MB."""
    y, x = np.mgrid[0:3000, 0:4000].astype(np.float32)
    grain = np.random.default_rng(1).normal(0, 6, (3000, 4000)).astype(np.float32)
    channels = [128 + 90 * np.sin(x / (300 + 50 * n) + y / 100) * np.cos(y / 270) + grain for n in range(3)]
    pixels = np.clip(np.stack(channels, axis=-1), 0, 255).astype(np.uint8)
    content: bytes = pyvips.Image.new_from_array(pixels, interpretation="srgb").jpegsave_buffer(Q=90)
    return content


def area() -> Area:
    turn = math.radians(-8)
    turned = [math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), WIDTH / 2, 200]
    layers: list[dict[str, Any]] = [
        {
            "id": "photo",
            "type": "image",
            "image": PHOTO,
            "width": 296,
            "height": 222,
            "mask": "rounded",
            "transform": turned,
        },
        _text(
            "arc",
            "HARBOUR ROWING CLUB",
            "bebas-neue-regular",
            44,
            70,
            arc={"radius": 260},
            stroke={"colour": "#ffffff", "width": 3},
        ),
        _text("name", "Grandma", "lobster-regular", 72, 380),
        _text("line", "best tea since 1951", "playfair-display-bold", 26, 435, letter_spacing=0.08),
        *(_star(number) for number in range(200)),
    ]
    document = {
        "version": 2,
        "product_id": 1,
        "areas": [{"name": "Front", "width": WIDTH, "height": HEIGHT, "layers": layers}],
    }
    return load(document).areas[0]


def _text(name: str, words: str, font: str, size: float, y: float, **more: Any) -> dict[str, Any]:
    place = {
        "id": name,
        "type": "text",
        "text": words,
        "font": font,
        "size": size,
        "transform": [1, 0, 0, 1, WIDTH / 2, y],
    }
    return {**place, "colour": "#24304d", **more}


def _star(number: int) -> dict[str, Any]:
    column, row = number % 20, number // 20
    points = [(9 * math.cos(2.4 * n), 9 * math.sin(2.4 * n)) for n in range(15)]
    path = "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points) + "Z"
    return {
        "id": f"star{number}",
        "type": "shape",
        "shape": "path",
        "path": path,
        "width": 18,
        "height": 18,
        "fill": f"#{number:02x}8040",
        "stroke": {"colour": "#102030", "width": 0.4} if number % 4 == 0 else None,
        "opacity": 0.85,
        "transform": [1, 0, 0, 1, column * 19 + 10, row * 45 + 20],
    }


def median(runs: int, work: Callable[[], object]) -> float:
    """Milliseconds, after one run to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times), 1)


def print_file(operations: list[Operation], photo: bytes) -> bytes:
    """The product under test: operations and an encoded photograph in, a PNG out."""
    pixels = render_area(operations, width=WIDTH, height=HEIGHT, bleed=0, dpi=DPI, images={PHOTO: photo}, mask=None)
    return encode_png(pixels, dpi=DPI)


def stages(runs: int, operations: list[Operation], photo: bytes, pixels: NDArray[np.uint8]) -> dict[str, float]:
    book = PictureBook({PHOTO: photo})
    book.reduced_for(PHOTO, 1)
    resources = font_resources()
    scratch = np.zeros_like(pixels)
    one_area = area()

    def draw() -> None:
        surface = skia.Surface.MakeRasterDirect(skia_info(ACROSS, DOWN), scratch, ACROSS * 4)
        canvas = surface.getCanvas()
        canvas.scale(ACROSS / WIDTH, DOWN / HEIGHT)
        Player(book).play(canvas, operations)

    return {
        "layout": median(runs, lambda: layout_area(one_area, resources)),
        "decode": median(runs, lambda: decode(photo)),
        "draw": median(runs, draw),
        "straight_alpha": median(runs, lambda: straighten(scratch)),
        "png": median(runs, lambda: encode_png(pixels, dpi=DPI)),
        "memcpy": median(runs, lambda: np.copyto(scratch, pixels)),
    }


def skia_png(pixels: NDArray[np.uint8]) -> bytes:
    return bytes(to_skia(pixels).encodeToData(skia.kPNG, 100))


def throughput(processes: int, photo: bytes, each: int = 4) -> dict[str, float]:
    """Prints a second by that many processes together, and the largest one's peak of memory."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(_work, [(1, photo)] * processes, chunksize=1)
        start = time.perf_counter()
        peaks = pool.map(_work, [(each, photo)] * processes, chunksize=1)
        rate = processes * each / (time.perf_counter() - start)
    return {"prints_a_second": round(rate, 2), "peak_mb": round(max(peaks))}


def _work(task: tuple[int, bytes]) -> float:
    times, photo = task
    operations = lay_out()
    for _ in range(times):
        print_file(operations, photo)
    return peak_memory()


def peak_memory() -> float:
    """MB of this process at its largest. (`ru_maxrss` would begin with that of the process which started this one.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def lay_out() -> list[Operation]:
    return layout_area(area(), font_resources())


def font_resources() -> Resources:
    return Resources(FontSet({path.stem: path.read_bytes() for path in FONTS.glob("*.ttf")}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--chromium", action="store_true", help="also draw the scene in headless Chromium")
    parser.add_argument("--save", type=Path, help="keep the pictures in this folder")
    options = parser.parse_args()
    operations, photo = lay_out(), photograph()
    whole = median(options.runs, lambda: print_file(operations, photo))
    content = print_file(operations, photo)
    pixels = pyvips.Image.new_from_buffer(content, "").numpy()
    parts = stages(options.runs, operations, photo, pixels)
    floor = parts["decode"] + parts["memcpy"] + parts["straight_alpha"]
    skia_encoder = median(2, lambda: skia_png(pixels))
    report: dict[str, Any] = {
        "print_file": {"ms": whole, "png_mb": round(len(content) / 1e6, 1)},
        "stages_ms": parts,
        "floor_ms": {"decode_memcpy_straight": round(floor, 1), "with_png": round(floor + parts["png"], 1)},
        "skia_encoder_ms": skia_encoder,
        "one_process": throughput(1, photo),
        "two_processes": throughput(2, photo),
        "ratios": {
            "to_floor": round(whole / floor, 2),
            "to_floor_with_png": round(whole / (floor + parts["png"]), 2),
            "png_to_skia_encoder": round(parts["png"] / skia_encoder, 3),
        },
    }
    if options.chromium:
        from benchmarks.chromium_canvas import measure

        report["chromium_ms"] = measure(operations, photo, across=ACROSS, down=DOWN, scale=ACROSS / WIDTH)
        for name in ("to_blob", "screenshot"):
            report["ratios"][f"to_chromium_{name}"] = round(whole / report["chromium_ms"][name], 3)
    if options.save:
        (options.save / "print.png").write_bytes(content)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
