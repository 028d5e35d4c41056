"""Saying: what the formatters print reads back, by a grammar that shares nothing with them, as what was recorded."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.numbers import Form, UnfitForm, quantity_text
from briefgen.language.periods import date_text, period_text
from briefgen.language.rules import MissingRule
from briefgen.model.observation import Qualifier
from briefgen.model.period import parse_event_date, parse_period
from briefgen.model.rounding import scaled
from briefgen.proof import Said, grammar_of, said_in, said_of
from conftest import examples
from language_locales import observed, shipped

EN, ES = shipped("en-CA"), shipped("es-MX")
LOCALES = {"en-CA": EN, "es-MX": ES}
UNITS = ["CAD", "USD", "MXN", "EUR", "CAD/USD", "persons", "count", "years", "per_cent", "fold", "rank"]


def values(most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**most), max_value=10**most).filter(
        lambda value: -12 <= int(value.as_tuple().exponent) <= most  # type: ignore[arg-type]
    )


def read_back(text: str, tag: str) -> Said:
    said = said_of(text, tag)
    assert said is not None, text
    return said


def holds(value: Decimal, multiplier: int, unit: str, qualifier: Qualifier, form: Form) -> None:
    """Either the form does not suit the quantity, which is told, or both languages print what was recorded."""
    quantity = observed(str(value), unit, multiplier=multiplier, qualifier=qualifier)
    for tag, locale in LOCALES.items():
        try:
            text = quantity_text(quantity, locale, form, qualified=form is not Form.NUMBER)
        except (UnfitForm, MissingRule):
            continue
        said = read_back(text, tag)
        expected = value if form is Form.TABLE else scaled(value, multiplier)
        expected = abs(expected) if form is Form.DECLINE else expected
        assert said.value == expected, (text, said)
        if unit in ("CAD", "USD", "MXN", "EUR", "CAD/USD") and form in (Form.PROSE, Form.KEY, Form.DECLINE, Form.RISE):
            assert (said.kind, said.unit) == ("amount", unit), (text, said)
        if unit in ("per_cent", "fold") and form in (Form.PROSE, Form.KEY, Form.AXIS):
            assert said.kind == unit, (text, said)
        below = {"more_than": "less_than", "less_than": "more_than"} if expected < 0 else {}
        reserved = "" if qualifier is Qualifier.EXACT or form is Form.NUMBER else below.get(qualifier.value, qualifier.value)
        signs = {"nearly": "about"} if form in (Form.TABLE, Form.AXIS) else {}
        assert said.qualifier == signs.get(reserved, reserved), (text, said)


quantities = given(
    values(15), st.integers(0, 12), st.sampled_from(UNITS), st.sampled_from(list(Qualifier)),
    st.sampled_from([form for form in Form if form is not Form.PERIOD]),
)


@quantities
@examples(120)
def test_what_is_printed_reads_back_as_recorded(value: Decimal, multiplier: int, unit: str, q: Qualifier, form: Form) -> None:
    holds(value, multiplier, unit, q, form)


@pytest.mark.slow
@quantities
@examples(2000)
def test_very_many_read_back_as_recorded(value: Decimal, multiplier: int, unit: str, q: Qualifier, form: Form) -> None:
    holds(value, multiplier, unit, q, form)


@pytest.mark.parametrize(("text", "english"), [
    ("In 2009, C$21.3 billion.", ["year 2009", "21300000000 CAD"]),
    ("more than 9,500 of them, 24.2% or seven per cent", ["more than 9500", "24.2 per cent", "7 per cent"]),
    ("December 6 to 9, 2009, and the 1980s", ["day 6", "day 9", "month 12", "year 2009", "decade 1980"]),
    ("January to July 2010, 2007–2008; 2010 H1", ["month 1", "month 7", "year 2010", "year 2007", "year 2008", "year 2010", "half 1"]),
    ("in May 2010 they may be 7,5 or 1.234.5", ["month 5", "year 2010", '"7,5"', '"1.234.5"']),
    ("Figure 3, Table 2 and note 4; page 12; third parties of the three", ["figure 3", "table 2", "note 4"]),
    ("the 4th, −C$3 million; C$1.14 per US dollar", ["ordinal 4", "-3000000 CAD", "1.14 CAD/USD"]),
])
def test_english_is_read(text: str, english: list[str]) -> None:
    assert [str(said) for said in said_in(text, "en-CA")] == english


@pytest.mark.parametrize(("text", "spanish"), [
    ("En 2009, 21,300 millones de dólares canadienses.", ["year 2009", "21300000000 CAD"]),
    ("más de 9,500, 24.2% o siete por ciento; 21.3 miles de millones; 457 mil millones", ["more than 9500", "24.2 per cent", "7 per cent", "21300000000", "457000000000"]),
    ("del 6 al 9 de diciembre de 2009 y la década de 1980", ["day 6", "day 9", "month 12", "year 2009", "decade 1980"]),
    ("enero a julio de 2010, 2007-2008; 1S 2010", ["month 1", "month 7", "year 2010", "year 2007", "year 2008", "half 1", "year 2010"]),
    ("1.º de enero de 1994; el mar y 21.300,5", ["day 1", "month 1", "year 1994", '"21.300,5"']),
    ("Figura 3, Cuadro 2 y nota 4; página 12; terceros", ["figure 3", "table 2", "note 4"]),
    ("4.º, −3 millones de euros; 1.14 dólares canadienses por dólar estadounidense", ["ordinal 4", "-3000000 EUR", "1.14 CAD/USD"]),
])
def test_spanish_is_read(text: str, spanish: list[str]) -> None:
    assert [str(said) for said in said_in(text, "es-MX")] == spanish


def test_where_spanish_writes_a_comma_it_reads_one() -> None:
    assert [str(said) for said in said_in("21.300,5 euros", "es-ES")] == ["21300.5 EUR"]
    assert grammar_of("fr-CA") is None
    with pytest.raises(LookupError):
        said_in("un", "fr-CA")


@given(st.text(max_size=300) | st.text(alphabet="0123456789.,-− millonesCUS$%tercio deyal\n", max_size=300), st.sampled_from(list(LOCALES)))
@examples(150)
def test_any_text_is_read(text: str, tag: str) -> None:
    assert all(str(said) for said in said_in(text, tag))
    said_of(text, tag)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["9", "9,", "9.9 ", "million ", "more than ", "de ", "December 6 ", "a third ", "$", "-"])
def test_a_long_text_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    for tag in LOCALES:
        said_in(piece * (60_000 // len(piece)), tag)
    assert time.process_time() - start < 20


@given(st.integers(1800, 2100), st.integers(1, 12), st.integers(1, 28), st.booleans())
@examples(80)
def test_dates_read_back_alike_in_both_languages(year: int, month: int, day: int, short: bool) -> None:
    for date in (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}", f"{year}/{year + 2}"):
        texts = {tag: date_text(parse_event_date(date), locale, short=short) for tag, locale in LOCALES.items()}
        alike(texts)
    for period in (f"{year}", f"{year}-S1", f"{year}-{month:02d}", f"{year}/{year + 1}", f"{year}..{year + 1}"):
        alike({tag: period_text(parse_period(period), locale, short=short) for tag, locale in LOCALES.items()})


def alike(texts: dict[str, str]) -> None:
    read = [sorted(said_in(text, tag)) for tag, text in texts.items()]
    assert read[0] == read[1] and read[0], texts
