"""Tumbling: two languages back to back in one file, the second upside down behind the first, with a cover at either end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from briefgen.diagnostics import Diagnostic, Location, ProofError
from briefgen.press.about import About
from briefgen.press.boxes import Boxes
from briefgen.press.imposition import tumbled
from briefgen.press.marks import SPACE, marks, registration
from briefgen.press.tagging import elements, name_cells, tell_apart

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
ALIKE = 0.05
_DEEPEST = 12
_NUMBERS = ("/StructParents", "/StructParent")


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a tumble edition: the finished file of one language, its locale, and what the language calls itself."""

    pdf: bytes
    tag: str
    language: str


def tumble(first: Half, second: Half, name: str, about: About | None = None) -> bytes:
    """Both files as one, to be read from either cover; its pages are a multiple of four.

    Pages are turned by their content, not by /Rotate, which some presses and imposition programs pass over: every reader,
    printer and sheet of ours shows the same. Bookmarks, links and tags of both languages go on to work. A press file (one with
    an output intent) takes its description from `about`. The same arguments give the same bytes.

    Raises:
        ProofError: B026 if the halves differ in size or purpose; B027 if one cannot be read.
    """
    with _opened(first, name) as document, _opened(second, name) as other:
        if problems := tuple(_unlike(document, other, name)):
            raise ProofError(problems)
        pages = len(document.pages), len(other.pages)
        tagged = "/StructTreeRoot" in document.Root and "/StructTreeRoot" in other.Root
        for page in other.pages:
            _turn(other, page)
        _point_at_pages(other)
        if tagged:
            _renumber(other, _next_number(document))
            _turn_figures(other)
            tell_apart(other, f"{second.tag}:")
        bookmarks = _bookmarked(document), _bookmarked(other)
        _append(document, other, tumbled(*pages))
        if tagged:
            _join_trees(document, document.copy_foreign(other.Root.StructTreeRoot), first.tag, second.tag)
            name_cells(document)
        if any(bookmarks):
            _join_bookmarks(document, first, second, bookmarks[0])
        _label(document, second, pages)
        _describe(document, other, (first.tag, second.tag), about, name)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _opened(half: Half, name: str) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(half.pdf))
        if len(document.pages):
            return document
        found = "no pages"
    except pikepdf.PdfError as error:
        found = f"a file that cannot be read: {error}"
    raise ProofError([Diagnostic(
        "B027", Location(name), f"expected a PDF with pages for {half.tag}, found {found}", "name a finished file"
    )])


def _unlike(document: pikepdf.Pdf, other: pikepdf.Pdf, name: str) -> Iterator[Diagnostic]:
    hint = "both sides are made for the same medium and the same trim"
    if ("/OutputIntents" in document.Root) != ("/OutputIntents" in other.Root):
        yield Diagnostic("B026", Location(name), "expected two press files or none, found one with an output intent", hint)
    wanted = [float(side) for side in document.pages[0].trimbox]
    for side, pdf in (("first", document), ("second", other)):
        for number, page in enumerate(pdf.pages, 1):
            trim = [float(edge) for edge in page.trimbox]
            width, height = trim[2] - trim[0], trim[3] - trim[1]
            if abs(width - wanted[2] + wanted[0]) > ALIKE or abs(height - wanted[3] + wanted[1]) > ALIKE:
                yield Diagnostic("B026", Location(name), f"expected one trim, found {width:g} by {height:g} points on page "
                                 f"{number} of the {side} language, and another on its first page", hint)


