"""Codes for machines: what the shared vectors say, what a reader reads, and outlines without seams."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, get_args

import numpy as np
import pytest
import zxingcpp
from qrcodegen import DataTooLongError, QrCode, QrSegment
from spec.code_cases import digest
from tests.layout.scenes import load_area, vectors

from monogram.layout import FontSet, PathOperation, Resources, layout_area
from monogram.layout.barcodes import code128_widths, ean13_digits, ean13_widths
from monogram.layout.document import DocumentError
from monogram.layout.model import ErrorCorrection
from monogram.layout.qr import fits_qr, outline, qr_modules
from monogram.rendering.raster import render_area

VECTORS = vectors("code-vectors.json")
NOTHING = Resources(FontSet({}))
FORMATS = {"qr": "QRCode", "code128": "Code128", "ean13": "EAN13"}
CENTRE = [1, 0, 0, 1, 100, 50]


def code(**fields: Any) -> dict[str, Any]:
    """A code layer in the middle of the area."""
    return {"type": "code", "symbology": "qr", "content": "x", "width": 80, "height": 80, "transform": CENTRE, **fields}


def read(layer: dict[str, Any], pixels_per_mm: float = 5) -> list[tuple[str, bytes]]:
    """What a reader sees on a white print of the layer: formats and bytes."""
    area = load_area(layer)
    pixels = render_area(
        layout_area(area, NOTHING), width=area.width, height=area.height, bleed=0, dpi=25.4 * pixels_per_mm, images={},
        mask=None,
    )  # fmt: skip
    alpha = pixels[..., 3:] / 255
    on_white = np.ascontiguousarray((pixels[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.uint8))
    return [(found.format.name, found.bytes) for found in zxingcpp.read_barcodes(on_white)]


def test_qr_codes_have_the_modules_of_the_vectors() -> None:
    for content, level, side, modules in VECTORS["qr"]:
        assert (content, *digest(content, level)) == (content, side, modules)


def test_bar_codes_have_the_widths_of_the_vectors() -> None:
    for content, widths in VECTORS["code128"]:
        assert (content, "".join(map(str, code128_widths(content)))) == (content, widths)
    for content, digits, widths in VECTORS["ean13"]:
        assert ean13_digits(content) == digits
        assert "".join(map(str, ean13_widths(digits))) == widths


@pytest.mark.parametrize("quiet_zone", [True, False])
@pytest.mark.parametrize(
    ("symbology", "content"),
    [
        ("qr", "https://example.com/p/PRJB7HW"),
        ("qr", "TABLE 12"),
        ("qr", "Zoë & Łukasz 漢字 😀\r\nsecond line"),
        ("qr", "0123456789" * 30),
        ("code128", "Kiln 42-000123"),
        ("code128", "12345678"),
        ("ean13", "4006381333931"),
    ],
)
def test_a_reader_reads_what_was_written(symbology: str, content: str, quiet_zone: bool) -> None:
    layer = code(symbology=symbology, content=content, quiet_zone=quiet_zone, width=90)

    assert read(layer) == [(FORMATS[symbology], content.encode())]


def test_a_reader_reads_every_bar_code_of_the_vectors() -> None:
    for content, widths in VECTORS["code128"]:
        assert read_bars(widths) == [("Code128", content.encode())]
    for _, digits, widths in VECTORS["ean13"]:
        assert read_bars(widths) == [("EAN13", digits.encode())]


def read_bars(widths: str) -> list[tuple[str, bytes]]:
    """What a reader sees on bars of three pixels a module."""
    bars = [255 * (place % 2) for place, width in enumerate(widths) for _ in range(3 * int(width))]
    picture = np.tile(np.array([*[255] * 36, *bars, *[255] * 36], np.uint8), (40, 1))
    return [(found.format.name, found.bytes) for found in zxingcpp.read_barcodes(picture)]


def test_codes_are_read_in_other_colours_and_turned() -> None:
    layer = code(content="TURNED", colour="#24304d", background="#f2b134", transform=[0.6, 0.5, -0.5, 0.6, 100, 50])

    assert read(layer) == [("QRCode", b"TURNED")]


def test_an_eans_check_digit_is_made_and_kept() -> None:
    made = load_area(code(symbology="ean13", content="400638133393")).layers[0]
    given = load_area(code(symbology="ean13", content="4006381333931")).layers[0]

    assert made == given


@pytest.mark.parametrize("level", get_args(ErrorCorrection))
@pytest.mark.parametrize("character", ["7", "A", "a", "é"])
def test_what_fits_is_what_the_generator_takes(level: ErrorCorrection, character: str) -> None:
    most = bisect_left(range(7_200), x=True, key=lambda length: not fits_qr(character * length, level)) - 1
    ecc = getattr(QrCode.Ecc, level.upper())
    with pytest.raises(DataTooLongError):
        QrCode.encode_segments(QrSegment.make_segments(character * (most + 1)), ecc, boostecl=False)
    fullest = QrCode.encode_segments(QrSegment.make_segments(character * most), ecc, mask=0, boostecl=False)
    assert fullest.get_version() == 40


def test_what_no_code_can_hold_is_refused_where_it_stands() -> None:
    with pytest.raises(DocumentError, match=r"areas\[0\]\.layers\[0\]\.content: is too long for a QR code"):
        load_area(code(content="漢" * 430, error_correction="high"))


def signed_area(path: Any) -> float:
    """Of all closed lines together, by the shoelace rule; positive for clockwise ones."""
    total = 0.0
    corners: list[tuple[float, float]] = []
    for segment in path:
        if segment[0] == "Z":
            total += sum(x * v - u * y for (x, y), (u, v) in zip(corners, [*corners[1:], corners[0]], strict=True)) / 2
            corners = []
        else:
            corners.append(segment[1:])
    return total


@pytest.mark.parametrize("content", ["A", "https://example.com", "0123456789" * 20])
def test_the_outline_holds_every_dark_module_once_and_has_no_inner_seams(content: str) -> None:
    modules = qr_modules(content, "medium")
    path = outline(modules)

    assert signed_area(path) == sum(map(sum, modules))
    edges = sum(
        row[x] != other[x]
        for rows in (modules, tuple(zip(*modules, strict=True)))
        for row, other in zip(((False,) * len(modules), *rows), (*rows, (False,) * len(modules)), strict=True)
        for x in range(len(modules))
    )
    assert _length(path) == edges


def _length(path: Any) -> float:
    length, start, last = 0.0, (0.0, 0.0), (0.0, 0.0)
    for segment in path:
        point = start if segment[0] == "Z" else segment[1:]
        if segment[0] == "M":
            start = point
        else:
            length += abs(point[0] - last[0]) + abs(point[1] - last[1])
        last = point
    return length


def test_modules_that_touch_at_a_corner_stay_apart_and_holes_run_the_other_way() -> None:
    assert outline(((True, False), (False, True))) == (
        ("M", 0, 0), ("L", 1, 0), ("L", 1, 1), ("L", 0, 1), ("Z",),
        ("M", 1, 1), ("L", 2, 1), ("L", 2, 2), ("L", 1, 2), ("Z",),
    )  # fmt: skip
    ring = ((True,) * 3, (True, False, True), (True,) * 3)
    assert outline(ring) == (
        ("M", 0, 0), ("L", 3, 0), ("L", 3, 3), ("L", 0, 3), ("Z",),
        ("M", 1, 2), ("L", 2, 2), ("L", 2, 1), ("L", 1, 1), ("Z",),
    )  # fmt: skip


def test_a_printed_code_has_no_hairlines_at_any_size() -> None:
    """Every pixel well inside the dark modules is wholly dark, also where modules do not fall on pixels."""
    area = load_area(code(content="seams", quiet_zone=False, width=61.7, height=61.7))
    pixels = render_area(layout_area(area, NOTHING), width=200, height=100, bleed=0, dpi=91.3, images={}, mask=None)
    modules = qr_modules("seams", "medium")
    scale = 91.3 / 25.4
    unit = 61.7 / len(modules)
    for y, row in enumerate(modules[:7]):
        for x in range(7):
            if row[x]:
                left, top = 100 - 61.7 / 2 + x * unit, 50 - 61.7 / 2 + y * unit
                across = slice(int(np.ceil(left * scale)) + 1, int((left + unit) * scale) - 1)
                down = slice(int(np.ceil(top * scale)) + 1, int((top + unit) * scale) - 1)
                assert pixels[down, across, 3].min() == 255
    # The finder's top row, from end to end, through six joints between modules.
    row = pixels[round((50 - 61.7 / 2 + unit / 2) * scale)]
    start, end = (100 - 61.7 / 2) * scale, (100 - 61.7 / 2 + 7 * unit) * scale
    assert row[int(np.ceil(start)) + 1 : int(end) - 1, 3].min() == 255


def test_the_code_is_centred_at_the_ratio_of_its_modules_and_bars_fill_the_box() -> None:
    (qr,) = layout_area(load_area(code(width=90, height=58)), NOTHING)
    bare, bars = layout_area(
        load_area(
            code(width=90, height=58, background="#fff", quiet_zone=False, symbology="code128", content="12"),
        ),
        NOTHING,
    )

    assert isinstance(qr, PathOperation)
    assert qr.matrix == pytest.approx((2, 0, 0, 2, 100 - 21, 50 - 21))  # 21 modules and twice 4 of margin
    assert isinstance(bars, PathOperation)
    unit = 90 / (3 * 11 + 13)
    assert bars.matrix == pytest.approx((unit, 0, 0, 58, 100 - 45, 50 - 29))
    assert isinstance(bare, PathOperation)
    assert (bare.fill, bare.path[0], bare.path[2]) == ("#ffffff", ("M", -45, -29), ("L", 45, 29))
