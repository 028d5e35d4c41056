"""What one file names in another: sources, actors, themes, observations; and that every text exists in every locale."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Annotated, Any

from briefgen.diagnostics import Diagnostic, Location, Path, Places, nearest, quantity_keys
from briefgen.model.brief import Relationship
from briefgen.model.numerals import typed_numbers
from briefgen.model.observation import REPORTED, Indicator, Measure
from briefgen.model.period import PeriodKind
from briefgen.model.record import LocalText, Record, Ref
from briefgen.model.reference import AmbiguousReference, NotYetKnown, QuantityIndex, UnknownReference
from briefgen.model.unit import CURRENCIES, UnitKind, unit_kind

_CODES = {"sources": "D020", "countries": "D021", "themes": "D022", "actors": "D023", "parties": "D023"}
_NOUNS = {
    "sources": "source", "countries": "country or region", "themes": "theme", "actors": "actor", "parties": "actor",
    "indicators": "indicator", "mechanisms": "mechanism", "agreements": "agreement", "events": "event", "issues": "issue",
    "occasions": "agreement, mechanism or event", "findings": "finding", "currencies": "currency",
}
_HOLDING = {"countries": ("actors",), "parties": ("actors",), "occasions": ("agreements", "mechanisms", "events")}
_PROPER_NAMES = frozenset({"name", "acronym", "title", "label", "office", "gloss"})


class _Hint:
    """What a field may hold, taken apart once: walking records by their types alone takes most of a check otherwise."""

    def __init__(self, hint: Any, table: str | None) -> None:
        while typing.get_origin(hint) is Annotated:
            hint, *metadata = typing.get_args(hint)
            table = next((m.table for m in metadata if isinstance(m, Ref)), table)
        self.hint, self.table = hint, table
        self.is_mute = table is None and _is_mute(hint)

    @cached_property
    def entry(self) -> _Hint:
        """The hint of each entry of a list."""
        hint = self.hint
        while typing.get_origin(hint) in (types.UnionType, typing.Union):
            hint = typing.get_args(hint)[0]
        arguments = typing.get_args(hint)
        return _Hint(arguments[0] if arguments else hint, self.table)

    @cached_property
    def value(self) -> _Hint:
        """The hint of each value of a mapping."""
        arguments = typing.get_args(self.hint)
        return _Hint(arguments[-1] if arguments else Any, self.table)

    @cached_property
    def member(self) -> _Hint | None:
        """The first member of a union that is not None."""
        if typing.get_origin(self.hint) not in (types.UnionType, typing.Union):
            return None
        return _Hint(next(one for one in typing.get_args(self.hint) if one is not type(None)), self.table)


def _is_mute(hint: Any) -> bool:
    """Whether what a hint describes can hold neither a text nor a reference: words, numbers, dates, names of kinds."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return all(_is_mute(one) for one in typing.get_args(hint))
    return isinstance(hint, type) and typing.get_origin(hint) is None and not (
        issubclass(hint, Record | tuple | Mapping) or issubclass(Record, hint)
    )


@cache
def _fields_of(model: type[Record]) -> tuple[tuple[str, str, _Hint], ...]:
    """The fields of a record that may hold a text or a reference: name, name in the file, hint."""
    found = []
    for name, info in model.model_fields.items():
        table = next((mark.table for mark in info.metadata if isinstance(mark, Ref)), None)
        if not (hint := _Hint(info.annotation, table)).is_mute:
            found.append((name, info.alias or name, hint))
    return tuple(found)


def values(record: Record, path: Path = ()) -> Iterator[tuple[Path, Any, str | None]]:
    """Every text and reference of a record: (path in the file's spelling, value, table that it refers to)."""
    for name, alias, hint in _fields_of(type(record)):
        value = getattr(record, name)
        if value is not None:
            yield from _walk(value, hint, (*path, alias))


def _walk(value: Any, hint: _Hint, path: Path) -> Iterator[tuple[Path, Any, str | None]]:
    if value is None:
        return
    if isinstance(value, LocalText) or (hint.table and isinstance(value, str)):
        yield path, value, hint.table
    elif isinstance(value, Record):
        yield from values(value, path)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value if not hint.entry.is_mute else ()):
            yield from _walk(entry, hint.entry, (*path, index))
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _walk(entry, hint.value, (*path, key))
    elif hint.member is not None:
        yield from _walk(value, hint.member, path)


def known_ids(relationship: Relationship) -> dict[str, tuple[str, ...]]:
    """The ids that a reference to each table may name."""
    tables = {name: tuple(getattr(relationship, name)) for name in Relationship.model_fields if name != "project"}
    return {
        **tables,
        "countries": tuple(relationship.countries()),
        "themes": tuple(relationship.project.themes),
        "currencies": tuple(sorted(CURRENCIES)),
        "parties": tables["actors"],
        "occasions": tables["agreements"] + tables["mechanisms"] + tables["events"],
    }


