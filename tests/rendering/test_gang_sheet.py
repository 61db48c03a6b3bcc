"""Gang sheets: the artwork unchanged and in its place, references that scanners read, boxes, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import pyvips
from pikepdf import Name
from PIL import Image
from tests.documents.samples import GANG, GANG_WISH, artwork_pdf, fonts, gang_pieces, gang_sheet
from tests.parity.designs import designs
from tests.rendering.page_reading import Pixels, codes, rasterised
from tests.rendering.pdf_files import pictures, rasterise, read
from tests.rendering.scenes import jpeg, png, quarters

from monogram.rendering.imposition.artwork_forms import Artwork, ArtworkError
from monogram.rendering.imposition.gang_sheet import (
    GangPiece,
    GangSheetWish,
    piece_to_nest,
    room_for_pieces,
    write_gang_sheet,
)
from monogram.rendering.imposition.nesting import Layout, Medium, Placed, Sheet, nest

DPI = 254
"""Ten pixels a millimetre."""
BARE = GangSheetWish("4D7A19C2", has_marks=False, has_barcodes=False)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
MEDIUM = Medium(width=100, height=80, margin=5, gap=4)


def written(layout: Layout, pieces: dict[str, GangPiece], wish: GangSheetWish, medium: Medium = MEDIUM) -> bytes:
    file = io.BytesIO()
    write_gang_sheet(layout, pieces, wish, medium=medium, fonts=fonts(), into=file)
    return file.getvalue()


def at(*places: Placed, length: float = 80.0) -> Layout:
    return Layout((Sheet(places, length),), 0.5)


def saved(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def noise(width: int, height: int, channels: int) -> Pixels:
    return np.random.default_rng(6).integers(0, 256, (height, width, channels), dtype=np.uint8)


@pytest.mark.parametrize("turned", [False, True])
def test_a_pictures_pixels_lie_in_their_place_as_they_are(tmp_path: Path, turned: bool) -> None:
    # Given a picture of 30 × 20 mm, each of them of another colour
    colours = noise(30, 20, 3)
    picture = png(colours.repeat(10, 0).repeat(10, 1))
    artwork = Artwork(saved(tmp_path, "noise.png", picture), 30, 20)

    # When it is put on a sheet at 12, 34
    pdf = written(at(Placed("a", 12, 34, turned)), {"a": GangPiece(artwork)}, BARE)

    # Then the middle of each millimetre of the page has its colour there, and all others are white
    expected = np.full((80, 100, 3), 255, np.uint8)
    if turned:
        expected[34:64, 12:32] = np.rot90(colours, -1)
    else:
        expected[34:54, 12:42] = colours
    assert np.array_equal(rasterise(pdf, DPI)[5:800:10, 5:1000:10], expected)


@pytest.mark.parametrize("turned", [False, True])
def test_a_pdfs_page_lies_in_its_place_with_its_bleed_as_it_is(tmp_path: Path, turned: bool) -> None:
    # Given the print file of a design, drawn by itself
    alone = rasterise(artwork_pdf("foil-card"), DPI)
    design = designs()["foil-card"]
    artwork = Artwork(saved(tmp_path, "foil-card.pdf", artwork_pdf("foil-card")), design.width, design.height, bleed=3)
    assert (design.width, design.height) == (90, 55)

    # When it is put on a sheet
    medium = Medium(width=110, height=110)
    pdf = written(at(Placed("a", 8, 6, turned), length=110), {"a": GangPiece(artwork)}, BARE, medium)

    # Then its pixels are the same there, but for edges where poppler rounds
    upright = np.rot90(alone, -1) if turned else alone
    page = rasterise(pdf, DPI).copy()
    part = page[60 : 60 + upright.shape[0], 80 : 80 + upright.shape[1]]
    far_off = np.abs(part.astype(int) - upright).max(axis=2) > 40
    assert far_off.mean() < 0.01
    page[59 : 61 + upright.shape[0], 79 : 81 + upright.shape[1]] = 255
    assert (page == 255).all()


def test_named_inks_and_their_overprinting_survive(tmp_path: Path) -> None:
    artwork = Artwork(saved(tmp_path, "card.pdf", artwork_pdf("foil-card")), 90, 55, bleed=3)

    pdf = written(at(Placed("a", 2, 2, False)), {"a": GangPiece(artwork)}, BARE)

    with read(pdf) as opened:
        inks = [one[1] for one in opened.objects if isinstance(one, pikepdf.Array) and one[:1] == [Name.Separation]]
        states = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/OPM") == 1]
        assert "/Foil" in map(str, inks)
        assert states


def test_every_file_goes_in_once_however_often_it_is_drawn(tmp_path: Path) -> None:
    # Given one picture as two artworks' file, drawn seven times
    artwork = Artwork(saved(tmp_path, "quarters.png", png(quarters(100))), 10, 10)
    places = [Placed(str(number), 12.0 * number, 5, False) for number in range(7)]
    pieces = {str(number): GangPiece(artwork) for number in range(7)}

    # When they are written
    pdf = written(at(*places), pieces, BARE)

    # Then its pixels are in the file once, drawn seven times
    with read(pdf) as opened:
        assert len(pictures(opened)) == 1
        assert opened.pages[0].Contents.read_bytes().count(b" Do") == 7
    assert pdf == written(at(*places), pieces, BARE)


def test_alpha_becomes_a_soft_mask_and_the_resolution_stays(tmp_path: Path) -> None:
    pixels = noise(120, 80, 4)
    artwork = Artwork(saved(tmp_path, "alpha.png", png(pixels)), 12, 8)

    pdf = written(at(Placed("a", 0, 0, False)), {"a": GangPiece(artwork)}, BARE)

    with read(pdf) as opened:
        (image,) = pictures(opened)
        assert [image.Width, image.Height, image.ColorSpace[0]] == [120, 80, "/ICCBased"]
        assert image.read_bytes() == pixels[:, :, :3].tobytes()
        assert image.SMask.read_bytes() == pixels[:, :, 3].tobytes()


def test_a_jpegs_bytes_are_kept(tmp_path: Path) -> None:
    content = jpeg(quarters(64))
    artwork = Artwork(saved(tmp_path, "photo.jpg", content), 10, 10)

    with read(written(at(Placed("a", 0, 0, False)), {"a": GangPiece(artwork)}, BARE)) as opened:
        (image,) = pictures(opened)
        assert image.Filter == "/DCTDecode"
        assert image.read_raw_bytes() == content


def test_a_jpeg_that_says_it_is_turned_is_turned(tmp_path: Path) -> None:
    # Given a photograph of 20 × 10 pixels that a camera took upright
    file = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(np.full((10, 20, 3), 128, np.uint8)).save(file, exif=exif)

    with read(written(at(Placed("a", 0, 0, False)), {"a": GangPiece(Artwork(file, 10, 20))}, BARE)) as opened:
        (image,) = pictures(opened)
        assert [image.Width, image.Height, image.Filter] == [10, 20, "/FlateDecode"]


def test_a_cmyk_tiff_keeps_its_inks(tmp_path: Path) -> None:
    inks = noise(40, 30, 4)
    file = tmp_path / "inks.tif"
    picture = pyvips.Image.new_from_memory(inks.tobytes(), 40, 30, 4, "uchar").copy(interpretation="cmyk")
    picture.tiffsave(str(file), compression="lzw")

    with read(written(at(Placed("a", 0, 0, False)), {"a": GangPiece(Artwork(file, 4, 3))}, BARE)) as opened:
        (image,) = pictures(opened)
        assert image.ColorSpace == "/DeviceCMYK"
        assert image.read_bytes() == inks.tobytes()


def test_bars_of_batch_and_pieces_are_read_upright_turned_and_narrow(tmp_path: Path) -> None:
    # Given a wide piece, a wide one that is turned, and one that is narrower than its bars
    wide = Artwork(saved(tmp_path, "wide.png", png(noise(60, 20, 3))), 60, 20)
    narrow = Artwork(saved(tmp_path, "narrow.png", png(noise(12, 12, 3))), 12, 12)
    wish = GangSheetWish("4D7A19C2", medium="Film")
    pieces = {
        "A41F0C29B7E-1": GangPiece(wide, "A41F0C29B7E-1", "TSHIRT-NAVY-M · 1 of 2"),
        "A41F0C29B7E-2": GangPiece(wide, "A41F0C29B7E-2", "TSHIRT-NAVY-M · 2 of 2"),
        "0C77D9E2F51": GangPiece(narrow, "0C77D9E2F51", "STICKER"),
    }
    assert piece_to_nest("a", pieces["0C77D9E2F51"], wish).height == 24

    # When they are written
    places = [
        Placed("A41F0C29B7E-1", 5, 5, False), Placed("0C77D9E2F51", 5, 45, False), Placed("A41F0C29B7E-2", 68, 5, True)
    ]  # fmt: skip
    page = rasterised(written(at(*places), pieces, wish), 300)[0]

    # Then a scanner reads them all
    assert codes(page) == {"4D7A19C2", *pieces}


def test_a_days_batch_is_read_piece_by_piece(tmp_path: Path) -> None:
    # Given cards, engraved pens and codes of the sample batch on a narrow roll
    wanted, roll = GANG[3:4] + GANG[11:13], Medium(width=240, margin=8, gap=4)
    pieces = gang_pieces(tmp_path, wanted)
    pdf, layout = gang_sheet(tmp_path, wanted, roll)

    # When every piece's strip is looked at by itself, as with a hand scanner
    page = rasterised(pdf, 200)[0]
    read = set()
    for placed in layout.sheets[0].placed:
        cell = piece_to_nest(placed.id, pieces[placed.id], GANG_WISH)
        read |= codes(_strip(page, placed, cell.width, cell.height, 200 / 25.4))

    # Then it names its piece
    assert len(pieces) == 12
    assert read == set(pieces)


def _strip(page: Pixels, placed: Placed, width: float, height: float, scale: float) -> Pixels:
    """The 12 mm below a piece; at its left if it is turned."""
    x, y = placed.x, placed.y + 14
    left, top, right, bottom = (
        (x, y, x + 12, y + width) if placed.turned else (x, y + height - 12, x + width, y + height)
    )
    strip = page[round(top * scale) : round(bottom * scale), round(left * scale) : round(right * scale)]
    return np.pad(strip, 20, constant_values=255)


def test_heading_and_foot_lie_outside_the_trim(tmp_path: Path) -> None:
    artwork = Artwork(saved(tmp_path, "quarters.png", png(quarters(100))), 20, 20)
    wish = GangSheetWish("4D7A19C2")
    room = room_for_pieces(MEDIUM, wish)
    layout = nest([piece_to_nest("a", GangPiece(artwork), wish)], room)

    with read(written(layout, {"a": GangPiece(artwork)}, wish)) as opened:
        page = opened.pages[0]
        assert room.height == 58
        assert [round(float(side) / 72 * 25.4, 3) for side in page.MediaBox] == [0, 0, 100, 80]
        assert [round(float(side) / 72 * 25.4, 3) for side in page.TrimBox] == [0, 8, 100, 66]


def test_crop_marks_stay_within_the_gap_and_out_of_the_artwork(tmp_path: Path) -> None:
    artwork = Artwork(saved(tmp_path, "white.png", png(np.full((10, 10, 3), 255, np.uint8))), 20, 20, bleed=2)
    wish = GangSheetWish("4D7A19C2", has_barcodes=False)

    page = rasterised(written(at(Placed("a", 30, 10, False), length=58), {"a": GangPiece(artwork)}, wish), DPI)[0]

    trims = page[140 + 60 : 140 + 58 * 10 - 60]
    dark = np.argwhere(trims[:, 200:700] < 128) / 10
    assert dark[:, 1].min() == pytest.approx(30 - 20 - 2, abs=0.2)
    assert dark[:, 1].max() == pytest.approx(30 - 20 + 24 + 2, abs=0.2)
    inside = page[140 + 100 : 140 + 340, 300:540]
    assert (inside == 255).all()


def test_a_long_roll_is_several_pages_that_a_pdf_may_have(tmp_path: Path) -> None:
    # Given nine metres of pieces on a roll
    artwork = Artwork(saved(tmp_path, "tall.png", png(noise(50, 90, 3))), 500, 900)
    pieces = {str(number): GangPiece(artwork) for number in range(10)}
    roll, wish = Medium(width=520, margin=5, gap=4), GangSheetWish("4D7A19C2", has_barcodes=False)

    # When they are nested in the room for pieces, and written
    layout = nest([piece_to_nest(ref, piece, wish) for ref, piece in pieces.items()], room_for_pieces(roll, wish))
    pdf = written(layout, pieces, wish, roll)

    # Then no page is longer than 5 m
    with read(pdf) as opened:
        heights = [float(page.MediaBox[3]) / 72 * 25.4 for page in opened.pages]
    assert [len(sheet.placed) for sheet in layout.sheets] == [5, 5]
    assert heights == pytest.approx([4548, 4548])


def test_the_printing_condition_is_that_of_all_files_or_none(tmp_path: Path) -> None:
    # Given two files for one condition, and one for none
    def file(name: str, condition: str | None) -> Artwork:
        with read(artwork_pdf("foil-card")) as pdf:
            if condition:
                intent = pikepdf.Dictionary(
                    Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=condition,
                    DestOutputProfile=pdf.make_stream(b"profile of " + condition.encode(), N=4),
                )  # fmt: skip
                pdf.Root.OutputIntents = pikepdf.Array([intent])
            pdf.save(tmp_path / name)
        return Artwork(tmp_path / name, 90, 55, bleed=3)

    one, same, other = file("1.pdf", "FOGRA51"), file("2.pdf", "FOGRA51"), file("3.pdf", None)
    places = Placed("a", 0, 0, False), Placed("b", 0, 0, False)

    def intents(*artwork: Artwork) -> list[str]:
        pieces = {ref: GangPiece(part) for ref, part in zip("ab", artwork, strict=True)}
        with read(written(at(*places), pieces, BARE)) as opened:
            return [str(intent.OutputConditionIdentifier) for intent in opened.Root.get("/OutputIntents", [])]

    assert intents(one, same) == ["FOGRA51"]
    assert intents(one, other) == []


def test_what_cannot_be_put_on_a_sheet_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    with read(artwork_pdf("foil-card")) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    pages = tmp_path / "pages.pdf"
    with read(artwork_pdf("foil-card")) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(pages)
    deep = tmp_path / "deep.png"
    Image.fromarray(np.zeros((4, 4), np.uint16)).save(deep)
    bad = {
        "broken.pdf is not a PDF that can be read": Artwork(saved(tmp_path, "broken.pdf", b"%PDF-1.7 nothing"), 1, 1),
        "locked.pdf is locked by a password": Artwork(locked, 90, 55),
        "text.svg is neither PDF, PNG, JPEG nor TIFF": Artwork(saved(tmp_path, "text.svg", SVG), 1, 1),
        "pages.pdf has 2 pages: a piece is one": Artwork(pages, 90, 55),
        "wide.png has 40 × 20 pixels, not the shape of 20.0 × 20.0 mm": Artwork(
            saved(tmp_path, "wide.png", png(noise(40, 20, 3))), 20, 20
        ),
        "cut.png is not a picture": Artwork(saved(tmp_path, "cut.png", png(noise(64, 64, 3))[:900]), 1, 1),
        "deep.png has more than 8 bits a channel": Artwork(deep, 1, 1),
        "gone.png cannot be read": Artwork(tmp_path / "gone.png", 1, 1),
        "card.pdf is 90.0 × 55.0 mm, not the 90.0 × 60.0 of its print": Artwork(
            saved(tmp_path, "card.pdf", artwork_pdf("foil-card")), 90, 60, bleed=3
        ),
    }

    for words, artwork in bad.items():
        into = io.BytesIO()
        with pytest.raises(ArtworkError) as caught:
            write_gang_sheet(
                at(Placed("a", 0, 0, False)), {"a": GangPiece(artwork)}, BARE, medium=MEDIUM, fonts=fonts(), into=into
            )
        assert str(caught.value).startswith(words)
        assert not into.getvalue()
