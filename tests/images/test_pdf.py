"""PDF → drawing or pixels: the first page, as a viewer shows it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow
from tests.images.vectors import HELVETICA, RAMP, form_pdf, pdf, pdf_file

from monogram.images.examination import examine_image
from monogram.images.refusals import RefusedError
from monogram.images.vector.pdf import FirstPage
from monogram.images.vector.plain_drawing import plain_drawing
from monogram.layout.drawing import load_drawing


def first_page(tmp_path: Path, content: bytes) -> FirstPage:
    path = tmp_path / "upload"
    path.write_bytes(content)
    return FirstPage(path)


def drawing(tmp_path: Path, content: bytes) -> dict[str, Any]:
    """The JSON of a page that is nothing but outlines; it must load."""
    drawn = first_page(tmp_path, content).drawn()
    assert drawn is not None
    plain = plain_drawing(drawn)
    load_drawing(json.dumps(plain))
    return plain


def test_outlines_keep_their_inks_and_pens(tmp_path: Path) -> None:
    found = drawing(
        tmp_path,
        pdf(b"1 0 0 rg 10 10 30 20 re f 0 0 1 RG 4 w 1 J 2 j 60 10 m 90 40 l S 0 g 5 5 m 6 9 7 9 8 5 c f*"),
    )

    square, line, leaf = found["shapes"]
    assert (found["width"], found["height"]) == (1000.0, 500.0)
    assert found["parts"] == [
        {"name": "colour 1", "colour": "#ff0000"},
        {"name": "colour 2", "colour": "#0000ff"},
        {"name": "colour 3", "colour": "#000000"},
    ]
    assert square["path"].startswith("M100 400L400 400L400 200L100 200")
    assert (square["fill"], square["rule"]) == ("#ff0000", "nonzero")
    assert line["path"] == "M600 400L900 100"
    assert line["stroke"] == {
        "paint": "#0000ff",
        "width": 40.0,
        "cap": "round",
        "join": "bevel",
        "miter_limit": 10.0,
    }
    assert leaf["path"].startswith("M50 450C60 410 70 410 80 450")
    assert leaf["rule"] == "evenodd"


def test_the_page_is_cut_and_turned_as_a_viewer_does(tmp_path: Path) -> None:
    content = pdf(b"1 0 0 rg 10 10 30 20 re f", page=b"/MediaBox[0 0 100 50]/CropBox[10 10 60 40]/Rotate 90")

    found = drawing(tmp_path, content)

    assert (found["width"], found["height"]) == (600.0, 1000.0)
    assert found["shapes"][0]["path"].startswith("M0 0L0 600L400 600L400 0")


def test_opacity_clips_and_dashes(tmp_path: Path) -> None:
    found = drawing(
        tmp_path,
        pdf(
            b"q /G gs 10 10 30 20 re f Q q 50 10 20 20 re W n 40 0 20 50 re f Q 2 w [5 3] 1 d 20 40 m 40 40 l S",
            resources=b"/ExtGState<</G<</ca .5>>>>",
        ),
    )

    faint, cut, dashes = found["shapes"]
    assert faint["opacity"] == pytest.approx(0.5, abs=0.003)
    assert cut["clip"]["path"].startswith("M500 400L700 400L700 200L500 200")
    assert [shape["path"][:40] for shape in cut["shapes"]] == ["M400 500L600 500L600 0L400 0L400 500Z"]
    assert dashes["path"] == "M200 100L240 100M270 100L320 100M350 100L400 100"


def test_forms_are_part_of_the_page(tmp_path: Path) -> None:
    content = form_pdf(
        b"q 2 0 0 2 10 10 cm /X Do Q", b"1 0 0 rg 1 1 5 5 re f 0 1 0 rg 15 1 10 5 re f", b"/Matrix[1 0 0 1 3 0]"
    )

    inside, cut = drawing(tmp_path, content)["shapes"]

    assert inside["path"].startswith("M180 380L280 380L280 280L180 280")
    assert cut["clip"]["path"].startswith("M160 400L160 0L560 0L560 400")
    assert cut["shapes"][0]["path"].startswith("M460 380L660 380L660 280L460 280")


def test_text_becomes_the_outlines_of_its_glyphs(tmp_path: Path) -> None:
    page = pdf(b"1 0 0 rg BT /F 20 Tf 10 10 Td (A b) Tj ET", resources=HELVETICA)
    form = form_pdf(b"2 0 0 2 10 10 cm /X Do", b"BT /F 8 Tf 1 1 Td (A) Tj ET", b"/Resources<<" + HELVETICA + b">>")

    letters = drawing(tmp_path, page)["shapes"]
    in_form = drawing(tmp_path, form)["shapes"]

    assert [letter["fill"] for letter in letters] == ["#ff0000", "#ff0000"]
    assert letters[0]["path"].startswith("M102.783 400L")
    assert len(in_form) == 1


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"/S sh", resources=b"/Shading<</S" + RAMP + b">>"),
        pdf(b"0 w 0 0 m 50 50 l S"),
        pdf(b"1 Tr BT /F 20 Tf 10 10 Td (A) Tj ET", resources=HELVETICA),
        pdf(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"),
        form_pdf(b"/X Do", b"/X Do", b"/Resources<</XObject<</X 5 0 R>>>>"),
        pdf(b"0 0 1 1 re f " * 20_001),
        pdf(b""),
    ],
    ids=["shading", "hairline", "outlined text", "photo", "a form in itself", "too many objects", "nothing"],
)
def test_what_is_no_outline_is_no_drawing(tmp_path: Path, content: bytes) -> None:
    assert first_page(tmp_path, content).drawn() is None


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        pdf(b"")[:200],
        pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
        pdf(b"", page=b"/MediaBox[0 0 1 99999]"),
    ],
    ids=["a head", "a half", "no page", "a page in itself", "a page like a thread"],
)
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RefusedError, match="corrupt"):
        first_page(tmp_path, content)


def colour_at(content: bytes, x: float, y: float) -> list[int]:
    """A pixel of an encoded picture at a place given in shares of its size."""
    pixels = np.asarray(Pillow.open(io.BytesIO(content)).convert("RGBA"))
    colour: list[int] = pixels[int(y * pixels.shape[0]), int(x * pixels.shape[1])].tolist()
    return colour


def test_a_page_of_outlines_comes_through_the_door_as_a_drawing() -> None:
    examined = examine_image(pdf(b"1 0 0 rg 10 10 30 20 re f"))

    assert examined.drawing is not None
    assert examined.print_copy is not None
    assert load_drawing(examined.drawing.content).parts[0].colour == "#ff0000"
    assert (examined.width, examined.height, examined.has_alpha) == (4000, 2000, True)
    assert colour_at(examined.print_copy.content, 0.25, 0.6) == [255, 0, 0, 255]
    assert colour_at(examined.print_copy.content, 0.75, 0.6) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("content", "width", "inside"),
    [
        (pdf(b"/S sh", resources=b"/Shading<</S" + RAMP + b">>"), 4000, [127, 0, 127, 255]),
        (pdf(b"100 0 0 50 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x00\x80 EI"), 416, [255, 0, 128, 255]),
        # pdfium does not tell of a clip's rule nor of a pattern: only the pixels do.
        (pdf(b"0 0 100 50 re 25 0 50 50 re W* n 0 0 100 50 re f"), 4000, [0, 0, 0, 0]),
        (pdf(b"/Pattern cs /P scn 0 0 100 50 re f", resources=b"/Pattern<</P<</PatternType 2/Shading" + RAMP + b">>>>"),
         4000, [127, 0, 127, 255]),
    ],
    ids=["shading", "photo", "clip of another rule", "pattern"],
)  # fmt: skip
def test_other_pages_come_through_the_door_as_pixels(content: bytes, width: int, inside: list[int]) -> None:
    examined = examine_image(content)

    assert examined.drawing is None
    assert examined.print_copy is not None
    assert (examined.width, examined.height) == (width, width // 2)
    assert np.allclose(colour_at(examined.print_copy.content, 0.5, 0.5), inside, atol=2)
