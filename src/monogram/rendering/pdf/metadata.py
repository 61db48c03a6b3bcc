"""What a file says of itself: its metadata, and the printing condition that it is made for."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from monogram.rendering.pdf.options import PdfOptions
from monogram.rendering.profiles import PressProfile

CREATOR = "Monogram"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:identifier>sha256:{hash}</dc:identifier>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Trapped>False</pdf:Trapped>
<pdf:Producer>{creator}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<xmp:MetadataDate>{created}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>{standard}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_X4 = "\n<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"


def describe(pdf: Pdf, options: PdfOptions) -> None:
    """Title, instants and identity, in the Info dictionary and in XMP: the two say the same."""
    title = "".join(character for character in options.title if character.isprintable()) or "untitled"
    moment = String(_pdf_date(options.created))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(CREATOR),
            Producer=String(CREATOR),
            CreationDate=moment,
            ModDate=moment,
            Trapped=Name("/False"),
        )
    )
    packet = _PACKET.format(
        title=escape(title),
        hash=escape(options.document_hash),
        creator=CREATOR,
        created=options.created.isoformat(timespec="seconds"),
        document=uuid5(NAMESPACE_URL, f"sha256:{options.document_hash}"),
        standard=_X4 if options.standard == "x4" else "",
    )
    pdf.Root.Metadata = pdf.make_indirect(
        pikepdf.Stream(pdf, packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    )  # fmt: skip


def intend(pdf: Pdf, profile: PressProfile, condition: str) -> None:
    """The printing condition that the file is made for, with its profile."""
    embedded = pdf.make_indirect(pikepdf.Stream(pdf, profile.content, N=4))
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition),
        Info=String(profile.description),
        DestOutputProfile=embedded,
    )
    if condition != "Custom":
        intent.RegistryName = String("http://www.color.org")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _pdf_date(moment: datetime) -> str:
    """`D:20261125120000+00'00'`."""
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
