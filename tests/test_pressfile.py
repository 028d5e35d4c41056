"""Press files: PDF/X-4 in declared inks, with boxes, bleed and marks as a print shop takes them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import ImageCms

from briefgen.build.door import close_to_the_system, press_profile
from briefgen.build.target import drawings_of, faces_of, look_of, resources_of, written
from briefgen.build.tasks import task_of
from briefgen.diagnostics import ProofError
from briefgen.model.profile import NotAProfile, read_profile
from briefgen.press import About, inks_of, press_file
from conftest import atlantis_door, checked_atlantis

close_to_the_system()

from briefgen.build.target import _settled, composed_of  # noqa: E402  (the engine is imported after its fonts are settled)
from briefgen.compose import sheets_of, style_sheet  # noqa: E402
from briefgen.glyphs import lettering  # noqa: E402
from briefgen.render import lay_out, render  # noqa: E402

TOKENS = checked_atlantis().loaded.tokens
TRIM, INKS, PROFILE = TOKENS.page.trim, inks_of(TOKENS), press_profile({})
ABOUT = About("Tides & shores", "The Strait Office", "en-CA", "tides.en-CA.press", datetime.date(2031, 10, 31), "0.1.0")
MM = 72 / 25.4
INK, DEEP, TINT = (
    " ".join(f"{int(TOKENS.colour[name].rgb[at:at + 2], 16) / 255:.6f}" for at in (1, 3, 5)) for name in ("ink", "deep", "tint")
)
TEXT = f"BT {INK} rg (x) Tj ET {TINT} rg 0 0 9 9 re f {DEEP} RG 0 0 m 9 9 l S"
NAME = pikepdf.Name


def engine_file(*contents: str, bleed: float = 3 * MM, resources: Mapping[str, Any] | None = None, **more: Any) -> bytes:
    """Pages as the engine writes them: origin at the trim, MediaBox and BleedBox alike, links, bookmarks."""
    document = pikepdf.new()
    width, height = float(TRIM.width), float(TRIM.height)
    shared = document.make_indirect(pikepdf.Dictionary(**(resources or {})))
    for content in contents:
        page = document.add_blank_page(page_size=(width, height))
        page.obj.MediaBox = page.obj.BleedBox = pikepdf.Array([-bleed, -bleed, width + bleed, height + bleed])
        page.obj.TrimBox, page.obj.Resources = pikepdf.Array([0, 0, width, height]), shared
        page.obj.Contents = document.make_stream(content.encode())
        page.obj.Annots = pikepdf.Array([pikepdf.Dictionary(Type=NAME.Annot, Subtype=NAME.Link, Rect=[0, 0, 9, 9])])
        for key, value in more.items():
            page.obj[f"/{key}"] = value
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[]))
    document.Root.OpenAction = pikepdf.Dictionary(S=NAME.JavaScript, JS=pikepdf.String("app.alert(1)"))
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def pressed(pdf: bytes, about: About = ABOUT, profile: bytes = PROFILE) -> bytes:
    return press_file(pdf, INKS, TRIM, profile, about, partial(lettering, sans()))


@cache
def sans() -> bytes:
    return next(f.path.read_bytes() for f in atlantis_door().fonts if f.path.name == "SourceSansPro-Regular.ttf")


KEPT: list[pikepdf.Pdf] = []
"""What is opened stays open: objects of a file that is gone cannot be read."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    KEPT.append(pikepdf.open(io.BytesIO(pdf)))
    return KEPT[-1]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    KEPT.clear()


def operators(source: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Each operator of a stream with its operands as text."""
    return [(str(i.operator), tuple(str(o) for o in i.operands)) for i in pikepdf.parse_content_stream(source)]


def page_operators(content: str, **resources: Any) -> list[tuple[str, tuple[str, ...]]]:
    return operators(opened(pressed(engine_file(content, resources=resources))).pages[0])


def told(pdf: bytes) -> list[tuple[str, str]]:
    with pytest.raises(ProofError) as raised:
        pressed(pdf)
    return [(d.code, d.message) for d in raised.value.diagnostics]


def streams(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every content stream of a file: pages, forms, patterns."""
    yield from document.pages
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing):
            yield thing


