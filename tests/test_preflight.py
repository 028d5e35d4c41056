"""Preflight: every fault that a press would trip over is planted in a clean file, and found; nothing is found in the clean one."""

from __future__ import annotations

import io
import json
import re
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from typer.testing import CliRunner, Result

from briefgen.cli import app
from briefgen.diagnostics import CODES, Diagnostic
from briefgen.model.binding import Binding
from briefgen.press.preflight import Unreadable, Wishes, preflight, survey
from briefgen.press.preflight.painter import Stock
from conftest import examples
from press_file import (
    AROUND,
    BLEED,
    CLEAN,
    GROUND,
    MARKS,
    MEDIA,
    MM,
    ROOM,
    SLUG,
    TRIM,
    WORDS,
    XMP,
    font,
    form,
    image,
    press_pdf,
    profile,
    put,
)

Change = Callable[[pikepdf.Pdf], None]
NAME = "tides.en-CA.press.pdf"
SECONDS = 20.0


def told(pdf: bytes, **wishes: Any) -> tuple[Diagnostic, ...]:
    return preflight(NAME, pdf, Wishes(**wishes))


def codes(pdf: bytes, **wishes: Any) -> set[str]:
    return {diagnostic.code for diagnostic in told(pdf, **wishes)}


def boxes(**changed: Any) -> Change:
    """Other boxes for the first page; None takes one away."""
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in changed.items():
            if value is None:
                del pdf.pages[0].obj[f"/{name}"]
            else:
                pdf.pages[0].obj[f"/{name}"] = Array(value) if isinstance(value, tuple) else value

    return change


def root(**changed: Any) -> Change:
    """Other entries of the catalogue; None takes one away."""
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in changed.items():
            if value is None:
                del pdf.Root[f"/{name}"]
            else:
                pdf.Root[f"/{name}"] = value

    return change


def resource(kind: str, name: str, make: Callable[[pikepdf.Pdf], Any]) -> Change:
    return lambda pdf: put(pdf, kind, name, make(pdf))


def metadata(find: str, new: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        assert XMP.count(find) == 1
        pdf.Root.Metadata = pdf.make_stream(XMP.replace(find, new).encode())

    return change


def info(name: str, value: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.trailer.Info[f"/{name}"] = value

    return change


def other_profile(**parts: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(profile(**parts), N=4)

    return change


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def second_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def cmyk_picture(*ink: int) -> Callable[[pikepdf.Pdf], Any]:
    return lambda pdf: image(pdf, 300, 300, Name.DeviceCMYK, bytes(ink) * 90_000)


def palette(*ink: int) -> Callable[[pikepdf.Pdf], Any]:
    return lambda pdf: image(pdf, 300, 300, Array([Name.Indexed, Name.DeviceCMYK, 0, pikepdf.String(bytes(ink))]), bytes(90_000))


def note(kind: str, *corners: float) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(corners))])

    return change


def group(space: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=space)

    return change


def states(**changed: Any) -> Change:
    return resource("/ExtGState", "/Test", lambda _: Dictionary({f"/{key}": value for key, value in changed.items()}))


def other_font(**changed: Any) -> Change:
    return resource("/Font", "/F", lambda pdf: font(pdf, **changed))


def drawn_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FontBBox=Array([0, 0, 500, 500]),
        CharProcs=Dictionary(a=pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")), FirstChar=97, LastChar=97,
        Widths=Array([500]), Encoding=Dictionary(Differences=Array([97, Name.a])), Resources=Dictionary()))


def spot(pdf: pikepdf.Pdf, *names: str) -> Any:
    del pdf
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1)
    return Array([Name.Separation, Name(f"/{names[0]}"), Name.DeviceCMYK, tint])


def gradient(pdf: pikepdf.Pdf, space: Any, end: tuple[float, ...]) -> Any:
    del pdf
    ends = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * len(end)), C1=Array(end), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 100, 0]), Function=ends)


def tile(content: str, **more: Any) -> Callable[[pikepdf.Pdf], Any]:
    def make(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content.encode(), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
                                 BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9, Resources=Dictionary())
        for key, value in more.items():
            stream[f"/{key}"] = value
        return stream

    return make


def a_form(content: str, **more: Any) -> Change:
    return resource("/XObject", "/X", lambda pdf: form(pdf, content, **more))


UPRIGHT = "/Black gs 0 0 0 1 k"


def NO_CHANGE(_: pikepdf.Pdf) -> None:  # noqa: N802  (it stands among the values of tables)
    """Leaves the file as it is."""


