"""Carriers' labels as files: what they are, what goes with them, and what a printer must not be told."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Sequence

import pikepdf

from monogram.shipping.carriers import LabelFile
from monogram.shipping.models import LabelFormat

TEST_NOTICE = "TEST LABEL - NOT VALID FOR POSTING"
_BAND = 22
"""Points at the foot of a test label's page."""
_MODES = (
    # Of the label's own commands those that set the printer up for good: media, darkness, speed, what it remembers…
    rb"\^(?:MM|MN|MT|MD|MF|ML|MP|MW|MA|MI|JU|JM|JZ|JS|JT|JB|JJ|JH|JI|PR|PP|LT|ST|SL|SO|SX|SZ|KD|KL|KN|KP|ND|NI|NR|NS|NT|SP)"
    # …and of those that act at once all but the ones that hold pictures and fonts.
    rb"|~(?:SD|TA|JA|JB|JC|JD|JE|JF|JG|JI|JL|JN|JO|JP|JQ|JR|JS|JX|PH|PL|PM|PP|PR|PS|KB|WC|WL|WR|RO|NC|NR|NT)"
)
_MODE_COMMAND = re.compile(rb"(?:" + _MODES + rb")[^\^~]*")
_ZPL_START = re.compile(rb"\s*(?:CT~~CD|[\^~][A-Z]{2})")
_ZPL_NOTICE = b"^FO0,1140^GB1200,70,70^FS^FO30,1156^FR^A0N,40,36^FD" + TEST_NOTICE.encode() + b"^FS"


class UnreadableLabelError(ValueError):
    """Neither PDF nor ZPL."""


def label_files(label: str, papers: Sequence[str] = (), *, is_test: bool) -> list[LabelFile]:
    """A label as carriers' interfaces give it, in base64 or as it is, with customs papers on further pages.

    A test label says so, whatever the carrier has put on it. Raises UnreadableLabelError.
    """
    content = _decoded(label)
    if content.startswith(b"%PDF"):
        pages = [content, *(paper for paper in map(_decoded, papers) if paper.startswith(b"%PDF"))]
        return [LabelFile(LabelFormat.PDF, _pdf(pages, is_test=is_test))]
    if _ZPL_START.match(content):
        return [LabelFile(LabelFormat.ZPL, _zpl(content, is_test=is_test))]
    raise UnreadableLabelError


def without_printer_modes(zpl: bytes) -> bytes:
    """ZPL that draws its label and leaves the printer as it is set up."""
    return _MODE_COMMAND.sub(b"", zpl)


def _decoded(label: str) -> bytes:
    written = label.strip().encode()
    if _ZPL_START.match(written) or written.startswith(b"%PDF"):
        return written
    try:
        return base64.b64decode(b"".join(written.split()), validate=True)
    except binascii.Error as error:
        raise UnreadableLabelError from error


def _zpl(content: bytes, *, is_test: bool) -> bytes:
    plain = without_printer_modes(content)
    return plain.replace(b"^XZ", _ZPL_NOTICE + b"^XZ") if is_test else plain


def _pdf(documents: Sequence[bytes], *, is_test: bool) -> bytes:
    if len(documents) == 1 and not is_test:
        return documents[0]
    into = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(documents[0])) as whole:
            for document in documents[1:]:
                with pikepdf.open(io.BytesIO(document)) as more:
                    whole.pages.extend(more.pages)
            if is_test:
                for page in whole.pages:
                    _write_notice(whole, page)
            whole.save(into)
    except pikepdf.PdfError as error:
        raise UnreadableLabelError from error
    return into.getvalue()


def _write_notice(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """White on a black band along the page's foot, however the page is turned on the screen."""
    left, bottom, right, _ = (float(edge) for edge in page.mediabox)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold")
    )
    name = page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font)
    size = min(14.0, (right - left) / 24)
    band = f"0 g {left} {bottom} {right - left} {_BAND} re f 1 g"
    text = f"BT {name} {size:.1f} Tf {left + 8} {bottom + 7} Td ({TEST_NOTICE}) Tj ET"
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ q {band} {text} Q\n".encode())
