"""Period: the time that an observation speaks of, and EventDate: when something happened, as precisely as known.

Notation follows SDMX's time formats and ISO 8601 (EDTF, ISO 8601-2, for decades and seasons):

    2009                              a year
    2010-S1                           a half-year
    2009-11                           a month
    2010-01/2010-07                   an interval of months, both ends included
    2010/2012                         a span of years, both ends included
    2009-01/2009-07..2010-01/2010-07  a comparison: the earlier period, then the later one
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

EARLIEST_YEAR, LATEST_YEAR = 1500, 2199


class PeriodKind(StrEnum):
    """The shapes that a period can have."""

    YEAR = "year"
    HALF = "half"
    MONTH = "month"
    INTERVAL = "interval"
    SPAN = "span"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __sub__(self, other: Month) -> int:
        """Number of months from the other month to this one."""
        return (self.year - other.year) * 12 + self.month - other.month


@dataclass(frozen=True, slots=True)
class Period:
    """A period, its first and last month included; a comparison also holds the period compared against."""

    text: str
    kind: PeriodKind
    start: Month
    end: Month
    against: Period | None = None

    @property
    def months(self) -> int:
        """Length in months; of a comparison, that of its later period."""
        return self.end - self.start + 1

    @property
    def years(self) -> int:
        """From the first to the last calendar year, 0 within one year; of a comparison, between its two periods."""
        first = self.against.start if self.against else self.start
        return self.end.year - first.year

    def later(self) -> Period:
        """Of a comparison, its later period; any other period is its own."""
        return parse_period(self.text.split("..")[1]) if self.against else self

    def __str__(self) -> str:
        return self.text


_SINGLE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:S(?P<half>[12])|(?P<month>[0-9]{2})))?")
_EXPECTED = (
    "a year (2009), half-year (2010-S1), month (2009-11), interval (2010-01/2010-07), span (2010/2012) or comparison (A..B)"
)


def parse_period(text: str) -> Period:
    """Reads the notation above.

    Raises:
        ValueError: if the text is no period, or one that cannot be (month 13, an end before its start).
    """
    if not isinstance(text, str):
        raise ValueError(f"expected {_EXPECTED}")
    if ".." in text:
        return _comparison(text)
    if "/" in text:
        return _between(text)
    match = _SINGLE.fullmatch(text)
    if not match:
        raise ValueError(f"expected {_EXPECTED}, found \"{text}\"")
    year = _checked_year(int(match["year"]))
    if match["half"]:
        first = 1 if match["half"] == "1" else 7
        return Period(text, PeriodKind.HALF, Month(year, first), Month(year, first + 5))
    if match["month"]:
        month = _checked_month(int(match["month"]))
        return Period(text, PeriodKind.MONTH, Month(year, month), Month(year, month))
    return Period(text, PeriodKind.YEAR, Month(year, 1), Month(year, 12))


def _comparison(text: str) -> Period:
    earlier_text, _, later_text = text.partition("..")
    if ".." in later_text:
        raise ValueError(f"expected two periods around \"..\", found \"{text}\"")
    earlier, later = parse_period(earlier_text), parse_period(later_text)
    if later.start <= earlier.start:
        raise ValueError(f"expected the earlier period first, found \"{text}\"")
    return Period(text, PeriodKind.COMPARISON, later.start, later.end, earlier)


def _between(text: str) -> Period:
    start_text, _, end_text = text.partition("/")
    start, end = parse_period(start_text), parse_period(end_text) if "/" not in end_text else None
    if end is None or start.kind is not end.kind or start.kind not in (PeriodKind.YEAR, PeriodKind.MONTH):
        raise ValueError(f"expected two years or two months around \"/\", found \"{text}\"")
    if end.start <= start.start:
        raise ValueError(f"expected an end after the start, found \"{text}\"")
    kind = PeriodKind.SPAN if start.kind is PeriodKind.YEAR else PeriodKind.INTERVAL
    return Period(text, kind, start.start, end.end)


def _checked_year(year: int) -> int:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"expected a year from {EARLIEST_YEAR} to {LATEST_YEAR}, found {year}")
    return year


def _checked_month(month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"expected a month from 01 to 12, found {month:02d}")
    return month


class DatePrecision(StrEnum):
    """How precisely a date is known."""

    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    DAYS = "days"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened.

    `198X`, `2004`, `2009-21` (spring), `2009-07`, `2009-12-06`, `2009-12-06/2009-12-09`, `2010/2012`.

    `first` and `last` are (year, month, day), both included; they sort, and a timeline draws them.
    """

    text: str
    precision: DatePrecision
    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def year(self) -> int:
        """The year in which it began."""
        return self.first[0]

    def __str__(self) -> str:
        return self.text


