"""A print area as SVG, read back by an XML reader and drawn by librsvg."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import pytest
import pyvips
from defusedxml import ElementTree
from tests.rendering.pdf_files import FINE, HEIGHT, IMAGES, LOGO, PHOTO, WIDTH, reduced, ssim
from tests.rendering.scenes import WHOLE, filled, flat, pictured, png
from tests.rendering.scenes import box as rectangle
from tests.rendering.test_pdf import BLENDS, GREY, LINEAR, OVAL, STAR, VECTOR_SCENES

from monogram.layout.operations import (
    Adjustment,
    Clip,
    GroupOperation,
    ImageOperation,
    LinearGradient,
    Operation,
    PatternPaint,
    Shadow,
    Stop,
    Stroke,
)
from monogram.rendering.pictures import PictureError
from monogram.rendering.raster import render_area
from monogram.rendering.svg import render_svg

SVG = "{http://www.w3.org/2000/svg}"


def svg_of(operations: Sequence[Operation], *, bleed: float = 0, images: Any = None, **more: Any) -> bytes:
    return render_svg(
        operations, width=WIDTH, height=HEIGHT, bleed=bleed, images=IMAGES if images is None else images, **more
    )


def parsed(content: bytes) -> Element:
    root: Element = ElementTree.fromstring(content)
    return root


def found(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{SVG}{name}"))


def likeness(operations: Sequence[Operation], *, images: Any = None, mask: bytes | None = None) -> float:
    """SSIM of the SVG, as librsvg draws it on white, and of our own pixels."""
    images = IMAGES if images is None else images
    content = svg_of(operations, images=images, mask=mask)
    shown = pyvips.Image.svgload_buffer(content, scale=FINE / 72).flatten(background=255).numpy()
    pixels = render_area(operations, width=WIDTH, height=HEIGHT, bleed=0, dpi=FINE, images=images, mask=mask)
    alpha = pixels[..., 3:] / 255
    return ssim(reduced(shown), reduced(pixels[..., :3] * alpha + 255 * (1 - alpha)))


def test_units_are_millimetres_and_the_bleed_lies_around_the_area() -> None:
    root = parsed(svg_of([filled(rectangle(0, 0, 9, 9), "#123456")], bleed=3, title='Mug & "co" <1>\x07'))

    assert (root.get("width"), root.get("height")) == ("56.8mm", "44.1mm")
    assert root.get("viewBox") == "-3 -3 56.8 44.1"
    (title,) = found(root, "title")
    assert title.text == 'Mug & "co" <1>'
    (path,) = found(root, "path")
    assert path.attrib == {"d": "M0 0L9 0L9 9L0 9Z", "fill": "#123456"}


def test_pens_keep_their_caps_joins_and_limits() -> None:
    pen = Stroke("#405060", 0.5, "square", "miter", 3)

    (path,) = found(parsed(svg_of([filled(STAR, None, stroke=pen, opacity=0.5)])), "path")

    assert {name: path.get(name) for name in ("fill", "fill-opacity", "stroke-opacity", "stroke-linecap")} == {
        "fill": "none", "fill-opacity": None, "stroke-opacity": "0.5", "stroke-linecap": "square",
    }  # fmt: skip
    assert (path.get("stroke-linejoin"), path.get("stroke-miterlimit"), path.get("stroke-width")) == (
        "miter",
        "3",
        "0.5",
    )


def test_a_letter_keeps_the_digits_that_its_scale_needs() -> None:
    (path,) = found(parsed(svg_of([filled(OVAL, "#000000", matrix=(0.0123456789, 0, 0, -0.01, 1, 2))])), "path")

    assert path.get("transform") == "matrix(0.0123456789 0 0 -0.01 1 2)"
    assert path.get("d") == "M0.5 0Q1 0 1 0.5C1 0.8 0.8 1 0.5 1L0 0.5Z"


@pytest.mark.parametrize("name", VECTOR_SCENES)
def test_gradients_groups_and_clips_look_as_they_do_in_pixels(name: str) -> None:
    assert b"<image" not in svg_of(VECTOR_SCENES[name])
    assert likeness(VECTOR_SCENES[name]) >= 0.998


@pytest.mark.parametrize("blend", BLENDS)
def test_every_blend_mode_looks_as_it_does_in_pixels(blend: Any) -> None:
    operations: list[Operation] = [
        filled(rectangle(-90, -90, 26, 90), LINEAR, layer=""),
        GroupOperation("g", (filled(rectangle(5, 5, 45, 20), "#c08040"), filled(STAR, "#3070b0")), 0.9, blend),
    ]

    assert f"mix-blend-mode:{blend}".encode() in svg_of(operations)
    assert likeness(operations) >= 0.995


def test_a_shadow_is_a_filter_whose_blur_is_in_millimetres() -> None:
    clip = Clip(OVAL, (30, 0, 0, 30, 10, 2))
    operations: list[Operation] = [
        GroupOperation("g", (filled(STAR, "#c02040"),), 0.9, "normal", Shadow("#203050", 0.6, 1.5, 2, 0.8), clip)
    ]

    (blur,) = found(parsed(svg_of(operations)), "feGaussianBlur")
    assert blur.get("stdDeviation") == "0.8"
    assert likeness(operations) >= 0.998


def embedded(root: Element) -> list[tuple[str, bytes]]:
    """Kind and bytes of each picture in the file."""
    addresses = [image.get("href", "") for image in found(root, "image")]
    matches = [re.fullmatch(r"data:([a-z/]+);base64,(.*)", address) for address in addresses]
    return [(match[1], base64.b64decode(match[2])) for match in matches if match]


def test_pictures_go_in_byte_for_byte_and_once() -> None:
    operations: list[Operation] = [
        pictured("photo", (40, 3, -2, 30, 4, 3), mask=OVAL, opacity=0.9),
        ImageOperation("i", "photo", (10, 0, 0, 10, 5, 5), (0.25, 0.1, 0.5, 0.6), None, 1),
        pictured("logo", (20, 0, 0, 20, 4, 3)),
    ]

    assert embedded(parsed(svg_of(operations))) == [("image/jpeg", PHOTO), ("image/png", LOGO)]
    assert likeness(operations) >= 0.998


def test_a_picture_that_readers_of_svg_do_not_know_becomes_png() -> None:
    webp = pyvips.Image.new_from_buffer(LOGO, "").webpsave_buffer(lossless=True, exact=True)

    ((kind, content),) = embedded(parsed(svg_of([pictured("w", (9, 0, 0, 9, 0, 0))], images={"w": webp})))

    assert kind == "image/png"
    assert np.array_equal(
        pyvips.Image.new_from_buffer(content, "").numpy(), pyvips.Image.new_from_buffer(LOGO, "").numpy()
    )


@pytest.mark.parametrize(("adjustment", "kind"), [(GREY, "image/jpeg"), (Adjustment(threshold=128), "image/png")])
def test_a_changed_tone_is_in_the_pixels(adjustment: Adjustment, kind: str) -> None:
    operations: list[Operation] = [ImageOperation("i", "photo", (40, 0, 0, 30, 5, 4), WHOLE, None, 1, (adjustment,))]

    assert [name for name, _ in embedded(parsed(svg_of(operations)))] == [kind]
    assert likeness(operations) >= 0.995


@pytest.mark.parametrize("arrangement", ["grid", "brick", "half-drop"])
def test_a_pattern_is_a_pattern(arrangement: Any) -> None:
    pattern = PatternPaint("logo", (8, 1, -1, 8, 3, 2), (0.25, 0.1), arrangement)
    operations = [filled(rectangle(-90, -90, 90, 90), pattern, layer="")]

    assert len(found(parsed(svg_of(operations)), "pattern")) == 1
    assert likeness(operations) >= 0.998


def test_the_mask_of_the_area_fades_all_that_is_drawn() -> None:
    y, x = np.mgrid[0:90, 0:120]
    mask = png(np.clip((50 - np.hypot(x - 59.5, y - 44.5)) * 20, 0, 255).astype(np.uint8))

    assert likeness([filled(rectangle(-90, -90, 90, 90), LINEAR, layer="")], mask=mask) >= 0.998


def test_groups_of_an_ink_say_which_and_all_groups_name_their_layer() -> None:
    contour = filled(STAR, None, stroke=Stroke("#ff00ff", 0.1))
    operations: list[Operation] = [
        GroupOperation('l"1', (contour,), ink="cut"),
        GroupOperation("l2", (contour,), ink="cut"),
        GroupOperation("l3", (contour,), 0.5),
    ]

    groups = found(parsed(svg_of(operations)), "g")

    assert [(group.get("id"), group.get("data-ink"), group.get("data-layer")) for group in groups] == [
        ("cut-1", "cut", 'l"1'),
        ("cut-2", "cut", "l2"),
        (None, None, "l3"),
    ]


def test_what_is_defined_is_defined_once() -> None:
    root = parsed(svg_of([filled(rectangle(0, 0, 9, 9), LINEAR), filled(rectangle(9, 9, 20, 20), LINEAR)]))

    assert len(found(root, "linearGradient")) == 1
    assert [path.get("fill") for path in found(root, "path")] == ["url(#gradient1)"] * 2


def test_a_gradient_that_leads_nowhere_paints_nothing() -> None:
    nowhere = LinearGradient((3, 3), (3, 3), (Stop(0, "#ff0000"), Stop(1, "#0000ff")))

    (path,) = found(parsed(svg_of([filled(rectangle(0, 0, 9, 9), nowhere)])), "path")

    assert path.get("fill") == "none"


@pytest.mark.parametrize("content", [PHOTO[: len(PHOTO) // 2], LOGO[: len(LOGO) // 2], b"no picture"])
def test_half_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be decoded"):
        svg_of([pictured("half", (9, 0, 0, 9, 0, 0))], images={"half": content})


def test_a_missing_picture_is_named() -> None:
    with pytest.raises(PictureError, match="picture lost is missing"):
        svg_of([pictured("lost", (9, 0, 0, 9, 0, 0))])


def digest_of_busy_svg() -> str:
    operations = [
        *VECTOR_SCENES["gradients"],
        *VECTOR_SCENES["groups"],
        ImageOperation("i", "photo", (40, 0, 0, 30, 5, 4), WHOLE, None, 1, (GREY,)),
        pictured("logo", (9, 0, 0, 9, 30, 3)),
    ]
    return hashlib.sha256(svg_of(operations, mask=png(flat(8, 8, 200)[..., 0]))).hexdigest()


def test_the_same_scene_gives_the_same_bytes_again_and_in_another_process() -> None:
    program = "from tests.rendering.test_svg import digest_of_busy_svg as digest; print(digest())"

    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "1", "PYTHONPATH": "src:.", "PATH": "/usr/bin:/bin"},
    ).stdout.strip()

    assert digest_of_busy_svg() == digest_of_busy_svg() == other
