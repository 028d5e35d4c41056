"""Sheets: carries an imposition out. Each side of a sheet becomes a page that shows its pages as form XObjects."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from briefgen.diagnostics import Diagnostic, Location, ProofError
from briefgen.press.about import About
from briefgen.press.imposition import (
    CALIPER,
    MM,
    Box,
    Ending,
    Finish,
    Imposition,
    Job,
    Placed,
    Scheme,
    Sheet,
    Side,
    Size,
    impose,
    padded,
    scheme_for,
    stock_for,
)
from briefgen.press.marks import SPACE, registration
from briefgen.press.pressfile import Lettering

BLEED = 3 * MM
NEAR, FAR, WEIGHT = 1.0, 14.0, 0.25
"""Where a mark begins outside the bleed, how long it is, and its line."""
SLUG_SIZE, SLUG_ROOM = 6.0, 4 * MM
ALIKE = 0.05
"""Trims that differ by less are the same: A4 in points is no round number."""
_OF_SCREENS = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/PageLabels", "/OpenAction", "/AA",
               "/AcroForm", "/PageMode", "/PageLayout", "/ViewerPreferences")
_IDENTITY = (1, 0, 0, 1)
_TURNS = {0: _IDENTITY, 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
_MARKED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


@dataclass(frozen=True, slots=True)
class SheetWish:
    """How a file is to be imposed.

    `scheme` None is what a printer would choose for so many pages. `caliper` is the thickness of the paper in mm, `signature`
    how many sheets are nested into each other (0: all).
    """

    finish: Finish = Finish.PLAIN
    ending: Ending = Ending.TEXT
    scheme: Scheme | None = None
    caliper: float = CALIPER
    signature: int = 0


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets as a file, a page for each printed side, and the arithmetic behind it; `warnings` stop nothing."""

    pdf: bytes
    imposition: Imposition
    warnings: tuple[Diagnostic, ...] = ()


def impose_file(
    pdf: bytes, name: str, wish: SheetWish, lettering: Lettering | None = None, about: About | None = None
) -> Imposed:
    """A finished file on sheets, to be printed on both sides and turned on the short edge.

    Pages are placed by their TrimBox and show what lies within their BleedBox. Colours, fonts, output intent and, without
    `about`, the file's description stay as they are; links, bookmarks and tags go, since a sheet has no reading order. Where
    the sheet has room there are marks, on every plate, and with `lettering` a line that names file, sheet and side (A is the
    front). The same arguments give the same bytes.

    Raises:
        ProofError: B025 if the pages differ in trim or no paper holds two of them; B027 if the file cannot be read.
    """
    with _opened(pdf, name) as document:
        imposition = plan(tuple(trim_of(page) for page in document.pages), name, wish)
        _Press(document, imposition, name, lettering).print()
        if about is not None:
            about.write(document, f"{about.name}:{imposition.job}")
        out = io.BytesIO()
        document.save(out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Imposed(out.getvalue(), imposition, tuple(_told(name, imposition)))


def planned(pdf: bytes, name: str, wish: SheetWish) -> Imposition:
    """The imposition of a finished file's pages.

    Raises:
        ProofError: B025 and B027, as above.
    """
    with _opened(pdf, name) as document:
        return plan(tuple(trim_of(page) for page in document.pages), name, wish)


def plan(trims: Sequence[Box], name: str, wish: SheetWish) -> Imposition:
    """The imposition of pages with these trims.

    Raises:
        ProofError: B025, as above.
    """
    sizes = [Size(trim.right - trim.left, trim.top - trim.bottom) for trim in trims]
    for number, size in enumerate(sizes, 1):
        if abs(size.width - sizes[0].width) > ALIKE or abs(size.height - sizes[0].height) > ALIKE:
            raise ProofError([Diagnostic(
                "B025", Location(name), f"expected all pages as large as the first, {_size_text(sizes[0])}, found "
                f"{_size_text(size)} on page {number}", "pages of one booklet have one trim",
            )])
    stock = stock_for(sizes[0], wish.finish)
    if stock is None:
        raise ProofError([Diagnostic(
            "B025", Location(name), f"expected pages that a sheet holds two of, found {_size_text(sizes[0])}",
            "the largest sheets are SRA3 and 12 by 18 inches",
        )])
    scheme = wish.scheme or scheme_for(len(trims))
    bleed = BLEED if wish.finish is Finish.TRIMMED else 0.0
    job = Job(sizes[0], stock, scheme, bleed, wish.caliper, wish.signature)
    pages = padded(len(trims), wish.ending) if scheme is Scheme.SADDLE else tuple(range(1, len(trims) + 1))
    return impose(pages, job)


def trim_of(page: pikepdf.Page) -> Box:
    """The finished page as it is seen: its TrimBox, with width and height exchanged if the page is turned on its side."""
    box = _box(page, "/TrimBox")
    if _rotation(page) % 180:
        return Box(box.left, box.bottom, box.left + box.top - box.bottom, box.bottom + box.right - box.left)
    return box


def _told(name: str, imposition: Imposition) -> Iterator[Diagnostic]:
    if imposition.job.scheme is Scheme.SADDLE and imposition.blanks == 3:
        yield Diagnostic(
            "B024", Location(name), "expected at most two blank pages in a booklet, found 3",
            "one page less saves a sheet; or fill the last spread",
        )


def _size_text(size: Size) -> str:
    return f"{size.width / MM:.0f} by {size.height / MM:.0f} mm"


def _opened(pdf: bytes, name: str) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(pdf))
        if len(document.pages):
            return document
        found = "no pages"
    except pikepdf.PasswordError:
        found = "a file with a password"
    except pikepdf.PdfError as error:
        found = f"a file that cannot be read: {error}"
    raise ProofError([Diagnostic("B027", Location(name), f"expected a PDF with pages, found {found}", "name a finished file")])


