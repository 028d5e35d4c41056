"""Operations: what each derives from its operands, what becomes of unit and period, and what is refused.

The rest is the same for all (decision 0021):

sources     those of all operands and of the rate, each once
status      the weakest of the operands' and of the rate's (a provisional part makes a provisional share)
qualifier   by `model/reservation.py`: exact if all operands are; a bound where all reservations push to one side
precision   by `model/precision.py`: a sum is known to the place of its coarsest operand, a quotient to as many digits as
            the operand that has the fewest; nothing prints more digits than that
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.model.finding import FindingSpec, Operation, Quantity, observations_of
from briefgen.model.observation import Measure, Observation, Qualifier
from briefgen.model.period import Period, parse_period
from briefgen.model.precision import amount_of, place_of_growth, place_of_product, place_of_sum, span_of
from briefgen.model.reservation import joined
from briefgen.model.unit import UnitKind


class Refused(Exception):
    """A finding that cannot be derived: the code, what was expected and found, a hint, and the field that it lies in."""

    def __init__(self, code: str, message: str, hint: str, *path: str | int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.path = code, message, hint, path


@dataclass(frozen=True, slots=True)
class Result:
    """What an operation yields before rounding: a value in single units or per cent, and how it prints.

    `place` is the last digit that the operands justify; `decimals` is how many print if they justify as many.
    """

    value: Decimal
    unit: str
    multiplier: int
    period: Period
    qualifier: Qualifier
    decimals: int
    place: int | None


@dataclass(frozen=True, slots=True)
class Operands:
    """The quantities that an operation is handed, by the fields that name them."""

    of: tuple[Quantity, ...]
    from_: Quantity | None
    among: tuple[Quantity, ...]
    rate: Quantity | None

    @property
    def one(self) -> Quantity:
        return self.of[0]

    @property
    def base(self) -> Quantity:
        if self.from_ is None:
            raise Refused("F008", "expected the operand \"from\", found none", "add it")
        return self.from_

    @property
    def all(self) -> tuple[Quantity, ...]:
        return (*self.of, *((self.from_,) if self.from_ else ()), *self.among)


_PAIRS = (Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.DIFFERENCE, Operation.FOLD, Operation.AVERAGE_GROWTH)


def check_operands(spec: FindingSpec) -> None:
    """An operation has the operands that it takes, and no others."""
    pair = spec.operation in _PAIRS
    wanted = {"from": pair, "among": spec.operation is Operation.RANK, "rate": spec.operation is Operation.CONVERSION}
    given = {"from": bool(spec.from_), "among": bool(spec.among), "rate": bool(spec.rate)}
    for name, is_wanted in wanted.items():
        if is_wanted and not given[name]:
            code = "F003" if name == "rate" else "F008"
            raise Refused(code, f"expected the operand \"{name}\" for {spec.operation}, found none", "add it")
        if given[name] and not is_wanted:
            raise Refused("F008", f"expected no operand \"{name}\" for {spec.operation}", "remove it", name)
    if spec.operation is Operation.SUM and len(spec.of) < 2:
        raise Refused("F008", "expected two or more operands for sum, found one", "list them under \"of\"", "of")
    if spec.operation is not Operation.SUM and len(spec.of) > 1:
        raise Refused(
            "F008", f"expected one operand under \"of\" for {spec.operation}, found {len(spec.of)}", "keep one", "of"
        )


def rates_of(quantity: Quantity) -> tuple[Observation, ...]:
    """The exchange rates that a quantity rests on."""
    return () if isinstance(quantity, Observation) else quantity.rates


def _accumulated(quantity: Quantity) -> bool:
    return any(o.measure is Measure.ACCUMULATED for o in observations_of(quantity))


def _same_unit(*quantities: Quantity) -> None:
    units = list(dict.fromkeys(q.unit for q in quantities))
    if len(units) > 1:
        both = all(q.kind is UnitKind.CURRENCY for q in quantities)
        hint = "convert one of them first: operation: conversion, with a dated rate" if both else "compare like with like"
        raise Refused("F003" if both else "F002", f"expected one unit, found {' and '.join(units)}", hint, "of")
    measures = list(dict.fromkeys(_measure(q) for q in quantities))
    if quantities[0].kind in _DERIVED and len(measures) > 1:
        raise Refused("F012", f"expected values of one kind, found a {' and a '.join(measures)}",
                       "a share and a change are both in per cent, and are not alike", "of")


_DERIVED = frozenset({UnitKind.PER_CENT, UnitKind.FOLD, UnitKind.RANK})
_MEASURES = {
    Operation.CHANGE: Measure.CHANGE, Operation.RATIO: Measure.FOLD, Operation.FOLD: Measure.FOLD,
    Operation.SHARE: Measure.SHARE, Operation.AVERAGE_GROWTH: Measure.AVERAGE_GROWTH, Operation.RANK: Measure.RANK,
}


def _measure(quantity: Quantity) -> Measure:
    """What a value is: as its indicator says, or as the operation makes it; sums and differences are what their parts are."""
    if isinstance(quantity, Observation):
        return quantity.measure
    return _MEASURES.get(quantity.operation, quantity.operands[0].measure)


def _same_length(of: Quantity, base: Quantity) -> None:
    if of.period.months != base.period.months or _accumulated(of) != _accumulated(base):
        raise Refused("F005", f"expected periods of one length, found {base.period} and {of.period}",
                       "accumulated and annual values, or periods of different length, are never mixed", "from")


def _same_period(*quantities: Quantity) -> None:
    periods = list(dict.fromkeys(str(q.period) for q in quantities))
    if len(periods) > 1 or len({_accumulated(q) for q in quantities}) > 1:
        raise Refused("F005", f"expected one period, found {' and '.join(periods)}", "take the values of one period", "of")


def _decimals(*quantities: Quantity, multiplier: int) -> int:
    """Decimals that the operands have as recorded or printed, in units of 10**multiplier; the coarsest decides."""
    exponents = [int(q.value.as_tuple().exponent) + q.multiplier for q in quantities]
    return max(0, multiplier - max(exponents))


def _pair(of: Quantity, base: Quantity) -> Period:
    if str(of.period) == str(base.period):
        return of.period
    earlier, later = sorted((base.period, of.period), key=lambda p: p.start)
    try:
        return parse_period(f"{earlier}..{later}")
    except ValueError:
        raise Refused("F005", f"expected an earlier and a later period, found {base.period} and {of.period}",
                       "take two periods of which one begins after the other", "from") from None


def _divided(numerator: Decimal, denominator: Decimal) -> Decimal:
    if denominator == 0:
        raise Refused("F006", "expected a value to divide by, found zero", "check the operand \"from\"", "from")
    return numerator / denominator


def _change(operands: Operands) -> Result:
    """From `from` to `of`, in per cent of `from`; one unit, periods of one length; the period is the pair."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    value = _divided(amount_of(of) - amount_of(base), amount_of(base)) * 100
    return _quotient(value, "per_cent", 0, operands, _pair(of, base))