_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_DATE_EXPECTED = "a decade (198X), year (2004), season (2009-21), month (2009-07), day (2009-12-06) or two of them around \"/\""
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def parse_event_date(text: str) -> EventDate:
    """Reads a date of EDTF level 1.

    Raises:
        ValueError: if the text is no date, or one that the calendar does not have.
    """
    if not isinstance(text, str):
        raise ValueError(f"expected {_DATE_EXPECTED}")
    if "/" in text:
        return _date_range(text)
    if re.fullmatch(r"[0-9]{3}X", text):
        year = _checked_year(int(text[:3]) * 10)
        return EventDate(text, DatePrecision.DECADE, (year, 1, 1), (year + 9, 12, 31))
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"expected {_DATE_EXPECTED}, found \"{text}\"")
    year = _checked_year(int(match["year"]))
    if not match["month"]:
        return EventDate(text, DatePrecision.YEAR, (year, 1, 1), (year, 12, 31))
    month = int(match["month"])
    if month in _SEASONS and not match["day"]:
        first, last = _SEASONS[month]
        return EventDate(text, DatePrecision.SEASON, (year, first, 1), (year, last, calendar.monthrange(year, last)[1]))
    _checked_month(month)
    days = calendar.monthrange(year, month)[1]
    if not match["day"]:
        return EventDate(text, DatePrecision.MONTH, (year, month, 1), (year, month, days))
    day = int(match["day"])
    if not 1 <= day <= days:
        raise ValueError(f"expected a day from 01 to {days}, found {day:02d} in \"{text}\"")
    return EventDate(text, DatePrecision.DAY, (year, month, day), (year, month, day))


def _date_range(text: str) -> EventDate:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text:
        raise ValueError(f"expected {_DATE_EXPECTED}, found \"{text}\"")
    start, end = parse_event_date(start_text), parse_event_date(end_text)
    if start.precision is not end.precision or start.precision not in (DatePrecision.DAY, DatePrecision.YEAR):
        raise ValueError(f"expected two days or two years around \"/\", found \"{text}\"")
    if end.first <= start.first:
        raise ValueError(f"expected an end after the start, found \"{text}\"")
    precision = DatePrecision.DAYS if start.precision is DatePrecision.DAY else DatePrecision.YEARS
    return EventDate(text, precision, start.first, end.last)


class NotAPeriod(ValueError):
    """A text that is no period; says what was expected and found."""


class NotADate(ValueError):
    """A text that is no date; says what was expected and found."""


def _as_period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    try:
        return parse_period(value)  # type: ignore[arg-type]
    except ValueError as error:
        raise NotAPeriod(str(error)) from None


def _as_event_date(value: object) -> EventDate:
    if isinstance(value, EventDate):
        return value
    try:
        return parse_event_date(value)  # type: ignore[arg-type]
    except ValueError as error:
        raise NotADate(str(error)) from None


def _as_day(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise NotADate(f"expected a day such as 2010-10-31, found \"{value}\"")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise NotADate(f"expected a day that the calendar has, found \"{value}\"") from None
    return value


DayField = Annotated[datetime.date, BeforeValidator(_as_day)]
PeriodField = Annotated[Period, BeforeValidator(_as_period), PlainSerializer(str)]
EventDateField = Annotated[EventDate, BeforeValidator(_as_event_date), PlainSerializer(str)]
