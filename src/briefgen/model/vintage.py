"""Vintage: which of the values that were published for a period is known on a day, and what we correct in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.model.correction import Correction
from briefgen.model.finding import Finding
from briefgen.model.observation import Indicator, Observation, RecordedObservation, RecordedValue, Series, observation_id
from briefgen.model.period import EventDate
from briefgen.model.reference import AmbiguousReference, QuantityIndex, UnknownReference
from briefgen.model.source import Source


@dataclass(frozen=True, slots=True)
class Known:
    """What is known on a day: each observation in its newest vintage that is not later; `later` were not yet published.

    Of those not yet published each is in its oldest vintage.
    """

    day: datetime.date
    partners: tuple[str, str]
    observations: tuple[Observation, ...]
    later: tuple[Observation, ...]

    def index(self, findings: Mapping[str, Finding]) -> QuantityIndex:
        """What is known, with findings derived from it, by reference."""
        return QuantityIndex(self.observations, findings, self.partners, self.later, self.day)


def issued_of(source: Source, sources: Mapping[str, Source]) -> EventDate | None:
    """When a source was published: as it says itself, or else as the document does in which it was read."""
    outer = sources.get(source.cited_in or "")
    return source.issued or (outer.issued if outer else None)


def is_known(vintage: EventDate | None, day: datetime.date) -> bool:
    """Whether something was published by a day; what is not dated, or not precisely enough to be later, was."""
    return vintage is None or vintage.first <= (day.year, day.month, day.day)


def known_on(
    day: datetime.date, indicators: Mapping[str, Indicator], sources: Mapping[str, Source], corrections: Iterable[Correction],
    partners: tuple[str, str],
) -> Known:
    """Every observation as it is known on a day, in the order of the files, with the corrections that still hold."""
    known: list[Observation] = []
    later: list[Observation] = []
    for indicator in indicators.values():
        for series in indicator.series:
            for entry in series.observations:
                values = tuple(vintages_of(entry, series, sources))
                published = [one for one in values if is_known(one[0], day)]
                of = (indicator, series, entry)
                (known if published else later).append(_observed(of, *(published[-1] if published else values[0])))
    return Known(day, partners, _corrected(known, tuple(corrections), partners), tuple(later))


def vintages_of(
    entry: RecordedObservation, series: Series, sources: Mapping[str, Source]
) -> Iterator[tuple[EventDate | None, RecordedValue]]:
    """The values published for a period, the oldest first, each with the date that is known nearest to it."""
    for vintage, recorded in entry.values(series.vintage):
        source = sources.get(recorded.source or series.source)
        yield vintage or (issued_of(source, sources) if source else None), recorded


def _observed(
    of: tuple[Indicator, Series, RecordedObservation], vintage: EventDate | None, recorded: RecordedValue
) -> Observation:
    indicator, series, entry = of
    return Observation(
        id=observation_id(indicator.id, series, entry.period),
        indicator=indicator.id,
        reporter=series.reporter,
        counterpart=series.counterpart,
        period=entry.period,
        value=recorded.value,
        qualifier=recorded.qualifier,
        status=recorded.status,
        unit=series.unit or indicator.unit,
        multiplier=indicator.multiplier if series.multiplier is None else series.multiplier,
        measure=indicator.measure,
        source=recorded.source or series.source,
        note=recorded.note,
        vintage=vintage,
    )


def _corrected(
    observations: list[Observation], corrections: tuple[Correction, ...], partners: tuple[str, str]
) -> tuple[Observation, ...]:
    """The observations with each correction that names one of them and the very value that it has."""
    if not corrections:
        return tuple(observations)
    index = QuantityIndex(observations, {}, partners)
    by_id = {found.id: one for one in corrections if (found := corrected_by(one, index)) and found.value == one.instead_of}
    return tuple(
        o.model_copy(update={"value": one.value, "correction": one.id, "published": o.value}) if (one := by_id.get(o.id)) else o
        for o in observations
    )


def corrected_by(correction: Correction, index: QuantityIndex) -> Observation | None:
    """The observation that a correction names, if it names one."""
    try:
        found = index.resolve(correction.of)
    except (UnknownReference, AmbiguousReference):
        return None
    return found if isinstance(found, Observation) else None