# Colours


def test_colours_become_the_inks_that_the_tokens_declare() -> None:
    found = page_operators(TEXT)
    deep, tint = (tuple(str(p.normalize() + 0) for p in INKS[TOKENS.colour[name].rgb].parts) for name in ("deep", "tint"))
    assert ("k", ("0", "0", "0", "1")) in found and ("k", tint) in found and ("K", deep) in found
    assert not {name for name, _ in found} & {"rg", "RG", "g", "G", "sc", "SC"}


def test_a_page_that_names_no_colour_is_in_black_ink() -> None:
    """PDF begins a page in black of DeviceGray, which is no ink."""
    found = page_operators("0 0 9 9 re f")
    assert found.index(("k", ("0", "0", "0", "1"))) < found.index(("f", ()))


@pytest.mark.parametrize("colour", ["0 g", "0 0 0 rg", "/DeviceGray cs 0 sc", "/DeviceRGB cs 0 0 0 scn", "/DeviceGray cs", "/Icc cs 0 0 0 scn"])
def test_black_is_black_in_every_space(colour: str) -> None:
    document = opened(engine_file(f"1 g {colour} 5 5 9 9 re f"))
    document.pages[0].obj.Resources.ColorSpace = pikepdf.Dictionary(Icc=[NAME.ICCBased, document.make_stream(b"", N=3)])
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    found = [step for step in operators(opened(pressed(out.getvalue())).pages[0]) if step[0] in ("k", "f", "g", "rg", "cs", "sc", "scn")]
    before = found[:found.index(("f", ()))]
    assert before[-1] == ("k", ("0", "0", "0", "1"))
    assert {name for name, _ in before} == {"k"}


def test_a_colour_that_no_token_declares_is_told_with_its_page() -> None:
    assert told(engine_file(TEXT, f"{TEXT} 1 0 0.2 rg 0.5 G")) == [
        ("B020", "expected only inks that the tokens declare, found the colour #ff0033 on page 2"),
        ("B020", "expected only inks that the tokens declare, found the colour #808080 on page 2"),
    ]


def test_a_colour_that_is_nearly_a_token_is_told() -> None:
    assert [code for code, _ in told(engine_file(f"{INK.replace('0.1', '0.106')} rg"))] == ["B020"]


def test_a_space_that_holds_no_such_colour_is_told() -> None:
    lab = [NAME.Lab, pikepdf.Dictionary(WhitePoint=[1, 1, 1])]
    (code, message), *_ = told(engine_file("/L cs 50 0 0 scn", resources={"ColorSpace": pikepdf.Dictionary(L=lab)}))
    assert code == "B020" and "the colour space Lab on page 1" in message


def _hidden(kind: str, content: str) -> bytes:
    """A file whose only colours lie deep: in a form, a pattern, a soft mask, a glyph, or a form in a form."""
    used = {"form": "/F Do", "nested": "/F Do", "pattern": "/Pattern cs /P scn 0 0 9 9 re f", "mask": "/S gs", "glyph": "BT /T 9 Tf (a) Tj ET"}
    document = opened(engine_file(used[kind]))
    form = document.make_stream(content.encode(), Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 9, 9],
                                Group=pikepdf.Dictionary(S=NAME.Transparency, CS=NAME.DeviceRGB))
    outer = document.make_stream(b"/F Do", Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 9, 9],
                                 Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form)))
    tile = document.make_stream(content.encode(), PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9,
                                Resources=pikepdf.Dictionary())
    glyph = document.make_stream(f"9 0 0 0 9 9 d1 {content}".encode())
    resources = document.pages[0].obj.Resources
    for key, value in {
        "form": ("XObject", {"F": form}), "nested": ("XObject", {"F": outer}), "pattern": ("Pattern", {"P": tile}),
        "mask": ("ExtGState", {"S": pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=NAME.Luminosity, G=form))}),
        "glyph": ("Font", {"T": pikepdf.Dictionary(Type=NAME.Font, Subtype=NAME.Type3, CharProcs=pikepdf.Dictionary(a=glyph))}),
    }.items():
        if key == kind:
            resources[f"/{value[0]}"] = pikepdf.Dictionary(**value[1])
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _deepest(resources: Any, kind: str) -> Any:
    if kind == "nested":
        return resources.XObject.F.Resources.XObject.F
    if kind == "mask":
        return resources.ExtGState.S.SMask.G
    if kind == "glyph":
        return resources.Font.T.CharProcs.a
    return resources.XObject.F if kind == "form" else resources.Pattern.P


