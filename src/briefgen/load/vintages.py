"""Vintages: series that have grown stale, dates too vague to choose by, and corrections that no longer hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Path, Places, quantity_keys
from briefgen.model.brief import Brief, Relationship
from briefgen.model.correction import Correction
from briefgen.model.observation import Frequency, Indicator, RecordedObservation, Series, observation_id
from briefgen.model.period import Month
from briefgen.model.record import Table
from briefgen.model.reference import AmbiguousReference, QuantityIndex, UnknownReference
from briefgen.model.vintage import is_known, vintages_of

STALE_AFTER: Mapping[Frequency, int] = {Frequency.ANNUAL: 18, Frequency.HALF_YEARLY: 12, Frequency.MONTHLY: 6}
"""How many months after the end of its newest period a series is out of date; an irregular one never is."""


def check_vintages(relationship: Relationship, briefs: Table[Brief], places: Places) -> Iterator[Diagnostic]:
    """Everything that can be wrong with what is known when: stale series, vague dates, days of briefs, corrections."""
    project = relationship.project
    days = {project.as_of, *(brief.as_of for brief in briefs.values() if brief.as_of)}
    for indicator in relationship.indicators.values():
        for number, series in enumerate(indicator.series):
            path: Path = ("indicators", indicator.id, "series", number)
            yield from _check_fresh(indicator, series, path, relationship, places)
            for entry in series.observations:
                yield from _check_dates(entry, sorted(days), places, (*path, "observations", str(entry.period)))
    for slug, brief in briefs.items():
        if brief.as_of and brief.as_of > project.as_of:
            yield Diagnostic("D047", places.of("briefs", slug, "as_of"),
                             f"expected a day not later than the project's, {project.as_of}, found {brief.as_of}",
                             "move as_of in briefgen.yaml, or take it out here", needs=("project",))
    yield from _check_days_of_folders(relationship, briefs, places)
    yield from _check_corrections(relationship, places)


def _check_fresh(
    indicator: Indicator, series: Series, path: Path, relationship: Relationship, places: Places
) -> Iterator[Diagnostic]:
    """Whether the newest period that is known is recent enough for the frequency, unless the series has ended."""
    months, day = STALE_AFTER.get(indicator.frequency), relationship.project.as_of
    known = [
        entry.period.later() for entry in series.observations
        if any(is_known(vintage, day) for vintage, _ in vintages_of(entry, series, relationship.sources))
    ]
    if months is None or series.ended or not known:
        return
    newest = max(known, key=lambda period: period.end)
    if Month(day.year, day.month) - newest.end > months:
        entry = next(one for one in series.observations if one.period.later() == newest)
        name = observation_id(indicator.id, series, entry.period).rpartition("@")[0]
        yield Diagnostic(
            "D040",
            places.of(*path, "observations", str(entry.period)),
            f"expected a period that ended at most {months} months before {day}, found {newest} as the newest of {name}",
            "record a newer one, or say with \"ended\" why there is none",
        )


def _check_dates(
    entry: RecordedObservation, days: list[datetime.date], places: Places, path: Path
) -> Iterator[Diagnostic]:
    """Where several values stand side by side, each date is precise enough to say on which side of a day it lies."""
    for one in entry.vintages:
        inside = [day for day in days if one.vintage.first <= (day.year, day.month, day.day) < one.vintage.last]
        if inside and len(entry.vintages) > 1:
            yield Diagnostic("D046", places.of(*path, "vintages", str(one.vintage)),
                             f"expected a date that is before or after {inside[0]}, found {one.vintage}",
                             "give the month or the day on which the value was published")


def _check_days_of_folders(relationship: Relationship, briefs: Table[Brief], places: Places) -> Iterator[Diagnostic]:
    """The briefs that a meeting hands out in one folder speak of one day."""
    for key, meeting in relationship.meetings.items():
        days = [(n, day_of(briefs[one.slug], relationship)) for n, one in enumerate(meeting.briefs) if one.slug in briefs]
        for number, day in days[1:]:
            if day != days[0][1]:
                yield Diagnostic("D048", places.of("meetings", key, "briefs", number, "slug"),
                                 f"expected a brief as of {days[0][1]} like the folder's first, found one as of {day}",
                                 "hand it out on its own, or give both the same as_of")


def day_of(brief: Brief, relationship: Relationship) -> datetime.date:
    """The day that a brief speaks of: its own, or the project's."""
    return brief.as_of or relationship.project.as_of


def _check_corrections(relationship: Relationship, places: Places) -> Iterator[Diagnostic]:
    """Each correction names one observation, alone, and the value that the provider gives."""
    if not relationship.corrections:
        return
    known = relationship.model_copy(update={"corrections": Table[Correction]()}).known()
    index = known.index({})
    first: dict[str, str] = {}
    for key, correction in relationship.corrections.items():
        place = places.of("corrections", key, "of")
        found, problems = _observation_of(correction, index, places)
        yield from problems
        if found is None:
            continue
        if first.setdefault(found, key) != key:
            yield Diagnostic("D045", place, f"expected one correction of {found}, found a second one, \"{key}\"",
                             f"keep this one or \"{first[found]}\"")
        else:
            yield from _check_holds(correction, found, index, places)


def _observation_of(
    correction: Correction, index: QuantityIndex, places: Places
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    place, near = places.of("corrections", correction.id, "of"), ""
    try:
        return index.resolve(correction.of).id, ()
    except UnknownReference as error:
        near = f"did you mean {' or '.join(error.nearest)}?" if error.nearest else getattr(error, "hint", "see data/indicators")
        message = getattr(error, "message", f"expected an observation to correct, found \"{correction.of}\"")
    except AmbiguousReference as error:
        near = "one of: " + ", ".join(error.choices)
        message = f"expected one observation to correct, found {len(error.choices)} for \"{correction.of}\""
    return None, (Diagnostic("D042", place, message, near, needs=quantity_keys(correction.of)),)


def _check_holds(correction: Correction, of: str, index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    value = index.resolve(of).value
    if value != correction.instead_of:
        hint = "the provider now says what the correction does: remove it" if value == correction.value else (
            f"decide: remove the correction, or write instead_of: \"{value}\" to keep {correction.value}"
        )
        yield Diagnostic("D043", places.of("corrections", correction.id, "instead_of"),
                         f"expected {correction.instead_of}, which \"{correction.id}\" corrects to {correction.value}, "
                         f"found {value} for {of}", hint, needs=quantity_keys(correction.of))
