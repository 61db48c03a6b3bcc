"""A print area as a PDF: boxes, marks, vectors, pictures, sameness."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.rendering.pdf_files import (
    HEIGHT,
    LOGO,
    PHOTO,
    WIDTH,
    box,
    colour_spaces,
    likeness,
    logo,
    operators,
    options,
    pdf_of,
    photograph,
    pictures,
    read,
    report_of,
    streams,
    tiles,
)
from tests.rendering.scenes import WHOLE, filled, flat, jpeg, pictured, png
from tests.rendering.scenes import box as rectangle

from monogram.geometry.paths import Path
from monogram.layout.operations import (
    Adjustment,
    Clip,
    GroupOperation,
    ImageOperation,
    LinearGradient,
    Operation,
    PatternPaint,
    RadialGradient,
    Shadow,
    Stop,
    Stroke,
)
from monogram.rendering.pdf import Marks, PdfOptionsError, Underbase, render_pdf
from monogram.rendering.pictures import PictureError
from monogram.rendering.profiles import grey_profile
from monogram.rendering.raster import AreaTooLargeError

OVAL: Path = (("M", 0.5, 0.0), ("Q", 1.0, 0.0, 1.0, 0.5), ("C", 1.0, 0.8, 0.8, 1.0, 0.5, 1.0), ("L", 0.0, 0.5), ("Z",))
STAR: Path = (("M", 25.0, 2.0), ("L", 38.0, 36.0), ("L", 6.0, 13.0), ("L", 44.0, 13.0), ("L", 12.0, 36.0), ("Z",))
GREY = Adjustment(matrix=(0.2126, 0.7152, 0.0722, 0) * 3)
LINEAR = LinearGradient((2, 2), (45, 20), (Stop(0, "#ff0000"), Stop(0.3, "#20a040"), Stop(1, "#0000ff")))
CLEARING = RadialGradient((0, 0), 1, (Stop(0.1, "#ff8000"), Stop(0.9, "#004080", 0.3)), (20, 0, 0, 12, 25, 20))
POINTS = 72 / 25.4


# Boxes and marks


def test_without_marks_all_of_the_page_is_the_bleed() -> None:
    pdf = read(pdf_of([], bleed=3))

    width, height, bleed = WIDTH * POINTS, HEIGHT * POINTS, 3 * POINTS
    assert box(pdf, "MediaBox") == pytest.approx([0, 0, width + 2 * bleed, height + 2 * bleed], abs=0.001)
    assert box(pdf, "CropBox") == box(pdf, "BleedBox") == box(pdf, "MediaBox")
    assert box(pdf, "TrimBox") == pytest.approx([bleed, bleed, width + bleed, height + bleed], abs=0.001)


def test_marks_lie_outside_the_bleed_on_paper_of_their_own() -> None:
    pdf = read(pdf_of([], bleed=4, marks=Marks(offset=3, slug="Front", colour_bar=True)))

    left, bottom, right, top = box(pdf, "TrimBox")
    assert box(pdf, "BleedBox") == pytest.approx(
        [left - 4 * POINTS, bottom - 4 * POINTS, right + 4 * POINTS, top + 4 * POINTS], abs=0.002
    )
    # 4 mm bleed, 5 mm marks, 1 mm to the edge; 5 mm more for the slug line below and the colour bar above
    assert [left, bottom] == pytest.approx([10 * POINTS, 15 * POINTS], abs=0.001)
    assert box(pdf, "MediaBox") == pytest.approx([0, 0, right + 10 * POINTS, top + 15 * POINTS], abs=0.002)


def test_crop_marks_are_fine_lines_in_every_plate_that_begin_beyond_the_bleed() -> None:
    pdf = read(pdf_of([], bleed=2, marks=Marks(offset=3, registration=False)))

    used = list(operators(pdf))
    assert [str(space[1]) for space in colour_spaces(pdf.pages[0].Resources)] == ["/All"]
    assert [float(operands[0]) for operator, operands in used if operator == "w"] == pytest.approx(
        [0.25 / POINTS], abs=1e-6
    )
    ends = [tuple(map(float, operands)) for operator, operands in used if operator in "ml"]
    assert len(ends) == 16
    assert ends[:2] == [(-8, 0), (-3, 0)]
    for x, y in ends:
        assert not (-3 < x < WIDTH + 3 and -3 < y < HEIGHT + 3)


def test_no_marks_are_drawn_where_none_are_wished_for() -> None:
    assert "S" not in {operator for operator, _ in operators(read(pdf_of([], bleed=3)))}


def test_the_slug_line_keeps_to_the_page_however_long_the_name() -> None:
    pdf = read(pdf_of([], marks=Marks(crop=False, registration=False, slug="Vorderseite – Grüße, 正面 " * 12)))

    xs = [float(operands[0]) for operator, operands in operators(pdf) if operator in "ml"]
    assert len(xs) > 500
    assert min(xs) >= -3  # 3 mm to where the marks would begin, 1 mm to the paper's edge
    assert max(xs) <= WIDTH + 3


# Vectors


def test_shapes_and_letters_are_outlines_that_need_no_font() -> None:
    content = pdf_of([filled(OVAL, "#102030", matrix=(20, 0, 0, 20, 2, 2), stroke=Stroke("#405060", 0.1))])

    assert report_of("pdffonts", content) == []
    assert report_of("pdfimages", content, "-list") == []
    used = [operator for operator, _ in operators(read(content))]
    assert (used.count("f"), used.count("S"), used.count("c")) == (1, 1, 4)


def test_colours_are_srgb_and_say_so() -> None:
    pdf = read(pdf_of([filled(rectangle(0, 0, 9, 9), "#ff8000")]))

    (selected,) = [operands for operator, operands in operators(pdf) if operator == "sc"]
    assert [float(part) for part in selected] == pytest.approx([1, 128 / 255, 0], abs=1e-6)
    (form,) = streams(pdf, "Form")
    (space,) = colour_spaces(form.Resources)
    assert str(space[0]) == "/ICCBased"
    assert space[1].read_bytes()[16:20] == b"RGB "
    assert not {"rg", "RG"} & {operator for operator, _ in operators(pdf)}


def test_a_letter_keeps_the_digits_that_its_scale_needs() -> None:
    letter: Path = (("M", 0.0, 0.0), ("L", 2048.0, 1.0), ("L", 17.0, 1900.0), ("Z",))

    pdf = read(pdf_of([filled(letter, "#000000", matrix=(0.0123456789, 0, 0, -0.01, 1, 2))]))

    matrices = [[float(number) for number in operands] for operator, operands in operators(pdf) if operator == "cm"]
    assert [0.012345679, 0, 0, -0.01, 1, 2] in matrices


@pytest.mark.parametrize("cap", ["round", "square"])
def test_a_line_that_goes_nowhere_is_a_dot(cap: Any) -> None:
    dot: Path = (("M", 5.0, 5.0), ("L", 5.0, 5.0))
    operations = [filled(dot, None, stroke=Stroke("#000000", 4, cap))]

    ends = [
        list(map(float, operands)) for operator, operands in operators(read(pdf_of(operations))) if operator in "ml"
    ]
    assert ends == [[5, 5], [5.0001, 5]]
    assert likeness(operations) >= 0.999


VECTOR_SCENES: dict[str, list[Operation]] = {
    "gradients": [
        filled(rectangle(2, 2, 45, 20), LINEAR),
        filled(rectangle(5, 12, 45, 36), CLEARING, opacity=0.7, stroke=Stroke(LINEAR, 2, "butt", "miter")),
    ],
    "even-odd": [replace(filled(STAR, "#c02040"), even_odd=True)],
    "groups": [
        filled(rectangle(-90, -90, 30, 90), "#ffd040", layer=""),
        GroupOperation("g", (filled(STAR, "#c02040"), filled(rectangle(10, 5, 40, 20), "#0040ff")), 0.6),
        GroupOperation("h", (filled(STAR, "#20c040"),), 1, "multiply", None, Clip(OVAL, (30, 0, 0, 30, 10, 2))),
    ],
}


@pytest.mark.parametrize("name", VECTOR_SCENES)
def test_gradients_groups_and_clips_stay_vector_and_look_as_they_do_in_pixels(name: str) -> None:
    operations = VECTOR_SCENES[name]

    assert report_of("pdfimages", pdf_of(operations), "-list") == []
    assert likeness(operations) >= 0.995


BLENDS = [
    "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
    "difference", "exclusion",
]  # fmt: skip


@pytest.mark.parametrize("blend", BLENDS)
def test_every_blend_mode_looks_as_it_does_in_pixels(blend: Any) -> None:
    operations: list[Operation] = [
        filled(rectangle(-90, -90, 26, 90), LINEAR, layer=""),
        GroupOperation("g", (filled(rectangle(5, 5, 45, 20), "#c08040"), filled(STAR, "#3070b0")), 0.9, blend),
    ]

    assert likeness(operations) >= 0.99


def test_only_a_shadow_becomes_pixels_and_at_the_wished_resolution() -> None:
    shadow = Shadow("#203050", 0.6, 1.5, 2, 0.8)
    operations = [GroupOperation("g", (filled(STAR, "#c02040"),), 0.9, "normal", shadow)]

    (row,) = report_of("pdfimages", pdf_of(operations, effect_dpi=200), "-list")
    assert row[5] == "gray"
    assert [float(ppi) for ppi in row[12:14]] == pytest.approx([200, 200], abs=1)
    assert likeness(operations) >= 0.995


def test_a_gradient_that_leads_nowhere_paints_nothing() -> None:
    nowhere = LinearGradient((3, 3), (3, 3), (Stop(0, "#ff0000"), Stop(1, "#0000ff")))
    point = RadialGradient((3, 3), 0, (Stop(0, "#ff0000"), Stop(1, "#0000ff")))

    pdf = read(pdf_of([filled(rectangle(0, 0, 9, 9), nowhere), filled(rectangle(0, 0, 9, 9), point)]))

    assert "f" not in {operator for operator, _ in operators(pdf)}


# Pictures


def test_a_photograph_goes_in_byte_for_byte() -> None:
    operations = [pictured("photo", (40, 3, -2, 30, 4, 3), mask=OVAL, opacity=0.9)]

    pdf = read(pdf_of(operations))
    (image,) = pictures(pdf)

    assert image.read_raw_bytes() == PHOTO
    assert str(image.Filter) == "/DCTDecode"
    assert likeness(operations) >= 0.99


def test_a_cropped_photograph_goes_in_whole_and_is_cut_by_its_clip() -> None:
    operations: list[Operation] = [ImageOperation("i", "photo", (30, 0, 0, 20, 5, 5), (0.25, 0.1, 0.5, 0.6), None, 1)]

    pdf = read(pdf_of(operations))
    (image,) = pictures(pdf)

    assert image.read_raw_bytes() == PHOTO
    assert likeness(operations) >= 0.99


def test_a_picture_that_is_drawn_twice_goes_in_once() -> None:
    operations = [pictured("photo", (20, 0, 0, 15, 0, 0)), pictured("photo", (20, 0, 0, 15, 25, 0))]

    assert len(pictures(read(pdf_of(operations)))) == 1


def test_a_grey_photograph_goes_in_byte_for_byte_and_stays_as_light_as_it_was() -> None:
    grey = jpeg(photograph()[..., 0])
    operations = [pictured("grey", (40, 0, 0, 30, 4, 3))]

    pdf = read(pdf_of(operations, images={"grey": grey}))
    (image,) = pictures(pdf)

    assert image.read_raw_bytes() == grey
    assert image.ColorSpace[1].read_bytes() == grey_profile()
    assert likeness(operations, images={"grey": grey}) >= 0.99


def test_a_picture_with_transparency_keeps_every_pixel_and_its_alpha() -> None:
    pdf = read(pdf_of([pictured("logo", (20, 0, 0, 20, 4, 3))]))
    (image,) = pictures(pdf)

    assert np.array_equal(np.frombuffer(image.read_bytes(), np.uint8).reshape(200, 200, 3), logo()[..., :3])
    assert np.array_equal(np.frombuffer(image.SMask.read_bytes(), np.uint8).reshape(200, 200), logo()[..., 3])
    assert likeness([pictured("logo", (20, 0, 0, 20, 4, 3))]) >= 0.99


def test_above_the_cap_a_photograph_is_resampled_to_it_and_below_it_is_kept() -> None:
    operations = [pictured("photo", (20, 0, 0, 15, 0, 0))]  # 480 pixels on 20 mm: 610 dpi

    above, below = read(pdf_of(operations, resolution_cap=300)), read(pdf_of(operations, resolution_cap=610))
    (resampled,), (kept,) = pictures(above), pictures(below)

    assert (int(resampled.Width), int(resampled.Height)) == (236, 177)
    assert str(resampled.Filter) == "/DCTDecode"
    assert kept.read_raw_bytes() == PHOTO
    assert likeness(operations, resolution_cap=300) >= 0.99


def test_the_cap_cuts_a_crop_out_before_it_is_resampled() -> None:
    operations: list[Operation] = [ImageOperation("i", "photo", (10, 0, 0, 10, 5, 5), (0.5, 0, 0.5, 0.5), None, 1)]

    pdf = read(pdf_of(operations, resolution_cap=254))
    (image,) = pictures(pdf)

    assert (int(image.Width), int(image.Height)) == (100, 100)
    assert likeness(operations, resolution_cap=254) >= 0.99


def test_a_capped_picture_with_transparency_has_no_fringe() -> None:
    sprite = np.zeros((400, 400, 4), dtype=np.uint8)
    sprite[..., 1] = 255  # what is clear is bright green
    sprite[100:300, 100:300] = (200, 0, 0, 255)

    content = pdf_of([pictured("s", (10, 0, 0, 10, 0, 0))], images={"s": png(sprite)}, resolution_cap=254)

    pdf = read(content)
    (image,) = pictures(pdf)
    alpha = np.frombuffer(image.SMask.read_bytes(), np.uint8)
    seen = np.frombuffer(image.read_bytes(), np.uint8).reshape(-1, 3)[alpha > 8]
    assert alpha.size == 100 * 100
    assert seen[:, 1].max() <= 2


@pytest.mark.parametrize(
    ("adjustment", "filter_name"), [(GREY, "/DCTDecode"), (Adjustment(threshold=128), "/FlateDecode")]
)
def test_an_adjusted_photograph_is_made_of_its_changed_pixels(adjustment: Adjustment, filter_name: str) -> None:
    operations: list[Operation] = [ImageOperation("i", "photo", (40, 0, 0, 30, 5, 4), WHOLE, None, 1, (adjustment,))]

    pdf = read(pdf_of(operations))
    (image,) = pictures(pdf)

    assert str(image.Filter) == filter_name
    assert likeness(operations) >= 0.99


@pytest.mark.parametrize("arrangement", ["grid", "brick", "half-drop"])
def test_a_pattern_is_its_picture_drawn_again_and_again(arrangement: Any) -> None:
    pattern = PatternPaint("logo", (8, 1, -1, 8, 3, 2), (0.25, 0.1), arrangement)
    operations = [filled(rectangle(-90, -90, 90, 90), pattern, layer="")]

    pdf = read(pdf_of(operations))

    assert len(pictures(pdf)) == 1
    assert 20 < [operator for operator, _ in operators(pdf)].count("Do") < 50
    assert likeness(operations) >= 0.99


@pytest.mark.parametrize("arrangement", ["grid", "brick", "half-drop"])
def test_a_pattern_of_thousands_is_one_tile(arrangement: Any) -> None:
    pattern = PatternPaint("logo", (0.4, 0, 0, 0.4, 3, 2), (0.25, 0.1), arrangement)

    pdf = read(pdf_of([filled(rectangle(-90, -90, 90, 90), pattern, layer="")]))

    (tile,) = tiles(pdf)
    size = {"grid": (1.25, 1.1), "brick": (1.25, 2.2), "half-drop": (2.5, 1.1)}[arrangement]
    assert (float(tile.XStep), float(tile.YStep)) == size
    assert [float(edge) for edge in tile.BBox] == [0, 0, *size]


def test_a_pattern_along_a_stroke_is_one_tile() -> None:
    pattern = PatternPaint("logo", (3, 0, 0, 3, 3, 2))

    pdf = read(pdf_of([filled(STAR, None, stroke=Stroke(pattern, 3))]))

    assert len(tiles(pdf)) == 1
    assert "S" in {operator for operator, _ in operators(pdf)}


def test_the_mask_of_the_area_fades_all_that_is_drawn() -> None:
    y, x = np.mgrid[0:90, 0:120]
    mask = png(np.clip((50 - np.hypot(x - 59.5, y - 44.5)) * 20, 0, 255).astype(np.uint8))
    operations = [filled(rectangle(-90, -90, 90, 90), LINEAR, layer=""), filled(STAR, "#ffffff", opacity=0.5)]

    assert likeness(operations, mask=mask) >= 0.99


def test_a_cmyk_photograph_becomes_srgb() -> None:
    file = io.BytesIO()
    Image.fromarray(photograph()).convert("CMYK").save(file, "JPEG", quality=95)

    pdf = read(pdf_of([pictured("c", (40, 0, 0, 30, 0, 0))], images={"c": file.getvalue()}))
    (image,) = pictures(pdf)

    assert str(image.ColorSpace[0]) == "/ICCBased"


# Refusals


def test_a_missing_picture_is_named() -> None:
    with pytest.raises(PictureError, match="picture lost is missing"):
        pdf_of([pictured("lost", (9, 0, 0, 9, 0, 0))])


@pytest.mark.parametrize("content", [PHOTO[: len(PHOTO) // 2], LOGO[: len(LOGO) // 2], b"no picture"])
def test_half_a_picture_is_refused_and_never_printed(content: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be decoded"):
        pdf_of([pictured("half", (9, 0, 0, 9, 0, 0))], images={"half": content})


@pytest.mark.parametrize(
    "wishes",
    [
        {"standard": "x4"},
        {"convert_to_cmyk": True},
        {"bleed": -1},
        {"resolution_cap": 0},
        {"effect_dpi": 0},
        {"underbase": Underbase(choke=-0.1)},
        {"marks": Marks(offset=-1)},
        {"created": datetime(2026, 1, 2)},  # noqa: DTZ001  # that it has no zone is the point
        {"separations": {"white": "W", "cut": "W", "foil": "F", "engrave": "E"}},
        {"separations": {"white": "All", "cut": "C", "foil": "F", "engrave": "E"}},
        {"separations": {"white": "W"}},
    ],
)
def test_wishes_that_exclude_each_other_are_refused(wishes: dict[str, Any]) -> None:
    with pytest.raises(PdfOptionsError):
        options(**wishes)


def test_a_page_longer_than_pdf_knows_is_refused() -> None:
    wishes: dict[str, Any] = {"height": 10, "images": {}, "mask": None, "options": options(bleed=3)}

    with pytest.raises(AreaTooLargeError, match="14400"):
        render_pdf([], width=5075, **wishes)
    assert render_pdf([], width=5074, **wishes).startswith(b"%PDF-1.6")


# Sameness


def busy_pdf() -> bytes:
    shadow = Shadow("#203050", 0.6, 1.5, 2, 0.8)
    operations = [
        *VECTOR_SCENES["gradients"],
        pictured("photo", (20, 3, -2, 15, 4, 3), mask=OVAL, opacity=0.9),
        pictured("logo", (9, 0, 0, 9, 30, 3)),
        GroupOperation("g", (filled(STAR, "#c02040"),), 0.9, "multiply", shadow),
        GroupOperation("w", (filled(STAR, "#ffffff"),), ink="white"),
    ]
    return pdf_of(operations, bleed=3, marks=Marks(slug="Front", colour_bar=True), resolution_cap=300)


def digest_of_busy_pdf() -> str:
    return hashlib.sha256(busy_pdf()).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_scene_gives_the_same_bytes_again_and_in_another_process(seed: str) -> None:
    program = "from tests.rendering.test_pdf import digest_of_busy_pdf as digest; print(digest())"

    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src:.", "PATH": "/usr/bin:/bin", "TZ": "Asia/Tokyo"},
    ).stdout.strip()

    assert digest_of_busy_pdf() == digest_of_busy_pdf() == other


def test_another_document_is_another_file() -> None:
    first, second = (read(pdf_of([], document_hash=name * 64)) for name in "ab")

    assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_flat_pictures_of_one_colour_survive() -> None:
    operations = [pictured("f", (9, 0, 0, 9, 0, 0))]

    pdf = read(pdf_of(operations, images={"f": png(flat(3, 2, 9, 99, 199))}))
    (image,) = pictures(pdf)

    assert np.array_equal(np.frombuffer(image.read_bytes(), np.uint8).reshape(2, 3, 3), flat(3, 2, 9, 99, 199))
