"""Areas that are drawn band by band: the same pixels, no seams, little memory, progress, limits."""

from __future__ import annotations

import io
import math
import subprocess
import sys

import numpy as np
import pytest
import pyvips
import skia
from numpy.typing import NDArray
from tests.rendering.scenes import box, busy_scene, filled, flat, pictured, png, quarters

from monogram.geometry.matrices import Matrix
from monogram.geometry.paths import Path
from monogram.layout.operations import GroupOperation, LinearGradient, Operation, PatternPaint, Shadow, Stop, Stroke
from monogram.rendering import bands
from monogram.rendering.bands import PixelSize, as_picture, render_png, stream_drawing
from monogram.rendering.pictures import PictureBook, PictureError, skia_info
from monogram.rendering.playing import Player
from monogram.rendering.png import encode_png
from monogram.rendering.raster import AreaArguments, AreaDrawing, AreaTooLargeError, render_area

DPI = 25.4
"""One pixel a millimetre."""
WIDTH, HEIGHT = 2000, 1100
"""Nine bands in two stripes."""
BAND = 128


def whole(images: dict[str, bytes] | None = None, mask: bytes | None = None) -> AreaArguments:
    return AreaArguments(width=WIDTH, height=HEIGHT, bleed=0, dpi=DPI, images=images or {}, mask=mask)


def turned(degrees: float, scale: float, x: float, y: float) -> Matrix:
    cosine, sine = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
    return (cosine, sine, -sine, cosine, x, y)


def ring(x: float, y: float, radius: float) -> Path:
    k = radius * 0.5523
    return (
        ("M", x + radius, y),
        ("C", x + radius, y + k, x + k, y + radius, x, y + radius),
        ("C", x - k, y + radius, x - radius, y + k, x - radius, y),
        ("C", x - radius, y - k, x - k, y - radius, x, y - radius),
        ("C", x + k, y - radius, x + radius, y - k, x + radius, y),
        ("Z",),
    )