@pytest.mark.parametrize("kind", ["form", "nested", "pattern", "mask", "glyph"])
def test_colour_does_not_hide(kind: str) -> None:
    page = opened(pressed(_hidden(kind, f"{DEEP} rg 0 0 9 9 re f"))).pages[0]
    found = [name for name, _ in operators(_deepest(page.obj.Resources, kind))]
    assert "k" in found and "rg" not in found
    assert [code for code, _ in told(_hidden(kind, "1 0 0.2 rg 0 0 9 9 re f"))] == ["B020"]


def test_transparency_is_mixed_in_inks() -> None:
    group = pikepdf.Dictionary(S=NAME.Transparency, CS=NAME.DeviceRGB)
    page = opened(pressed(engine_file(TEXT, Group=group))).pages[0]
    form = _deepest(opened(pressed(_hidden("form", "q Q"))).pages[0].obj.Resources, "form")
    assert page.obj.Group.CS == form.Group.CS == "/DeviceCMYK"


@pytest.mark.parametrize("space", ["/DeviceRGB", [NAME.Indexed, NAME.DeviceRGB, 1, pikepdf.String(b"abcdef")]])
def test_a_picture_in_rgb_is_told(space: Any) -> None:
    document = opened(engine_file("/I Do"))
    picture = document.make_stream(b"abc", Type=NAME.XObject, Subtype=NAME.Image, Width=1, Height=1, BitsPerComponent=8,
                                   ColorSpace=NAME(space) if isinstance(space, str) else space)
    document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=picture)
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    assert [code for code, _ in told(out.getvalue())] == ["B021"]


def test_an_inline_picture_in_rgb_is_told() -> None:
    assert [code for code, _ in told(engine_file("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"))] == ["B021"]


def test_a_gradient_between_tokens_is_one_between_their_inks() -> None:
    ends = [[float(part) for part in colour.split()] for colour in (DEEP, TINT)]
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
    shading = pikepdf.Dictionary(ShadingType=2, ColorSpace=NAME.DeviceRGB, Coords=[0, 0, 9, 0], Function=function)
    page = opened(pressed(engine_file("/S sh", resources={"Shading": pikepdf.Dictionary(S=shading)}))).pages[0]
    there = page.obj.Resources.Shading.S
    assert there.ColorSpace == "/DeviceCMYK"
    assert tuple(Decimal(str(part)) for part in there.Function.C0) == INKS[TOKENS.colour["deep"].rgb].parts


# Overprint


def overprints(content: str, operator: str) -> list[bool]:
    """Whether black overprints each time that an operator of a page paints: fills for `f` and `Tj`, strokes for `S`."""
    document = opened(pressed(engine_file(content, resources={"Font": pikepdf.Dictionary()})))
    states, key = document.pages[0].obj.Resources.ExtGState, "/OP" if operator == "S" else "/op"
    now, saved, found = False, [], []
    for name, operands in operators(document.pages[0]):
        if name == "q":
            saved.append(now)
        elif name == "Q":
            now = saved.pop()
        elif name == "gs":
            assert states[operands[0]].OPM == 1
            now = bool(states[operands[0]][key])
        elif name == operator and len(saved) == content.split(operator)[0].count("q") - content.split(operator)[0].count("Q") + 1:
            found.append(now)
    return found


def test_black_text_overprints() -> None:
    assert overprints(f"BT {INK} rg (x) Tj ET", "Tj") == [True]
    assert overprints(f"{INK} RG 0 0 m 9 9 l S", "S")[0] is True


