"""Render: an HTML page and its style sheet become a tagged PDF; the engine's log records become diagnostics."""

from __future__ import annotations

import datetime
import gc
import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefgen.diagnostics import Diagnostic, Location
from briefgen.glyphs import missing_glyphs

SCHEME = "briefgen:"
POINTS = 0.75
"""Points in a pixel of the engine."""
PDF_VARIANT = "pdf/ua-1"
ARCHIVE_VARIANT = "pdf/a-3u"


@dataclass(frozen=True, slots=True)
class Layout:
    """Set pages, not yet written: on which page each id of the HTML stands and how far down, and how full each page is.

    Pages count from 1; `tops` are points from the trim; `depths` gives for each page the part of the type area's height
    that is used, from 0 to 1. `heights` are those of the blocks that a page marks with `data-grid`: class and points.
    `lengths` are those of all blocks marked with `data-block`, in points, over all pages that they stand on; `room` is the
    height of the last page's type area.
    """

    document: Document
    pages: int
    heights: Mapping[str, tuple[str, float]]
    lengths: Mapping[str, float]
    room: float
    anchors: Mapping[str, int]
    tops: Mapping[str, float]
    depths: tuple[float, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: its bytes, and what the engine had to say while it was written."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


class PageSetter:
    """Sets pages in one look: the style sheet and the fonts are read once, however often a page is set.

    `resources` are the only files that a page can ask for, by the path in `briefgen:PATH`.
    """

    def __init__(self, css: str, resources: Mapping[str, bytes]) -> None:
        self._fonts = FontConfiguration()
        self._fetcher = _Fetcher(resources)
        with _records() as records:
            self._sheet = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher, base_url=SCHEME)
        self._told = tuple(records)

    def lay_out(self, name: str, html: str) -> Layout:
        """Sets a page."""
        with _records() as records, _no_collection():
            source = HTML(string=html, base_url=SCHEME, url_fetcher=self._fetcher)
            document = source.render(font_config=self._fonts, stylesheets=[self._sheet], pdf_variant=PDF_VARIANT)
        anchors, tops = _anchors(document)
        depths = tuple(_depth(page) for page in document.pages)
        told = tuple(_diagnostics([*self._told, *records], name))
        room = float(document.pages[-1]._page_box.height) * POINTS
        return Layout(document, len(document.pages), _heights(document), _lengths(document), room, anchors, tops, depths, told)

    def set_instead(self, html: str, page_of: Callable[[Any], str]) -> Document:
        """Sets another page made from the elements of this one: `page_of` is handed the root and gives HTML."""
        with _records(), _no_collection():
            root = HTML(string=html, base_url=SCHEME, url_fetcher=self._fetcher).etree_element
            source = HTML(string=page_of(root), base_url=SCHEME, url_fetcher=self._fetcher)
            return source.render(font_config=self._fonts, stylesheets=[self._sheet])


def lay_out(name: str, html: str, css: str, resources: Mapping[str, bytes]) -> Layout:
    """Sets one page in a look of its own."""
    return PageSetter(css, resources).lay_out(name, html)


def render(
    name: str, html: str, layout: Layout, resources: Mapping[str, bytes], variant: str | None = PDF_VARIANT,
    attached: tuple[Attached, ...] = (),
) -> Rendered:
    """Writes set pages as a PDF: tagged, or for None without a structure tree, as a press file is.

    No date of today is written: the same pages give the same bytes.
    """
    inside = [one.inside() for one in attached]
    with _records() as records, _tree_notes():
        pdf = layout.document.write_pdf(pdf_variant=variant, pdf_tags=variant is not None, attachments=inside) or b""
    return Rendered(pdf, (*_diagnostics(records, name), *missing_glyphs(name, html, resources)))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept inside the finished one: what it is called, what it holds, what it is, and of which day."""

    name: str
    content: bytes
    description: str
    day: datetime.date

    def inside(self) -> Attachment:
        """The same as the engine takes it."""
        when = datetime.datetime.combine(self.day, datetime.time())
        return Attachment(file_obj=io.BytesIO(self.content), name=self.name, description=self.description,
                          created=when, modified=when, relationship="Data")


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Hands out what the build stage handed over; everything else, the network first of all, is refused."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(SCHEME.rstrip(":"),), allow_redirects=False)
        self.resources = resources

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002  (the engine's signature)
        path = url.removeprefix(SCHEME).lstrip("/")
        if not url.startswith(SCHEME) or path not in self.resources:
            raise ValueError(f"not handed over: {url}")
        kind = "image/svg+xml" if path.endswith(".svg") else "font/ttf" if path.endswith(".ttf") else "application/octet-stream"
        return URLFetcherResponse(url, self.resources[path], {"Content-Type": kind})


@contextmanager
def _tree_notes() -> Iterator[None]:
    """The engine tells the language of a file as a whole; each element of its tree that has one of its own tells it too.

    Blocks, quantities, notes and the numbers that point to them are titled by their marks, so that what is printed of each can
    be read back.
    """
    build = tags._build_box_tree

    def with_language(box: Any, *rest: Any) -> Iterator[Any]:
        node = None if isinstance(box, PageBox) else getattr(box, "_box", box).element
        language = "" if node is None or node.tag in ("html", "body") else node.get("lang", "")
        title = "" if node is None else _title(node)
        for element in build(box, *rest):
            if language:
                element["Lang"] = tags.pydyf.String(language)
            if title:
                element["T"] = tags.pydyf.String(title)
            yield element

    tags._build_box_tree = with_language
    try:
        yield
    finally:
        tags._build_box_tree = build


_TITLED = re.compile(r"(?:q|note-|mark-)\d+|contents")


def _title(node: Any) -> str:
    """The mark of an element of the HTML, by which it is found in the finished file."""
    if block := node.get("data-block"):
        return f"block {block}"
    name = node.get("data-quantity") or node.get("id", "")
    return name if _TITLED.fullmatch(name) else ""


@contextmanager
def _no_collection() -> Iterator[None]:
    """While pages are set nearly all objects stay alive, and looking for garbage takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Handler(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record.getMessage())