def _turn(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Turns all of a page by half a circle about the middle of its MediaBox: content, patterns, boxes, links."""
    media = [float(edge) for edge in page.mediabox]
    across, up = media[0] + media[2], media[1] + media[3]
    before = document.make_stream(f"q -1 0 0 -1 {across:g} {up:g} cm\n".encode())
    after = document.make_stream(b"\nQ")
    contents = page.obj.get("/Contents", pikepdf.Array())
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    page.obj.Contents = pikepdf.Array([before, *parts, after])
    for key in _BOXES:
        if key in page.obj:
            page.obj[key] = _turned(page.obj[key], across, up)
    for link in page.obj.get("/Annots", []):
        link.Rect = _turned(link.Rect, across, up)
        if "/QuadPoints" in link:
            link.QuadPoints = pikepdf.Array([
                round((across, up)[place % 2] - float(edge), 3) for place, edge in enumerate(link.QuadPoints)
            ])
    _turn_patterns(document, page, across, up)


def _turned(box: pikepdf.Object, across: float, up: float) -> pikepdf.Array:
    x, y, to_x, to_y = (float(edge) for edge in box)
    return pikepdf.Array([round(edge, 3) for edge in (
        across - max(x, to_x), up - max(y, to_y), across - min(x, to_x), up - min(y, to_y))])


def _turn_patterns(document: pikepdf.Pdf, page: pikepdf.Page, across: float, up: float) -> None:
    """Patterns hang on the page, not on what is drawn before them, so they are turned on their own; they may be shared."""
    resources = page.resources
    if not resources.get("/Pattern"):
        return
    patterns = pikepdf.Dictionary()
    for key, pattern in resources.Pattern.items():
        a, b, c, d, e, f = (float(v) for v in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
        if isinstance(pattern, pikepdf.Stream):
            copy: pikepdf.Object = document.make_stream(pattern.read_raw_bytes(), dict(pattern.items()))
        else:
            copy = document.make_indirect(pikepdf.Dictionary(dict(pattern.items())))
        copy.Matrix = pikepdf.Array([round(value, 6) for value in (-a, -b, -c, -d, across - e, up - f)])
        patterns[key] = copy
    page.obj.Resources = pikepdf.Dictionary({**dict(resources.items()), "/Pattern": patterns})


def _turn_figures(document: pikepdf.Pdf) -> None:
    """The rectangles of figures lie where the pages show them; a page's turn leaves its MediaBox as it was."""
    for element in elements(document.Root.StructTreeRoot):
        layout: Any = element.get("/A", {})
        if "/BBox" in layout:
            media = [float(edge) for edge in element.Pg.MediaBox]
            layout.BBox = _turned(layout.BBox, media[0] + media[2], media[1] + media[3])


def _point_at_pages(document: pikepdf.Pdf) -> None:
    """A destination says which corner of a window shows what; on a page that stands on its head it is the page as a whole."""
    for target in _destinations(document):
        if isinstance(target, pikepdf.Array) and len(target) > 1 and str(target[1]) == "/XYZ":
            while len(target) > 1:
                del target[len(target) - 1]
            target.append(pikepdf.Name.Fit)


def _destinations(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every place that a bookmark or a link leads to, by name or not."""
    if "/Names" in document.Root and "/Dests" in document.Root.Names:
        for target in pikepdf.NameTree(document.Root.Names.Dests).values():
            yield target.D if isinstance(target, pikepdf.Dictionary) else target
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for holder in (thing, thing.get("/A")):
                for key in ("/Dest", "/D"):
                    if isinstance(holder, pikepdf.Dictionary) and isinstance(holder.get(key), pikepdf.Array):
                        yield holder[key]
    for page in document.pages:
        for link in page.obj.get("/Annots", []):
            if isinstance(link.get("/Dest"), pikepdf.Array):
                yield link.Dest


def _next_number(document: pikepdf.Pdf) -> int:
    return max(pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree).keys(), default=-1) + 1


def _renumber(document: pikepdf.Pdf, by: int) -> None:
    """Gives pages, links and forms other numbers in the parent tree, behind those of the first side."""
    root = document.Root.StructTreeRoot
    entries = dict(pikepdf.NumberTree(root.ParentTree).items())
    root.ParentTree = document.make_indirect(_number_tree({key + by: value for key, value in entries.items()}))
    moved: set[tuple[int, int]] = set()
    for page in document.pages:
        for holder in (page.obj, *page.obj.get("/Annots", []), *_forms(page.obj.get("/Resources"), 0)):
            if holder.is_indirect and holder.objgen in moved:
                continue
            moved.add(holder.objgen)
            for key in _NUMBERS:
                if key in holder:
                    holder[key] = int(holder[key]) + by


def _forms(resources: pikepdf.Object | None, depth: int) -> Iterator[pikepdf.Object]:
    if resources is None or depth > _DEEPEST:
        return
    for form in resources.get("/XObject", {}).values():
        yield form
        yield from _forms(form.get("/Resources"), depth + 1)


def _number_tree(entries: dict[int, pikepdf.Object]) -> pikepdf.Dictionary:
    flat: list[pikepdf.Object | int] = [part for key in sorted(entries) for part in (key, entries[key])]
    return pikepdf.Dictionary(Nums=pikepdf.Array(flat))


def _append(document: pikepdf.Pdf, other: pikepdf.Pdf, order: tuple[tuple[int, int] | None, ...]) -> None:
    """The blanks, then the second side from its last page to its first, with its links and bookmarks."""
    model = document.pages[0]
    spaces, around = _marks_around(document)
    for _ in range(order.count(None)):
        resources = pikepdf.Dictionary(ColorSpace=spaces) if spaces else pikepdf.Dictionary()
        blank = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=resources, MediaBox=model.mediabox)
        for key in (*_BOXES[1:], "/Group"):
            if key in model.obj:
                blank[key] = model.obj[key]
        blank.Contents = document.make_stream(around)
        document.pages.append(pikepdf.Page(document.make_indirect(blank)))
    document.add_pages_from(other, [page[1] - 1 for page in order if page is not None and page[0] == 2])


def _marks_around(document: pikepdf.Pdf) -> tuple[dict[str, pikepdf.Object], bytes]:
    """What a blank of a press file needs to be cut and folded like its neighbours: the marks, and the colour they are in."""
    left, bottom, right, top = (float(edge) for edge in document.pages[0].trimbox)
    boxes = Boxes(right - left, top - bottom)
    alike = all(abs(one - other) < ALIKE for one, other in zip((left, bottom, right, top), boxes.trim, strict=True))
    if "/OutputIntents" not in document.Root or not alike:
        return {}, b""
    return {SPACE: registration(document)}, marks(boxes, b"")


def _join_trees(document: pikepdf.Pdf, added: pikepdf.Object, *tags: str) -> None:
    """One document with two parts, each in its language, first side first: the order of reading, not of the sheets."""
    root = document.Root.StructTreeRoot
    whole = document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=pikepdf.Array()))
    for tree, tag in zip((root, added), tags, strict=True):
        tops = list(tree.K) if isinstance(tree.K, pikepdf.Array) else [tree.K]
        for top in tops:
            top.P, top.Lang = whole, pikepdf.String(tag)
            if str(top.S) == "/Document":
                top.S = pikepdf.Name.Part
            whole.K.append(top)
    entries = {**dict(pikepdf.NumberTree(root.ParentTree).items()), **dict(pikepdf.NumberTree(added.ParentTree).items())}
    root.ParentTree = document.make_indirect(_number_tree(entries))
    root.ParentTreeNextKey = max(entries, default=-1) + 1
    root.K = pikepdf.Array([whole])
    if "/RoleMap" in added:
        root.RoleMap = pikepdf.Dictionary({**dict(added.RoleMap.items()), **dict(root.get("/RoleMap", {}).items())})


def _bookmarked(document: pikepdf.Pdf) -> int:
    if "/Outlines" not in document.Root:  # to open what is not there would make it
        return 0
    with document.open_outline() as outline:
        return len(outline.root)


def _join_bookmarks(document: pikepdf.Pdf, first: Half, second: Half, of_first: int) -> None:
    """The bookmarks of each side below the name of its language, which leads to its cover."""
    with document.open_outline(max_depth=_DEEPEST) as outline:
        found = list(outline.root)
        outline.root.clear()
        for half, items, cover in (
            (first, found[:of_first], 0), (second, found[of_first:], len(document.pages) - 1),
        ):
            side = pikepdf.OutlineItem(half.language, cover, "Fit")
            side.children.extend(items)
            outline.root.append(side)


def _label(document: pikepdf.Pdf, second: Half, pages: tuple[int, int]) -> None:
    """Readers show the folios that are printed: those of the second side with its language, counted from its own cover."""
    total, (first, last) = len(document.pages), pages
    labels: dict[int, pikepdf.Object] = {0: pikepdf.Dictionary(S=pikepdf.Name.D)}
    if total > first + last:
        labels[first] = pikepdf.Dictionary(P=pikepdf.String("–"))
    for page in range(1, last + 1):
        labels[total - page] = pikepdf.Dictionary(P=pikepdf.String(f"{second.tag} {page}"))
    document.Root.PageLabels = document.make_indirect(_number_tree(labels))


def _describe(
    document: pikepdf.Pdf, other: pikepdf.Pdf, tags: tuple[str, str], about: About | None, name: str
) -> None:
    if about is not None:
        about.write(document, f"{name}:{tags}")
        return
    titles = [str(pdf.docinfo.get("/Title", "")) for pdf in (document, other)]
    title = " / ".join(dict.fromkeys(title for title in titles if title))
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = list(tags)
    document.docinfo["/Title"] = pikepdf.String(title)


def page_count(pdf: bytes) -> int:
    """How many pages a finished file has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
