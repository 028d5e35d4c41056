"""Numbers: each form in each locale, and what holds for any number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.amounts import parse_quantity_text
from briefgen.language.locale import Locale
from briefgen.language.numbers import (
    Form,
    KeyParts,
    UnfitForm,
    key_parts,
    missing_units,
    number_text,
    quantity_text,
    tick_text,
    unit_text,
)
from briefgen.language.rules import MissingRule
from briefgen.model.observation import Qualifier
from briefgen.model.rounding import round_half_up, scaled
from conftest import examples
from language_locales import all_locales, french, observed, plain, shipped

EN, ES, FR = shipped("en-CA"), shipped("es-MX"), french()
Q = Qualifier


@pytest.mark.parametrize(("value", "multiplier", "unit", "english", "spanish"), [
    ("31.7", 9, "CAD", "C$31.7 billion", "31,700 millones de dólares canadienses"),
    ("3.85", 9, "CAD", "C$3.85 billion", "3,850 millones de dólares canadienses"),
    ("568", 9, "USD", "US$568 billion", "568,000 millones de dólares estadounidenses"),
    ("31.70", 9, "CAD", "C$31.70 billion", "31,700 millones de dólares canadienses"),
    ("2500", 6, "CAD", "C$2.5 billion", "2,500 millones de dólares canadienses"),
    ("306", 6, "CAD", "C$306 million", "306 millones de dólares canadienses"),
    ("1.234", 6, "CAD", "C$1.234 million", "1.234 millones de dólares canadienses"),
    ("1.7", 6, "CAD", "C$1.7 million", "1.7 millones de dólares canadienses"),
    ("1", 6, "CAD", "C$1 million", "1 millón de dólares canadienses"),
    ("3", 12, "CAD", "C$3 trillion", "3 billones de dólares canadienses"),
    ("0.5", 6, "CAD", "C$500,000", "500,000 dólares canadienses"),
    ("1", 0, "CAD", "C$1", "1 dólar canadiense"),
    ("-4.7", 9, "CAD", "−C$4.7 billion", "−4,700 millones de dólares canadienses"),
    ("0", 9, "CAD", "C$0", "0 dólares canadienses"),
    ("35.3", 0, "per_cent", "35.3 per cent", "35.3 por ciento"),
    ("2.2530", 0, "CAD/USD", "C$2.2530 per US dollar", "2.2530 dólares canadienses por dólar estadounidense"),
    ("272000", 0, "persons", "272,000", "272,000"),
    ("8", 0, "persons", "eight", "ocho"),
    ("0", 0, "claims", "zero", "cero"),
    ("10", 0, "persons", "10", "10"),
    ("8.0", 0, "persons", "8.0", "8.0"),
    ("1", 6, "persons", "one million", "un millón"),
    ("1234567", 0, "persons", "1,234,567", "1,234,567"),
    ("5", 0, "rank", "fifth", "quinto"),
    ("22", 0, "rank", "22nd", "22.º"),
    ("8", 0, "fold", "eight times", "ocho veces"),
    ("1", 0, "fold", "once", "una vez"),
    ("12.7", 0, "fold", "12.7 times", "12.7 veces"),
])
def test_prose(value: str, multiplier: int, unit: str, english: str, spanish: str) -> None:
    quantity = observed(value, unit, multiplier=multiplier)
    printed = [plain(quantity_text(quantity, locale, Form.PROSE, qualified=False)) for locale in (EN, ES)]
    assert printed == [english, spanish]


@pytest.mark.parametrize(("form", "value", "multiplier", "unit", "english", "spanish"), [
    (Form.NUMBER, "31.7", 9, "CAD", "31,700,000,000", "31,700,000,000"),
    (Form.TABLE, "31.7", 9, "CAD", "31.7", "31.7"),
    (Form.TABLE, "-35.3", 0, "per_cent", "−35.3%", "−35.3%"),
    (Form.AXIS, "31.7", 9, "CAD", "C$31.7 billion", "31.7 mil millones"),
    (Form.AXIS, "1", 9, "CAD", "C$1 billion", "1 mil millones"),
    (Form.AXIS, "7.8", 0, "fold", "7.8×", "7.8×"),
    (Form.AXIS, "3", 0, "rank", "3rd", "3.º"),
    (Form.WORDS, "1", 0, "persons", "one", "un"),
    (Form.WORDS_F, "1", 0, "persons", "one", "una"),
    (Form.WORDS, "12", 0, "persons", "12", "12"),
    (Form.KEY, "8", 0, "persons", "8", "8"),
    (Form.DECLINE, "-35.3", 0, "per_cent", "35.3 per cent", "35.3 por ciento"),
    (Form.RISE, "35.3", 0, "per_cent", "35.3 per cent", "35.3 por ciento"),
    (Form.ORDINAL, "3", 0, "rank", "third", "tercero"),
    (Form.ORDINAL_F, "3", 0, "rank", "third", "tercera"),
    (Form.ORDINAL_BEFORE, "3", 0, "rank", "third", "tercer"),
    (Form.ORDINAL_SHORT, "12", 0, "rank", "12th", "12.º"),
    (Form.PERIOD, "3", 0, "rank", "2031", "2031"),
])
def test_other_forms(form: Form, value: str, multiplier: int, unit: str, english: str, spanish: str) -> None:
    quantity = observed(value, unit, multiplier=multiplier)
    assert [plain(quantity_text(quantity, locale, form, qualified=False)) for locale in (EN, ES)] == [english, spanish]


@pytest.mark.parametrize(("value", "unit", "qualifier", "form", "english", "spanish"), [
    ("8600", "persons", Q.MORE_THAN, Form.PROSE, "more than 8,600", "más de 8,600"),
    ("0", "persons", Q.MORE_THAN, Form.PROSE, "more than zero", "más de cero"),
    ("8600", "persons", Q.ABOUT, Form.PROSE, "about 8,600", "alrededor de 8,600"),
    ("8", "fold", Q.NEARLY, Form.TIMES, "nearly eight times", "casi ocho veces"),
    ("15", "per_cent", Q.LESS_THAN, Form.PROSE, "less than 15 per cent", "menos de 15 por ciento"),
    ("8600", "persons", Q.MORE_THAN, Form.TABLE, ">8,600", ">8,600"),
    ("-15", "per_cent", Q.MORE_THAN, Form.DECLINE, "more than 15 per cent", "más de 15 por ciento"),
    ("-15", "per_cent", Q.MORE_THAN, Form.TABLE, "<−15%", "<−15%"),
    ("-15", "per_cent", Q.LESS_THAN, Form.PROSE, "more than −15 per cent", "más de −15 por ciento"),
])
def test_the_reservation_stands_in_front(
    value: str, unit: str, qualifier: Qualifier, form: Form, english: str, spanish: str
) -> None:
    """Of a negative number it speaks of the magnitude."""
    quantity = observed(value, unit, qualifier=qualifier)
    assert [plain(quantity_text(quantity, locale, form, qualified=True)) for locale in (EN, ES)] == [english, spanish]


def test_the_reservation_can_be_left_out() -> None:
    assert quantity_text(observed("8600", qualifier=Q.MORE_THAN), EN, Form.PROSE, qualified=False) == "8,600"


@pytest.mark.parametrize(("value", "unit", "form"), [
    ("35.3", "per_cent", Form.DECLINE), ("0", "per_cent", Form.DECLINE), ("-35.3", "per_cent", Form.RISE),
    ("0", "per_cent", Form.RISE), ("35.3", "per_cent", Form.ORDINAL), ("35", "per_cent", Form.ORDINAL), ("0", "rank", Form.PROSE),
    ("-2", "rank", Form.ORDINAL_SHORT), ("2.5", "rank", Form.ORDINAL), ("8", "persons", Form.TIMES),
])
def test_a_form_that_would_say_something_false_is_refused(value: str, unit: str, form: Form) -> None:
    with pytest.raises(UnfitForm):
        quantity_text(observed(value, unit), EN, form, qualified=True)


@pytest.mark.parametrize("form", [Form.PROSE, Form.KEY, Form.ORDINAL, Form.ORDINAL_SHORT])
@pytest.mark.parametrize("qualified", [True, False])
def test_a_rank_that_is_only_a_bound_has_no_ordinal(form: Form, qualified: bool) -> None:
    rank = observed("10", "rank", qualifier=Q.MORE_THAN)
    with pytest.raises(UnfitForm, match="more_than 10"):
        quantity_text(rank, EN, form, qualified=qualified)
    assert quantity_text(rank, EN, Form.NUMBER, qualified=True) == "more than 10"
    assert quantity_text(rank, EN, Form.TABLE, qualified=True) == ">10"


@pytest.mark.parametrize(("value", "multiplier", "unit", "qualifier", "english", "spanish"), [
    ("31.7", 9, "CAD", Q.EXACT, ("", "C$", "31.7", "billion"), ("", "", "31,700", "millones de dólares canadienses")),
    ("272000", 0, "persons", Q.EXACT, ("", "", "272,000", ""), ("", "", "272,000", "")),
    ("80", 0, "per_cent", Q.ABOUT, ("about", "", "80", "per cent"), ("alrededor de", "", "80", "por ciento")),
    ("5", 0, "rank", Q.EXACT, ("", "", "5", "th"), ("", "", "5", ".º")),
    ("-4", 9, "CAD", Q.EXACT, ("", "−C$", "4", "billion"), ("", "−", "4,000", "millones de dólares canadienses")),
])
def test_key_parts(
    value: str, multiplier: int, unit: str, qualifier: Qualifier, english: tuple[str, ...], spanish: tuple[str, ...]
) -> None:
    quantity = observed(value, unit, multiplier=multiplier, qualifier=qualifier)
    for locale, expected in ((EN, english), (ES, spanish)):
        parts = key_parts(quantity, locale)
        assert KeyParts(parts.qualifier, parts.prefix, parts.digits, plain(parts.suffix)) == KeyParts(*expected)


def test_units_name_columns() -> None:
    assert [plain(unit_text("CAD", 9, locale)) for locale in (EN, ES)] == [
        "C$ billion", "miles de millones de dólares canadienses",
    ]
    assert [unit_text("persons", 3, locale) for locale in (EN, ES)] == ["thousand persons", "miles de personas"]
    assert [unit_text("CAD/USD", 0, locale) for locale in (EN, ES)] == [
        "C$ per US dollar", "dólares canadienses por dólar estadounidense",
    ]


def test_a_currency_without_words_is_an_error_and_never_a_code() -> None:
    for form in (Form.PROSE, Form.KEY, Form.AXIS):
        with pytest.raises(MissingRule, match="es-MX has no currency ISK"):
            quantity_text(observed("5", "ISK"), ES, form, qualified=False)
    assert missing_units(frozenset({"ISK", "CAD", "persons", "CAD/NOK"}), ES) == ("ISK", "NOK")


def test_a_power_of_ten_without_a_name_is_an_error() -> None:
    with pytest.raises(MissingRule, match=r"10\*\*5"):
        unit_text("persons", 5, EN)


def test_a_tick_prints_as_a_value_on_an_axis() -> None:
    printed = [plain(tick_text(Decimal("20"), 9, "CAD", locale)) for locale in (EN, ES)]
    assert printed == ["C$20 billion", "20 mil millones"]


def test_a_third_locale_needs_no_code() -> None:
    quantity = observed("31.7", "CAD", multiplier=9)
    assert plain(quantity_text(quantity, FR, Form.PROSE, qualified=False)) == "31,7 milliards de dollars canadiens"
    more = observed("1", multiplier=6, qualifier=Q.MORE_THAN)
    assert quantity_text(more, FR, Form.PROSE, qualified=True) == "plus d’un million"
    assert quantity_text(observed("35.3", "per_cent"), FR, Form.TABLE, qualified=False) == "35,3\u00a0%"
    assert [quantity_text(observed(n, "rank"), FR, Form.ORDINAL_SHORT, qualified=False) for n in ("1", "21")] == ["1er", "21e"]
    assert plain(quantity_text(observed("1.7", multiplier=6), FR, Form.PROSE, qualified=False)) == "1,7 million"


def test_scale_and_number_never_part_at_a_line_end() -> None:
    for locale in (EN, ES):
        assert " mill" not in quantity_text(observed("306", "CAD", multiplier=6), locale, Form.PROSE, qualified=False)


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14)
recorded = st.builds(lambda value, places: round_half_up(value, places), decimals, st.integers(0, 4))
multipliers = st.sampled_from([0, 3, 6, 9, 12])
locales = st.sampled_from(all_locales())


@examples(150)
@given(recorded, multipliers, locales, st.sampled_from(["CAD", "claims", "per_cent"]), st.sampled_from([Form.KEY, Form.NUMBER]))
def test_what_is_printed_reads_back_as_the_rounded_amount(
    value: Decimal, multiplier: int, locale: Locale, unit: str, form: Form
) -> None:
    printed = quantity_text(observed(f"{value:f}", unit, multiplier=multiplier), locale, form, qualified=False)
    assert parse_quantity_text(printed, locale) == (scaled(value, multiplier),)


@examples(60)
@given(recorded, multipliers)
def test_both_locales_print_the_same_digits(value: Decimal, multiplier: int) -> None:
    quantity = observed(f"{value:f}", "CAD", multiplier=multiplier)
    for form in (Form.NUMBER, Form.TABLE):
        assert quantity_text(quantity, EN, form, qualified=False) == quantity_text(quantity, ES, form, qualified=False)


@examples(60)
@given(st.integers(0, 10**30 - 1), locales)
def test_grouping_changes_no_digit(value: int, locale: Locale) -> None:
    printed = number_text(Decimal(value), locale)
    assert "".join(character for character in printed if character.isdecimal()) == str(value)
    assert all(len(group) == 3 for group in plain(printed).replace(",", " ").split(" ")[1:])


@examples(80)
@given(recorded, multipliers, st.sampled_from(Form), locales)
def test_no_form_prints_another_locale_or_nothing(value: Decimal, multiplier: int, form: Form, locale: Locale) -> None:
    try:
        printed = quantity_text(observed(f"{value:f}", "CAD", multiplier=multiplier), locale, form, qualified=True)
    except UnfitForm:
        return
    assert printed.strip()
    assert "{" not in printed
    assert not (locale is ES and "billion" in printed)


def test_spanish_never_says_billones_for_a_thousand_million() -> None:
    for value in ("1", "9", "999", "999.9"):
        for form in (Form.PROSE, Form.AXIS, Form.KEY):
            assert "bill" not in quantity_text(observed(value, "CAD", multiplier=9), ES, form, qualified=False)