@contextmanager
def _records() -> Iterator[list[str]]:
    """The engine's warnings and errors while a page is set, kept from the terminal."""
    logger, handler = logging.getLogger("weasyprint"), _Handler()
    kept = logger.handlers[:], logger.propagate, logger.level
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield handler.records
    finally:
        logger.handlers, logger.propagate = kept[0], kept[1]
        logger.setLevel(kept[2])


_STYLE = re.compile(r"Ignored|Invalid|Unknown|Unsupported|Parse error|unknown property", re.IGNORECASE)
_MISSING = re.compile(
    r"Failed to load|Failed to get|cannot be loaded|No anchor|Relative URI|not handed over|Attachment", re.IGNORECASE
)


def _diagnostics(records: list[str], name: str) -> Iterator[Diagnostic]:
    for message in dict.fromkeys(records):
        place = Location(name)
        if _MISSING.search(message):
            yield Diagnostic(
                "R002",
                place,
                f"expected only resources that were handed over: {message}",
                "a page can use only the project's own files",
            )
        elif _STYLE.search(message):
            yield Diagnostic("R001", place, f"expected styles that the engine knows: {message}", "mend the style sheet")
        else:
            yield Diagnostic("R004", place, f"the engine says: {message}", "mend what it names")


def _anchors(document: Document) -> tuple[dict[str, int], dict[str, float]]:
    """The page of each id, and how far down that page it stands, in points."""
    anchors: dict[str, int] = {}
    tops: dict[str, float] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor, (_, top, *_) in page.anchors.items():
            if anchor not in anchors:
                anchors[anchor], tops[anchor] = number, float(top) * POINTS
    return anchors, tops


def _heights(document: Document) -> dict[str, tuple[str, float]]:
    """The height, without margins, of each block marked with `data-grid` that stands whole on a page."""
    found: dict[str, list[tuple[str, float]]] = {}
    for key, kind, height in _marked(document, "data-grid"):
        found.setdefault(key, []).append((kind, height))
    return {key: parts[0] for key, parts in found.items() if len(parts) == 1}


def _lengths(document: Document) -> dict[str, float]:
    """The height of each block marked with `data-block`, on all the pages that it stands on together."""
    found: dict[str, float] = {}
    for key, _, height in _marked(document, "data-block"):
        found[key] = found.get(key, 0.0) + height
    return found


def places_of(layout: Layout) -> dict[str, tuple[tuple[int, float], ...]]:
    """For each block marked with `data-block` the pages that it stands on, and how far down its first line begins there.

    Points from the trim.
    """
    found: dict[str, dict[int, float]] = {}
    for number, page in enumerate(layout.document.pages, 1):
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is not None and (key := element.get("data-block")) and box.element_tag == element.tag:
                top = min((float(line.position_y) for line in _line_boxes(box)), default=float(box.position_y)) * POINTS
                found.setdefault(key, {}).setdefault(number, top)
    return {key: tuple(sorted(pages.items())) for key, pages in found.items()}


def ends_of(layout: Layout) -> dict[str, tuple[float, float]]:
    """The height and the padding below, in points, of the last part of each marked block that stands on several pages."""
    parts: dict[str, dict[int, tuple[float, float]]] = {}
    for number, page in enumerate(layout.document.pages, 1):
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is not None and (key := element.get("data-grid")) and box.element_tag == element.tag:
                part = float(box.border_height()) * POINTS, float(box.padding_bottom) * POINTS
                parts.setdefault(key, {}).setdefault(number, part)
    return {key: pages[max(pages)] for key, pages in parts.items() if len(pages) > 1}


def _line_boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _line_boxes(child)


def _marked(document: Document, name: str) -> Iterator[tuple[str, str, float]]:
    """(mark, class, height in points) of each piece of a block that carries a mark."""
    for page in document.pages:
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is None or not (key := element.get(name)):
                continue
            if box.element_tag == element.tag and not type(box).__name__.startswith(("Line", "Table")):  # a table is wrapped
                yield key, (element.get("class") or "").split(" ")[0], float(box.border_height()) * POINTS


def _depth(page: Page) -> float:
    """How far down the type area the last line or picture of a page reaches, from 0 to 1."""
    box = page._page_box
    lowest = max((_bottom(child) for child in box.children if type(child).__name__ != "MarginBox"), default=0.0)
    top, height = box.content_box_y(), box.height
    return max(0.0, min(1.0, (lowest - top) / height)) if height else 1.0


def _bottom(box: object) -> float:
    children = getattr(box, "children", None)
    if children and not type(box).__name__.startswith("Line"):
        return max(_bottom(child) for child in children)
    return float(getattr(box, "position_y", 0) or 0) + float(getattr(box, "height", 0) or 0)
