"""Reading: the text of a finished PDF, passage by passage, through its structure tree, as a screen reader goes through it.

The engine titles the elements of the tree (`/T`) with the marks of the HTML: `block 34` for a block of the prose, and the ids
of quantities (`q7`), of notes (`note-3`) and of the numbers that point to them (`mark-3`).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

BLOCK, CONTENTS = "block ", "contents"
QUANTITY = "\ufffc"
"""What stands in a passage's text for a quantity; the words of each are kept apart."""

DEEPEST_TREE = 200
_QUANTITY = re.compile(r"q\d+")
_NOTE, _MARK = re.compile(r"note-\d+"), re.compile(r"mark-\d+")
_BROKEN, _HYPHEN, _PAGE = "\x02", "\u2010", "\x0c"
"""A hyphen at the end of a line as the reader of the file tells it, or as it is written; the end of a page."""
_GOES_ON = re.compile(rf"[{_BROKEN}{_HYPHEN}]{_PAGE}|(?<![.!?:;”»){_PAGE}\n]){_PAGE}(?=\S)")
_APART = frozenset({"P", "LI", "LBody", "TD", "TH", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "Div", "Sect", "Caption", "L"})


@dataclass(frozen=True, slots=True)
class Passage:
    """What is printed of one block or note: its first page (from 1), its words, and what stands in it under a mark of its own.

    `text` has `QUANTITY` where a quantity is printed; `quantities` are those, id of the HTML and words; `notes` the numbers
    of notes; `pictures` the descriptions of charts.
    """

    page: int
    text: str
    quantities: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    pictures: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The words with those of the quantities in their places."""
        return self.with_words({anchor for anchor, _ in self.quantities})

    def with_words(self, anchors: Collection[str]) -> str:
        """The words with those of some quantities in their places."""
        words = iter(text if anchor in anchors else QUANTITY for anchor, text in self.quantities)
        return re.sub(QUANTITY, lambda _: next(words), self.text)


@dataclass
class _Open:
    """A passage that is being read."""

    page: int
    words: _Words
    quantities: dict[str, _Words] = field(default_factory=dict)
    notes: dict[str, _Words] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)


@dataclass
class _Words:
    """Words gathered piece by piece; where the line changes they are joined with a space, or without their hyphen."""

    text: str = ""
    line: tuple[int, float] | None = None

    def add(self, piece: str, line: tuple[int, float]) -> None:
        turned = self.line is not None and self.line != line
        if self.text.endswith(_BROKEN) or (turned and self.text.endswith(_HYPHEN)):
            self.text = self.text[:-1] + ("-" if self.text[-2:-1].isdigit() else "")
        elif turned and self.text[-1:] not in ("", " ", "\n", _PAGE):
            self.text += " "
        self.text, self.line = self.text + piece, line

    def part(self, page: int) -> None:
        """Ends a paragraph, a cell or a line of a list; where a page ends, it may go on."""
        if self.text and self.text[-1] not in ("\n", _PAGE):
            self.text += "\n"
        if self.text and self.line is not None and self.line[0] != page and self.text[-1] != _PAGE:
            self.text = self.text[:-1] + _PAGE

    @property
    def finished(self) -> str:
        text = _GOES_ON.sub(lambda match: "" if match[0][0] in (_BROKEN, _HYPHEN) else " ", self.text)
        return re.sub(r"[^\S\n]*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text.replace(_PAGE, "\n"))).strip()


def read_passages(pdf: bytes) -> dict[str, Passage]:
    """The passages of a file by their marks; what stands in none is under the empty one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        reader = _Reader()
        for number, page in enumerate(document, 1):
            reader.read(page, number)
            page.close()
    finally:
        document.close()
    return {key: _passage(open_) for key, open_ in reader.passages.items()}


def _passage(open_: _Open) -> Passage:
    return Passage(
        open_.page, open_.words.finished, tuple((key, words.finished) for key, words in open_.quantities.items()),
        tuple(words.finished for words in open_.notes.values()), tuple(open_.pictures),
    )


class _Reader:
    def __init__(self) -> None:
        self.passages: dict[str, _Open] = {}
        self.page = 0
        self.pieces: Mapping[int, list[tuple[str, float]]] = {}

    def read(self, page: pypdfium2.PdfPage, number: int) -> None:
        self.page, self.pieces = number, _pieces(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return
        try:
            for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                self._element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), "", "", 0)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _element(self, element: Any, key: str, within: str, depth: int) -> None:
        if not element or depth > DEEPEST_TREE:
            return
        title = string_of(pdfium.FPDF_StructElement_GetTitle, element)
        if title.startswith(BLOCK) or title == CONTENTS or _NOTE.fullmatch(title):
            key = title.removeprefix(BLOCK)
        elif _QUANTITY.fullmatch(title) or _MARK.fullmatch(title):
            within = title
        open_ = self._open(key)
        kind = string_of(pdfium.FPDF_StructElement_GetType, element)
        if kind in _APART:
            open_.words.part(self.page)
        if kind == "Figure" and (words := string_of(pdfium.FPDF_StructElement_GetAltText, element)):
            open_.pictures.append(words)
        for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if content >= 0:
                self._content(content, open_, within)
            else:
                self._element(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), key, within, depth + 1)
        if kind in _APART:
            open_.words.part(self.page)

    def _open(self, key: str) -> _Open:
        return self.passages.setdefault(key, _Open(self.page, _Words()))

    def _content(self, content: int, open_: _Open, within: str) -> None:
        for piece, height in self.pieces.get(content, ()):
            line = (self.page, height)
            if _MARK.fullmatch(within):
                open_.notes.setdefault(within, _Words()).add(piece, line)
            elif within:
                if within not in open_.quantities:
                    open_.quantities[within] = _Words()
                    open_.words.add(QUANTITY, line)
                open_.quantities[within].add(piece, line)
                open_.words.line = line
            else:
                open_.words.add(piece, line)


def _pieces(page: pypdfium2.PdfPage) -> dict[int, list[tuple[str, float]]]:
    """The pieces of text of a page with the height of their line, by the number of the content that they belong to."""
    found: dict[int, list[tuple[str, float]]] = {}
    text_page = page.get_textpage()
    matrix = pdfium.FS_MATRIX()
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        entry = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(entry) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        content = pdfium.FPDFPageObj_GetMarkedContentID(entry)
        if content >= 0:
            pdfium.FPDFPageObj_GetMatrix(entry, matrix)
            found.setdefault(content, []).append((text_of(entry, text_page), round(matrix.f, 1)))
    text_page.close()
    return found


def text_of(entry: Any, text_page: pypdfium2.PdfTextPage) -> str:
    """The words of a text object of a page."""
    length = pdfium.FPDFTextObj_GetText(entry, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length * 2)
    pdfium.FPDFTextObj_GetText(entry, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def string_of(of: Any, element: Any) -> str:
    """What one of the reader's functions tells of an element of the structure tree; empty if it tells nothing."""
    length = of(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    of(element, buffer, length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")
