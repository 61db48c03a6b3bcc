"""A reader of PDF/X-4 (ISO 15930-7): what a file breaks of the rules that its own writer could break.

It knows nothing of how our files are made. What PDF/X-4 allows and we never write (fonts, optional content, annotations
outside the bleed) is a fault here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Name
from tests.rendering.pdf_files import box, operators, read

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
BLEND_MODES = {
    "Normal", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight",
    "SoftLight", "Difference", "Exclusion",
}  # fmt: skip
FORBIDDEN_OPERATORS = {"rg", "RG", "BX", "EX", "PS", "BI"}
FORBIDDEN_KEYS = {"/AA", "/JS", "/JavaScript", "/OpenAction", "/AcroForm", "/Encrypt", "/OCProperties", "/Font"}
"""None of these anywhere in the file."""
FORBIDDEN_STREAM_KEYS = {"/F", "/FFilter", "/OPI", "/Alternates", "/PS", "/Ref"}
FORBIDDEN_STATE_KEYS = {"/TR", "/HTP", "/HT", "/TR2", "/BG", "/UCR"}


def metadata(pdf: pikepdf.Pdf) -> dict[str, str]:
    """The XMP packet's properties by prefixed name."""
    root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314  # written by ourselves
    (description,) = root.findall(".//rdf:Description", NAMESPACES)
    prefixes = {address: prefix for prefix, address in NAMESPACES.items()}
    found = {}
    for child in description:
        address, name = re.fullmatch(r"\{(.*)\}(.*)", child.tag).groups()  # type: ignore[union-attr]  # all have one
        found[f"{prefixes[address]}:{name}"] = "".join(child.itertext()).strip()
    return found


def x4_faults(content: bytes) -> list[str]:
    """What the file breaks, in words; empty for a good one."""
    pdf = read(content)
    return [
        *_file_faults(content, pdf),
        *_metadata_faults(pdf),
        *_intent_faults(pdf),
        *_page_faults(pdf),
        *_object_faults(pdf),
        *_colour_faults(pdf),
    ]


def _file_faults(content: bytes, pdf: pikepdf.Pdf) -> Iterator[str]:
    first, second = content.split(b"\n")[:2]
    if first != b"%PDF-1.6":
        yield f"version is {first!r}"
    if not second.startswith(b"%") or len([byte for byte in second if byte > 127]) < 4:
        yield "no binary comment"
    if pdf.is_encrypted:
        yield "encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no identifier"


def _metadata_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    said, info = metadata(pdf), pdf.trailer.Info
    if said.get("pdfxid:GTS_PDFXVersion") != "PDF/X-4":
        yield "does not say that it is PDF/X-4"
    for name in ("xmpMM:DocumentID", "xmpMM:RenditionClass", "xmpMM:VersionID", "xmp:MetadataDate", "dc:title"):
        if not said.get(name):
            yield f"{name} is missing"
    if said.get("pdf:Trapped") not in ("True", "False") or f"/{said['pdf:Trapped']}" != str(info.Trapped):
        yield "trapping is not told, or told twice differently"
    if said["dc:title"] != str(info.Title):
        yield "two titles"
    for name, key in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
        if re.sub(r"\D", "", said[name]) != re.sub(r"\D", "", str(info[key])):
            yield f"two instants in {name}"


def _intent_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.S == Name.GTS_PDFX]
    if len(intents) != 1:
        yield f"{len(intents)} output intents"
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "no output condition"
    profile = intent.DestOutputProfile.read_bytes()
    if profile[12:16] != b"prtr" or profile[36:40] != b"acsp":
        yield "the output profile is not one of an output device"
    if profile[16:20] != b"CMYK" or int(intent.DestOutputProfile.N) != 4:
        yield "the output profile is not of four inks, which DeviceCMYK and DeviceGray in this file stand for"
    if "/RegistryName" not in intent and not str(intent.get("/Info", "")):
        yield "an unregistered condition without a description"


def _page_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        if "/TrimBox" not in page.obj or "/ArtBox" in page.obj:
            yield "a page needs a TrimBox and no ArtBox"
        if "/Annots" in page.obj:
            yield "annotations"
        boxes = [box(pdf, name) for name in ("MediaBox", "BleedBox", "TrimBox")]
        for outer, inner in pairwise(boxes):
            if not (outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]):
                yield f"the box {inner} is not inside {outer}"


def _object_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        keys = set(item.keys())
        yield from (f"{key} in the file" for key in sorted(keys & FORBIDDEN_KEYS))
        if isinstance(item, pikepdf.Stream):
            yield from (f"{key} in a stream" for key in sorted(keys & FORBIDDEN_STREAM_KEYS))
            if "LZW" in str(item.get("/Filter", "")):
                yield "LZW"
        if item.get("/Type") == Name.ExtGState:
            yield from (f"{key} in a graphics state" for key in sorted(keys & FORBIDDEN_STATE_KEYS))
            if str(item.get("/BM", "/Normal"))[1:] not in BLEND_MODES:
                yield f"blend mode {item.BM}"
    for operator, _ in operators(pdf):
        if operator in FORBIDDEN_OPERATORS:
            yield f"operator {operator}"


def _colour_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for space in _spaces(pdf):
        if str(space) == "/DeviceRGB":
            yield "DeviceRGB"
        elif isinstance(space, pikepdf.Array):
            kind = str(space[0])
            if kind == "/ICCBased" and bytes(space[1].read_bytes())[36:40] != b"acsp":
                yield "a colour space without its profile"
            if kind not in ("/ICCBased", "/Separation"):
                yield f"colour space {kind}"
    for item in pdf.objects:
        group = item.get("/Group") if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else None
        if group is not None and "/CS" in group and not _blends(group.CS):
            yield f"a group that blends in {group.CS!r}"


def _blends(space: Any) -> bool:
    """Whether things can be blended in a colour space: not in the tints of one ink."""
    return str(space) in ("/DeviceCMYK", "/DeviceGray") or (
        isinstance(space, pikepdf.Array) and space[0] == Name.ICCBased
    )


def _spaces(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every colour space that anything in the file is declared in, and what stands for each separation."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            nothing = pikepdf.Dictionary()
            for holder in (item, item.get("/Group", nothing), item.get("/Shading", nothing)):
                yield from (holder[key] for key in ("/ColorSpace", "/CS") if key in holder)
            for _, space in item.get("/Resources", nothing).get("/ColorSpace", nothing).items():
                yield space
        elif isinstance(item, pikepdf.Array) and len(item) == 4 and str(item[0]) == "/Separation":
            yield item[2]
