"""View: what a brief knows on the day that it speaks of; and which quantities a project uses at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic
from briefgen.findings import derive, operands_of
from briefgen.load import Loaded
from briefgen.load.references import values
from briefgen.model.brief import Brief, Relationship
from briefgen.model.chart import Chart, DataTable
from briefgen.model.finding import Quantity
from briefgen.model.record import Table
from briefgen.model.reference import QuantityIndex
from briefgen.prose import Prose, check_exhibits
from briefgen.prose.blocks import QUANTITY_ROLES, Reference, references
from briefgen.prose.references import exhibits

_NAMED = re.compile(r"[a-z][a-z0-9_]*(?:(?::[A-Z_]{1,3}(?:-[A-Z]{3})?)?@[0-9SX./-]*[0-9X])?")
Editions = Mapping[tuple[str, str], Prose]


@dataclass(frozen=True, slots=True)
class View:
    """The relationship as it is known on a day, and every quantity of it by reference."""

    relationship: Relationship
    index: QuantityIndex


def views_of(loaded: Loaded, prose: Editions) -> tuple[dict[str, View], tuple[Diagnostic, ...]]:
    """The view of each brief that speaks of a day of its own, by slug, with what it names that was not known then.

    Of the findings a view has those alone that the brief uses: the others need not be known on its day.
    """
    views: dict[str, View] = {}
    found: list[Diagnostic] = []
    for slug, brief in loaded.briefs.items():
        if brief.as_of and brief.as_of <= loaded.relationship.project.as_of:
            views[slug], problems = _view(brief, loaded, tuple(p for (name, _), p in prose.items() if name == slug))
            found += problems
    return views, tuple(found)


def _view(brief: Brief, loaded: Loaded, editions: tuple[Prose, ...]) -> tuple[View, tuple[Diagnostic, ...]]:
    relationship = loaded.relationship
    shown = frozenset(name for edition in editions for name in exhibits(edition))
    named = set(_named_in(editions, (record for record in _exhibits(relationship) if record.id in shown)))
    for meeting in relationship.meetings.values():
        if any(one.slug == brief.slug for one in meeting.briefs):
            named |= {number.value for number in meeting.key_numbers}
    seen = relationship.seen_on(brief.as_of or relationship.project.as_of, _with_operands(named, relationship))
    index, problems = derive(seen, loaded.places)
    own = seen.model_copy(update={
        name: Table({key: one for key, one in getattr(seen, name).items() if key in shown}) for name in ("charts", "tables")
    })
    return View(seen, index), (*problems, *check_exhibits(own, index, loaded.places))


def _exhibits(relationship: Relationship) -> Iterator[Chart | DataTable]:
    yield from relationship.charts.values()
    yield from relationship.tables.values()


def _named_in(editions: Iterable[Prose], shown: Iterable[Chart | DataTable]) -> Iterator[str]:
    """Everything in prose and exhibits that may be a reference to a quantity."""
    for edition in editions:
        yield from (reference.target for reference in _quantities(edition))
    for record in shown:
        yield from _NAMED.findall(record.model_dump_json())


def _quantities(edition: Prose) -> Iterator[Reference]:
    for block in edition.walk():
        yield from (found for found in references(block.inlines) if found.role in QUANTITY_ROLES)


def _with_operands(named: Iterable[str], relationship: Relationship) -> frozenset[str]:
    """The findings among some names, and those that they are derived from."""
    wanted, left = set(), list(named)
    while left:
        key = left.pop()
        if key in relationship.findings and key not in wanted:
            wanted.add(key)
            spec = relationship.findings[key]
            left += [*spec.of, *spec.among, *filter(None, (spec.from_, spec.rate))]
    return frozenset(wanted)


def unused_corrections(loaded: Loaded, index: QuantityIndex, prose: Editions) -> Iterator[Diagnostic]:
    """Corrections of observations that nothing prints, draws or derives anything from."""
    relationship = loaded.relationship
    if not relationship.corrections:
        return
    used = frozenset(o.id for quantity in _used(relationship, index, prose) for o in operands_of(quantity))
    for key, correction in relationship.corrections.items():
        for of in _resolved(correction.of, index):
            if of.id not in used:
                yield Diagnostic("D044", loaded.places.of("corrections", key), f"expected a use of {of.id}, found none",
                                 "print it, or remove the correction")


def _used(relationship: Relationship, index: QuantityIndex, prose: Editions) -> Iterator[Quantity]:
    """Every finding, and every quantity that prose, exhibits, programmes and cribs name."""
    named = {*_named_in(prose.values(), _exhibits(relationship)), *relationship.findings}
    named |= {number.value for meeting in relationship.meetings.values() for number in meeting.key_numbers}
    named |= {value for record in relationship.programmes.values() for _, value, to in values(record) if to == "observations"}
    for name in named:
        if "@" in name or name in relationship.findings:
            yield from _resolved(name, index)
    for chart in relationship.charts.values():
        for series in filter(None, (chart.series, *(panel.series for panel in chart.panels))):
            yield from _drawn(series, index)


def _resolved(name: str, index: QuantityIndex) -> tuple[Quantity, ...]:
    try:
        return (index.resolve(name),)
    except LookupError:
        return ()


def _drawn(series: str, index: QuantityIndex) -> tuple[Quantity, ...]:
    try:
        return index.series(series)
    except LookupError:
        return ()
