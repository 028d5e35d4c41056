"""Periods and dates: how they print in a locale, in prose or short; patterns from its rules, names of months from CLDR."""

from __future__ import annotations

import datetime

from briefgen.language.digits import cldr_locale
from briefgen.language.locale import Locale
from briefgen.language.phrase import contracted
from briefgen.language.rules import DatePatterns, PeriodPatterns
from briefgen.model.period import DatePrecision, EventDate, Period, PeriodKind

FIRST_SEASON = 3
"""The month in which the first season (spring) begins, as `EventDate.first` has it."""


def month_name(month: int, locale: Locale, *, short: bool) -> str:
    """The name of a month from 1 to 12, as CLDR has it within a date."""
    return str(cldr_locale(locale.tag).months["format"]["abbreviated" if short else "wide"][month])


def period_text(period: Period, locale: Locale, *, short: bool) -> str:
    """A period in words for prose ("the first half of 2010"), or short for tables and axes ("2010 H1")."""
    patterns = locale.rules.periods.short if short else locale.rules.periods.prose
    if period.against is not None:
        return _comparison(period, period.against, locale, patterns, short=short)
    first, last = period.start, period.end
    if period.kind is PeriodKind.YEAR:
        return patterns.year.format(year=first.year)
    if period.kind is PeriodKind.HALF:
        return patterns.half[first.month > 6].format(year=first.year)
    if period.kind is PeriodKind.SPAN:
        return patterns.span.format(first=first.year, last=last.year)
    name = month_name(first.month, locale, short=short)
    if period.kind is PeriodKind.MONTH:
        return patterns.month.format(month=name, year=first.year)
    pattern = patterns.interval if first.year == last.year else patterns.interval_years
    words = {"year": first.year, "first_year": first.year, "last_year": last.year}
    return pattern.format(first=name, last=month_name(last.month, locale, short=short), **words)


def _comparison(period: Period, earlier: Period, locale: Locale, patterns: PeriodPatterns, *, short: bool) -> str:
    later = period.later()
    words = {"earlier": period_text(earlier, locale, short=short), "later": period_text(later, locale, short=short)}
    if earlier.kind is later.kind is PeriodKind.YEAR:
        return patterns.comparison_years.format(**words)
    if _same_months(earlier, later):
        return patterns.comparison_same_months.format(earlier_year=earlier.start.year, **words)
    return contracted(patterns.comparison.format(**words), locale.rules.contractions)


def _same_months(earlier: Period, later: Period) -> bool:
    """Whether both are the same months of one year each."""
    return earlier.kind is later.kind is PeriodKind.INTERVAL and all((
        earlier.start.year == earlier.end.year,
        later.start.year == later.end.year,
        earlier.start.month == later.start.month,
        earlier.end.month == later.end.month,
    ))


def date_text(date: EventDate, locale: Locale, *, short: bool) -> str:
    """A date, as precisely as it is known: the 1980s, spring 2009, December 6 to 9, 2009."""
    patterns = locale.rules.dates.short if short else locale.rules.dates.prose
    year, month, day = date.first
    if date.precision is DatePrecision.DECADE:
        named = None if short else locale.rules.dates.decades.get(str(year))
        return named or patterns.decade.format(year=year)
    if date.precision is DatePrecision.YEAR:
        return patterns.year.format(year=year)
    if date.precision is DatePrecision.YEARS:
        return patterns.years.format(first=year, last=date.last[0])
    if date.precision is DatePrecision.SEASON:
        return patterns.season.format(season=locale.rules.dates.seasons[(month - FIRST_SEASON) // 3], year=year)
    if date.precision is DatePrecision.MONTH:
        return patterns.month.format(month=month_name(month, locale, short=short), year=year)
    if date.precision is DatePrecision.DAYS:
        return _days(date, locale, patterns, short=short)
    return patterns.day.format(month=month_name(month, locale, short=short), day=_day(day, locale), year=year)


def _days(date: EventDate, locale: Locale, patterns: DatePatterns, *, short: bool) -> str:
    first_year, first_month, first = date.first
    last_year, last_month, last = date.last
    days = {"first": _day(first, locale), "last": _day(last, locale)}
    months = {
        "first_month": month_name(first_month, locale, short=short),
        "last_month": month_name(last_month, locale, short=short),
    }
    if first_year != last_year:
        return patterns.days_years.format(first_year=first_year, last_year=last_year, **days, **months)
    if first_month != last_month:
        return patterns.days_months.format(year=last_year, **days, **months)
    return patterns.days.format(month=months["first_month"], year=last_year, **days)


def day_text(day: datetime.date, locale: Locale, *, short: bool) -> str:
    """A calendar day."""
    patterns = locale.rules.dates.short if short else locale.rules.dates.prose
    return patterns.day.format(month=month_name(day.month, locale, short=short), day=_day(day.day, locale), year=day.year)


def _day(day: int, locale: Locale) -> str:
    return locale.rules.dates.first_day if day == 1 else str(day)