PLANTS: dict[str, tuple[str, str, Change]] = {
    # what is planted: the code that must be told, what is drawn, what is changed
    "no trim": ("B031", "", boxes(TrimBox=None, BleedBox=MEDIA)),
    "a trim outside the bleed": ("B031", "", boxes(TrimBox=(10, 30, 330, 430))),
    "a bleed outside the medium": ("B031", "", boxes(MediaBox=(25, 0, 360, 460))),
    "an art box beside the trim": ("B031", "", boxes(ArtBox=TRIM)),
    "a crop that takes the bleed": ("B031", "", boxes(CropBox=TRIM)),
    "a medium the size of a stamp": ("B031", "", boxes(MediaBox=(0, 0, 20, 20), BleedBox=(0, 0, 20, 20), TrimBox=(9, 9, 11, 11))),
    "units of half an inch": ("B031", "", boxes(UserUnit=36)),
    "a bleed of 2 mm": ("B032", "", boxes(BleedBox=(ROOM - 2 * MM, *AROUND[1:]))),
    "no bleed": ("B032", "", boxes(BleedBox=None, MediaBox=TRIM)),
    "a ground that stops at the trim": ("B032", "0 1 0 0 k 30 100 100 50 re f", NO_CHANGE),
    "a picture that stops at the trim": ("B032", "q 300 0 0 300 30 60 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(
        pdf, 2, 2, Name.DeviceCMYK, bytes(16)))),
    "a crop mark in the bleed": ("B032", "0 0 0 1 K 0.25 w 24 24 m 24 28 l S", NO_CHANGE),
    "no output intent": ("B033", "", root(OutputIntents=None)),
    "two output intents": ("B033", "", second_intent),
    "an output intent without its profile": ("B033", "", no_profile),
    "the profile of a screen": ("B033", "", other_profile(kind=b"mntr", space=b"RGB ")),
    "no standard": ("B033", "", metadata('pdfxid:GTS_PDFXVersion="PDF/X-4"', "")),
    "an older standard": ("B033", "", metadata("PDF/X-4", "PDF/X-3:2003")),
    "no metadata": ("B033", "", root(Metadata=None)),
    "two titles": ("B033", "", info("Title", "Ebbs")),
    "two dates": ("B033", "", info("CreationDate", "D:20300714000000Z")),
    "trapped or not": ("B033", "", info("Trapped", Name("/Unknown"))),
    "RGB": ("B034", "0 0 1 rg 100 100 9 9 re f", NO_CHANGE),
    "a line in RGB": ("B034", "0 0 1 RG 100 100 m 120 100 l S", NO_CHANGE),
    "Lab": ("B034", "/L cs 50 20 20 sc 100 100 9 9 re f", resource("/ColorSpace", "/L", lambda _: Array(
        [Name.Lab, Dictionary(WhitePoint=Array([0.9, 1, 0.8]))]))),
    "CalRGB": ("B034", "/L cs 0 1 1 sc 100 100 9 9 re f", resource("/ColorSpace", "/L", lambda _: Array(
        [Name.CalRGB, Dictionary(WhitePoint=Array([0.9, 1, 0.8]))]))),
    "the profile of a camera": ("B034", "/L cs 0 1 1 sc 100 100 9 9 re f", resource("/ColorSpace", "/L", lambda pdf: Array(
        [Name.ICCBased, pdf.make_stream(profile(b"scnr", b"RGB "), N=3)]))),
    "a picture in RGB": ("B034", "q 9 0 0 9 99 99 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(
        pdf, 300, 300, Name.DeviceRGB, bytes(270_000)))),
    "a palette of RGB": ("B034", "q 9 0 0 9 99 99 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(
        pdf, 300, 300, Array([Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(bytes(3))]), bytes(90_000)))),
    "a picture in the stream": ("B034", "q 9 0 0 9 99 99 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q", NO_CHANGE),
    "RGB in a form": ("B034", "/X Do", a_form("1 0 0 rg 99 99 9 9 re f", Resources=Dictionary())),
    "RGB in a form in a form": ("B034", "/X Do", resource("/XObject", "/X", lambda pdf: form(pdf, "/Y Do", Resources=Dictionary(
        XObject=Dictionary(Y=form(pdf, "1 0 0 rg 99 99 9 9 re f")))))),
    "RGB in a tile": ("B034", "/Pattern cs /P scn 99 99 30 30 re f", resource("/Pattern", "/P", tile("1 0 0 rg 0 0 5 5 re f"))),
    "a gradient of RGB": ("B034", "q 99 99 9 9 re W n /S sh Q", resource("/Shading", "/S", lambda pdf: gradient(
        pdf, Name.DeviceRGB, (1, 0, 0)))),
    "a pattern of RGB": ("B034", "/Pattern cs /P scn 99 99 30 30 re f", resource("/Pattern", "/P", lambda pdf: Dictionary(
        PatternType=2, Shading=gradient(pdf, Name.DeviceRGB, (1, 0, 0))))),
    "a page that blends in RGB": ("B034", "", group(Name.DeviceRGB)),
    "a group that blends in RGB": ("B034", "/X Do", a_form("", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    "a mask that blends in RGB": ("B034", "/Test gs", resource("/ExtGState", "/Test", lambda pdf: Dictionary(SMask=Dictionary(
        S=Name.Luminosity, G=form(pdf, "", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)))))),
    "a spot colour seen in RGB": ("B034", "/S cs 1 scn 99 99 9 9 re f", resource("/ColorSpace", "/S", lambda _: Array(
        [Name.Separation, Name.Half, Name.DeviceRGB, Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)]))),
    "RGB beside the bleed": ("B034", "1 0 0 rg 5 5 4 4 re f", NO_CHANGE),
    "a named space of a picture in the stream": ("B034", "q 9 0 0 9 99 99 cm BI /W 1 /H 1 /CS /S /BPC 8 ID abc EI Q",
                                                 resource("/ColorSpace", "/S", lambda _: Array(
                                                     [Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1])]))),
    "a curve": ("B062", "/Test gs", states(TR=Name.Identity)),
    "the phase of a screen": ("B062", "/Test gs", states(HTP=[1, 2])),
    "a spot colour": ("B035", "/S cs 1 scn 99 99 9 9 re f", resource("/ColorSpace", "/S", lambda pdf: spot(pdf, "Pantone 185"))),
    "310 per cent": ("B036", "1 1 0.3 0.8 k 99 99 9 9 re f", NO_CHANGE),
    "310 per cent in a picture": ("B036", "q 9 0 0 9 99 99 cm /X Do Q", resource("/XObject", "/X", cmyk_picture(255, 255, 77, 204))),
    "310 per cent in a palette": ("B036", "q 9 0 0 9 99 99 cm /X Do Q", resource("/XObject", "/X", palette(255, 255, 77, 204))),
    "a gradient to 310 per cent": ("B036", "q 99 99 9 9 re W n /S sh Q", resource("/Shading", "/S", lambda pdf: gradient(
        pdf, Name.DeviceCMYK, (1, 1, 0.3, 0.8)))),
    "black over 250 per cent": ("B036", f"/Plain gs 1 1 0.5 0 k 90 90 99 99 re f /Black gs {UPRIGHT} 99 99 20 20 re f", NO_CHANGE),
    "two colours that multiply": ("B036", "0.8 0.8 0 0.3 k 90 90 99 99 re f /Test gs 0 0.8 1 0.5 k 99 99 20 20 re f",
                                  states(BM=Name.Multiply)),
    "a coarse picture": ("B037", "q 200 0 0 200 99 99 cm /X Do Q", resource("/XObject", "/X", cmyk_picture(99, 0, 0, 0))),
    "a coarse scan": ("B037", "0 0 0 1 k q 200 0 0 200 99 99 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(
        pdf, 800, 800, Name.DeviceGray, bytes(80_000), 1))),
    "a middling picture": ("B038", "q 120 0 0 120 99 99 cm /X Do Q", resource("/XObject", "/X", cmyk_picture(99, 0, 0, 0))),
    "a middling scan": ("B038", "q 120 0 0 120 99 99 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(
        pdf, 800, 800, Name.DeviceGray, bytes(80_000), 1))),
    "a hairline": ("B039", "0 0 0 1 K 0.2 w 99 99 m 150 99 l S", NO_CHANGE),
    "a line of no width": ("B039", "0 0 0 1 K 0 w 99 99 m 150 99 l S", NO_CHANGE),
    "a line made small": ("B039", "q 0.1 0 0 0.1 99 99 cm 0 0 0 1 K 1 w 0 0 m 500 0 l S Q", NO_CHANGE),
    "a line made flat": ("B039", "q 1 0 0 0.1 99 99 cm 0 0 0 1 K 1 w 0 0 m 50 0 l S Q", NO_CHANGE),
    "a thin area": ("B039", "0 0 0 1 k 99 99 50 0.1 re f", NO_CHANGE),
    "an area of no height": ("B039", "0 0 0 1 k 99 99 50 0 re f", NO_CHANGE),
    "an area that a clip leaves thin": ("B039", "q 99 99 50 0.1 re W n 0 0 0 1 k 99 90 50 50 re f Q", NO_CHANGE),
    "a font outside the file": ("B040", "", other_font(FontDescriptor=Dictionary(FontName=Name.Half))),
    "a font that no file has": ("B040", "", other_font(BaseFont=Name.Helvetica, Subtype=Name.Type1, FontDescriptor=Dictionary())),
    "a font of drawings": ("B040", "BT /T 10 Tf 99 99 Td (aa) Tj ET", resource("/Font", "/T", drawn_font)),
    "white that overprints": ("B041", "/Black gs 0 0 0 0 k 99 99 9 9 re f", NO_CHANGE),
    "white text that overprints": ("B041", "BT /Black gs 0 0 0 0 k /F 10 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "black text that knocks out": ("B042", "BT /Plain gs 0 0 0 1 k /F 10 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "black text in mode 0": ("B042", "BT /Test gs 0 0 0 1 k /F 10 Tf 99 99 Td (a) Tj ET", states(op=True, OP=True, OPM=0)),
    "grey black that knocks out": ("B042", "BT /Plain gs 0 g /F 10 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "blending in grey": ("B043", "/Test gs 0.5 0 0 0 k 99 99 9 9 re f", lambda pdf: (
        states(ca=0.5)(pdf), group(Name.DeviceGray)(pdf), None)[-1]),
    "text over the edge": ("B045", "BT /Plain gs 1 0 0 0 k /F 10 Tf 310 99 Td (Lemuria) Tj ET", NO_CHANGE),
    "text 1 mm from the edge": ("B045", f"BT /Plain gs 1 0 0 0 k /F 10 Tf {ROOM + MM} 99 Td (Lemuria) Tj ET", NO_CHANGE),
    "text in the bleed": ("B045", f"BT /Plain gs 1 0 0 0 k /F 4 Tf {ROOM - BLEED + 1} 99 Td (L) Tj ET", NO_CHANGE),
    "text 4 mm from the edge": ("B046", f"BT /Plain gs 1 0 0 0 k /F 10 Tf {ROOM + 4 * MM} 99 Td (Lemuria) Tj ET", NO_CHANGE),
    "turned text 4 mm from the edge": ("B046", f"BT /Plain gs 1 0 0 0 k /F 10 Tf 0 1 -1 0 99 {ROOM + 4 * MM} Tm (Lemuria) Tj ET",
                                       NO_CHANGE),
    "text that kerns lead to the edge": ("B046", f"BT /Plain gs 1 0 0 0 k /F 10 Tf {330 - 6 * MM - 10} 99 Td [(a) -400 (a)] TJ ET",
                                         NO_CHANGE),
    "small rich black": ("B047", "BT /Plain gs 0.6 0.4 0.4 1 k /F 11 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "small black of three inks": ("B047", "BT /Plain gs 1 1 1 0 k /F 11 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "registration in the page": ("B048", "1 1 1 1 k 99 99 9 9 re f", NO_CHANGE),
    "the separation of all plates": ("B048", "/S cs 1 scn 99 99 9 9 re f", resource("/ColorSpace", "/S", lambda pdf: spot(pdf, "All"))),
    "a link": ("B049", "", note("Link", 99, 99, 150, 110)),
    "a script": ("B049", "", root(Names=Dictionary(JavaScript=Dictionary(Names=Array())))),
    "a script on opening": ("B049", "", root(OpenAction=Dictionary(S=Name.JavaScript, JS="1"))),
    "a file inside": ("B049", "", root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array())))),
    "a form to fill in": ("B049", "", root(AcroForm=Dictionary(Fields=Array([Dictionary()])))),
}