class _Press:
    """Replaces the pages of a document by sides of sheets."""

    def __init__(self, document: pikepdf.Pdf, imposition: Imposition, name: str, lettering: Lettering | None) -> None:
        self.document, self.imposition, self.name, self.lettering = document, imposition, name, lettering
        self.pages = tuple(document.pages)
        self.forms: dict[int, pikepdf.Object] = {}
        self.marks = registration(document)

    def print(self) -> None:
        """Adds a page for each side and takes the old pages away, with what only a screen needs."""
        document, old = self.document, len(self.pages)
        for number, sheet in enumerate(self.imposition.sheets, 1):
            for letter, side in zip("AB", sheet.sides, strict=False):
                document.pages.append(pikepdf.Page(self._page(sheet, side, f"{number}/{len(self.imposition.sheets)} {letter}")))
        del document.pages[:old]
        for key in _OF_SCREENS:
            if key in document.Root:
                del document.Root[key]
        document.Root.ViewerPreferences = pikepdf.Dictionary(  # what an office printer's dialogue begins with
            PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name.DuplexFlipShortEdge)
        _untag(document)

    def _page(self, sheet: Sheet, side: Side, label: str) -> pikepdf.Object:
        size, bleed = self.imposition.job.stock.size, self.imposition.job.bleed
        media = Box(0, 0, size.width, size.height)
        content, resources = self._content(side, f"{label}  {self.name}  {sheet.signature}.{sheet.depth + 1}")
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=_array(media), TrimBox=_array(side.finished.within(media)),
            BleedBox=_array(side.finished.grown(bleed).within(media)), Resources=resources,
            Contents=self.document.make_stream(content.encode()),
        )
        if "/Group" in self.pages[0].obj:
            page.Group = self.pages[0].obj.Group
        return self.document.make_indirect(page)

    def _content(self, side: Side, slug: str) -> tuple[str, pikepdf.Dictionary]:
        lines, forms = [], pikepdf.Dictionary()
        for placed in side.placed:
            if placed.page is not None:
                forms[f"/P{placed.page}"] = self._form(placed.page)
                lines.append(self._shown(placed))
        resources = pikepdf.Dictionary(XObject=forms)
        if marks := tuple(_marks(side, self.imposition.job)):
            resources.ColorSpace = pikepdf.Dictionary({SPACE: self.marks})
            lines += [f"q {SPACE} CS 1 SCN {SPACE} cs 1 scn {WEIGHT} w 0 J [] 0 d", *marks, self._slug(side, slug), "Q"]
        return "\n".join(lines), resources

    def _shown(self, placed: Placed) -> str:
        """Cuts the sheet to the page's half, and moves the page's trim to its place."""
        page, clip = self.pages[(placed.page or 1) - 1], placed.clip
        trim = _box(page, "/TrimBox")
        a, b, c, d = _TURNS[_rotation(page)]
        corners = [(a * x + c * y, b * x + d * y) for x in (trim.left, trim.right) for y in (trim.bottom, trim.top)]
        dx = placed.trim.left - min(x for x, _ in corners)
        dy = placed.trim.bottom - min(y for _, y in corners)
        return (
            f"q {clip.left:.3f} {clip.bottom:.3f} {clip.right - clip.left:.3f} {clip.top - clip.bottom:.3f} re W n "
            f"{a} {b} {c} {d} {dx:.3f} {dy:.3f} cm /P{placed.page} Do Q"
        )

    def _form(self, number: int) -> pikepdf.Object:
        """A page of the file as a form, once, however often it is shown."""
        if number not in self.forms:
            page = self.pages[number - 1]
            form = self.document.make_stream(_unmarked(page))
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox = _array(_box(page, "/BleedBox"))
            form.Resources = _inherited(page.obj, "/Resources") or pikepdf.Dictionary()
            self.forms[number] = form
        return self.forms[number]

    def _slug(self, side: Side, text: str) -> str:
        room = side.finished.bottom - self.imposition.job.bleed
        if self.lettering is None or room < SLUG_ROOM:
            return ""
        outlines = self.lettering(text, SLUG_SIZE).decode("ascii")
        return f"1 0 0 1 {side.finished.left + 24:.3f} {room - SLUG_SIZE - 4:.3f} cm\n{outlines}"


