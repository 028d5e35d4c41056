"""Reservation: what becomes of the qualifiers of operands in what is derived from them (decision 0021)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from briefgen.model.finding import Quantity
from briefgen.model.observation import Qualifier
from briefgen.model.precision import amount_of

_SIDES = {Qualifier.MORE_THAN: 1, Qualifier.LESS_THAN: -1, Qualifier.NEARLY: -1, Qualifier.ABOUT: 0}
"""On which side of the magnitude the true one lies."""


def joined(result: Decimal, influences: Iterable[tuple[Quantity, Decimal | int]]) -> Qualifier:
    """The qualifier of a result, given its operands, each with a number that has the sign of its influence.

    Exact if all operands are. A bound where all reservations push the result to one side: "more than" where its true
    magnitude is the larger. "Nearly" stays where it alone is kept; everything else is "about".
    """
    reserved = [(quantity, influence) for quantity, influence in influences if quantity.qualifier is not Qualifier.EXACT]
    pushes = {_side(quantity) * _sign(influence) for quantity, influence in reserved if influence}
    if not pushes:
        return Qualifier.EXACT
    if len(pushes) > 1 or pushes == {0}:
        return Qualifier.ABOUT
    outward = pushes.pop() * _sign(result) > 0
    if all(quantity.qualifier is Qualifier.NEARLY for quantity, _ in reserved):
        return Qualifier.ABOUT if outward else Qualifier.NEARLY
    return Qualifier.MORE_THAN if outward else Qualifier.LESS_THAN


def _side(quantity: Quantity) -> int:
    """On which side of the value, with its sign, the true one lies; 0 if that is open."""
    return _SIDES[quantity.qualifier] * _sign(amount_of(quantity))


def _sign(number: Decimal | int) -> int:
    return -1 if number < 0 else 1
