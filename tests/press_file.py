"""Press file: a tiny PDF that a press takes, and the parts of it that a test may spoil."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4
ROOM, BLEED, WIDTH, HEIGHT = 30.0, 3 * MM, 300.0, 400.0
TRIM = (ROOM, ROOM, ROOM + WIDTH, ROOM + HEIGHT)
AROUND = (ROOM - BLEED, ROOM - BLEED, ROOM + WIDTH + BLEED, ROOM + HEIGHT + BLEED)
MEDIA = (0.0, 0.0, 2 * ROOM + WIDTH, 2 * ROOM + HEIGHT)

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" xmp:CreateDate="2030-07-13T00:00:00Z" xmp:ModifyDate="2030-07-13T00:00:00Z"
 xmpMM:DocumentID="uuid:1" pdf:Trapped="False"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Tides</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

UNICODE = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange"

GROUND = f"0.2 0 0 0 k {AROUND[0]} {AROUND[1]} {AROUND[2] - AROUND[0]} {AROUND[3] - AROUND[1]} re f\n"
MARKS = "0 0 0 1 K 0.25 w 30 2 m 30 16 l S 330 2 m 330 16 l S 2 30 m 16 30 l S\n"
WORDS = "q BT /Black gs 0 0 0 1 k /F 10 Tf 100 200 Td (Tides rise) Tj ET Q\n"
SLUG = "BT /F 6 Tf 60 5 Td (tides.en-CA.press 1 of 4) Tj ET\n"
CLEAN = GROUND + MARKS + WORDS + SLUG

Change = Callable[[pikepdf.Pdf], None]


def profile(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The head of an ICC profile: its size, class and space at the places that the standard gives them."""
    return struct.pack(">I4sI4s4s4s12s4s", 132, b"test", 0x02200000, kind, space, b"Lab ", b"", b"acsp").ljust(132, b"\0")


def font(pdf: pikepdf.Pdf, **changed: Any) -> pikepdf.Object:
    """A TrueType font of which nothing but the widths is true: every letter is half as wide as it is high."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Half"), FontFile2=pdf.make_stream(b"outlines"))
    whole = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name("/ABCDEF+Half"), "FirstChar": 32, "LastChar": 126,
             "Widths": Array([500] * 95), "FontDescriptor": descriptor, "ToUnicode": pdf.make_stream(UNICODE), **changed}
    return pdf.make_indirect(Dictionary({f"/{key}": value for key, value in whole.items()}))


def form(pdf: pikepdf.Pdf, content: str, **more: Any) -> pikepdf.Stream:
    """A form XObject as large as the page."""
    stream = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array(MEDIA))
    for key, value in more.items():
        stream[f"/{key}"] = value
    return stream


def image(pdf: pikepdf.Pdf, width: int, height: int, space: Any, samples: bytes, bits: int = 8) -> pikepdf.Stream:
    """An image XObject of unpacked samples."""
    return pdf.make_stream(samples, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=space,
                           BitsPerComponent=bits)


def put(pdf: pikepdf.Pdf, kind: str, name: str, what: Any, page: int = 0) -> None:
    """A further resource of a page."""
    resources = pdf.pages[page].obj.Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = what


def page(pdf: pikepdf.Pdf, content: str) -> None:
    """One more page of that content."""
    states = Dictionary(Black=Dictionary(op=True, OP=True, OPM=1), Plain=Dictionary(op=False, OP=False))
    resources = Dictionary(Font=Dictionary(F=font(pdf)), ExtGState=states)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(
        Type=Name.Page, MediaBox=Array(MEDIA), BleedBox=Array(AROUND), TrimBox=Array(TRIM), Resources=resources,
        Contents=pdf.make_stream(content.encode())))))


def press_pdf(added: str = "", change: Change | None = None, pages: int = 1, content: str = CLEAN) -> bytes:
    """A file that a press takes, with something drawn after what its first page has, and with something changed."""
    pdf = pikepdf.new()
    for number in range(pages):
        page(pdf, content + (added if number == 0 else ""))
    icc = pdf.make_stream(profile(), N=4)
    pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="Custom",
                                               Info="Test press", DestOutputProfile=icc)])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="Tides", Trapped=Name("/False"), CreationDate="D:20300713000000Z"))
    if change is not None:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, min_version="1.6", deterministic_id=True)
    return out.getvalue()
