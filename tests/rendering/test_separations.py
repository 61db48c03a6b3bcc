"""Plates of single inks: as pixels, and as separations of a PDF."""

from __future__ import annotations

from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from tests.rendering.pdf_files import (
    colour_spaces,
    operators,
    pdf_of,
    pictures,
    press_profile,
    read,
    report_of,
    streams,
)
from tests.rendering.scenes import WHOLE, filled, flat, pictured, png
from tests.rendering.scenes import box as rectangle
from tests.rendering.test_pdf import LINEAR, STAR

from monogram.layout.operations import (
    Adjustment,
    GroupOperation,
    ImageOperation,
    Ink,
    Operation,
    PatternPaint,
    Shadow,
    Stroke,
)
from monogram.rendering.pdf import Marks, Underbase
from monogram.rendering.separations import choked, render_plate, white_underbase

DPI = 25.4
"""One pixel a millimetre."""
AREA: dict[str, Any] = {"width": 8, "height": 6, "bleed": 0, "dpi": DPI, "images": {}, "mask": None}


def inked(ink: Ink, *members: Operation, **wishes: Any) -> GroupOperation:
    return GroupOperation(ink, members, ink=ink, **wishes)


# Plates as pixels


def test_a_plate_holds_the_shape_of_its_layers_whatever_their_colours() -> None:
    operations: list[Operation] = [
        filled(rectangle(0, 0, 8, 6), "#ff0000"),
        inked("white", filled(rectangle(1, 1, 3, 2), "#ffffff"), filled(rectangle(4, 1, 6, 2), LINEAR)),
        inked("foil", filled(rectangle(0, 5, 8, 6), "#d0a020")),
    ]

    plate = render_plate(operations, "white", **AREA)

    expected = np.zeros((6, 8), np.uint8)
    expected[1, 1:3] = expected[1, 4:6] = 255
    assert np.array_equal(plate, expected)


def test_see_through_layers_lay_down_less_ink() -> None:
    plate = render_plate([inked("foil", filled(rectangle(0, 0, 8, 6), "#123456"), opacity=0.5)], "foil", **AREA)

    assert set(plate.flat) == {128}


@pytest.mark.parametrize(("ink", "amount"), [("white", 255), ("foil", 255), ("engrave", 155)])
def test_a_picture_covers_all_of_its_place_but_engraved_it_keeps_its_tones(ink: Ink, amount: int) -> None:
    operations = [inked(ink, pictured("grey", (8, 0, 0, 6, 0, 0)))]

    plate = render_plate(operations, ink, **{**AREA, "images": {"grey": png(flat(16, 12, 100, 100, 100))}})

    assert set(plate.flat) == {amount}


def test_the_underbase_lies_under_all_process_colours_and_ends_inside_them() -> None:
    operations: list[Operation] = [
        filled(rectangle(1, 1, 7, 5), "#ffff00"),
        inked("white", filled(rectangle(0, 0, 8, 6), "#ffffff")),
    ]

    plate = white_underbase(operations, choke=1, **AREA)

    expected = np.zeros((6, 8), np.uint8)
    expected[2:4, 2:6] = 255
    assert np.array_equal(plate, expected)


def test_the_underbase_is_as_see_through_as_the_artwork() -> None:
    plate = white_underbase([filled(rectangle(-9, -9, 9, 9), "#ffff00", opacity=0.5)], choke=0, **AREA)

    assert set(plate.flat) == {128}


def test_what_the_paper_cuts_off_goes_on_and_is_not_choked() -> None:
    plate = white_underbase([filled(rectangle(-90, -90, 90, 90), "#ffff00", layer="")], choke=2, **AREA)

    assert set(plate.flat) == {255}


def test_the_underbase_keeps_within_the_mask_of_the_area() -> None:
    mask = np.zeros((6, 8), np.uint8)
    mask[:, 4:] = 255

    plate = white_underbase([filled(rectangle(-9, -9, 90, 90), "#ffff00")], choke=0, **{**AREA, "mask": png(mask)})

    assert not plate[:, :3].any()
    assert set(plate[:, 5:].flat) == {255}


def brute_force(coverage: NDArray[np.uint8], radius: float) -> NDArray[np.uint8]:
    height, width = coverage.shape
    eroded = np.empty_like(coverage)
    for y in range(height):
        for x in range(width):
            eroded[y, x] = min(
                int(coverage[v, u])
                for v in range(height)
                for u in range(width)
                if (u - x) ** 2 + (v - y) ** 2 <= radius * radius
            )
    return eroded


