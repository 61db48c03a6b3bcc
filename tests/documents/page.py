"""The page that shows the documents."""

from __future__ import annotations

_WIDTHS = {
    "gang-sheet": 360,
    "gang-sheet-detail": 800,
    "job-ticket": 600,
    "pick-list": 600,
    "packing-slip": 600,
    "shipping-label": 360,
    "shipping-label-zpl": 360,
    "shipping-label-long": 360,
    "customs": 360,
    "address-label": 360,
}


def documents_page() -> str:
    """Markdown, with pictures in `production-documents/`."""
    page = _TEXT
    for name, width in _WIDTHS.items():
        alt = name.replace("-", " ").capitalize()
        picture = f'<img src="production-documents/{name}.webp" width="{width}" alt="{alt}">'
        page = page.replace(f"{{{name}}}", picture)
    return page


_TEXT = """# Production documents

What a supplier prints besides the artwork. All of it is made by the engine that lays designs out, so a name in
Arabic, Japanese or Thai is set as it is on the product. The pictures and this page are written by `python -m
tests.documents`.

Codes are Code 128. Where a code has too little room, or holds letters that Code 128 has not, a QR code takes its
place; a scanner or camera that reads both reads everything here. Text that is too long for its room is wrapped,
then made smaller, and in the end cut with an ellipsis; nothing runs over an edge.

## Gang sheet

One print-ready PDF for a batch. Pieces are nested on sheets or a roll so that little of it is left over
([benchmarks](../benchmarks/README.md) says how little), turned by a quarter where their template allows it.

{gang-sheet}

- **The artwork is the frozen file, never redrawn.** A PDF's page goes in with its vectors, named inks (white, foil,
  cut contour), overprinting and soft masks; a JPEG with its own bytes; a PNG or TIFF with its pixels, profile and
  alpha, CMYK as CMYK. Each file is in the PDF once, however often it is printed.
- **Below each piece** stands its reference as a code and in letters, an arrow pointing at it: the item's, with
  `-1`, `-2`… where there are several. It turns with the piece. A piece narrower than its bars has a QR code, of 10
  mm.
- **Crop marks** in the gap beside each trim, registration targets in the corners, and above all pieces the batch,
  the sheet's number, its size and how many pieces are on it.
- **Page boxes**: TrimBox is the room of the pieces; heading (14 mm) and foot (8 mm) lie outside it.
- A page of a PDF can be 5.08 m long, so a longer roll is cut into stretches of 5 m at most, a page each.

{gang-sheet-detail}

## Job ticket

Goes with the batch from the printer to the bench. More than one piece of a kind is white on black.

{job-ticket}

## Pick list

What to fetch from the shelves, in the order of the walk: by place (bay 3 before bay 14), then by SKU. Pieces of one
SKU at one place are one row, with the items that they are for.

{pick-list}

## Packing slip

For the customer, on A4. It names no prices, so it may lie in a present; the address fits the window of a DL
envelope. The code is the order's reference.

{packing-slip}

## Shipping label

Four by six inches (101.6 × 152.4 mm), as PDF, as PNG and as ZPL. The bars are a whole number of printer's dots
wide, so a thermal printer of 203 or 300 dpi prints them sharp. Left the PDF, right what a printer makes of the ZPL:

{shipping-label} {shipping-label-zpl}

- **ZPL** is one graphic for each label, `^XA ^FO0,0 ^GFA… ^FS ^XZ`, and nothing else. It needs no font of the
  printer, and holds no command that changes how it is set up (print mode, darkness, speed, media, label home): that
  is yours, and stays as it is. Send it as it is, to port 9100 (`nc printer 9100 < label.zpl`) or to a raw queue
  (`lp -o raw label.zpl`).
- **Tracking numbers** of the sandbox carrier follow UPU S10: two letters, eight digits, a check digit, the country.
- Real carriers' labels are theirs, and are handed on as they come.

A long address takes smaller type, never more room:

{shipping-label-long}

## Customs declaration

For parcels that need one, CN22 or CN23 is a second label of the same size; every eleven kinds of goods take one
more.

{customs}

## Address label

Four by two and a half inches, for parcels that go without a carrier's label.

{address-label}
"""