def _marks(side: Side, job: Job) -> Iterator[str]:
    """Crop marks at the corners, broken lines at a fold, whole ones at a cut, all of them outside the bleed."""
    box, bleed, size = side.finished, job.bleed, job.stock.size
    if min(box.left, box.bottom) - bleed < NEAR + 2:
        return
    near, far = bleed + NEAR, min(bleed + FAR, box.left - 2, box.bottom - 2)
    for x in (box.left, box.right, *side.cuts):
        yield _line(x, box.bottom - near, x, box.bottom - far)
        yield _line(x, box.top + near, x, box.top + far)
    for y in (box.bottom, box.top):
        yield _line(box.left - near, y, box.left - far, y)
        yield _line(box.right + near, y, box.right + far, y)
    if side.folds:
        yield "[3 2] 0 d"
        for x in side.folds:
            yield _line(x, box.bottom - near, x, max(2.0, box.bottom - far - 6))
            yield _line(x, box.top + near, x, min(size.height - 2, box.top + far + 6))
        yield "[] 0 d"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _unmarked(page: pikepdf.Page) -> bytes:
    """A page's content without marked content, whose numbers would mean nothing on a sheet; layers stay."""
    page.contents_coalesce()
    content = bytes(page.obj.Contents.get_stream_buffer()) if "/Contents" in page.obj else b""
    if not any(operator in content for operator in (b"BMC", b"BDC", b"MP", b"DP")):
        return content
    kept: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
    layers: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in _MARKED:
            layer = operator == "BDC" and str(instruction.operands[0]) == "/OC"
            if operator in ("BMC", "BDC"):
                layers.append(layer)
            elif operator == "EMC" and layers:
                layer = layers.pop()
            if not layer:
                continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _untag(document: pikepdf.Pdf) -> None:
    """Nothing points into a structure tree that is no longer there."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            for key in ("/StructParents", "/StructParent"):
                if key in thing:
                    del thing[key]


def _box(page: pikepdf.Page, key: str) -> Box:
    """A box of a page, or the one that stands for it where it has none (ISO 32000-1, 14.11.2)."""
    found = page.obj.get(key) or _inherited(page.obj, "/CropBox") or _inherited(page.obj, "/MediaBox")
    if found is None:
        return Box(0, 0, 612, 792)
    x, y, to_x, to_y = (float(side) for side in found)
    return Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def _rotation(page: pikepdf.Page) -> int:
    found = _inherited(page.obj, "/Rotate")
    return 0 if found is None else int(found) // 90 * 90 % 360


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(50):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node.Parent
    return None


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(side, 3) for side in (box.left, box.bottom, box.right, box.top)])
