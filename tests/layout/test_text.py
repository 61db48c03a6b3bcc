"""Text: lines, sizes, alignment, arcs, and what is said of text that cannot be set."""

from __future__ import annotations

import math

import pytest
from tests.layout.scenes import demo_fonts, demo_resources, load_area, one

from monogram.layout import FontSet, Resources, UnknownFontError, findings, layer_bounds, layout_area, layout_layer
from monogram.layout.document import TextLayer
from monogram.layout.fonts import Piece
from monogram.layout.operations import PathOperation, Stroke
from monogram.layout.text import SetText, set_text

FACE = demo_fonts().face("inter-bold")


def advance(text: str) -> float:
    """Of a line in Inter Bold, in ems."""
    return sum(glyph.advance for glyph in FACE.shape(Piece(text, "Latn", False, True))) / FACE.units_per_em


def set_one(**fields: object) -> SetText:
    """A text layer, set."""
    return set_text(one(TextLayer, **fields), demo_resources())


def glyphs(**fields: object) -> list[PathOperation]:
    """The drawn glyphs of one text layer."""
    operations = layout_layer(one(TextLayer, **fields), demo_resources())
    return [operation for operation in operations if isinstance(operation, PathOperation)]


def test_a_line_is_centred_on_its_origin() -> None:
    width, height = layer_bounds(one(TextLayer, text="Hello", size=20), demo_resources())

    assert width == pytest.approx(advance("Hello") * 20)
    assert height == pytest.approx((FACE.ascender - FACE.descender) / FACE.units_per_em * 20)
    first = glyphs(text="Hello", size=20)[0]
    assert first.matrix[4] == pytest.approx(-width / 2)
    assert first.matrix[5] == pytest.approx(FACE.ascender / FACE.units_per_em * 20 - height / 2)
    assert first.matrix[:4] == pytest.approx((20 / FACE.units_per_em, 0, 0, -20 / FACE.units_per_em))


def test_kerning_draws_letters_together() -> None:
    apart = sum(advance(letter) for letter in "AV")
    assert advance("AV") < apart - 0.05


def test_ligatures_are_made_unless_letters_are_spaced() -> None:
    assert len(glyphs(text="fi", font="playfair-display-bold")) == 1
    assert len(glyphs(text="fi", font="playfair-display-bold", letter_spacing=0.01)) == 2


def test_letter_spacing_stands_between_letters_only() -> None:
    plain, _ = layer_bounds(one(TextLayer, text="abc", size=10, letter_spacing=0), demo_resources())
    spaced, _ = layer_bounds(one(TextLayer, text="abc", size=10, letter_spacing=0.5), demo_resources())
    assert spaced == pytest.approx(plain + 2 * 0.5 * 10)


def test_an_accent_is_not_spaced_from_its_letter() -> None:
    plain, _ = layer_bounds(one(TextLayer, text="x\u0301x", letter_spacing=0.01), demo_resources())
    spaced, _ = layer_bounds(one(TextLayer, text="x\u0301x", letter_spacing=1.01), demo_resources())
    assert spaced == pytest.approx(plain + 10)


def test_line_feeds_end_lines_a_line_height_apart() -> None:
    upper, lower = glyphs(text="a\nb", size=10, line_height=1.5)
    assert lower.matrix[5] - upper.matrix[5] == pytest.approx(15)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_short_lines_stand_where_the_alignment_says(align: str, share: float) -> None:
    long, short = advance("mmmm") * 10, advance("m") * 10
    operations = glyphs(text="mmmm\nm", size=10, align=align)
    assert operations[4].matrix[4] - operations[0].matrix[4] == pytest.approx((long - short) * share)


def test_text_in_a_box_wraps_at_spaces() -> None:
    words = set_one(text="one two three", box={"width": advance("one two") * 10, "height": 90})
    baselines = sorted({glyph.matrix[5] for glyph in words.glyphs})
    assert len(baselines) == 2
    assert [sum(glyph.matrix[5] == line for glyph in words.glyphs) for line in baselines] == [7, 5]
    assert words.width == pytest.approx(advance("one two") * 10, abs=1e-6)
    assert words.height == 90


def test_a_box_as_wide_as_its_text_does_not_wrap_it() -> None:
    width, _ = layer_bounds(one(TextLayer, text="AVATAR of WAX"), demo_resources())
    boxed = set_one(text="AVATAR of WAX", box={"width": width, "height": 90})
    assert len({glyph.matrix[5] for glyph in boxed.glyphs}) == 1


