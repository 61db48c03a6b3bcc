"""SVG and PDF files, made on the spot: good ones, and ones that were made to do harm."""

from __future__ import annotations


def svg(body: str, view_box: str = "0 0 10 10", attributes: str = "") -> bytes:
    """An SVG file around some elements."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{view_box}" '
        f"{attributes}>{body}</svg>"
    ).encode()


RECTANGLE = '<rect width="5" height="5"/>'


def locked_pdf() -> bytes:
    """An empty page behind a password, by the revision 2 handler: its keys are never looked at without one."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    return pdf_file(objects, b"/Encrypt 4 0 R/ID[<00><00>]")


def pdf(content: bytes, *, resources: bytes = b"", page: bytes = b"/MediaBox[0 0 100 50]") -> bytes:
    """A PDF of one page with a content stream."""
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<" + resources + b">>" + page + b">>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    )


def pdf_file(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of them the catalogue, with a true table of their places."""
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(content))
    return content + head + table + end


REFUSED: dict[str, bytes] = {
    "svg_text": svg(RECTANGLE + "<text>Hello</text>"),
    "svg_image": svg('<image href="file:///etc/hostname" width="5" height="5"/>'),
    "svg_filter": svg(f'<filter id="f"><feGaussianBlur/></filter><g filter="url(#f)">{RECTANGLE}</g>'),
    "svg_mask": svg(f'<mask id="m"><rect width="5" height="5" fill="grey"/></mask><g mask="url(#m)">{RECTANGLE}</g>'),
    "svg_clip": svg(f'<g style="clip-path: circle(3px)">{RECTANGLE}</g>'),
    "svg_pattern": svg('<pattern id="p"/><rect width="5" height="5" fill="url(#p)"/>'),
    "svg_marker": svg('<marker id="m"/><path d="M0 0H5" stroke="red" marker-end="url(#m)"/>'),
    "svg_blend": svg(f'<g style="mix-blend-mode: hue">{RECTANGLE}</g>'),
    "svg_cycle": svg(f'<g id="a">{RECTANGLE}<use href="#a"/></g>'),
    "svg_entities": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + svg(RECTANGLE),
    "svg_too_deep": svg("<g>" * 64 + RECTANGLE + "</g>" * 64),
    "svg_too_large": svg(RECTANGLE + " " * 5_000_000),
    "vector_too_detailed": svg(RECTANGLE * 20_000),
    "vector_empty": svg("<script>alert(1)</script>"),
    "pdf_locked": locked_pdf(),
}
"""A file for each refusal of a drawing."""


def form_pdf(content: bytes, form: bytes, entries: bytes = b"") -> bytes:
    """A PDF whose page draws a form XObject named X."""
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/MediaBox[0 0 100 50]>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/XObject/Subtype/Form/BBox[0 0 20 20]%s/Length %d>>stream\n%s\nendstream"
            % (entries, len(form), form),
        ]
    )


RAMP = (
    b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 100 0]"
    b"/Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>"
)
"""A shading from red to blue over a page of 100 points."""
HELVETICA = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
