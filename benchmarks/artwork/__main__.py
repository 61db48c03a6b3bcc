"""A large print file, beside what the machine can do at all and beside what others need for the same picture.

    python -m benchmarks.artwork [--runs 7] [--chromium] [--imagemagick] [--bands] [--save FOLDER]

The print: 381 × 457.2 mm at 300 dpi (4,500 × 5,400 pixels); a photograph of 12 megapixels, turned by 8 degrees in a
rounded mask; three texts, one on an arc with an outline; clipart of 200 shapes at 85 % opacity. Prints JSON: medians
in milliseconds, ratios, the peak of memory in MB. All of it is measured side by side in one run.

- `print_file`: from operations and the encoded photograph to a PNG, in a process that has done it before.
- `floor`: decoding the photograph, one memcpy of the pixels, making their alpha straight.
- `--chromium`: the operations on a Canvas2D of a warm headless Chromium, by `toBlob` with the photograph decoded
  before and from its file, and by screenshot.
- `--imagemagick`: the same outlines and the photograph's affine projection, by a process of its own.
- `--bands`: the same design at 20,000 × 10,000 pixels, by a process of its own, and memory at a quarter of its height.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyvips
import skia
from benchmarks.artwork.measuring import interleaved, median
from benchmarks.artwork.scene import ACROSS, DOWN, DPI, PHOTO, WIDTH, area, lay_out, photograph, print_area
from benchmarks.artwork.scene import resources as scene_resources
from benchmarks.artwork.workers import banners, print_file, throughput
from numpy.typing import NDArray

from monogram.layout import Operation, layout_area
from monogram.rendering.pictures import decode, straighten, to_skia
from monogram.rendering.png import encode_png
from monogram.rendering.raster import AreaDrawing, render_area


def stages(runs: int, operations: list[Operation], photo: bytes) -> dict[str, float]:
    """Each step by itself, without what they do at the same time. `draw` holds making alpha straight, band by band."""
    plain = render_area(operations, **print_area(photo))
    drawing = AreaDrawing(operations, **print_area(photo))
    scratch = np.zeros_like(plain)
    one_area, resources = area(), scene_resources()
    return interleaved(
        runs,
        {
            "layout": lambda: layout_area(one_area, resources),
            "decode": lambda: decode(photo),
            "record": lambda: _record(operations, photo),
            "draw": lambda: drawing.draw(0, scratch),
            "png": lambda: encode_png(plain, dpi=DPI),
            "memcpy": lambda: np.copyto(scratch, plain),
            "straight_alpha": lambda: straighten(scratch),
        },
    )


def _record(operations: list[Operation], photo: bytes) -> None:
    """What comes before the first band, but for decoding: a clear pixel stands for the photograph."""
    pixel = encode_png(np.zeros((3, 4, 4), np.uint8), dpi=None)
    AreaDrawing(operations, **{**print_area(photo), "images": {PHOTO: pixel}})


def skia_png(pixels: NDArray[np.uint8]) -> bytes:
    return bytes(to_skia(pixels).encodeToData(skia.kPNG, 100))


def in_turns_with_chromium(runs: int, operations: list[Operation], photo: bytes) -> dict[str, float]:
    """Milliseconds of our print and of Chromium's, in turns; a screenshot is so slow that it comes at the end."""
    from benchmarks.artwork.chromium import canvas_in_chromium

    with canvas_in_chromium(operations, photo, across=ACROSS, down=DOWN, scale=ACROSS / WIDTH) as canvas:
        times = interleaved(
            runs,
            {
                "print_file": lambda: print_file(operations, photo),
                "chromium_to_blob": canvas.to_blob,
                "chromium_decode_to_blob": canvas.decode_to_blob,
                "chromium_draw": canvas.draw,
            },
        )
        return {**times, "chromium_screenshot": median(2, canvas.screenshot)}


def save_pictures(folder: Path, operations: list[Operation], photo: bytes) -> None:
    """Ours and Chromium's, to be looked at."""
    from benchmarks.artwork.chromium import canvas_in_chromium

    (folder / "print.png").write_bytes(print_file(operations, photo))
    with canvas_in_chromium(operations, photo, across=ACROSS, down=DOWN, scale=ACROSS / WIDTH) as canvas:
        (folder / "chromium.png").write_bytes(canvas.screenshot())


def report(options: argparse.Namespace) -> dict[str, Any]:
    operations, photo = lay_out(), photograph()
    times = {"print_file": median(options.runs, lambda: print_file(operations, photo))}
    if options.chromium:
        times |= in_turns_with_chromium(options.runs, operations, photo)
    if options.imagemagick:
        from benchmarks.artwork.imagemagick import measure

        times["imagemagick"] = measure(operations, photo, across=ACROSS, down=DOWN, scale=ACROSS / WIDTH)
    parts = stages(options.runs, operations, photo)
    ours = times.pop("print_file")
    floor = parts["decode"] + parts["memcpy"] + parts["straight_alpha"]
    content = print_file(operations, photo)
    times["skia_png"] = median(1, lambda: skia_png(pyvips.Image.new_from_buffer(content, "").numpy()))
    found: dict[str, Any] = {
        "print_file": {"ms": ours, "png_mb": round(len(content) / 1e6, 1)},
        "stages_ms": parts,
        "floor_ms": {"decode_memcpy_straight": round(floor, 1), "with_png": round(floor + parts["png"], 1)},
        "others_ms": times,
        "ratios": {
            "to_floor": round(ours / floor, 2),
            "to_floor_with_png": round(ours / (floor + parts["png"]), 2),
            "png_to_skia_png": round(parts["png"] / times.pop("skia_png"), 3),
            **{f"to_{name}": round(ours / ms, 3) for name, ms in times.items()},
        },
        "one_process": throughput(1, photo),
        "two_processes": throughput(2, photo),
    }
    return {**found, "bands": banners(photo)} if options.bands else found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--chromium", action="store_true", help="also draw the scene in headless Chromium")
    parser.add_argument("--imagemagick", action="store_true", help="also draw the scene by ImageMagick")
    parser.add_argument("--bands", action="store_true", help="also draw 200 megapixels in bands")
    parser.add_argument("--save", type=Path, help="only keep our picture and Chromium's in this folder")
    options = parser.parse_args()
    if options.save:
        save_pictures(options.save, lay_out(), photograph())
    else:
        print(json.dumps(report(options), indent=2))


if __name__ == "__main__":
    main()