def photo() -> bytes:
    ramp = np.mgrid[0:450, 0:600].sum(axis=0)
    noise = np.random.default_rng(3).integers(0, 60, (450, 600))
    return png(np.stack([ramp % 200 + noise % 50, ramp // 5, 255 - ramp // 5], axis=-1).astype(np.uint8))


def pictures_and_paints() -> list[Operation]:
    """What has no outline of its own inside the picture: any difference at all would be a seam."""
    gradient = LinearGradient(
        (0, 0), (WIDTH, HEIGHT), (Stop(0, "#ff8000"), Stop(0.4, "#0080ff", 0.3), Stop(1, "#102030"))
    )
    pattern = PatternPaint("q", turned(12, 90, 7, 5), gap=(0.2, 0.1), arrangement="brick")
    return [
        filled(box(-10, -10, WIDTH + 10, HEIGHT + 10), "#ffffff"),
        filled(box(-10, -10, WIDTH + 10, HEIGHT + 10), gradient),
        filled(box(-10, -10, WIDTH + 10, HEIGHT + 10), pattern, opacity=0.4),
        pictured("p", turned(9, 4000, -300, -700), opacity=0.7),
    ]


def outlines() -> list[Operation]:
    """Curves, strokes and a see-through group, all across the edges of bands."""
    disc = filled(ring(900, 1000, 700), "#c04030", stroke=Stroke("#102040", 30))
    oval = pictured("p", (900, 100, -100, 700, 700, 600), mask=ring(0.5, 0.5, 0.5))
    group = GroupOperation("g", (disc, filled(ring(1300, 900, 500), "#0f6b66")), opacity=0.7)
    return [group, oval, filled(ring(500, 500, 5), "#000000")]


def streamed(operations: list[Operation], area: AreaArguments) -> bytes:
    file = io.BytesIO()
    render_png(operations, into=file, **area)
    return file.getvalue()


def in_one_go(
    operations: list[Operation], images: dict[str, bytes], *, top: int = 0, rows: int = HEIGHT, factor: int = 1
) -> NDArray[np.uint8]:
    """Premultiplied pixels of one surface of so many rows, `factor` times as fine."""
    pixels = np.zeros((rows * factor, WIDTH * factor, 4), dtype=np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia_info(WIDTH * factor, rows * factor), pixels, WIDTH * factor * 4)
    surface.getCanvas().translate(0, -top * factor)
    surface.getCanvas().scale(factor, factor)
    Player(PictureBook(images)).play(surface.getCanvas(), operations)
    return pixels


def premultiplied(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    colours = pixels.astype(np.float32)
    colours[..., :3] *= colours[..., 3:] / 255
    return colours


def test_the_file_is_that_of_the_area_in_memory_to_the_byte() -> None:
    operations, images = [*pictures_and_paints(), *outlines()], {"p": photo(), "q": png(quarters(40))}
    mask = png(np.mgrid[0:50, 0:50].sum(axis=0).astype(np.uint8) * 2 + 50)
    area = whole(images, mask)

    file = io.BytesIO()
    size = render_png(operations, into=file, **area)

    assert size == PixelSize(WIDTH, HEIGHT)
    assert file.getvalue() == encode_png(render_area(operations, **area), dpi=DPI)


def test_pictures_patterns_and_gradients_have_the_pixels_of_one_surface() -> None:
    operations, images = pictures_and_paints(), {"p": photo(), "q": png(quarters(40))}

    pixels = render_area(operations, **whole(images))

    surface = in_one_go(operations, images)
    assert set(pixels[..., 3].flat) == {255}  # so that straight and premultiplied are the same
    assert np.abs(pixels.astype(np.int16) - surface).max() <= 1


def test_outlines_at_the_edges_of_bands_are_as_true_as_in_one_surface() -> None:
    """Skia flattens a curve anew where a band begins. Against a drawing eight times as fine, no edge gets worse."""
    operations, images = outlines(), {"p": photo()}
    drawn, surface = premultiplied(render_area(operations, **whole(images))), in_one_go(operations, images)
    seams = [slice(edge - 3, edge + 3) for edge in range(BAND, HEIGHT, BAND)]

    for_bands, for_one = [], []
    for seam in seams:
        fine = in_one_go(operations, images, top=seam.start, rows=6, factor=8)
        truth = fine.reshape(6, 8, WIDTH, 8, 4).mean(axis=(1, 3))
        for_bands.append(np.abs(drawn[seam] - truth))
        for_one.append(np.abs(surface[seam] - truth))

    assert np.max(for_bands) <= np.max(for_one) + 8
    assert np.mean(np.square(for_bands)) <= np.mean(np.square(for_one))


@pytest.mark.parametrize("sigma", [0.6, 3, 25, 140])
def test_a_shadow_goes_on_over_the_edges_of_bands(sigma: float) -> None:
    shaded = GroupOperation(
        "g", (filled(box(300, 500, 1500, 1060), "#808080"),), shadow=Shadow("#c00000", 0.8, 40, 60, sigma)
    )

    pixels = render_area([shaded], **whole())

    assert np.abs(premultiplied(pixels) - in_one_go([shaded], {})).max() < 2


def test_bands_are_tall_where_a_shadow_is_however_deep() -> None:
    shaded = GroupOperation("g", (), shadow=Shadow("#000000", 1, 0, 0, 2))

    for operations in ([shaded], [GroupOperation("h", (GroupOperation("i", (shaded,)),))]):
        with pytest.raises(ValueError, match="no band begins"):
            AreaDrawing(operations, **whole()).draw(BAND, np.empty((BAND, WIDTH, 4), dtype=np.uint8))


def test_rows_are_drawn_alone_as_within_the_whole() -> None:
    operations, images = outlines(), {"p": photo()}
    drawing = AreaDrawing(operations, **whole(images))
    rows = np.full((BAND + 40, WIDTH, 4), 77, dtype=np.uint8)

    drawing.draw(2 * BAND, rows)

    assert np.array_equal(rows[:BAND], render_area(operations, **whole(images))[2 * BAND : 3 * BAND])


def test_rows_that_begin_within_a_band_are_refused() -> None:
    with pytest.raises(ValueError, match="no band begins at row 100"):
        AreaDrawing([], **whole()).draw(100, np.empty((BAND, WIDTH, 4), dtype=np.uint8))


def test_progress_rises_to_one() -> None:
    told: list[float] = []

    render_png(outlines(), into=io.BytesIO(), progress=told.append, **whole({"p": photo()}))

    assert told == [1024 / 1100, 1.0]


@pytest.mark.parametrize(("width", "height"), [(100_001, 1), (1, 100_001), (50_000, 40_001)])
def test_an_area_beyond_all_measure_is_refused_before_a_byte_is_written(width: float, height: float) -> None:
    file = io.BytesIO()

    with pytest.raises(AreaTooLargeError):
        render_png([], into=file, width=width, height=height, bleed=0, dpi=DPI, images={}, mask=None)

    assert file.getvalue() == b""


def test_a_missing_picture_is_named_before_a_byte_is_written() -> None:
    file = io.BytesIO()

    with pytest.raises(PictureError, match="picture lost is missing"):
        render_png([pictured("lost", (1, 0, 0, 1, 0, 0))], into=file, **whole())

    assert file.getvalue() == b""


def test_a_small_area_is_one_band() -> None:
    operations, images = busy_scene()
    told: list[float] = []

    render_png(
        operations, into=io.BytesIO(), progress=told.append,
        width=50, height=50, bleed=2, dpi=300, images=images, mask=None,
    )  # fmt: skip

    assert told == [1.0]


def test_a_picture_of_libvips_draws_itself_while_it_is_read() -> None:
    operations, images = outlines(), {"p": photo()}
    told: list[float] = []

    with as_picture(stream_drawing(operations, **whole(images)), told.append) as picture:
        assert (picture.width, picture.height, picture.bands) == (WIDTH, HEIGHT, 4)
        pixels = picture.numpy()

    assert told == [1024 / 1100, 1.0]
    assert np.array_equal(pixels, render_area(operations, **whole(images)))


def test_what_goes_wrong_while_a_picture_is_read_is_raised() -> None:
    def stop(share: float) -> None:
        raise LookupError("no paint left")

    with (
        pytest.raises(LookupError, match="no paint left"),
        as_picture(stream_drawing(outlines(), **whole({"p": photo()})), stop) as picture,
    ):
        picture.numpy()


def test_what_libvips_refuses_by_itself_stays_its_error() -> None:
    with (
        pytest.raises(pyvips.Error, match="bad extract area"),
        as_picture(stream_drawing([], **whole()), None) as picture,
    ):
        picture.crop(0, 0, WIDTH + 1, 1).numpy()


def test_memory_does_not_grow_with_the_height() -> None:
    """4,000 × 1,000 and 4,000 × 8,000 pixels; the taller would take 128 MB in one piece."""
    program = """
import io, pathlib, sys
from tests.rendering.test_bands import outlines, photo
from monogram.rendering.bands import render_png

class Nowhere(io.RawIOBase):
    def write(self, content):
        return len(content)

def peak():
    return int(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024

def draw(height):
    area = {"width": 4000, "height": height, "bleed": 0, "dpi": 25.4, "images": {"p": photo()}, "mask": None}
    render_png(outlines(), into=Nowhere(), **area)
    return peak()

print(draw(1000), draw(8000))
"""

    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    low, tall = map(float, printed.split())
    assert tall - low < 40


def test_limits_are_those_that_a_png_can_sensibly_hold() -> None:
    assert (bands.MOST_STREAMED_PIXELS, bands.MOST_SIDE) == (2_000_000_000, 100_000)


def test_a_flat_colour_is_the_same_in_every_band() -> None:
    pixels = render_area([filled(box(0, 0, WIDTH, HEIGHT), "#336699", opacity=0.5)], **whole())

    assert np.array_equal(pixels, flat(WIDTH, HEIGHT, *pixels[0, 0]))