def _fold(operands: Operands) -> Result:
    """`of` as a multiple of `from`; one unit, periods of one length."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    return _quotient(_divided(amount_of(of), amount_of(base)), "fold", 1, operands, _pair(of, base))


def _share(operands: Operands) -> Result:
    """`of` as a part of `from`, in per cent; one unit, one period."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_period(of, base)
    return _quotient(_divided(amount_of(of), amount_of(base)) * 100, "per_cent", 0, operands, of.period)


def _quotient(value: Decimal, unit: str, decimals: int, operands: Operands, period: Period) -> Result:
    """A result that rests on `of` divided by `from`: it grows with the one and shrinks as the other grows."""
    of, base = operands.one, operands.base
    place = place_of_product(amount_of(of) / amount_of(base), of, base)
    qualifier = joined(value, ((of, amount_of(base)), (base, -amount_of(of))))
    return Result(value, unit, 0, period, qualifier, decimals, None if place is None else place + 2 * (unit == "per_cent"))


def _difference(operands: Operands) -> Result:
    """`of` less `from`, in their unit; one period, or two of one length."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    value = amount_of(of) - amount_of(base)
    decimals = _decimals(of, base, multiplier=of.multiplier)
    qualifier = joined(value, ((of, 1), (base, -1)))
    return Result(value, of.unit, of.multiplier, _pair(of, base), qualifier, decimals, place_of_sum(of, base))


def _sum(operands: Operands) -> Result:
    """All of `of` together, in their unit; one period. Only amounts, counts and shares of one whole add up."""
    _same_unit(*operands.of)
    _same_period(*operands.of)
    for number, operand in enumerate(operands.of):
        if (measure := _measure(operand)) not in (Measure.LEVEL, Measure.ACCUMULATED, Measure.SHARE):
            raise Refused("F013", f"expected values that add up, found a {measure.value.replace('_', ' ')}",
                           "add the amounts, and derive from their sum", "of", number)
    multiplier = operands.one.multiplier
    value = sum((amount_of(q) for q in operands.of), Decimal(0))
    qualifier = joined(value, ((q, 1) for q in operands.of))
    decimals = _decimals(*operands.of, multiplier=multiplier)
    return Result(value, operands.one.unit, multiplier, operands.one.period, qualifier, decimals, place_of_sum(*operands.of))


def _average_growth(operands: Operands) -> Result:
    """Compound growth a year from `from` to `of`, in per cent; one unit, periods of one length, a year or more apart."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    years = of.period.start.year - base.period.start.year
    if years < 1:
        raise Refused(
            "F005", f"expected periods a year or more apart, found {base.period} and {of.period}", "take an earlier one", "from"
        )
    multiple = _divided(amount_of(of), amount_of(base))
    if multiple <= 0:
        raise Refused("F006", "expected two positive values", "growth from or to a loss has no rate", "of")
    yearly = (multiple.ln() / years).exp()
    value = (yearly - 1) * 100
    place = place_of_growth(multiple, yearly, years, place_of_product(multiple, of, base))
    qualifier = joined(value, ((of, 1), (base, -1)))
    return Result(value, "per_cent", 0, _pair(of, base), qualifier, 1, place)