def test_a_word_wider_than_its_box_is_broken() -> None:
    broken = set_one(text="mmmmmm", box={"width": advance("mm") * 10 + 1, "height": 90})
    assert len({glyph.matrix[5] for glyph in broken.glyphs}) == 3
    assert not broken.fits


def test_shrinking_keeps_words_whole_and_stays_in_the_box() -> None:
    box = {"width": 30, "height": 20, "fit": "shrink"}
    shrunk = set_one(text="Extraordinary people", size=20, box=box)
    assert shrunk.fits
    assert 1 < shrunk.size < 20
    assert advance("Extraordinary") * shrunk.size <= 30 + 1e-3
    # The next size up would not have done.
    larger = set_one(text="Extraordinary people", size=shrunk.size + 0.1, box={**box, "fit": "none"})
    assert not larger.fits


def test_text_that_fits_is_not_shrunk() -> None:
    box = {"width": 100, "height": 100, "fit": "shrink"}
    assert set_one(size=10, box=box).size == 10


def test_an_outline_lies_behind_every_letter_and_keeps_its_width() -> None:
    operations = glyphs(text="ab", size=10, stroke={"colour": "#FF0000", "width": 0.5})
    pen = Stroke("#ff0000", 0.5 / (10 / FACE.units_per_em))
    assert [(operation.fill, operation.stroke) for operation in operations] == [
        (None, pen),
        (None, pen),
        ("#000000", None),
        ("#000000", None),
    ]


@pytest.mark.parametrize("radius", [40, -40])
def test_bent_letters_stand_on_one_circle(radius: float) -> None:
    operations = glyphs(text="mmmmmm", size=10, arc={"radius": radius})
    half = advance("m") * 10 / 2
    feet = [(m[4] + half * m[0] / m_scale(m), m[5] + half * m[1] / m_scale(m)) for m in (o.matrix for o in operations)]
    # The circle through three of the feet goes through all.
    centre = circle_centre(feet[0], feet[2], feet[5])
    assert [math.dist(centre, foot) for foot in feet] == pytest.approx([40] * 6)
    assert (centre[1] > feet[0][1]) == (radius > 0)
    assert centre[0] == pytest.approx(0)


def m_scale(matrix: tuple[float, ...]) -> float:
    """Length of the matrix's first axis."""
    return math.hypot(matrix[0], matrix[1])


def circle_centre(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> tuple[float, float]:
    """Of the circle through three points."""
    d = 2 * (p[0] * (q[1] - r[1]) + q[0] * (r[1] - p[1]) + r[0] * (p[1] - q[1]))
    squares = [x * x + y * y for x, y in (p, q, r)]
    x = (squares[0] * (q[1] - r[1]) + squares[1] * (r[1] - p[1]) + squares[2] * (p[1] - q[1])) / d
    y = (squares[0] * (r[0] - q[0]) + squares[1] * (p[0] - r[0]) + squares[2] * (q[0] - p[0])) / d
    return x, y


def test_a_nearly_straight_arc_is_nearly_the_straight_line() -> None:
    straight = glyphs(text="Hello", size=10)
    bent = glyphs(text="Hello", size=10, arc={"radius": 100_000})
    for one_glyph, other in zip(straight, bent, strict=True):
        assert other.matrix == pytest.approx(one_glyph.matrix, abs=0.01)


def test_glyphs_that_a_font_lacks_are_reported_and_not_drawn() -> None:
    area = load_area({"type": "text", "text": "a😀b漢😀", "font": "inter-bold", "size": 9})
    assert [(finding.layer, finding.code, finding.characters) for finding in findings(area, demo_resources())] == [
        ("l0", "missing_glyph", "😀漢")
    ]
    assert len(layout_area(area, demo_resources())) == 2


def test_text_that_overflows_its_box_is_reported() -> None:
    box = {"width": 20, "height": 5}
    area = load_area({"type": "text", "text": "far too much", "font": "inter-bold", "size": 9, "box": box})
    assert [finding.code for finding in findings(area, demo_resources())] == ["text_overflow"]


def test_an_unknown_font_is_refused() -> None:
    with pytest.raises(UnknownFontError, match="comic"):
        layout_layer(one(TextLayer, font="comic"), demo_resources())
    with pytest.raises(UnknownFontError):
        layer_bounds(one(TextLayer), Resources(FontSet({})))
