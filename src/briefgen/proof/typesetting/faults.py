"""Faults: what a good compositor would not let pass in the lines of a paragraph, each by its code, with a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.proof.typesetting.lines import Line, Paragraph, letters, turned

FEWEST_LETTERS = 5
"""A last line has so many letters at least."""
SHORTEST_LAST = 0.1
"""In a wide measure it has so much of the measure at least."""
WIDE = 250.0
"""Points from which a measure is wide: a column of running text, not a margin note or a column of notes."""
MOST_HYPHENS = 2
"""So many lines in a row may end with a hyphen."""
FEWEST_EMS = 25.0
"""So many times its size a measure is wide in running text; what is set larger is display."""
DEEPEST_RAG = 0.2
"""In a wide measure a line is shorter than both lines beside it by at most so much of the measure."""
SHORTEST_HEADING = 0.4
"""The last line of a heading, if it is one word, has so much of the length of the line above it at least."""
MOST_STACKED = 2
"""So many lines in a row may begin, or end, with the same word."""
FEWEST_TOGETHER = 2
"""So many lines of a paragraph stand together at the foot and at the head of a page or a column."""
CELLS = frozenset({"td", "th"})
_WORDS = re.compile(r"[\w’'-]+")
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of setting at a line: its code, and what was expected and found."""

    code: str
    line: Line
    said: str

    @property
    def key(self) -> str:
        """Mark and path of the paragraph in which it stands."""
        return Paragraph((self.line,)).key


def faults_of(paragraph: Paragraph) -> tuple[Fault, ...]:
    """Every fault in a paragraph's lines; cells of tables are set as they fall."""
    if len(paragraph.lines) < 2 or paragraph.kind in CELLS:
        return ()
    if paragraph.is_heading:
        return tuple(_headings(paragraph))
    return (*_runts(paragraph), *_hyphens(paragraph), *_turns(paragraph), *_rag(paragraph), *_stacks(paragraph))


def _runts(paragraph: Paragraph) -> Iterator[Fault]:
    last, above = paragraph.lines[-1], paragraph.lines[-2]
    words = letters(last)
    if above.hyphenated and " " not in words:
        yield Fault("B050", last, f"expected a whole word on the last line, found the end of one, \"{words}\"")
    elif len(words) < FEWEST_LETTERS:
        yield Fault("B050", last, f"expected {FEWEST_LETTERS} letters at least on the last line, found \"{words}\"")
    elif paragraph.measure >= WIDE and last.width < paragraph.measure * SHORTEST_LAST:
        yield Fault("B050", last, f"expected a last line of a tenth of the measure at least, found \"{words}\"")


def _hyphens(paragraph: Paragraph) -> Iterator[Fault]:
    run = 0
    for line in paragraph.lines:
        run = run + 1 if line.hyphenated else 0
        if run == MOST_HYPHENS + 1:
            yield Fault("B051", line, f"expected at most {MOST_HYPHENS} lines in a row that end with a hyphen, found one more")
    for above, _ in paragraph.turns:
        if above.hyphenated:
            yield Fault("B052", above, f"expected a whole word at the end of a page or a column, found \"{_last_word(above)}\"")


def _turns(paragraph: Paragraph) -> Iterator[Fault]:
    """Widows and orphans."""
    parts: list[list[Line]] = [[paragraph.lines[0]]]
    for above, below in zip(paragraph.lines, paragraph.lines[1:], strict=False):
        if turned(above, below):
            parts.append([])
        parts[-1].append(below)
    if len(parts) > 1 and len(parts[0]) < FEWEST_TOGETHER:
        yield Fault("B054", parts[0][0], f"expected {FEWEST_TOGETHER} lines of a paragraph at the foot, found its first alone")
    if len(parts) > 1 and len(parts[-1]) < FEWEST_TOGETHER:
        yield Fault("B053", parts[-1][0], f"expected {FEWEST_TOGETHER} lines of a paragraph at the head, found its last alone")


def _rag(paragraph: Paragraph) -> Iterator[Fault]:
    if paragraph.measure < max(WIDE, FEWEST_EMS * paragraph.last.size):
        return
    lines = paragraph.lines
    for at, line in enumerate(lines[:-1]):
        beside = [lines[at - 1]] if at and not turned(lines[at - 1], line) else []
        beside += [lines[at + 1]] if at + 1 < len(lines) - 1 and not turned(line, lines[at + 1]) else []
        short = min((other.right - line.right for other in beside), default=0.0)
        if short > paragraph.measure * DEEPEST_RAG:
            yield Fault("B058", line, f"expected a line at most a fifth of the measure shorter than those beside it, "
                                      f"found one {short:.0f} points shorter, ending \"{_last_word(line)}\"")


def _headings(paragraph: Paragraph) -> Iterator[Fault]:
    above, last = paragraph.lines[-2:]
    if " " not in letters(last).replace("\u00a0", " ") and last.width < above.width * SHORTEST_HEADING:
        yield Fault("B059", last, f"expected lines of a heading in balance, found the last one with \"{letters(last)}\" alone")


def _stacks(paragraph: Paragraph) -> Iterator[Fault]:
    for of, where in ((_first_word, "begin"), (_last_word, "end")):
        run, word = 1, ""
        for line in paragraph.lines:
            found = of(line)
            run = run + 1 if found == word and len(found) > _SHORT_WORD else 1
            word = found
            if run == MOST_STACKED + 1:
                said = f"expected at most {MOST_STACKED} lines in a row that {where} alike, found \"{word}\" again"
                yield Fault("B061", line, said)


def _first_word(line: Line) -> str:
    return next(iter(_WORDS.findall(line.text.lower())), "")


def _last_word(line: Line) -> str:
    return line.text.split()[-1] if line.text.split() else ""
