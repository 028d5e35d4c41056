"""Chronology: dates and periods as places on a proportional axis, in years and parts of a year."""

from __future__ import annotations

import calendar

from briefgen.model.period import EventDate, Month, Period

TICK_STEPS = (1, 2, 5, 10, 20, 50, 100)


def span_of_date(date: EventDate) -> tuple[float, float]:
    """The beginning of a date's first day and the end of its last, in years: 2009-07 is 2009.5 to 2009.58."""
    return _day(date.first), _day(date.last, after=1)


def middle_of_date(date: EventDate) -> float:
    """The middle of a date, in years: a year alone is its end of June."""
    first, last = span_of_date(date)
    return (first + last) / 2


def end_of_period(period: Period) -> float:
    """The end of a period, in years; of a comparison, that of its later period.

    A total stands where it is complete, so that what happened within a year stands before that year's value.
    """
    return _month(period.end) + 1 / 12


def follows(earlier: Period, later: Period) -> bool:
    """Whether one period begins where the other ends, so that nothing between them is unobserved."""
    return later.start - earlier.end == 1


def ticks(first: float, last: float, most: int) -> tuple[int, ...]:
    """Round years from `first` to `last`, both included; at most `most` of them."""
    for step in TICK_STEPS:
        start = -(-int(first) // step) * step
        years = tuple(year for year in range(start, int(last) + 1, step) if first <= year <= last)
        if len(years) <= most:
            return years
    return ()


def _month(month: Month) -> float:
    return month.year + (month.month - 1) / 12


def _day(day: tuple[int, int, int], *, after: int = 0) -> float:
    year, month, number = day
    return year + (month - 1 + (number - 1 + after) / calendar.monthrange(year, month)[1]) / 12
