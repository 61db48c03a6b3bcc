"""Carriers' labels as files."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.shipping.karrio.world import ZPL, b64, pdf

from monogram.shipping.carriers.label_files import UnreadableLabelError, label_files, without_printer_modes
from monogram.shipping.models import LabelFormat


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (b"^XA^MMT^MNW^MTT^MD15^PR4^FO1,1^FDx^FS^XZ", b"^XA^FO1,1^FDx^FS^XZ"),
        (b"~SD25~TA000~JSN^XA^JUS^PW812^LL1218^LH0,0^XZ", b"^XA^PW812^LL1218^LH0,0^XZ"),
        (b"CT~~CD,~CC^~CT~\n^XA~DGR:LOGO.GRF,8,1,FF^XGR:LOGO.GRF^PQ1,0,1,Y^XZ", None),
        (b"^XA^CI28^BY3^BCN,200^FDMN MMT JUS^FS^FO2,2^GFA,4,4,1,FF:Z64:eJz7D^FS^XZ", None),
    ],
)
def test_what_sets_the_printer_up_is_taken_out_and_what_draws_stays(given: bytes, left: bytes | None) -> None:
    assert without_printer_modes(given) == (given if left is None else left)


@pytest.mark.parametrize("given", [b64(ZPL), ZPL.decode(), "\n" + b64(ZPL)[:40] + "\n" + b64(ZPL)[40:]])
def test_zpl_comes_in_base64_or_as_it_is(given: str) -> None:
    [label] = label_files(given, is_test=False)

    assert label.format == LabelFormat.ZPL
    assert label.content.split() == without_printer_modes(ZPL).split()


def test_a_test_label_of_zpl_says_so_on_each_label() -> None:
    [label] = label_files(b64(ZPL * 2), is_test=True)

    assert label.content.count(b"^FDTEST LABEL - NOT VALID FOR POSTING^FS^XZ") == 2


def test_papers_follow_the_label_and_each_page_keeps_its_size() -> None:
    [label] = label_files(b64(pdf()), [b64(pdf(595, 842))], is_test=True)

    with pikepdf.open(io.BytesIO(label.content)) as document:
        sizes = [tuple(float(edge) for edge in page.mediabox[2:]) for page in document.pages]
    assert sizes == [(288, 432), (595, 842)]


@pytest.mark.parametrize("given", ["", "no label", b64(b"GIF89a"), b64(b"%PDF-1.4 cut off")])
def test_what_no_printer_prints_is_no_label(given: str) -> None:
    with pytest.raises(UnreadableLabelError):
        label_files(given, is_test=True)