@pytest.mark.parametrize("radius", [0, 0.9, 1, 1.5, 2, 3.7, 6])
def test_choking_takes_the_least_within_a_circle(radius: float) -> None:
    random = np.random.default_rng(7)
    coverage = np.where(random.random((17, 23)) < 0.97, 255, random.integers(0, 255, (17, 23))).astype(np.uint8)

    assert np.array_equal(choked(coverage, radius), brute_force(coverage, radius))


# Separations of a PDF


def separations(pdf: pikepdf.Pdf) -> dict[str, list[float]]:
    """The CMYK that stands for each plate's full ink, by the plate's name."""
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Array) and item[0] == pikepdf.Name.Separation]
    return {str(item[1])[1:]: [float(part) for part in item[3].C1] for item in found}


SCENE: list[Operation] = [
    filled(rectangle(2, 2, 40, 30), "#ff8000"),
    inked("cut", filled(STAR, None, stroke=Stroke("#ff00ff", 0.1))),
    inked("foil", filled(rectangle(3, 3, 20, 9), "#d0a020"), opacity=0.5),
    inked("engrave", filled(rectangle(3, 12, 20, 19), "#806040")),
    inked("white", filled(rectangle(20, 20, 30, 29), "#ffffff")),
]


def test_each_ink_is_a_separation_under_the_name_that_machines_know() -> None:
    assert set(separations(read(pdf_of(SCENE)))) == {"Spot Colour White", "CutContour", "Foil", "Engrave"}


def test_names_are_the_printers_to_choose() -> None:
    names = {"white": "RDG_WHITE", "cut": "Thru-cut", "foil": "Gold №1 (matt)", "engrave": "Laser"}

    found = separations(read(pdf_of(SCENE, separations=names)))

    assert set(found) == set(names.values())


def test_inks_that_are_not_used_leave_no_plate() -> None:
    assert separations(read(pdf_of(SCENE[:2]))).keys() == {"CutContour"}


def form_of_ink(pdf: pikepdf.Pdf, name: str) -> pikepdf.Stream:
    (form,) = [
        form
        for form in streams(pdf, "Form")
        if "/ColorSpace" in form.get("/Resources", {})
        and any(space[1] == pikepdf.Name(f"/{name}") for space in colour_spaces(form.Resources))
    ]
    return form


def test_a_cut_contour_is_a_stroke_of_its_ink_alone() -> None:
    pdf = read(pdf_of(SCENE))

    used = [(str(i.operator), i.operands) for i in pikepdf.parse_content_stream(form_of_ink(pdf, "CutContour"))]

    assert [operator for operator, _ in used] == ["q", "cm", "CS", "SC", "w", "J", "j", *"mllll", "h", "S", "Q"]
    assert [float(part) for operator, operands in used if operator == "SC" for part in operands] == [1]
    assert report_of("pdfimages", pdf_of(SCENE), "-list") == []


def states_before_forms(pdf: pikepdf.Pdf) -> list[dict[str, Any]]:
    """What the page sets before it draws each plate."""
    states: list[dict[str, Any]] = []
    latest: dict[str, Any] = {}
    resources = pdf.pages[0].Resources
    for instruction in pikepdf.parse_content_stream(pdf.pages[0].Contents):
        if str(instruction.operator) == "q":
            latest = {}
        elif str(instruction.operator) == "gs":
            state = resources.ExtGState[str(instruction.operands[0])]
            latest = {key: str(value) for key, value in state.items() if key != "/Type"}
        elif str(instruction.operator) == "Do":
            states.append(latest)
    return states


def test_plates_overprint_so_that_nothing_below_is_knocked_out_and_white_multiplies() -> None:
    overprint = {"/OP": "True", "/op": "True", "/OPM": "1"}

    states = states_before_forms(read(pdf_of(SCENE)))

    assert states == [{}, {"/BM": "/Multiply"}, overprint, overprint, overprint]


def test_white_overprints_where_a_preflight_demands_it() -> None:
    states = states_before_forms(read(pdf_of(SCENE, white_overprints=True, underbase=Underbase())))

    assert states == [{}, *[{"/OP": "True", "/op": "True", "/OPM": "1"}] * 5]


def test_groups_of_a_plate_are_no_transparency_groups() -> None:
    pdf = read(pdf_of([inked("foil", GroupOperation("g", (filled(STAR, "#000000"),), 0.5, "multiply"), opacity=0.5)]))

    assert [form for form in streams(pdf, "Form") if "/Group" in form] == []
    (state,) = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ca" in item]
    assert float(state.ca) == 0.25