def check_record(table: str, record: Record, key: str, relationship: Relationship, known: Mapping[str, tuple[str, ...]],
                 index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    """References that lead nowhere, texts that lack a locale, numbers typed in texts."""
    for path, value, target in values(record):
        place = places.of(table, key, *path)
        if isinstance(value, LocalText):
            yield from check_text(value, place, relationship.project.locales)
            if not _PROPER_NAMES & set(map(str, path)) and table not in ("charts", "tables"):
                yield from _check_numbers(value, places, (table, key, *path))
        elif target == "observations":
            yield from check_quantity(value, place, index)
        elif target and value not in known[target]:
            code = _CODES.get(target, "D024")
            yield Diagnostic(
                code,
                place,
                f"expected a known {_NOUNS[target]}, found \"{value}\"",
                nearest(value, known[target]),
                f"indicators/{key}" if table == "indicators" else "",
                record_keys(target, value),
            )


def record_keys(table: str, key: str) -> tuple[str, ...]:
    """What must be known for a reference to a record to mean something."""
    tables = _HOLDING.get(table, (table,))
    return (*tables, *(f"{name}/{key}" for name in tables))


def check_text(text: LocalText, place: Location, locales: tuple[str, ...]) -> Iterator[Diagnostic]:
    """A text has exactly the project's locales, and says something in each."""
    for locale in locales:
        if locale not in text.locales:
            yield Diagnostic(
                "D026", place, f"expected a text in {locale}, found none", f"add a line that begins with {locale}:"
            )
        elif not text[locale].strip():
            yield Diagnostic("D029", place, f"expected a text in {locale}, found nothing", "write the text")
    for locale in sorted(text.locales - set(locales)):
        yield Diagnostic("D027", place, f"expected one of {', '.join(locales)}, found \"{locale}\"", nearest(locale, locales))


def check_quantity(reference: str, place: Location, index: QuantityIndex) -> Iterator[Diagnostic]:
    """A reference means exactly one observation."""
    try:
        index.resolve(reference)
    except NotYetKnown as error:
        yield Diagnostic("D041", place, error.message, error.hint)
    except UnknownReference as error:
        near = f"did you mean {' or '.join(error.nearest)}?" if error.nearest else "see data/indicators/"
        yield Diagnostic("D025", place, f"expected an observation, found \"{reference}\"", near, needs=quantity_keys(reference))
    except AmbiguousReference as error:
        yield Diagnostic(
            "D032",
            place,
            f"expected one observation, found {len(error.choices)} for \"{reference}\"",
            "one of: " + ", ".join(error.choices),
            needs=quantity_keys(reference),
        )


def _check_numbers(text: LocalText, places: Places, path: Path) -> Iterator[Diagnostic]:
    for locale, words in text.entries:
        for _, number in typed_numbers(words):
            yield Diagnostic("D031", places.of(*path, locale), f"expected a text without numbers, found \"{number}\"",
                             "enter the number as an observation, and print it by reference")


def check_indicator(indicator: Indicator, places: Places) -> Iterator[Diagnostic]:
    """Periods and units fit the measure; no observation is recorded twice."""
    seen: dict[tuple[str | None, str | None, str], int] = {}
    for number, series in enumerate(indicator.series):
        path: Path = ("indicators", indicator.id, "series", number)
        place = places.of(*path, "unit") if series.unit else places.of("indicators", indicator.id, "unit")
        yield from _check_unit(indicator, series.unit or indicator.unit, place)
        for entry in series.observations:
            place = places.of(*path, "observations", str(entry.period))
            pair = entry.period.kind is PeriodKind.COMPARISON
            if pair != (indicator.measure in (Measure.CHANGE, Measure.FOLD)):
                wanted = "a comparison A..B" if not pair else "a single period"
                yield Diagnostic(
                    "D033",
                    place,
                    f"expected {wanted} for the measure {indicator.measure}, found \"{entry.period}\"",
                    "change the period, or the indicator's measure",
                    f"indicators/{indicator.id}",
                )
            key = (series.reporter, series.counterpart, str(entry.period))
            if seen.setdefault(key, number) != number:
                yield Diagnostic(
                    "D028",
                    place,
                    f"expected one value of {indicator.id} for {entry.period}, found a second series with it",
                    "two reporters need two series with a reporter each; a revision replaces the value",
                    f"indicators/{indicator.id}",
                )


_UNITS = {Measure.CHANGE: UnitKind.PER_CENT, Measure.SHARE: UnitKind.PER_CENT, Measure.AVERAGE_GROWTH: UnitKind.PER_CENT,
          Measure.FOLD: UnitKind.FOLD, Measure.RANK: UnitKind.RANK, Measure.RATE: UnitKind.RATE}


def _check_unit(indicator: Indicator, unit: str, place: Location) -> Iterator[Diagnostic]:
    kind, wanted = unit_kind(unit), _UNITS.get(indicator.measure)
    bare_level = (
        indicator.measure not in REPORTED
        and wanted is None
        and kind in (UnitKind.PER_CENT, UnitKind.FOLD, UnitKind.RANK, UnitKind.RATE)
    )
    if (wanted and kind is not wanted) or (bare_level and kind is not UnitKind.PER_CENT):
        yield Diagnostic("D034", place, f"expected a unit that fits the measure {indicator.measure}, found \"{unit}\"",
                         f"use {wanted.value}" if wanted else "name the measure: change, fold, share, rank, rate",
                         f"indicators/{indicator.id}")
