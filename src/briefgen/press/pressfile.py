"""Press file: the engine's pages become a PDF/X-4 file, in inks, with boxes, marks and an output intent."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping

import pikepdf

from briefgen.diagnostics import Diagnostic, Location, ProofError
from briefgen.model.tokens import Trim
from briefgen.press.about import About
from briefgen.press.boxes import BLEED, TOLERANCE, Boxes, Rectangle, boxes_of
from briefgen.press.conversion import Conversion
from briefgen.press.imposition import MM
from briefgen.press.inks import Cmyk
from briefgen.press.intent import declare_intent
from briefgen.press.marks import SLUG_SIZE, SPACE, marks, registration

VERSION = "1.6"
NOT_FOR_PRINT = (
    "/Names", "/Outlines", "/Dests", "/PageMode", "/OpenAction", "/AA", "/AcroForm", "/StructTreeRoot", "/MarkInfo",
)

Lettering = Callable[[str, float], bytes]
"""The outlines of a line of text at a size in points, as operators of a content stream that fill it from the origin."""


def press_file(
    pdf: bytes, inks: Mapping[str, Cmyk], trim: Trim, profile: bytes, about: About, lettering: Lettering
) -> bytes:
    """The engine's file, written with `look/press.css` and without a structure tree, as a print shop takes it.

    `inks` are those of `inks_of`, by RGB; `profile` is an ICC profile of a press in CMYK; `lettering` draws the slug line. The
    same arguments give the same bytes.

    Raises:
        ProofError: B020 for a colour that no token declares, B021 for a picture or gradient that is not in inks, B022 for a
            page whose trim or bleed is not what it should be.
        NotAProfile: if `profile` is none; the check stage has told so before.
    """
    digest = hashlib.sha256(pdf + profile + repr((sorted(inks.items()), trim, about)).encode()).hexdigest()
    boxes = boxes_of(trim)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        problems = (*_unfit(document, about.name, boxes), *Conversion(document, about.name, inks).convert())
        if problems:
            raise ProofError(problems)
        _strip(document)
        _set_pages(document, boxes, about.name, lettering)
        declare_intent(document, profile)
        about.write(document, digest)
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, deterministic_id=True, force_version=VERSION, compress_streams=True,
                      object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _unfit(document: pikepdf.Pdf, name: str, boxes: Boxes) -> Iterator[Diagnostic]:
    """Pages that are not of the trim, or that the engine has set without its bleed."""
    for number, page in enumerate(document.pages, 1):
        trim, bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox")
        wanted = (trim[0], trim[1], trim[0] + boxes.width, trim[1] + boxes.height)
        if not _same(trim, wanted):
            yield Diagnostic(
                "B022", Location(name), f"expected a trim of {boxes.width:g} by {boxes.height:g} points, found "
                f"{trim[2] - trim[0]:.2f} by {trim[3] - trim[1]:.2f} on page {number}", "all pages have the trim of the tokens",
            )
        elif not _same(bleed, (trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED)):
            yield Diagnostic(
                "B022", Location(name), f"expected a bleed of 3 mm, found {trim[0] - bleed[0]:.2f} points on page {number}",
                "press.css sets bleed: 3mm on every page; a sheet of the project must not take it away",
            )


def _box(page: pikepdf.Page, key: str) -> Rectangle:
    left, bottom, right, top = (float(side) for side in page.obj.get(key, page.mediabox))
    return left, bottom, right, top


def _same(one: Rectangle, other: Rectangle) -> bool:
    return all(abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


def _strip(document: pikepdf.Pdf) -> None:
    """Takes away what a reader on a screen uses, and PDF/X forbids or a press ignores: links, bookmarks, actions."""
    for key in NOT_FOR_PRINT:
        if key in document.Root:
            del document.Root[key]
    for page in document.pages:
        for key in ("/Annots", "/StructParents", "/Tabs", "/AA", "/CropBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]


def _set_pages(document: pikepdf.Pdf, boxes: Boxes, name: str, lettering: Lettering) -> None:
    """Moves each page into its larger MediaBox, cuts it off at the bleed and draws the marks around it."""
    space, pages = registration(document), len(document.pages)
    for number, page in enumerate(document.pages, 1):
        left, bottom, *_ = _box(page, "/TrimBox")
        x, y, right, top = boxes.bleed
        dx, dy = boxes.trim[0] - left, boxes.trim[1] - bottom
        before = f"q {x:g} {y:g} {right - x:g} {top - y:g} re W n 1 0 0 1 {dx:g} {dy:g} cm\n".encode()
        slug = lettering(slug_line(name, number, pages, boxes), SLUG_SIZE)
        page.obj.Contents = document.make_stream(before + page.obj.Contents.read_raw_bytes() + b"\nQ\n" + marks(boxes, slug))
        if page.obj.Resources.get("/ColorSpace") is None:
            page.obj.Resources.ColorSpace = pikepdf.Dictionary()
        page.obj.Resources.ColorSpace[SPACE] = space
        page.obj.MediaBox, page.obj.BleedBox, page.obj.TrimBox = (
            pikepdf.Array([round(side, 3) for side in box]) for box in (boxes.media, boxes.bleed, boxes.trim)
        )


def slug_line(name: str, number: int, pages: int, boxes: Boxes) -> str:
    """What stands below a page: the file, the page, its inks and its size; the same words in every language."""
    return (
        f"{name}.pdf    {number}/{pages}    CMYK    {boxes.width / MM:.1f} × {boxes.height / MM:.1f} mm"
        f"    + {BLEED / MM:.0f} mm"
    )
