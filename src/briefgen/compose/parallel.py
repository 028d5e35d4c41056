"""Parallel: a brief in several languages as one page, block beside block; exhibits, notes and sources stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from briefgen.compose.bibliography import entry, listed
from briefgen.compose.bilingual import in_order_of, joined_table
from briefgen.compose.composer import Composer
from briefgen.compose.document import MACROS, PAGE, Composed, context_of, page_environment, setting_of, words_of
from briefgen.compose.drift import drifted
from briefgen.compose.setting import Place, Printed, held_spaces
from briefgen.compose.strand import Piece, Strand, printed_in
from briefgen.compose.unison import in_unison
from briefgen.diagnostics import Diagnostic, Location, ProofError
from briefgen.language.locale import Locale
from briefgen.model.brief import Brief, BriefKind, Relationship
from briefgen.model.drawing import Drawing
from briefgen.model.reference import QuantityIndex
from briefgen.prose.blocks import Prose
from briefgen.prose.references import exhibits

_ID = re.compile(r' id="([^"]+)"')
DOCUMENT, PAIRS = "parallel.html.j2", "parallel_pairs.html.j2"
FRONTS: Mapping[BriefKind, str] = {
    BriefKind.BACKGROUNDER: "book", BriefKind.TOPIC_BRIEF: "sheet", BriefKind.SCORECARD: "sheet",
    BriefKind.RECONCILIATION: "sheet", BriefKind.SYNTHESIS: "paper", BriefKind.DIRECTORY: "paper",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a parallel edition: the prose, the locale, the places in other briefs, the lines of the imprint."""

    prose: Prose
    locale: Locale
    elsewhere: Mapping[tuple[str, str], Place]
    imprint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of a parallel edition: the marks of its cells' blocks, in the order of the languages, and its kind."""

    kind: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """A composed parallel edition, its rows, and how many letters of running text each language has."""

    composed: Composed
    pairs: tuple[Pair, ...]
    letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Band:
    kind: str
    key: str
    html: Markup


def compose_parallel(
    brief: Brief, sides: Sequence[Side], relationship: Relationship, index: QuantityIndex,
    drawings: Mapping[str, Drawing], templates: Mapping[str, str], drift: Mapping[str, int], version: str,
) -> Paired:
    """One HTML page in the languages of `sides`; the first is that of the document, and its ids are the plain ones.

    Raises:
        ProofError: B017 if the languages have not the same blocks or the same notes.
    """
    environment = page_environment(templates)
    macros, pairs = environment.get_template(MACROS).module, environment.get_template(PAIRS).module
    shown = frozenset(exhibits(sides[0].prose))
    strands = []
    for number, side in enumerate(sides):
        setting = setting_of(brief, side.prose, relationship, index, side.locale, side.elsewhere)
        prefix = f"{side.locale.tag}--" if number else ""
        setting.ranked = True
        strands.append(Strand(Composer(setting, drawings, macros, brief), prefix, shown))
        relationship = relationship if number else in_order_of(relationship, setting)
    threads = [
        tuple(strand.pieces(drifted(side.prose.blocks, drift))) for strand, side in zip(strands, sides, strict=True)
    ]
    _refuse_unequal(brief.slug, threads, strands)
    rows = tuple(zip(*threads, strict=True))
    sections = tuple(_sections(rows, strands, pairs, drawings))
    contexts = tuple(
        _context(context_of(brief, side.prose, strand.composer.setting, version, side.imprint))
        for side, strand in zip(sides, strands, strict=True)
    )
    whole: dict[str, Any] = {
        **contexts[0], "sides": contexts, "tags": [side.locale.tag for side in sides], "front": FRONTS[brief.kind],
        "title": " / ".join(context["title"] for context in contexts), "sections": sections,
        "entries": tuple(zip(*(strand.composer.entries for strand in strands), strict=True)),
        "figures": tuple(zip(*(strand.composer.figures for strand in strands), strict=True)),
        "notes": _notes(strands), "sources": _sources(brief, strands, templates),
    }
    body = environment.get_template(DOCUMENT).render(**whole)
    html = environment.get_template(PAGE).render(body=Markup(body), **whole)
    printed = tuple(_standing(tuple(one for strand in strands for one in printed_in(strand, drawings)), html))
    sources = tuple(dict.fromkeys(key for strand in strands for key in strand.composer.setting.sources))
    composed = Composed(html, body, printed, tuple(strands[0].composer.drawn), sources,
                        sum(words_of(side.prose) for side in sides))
    return Paired(composed, tuple(Pair(row[0].kind, tuple(piece.mark for piece in row)) for row in rows), _letters(threads))


def _context(context: dict[str, Any]) -> dict[str, Any]:
    return {**context, "main_source": held_spaces(context["main_source"])}


def _standing(printed: tuple[Printed, ...], html: str) -> Iterator[Printed]:
    """What is printed, where it stands: what a language says in the words of the first stands there in that one alone."""
    ids = frozenset(_ID.findall(html))
    once = {(one.quantity, one.exhibit, one.text): one.anchor for one in reversed(printed) if one.anchor in ids}
    for one in printed:
        yield one if one.anchor in ids else replace(one, anchor=once[one.quantity, one.exhibit, one.text])


