"""Precision: to which digit a quantity is known, and between which amounts the true one lies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.model.observation import Measure, Observation, Qualifier, Status
from briefgen.model.period import parse_period
from briefgen.model.precision import (
    place_of,
    place_of_growth,
    place_of_product,
    place_of_sum,
    significant_digits,
    span_of,
)


def recorded(value: str, qualifier: str = "exact", unit: str = "EUR", multiplier: int = 0, status: str = "final") -> Observation:
    return Observation(
        id="a@2031", indicator="a", reporter=None, counterpart=None, period=parse_period("2031"), value=Decimal(value),
        qualifier=Qualifier(qualifier), status=Status(status), unit=unit, multiplier=multiplier, measure=Measure.LEVEL, source="s",
    )


@pytest.mark.parametrize(("quantity", "place"), [
    (recorded("3400", unit="persons"), None),
    (recorded("2.5", unit="persons"), -1),
    (recorded("34", unit="persons", multiplier=3), 3),
    (recorded("3400"), 0),
    (recorded("21.30", multiplier=9), 7),
    (recorded("3400", "about", "persons"), 2),
    (recorded("3405", "about", "persons"), 0),
    (recorded("34.00", "about"), -2),
    (recorded("0", "about", "persons"), 0),
    (recorded("21000", unit="persons", status="estimate"), 3),
    (recorded("21000", unit="persons", status="provisional"), None),
])
def test_a_quantity_is_known_to_a_place(quantity: Observation, place: int | None) -> None:
    """Only what was counted one by one is exact; zeros at the end of what is reserved or estimated are not known."""
    assert place_of(quantity) == place


@pytest.mark.parametrize(("quantity", "digits"), [
    (recorded("21.30", multiplier=9), 4), (recorded("0.5"), 1), (recorded("0.00"), 1), (recorded("3400", "about"), 2),
    (recorded("7", unit="persons"), None),
])
def test_known_digits_begin_at_the_first_that_is_not_zero(quantity: Observation, digits: int | None) -> None:
    assert significant_digits(quantity) == digits


def test_the_operand_with_the_fewest_digits_decides_of_a_product_and_the_coarsest_of_a_sum() -> None:
    three, five, counted = recorded("1.25"), recorded("333.33"), recorded("7", unit="persons")
    assert place_of_product(Decimal("416.6625"), three, five, counted) == 0
    assert place_of_product(Decimal("0.004"), three) == -5
    assert place_of_product(Decimal(0), three) == -2
    assert place_of_product(Decimal("416"), counted) is None
    assert place_of_sum(recorded("3400", "about"), five, counted) == 2 and place_of_sum(counted) is None


@pytest.mark.parametrize(("multiple", "yearly", "years", "place", "expected"), [
    ("2", "1.0718", 10, -1, 0),
    ("1", "1", 10, -1, 0),
    ("1", "1", 100, -1, -1),
    ("8", "2", 3, 0, 1),
    ("8", "2", 3, None, None),
])
def test_what_is_uncertain_in_a_multiple_is_spread_over_its_years(
    multiple: str, yearly: str, years: int, place: int | None, expected: int | None
) -> None:
    """By hand: 100 * 10**place * yearly / (years * multiple), and the power of ten that is not below it."""
    assert place_of_growth(Decimal(multiple), Decimal(yearly), years, place) == expected


@pytest.mark.parametrize(("value", "qualifier", "low", "high"), [
    ("3400", "exact", "3400", "3400"),
    ("3400", "about", "3350", "3450"),
    ("3400", "nearly", "3300", "3400"),
    ("3400", "more_than", "3400", "Infinity"),
    ("3400", "less_than", "-Infinity", "3400"),
    ("-3400", "exact", "-3400", "-3400"),
    ("-3400", "about", "-3450", "-3350"),
    ("-3400", "nearly", "-3400", "-3300"),
    ("-3400", "more_than", "-Infinity", "-3400"),
    ("-3400", "less_than", "-3400", "Infinity"),
    ("0", "more_than", "0", "Infinity"),
])
def test_a_reservation_says_between_which_amounts_the_true_one_lies(value: str, qualifier: str, low: str, high: str) -> None:
    """Of a loss it speaks of the magnitude: nearly -3,400 is not quite so low."""
    assert span_of(recorded(value, qualifier)) == (Decimal(low), Decimal(high))


def test_a_span_is_in_single_units() -> None:
    assert span_of(recorded("2.5", "about", multiplier=9)) == (Decimal("2450000000"), Decimal("2550000000"))
    assert span_of(recorded("7", "nearly", "persons")) == (Decimal(6), Decimal(7))
