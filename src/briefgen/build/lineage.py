"""Lineage: where a number is recorded, what a finding is derived from, and which findings are derived from a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.build.check import Checked
from briefgen.diagnostics import Location
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, UnfitForm, quantity_text
from briefgen.language.rules import MissingRule
from briefgen.model.finding import Finding, FindingSpec, Quantity
from briefgen.model.observation import Observation, observation_id


def recorded_at(quantity: Quantity, checked: Checked) -> Location:
    """Where an observation's value stands in the data, or where a finding is declared."""
    places = checked.loaded.places
    if isinstance(quantity, Finding):
        return places.of("findings", quantity.id)
    for number, series in enumerate(checked.loaded.relationship.indicators[quantity.indicator].series):
        for entry in series.observations:
            if observation_id(quantity.indicator, series, entry.period) == quantity.id:
                path = ("indicators", quantity.indicator, "series", number, "observations", str(entry.period))
                return places.of(*path, *(("vintages", str(quantity.vintage)) if entry.vintages else ()), "value")
    return places.of("indicators", quantity.indicator)


def vintages_recorded(quantity: Quantity, checked: Checked) -> Mapping[str, str]:
    """The values recorded for an observation by the date of their vintage, where there are several; else nothing."""
    if isinstance(quantity, Finding):
        return {}
    entries = (
        entry for series in checked.loaded.relationship.indicators[quantity.indicator].series for entry in series.observations
        if observation_id(quantity.indicator, series, entry.period) == quantity.id
    )
    return {str(one.vintage): str(one.recorded.value) for entry in entries for one in entry.vintages}


def name_of(quantity: Quantity, checked: Checked, tag: str) -> str:
    """What a number is, in one locale: its indicator's name, or the finding's own; empty if it has none."""
    if isinstance(quantity, Observation):
        return checked.loaded.relationship.indicators[quantity.indicator].name[tag]
    return quantity.name[tag] if quantity.name else ""


def words_of(quantity: Quantity, locale: Locale) -> str:
    """A number in words of one locale, as prose prints it; as tables do, where prose has no words for it."""
    for form in (Form.PROSE, Form.TABLE):
        try:
            return quantity_text(quantity, locale, form, qualified=True)
        except (UnfitForm, MissingRule):
            continue
    return str(quantity.value)


def parts_of(spec: FindingSpec, checked: Checked) -> tuple[str, ...]:
    """What a finding names as its operands, with its rate: observations and other findings, by reference in full."""
    named = (*spec.of, spec.from_, *spec.among, spec.rate)
    return tuple(dict.fromkeys(checked.index.resolve(one).id for one in named if one))


def users_of(reference: str, checked: Checked) -> Mapping[str, tuple[str, ...]]:
    """Every finding that is derived from a number, with the findings that lie between, the nearest to the number first."""
    parts = {key: parts_of(spec, checked) for key, spec in checked.loaded.relationship.findings.items()}
    found: dict[str, tuple[str, ...]] = {}
    pending: list[tuple[str, tuple[str, ...]]] = [(reference, ())]
    while pending:
        one, between = pending.pop(0)
        for user in _direct(one, parts):
            if user not in found:
                found[user] = between
                pending.append((user, (*between, user)))
    return found


def _direct(reference: str, parts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    return (key for key, named in parts.items() if reference in named)
