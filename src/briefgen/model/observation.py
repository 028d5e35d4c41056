"""Observation, series and indicator: a number, and everything that makes it one that can be printed."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator, model_validator

from briefgen.model.period import EventDate, EventDateField, Period, PeriodField
from briefgen.model.record import LocalText, Record, Ref, ShortText
from briefgen.model.rounding import scaled
from briefgen.model.unit import UnitField, UnitKind, unit_kind

DECIMAL_PATTERN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
LONGEST_DECIMAL = 30


class NotADecimal(ValueError):
    """A text that is no decimal; says what was expected and found."""


def as_decimal(value: Any) -> Decimal:
    """Reads a decimal in the one notation that data files use: ASCII digits, a point, no grouping, no exponent.

    Raises:
        NotADecimal: for anything else, such as a decimal comma, a word, NaN, infinity or another script's digits.
    """
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not DECIMAL_PATTERN.fullmatch(value) or len(value) > LONGEST_DECIMAL:
        raise NotADecimal(f"expected a decimal, found \"{str(value)[:40]}\"")
    return Decimal(value)


DecimalField = Annotated[Decimal, BeforeValidator(as_decimal)]


class Qualifier(StrEnum):
    """The source's own reservation about a number; of a change it speaks of its magnitude."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Status(StrEnum):
    """How firm an observation is, weakest last (SDMX OBS_STATUS, in words)."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATE = "estimate"


class Frequency(StrEnum):
    """How often a series is observed (SDMX FREQ, in words)."""

    ANNUAL = "annual"
    HALF_YEARLY = "half_yearly"
    MONTHLY = "monthly"
    IRREGULAR = "irregular"


class Measure(StrEnum):
    """What the values of an indicator are.

    All but `level` and `rate` are *reported*: the source derived them over a pair of periods or a whole, we did not.
    """

    LEVEL = "level"
    RATE = "rate"
    ACCUMULATED = "accumulated"
    CHANGE = "change"
    FOLD = "fold"
    AVERAGE_GROWTH = "average_growth"
    SHARE = "share"
    RANK = "rank"


REPORTED = frozenset({Measure.CHANGE, Measure.FOLD, Measure.AVERAGE_GROWTH, Measure.SHARE, Measure.RANK})


class RecordedValue(Record):
    """A value as the file has it: a decimal alone, or a mapping when there is more to say.

    `vintage` is when the provider published it, where that is not the day of the whole source or series.
    """

    value: DecimalField
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.FINAL
    note: LocalText | None = None
    source: Annotated[str, Ref("sources")] | None = None
    vintage: EventDateField | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_scalar(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data


class RecordedVintage(Record):
    """One of the values that were published for a period one after another: when, and the value."""

    vintage: EventDateField
    recorded: RecordedValue

    @model_validator(mode="after")
    def _dated_once(self) -> RecordedVintage:
        if self.recorded.vintage:
            raise ValueError(f"expected one date, found \"{self.recorded.vintage}\" within the vintage {self.vintage}")
        return self


class RecordedObservation(Record):
    """One entry of a series: its period and its value, or the values published for it, by date (`vintages`)."""

    period: PeriodField
    recorded: RecordedValue | None = None
    vintages: tuple[RecordedVintage, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_file(cls, data: Any) -> Any:
        recorded = data.get("recorded") if isinstance(data, dict) else None
        if not isinstance(recorded, dict) or "vintages" not in recorded:
            return data
        rest = {name: value for name, value in recorded.items() if name != "vintages"}
        return {"period": data["period"], **rest, "vintages": recorded["vintages"]}

    @field_validator("vintages", mode="before")
    @classmethod
    def _by_date(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return tuple({"vintage": date, "recorded": value} for date, value in data.items())
        return (data,) if isinstance(data, str) else data

    @model_validator(mode="after")
    def _has_a_value(self) -> RecordedObservation:
        if self.recorded is None and not self.vintages:
            raise ValueError("expected the values of one vintage or more, found none")
        return self

    def values(self, otherwise: EventDate | None) -> tuple[tuple[EventDate | None, RecordedValue], ...]:
        """The values published for the period with their dates, the oldest first; `otherwise` where none is recorded."""
        if self.recorded:
            return ((self.recorded.vintage or otherwise, self.recorded),)
        ordered = sorted(self.vintages, key=lambda one: (one.vintage.first, one.vintage.last))
        return tuple((one.vintage, one.recorded) for one in ordered)


class Series(Record):
    """The observations that one reporter makes of one counterpart, from one source.

    A series without a reporter is one whose source does not say who counted. `vintage` is when its values were published,
    where the source does not say so; `ended` is why no newer value is to be expected.
    `unit` and `multiplier` are the reporter's own, where they differ from the indicator's. `observations` are values by period.
    """

    reporter: Annotated[str, Ref("countries")] | None = None
    counterpart: Annotated[str, Ref("countries")] | None = None
    source: Annotated[str, Ref("sources")]
    definition: LocalText | None = None
    unit: UnitField | None = None
    multiplier: Annotated[int, Field(ge=0, le=12)] | None = None
    vintage: EventDateField | None = None
    ended: ShortText | None = None
    observations: tuple[RecordedObservation, ...] = Field(min_length=1)

    @field_validator("observations", mode="before")
    @classmethod
    def _from_mapping(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return tuple({"period": period, "recorded": value} for period, value in data.items())
        return data


class Indicator(Record):
    """What is measured. A series may carry a unit and a multiplier of its own: each reporter counts in its currency.

    `unit` is a currency of ISO 4217, a rate such as CAD/USD, or one of the listed words. `multiplier`: values are in units of
    10 to this power, so 21.3 with 9 is 21.3 billion. `of` is the indicator that this one is a part of.
    """

    id: str
    name: LocalText
    theme: Annotated[str, Ref("themes")]
    unit: UnitField
    multiplier: Annotated[int, Field(ge=0, le=12)] = 0
    frequency: Frequency = Frequency.ANNUAL
    measure: Measure = Measure.LEVEL
    of: Annotated[str, Ref("indicators")] | None = None
    definition: LocalText | None = None
    series: tuple[Series, ...] = Field(min_length=1)

    @property
    def reported(self) -> bool:
        """Whether the source derived these values, rather than counted them."""
        return self.measure in REPORTED


class Observation(Record):
    """A number with all that is known of it; `value` is in units of 10**`multiplier` `unit`.

    `vintage` is when the value was published, as far as that is known. `published` is the provider's own value where a
    correction, named by its id, prints another one.
    """

    id: str
    indicator: str
    reporter: str | None
    counterpart: str | None
    period: PeriodField
    value: DecimalField
    qualifier: Qualifier
    status: Status
    unit: str
    multiplier: int
    measure: Measure
    source: str
    note: LocalText | None = None
    vintage: EventDateField | None = None
    correction: str | None = None
    published: DecimalField | None = None

    @property
    def kind(self) -> UnitKind:
        """The kind of its unit."""
        return unit_kind(self.unit)

    @property
    def amount(self) -> Decimal:
        """The value in single units: 21.3 with multiplier 9 is 21,300,000,000."""
        return scaled(self.value, self.multiplier)


def observation_id(indicator: str, series: Series, period: Period) -> str:
    """The full reference of an observation: `indicator:REPORTER-COUNTERPART@period`, `_` for a reporter not named."""
    counterpart = f"-{series.counterpart}" if series.counterpart else ""
    return f"{indicator}:{series.reporter or '_'}{counterpart}@{period}"
