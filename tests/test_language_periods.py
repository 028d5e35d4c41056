"""Periods and dates: every shape, in prose and short, in each locale."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.locale import Locale
from briefgen.language.periods import date_text, day_text, period_text
from briefgen.model.period import parse_event_date, parse_period
from conftest import examples
from language_locales import all_locales, french, shipped

EN, ES = shipped("en-CA"), shipped("es-MX")


@pytest.mark.parametrize(("period", "english", "spanish"), [
    ("2031", "2031", "2031"),
    ("2032-S1", "the first half of 2032", "el primer semestre de 2032"),
    ("2032-S2", "the second half of 2032", "el segundo semestre de 2032"),
    ("2031-11", "November 2031", "noviembre de 2031"),
    ("2032-01/2032-07", "January to July 2032", "enero a julio de 2032"),
    ("2021-01/2032-06", "January 2021 to June 2032", "enero de 2021 a junio de 2032"),
    ("2032/2034", "2032 to 2034", "2032 a 2034"),
    ("2030..2031", "2030 to 2031", "2030 a 2031"),
    ("2031-01/2031-07..2032-01/2032-07",
     "January to July 2032, against the same months of 2031", "enero a julio de 2032, frente a los mismos meses de 2031"),
    ("2031-01/2031-06..2032-01/2032-07",
     "January to July 2032, against January to June 2031", "enero a julio de 2032, frente a enero a junio de 2031"),
    ("2031-S1..2032-S1",
     "the first half of 2032, against the first half of 2031", "el primer semestre de 2032, frente al primer semestre de 2031"),
])
def test_in_prose(period: str, english: str, spanish: str) -> None:
    assert [period_text(parse_period(period), locale, short=False) for locale in (EN, ES)] == [english, spanish]


@pytest.mark.parametrize(("period", "english", "spanish"), [
    ("2031", "2031", "2031"),
    ("2032-S1", "2032 H1", "1S 2032"),
    ("2031-11", "Nov 2031", "nov 2031"),
    ("2032-01/2032-07", "Jan–Jul 2032", "ene-jul 2032"),
    ("2032/2034", "2032–2034", "2032-2034"),
    ("2030..2031", "2030 to 2031", "2030 a 2031"),
    ("2031-01/2031-07..2032-01/2032-07", "Jan–Jul 2031 to Jan–Jul 2032", "ene-jul 2031 a ene-jul 2032"),
])
def test_short(period: str, english: str, spanish: str) -> None:
    assert [period_text(parse_period(period), locale, short=True) for locale in (EN, ES)] == [english, spanish]


@pytest.mark.parametrize(("date", "english", "spanish"), [
    ("198X", "the 1980s", "la década de 1980"),
    ("203X", "the 2030s", "la década de 2030"),
    ("2031", "2031", "2031"),
    ("2031-21", "spring 2031", "primavera de 2031"),
    ("2031-24", "winter 2031", "invierno de 2031"),
    ("2031-07", "July 2031", "julio de 2031"),
    ("2031-09-12", "September 12, 2031", "12 de septiembre de 2031"),
    ("2031-09-01", "September 1, 2031", "1.º de septiembre de 2031"),
    ("2031-12-06/2031-12-09", "December 6 to 9, 2031", "del 6 al 9 de diciembre de 2031"),
    ("2031-10-30/2031-11-02", "October 30 to November 2, 2031", "del 30 de octubre al 2 de noviembre de 2031"),
    ("2031-12-30/2032-01-02", "December 30, 2031, to January 2, 2032", "del 30 de diciembre de 2031 al 2 de enero de 2032"),
    ("2031/2033", "2031 to 2033", "2031 a 2033"),
])
def test_dates_as_precisely_as_known(date: str, english: str, spanish: str) -> None:
    assert [date_text(parse_event_date(date), locale, short=False) for locale in (EN, ES)] == [english, spanish]


def test_short_dates() -> None:
    date = parse_event_date("2031-12-06/2031-12-09")
    assert [date_text(date, locale, short=True) for locale in (EN, ES)] == ["Dec 6–9, 2031", "6-9 dic 2031"]


def test_a_decade_has_its_article_in_a_sentence_and_none_in_a_label() -> None:
    date = parse_event_date("198X")
    assert [date_text(date, locale, short=True) for locale in (EN, ES)] == ["1980s", "década de 1980"]


def test_days() -> None:
    day = datetime.date(2031, 3, 1)
    printed = [day_text(day, locale, short=False) for locale in (EN, ES, french())]
    assert printed == ["March 1, 2031", "1.º de marzo de 2031", "1er mars 2031"]


@examples(60)
@given(st.integers(1500, 2199), st.integers(1, 12), st.sampled_from(all_locales()), st.booleans())
def test_a_year_is_never_grouped_and_never_lost(year: int, month: int, locale: Locale, short: bool) -> None:
    for text in (f"{year}", f"{year}-S2", f"{year}-{month:02d}"):
        assert str(year) in period_text(parse_period(text), locale, short=short)
