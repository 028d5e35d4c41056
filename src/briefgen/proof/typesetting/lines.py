"""Lines: what is set, line by line and paragraph by paragraph, in a finished PDF or in the engine's pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HYPHENS = ("\u2010", "\x02", "\ufffe", "-")
"""A hyphen at the end of a line, the engine's or the word's own, as it is written or as a reader of the file tells it."""

_NOTE_MARK = re.compile(r"(?<=[^\s\d])[\s\u00a0\u202f]*\d{1,3}$")
_ENDED = re.compile(r"[.!?…:;»”’)\]]\s*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class TypeArea:
    """Where the type of a page stands, in points: from the trim's top and left, with lines of `leading` and text of `size`.

    `facing` are the left edges of the columns of running text where there are several; none means `left` alone.
    """

    top: float
    height: float
    left: float
    width: float
    leading: float
    size: float
    facing: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: its page and its number on it (both from 1, from the top), its words, and its place in points.

    `left`, `right` and `baseline` count from the page's left and top. `mark` is that of the block in the HTML; `kind` the
    element's name (`p`, `li`, `h2`, `td`); `paragraph` counts the paragraphs in the order of the text; `measure` is the
    width that the line may take. `gaps` are the spaces between its words, from left to right, where they are known. `path`
    leads from the marked block to the paragraph in it, by the numbers of the children; `free` is false in a block that is
    filled up to whole lines as it stands. `language` is the tag of the words' language, where it is known;
    `piece` counts the parts in which the engine tags a block that goes on over a page or a column.
    """

    page: int
    number: int
    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str
    mark: str
    kind: str
    paragraph: int
    measure: float = 0.0
    gaps: tuple[tuple[float, float], ...] = ()
    path: str = ""
    free: bool = True
    language: str = ""
    piece: int = 0

    @property
    def hyphenated(self) -> bool:
        """Whether its last word goes on in the next line."""
        return self.text.endswith(HYPHENS)

    @property
    def width(self) -> float:
        """How much of the measure is used."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one paragraph, over all the columns and pages that it stands on; never empty."""

    lines: tuple[Line, ...]

    @property
    def kind(self) -> str:
        """The element's name."""
        return self.lines[0].kind

    @property
    def mark(self) -> str:
        """The mark of the block that it belongs to."""
        return self.lines[0].mark

    @property
    def key(self) -> str:
        """Mark and path: what names the paragraph among all others of its document."""
        line = self.lines[0]
        return f"{line.mark}>{line.path}" if line.path else line.mark

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def measure(self) -> float:
        """The width that its lines may take, in points; where that is not known, that of the widest one."""
        return max(max(line.measure, line.width) for line in self.lines)

    @property
    def turns(self) -> Iterator[tuple[Line, Line]]:
        """Each pair of lines between which a page or a column ends."""
        return (pair for pair in zip(self.lines, self.lines[1:], strict=False) if turned(*pair))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind in HEADINGS


HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def turned(above: Line, below: Line) -> bool:
    """Whether a page or a column ends between two lines of a paragraph."""
    return above.page != below.page or below.baseline < above.baseline - 1


def paragraphs_of(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The lines of each paragraph; what goes on over a page or a column is one."""
    made: list[list[Line]] = []
    current: list[Line] = []
    for line in lines:
        if not current or (current[-1].paragraph != line.paragraph and not _goes_on(current[-1], line)):
            current = _begun(made, line)
        current.append(line)
    return tuple(Paragraph(tuple(one)) for one in made)


def _begun(made: list[list[Line]], line: Line) -> list[Line]:
    """The lines of the paragraph that a line goes on with, though others stand between; or none yet, as a paragraph more."""
    before = next((one for one in reversed(made) if one[-1].mark == line.mark and line.mark), None)
    if before is not None and _goes_on(before[-1], line):
        return before
    made.append([])
    return made[-1]


def _goes_on(above: Line, below: Line) -> bool:
    """Whether the second line goes on with the first one's paragraph, which the engine ended with the page or the column."""
    alike = (above.mark, above.kind, above.language) == (below.mark, below.kind, below.language)
    alike = alike and bool(above.mark) and abs(above.size - below.size) < 0.1
    alike = alike and (above.piece != below.piece or not above.piece)
    return alike and turned(above, below) and not _ENDED.search(above.text)


def letters(line: Line) -> str:
    """The words of a line without the number of a note at their end."""
    return _NOTE_MARK.sub("", line.text.replace("\u200b", "").replace("\u2060", "")).strip()
