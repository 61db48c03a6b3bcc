"""Text in many scripts: joined and stacked letters, directions, and the fonts that stand in for others."""

from __future__ import annotations

import pytest
from tests.layout.scenes import FONT_FOLDER, demo_fonts, load_area
from tests.layout.texts import FALLBACK, INTER, drawn, fonts_of, from_left, resources, set_one

from monogram.geometry.matrices import transform_point
from monogram.geometry.paths import points
from monogram.layout import FontSet, Resources, UnknownFontError, findings, fonts_needed, layout_area
from monogram.layout.document import load
from monogram.layout.runs import FontChoice, itemise
from monogram.layout.text import PlacedGlyph

NASKH = "noto-naskh-arabic-regular"
HEBREW = "noto-sans-hebrew-bold"
DEVANAGARI = "noto-sans-devanagari-bold"
COUPLE = "👩\u200d❤\ufe0f\u200d👨"


def glyph_ids(text: str, **fields: object) -> list[int]:
    """The glyphs of a text, in the order in which they are set."""
    return [glyph.id for glyph in set_one(text, **fields).glyphs]


def test_hebrew_runs_from_right_to_left() -> None:
    assert from_left("אבג") == "גבא"
    assert [glyph.font for glyph in set_one("אבג").glyphs] == [HEBREW] * 3


@pytest.mark.parametrize(
    ("text", "direction", "order"),
    [
        ("abc אבג 123", "auto", "abc123גבא"),
        ("אבג abc 123", "auto", "abc123גבא"),
        ("אבג abc!", "auto", "!abcגבא"),
        ("אבג abc!", "ltr", "גבאabc!"),
        ("abc!", "rtl", "!abc"),
        ("abc \u2067אב 12\u2069 de", "auto", "abc12באde"),
        ("אב\n1 2", "auto", "12בא"),
    ],
)
def test_mixed_text_stands_in_visual_order(text: str, direction: str, order: str) -> None:
    shown = "".join(from_left(line, direction=direction) for line in reversed(text.split("\n")))
    assert shown == order


def test_brackets_are_mirrored_where_text_runs_backwards() -> None:
    # "(" opens on the right: what stands rightmost of the two is drawn as "(" mirrored, which is ")".
    glyphs = sorted(set_one("(אב)").glyphs, key=lambda glyph: glyph.matrix[4])
    plain = set_one("()").glyphs
    assert [glyphs[0].id, glyphs[-1].id] == [plain[0].id, plain[1].id]


def test_arabic_letters_join() -> None:
    apart = {glyph_ids(letter)[0] for letter in "سلم"}
    assert not apart & set(glyph_ids("سلم"))
    # The first letter stands rightmost, in its initial form.
    ends = set_one("سلم").glyphs
    assert ends[0].matrix[4] < ends[-1].matrix[4]
    assert [ends[-1].id, ends[0].id] == [glyph_ids("سـ")[-1], glyph_ids("ـم")[0]]


def test_lam_and_alef_have_a_form_of_their_own() -> None:
    assert not set(glyph_ids("لا")) & set(glyph_ids("لب") + glyph_ids("با"))


def test_spacing_parts_words_and_latin_letters_and_leaves_joined_ones_together() -> None:
    assert set_one("سلام", letter_spacing=1).width == pytest.approx(set_one("سلام").width)
    assert set_one("سلام عليكم", letter_spacing=1).width == pytest.approx(set_one("سلام عليكم").width + 2 * 10)
    assert set_one("क्षत्र", letter_spacing=1).width == pytest.approx(set_one("क्षत्र").width)
    assert set_one("שלום", letter_spacing=1).width == pytest.approx(set_one("שלום").width + 3 * 10)
    assert glyph_ids("سلم", letter_spacing=1) == glyph_ids("سلم")


def test_devanagari_consonants_make_conjuncts_and_the_short_i_goes_ahead() -> None:
    assert len(glyph_ids("क्ष")) == 1
    assert glyph_ids("कि")[1] == glyph_ids("क")[0]


def test_thai_marks_are_stacked_and_take_no_room() -> None:
    assert set_one("ที่").width == pytest.approx(set_one("ท").width)
    _, vowel, tone = set_one("ที่").glyphs
    assert top(tone) < top(vowel) < -0.6 * 10 / 2


def top(glyph: PlacedGlyph) -> float:
    """The highest point of a glyph's ink; y runs down."""
    outline = demo_fonts().face(glyph.font).outline(glyph.id)
    return min(transform_point(glyph.matrix, x, y)[1] for x, y in points(outline))


def test_marks_stay_with_their_letter_whatever_way_it_is_spelt() -> None:
    assert glyph_ids("e\u0301") == glyph_ids("é")
    assert len(glyph_ids("x\u0301")) == 2
    assert set_one("x\u0301").width == pytest.approx(set_one("x").width)
    # Bebas Neue has neither q with a dot nor the dot: the whole letter comes from the font that has both.
    assert fonts_of("aq\u0307a", "bebas-neue-regular") == [
        ("a", "bebas-neue-regular"), ("q\u0307", "noto-sans-bold"), ("a", "bebas-neue-regular"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("abc", [INTER]),
        ("abc אב", [INTER, HEBREW]),
        ("سلام عليكم", [NASKH]),
        ("हिन्दी में", [DEVANAGARI]),
        ("漢字 かな 你们", ["noto-sans-jp-bold", "noto-sans-sc-bold"]),
        ("한국어", ["noto-sans-kr-bold"]),
        ("ไทย", ["noto-sans-thai-bold"]),
        ("123 #*", [INTER]),
        ("1\ufe0f\u20e3", ["twemoji"]),
        ("❤\ufe0f", ["twemoji"]),
        ("❤\ufe0e", ["noto-sans-symbols-regular"]),
        ("👍🏽", ["twemoji"]),
        ("🇩🇪🇫🇷", ["twemoji"]),
        ("\u200d", [INTER]),
    ],
)
def test_a_font_that_has_the_whole_cluster_stands_in(text: str, fonts: list[str]) -> None:
    assert list(dict.fromkeys(font for _, font in fonts_of(text))) == fonts


