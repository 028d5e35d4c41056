"""Citations: notes and source lines, derived from the quantities and claims that a page prints, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.compose.corrections import corrected_texts, dated_period
from briefgen.findings import operands_of
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, quantity_text
from briefgen.language.periods import date_text
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, Quantity
from briefgen.model.source import Source
from briefgen.model.unit import UnitKind


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: its HTML."""

    number: int
    html: Markup


def publisher_text(source: Source, relationship: Relationship, locale: Locale) -> str:
    """Who published a source, in the reader's language where the institution has a name in it."""
    if source.actor:
        return relationship.actors[source.actor].name[locale.tag]
    if source.author:
        return ", ".join(name.literal or " ".join(filter(None, (
            name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix,
        ))) for name in source.author)
    return source.publisher or source.title[locale.tag]


def note_html(
    quantities: Iterable[Quantity], cited: Iterable[str], relationship: Relationship, locale: Locale, known: Mapping[str, int]
) -> Markup:
    """What stands in a note: each source with the periods taken from it, own computations and rates named as such.

    A source that an earlier note gave in full (`known`, by source, with that note's number) is given by its publisher alone.
    """
    dated: dict[str, dict[str, str]] = {}
    computed: list[str] = []
    rates: list[str] = []
    quantities = tuple(quantities)
    for quantity in quantities:
        for observation in operands_of(quantity):
            text = dated_period(observation, relationship, locale)
            dated.setdefault(observation.source, {}).setdefault(text, str(observation.period))
            if observation.kind is UnitKind.RATE:
                rates.append(quantity_text(observation, locale, Form.PROSE, qualified=True))
        if isinstance(quantity, Finding) and quantity.name:
            computed.append(quantity.name[locale.tag])
    for source in cited:
        dated.setdefault(source, {})
    periods = {source: sorted(found, key=lambda text: found[text]) for source, found in dated.items()}
    parts = [
        _again_html(relationship.sources[key], found, relationship, locale, known[key]) if key in known
        else _source_html(relationship.sources[key], found, relationship, locale)
        for key, found in periods.items()
    ]
    parts.extend(_extra(locale, computed, rates))
    parts.extend(Markup(escape(text)) for text in corrected_texts(quantities, relationship, locale))
    return Markup(" ").join(parts)


def _again_html(source: Source, periods: list[str], relationship: Relationship, locale: Locale, number: int) -> Markup:
    who = publisher_text(source, relationship, locale)
    again = Markup('{} (<a href="#note-{}">{}</a>)').format(who, number, locale.message("note_again", number=str(number)))
    return Markup("{}.").format(Markup(", ").join([again, Markup(escape("; ".join(periods)))] if periods else [again]))


def _extra(locale: Locale, computed: list[str], rates: list[str]) -> Iterable[Markup]:
    if computed:
        yield Markup(escape(locale.message("note_computed", findings="; ".join(dict.fromkeys(computed)))))
    if rates:
        yield Markup(escape(locale.message("note_rate", rate="; ".join(dict.fromkeys(rates)))))


def _source_html(source: Source, periods: list[str], relationship: Relationship, locale: Locale) -> Markup:
    who = publisher_text(source, relationship, locale)
    title = Markup("<i>{}</i>").format(source.title[locale.tag])
    parts = [Markup(escape(who)), title] if who != source.title[locale.tag] else [title]
    if periods:
        parts.append(Markup(escape("; ".join(periods))))
    elif source.issued:
        parts.append(Markup(escape(date_text(source.issued, locale, short=False))))
    if source.cited_in:
        outer = relationship.sources[source.cited_in]
        parts.append(Markup(escape(locale.message("cited_in", source=short_text(outer, relationship, locale)))))
    return Markup("{}.").format(Markup(", ").join(parts))


def short_text(source: Source, relationship: Relationship, locale: Locale) -> str:
    """A source in a few words: who and when."""
    who = " / ".join(name.literal for name in source.author if name.literal) or publisher_text(source, relationship, locale)
    return f"{who}, {date_text(source.issued, locale, short=False)}" if source.issued else who


def source_line(sources: Iterable[str], relationship: Relationship, locale: Locale) -> str:
    """The line under a chart or table: publishers, each once, and the document that they are cited in."""
    found = [relationship.sources[key] for key in dict.fromkeys(sources)]
    outer = {s.cited_in for s in found if s.cited_in}
    direct = [short_text(s, relationship, locale) for s in found if not s.cited_in and s.id not in outer]
    names: list[str] = []
    for source in found:
        if source.cited_in:
            names.append(publisher_text(source, relationship, locale))
        elif source.id in outer:
            names.append(short_text(source, relationship, locale))
    cited = list(dict.fromkeys(names))
    parts = []
    if outer and any(s.cited_in for s in found):
        within = "; ".join(short_text(relationship.sources[key], relationship, locale) for key in sorted(outer) if key)
        inner = [name for name in cited if name != within]
        parts.append(f"{'; '.join(inner)} ({locale.message('cited_in', source=within)})")
    parts.extend(direct)
    text = "; ".join(dict.fromkeys(parts))
    if len(found) == 1:
        return locale.message("source_line", source=text)
    return locale.message("sources_line", sources=text)


def sources_of(quantities: Iterable[Quantity], cited: Iterable[str] = ()) -> tuple[str, ...]:
    """The source ids behind quantities and claims, each once, in order of use."""
    found = [o.source for quantity in quantities for o in operands_of(quantity)]
    return tuple(dict.fromkeys((*found, *cited)))


def source_html(source: Source, relationship: Relationship, locale: Locale) -> Markup:
    """A source in full, without a full stop."""
    return Markup(str(_source_html(source, [], relationship, locale)).removesuffix("."))
