"""Finished: checks on the HTML and the PDF of one target, read back as a reader would."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.diagnostics import Diagnostic, Location
from briefgen.model.brief import PageRange

LEAST_DEPTH = 0.5
LONGEST_BLOCKS = 5
REACH = 400
LEAST_HEIGHT = 2.0  # points; what is lower is not meant to be read, such as the words that a running head takes over
SLACK = 0.5  # points by which an empty line end may stand out
_SPACES = re.compile(r"[\s\u00a0\u202f\u2060\u00ad\u2010\u2011\ufffe\x02-]+")


def proof_pdf(
    name: str, pdf: bytes, printed: Iterable[tuple[str, int]], families: frozenset[str]
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a finished file.

    `printed` are the texts of the quantities with the page that each stands on; `families` the names of the fonts that
    came with the project.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = page_texts(document)
        found = [
            *_quantities(name, texts, printed),
            *_fonts(name, document, families),
            *_tags(name, document),
            *_trim(name, document),
        ]
    finally:
        document.close()
    return tuple(found)


def page_texts(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """The text of each page as a reader would copy it."""
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_bounded())
        text_page.close()
        page.close()
    return tuple(texts)


def proof_length(
    name: str, wanted: PageRange, depths: tuple[float, ...], room: float, leading: float, lengths: Mapping[str, float]
) -> tuple[Diagnostic, ...]:
    """Whether a file has as many pages as its brief may have; if it runs over, by how many lines, and what is longest.

    `depths` are the parts of each page that are used, of a type area `room` points high, with lines of `leading` points;
    `lengths` the height in points of each block, by its place in the prose.
    """
    pages = len(depths)
    if wanted.least <= pages <= wanted.most:
        return ()
    expected = f"{wanted.least}" if wanted.least == wanted.most else f"{wanted.least} to {wanted.most}"
    found = f"expected {expected} page{'s' if wanted.most > 1 else ''}, found {pages}"
    if pages < wanted.least:
        return (Diagnostic("B001", Location(name), found, f"there is room for {wanted.least - pages} more pages"),)
    over = sum(max(1, round(depth * room / leading)) for depth in depths[wanted.most:])
    longest = sorted(lengths.items(), key=lambda pair: (-pair[1], pair[0]))[:LONGEST_BLOCKS]
    blocks = ", ".join(f"{_place(mark)} ({_lines(round(height / leading))})" for mark, height in longest)
    return (Diagnostic("B001", Location(name), f"{found}: {_lines(over)} too many",
                       f"shorten the text; the longest blocks stand at {blocks}"),)


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def _place(mark: str) -> str:
    return mark if ":" in mark else f"line {mark}"


def folded(text: str) -> str:
    """A text without white space, hyphens and ligatures: what line breaks and hyphenation cannot change."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def _quantities(name: str, texts: tuple[str, ...], printed: Iterable[tuple[str, int]]) -> Iterator[Diagnostic]:
    pages = [folded(text) for text in texts]
    for text, page in printed:
        if not _stands(folded(text), pages[page - 1], "".join(pages[page:page + 1])):
            yield Diagnostic(
                "B002",
                Location(f"{name}:{page}"),
                f"expected the words \"{text}\" on page {page}, found none",
                "the page and the manifest differ: look at the style sheet and the template",
            )


def _stands(words: str, page: str, following: str) -> bool:
    """Whether words stand on a page, or begin at its foot and go on at the head of the next, past folio and running head."""
    if words in page:
        return True
    foot, head = page[-REACH:], following[:REACH]
    return any(words[:cut] in foot and words[cut:] in head for cut in range(1, len(words)))


def _fonts(name: str, document: pypdfium2.PdfDocument, families: frozenset[str]) -> Iterator[Diagnostic]:
    for font in sorted(embedded_fonts(document)):
        family = re.sub(r"^[A-Z]{6}\+", "", font)
        if not any(family.replace("-", "").replace(" ", "").startswith(known.replace(" ", "")) for known in families):
            yield Diagnostic("B003", Location(name), f"expected only the project's fonts, found {family}",
                             "a character was set in a font of the system; see R003")


def embedded_fonts(document: pypdfium2.PdfDocument) -> frozenset[str]:
    """The names of the fonts that the text of a file is set in."""
    names = set()
    for page in document:
        for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
            entry = pdfium.FPDFPage_GetObject(page.raw, number)
            if pdfium.FPDFPageObj_GetType(entry) == pdfium.FPDF_PAGEOBJ_TEXT:
                names.add(_font_name(pdfium.FPDFTextObj_GetFont(entry)))
        page.close()
    return frozenset(filter(None, names))


def _font_name(font: object) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _trim(name: str, document: pypdfium2.PdfDocument) -> Iterator[Diagnostic]:
    """Words that leave the page; one diagnostic a page."""
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        for entry in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = entry.get_bounds()
            if top - bottom < LEAST_HEIGHT:
                continue
            if left < -SLACK or bottom < -SLACK or right > width + SLACK or top > height + SLACK:
                yield Diagnostic(
                    "B007",
                    Location(f"{name}:{number}"),
                    f"expected words within {width:g} by {height:g} points, found some from "
                    f"({left:.0f}, {bottom:.0f}) to ({right:.0f}, {top:.0f})",
                    "let the words wrap, or make them smaller",
                )
                break
        page.close()


def _tags(name: str, document: pypdfium2.PdfDocument) -> Iterator[Diagnostic]:
    if not pdfium.FPDFCatalog_IsTagged(document.raw):
        yield Diagnostic("B004", Location(name), "expected a tagged file, found one without tags", "render it as pdf/ua-1")
    if not document.get_metadata_value("Title"):
        yield Diagnostic("B004", Location(name), "expected a title, found none", "add it to the front matter")
    if not any(True for _ in document.get_toc()):
        yield Diagnostic("B004", Location(name), "expected bookmarks, found none", "headings make them")


def proof_depths(name: str, depths: tuple[float, ...], whole: frozenset[int]) -> tuple[Diagnostic, ...]:
    """Pages that are less than half full; the last one, and those in `whole`, may be."""
    return tuple(
        Diagnostic("B006", Location(f"{name}:{page}"), f"expected a page at least {LEAST_DEPTH:.0%} full, found {depth:.0%}",
                   "move an exhibit, or let the next section follow on")
        for page, depth in enumerate(depths, 1) if depth < LEAST_DEPTH and page < len(depths) and page not in whole
    )


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.language = ""
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img" and not values.get("alt"):
            self.bare.append(values.get("src") or "?")
        if tag == "html":
            self.language = values.get("lang") or ""
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if (target := values.get("href") or "").startswith("#"):
            self.links.append(target[1:])


def proof_html(name: str, html: str, locale: str) -> tuple[Diagnostic, ...]:
    """Pictures without a description, a page in no language, links that lead nowhere, ids that stand twice."""
    parser = _Pictures()
    parser.feed(html)
    place = Location(name)
    found = [
        Diagnostic("B005", place, f"expected a description of {source}, found none", "every picture has an alt text")
        for source in parser.bare
    ]
    if parser.language != locale:
        found.append(
            Diagnostic("B004", place, f"expected the language {locale}, found \"{parser.language}\"", "the template sets lang")
        )
    known = set(parser.ids)
    found += [Diagnostic("R002", place, f"expected a target for the link #{link}, found none", "label what it names")
              for link in sorted(set(parser.links) - known)]
    found += [Diagnostic("R002", place, f"expected the id {identifier} once", "ids are unique in a page")
              for identifier in sorted(known) if parser.ids.count(identifier) > 1]
    return tuple(found)
