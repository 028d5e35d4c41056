"""Rounding: half away from zero, and arithmetic that loses no digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.rounding import decimals_of, round_bound, round_half_up, scaled


@pytest.mark.parametrize(("value", "decimals", "expected"), [
    ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13"), ("0.1249", 2, "0.12"), ("7", 2, "7.00"), ("1250", -2, "1300"),
])
def test_a_half_goes_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == expected


@pytest.mark.parametrize(("value", "decimals", "lower", "upper"), [
    ("221.54", 0, "221", "222"), ("221.54", 1, "221.5", "221.6"), ("-221.54", 1, "-221.5", "-221.6"),
    ("221.5", 1, "221.5", "221.5"), ("7", 2, "7.00", "7.00"), ("1254", -1, "1250", "1260"), ("5877", -3, "5000", "6000"),
])
def test_a_bound_stays_true_of_the_magnitude(value: str, decimals: int, lower: str, upper: str) -> None:
    """More than 221.54 is more than 221.5, and less than 221.54 is less than 221.6; of a fall likewise."""
    assert str(round_bound(Decimal(value), decimals, lower=True)) == lower
    assert str(round_bound(Decimal(value), decimals, lower=False)) == upper


def test_what_is_rounded_to_tens_prints_all_its_zeros() -> None:
    assert [str(round_half_up(Decimal("5877"), -power)) for power in (1, 2, 3, 4)] == ["5880", "5900", "6000", "10000"]


def test_a_long_record_keeps_its_digits() -> None:
    """Python's default context would keep 28 of them."""
    assert str(scaled(Decimal("12345678901234567890123456789.1"), 1)) == "123456789012345678901234567891"


def test_decimals_are_counted_as_recorded() -> None:
    assert [decimals_of(Decimal(text)) for text in ("21.30", "21", "2E+3")] == [2, 0, 0]


def test_what_is_not_finite_has_no_decimals() -> None:
    with pytest.raises(ValueError, match="expected a finite decimal"):
        decimals_of(Decimal("Infinity"))


@given(st.integers(-10**12, 10**12))
def test_rounding_moves_by_at_most_a_half(hundredths: int) -> None:
    value = Decimal(hundredths).scaleb(-2)
    assert abs(round_half_up(value, 1) - value) <= Decimal("0.05")
