"""About: what a press file says of itself, in its information dictionary and in XMP (ISO 15930-7, 6.6 and 6.7)."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pikepdf

CONFORMANCE = "PDF/X-4"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>{conformance}</pdfxid:GTS_PDFXVersion>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """A press file's `title`, `author` and language, its `name` without an ending, and the version of briefgen.

    `as_of` is the day whose knowledge the brief prints. It stands where PDF/X asks when the file was made: the clock would give
    another file for the same content every second.
    """

    title: str
    author: str
    locale: str
    name: str
    as_of: datetime.date
    version: str

    def write(self, document: pikepdf.Pdf, digest: str) -> None:
        """Writes both, saying the same; the identifiers follow from the name and from the `digest` of the content."""
        words = self._words()
        info = {key: pikepdf.String(value) for key, value in {
            "/Title": words["title"], "/Author": words["author"], "/Creator": words["creator"], "/Producer": words["producer"],
            "/CreationDate": f"D:{self.as_of:%Y%m%d}000000Z", "/ModDate": f"D:{self.as_of:%Y%m%d}000000Z",
        }.items()}
        document.trailer.Info = document.make_indirect(
            pikepdf.Dictionary({**info, "/Trapped": pikepdf.Name("/False")})
        )
        identifiers = {
            "document": identifier(f"briefgen:{self.name}"), "instance": identifier(f"briefgen:{self.name}:{digest}"),
        }
        packet = _PACKET.format(**{key: escape(value) for key, value in {**words, **identifiers}.items()})
        metadata = document.make_stream(packet.encode())
        metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        document.Root.Metadata = metadata
        document.Root.Lang = pikepdf.String(self.locale)

    def _words(self) -> Mapping[str, str]:
        tool = f"briefgen {self.version}"
        return {
            "title": self.title, "author": self.author, "creator": tool, "producer": f"{tool} (WeasyPrint, pikepdf)",
            "date": f"{self.as_of.isoformat()}T00:00:00Z", "conformance": CONFORMANCE,
        }


def identifier(name: str) -> str:
    """A UUID that follows from a name (version 8 of RFC 9562: its other bits are a digest)."""
    bits = hashlib.sha256(name.encode()).hexdigest()
    variant = "89ab"[int(bits[16], 16) % 4]
    return f"{bits[:8]}-{bits[8:12]}-8{bits[13:16]}-{variant}{bits[17:20]}-{bits[20:32]}"