def test_a_space_belongs_to_the_word_before_it_but_not_to_an_emoji() -> None:
    assert fonts_of("سلام abc") == [("سلام ", NASKH), ("abc", INTER)]
    assert fonts_of("😀 abc") == [("😀", "twemoji"), (" abc", INTER)]


def test_an_emoji_of_joined_parts_is_one_glyph_in_its_own_colours() -> None:
    assert len(glyph_ids(COUPLE)) == 1
    operations = drawn(COUPLE, colour="#123456")
    layers = demo_fonts().face("twemoji").colour_layers(glyph_ids(COUPLE)[0])
    assert [operation.fill for operation in operations] == [layer.colour for layer in layers]
    assert [operation.opacity for operation in operations] == [layer.opacity for layer in layers]
    assert {operation.matrix for operation in operations} == {operations[0].matrix}
    assert len(layers) > 10


def test_an_emojis_see_through_parts_are_drawn_so() -> None:
    opacities = {operation.opacity for operation in drawn("🎧🫧🧊🪟🎈")}
    assert opacities - {1.0}
    assert all(0 < opacity <= 1 for opacity in opacities)


def test_a_stroke_runs_behind_all_colours_of_an_emoji() -> None:
    operations = drawn("😀", stroke={"colour": "#ffffff", "width": 1})
    half = len(operations) // 2
    assert all(operation.fill is None for operation in operations[:half])
    assert all(operation.stroke is None for operation in operations[half:])
    pen = operations[0].stroke
    assert pen is not None
    assert pen.width == pytest.approx(1 / (10 / demo_fonts().face("twemoji").units_per_em))


def test_letter_spacing_leaves_an_emoji_whole() -> None:
    assert len(glyph_ids(COUPLE, letter_spacing=0.5)) == 1


def test_fonts_share_the_baseline_and_each_keeps_its_own_em() -> None:
    text = set_one("a漢😀")
    assert len({glyph.matrix[5] for glyph in text.glyphs}) == 1
    for glyph in text.glyphs:
        assert glyph.matrix[0] == pytest.approx(10 / demo_fonts().face(glyph.font).units_per_em)


def test_a_foreign_letter_moves_no_line() -> None:
    assert set_one("a\nb").height == set_one("a😀\nนี้").height


def test_characters_that_no_font_has_are_reported_and_not_drawn() -> None:
    area = load_area({"type": "text", "text": "a𒀀b 𒀀\u200d𒁀\u200e", "font": INTER, "size": 9})
    assert [(finding.code, finding.characters) for finding in findings(area, resources())] == [("missing_glyph", "𒀀𒁀")]
    assert len(layout_area(area, resources())) == 2


def test_only_the_mark_is_missing_where_a_font_has_the_letter() -> None:
    area = load_area({"type": "text", "text": "x\u0489", "font": INTER, "size": 9})
    bare = Resources(demo_fonts())
    assert [finding.characters for finding in findings(area, bare)] == ["\u0489"]
    assert len(layout_area(area, bare)) == 1


def test_fonts_that_a_design_needs_are_told_by_coverage() -> None:
    same = {"size": 9, "transform": [1, 0, 0, 1, 0, 0]}
    layers = [
        {"id": "a", "type": "text", "text": "abc 😀", "font": INTER, **same},
        {"id": "b", "type": "text", "text": "שלום", "font": "lobster-regular", **same},
    ]
    area = {"name": "A", "width": 9, "height": 9, "layers": layers}
    document = load({"version": 2, "product_id": 1, "areas": [area], "fallback_fonts": list(FALLBACK)})
    assert fonts_needed(document, demo_fonts()) == [INTER, "lobster-regular", "twemoji", HEBREW]


def test_a_font_of_declared_coverage_is_not_opened_to_know_that_it_is_of_no_use() -> None:
    contents = {font: (FONT_FOLDER / f"{font}.ttf").read_bytes() for font in (INTER, NASKH)} | {HEBREW: b"no font"}
    fonts = FontSet(contents, {HEBREW: "590-5ff", NASKH: "20,600-6ff"})
    item = itemise("abc سلام", FontChoice(fonts, INTER, (HEBREW, NASKH)), "auto")
    assert [run.font for run in item.runs] == [INTER, NASKH]


def test_a_fallback_font_that_nobody_knows_is_refused_when_it_is_asked() -> None:
    lost = FontChoice(demo_fonts(), INTER, ("lost",))
    assert [run.font for run in itemise("abc", lost, "auto").runs] == [INTER]
    with pytest.raises(UnknownFontError, match="lost"):
        itemise("אב", lost, "auto")