def test_white_and_coloured_text_knocks_out() -> None:
    for colour in ("1 1 1", DEEP, TINT):
        assert overprints(f"{INK} rg {INK} RG {colour} rg BT (x) Tj ET", "Tj") == [False]
        assert overprints(f"{INK} rg {INK} RG {colour} RG 0 0 m 9 9 l S", "S")[0] is False


def test_overprint_is_restored_with_the_colour() -> None:
    assert overprints(f"{INK} rg q 1 g BT Q BT (x) Tj ET", "Tj") == [True]
    assert overprints(f"1 g q {INK} rg BT Q BT (x) Tj ET", "Tj") == [False]


# Boxes, bleed and marks


def test_boxes_lie_in_each_other_and_the_trim_is_exact() -> None:
    for page in opened(pressed(engine_file(TEXT, TEXT))).pages:
        media, bleed, trim = ([float(side) for side in page.obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert media[:2] == [0, 0] and "/CropBox" not in page.obj and "/ArtBox" not in page.obj
        assert (trim[2] - trim[0], trim[3] - trim[1]) == (float(TRIM.width), float(TRIM.height))
        for outer, inner, least in ((bleed, trim, 3 * MM), (media, bleed, 18)):
            assert all(b - a >= least for a, b in zip(outer[:2], inner[:2], strict=True))
            assert all(a - b >= least for a, b in zip(outer[2:], inner[2:], strict=True))


@pytest.mark.parametrize("bleed", [0.0, 2 * MM])
def test_a_page_without_its_bleed_is_told(bleed: float) -> None:
    ((code, message),) = told(engine_file(TEXT, bleed=bleed))
    assert code == "B022" and "bleed of 3 mm" in message and "page 1" in message


def test_a_page_of_another_trim_is_told() -> None:
    small = replace_box(engine_file(TEXT, TEXT), "/TrimBox", [0, 0, 595.276, 841.89])
    assert [(code, "595.28 by 841.89 on page 2" in message) for code, message in told(small)] == [("B022", True)]


def replace_box(pdf: bytes, key: str, sides: list[float]) -> bytes:
    document = opened(pdf)
    document.pages[-1].obj[key] = pikepdf.Array(sides)
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


SCALE = 2


def pixels(pdf: bytes, page: int = 0) -> Any:
    """A page as RGB; `at(x, y)` is in points from the upper left corner of the trim."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=SCALE, may_draw_forms=False).to_pil().convert("RGB")


def at(picture: Any, x: float, y: float) -> tuple[int, int, int]:
    shade: tuple[int, int, int] = picture.getpixel((round((x + 30) * SCALE), round((y + 30) * SCALE)))
    return shade


WHITE = (255, 255, 255)


def test_the_page_is_cut_off_at_the_bleed_and_marks_stand_outside() -> None:
    """Colour runs to the edge of the bleed and no further; marks begin beyond it."""
    picture = pixels(pressed(engine_file(f"{DEEP} rg -99 -99 999 999 re f")))
    width, height = float(TRIM.width), float(TRIM.height)
    for x, y in ((-8, 300), (width + 8, 300), (300, -8), (300, height + 8), (-8, -8), (width + 8, height + 8)):
        assert at(picture, x, y) == at(picture, 300, 300) != WHITE
    for x, y in ((-9.7, 300), (width + 9.7, 300), (200, -9.7), (500, height + 9.7)):
        assert at(picture, x, y) == WHITE
    crops = [at(picture, x, y + step / 4) for x in (-18, width + 18) for y in (0, height) for step in (-2, -1, 0, 1, 2)]
    assert sum(shade != WHITE for shade in crops) >= 4


def test_marks_are_on_every_plate_and_darken_no_proof() -> None:
    """In the separation All; a device without plates draws them in black ink alone."""
    page = opened(pressed(engine_file(TEXT))).pages[0]
    (space,) = page.obj.Resources.ColorSpace.values()
    assert [str(part) for part in list(space)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
    assert [int(part) for part in space[3].C1] == [0, 0, 0, 1]
    steps = operators(page)
    used = next(at for at, step in enumerate(steps) if step[0] == "CS")
    assert steps[used][1] == (str(next(iter(page.obj.Resources.ColorSpace.keys()))),)
    assert ("w", ("0.25",)) in steps[used:]


def test_the_slug_line_names_file_and_page_in_outlines() -> None:
    """It stands below the bleed, on each page another; no font is needed for it."""
    first, second = opened(pressed(engine_file(TEXT, TEXT))).pages
    assert first.Contents.read_bytes() != second.Contents.read_bytes()
    picture = pixels(pressed(engine_file("q Q")))
    below = {at(picture, 24 + x / 2, float(TRIM.height) + 16 - y / 2) for x in range(200) for y in range(8)}
    assert len(below) > 3


# What the file says of itself


def test_the_output_intent_is_one_profile_of_a_press() -> None:
    document = opened(pressed(engine_file(TEXT)))
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and str(intent.OutputConditionIdentifier) == "Custom" and "/RegistryName" not in intent
    assert str(intent.Info) == "Chemical proof" and intent.DestOutputProfile.N == 4
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == PROFILE
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    assert (read.device_class, read.xcolor_space.strip()) == ("prtr", "CMYK") and "public domain" in (read.copyright or "")


def test_a_projects_own_profile_is_taken() -> None:
    assert press_profile({"styles/press.icc": b"own"}) == b"own"


def test_information_and_metadata_say_the_same() -> None:
    document = opened(pressed(engine_file(TEXT)))
    info, packet = document.trailer.Info, document.Root.Metadata.read_raw_bytes().decode()
    assert document.pdf_version == "1.6" and "/Filter" not in document.Root.Metadata
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
    assert info.Trapped == "/False" and "<pdf:Trapped>False<" in packet
    assert str(info.Title) == "Tides & shores" and ">Tides &amp; shores<" in packet
    assert str(info.CreationDate) == str(info.ModDate) == "D:20311031000000Z"
    assert set(re.findall(r"<xmp:\w+Date>(.*?)<", packet)) == {"2031-10-31T00:00:00Z"}
    assert f"<pdf:Producer>{info.Producer}<" in packet and f"<xmp:CreatorTool>{info.Creator}<" in packet
    with document.open_metadata() as read:
        assert read["dc:title"] == "Tides & shores" and read["xmpMM:RenditionClass"] and read["xmpMM:VersionID"] == "1"


def test_the_same_content_gives_the_same_bytes_and_other_content_another_identifier() -> None:
    def identifiers(pdf: bytes) -> tuple[str, ...]:
        document = opened(pdf)
        packet = document.Root.Metadata.read_bytes().decode()
        return (*re.findall(r"uuid:([0-9a-f-]{36})", packet), bytes(document.trailer.ID[0]).hex())

    one, again, other = pressed(engine_file(TEXT)), pressed(engine_file(TEXT)), pressed(engine_file(TEXT + " f"))
    assert one == again
    assert identifiers(one)[0] == identifiers(other)[0]  # the document's, which stays
    assert all(a != b for a, b in zip(identifiers(one)[1:], identifiers(other)[1:], strict=True))
    assert identifiers(pressed(engine_file(TEXT), replace(ABOUT, name="tides.es-MX.press")))[0] != identifiers(one)[0]


def test_nothing_for_screens_remains() -> None:
    document = opened(pressed(engine_file("/P <</MCID 0>> BDC q Q EMC", StructParents=0)))
    assert not {"/Names", "/OpenAction", "/Outlines", "/StructTreeRoot", "/AcroForm", "/AA"} & set(document.Root.keys())
    assert not {"/Annots", "/StructParents", "/Tabs"} & set(document.pages[0].obj.keys())
    assert not {"BDC", "EMC"} & {name for name, _ in operators(document.pages[0])}


# Profiles


def test_the_header_of_a_profile_is_read() -> None:
    assert read_profile(PROFILE).suits_press and read_profile(PROFILE).version == "2.2"
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert not read_profile(screen).suits_press and read_profile(screen).description.startswith("sRGB")


@pytest.mark.parametrize("content", [b"", b"not a profile", PROFILE[:5000], bytes(200)])
def test_what_is_no_profile_is_refused(content: bytes) -> None:
    with pytest.raises(NotAProfile):
        read_profile(content)


# The look


COVER = '<article class="book"><div class="cover"><div class="cover-text"><p class="cover-title">Tides</p></div></div></article>'
SHEET = (
    '<article class="sheet"><header class="masthead" data-grid="masthead"><div class="masthead-side"><p>Note</p></div>'
    '<div class="masthead-text"><h1 class="masthead-title">Tides</h1></div></header><p>Text.</p></article>'
)


def engine_page(body: str, medium: str = "press") -> tuple[bytes, dict[str, tuple[str, float]]]:
    """A page in the package's look, and the heights of its marked blocks."""
    fonts = {f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts}
    css = style_sheet(sheets_of(atlantis_door().look, medium), TOKENS, faces_of(atlantis_door().fonts))
    html = f"<!doctype html><html lang=en><head><title>T</title></head><body>{body}</body></html>"
    layout = lay_out("t", html, css, fonts | {"cover.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'})
    return render("t", html, layout, {}, None).pdf, dict(layout.heights)


def test_the_cover_is_filled_to_the_edge_of_its_bleed() -> None:
    picture = pixels(pressed(engine_page(COVER)[0]))
    width, height = float(TRIM.width), float(TRIM.height)
    night, deep = at(picture, 20, 400), at(picture, width - 20, 400)
    assert night != deep
    for y in (-8, 1, 400, height - 1, height + 8):
        assert at(picture, -8, y) == at(picture, 1, y) == night
        assert at(picture, width + 8, y) == at(picture, width - 1, y) == deep
    assert at(picture, 60, -8) == at(picture, 60, height + 8) == night
    assert at(picture, 500, -8) == at(picture, 500, height + 8) == deep


def test_the_masthead_is_filled_to_the_edge_of_its_bleed() -> None:
    picture = pixels(pressed(engine_page(SHEET)[0]))
    width = float(TRIM.width)
    night, deep = at(picture, 10, 10), at(picture, width - 10, 10)
    assert night != deep and WHITE not in (night, deep)
    assert at(picture, -8, -8) == at(picture, -8, 10) == at(picture, 10, -8) == night
    assert at(picture, width + 8, -8) == at(picture, width + 8, 10) == at(picture, width - 10, -8) == deep
    line = next(y / 4 for y in range(100, 999) if at(picture, 300, y / 4) not in (deep, night)) + 1
    assert at(picture, -8, line) == at(picture, 10, line) == at(picture, width + 8, line) != deep
    assert at(picture, -8, line + 20) == WHITE


def test_the_sheet_of_the_press_is_for_the_press_alone() -> None:
    assert "press.css" in sheets_of(atlantis_door().look, "press")
    assert "press.css" not in sheets_of(atlantis_door().look, "office")
    assert {"page.css", "sheet.css", "type.css"} <= set(sheets_of(atlantis_door().look, "office"))
    assert engine_page(SHEET)[1] == engine_page(SHEET, "office")[1]


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en-CA", "es-MX"])
def test_a_brief_for_the_press_has_the_lines_and_pages_of_the_office_edition(locale: str) -> None:
    office = task_of(atlantis_door(), checked_atlantis(), "tides", locale, {})
    found = {}
    for medium in ("office", "press"):
        task = replace(office, medium=medium)
        drawings = drawings_of(task)
        found[medium] = _settled(task, drawings, look_of(task), resources_of(task, drawings))
    layouts = [found[medium].layout for medium in ("office", "press")]
    for what in ("pages", "anchors", "tops", "depths", "heights", "lengths"):
        assert getattr(layouts[0], what) == getattr(layouts[1], what), what
    composed = composed_of(office, drawings, found["press"].drift)
    engine, _ = written("tides", composed, layouts[1], resources_of(office, drawings), "press")
    document = opened(pressed(engine))
    names = {name for stream in streams(document) for name, _ in operators(stream)}
    assert not names & {"rg", "RG", "g", "G", "sc", "SC", "sh"} and {"k", "K"} <= names
    assert not [thing for thing in document.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]
    fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"]
    assert fonts and all("+" in str(font.FontName) and {"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