def _refuse_unequal(slug: str, threads: Sequence[tuple[Piece, ...]], strands: Sequence[Strand]) -> None:
    """Whether every language has the same pieces in the same order, and notes at the same places."""
    first, tag = [piece.kind for piece in threads[0]], strands[0].tag
    for thread, strand in zip(threads[1:], strands[1:], strict=True):
        notes = tuple(len(one.composer.setting.notes) for one in (strands[0], strand))
        if [piece.kind for piece in thread] != first:
            found = f"expected the {len(first)} pieces of {tag} in {strand.tag}, found {len(thread)}, or others"
        elif notes[0] != notes[1]:
            found = f"expected the {notes[0]} notes of {tag} in {strand.tag}, found {notes[1]}"
        else:
            continue
        raise ProofError([Diagnostic("B017", Location(slug), found, "give both languages the same blocks and references")])


def _letters(threads: Sequence[tuple[Piece, ...]]) -> tuple[int, ...]:
    """The letters of the running text of each language: what the widths of the columns follow from."""
    return tuple(sum(len(p.html.striptags()) for p in thread if p.kind in ("paragraph", "bullet")) for thread in threads)


def _sections(
    rows: Sequence[tuple[Piece, ...]], strands: Sequence[Strand], pairs: Any, drawings: Mapping[str, Drawing],
) -> Iterator[tuple[str, Markup]]:
    """(label, HTML) of each section, with its rows in their bands."""
    tags = [strand.tag for strand in strands]
    label, made = "", list[Markup]()
    for band in _bands(rows, tags, pairs, drawings):
        if band.kind == "section" and made:
            yield label, Markup("\n").join(made)
            made = []
        label = band.key if band.kind == "section" else label
        made.append(band.html)
    yield label, Markup("\n").join(made)


def _bands(
    rows: Sequence[tuple[Piece, ...]], tags: list[str], pairs: Any, drawings: Mapping[str, Drawing]
) -> Iterator[_Band]:
    at = bands = 0  # bands are counted, since an exhibit that moves leaves their order as it is and not the rows'
    while at < len(rows):
        first = rows[at][0]
        end = at + 1
        while first.band and end < len(rows) and rows[end][0].band == first.band and not rows[end][0].opens:
            end += 1
        html = Markup("\n").join(_row(row, tags, pairs, drawings, within=first.band) for row in rows[at:end])
        if first.band:
            bands += 1
            html = Markup(pairs.band(first.band, f"band-{bands}", html))
        yield _Band(first.kind, first.label, html)
        at = end


def _row(
    row: tuple[Piece, ...], tags: list[str], pairs: Any, drawings: Mapping[str, Drawing], *, within: str
) -> Markup:
    """A row; an exhibit that stands within a band is not filled up to whole lines by itself, since the band is."""
    first = row[0]
    if first.kind != "exhibit" or first.block is None:
        both = " / ".join(piece.plain for piece in row)
        key = f"section-{first.label}" if first.kind == "section" else ""
        return Markup(pairs.pair(first.kind, tuple(zip(tags, (p.html for p in row), strict=True)), both, key))
    frames = tuple(zip(tags, (piece.frame for piece in row), strict=True))
    lines = _lines(row, tags)
    mark = f"exhibit-{first.block.argument}"
    views = [piece.table for piece in row if piece.table]
    if views:
        return Markup(pairs.table(frames, lines, joined_table(views, tags), mark, grid=not within))
    drawing = drawings[first.block.argument]
    alts = [drawing.alts.get(tag, drawing.alt) for tag in tags]
    return Markup(pairs.chart(frames, lines, drawing, alts, mark, grid=not within))


def _lines(row: tuple[Piece, ...], tags: list[str]) -> Markup:
    """What stands below an exhibit: its note in each language, and its sources."""
    frames = [piece.frame for piece in row if piece.frame]
    found = (in_unison([getattr(frame, name) for frame in frames], tags) for name in ("note", "source"))
    return Markup(" ").join(one for one in found if one)


def _notes(strands: Sequence[Strand]) -> tuple[tuple[int, Markup], ...]:
    """Each note once, in the words of all languages."""
    tags = [strand.tag for strand in strands]
    beside = zip(*(strand.composer.setting.notes for strand in strands), strict=True)
    return tuple((notes[0].number, in_unison([note.html for note in notes], tags)) for notes in beside)


def _sources(brief: Brief, strands: Sequence[Strand], templates: Mapping[str, str]) -> tuple[Markup, ...]:
    """Each source once, in the order of the first language."""
    settings = [strand.composer.setting for strand in strands]
    relationship, tags = settings[0].relationship, [strand.tag for strand in strands]
    used = dict.fromkeys((*(key for setting in settings for key in setting.sources), brief.source))
    return tuple(
        in_unison([entry(relationship.sources[key], relationship, setting.locale, templates) for setting in settings], tags)
        for key in listed(used, relationship, settings[0].locale)
    )
