"""Precision: the last digit that a quantity justifies, and what becomes of it when quantities are joined (decision 0021).

A *place* is a power of ten in single units: 21.3 with multiplier 9 is known to the place 8. None is a count that is exact.
"""

from __future__ import annotations

from decimal import Decimal

from briefgen.model.finding import Finding, Quantity
from briefgen.model.observation import Observation, Qualifier, Status
from briefgen.model.unit import UnitKind


def amount_of(quantity: Quantity) -> Decimal:
    """The value in single units, before any rounding for print."""
    return quantity.exact.scaleb(quantity.multiplier) if isinstance(quantity, Finding) else quantity.amount


def place_of(quantity: Quantity) -> int | None:
    """The place to which a quantity is known; None if it was counted, exactly and one by one.

    The zeros at the end of a whole number with a reservation, or of an estimate, are not known: about 3,400 to hundreds.
    """
    if isinstance(quantity, Finding):
        return quantity.place
    loose = quantity.qualifier is not Qualifier.EXACT or quantity.status is Status.ESTIMATE
    if _counted(quantity) and not loose:
        return None
    value = quantity.value
    if loose and value and value == value.to_integral_value() and value.as_tuple().exponent == 0:
        value = value.normalize()
    return int(value.as_tuple().exponent) + quantity.multiplier


def _counted(observation: Observation) -> bool:
    whole = observation.value.as_tuple().exponent == 0
    return observation.kind is UnitKind.COUNT and observation.multiplier == 0 and whole


def significant_digits(quantity: Quantity) -> int | None:
    """How many digits of a quantity are known, from its first one on; None for a count that is exact."""
    place, amount = place_of(quantity), amount_of(quantity)
    return None if place is None else amount.adjusted() - place + 1 if amount else 1


def place_of_sum(*quantities: Quantity) -> int | None:
    """The coarsest place: of what is added or subtracted, the operand that is known least exactly decides."""
    places = [place for quantity in quantities if (place := place_of(quantity)) is not None]
    return max(places, default=None)


def place_of_product(result: Decimal, *quantities: Quantity) -> int | None:
    """The place at which a product or a quotient has as many digits as the operand that has the fewest."""
    digits = [count for quantity in quantities if (count := significant_digits(quantity)) is not None]
    return (result.adjusted() if result else 0) - min(digits) + 1 if digits else None


def place_of_growth(multiple: Decimal, yearly: Decimal, years: int, place: int | None) -> int | None:
    """The place of a growth a year in per cent: what is uncertain in the multiple is spread over the years."""
    if place is None:
        return None
    spread = Decimal(1).scaleb(place) * 100 * yearly / (years * multiple)
    return spread.adjusted() + (spread != Decimal(1).scaleb(spread.adjusted()))


def span_of(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Between which amounts the true one lies, as the reservation tells; both are the amount itself if there is none."""
    amount, unit = amount_of(quantity), Decimal(1).scaleb(place_of(quantity) or 0)
    outward = {
        Qualifier.EXACT: (amount, amount),
        Qualifier.ABOUT: (amount - unit / 2, amount + unit / 2),
        Qualifier.NEARLY: (amount - unit, amount),
        Qualifier.MORE_THAN: (amount, Decimal("Infinity")),
        Qualifier.LESS_THAN: (Decimal("-Infinity"), amount),
    }
    if amount >= 0 or quantity.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return outward[quantity.qualifier]
    low, high = span_of(quantity.model_copy(update=_mirrored(quantity)))
    return -high, -low


def _mirrored(quantity: Quantity) -> dict[str, Decimal]:
    names = ("value", "exact") if isinstance(quantity, Finding) else ("value",)
    return {name: -getattr(quantity, name) for name in names}
