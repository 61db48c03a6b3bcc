"""Packing slips, address labels, job tickets and pick lists: what scanners read, pages, and text in its room."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Pdf
from tests.documents.samples import (
    address_label,
    far_label,
    fonts,
    job_ticket,
    packing_slip,
    pick_list,
    thumbnail,
)
from tests.rendering.page_reading import codes, rasterised

from monogram.geometry.units import pt_to_mm
from monogram.layout.operations import PathOperation
from monogram.rendering.documents.address_label import address_label_pdf
from monogram.rendering.documents.fonts import REGULAR, document_fonts
from monogram.rendering.documents.job_ticket import job_ticket_pdf
from monogram.rendering.documents.packing_slip import Brand, SlipItem, packing_slips_pdf
from monogram.rendering.documents.pick_list import PickItem, PickList, pick_list_pdf
from monogram.rendering.documents.text import Style, line_width, set_block
from monogram.rendering.extents import reach_of
from monogram.rendering.pictures import PictureError

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
words = st.text(alphabet=st.sampled_from("abgWIl .-fi\n東京都渋谷عبدالرحمننמשלוחสุขุมวิท🎉é\u0301"), max_size=120)


def size_of(pdf: bytes) -> list[list[float]]:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return [[float(side) for side in page.MediaBox] for page in opened.pages]


@given(text=words, width=st.floats(5, 120), lines=st.integers(1, 4), size=st.floats(6, 24))
@settings(max_examples=80, deadline=None)
def test_a_text_keeps_to_its_lines_and_its_width(text: str, width: float, lines: int, size: float) -> None:
    # When any text is set in any room
    block = set_block(text, Style(size, lines=lines, least=6), width, fonts())

    # Then it has no more lines than it may, and no glyph begins beyond its width
    assert 1 <= block.lines <= lines
    assert block.height == pytest.approx(block.lines * block.size * 1.25)
    assert pt_to_mm(6) - 1e-9 <= block.size <= pt_to_mm(size) + 1e-9
    operations = [one for one in block.operations(10, 20, fonts()) if isinstance(one, PathOperation)]
    assert all(10 - block.size <= one.matrix[4] <= 10 + width + block.size for one in operations)
    reach = reach_of(operations)
    if reach is not None:
        assert reach[1] >= 20 - block.size
        assert reach[3] <= 20 + block.height + block.size


def test_a_text_is_wrapped_then_shrunk_then_cut() -> None:
    style = Style(10, lines=2, least=8)
    text = "Framed print, sustainably harvested oak with museum glass"

    assert line_width("Framed", Style(10), fonts()) == pytest.approx(12.595, abs=0.001)
    whole = set_block(text, style, 60, fonts())
    assert (whole.lines, whole.size, whole.is_cut) == (2, pt_to_mm(10), False)
    smaller = set_block(text, style, 46, fonts())
    assert (smaller.lines, smaller.text, smaller.is_cut) == (2, text, False)
    assert pt_to_mm(8) <= smaller.size < pt_to_mm(10)
    cut = set_block(text, style, 30, fonts())
    assert (cut.lines, cut.size, cut.is_cut) == (2, pt_to_mm(8), True)
    assert cut.text == "Framed print, sustainably harveste…"


def test_a_word_longer_than_its_room_is_torn_and_not_cut_while_lines_are_left() -> None:
    block = set_block(LONG, Style(10, lines=3, least=9), 60, fonts())

    assert (block.lines, block.text) == (3, LONG)


def test_what_inter_lacks_is_set_in_the_fonts_that_stand_in_and_dropped_without_them() -> None:
    used = {one.glyph[0] for one in set_block("Jürg 美咲", Style(), 80, fonts()).operations(0, 0, fonts())
            if isinstance(one, PathOperation) and one.glyph}  # fmt: skip
    bare = document_fonts()

    assert used == {REGULAR, "noto-sans-jp-bold"}
    assert len(set_block("Jürg 美咲", Style(), 80, bare).operations(0, 0, bare)) == 4


def test_controls_in_names_become_spaces() -> None:
    assert set_block("Amelia\x00\t \x1bBrookes\u2028", Style(), 80, fonts()).text == "Amelia Brookes"


def test_a_packing_slip_is_one_page_with_the_orders_bars() -> None:
    pdf = packing_slips_pdf([packing_slip()], fonts())

    assert size_of(pdf) == [[0, 0, pytest.approx(595.276), pytest.approx(841.89)]]
    assert codes(rasterised(pdf, 200)[0]) == {"9F2C41D07B6E85A3"}
    assert pdf == packing_slips_pdf([packing_slip()], fonts())


def test_a_packing_slip_of_fifteen_lines_has_its_rows_on_three_pages_and_empty_margins() -> None:
    # Given an order of fifteen lines with names that no row holds, and a long message
    item = SlipItem(
        f"{LONG} {LONG} {LONG}", LONG, 1000, f"{LONG} · {LONG}", rest=f"of 100000 {LONG}", thumbnail=thumbnail("badge")
    )
    slip = replace(
        packing_slip(), items=[item] * 15, gift_message="سنة حلوة يا جميل " * 120, brand=Brand(LONG, [LONG] * 4)
    )

    # When it is drawn
    pages = rasterised(packing_slips_pdf([slip], fonts()), 72)

    # Then nothing is in the margins of any page
    assert len(pages) == 3
    for page in pages:
        assert (page[:, :40] == 255).all()
        assert (page[:, -40:] == 255).all()


def test_several_slips_are_one_file_with_pages_of_their_own() -> None:
    other = replace(packing_slip(), order_ref="51B0D6AA90C3F27E")

    pages = rasterised(packing_slips_pdf([packing_slip(), other], fonts()), 200)

    assert [codes(page) for page in pages] == [{"9F2C41D07B6E85A3"}, {"51B0D6AA90C3F27E"}]


def test_a_slips_logo_stands_for_its_name() -> None:
    named = packing_slips_pdf([replace(packing_slip(), brand=Brand("Thistle & Post"))], fonts())
    shown = packing_slips_pdf(
        [replace(packing_slip(), brand=Brand("Thistle & Post", logo=thumbnail("badge")))], fonts()
    )

    top = slice(30, 100), slice(40, 250)
    assert not np.array_equal(rasterised(named, 72)[0][top], rasterised(shown, 72)[0][top])


def test_a_broken_thumbnail_is_refused() -> None:
    slip = replace(packing_slip(), items=[SlipItem("Mug", "MUG", 1, thumbnail=b"no picture")])

    with pytest.raises(PictureError):
        packing_slips_pdf([slip], fonts())


def test_an_address_label_is_four_by_two_and_a_half_inches() -> None:
    pdf = address_label_pdf(address_label(), fonts())

    assert size_of(pdf) == [[0, 0, 288, 180]]
    assert codes(rasterised(pdf, 203)[0]) == {"9F2C41D07B6E85A3"}


def test_a_long_address_leaves_the_labels_edge_and_bars_free() -> None:
    label = replace(address_label(), recipient=far_label().recipient, sender=[LONG] * 6)

    (page,) = rasterised(address_label_pdf(label, fonts()), 203)

    assert (page[:, :26] == 255).all()
    assert (page[:, -26:] == 255).all()
    assert codes(page) == {"9F2C41D07B6E85A3"}


def test_a_job_ticket_has_the_bars_of_its_batch_and_of_every_item() -> None:
    pages = rasterised(job_ticket_pdf(job_ticket(preview=thumbnail("badge")), fonts()), 200)

    read = set().union(*map(codes, pages))
    assert read == {"4D7A19C2", *(item.item_ref for item in job_ticket().items)}


def test_a_job_ticket_with_long_names_stays_on_its_sheet() -> None:
    ticket = job_ticket()
    items = [
        replace(item, name=LONG * 3, sku=LONG, options=LONG, print_area=LONG, quantity=123_456) for item in ticket.items
    ]

    pages = rasterised(job_ticket_pdf(replace(ticket, items=items, title=LONG * 2, note=LONG * 9), fonts()), 200)

    assert all((page[:, :110] == 255).all() and (page[:, -110:] == 255).all() for page in pages)
    assert set().union(*map(codes, pages)) == {"4D7A19C2", *(item.item_ref for item in items)}


def test_a_pick_list_has_one_row_for_each_stock_item_at_each_place() -> None:
    (page,) = rasterised(pick_list_pdf(pick_list(), fonts()), 200)

    assert codes(page) == {"4D7A19C2", *(item.sku for item in pick_list().items)}


def test_a_pick_list_follows_the_walk() -> None:
    # Given pieces in bays 14, 3 and nowhere
    items = [
        PickItem("B-14", "Mug", 1, location="Bay 14"),
        PickItem("NOWHERE", "Mug", 1),
        PickItem("A-3", "Mug", 1, location="Bay 3"),
        PickItem("B-14", "Mug", 2, location="Bay 14"),
    ]

    # When their list is drawn
    (page,) = rasterised(pick_list_pdf(replace(pick_list(), items=items), fonts()), 200)

    # Then bay 3 is above bay 14, whose pieces are one row, and what has no place is last
    found = sorted((code.position.top_left.y, code.text) for code in zxingcpp.read_barcodes(page))
    assert [text for _, text in found] == ["4D7A19C2", "A-3", "B-14", "NOWHERE"]


def test_a_pick_list_without_a_code_or_places_has_neither() -> None:
    items = [PickItem("MUG-330", "Mug", 1), PickItem("CARD", "Card", 2)]

    (page,) = rasterised(pick_list_pdf(PickList("2 orders", "Shop", "", items), fonts()), 200)

    assert codes(page) == {"MUG-330", "CARD"}


def test_a_pick_list_of_forty_skus_turns_pages_and_keeps_places_with_their_rows() -> None:
    items = [PickItem(f"SKU-{number:03}", LONG, 1, LONG, f"Bay {number // 3}") for number in range(40)]

    pages = rasterised(pick_list_pdf(replace(pick_list(), items=items), fonts()), 200)

    read = set().union(*map(codes, pages))
    assert read == {"4D7A19C2", *(item.sku for item in items)}
    assert len(pages) == 5