def _rank(operands: Operands) -> Result:
    """The place of `of` among `among`, the largest first, 1 the first; one unit, one period. Equal values share a place.

    The place must be certain: refused where a reservation leaves open which of two is the larger.
    """
    of = operands.one
    _same_unit(of, *operands.among)
    _same_period(of, *operands.among)
    low, high = span_of(of)
    larger = 0
    for number, other in enumerate(operands.among):
        least, most = span_of(other)
        if other.id != of.id and least < high and low < most:
            raise Refused("F010", f"expected an order that is certain, found {of.qualifier} {of.value} and "
                           f"{other.qualifier} {other.value}", f"{of.id} may be larger or smaller than {other.id}",
                           "among", number)
        larger += other.id != of.id and least >= high and amount_of(other) != amount_of(of)
    return Result(Decimal(larger + 1), "rank", 0, of.period, Qualifier.EXACT, 0, None)


def _conversion(operands: Operands) -> Result:
    """`of` in the other currency of `rate`; the rate must be of the operand's own period, and is kept to be named."""
    of, rate = operands.one, operands.rate
    if not isinstance(rate, Observation) or rate.kind is not UnitKind.RATE:
        raise Refused("F003", "expected a dated exchange rate, found none", "record one as an observation in CUR/CUR", "rate")
    into, _, out_of = rate.unit.partition("/")
    if of.unit not in (into, out_of):
        raise Refused("F003", f"expected a rate for {of.unit}, found {rate.unit}", "name another rate", "rate")
    if str(of.period) != str(rate.period):
        raise Refused(
            "F005", f"expected a rate of {of.period}, found one of {rate.period}", "record the rate of that period", "rate"
        )
    forward = of.unit == out_of
    value = amount_of(of) * rate.amount if forward else _divided(amount_of(of), rate.amount)
    place = place_of_product(value, of, rate)
    qualifier = joined(value, ((of, 1), (rate, amount_of(of) if forward else -amount_of(of))))
    decimals = _decimals(of, multiplier=of.multiplier)
    return Result(value, into if forward else out_of, of.multiplier, of.period, qualifier, decimals, place)


OPERATIONS: Mapping[Operation, Callable[[Operands], Result]] = {
    Operation.CHANGE: _change,
    Operation.RATIO: _fold,
    Operation.FOLD: _fold,
    Operation.SHARE: _share,
    Operation.SUM: _sum,
    Operation.DIFFERENCE: _difference,
    Operation.AVERAGE_GROWTH: _average_growth,
    Operation.RANK: _rank,
    Operation.CONVERSION: _conversion,
}
