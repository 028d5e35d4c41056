"""Plain: the sentences of a brief's prose as they are printed, and which of them print a quantity."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.compose.document import numbered_exhibits, titles_of
from briefgen.compose.setting import Place, Setting
from briefgen.diagnostics import Location
from briefgen.language.locale import Locale
from briefgen.model.brief import Relationship
from briefgen.model.reference import QuantityIndex
from briefgen.prose.blocks import QUANTITY_ROLES, Block, BlockKind, Prose, references

_QUANTITY = re.compile(r"<data [^>]*\bdata-obs=[^>]*>(.*?)</data>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"[.!?…][”»’\")]*\s+(?=[“«‘(¿¡]*[^\W_])")
_ABBREVIATED = re.compile(r"(?:\b[A-ZÁÉÍÓÚÑ]{1,2}|\b(?:St|Dr|Dra|Mr|Mrs|Ms|Sr|Sra|No|art|núm|pág|vol))$")
_SMALL = re.compile(r"[“«‘(¿¡]*[a-záéíóúüñ]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity that prose prints: where it is asked for, in which form, and the sentence around it as it is printed."""

    quantity: str
    place: Location
    form: str
    sentence: str


def mentions(
    prose: Prose, relationship: Relationship, index: QuantityIndex, locale: Locale,
    elsewhere: Mapping[tuple[str, str], Place], main_source: str,
) -> Iterator[Mention]:
    """Every quantity that a brief's own prose prints, in reading order; what its exhibits print is not among them."""
    numbered = numbered_exhibits(prose)
    titles = titles_of(prose, Setting(relationship, index, locale, numbered, {}, main_source, elsewhere))
    setting = Setting(relationship, index, locale, numbered, titles, main_source, elsewhere)
    for block in prose.walk():
        if block.inlines:
            yield from _mentions_in(block, setting)


def _mentions_in(block: Block, setting: Setting) -> Iterator[Mention]:
    running = block.kind not in (BlockKind.SECTION, BlockKind.HEADING, BlockKind.DIRECTIVE)
    text, ends = plain_text(str(setting.html(block.inlines, running=running)))
    asked = (reference for reference in references(block.inlines) if reference.role in QUANTITY_ROLES)
    for reference, (start, end) in zip(asked, ends, strict=True):
        quantity = setting.index.resolve(reference.target).id
        yield Mention(quantity, reference.location, reference.form, sentence_at(text, start, end))


def plain_text(page: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A run of HTML as words alone, and where in them each quantity begins and ends."""
    text, spans, at = "", [], 0
    for match in _QUANTITY.finditer(page):
        text += _words(page[at:match.start()])
        start = len(text)
        text += _words(match[1])
        spans.append((start, len(text)))
        at = match.end()
    return text + _words(page[at:]), tuple(spans)


def _words(page: str) -> str:
    return html.unescape(_TAG.sub("", page))


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence in which the characters from `start` to `end` stand, white space at its ends aside."""
    first, last = 0, len(text)
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text[:match.start()]) or _SMALL.match(text, match.end()):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.end()
            break
    return text[first:last].strip()
