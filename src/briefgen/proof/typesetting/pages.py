"""Pages: the lines of a finished PDF, read through its structure tree, with the ink of each page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.proof.reading import BLOCK, DEEPEST_TREE, string_of, text_of
from briefgen.proof.typesetting.lines import Line

SMALLEST = 2.0
"""What is set smaller, in points, is not meant to be read."""
SAME_HEIGHT = 4.0
"""Baselines nearer to each other than so many points are those of one line."""
_PARAGRAPHS = frozenset({"P", "LI", "LBody", "TD", "TH", "H1", "H2", "H3", "H4", "Caption"})
_ASIDE = frozenset({"Lbl", "Figure"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is printed: its lines in reading order, and the boxes (left, top, right, bottom) of all that is drawn on it.

    Points from the page's left and top.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    ink: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text in one font on one line."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around an element: the marked block, by its mark and as one of the pieces that the engine made of it; the
    paragraph with the name of its element; and the language."""

    mark: str = ""
    piece: int = 0
    paragraph: int = 0
    kind: str = "div"
    language: str = ""


@dataclass
class _Reader:
    """Goes through the structure tree of a page."""

    number: int
    runs: dict[int, list[_Run]]
    paragraphs: int
    lines: list[Line] = field(default_factory=list)

    def element(self, element: Any, around: _Around, depth: int) -> None:
        if not element or depth > DEEPEST_TREE:
            return
        kind = string_of(pdfium.FPDF_StructElement_GetType, element)
        title = string_of(pdfium.FPDF_StructElement_GetTitle, element)
        if kind in _ASIDE:
            return
        if title.startswith((BLOCK, "note-")):
            self.paragraphs += 1
            around = replace(around, mark=title.removeprefix(BLOCK), piece=self.paragraphs)
        if language := string_of(pdfium.FPDF_StructElement_GetLang, element):
            around = replace(around, language=language)
        if kind in _PARAGRAPHS:
            self.paragraphs += 1
            around = replace(around, paragraph=self.paragraphs, kind=kind.lower())
        for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if content >= 0:
                for run in self.runs.get(content, ()):
                    self._add(run, around)
            else:
                self.element(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), around, depth + 1)

    def _add(self, run: _Run, around: _Around) -> None:
        """Puts a run at the end of its line, which may have been left for a number that stands at its right."""
        own = ((n, self.lines[n]) for n in self._own(around.paragraph))
        at = next((n for n, line in own if abs(line.baseline - run.baseline) < line.size / 4), -1)
        if run.size < SMALLEST or not run.text.strip():
            if at >= 0 and run.text:
                self.lines[at] = replace(self.lines[at], text=self.lines[at].text.rstrip() + " ")
        elif at >= 0:
            line = self.lines[at]
            self.lines[at] = replace(
                line, text=line.text + run.text, left=min(line.left, run.left), right=max(line.right, run.right),
                size=max(line.size, run.size), font=run.font if run.size > line.size else line.font,
            )
        else:
            self.lines.append(Line(self.number, 0, run.text, run.left, run.right, run.baseline, run.size, run.font,
                                   around.mark, around.kind, around.paragraph, language=around.language, piece=around.piece))

    def _own(self, paragraph: int) -> Iterator[int]:
        """The numbers of the lines of a paragraph, the last first."""
        for at in range(len(self.lines) - 1, -1, -1):
            if self.lines[at].paragraph != paragraph:
                return
            yield at


def read_sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Every page of a file that has a structure tree; a page without one has no lines."""
    document = pypdfium2.PdfDocument(pdf)
    sheets, paragraphs = [], 0
    try:
        for number, page in enumerate(document, 1):
            sheet, paragraphs = _sheet(page, number, paragraphs)
            sheets.append(sheet)
            page.close()
    finally:
        document.close()
    return tuple(sheets)


def _sheet(page: pypdfium2.PdfPage, number: int, paragraphs: int) -> tuple[Sheet, int]:
    width, height = page.get_size()
    text_page = page.get_textpage()
    runs, ink = _drawn(page, text_page, height)
    reader = _Reader(number, runs, paragraphs)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if tree:
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            reader.element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), _Around(), 0)
        pdfium.FPDF_StructTree_Close(tree)
    lines = _with_gaps(_numbered(reader.lines), _spaces(text_page, height))
    text_page.close()
    return Sheet(number, width, height, lines, tuple(ink)), reader.paragraphs


def _drawn(
    page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, height: float
) -> tuple[dict[int, list[_Run]], list[tuple[float, float, float, float]]]:
    """The text of each marked content, and the boxes of all that is drawn."""
    runs: dict[int, list[_Run]] = {}
    ink: list[tuple[float, float, float, float]] = []
    edges = tuple(ctypes.c_float() for _ in range(4))
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        entry = pdfium.FPDFPage_GetObject(page.raw, at)
        if not pdfium.FPDFPageObj_GetBounds(entry, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        content = pdfium.FPDFPageObj_GetMarkedContentID(entry)
        if pdfium.FPDFPageObj_GetType(entry) != pdfium.FPDF_PAGEOBJ_TEXT:
            ink.append((left, height - top, right, height - bottom))
            continue
        pdfium.FPDFPageObj_GetMatrix(entry, matrix)
        pdfium.FPDFTextObj_GetFontSize(entry, size)
        drawn = size.value * abs(matrix.d)
        if drawn >= SMALLEST:
            ink.append((left, height - top, right, height - bottom))
        if content >= 0:
            text = text_of(entry, text_page)
            runs.setdefault(content, []).append(_Run(text, left, right, height - matrix.f, drawn, _font(entry)))
    return runs, ink


def _font(entry: Any) -> str:
    font = pdfium.FPDFTextObj_GetFont(entry)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")


def _numbered(lines: list[Line]) -> list[Line]:
    """Each line with its number in its column, from the top of the page; what stands at one height is one line."""
    made = []
    for line in lines:
        above: list[float] = []
        for other in sorted(one.baseline for one in lines if one.left < line.right and one.right > line.left):
            if other < line.baseline - SAME_HEIGHT and (not above or other - above[-1] > SAME_HEIGHT):
                above.append(other)
        made.append(replace(line, number=len(above) + 1, text=line.text.rstrip("\r\n ")))
    return made


def _spaces(text_page: pypdfium2.PdfTextPage, height: float) -> dict[int, list[tuple[float, float, float]]]:
    """The white between words (baseline, left, right) by the baseline in whole points."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    count = text_page.count_chars()
    for at in range(count - 1):
        if pdfium.FPDFText_GetUnicode(text_page.raw, at) != 0x20:
            continue
        pdfium.FPDFText_GetCharOrigin(text_page.raw, at, x, y)
        left, base = x.value, height - y.value
        pdfium.FPDFText_GetCharOrigin(text_page.raw, at + 1, x, y)
        if abs(height - y.value - base) < 1 and x.value > left:
            found.setdefault(round(base), []).append((base, left, x.value))
    return found


def _with_gaps(lines: list[Line], spaces: dict[int, list[tuple[float, float, float]]]) -> tuple[Line, ...]:
    return tuple(
        replace(line, gaps=tuple(sorted(
            (left, right) for step in (-1, 0, 1) for base, left, right in spaces.get(round(line.baseline) + step, ())
            if abs(base - line.baseline) < 0.5 and left > line.left and right < line.right
        ))) for line in lines
    )