def test_within_the_mask_of_the_area_a_plate_is_a_group_that_multiplies_but_the_contour_is_not_masked() -> None:
    mask = png(np.full((20, 20), 200, np.uint8))

    states = states_before_forms(read(pdf_of(SCENE, mask=mask)))

    assert [set(state) for state in states] == [{"/SMask"}, *[{"/BM", "/SMask"}] * 3, {"/OP", "/op", "/OPM"}]


def test_shapes_in_a_named_ink_are_full_tints_whatever_their_colour() -> None:
    pdf = read(
        pdf_of([inked("engrave", filled(rectangle(0, 0, 5, 5), "#ffffff"), filled(rectangle(5, 5, 9, 9), LINEAR))])
    )

    tints = [float(part) for operator, operands in operators(pdf) if operator == "sc" for part in operands]
    (shading,) = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ShadingType" in item]
    assert tints == [1]
    for function in shading.Function.Functions:
        assert [float(end) for ends in (function.C0, function.C1) for end in ends] == [1, 1]


def test_an_engraved_picture_is_a_tint_of_its_darkness_and_a_foiled_one_of_its_shape() -> None:
    images = {"ramp": png(np.array([[[0, 0, 0], [100, 100, 100], [255, 255, 255]]], np.uint8))}

    for ink, tints in (("engrave", [255, 155, 0]), ("foil", [255, 255, 255])):
        pdf = read(pdf_of([inked(ink, pictured("ramp", (9, 0, 0, 3, 0, 0)))], images=images))  # type: ignore[arg-type]  # the two are inks
        (image,) = pictures(pdf)
        assert list(image.read_bytes()) == tints
        assert str(image.ColorSpace[0]) == "/Separation"


def test_patterns_and_shadows_of_a_plate_are_tints_too() -> None:
    images = {"dot": png(flat(8, 8, 250, 200, 0, 255))}
    operations = [
        inked("foil", filled(rectangle(0, 0, 9, 9), PatternPaint("dot", (3, 0, 0, 3, 0, 0)))),
        inked("foil", filled(rectangle(12, 2, 19, 9), "#ffff00"), shadow=Shadow("#ff0000", 0.5, 1, 1, 0.3)),
    ]

    pdf = read(pdf_of(operations, images=images))

    tints = [float(part) for operator, operands in operators(pdf) if operator == "sc" for part in operands]
    assert tints == [1, 1]
    assert {str(image.ColorSpace[0]) for image in pictures(pdf) if image.ColorSpace != pikepdf.Name.DeviceGray} == {
        "/Separation"
    }


def test_the_underbase_is_a_picture_in_white_made_of_the_artwork() -> None:
    operations: list[Operation] = [filled(rectangle(10, 10, 20, 30), "#ff8000")]

    pdf = read(pdf_of(operations, underbase=Underbase(choke=1, dpi=254), press_profile=press_profile()))

    (image,) = pictures(pdf)
    assert (str(image.ColorSpace[0]), str(image.ColorSpace[1])) == ("/Separation", "/Spot Colour White")
    plate = np.frombuffer(image.read_bytes(), np.uint8).reshape(int(image.Height), int(image.Width))
    assert plate.shape == (381, 508)
    rows, columns = np.nonzero(plate)
    assert (columns.min(), columns.max() + 1, rows.min(), rows.max() + 1) == (110, 190, 110, 290)


def test_nothing_to_lay_white_under_leaves_no_plate() -> None:
    assert separations(read(pdf_of([], underbase=Underbase()))) == {}


def test_marks_are_in_every_plate_and_the_bar_has_a_patch_of_each_ink_but_the_cutters() -> None:
    pdf = read(pdf_of(SCENE, marks=Marks(colour_bar=True)))

    spaces = [str(space[1]) for space in colour_spaces(pdf.pages[0].Resources) if space[0] == pikepdf.Name.Separation]
    assert sorted(spaces) == ["/All", "/Engrave", "/Foil", "/Spot Colour White"]


def test_an_engraved_threshold_is_black_or_nothing() -> None:
    images = {"ramp": png(np.array([[[0, 0, 0], [100, 100, 100], [255, 255, 255]]], np.uint8))}
    threshold = Adjustment(threshold=128)
    operation = ImageOperation("i", "ramp", (9, 0, 0, 3, 0, 0), WHOLE, None, 1, (threshold,))

    pdf = read(pdf_of([inked("engrave", operation)], images=images))

    (image,) = pictures(pdf)
    assert list(image.read_bytes()) == [255, 255, 0]