FOLLOWS = {"B031": ("B032", "B045")}
"""A trim in the wrong place is told by what lies around it, too."""


@pytest.mark.parametrize("planted", PLANTS)
def test_a_planted_fault_is_found_and_no_other(planted: str) -> None:
    code, added, change = PLANTS[planted]
    found = told(press_pdf(added, change))
    assert code in {diagnostic.code for diagnostic in found} <= {code, *FOLLOWS.get(code, ())}, "\n".join(map(str, found))
    assert {diagnostic.location.file for diagnostic in found} <= {NAME, f"{NAME}:1"}


def test_every_code_of_preflight_is_planted() -> None:
    planted = {code for code, _, _ in PLANTS.values()} | {"B030", "B044"}  # damage and page counts have tests of their own
    assert planted == {code for code in CODES if "B030" <= code <= "B049"} | {"B062"}


def test_a_clean_file_has_no_fault() -> None:
    assert told(press_pdf(pages=4), binding=Binding.SADDLE) == ()


SPARED: dict[str, tuple[str, Change]] = {
    "a space that nobody uses": ("", resource("/ColorSpace", "/L", lambda _: Array([Name.Lab, Dictionary()]))),
    "a ground whose bleed is another area": ("0 1 0 0 k 30 100 100 50 re f 20 100 20 50 re f", NO_CHANGE),
    "a ground that stays within": ("0 1 0 0 k 40 100 100 50 re f", NO_CHANGE),
    "white paper": ("0 0 0 0 k 30 30 300 400 re f", NO_CHANGE),
    "a group of the press": ("/X Do", a_form("", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    "transparency in CMYK": ("/Test gs 0.5 0 0 0 k 99 99 9 9 re f", states(ca=0.5)),
    "300 per cent": ("1 1 0.2 0.8 k 99 99 9 9 re f", NO_CHANGE),
    "black that overprints a tint": (f"/Plain gs 1 0 0.5 0 k 90 90 99 99 re f {UPRIGHT} 99 99 20 20 re f", NO_CHANGE),
    "colour that covers a ground": ("/Plain gs 1 1 0.5 0 k 90 90 99 99 re f 1 1 0 1 k 99 99 20 20 re f", NO_CHANGE),
    "a fine picture": ("q 90 0 0 90 99 99 cm /X Do Q", resource("/XObject", "/X", cmyk_picture(99, 0, 0, 0))),
    "a swatch": ("q 90 0 0 90 99 99 cm /X Do Q", resource("/XObject", "/X", lambda pdf: image(pdf, 1, 1, Name.DeviceGray, b"\1"))),
    "a line of a quarter point": ("0 0 0 1 K 0.25 w 99 99 m 150 99 l S", NO_CHANGE),
    "a hairline beyond the bleed": ("0 0 0 1 K 0.1 w 5 5 m 15 5 l S", NO_CHANGE),
    "a dot": ("0 0 0 1 k 99 99 0.2 0.2 re f", NO_CHANGE),
    "white that knocks out": ("/Plain gs 0 0 0 0 k 99 99 9 9 re f", NO_CHANGE),
    "grey text that knocks out": ("BT /Plain gs 0 0 0 0.5 k /F 10 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "coloured text that knocks out": ("BT /Plain gs 1 0.7 0.2 0.4 k /F 10 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "large rich black": ("BT /Plain gs 0.6 0.4 0.4 1 k /F 30 Tf 99 99 Td (a) Tj ET", NO_CHANGE),
    "text that is not shown": ("BT /Plain gs 3 Tr 1 0 0 0 k /F 10 Tf 310 99 Td (Lemuria) Tj 0 Tr ET", NO_CHANGE),
    "a blank that ends at the edge": (f"BT /Plain gs 1 0 0 0 k /F 10 Tf {330 - 6 * MM - 5} 99 Td (a  ) Tj ET", NO_CHANGE),
    "text that a clip hides": ("q 99 99 9 9 re W n BT /Plain gs 1 0 0 0 k /F 10 Tf 310 99 Td (a) Tj ET Q", NO_CHANGE),
    "registration beside the page": ("1 1 1 1 k 5 5 4 4 re f", NO_CHANGE),
    "a link beside the page": ("", note("Link", 1, 1, 9, 9)),
    "a printer's mark": ("", note("PrinterMark", 99, 99, 120, 120)),
    "black as a separation": ("BT /Black gs /S cs 1 scn /F 10 Tf 99 99 Td (a) Tj ET",
                              resource("/ColorSpace", "/S", lambda pdf: spot(pdf, "Black"))),
    "a page of an odd origin": ("", boxes(MediaBox=(-10, -10, 370, 470))),
}


@pytest.mark.parametrize("spared", SPARED)
def test_what_a_press_can_live_with_is_not_told(spared: str) -> None:
    added, change = SPARED[spared]
    assert told(press_pdf(added, change)) == ()


@pytest.mark.parametrize(("binding", "pages", "wrong"), [
    (None, 3, False), (Binding.SADDLE, 4, False), (Binding.SADDLE, 6, True), (Binding.FLAT, 1, False), (Binding.FLAT, 3, True),
    (Binding.PERFECT, 6, False), (Binding.PERFECT, 1, True),
])
def test_pages_fit_the_binding(binding: Binding | None, pages: int, wrong: bool) -> None:
    assert codes(press_pdf(pages=pages), binding=binding) == ({"B044"} if wrong else set())


def test_all_pages_have_one_trim() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.Rotate = 90

    (found,) = told(press_pdf(change=change, pages=4))
    assert str(found).startswith(f"{NAME}:3: error B031: expected the trim of page 1, 105.8 mm by 141.1 mm, found 141.1 mm by")


def test_a_sheet_asks_for_no_bleed() -> None:
    plain = press_pdf(change=boxes(BleedBox=None, MediaBox=TRIM))
    assert codes(plain) == {"B032"} and codes(plain, bleed=0.0) == set()


def test_text_is_measured_by_its_widths() -> None:
    """Half an em a letter: seven letters of 20 points from 250 on end at 320, 10 points (3.5 mm) from the trim."""
    (found,) = told(press_pdf("BT /Plain gs 1 0 0 0 k /F 20 Tf 250 99 Td (Lemuria) Tj ET"))
    assert found.message == 'expected text at least 5 mm from the trim, found "Lemuria" at 3.528 mm'


def test_text_of_composite_fonts_is_read() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Wide"), DW=1000,
                           W=Array([1, Array([500, 250]), 10, 12, 2000]),
                           FontDescriptor=Dictionary(FontFile2=pdf.make_stream(b"outlines")))
        words = pdf.make_stream(b"2 beginbfchar <0001> <00c1> <0002> <0074> endbfchar 1 beginbfrange <000a> <000c> <0061> endbfrange")
        put(pdf, "/Font", "/W", pdf.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Wide"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]), ToUnicode=words)))

    (found,) = told(press_pdf("BT /Plain gs 1 0 0 0 k /W 10 Tf 270 99 Td <00010002000b000c> Tj ET", change))
    assert found.message == f'expected text at least 5 mm from the trim, found "Átbc" at {(330 - 270 - 47.5) / MM:.4g} mm'


def test_a_diagnostic_says_how_often_where_first_and_on_which_page() -> None:
    (found,) = told(press_pdf("0 0 1 rg 102.05 141.73 20 9 re f BT /F 10 Tf 99 300 Td (Lemuria) Tj ET"))
    assert str(found) == (
        f"{NAME}:1: error B034: expected colours of the press, found DeviceRGB: 2 times, the first an area at 36 by 50 mm\n"
        "  hint: convert it to the CMYK of the output intent")


def test_pages_are_told_in_their_order() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(b"1 0 0 rg 99 99 9 9 re f")

    found = [diagnostic.location.file for diagnostic in told(press_pdf(change=change, pages=12))]
    assert found == [f"{NAME}:{number}" for number in range(1, 13)]


def test_the_survey_is_what_a_job_ticket_needs() -> None:
    black = f"/Plain gs 1 1 0.5 0 k 90 90 99 99 re f {UPRIGHT} 99 99 20 20 re f"
    found = survey(press_pdf(black, pages=4, content=GROUND + MARKS + WORDS + SLUG))
    assert (found.pages, found.trim, found.inks, found.fonts) == (4, (300, 400), ("Cyan", "Magenta", "Yellow", "Black"), ("Half",))
    assert found.bleed == pytest.approx(BLEED) and (found.highest, found.highest_page) == (pytest.approx(350), 1)
    assert (found.standard, found.version, found.blended, found.foreign) == ("PDF/X-4", "1.6", (), ())
    assert str(found) == ("4 pages, trim 105.8 x 141.1 mm, bleed 3.0 mm, Cyan, Magenta, Yellow, Black, at most 350 per cent on page 1, "
                          "1 font, PDF 1.6, PDF/X-4")
    assert survey(press_pdf("", pages=2, content=WORDS)).inks == ("Black",)


def test_the_survey_names_spot_colours_and_those_of_screens() -> None:
    change = resource("/ColorSpace", "/S", lambda pdf: spot(pdf, "Gold"))
    found = survey(press_pdf("/S cs 1 scn 99 99 9 9 re f 1 0 0 rg 99 99 9 9 re f", change))
    assert found.inks == ("Cyan", "Black", "Gold") and found.foreign == ("DeviceRGB",)


# Hostile files


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def locked(password: str) -> bytes:
    with pikepdf.open(io.BytesIO(press_pdf())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=password), min_version="1.6")


def of_no_pages() -> bytes:
    return saved(pikepdf.new())


def itself(pdf: pikepdf.Pdf) -> None:
    """A form that draws itself, and one that draws it back."""
    one, other = form(pdf, "/Y Do"), form(pdf, "/X Do")
    one.Resources = Dictionary(XObject=Dictionary(Y=pdf.make_indirect(other)))
    other.Resources = Dictionary(XObject=Dictionary(X=one))
    put(pdf, "/XObject", "/X", one)


def many_fold(pdf: pikepdf.Pdf) -> None:
    """Forms that each draw the next one ten times: ten thousand million marks."""
    inner = form(pdf, "0 0 0 1 k 0 0 9 9 re f")
    for _ in range(10):
        inner = form(pdf, "/Y Do " * 10, Resources=Dictionary(XObject=Dictionary(Y=inner)))
    put(pdf, "/XObject", "/X", inner)


def swollen(pdf: pikepdf.Pdf) -> None:
    """A few kilobytes that unpack to a hundred megabytes of operators."""
    packed = zlib.compress(b"0 0 1 1 re f " * 8_000_000)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)


def endless_space(pdf: pikepdf.Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.extend([space, 0, pikepdf.String(b"abc")])
    put(pdf, "/ColorSpace", "/L", space)


@pytest.mark.parametrize(("pdf", "words"), [
    (b"", "expected a PDF that can be read"), (b"no PDF at all", "expected a PDF that can be read"),
    (b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj",
     "expected"),
    (of_no_pages(), "expected pages, found none"), (locked("secret"), "asks for a password"),
])
def test_what_cannot_be_read_is_told(pdf: bytes, words: str) -> None:
    (found,) = told(pdf)
    assert found.code == "B030" and words in found.message and "0x" not in found.message
    with pytest.raises(Unreadable):
        survey(pdf)


def test_a_broken_table_of_contents_is_told_and_the_rest_is_read() -> None:
    whole = press_pdf()
    broken = whole.replace(b"startxref", b"startnone").replace(b"1 0 0 0", b"1 0 0 0")
    assert "B030" in codes(broken)


@pytest.mark.parametrize(("change", "added"), [
    (itself, "/X Do"), pytest.param(many_fold, "/X Do", marks=pytest.mark.slow), (swollen, ""), (endless_space, "/L cs 0 sc 99 99 9 9 re f"),
    (NO_CHANGE, "/Gone gs /Gone Do /Gone cs (a) w"), (NO_CHANGE, "q " * 100_000), (NO_CHANGE, "9e9 " * 50 + "cm"),
])
def test_a_hostile_page_is_told_and_does_not_hold_up(change: Change, added: str) -> None:
    start = time.process_time()
    found = codes(press_pdf(added, change))
    assert found <= {"B030"} and ("B030" in found or added.startswith(("q", "9e9")))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(("side", "words"), [(2**31 - 1, "at most 100000 samples a side"), (300, "360000 samples")])
def test_a_picture_with_less_than_it_says_is_told(side: int, words: str) -> None:
    change = resource("/XObject", "/X", lambda pdf: image(pdf, side, side, Name.DeviceCMYK, bytes(99)))
    (found,) = told(press_pdf("q 9 0 0 9 99 99 cm /X Do Q", change))
    assert found.code == "B030" and words in found.message


def test_a_page_of_more_instructions_than_are_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of the page of many folds, with a limit that is reached sooner."""
    monkeypatch.setattr("briefgen.press.preflight.sheaf.Stock", partial(Stock, instructions=50_000))
    assert codes(press_pdf("/X Do", many_fold)) == {"B030"}


def test_a_locked_file_that_opens_is_told() -> None:
    assert codes(locked("")) == {"B049"}


def test_a_version_of_tomorrow_is_told() -> None:
    with pikepdf.open(io.BytesIO(press_pdf())) as pdf:
        assert codes(saved(pdf, force_version="2.0")) == {"B049"}


WHOLE = press_pdf(pages=2, added="/X Do q 9 0 0 9 99 99 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q", change=a_form("0 0 1 rg 9 9 9 9 re f"))
PLAIN = re.sub(rb"(?s)/Filter /FlateDecode", b"", WHOLE)


@given(st.integers(0, len(WHOLE)))
@examples(40)
def test_a_file_cut_off_anywhere_is_told(length: int) -> None:
    assert all(diagnostic.code in CODES and diagnostic.location.file for diagnostic in told(WHOLE[:length]))


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=12)), max_size=8))
@examples(80)
def test_bytes_changed_anywhere_are_told(changes: list[tuple[int, bytes]]) -> None:
    broken = bytearray(WHOLE)
    for at, content in changes:
        broken[at:at + len(content)] = content
    assert all(diagnostic.code in CODES for diagnostic in told(bytes(broken)))


OPERATORS = """q Q cm w gs k K g rg cs scn sc re m l c f S B W n Do sh BT ET Tf Td Tm Tj TJ ' " T* Tz Tr BI ID EI BDC EMC /F /Black /X
/Gone 0 1 -1 .5 99999999999 1e5 (a) <00> [ ] << >> [(a)-9(b)] null true /DeviceRGB /Pattern"""


@given(st.lists(st.sampled_from(OPERATORS.split()), max_size=60))
@examples(120)
def test_operators_in_any_order_are_followed(words: list[str]) -> None:
    assert all(diagnostic.code in CODES for diagnostic in told(press_pdf(" ".join(words), a_form("f", Resources=Dictionary()))))


# The command


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["preflight", *map(str, words)], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def test_a_file_is_examined_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clean.pdf").write_bytes(press_pdf(pages=4))
    Path("wrong.pdf").write_bytes(press_pdf("1 0 0 rg 99 99 9 9 re f"))
    good, bad = run("clean.pdf", "--binding", "saddle"), run("wrong.pdf")
    assert good.exit_code == 0 and good.stdout.startswith("clean.pdf: 4 pages, trim 105.8 x 141.1 mm") and "Ready" in good.stdout
    assert bad.exit_code == 4 and "wrong.pdf:1: error B034: " in bad.stderr and "1 error, 0 warnings." in bad.stdout
    assert run("clean.pdf", "--binding", "saddle", "--strict").exit_code == 0


def test_warnings_stop_nothing_unless_they_are_asked_to(tmp_path: Path) -> None:
    path = tmp_path / "spot.pdf"
    path.write_bytes(press_pdf("/S cs 1 scn 99 99 9 9 re f", resource("/ColorSpace", "/S", lambda pdf: spot(pdf, "Gold"))))
    assert run(path).exit_code == 0 and "warning B035" in run(path).stderr
    assert run(path, "--strict").exit_code == 4 and "error B035" in run(path, "--strict").stderr


def test_programs_get_json_and_github_annotations(tmp_path: Path) -> None:
    path = tmp_path / "wrong.pdf"
    path.write_bytes(press_pdf("1 0 0 rg 99 99 9 9 re f"))
    (row,) = json.loads(run(path, "--format", "json").stdout)
    assert (row["code"], row["file"], row["severity"]) == ("B034", f"{path}:1", "error")
    assert "::error file=" in run(path, "--format", "github").stdout


def test_a_brief_stands_for_its_press_files_in_the_last_build(atlantis: Path) -> None:
    folder = atlantis / "build" / "tides"
    folder.mkdir(parents=True)
    for name in ("tides.en-CA.press.pdf", "tides.es-MX.press-a4.pdf", "tides.en-CA.press.ticket.pdf"):
        (folder / name).write_bytes(press_pdf())
    (folder / "tides.en-CA.office.pdf").write_bytes(b"not for a press")
    said = run("tides", "--project", atlantis)
    assert said.exit_code == 0
    assert [line.split(":")[0] for line in said.stdout.splitlines()[:-1]] == [
        "build/tides/tides.en-CA.press.pdf", "build/tides/tides.es-MX.press-a4.pdf"]


@pytest.mark.parametrize(("words", "code"), [("tides", "E005"), ("../tides", "E005"), ("none.pdf", "E004")])
def test_what_is_not_there_is_a_matter_of_usage(atlantis: Path, words: str, code: str) -> None:
    said = run(words, "--project", atlantis)
    assert said.exit_code == 2 and f"error {code}: " in said.stderr


def test_the_clean_file_of_these_tests_has_what_it_takes() -> None:
    """So that no fault can be planted in what is not there."""
    assert all(part in CLEAN for part in (GROUND, MARKS, WORDS, SLUG)) and survey(press_pdf()).fonts == ("Half",)
