"""Findings: statistics derived from observations, and the wording they allow.

What becomes of unit, period and source is said at each operation. Two things are the same for all:

status      the weakest of the operands' (a provisional part makes a provisional share)
qualifier   exact if all operands are; a bound stays a bound where the operation keeps its direction, is turned where
            it turns it (a larger divisor makes a smaller quotient), and is `about` where two reservations meet
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from briefgen.diagnostics import Diagnostic, Places, quantity_keys
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, FindingSpec, Operation, Quantity
from briefgen.model.observation import Measure, Observation, Qualifier, Status
from briefgen.model.period import Period, parse_period
from briefgen.model.reference import AmbiguousReference, QuantityIndex, UnknownReference
from briefgen.model.rounding import CONTEXT, round_bound, round_half_up
from briefgen.model.unit import UnitKind

_STATUSES = tuple(Status)
_TURNED = {
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
    Qualifier.NEARLY: Qualifier.ABOUT,
}


class _Refused(Exception):
    def __init__(self, code: str, message: str, hint: str, *path: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.path = code, message, hint, path


@dataclass(frozen=True, slots=True)
class _Result:
    """What an operation yields before rounding: a value in single units or per cent, and how it prints."""

    value: Decimal
    unit: str
    multiplier: int
    period: Period
    qualifier: Qualifier
    decimals: int


def derive(relationship: Relationship, places: Places) -> tuple[QuantityIndex, tuple[Diagnostic, ...]]:
    """Every observation and every finding, by reference; with what could not be derived and which guards do not hold."""
    deriver = _Deriver(relationship)
    diagnostics = []
    for spec in relationship.findings.values():
        try:
            with localcontext(CONTEXT):
                finding = deriver.finding(spec, ())
        except _Refused as refused:
            diagnostics.append(
                Diagnostic(
                    refused.code,
                    places.of("findings", spec.id, *refused.path),
                    refused.message,
                    refused.hint,
                    f"findings/{spec.id}",
                    () if refused.message.endswith(f" -> {spec.id}") else _needed(spec),
                )
            )
            continue
        if spec.expect and not spec.expect.holds(finding.exact):
            value = round_half_up(finding.exact, 4).normalize()
            words = f", so \"{spec.wording.entries[0][1]}\" is no longer true" if spec.wording else ""
            diagnostics.append(Diagnostic("F004", places.of("findings", spec.id, "expect"),
                                          f"expected {spec.expect}, found {value:f}{words}",
                                          "change the sentences that print this finding, then the guard", needs=_needed(spec)))
    return QuantityIndex(relationship.observations(), deriver.done, relationship.project.partners), tuple(diagnostics)


def _needed(spec: FindingSpec) -> tuple[str, ...]:
    """What must be known for a finding to be derived."""
    references = (*spec.of, *spec.among, *filter(None, (spec.from_, spec.rate)))
    return tuple(dict.fromkeys(key for reference in references for key in quantity_keys(reference)))


class _Deriver:
    """Derives findings, each once, operands first."""

    def __init__(self, relationship: Relationship) -> None:
        self.specs = relationship.findings
        self.index = QuantityIndex(relationship.observations(), {}, relationship.project.partners)
        self.done: dict[str, Finding] = {}

    def finding(self, spec: FindingSpec, above: tuple[str, ...]) -> Finding:
        if spec.id in self.done:
            return self.done[spec.id]
        if spec.id in above:
            raise _Refused("F007", f"expected a finding that does not need itself, found {' -> '.join((*above, spec.id))}",
                           "name observations", "of")
        above = (*above, spec.id)
        of = tuple(self._operand(reference, above, "of") for reference in spec.of)
        others = {
            name: self._operand(reference, above, name)
            for name, reference in (("from", spec.from_), ("rate", spec.rate))
            if reference
        }
        among = tuple(self._operand(reference, above, "among") for reference in spec.among)
        _check_operands(spec)
        result = _OPERATIONS[spec.operation](_Operands(of, others.get("from"), among, others.get("rate")))
        self.done[spec.id] = _finding(
            spec, result, (*of, *([others["from"]] if "from" in others else ()), *among), others.get("rate")
        )
        return self.done[spec.id]

    def _operand(self, reference: str, above: tuple[str, ...], field: str) -> Quantity:
        if reference in self.specs:
            return self.finding(self.specs[reference], above)
        try:
            return self.index.resolve(reference)
        except UnknownReference as error:
            near = f"did you mean {' or '.join(error.nearest)}?" if error.nearest else "see data/indicators/"
            raise _Refused("F001", f"expected an observation or a finding, found \"{reference}\"", near, field) from None
        except AmbiguousReference as error:
            raise _Refused("F001", f"expected one observation, found {len(error.choices)} for \"{reference}\"",
                           "one of: " + ", ".join(error.choices), field) from None


@dataclass(frozen=True, slots=True)
class _Operands:
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
            raise _Refused("F008", "expected the operand \"from\", found none", "add it")
        return self.from_


_PAIRS = (Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.DIFFERENCE, Operation.FOLD, Operation.AVERAGE_GROWTH)


def _check_operands(spec: FindingSpec) -> None:
    """An operation has the operands that it takes, and no others."""
    pair = spec.operation in _PAIRS
    wanted = {"from": pair, "among": spec.operation is Operation.RANK, "rate": spec.operation is Operation.CONVERSION}
    given = {"from": bool(spec.from_), "among": bool(spec.among), "rate": bool(spec.rate)}
    for name, is_wanted in wanted.items():
        if is_wanted and not given[name]:
            code = "F003" if name == "rate" else "F008"
            raise _Refused(code, f"expected the operand \"{name}\" for {spec.operation}, found none", "add it")
        if given[name] and not is_wanted:
            raise _Refused("F008", f"expected no operand \"{name}\" for {spec.operation}", "remove it", name)
    if spec.operation is Operation.SUM and len(spec.of) < 2:
        raise _Refused("F008", "expected two or more operands for sum, found one", "list them under \"of\"", "of")
    if spec.operation is not Operation.SUM and len(spec.of) > 1:
        raise _Refused(
            "F008", f"expected one operand under \"of\" for {spec.operation}, found {len(spec.of)}", "keep one", "of"
        )


def _finding(spec: FindingSpec, result: _Result, operands: tuple[Quantity, ...], rate: Quantity | None) -> Finding:
    decimals = result.decimals if spec.decimals is None else spec.decimals
    exact = result.value.scaleb(-result.multiplier)
    observations = tuple(dict.fromkeys(o for operand in operands for o in _observations(operand)))
    rates = tuple(dict.fromkeys(r for operand in operands for r in _rates(operand)))
    if isinstance(rate, Observation):
        rates = (*rates, rate)
    return Finding(
        id=spec.id,
        operation=spec.operation,
        value=_rounded(exact, decimals, result.qualifier),
        exact=exact,
        qualifier=result.qualifier,
        status=max((o.status for o in (*observations, *rates)), key=_STATUSES.index),
        unit=result.unit,
        multiplier=result.multiplier,
        period=result.period,
        operands=observations,
        rates=rates,
        name=spec.name,
        wording=spec.wording,
    )


def _rounded(exact: Decimal, decimals: int, qualifier: Qualifier) -> Decimal:
    """The value as it prints: half-up, but a bound so that it stays true."""
    if qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
        return round_bound(exact, decimals, lower=qualifier is Qualifier.MORE_THAN)
    return round_half_up(exact, decimals)


def _observations(quantity: Quantity) -> tuple[Observation, ...]:
    return (quantity,) if isinstance(quantity, Observation) else quantity.operands


def _rates(quantity: Quantity) -> tuple[Observation, ...]:
    return () if isinstance(quantity, Observation) else quantity.rates


def _amount(quantity: Quantity) -> Decimal:
    return quantity.amount if isinstance(quantity, Observation) else quantity.exact.scaleb(quantity.multiplier)


def _accumulated(quantity: Quantity) -> bool:
    return any(o.measure is Measure.ACCUMULATED for o in _observations(quantity))


def _same_unit(*quantities: Quantity) -> None:
    units = list(dict.fromkeys(q.unit for q in quantities))
    if len(units) > 1:
        both = all(q.kind is UnitKind.CURRENCY for q in quantities)
        hint = "convert one of them first: operation: conversion, with a dated rate" if both else "compare like with like"
        raise _Refused("F003" if both else "F002", f"expected one unit, found {' and '.join(units)}", hint, "of")


def _same_length(of: Quantity, base: Quantity) -> None:
    if of.period.months != base.period.months or _accumulated(of) != _accumulated(base):
        raise _Refused("F005", f"expected periods of one length, found {base.period} and {of.period}",
                       "accumulated and annual values, or periods of different length, are never mixed", "from")


def _same_period(*quantities: Quantity) -> None:
    periods = list(dict.fromkeys(str(q.period) for q in quantities))
    if len(periods) > 1 or len({_accumulated(q) for q in quantities}) > 1:
        raise _Refused("F005", f"expected one period, found {' and '.join(periods)}", "take the values of one period", "of")


def _decimals(*quantities: Quantity, multiplier: int) -> int:
    """Decimals that the coarsest operand justifies, in units of 10**multiplier."""
    exponents = [int(q.value.as_tuple().exponent) + q.multiplier for q in quantities]
    return max(0, multiplier - max(exponents))


def _pair(of: Quantity, base: Quantity) -> Period:
    if str(of.period) == str(base.period):
        return of.period
    earlier, later = sorted((base.period, of.period), key=lambda p: p.start)
    return parse_period(f"{earlier}..{later}")


def _joined(of: Quantity, base: Quantity, *, negative: bool = False) -> Qualifier:
    """The qualifier of a result that grows with `of` and shrinks with `base`; of a negative one it speaks of the magnitude."""
    if base.qualifier is Qualifier.EXACT:
        result = of.qualifier
    elif of.qualifier is Qualifier.EXACT:
        result = _TURNED.get(base.qualifier, base.qualifier)
    else:
        result = Qualifier.ABOUT
    return _TURNED.get(result, result) if negative else result


def _divided(numerator: Decimal, denominator: Decimal) -> Decimal:
    if denominator == 0:
        raise _Refused("F006", "expected a value to divide by, found zero", "check the operand \"from\"", "from")
    return numerator / denominator


def _change(operands: _Operands) -> _Result:
    """From `from` to `of`, in per cent of `from`; one unit, periods of one length; the period is the pair."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    value = _divided(_amount(of) - _amount(base), _amount(base)) * 100
    return _Result(value, "per_cent", 0, _pair(of, base), _joined(of, base, negative=value < 0), 0)


def _fold(operands: _Operands) -> _Result:
    """`of` as a multiple of `from`; one unit, periods of one length."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    return _Result(_divided(_amount(of), _amount(base)), "fold", 0, _pair(of, base), _joined(of, base), 1)


def _share(operands: _Operands) -> _Result:
    """`of` as a part of `from`, in per cent; one unit, one period."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_period(of, base)
    return _Result(_divided(_amount(of), _amount(base)) * 100, "per_cent", 0, of.period, _joined(of, base), 0)


def _difference(operands: _Operands) -> _Result:
    """`of` less `from`, in their unit; one period, or two of one length."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    value = _amount(of) - _amount(base)
    decimals = _decimals(of, base, multiplier=of.multiplier)
    return _Result(value, of.unit, of.multiplier, _pair(of, base), _joined(of, base, negative=value < 0), decimals)


def _sum(operands: _Operands) -> _Result:
    """All of `of` together, in their unit; one period. Two different reservations make `about`."""
    _same_unit(*operands.of)
    _same_period(*operands.of)
    reservations = {q.qualifier for q in operands.of} - {Qualifier.EXACT}
    qualifier = Qualifier.ABOUT if len(reservations) > 1 else next(iter(reservations), Qualifier.EXACT)
    multiplier = operands.one.multiplier
    value = sum((_amount(q) for q in operands.of), Decimal(0))
    return _Result(
        value, operands.one.unit, multiplier, operands.one.period, qualifier, _decimals(*operands.of, multiplier=multiplier)
    )


def _average_growth(operands: _Operands) -> _Result:
    """Compound growth a year from `from` to `of`, in per cent; one unit, periods of one length, a year or more apart."""
    of, base = operands.one, operands.base
    _same_unit(of, base)
    _same_length(of, base)
    years = of.period.start.year - base.period.start.year
    if years < 1:
        raise _Refused(
            "F005", f"expected periods a year or more apart, found {base.period} and {of.period}", "take an earlier one", "from"
        )
    multiple = _divided(_amount(of), _amount(base))
    if multiple <= 0:
        raise _Refused("F006", "expected two positive values", "growth from or to a loss has no rate", "of")
    value = ((multiple.ln() / years).exp() - 1) * 100
    return _Result(value, "per_cent", 0, _pair(of, base), _joined(of, base, negative=value < 0), 1)


def _rank(operands: _Operands) -> _Result:
    """The place of `of` among `among`, the largest first, 1 the first; one unit, one period. Equal values share a place."""
    of = operands.one
    _same_unit(of, *operands.among)
    _same_period(of, *operands.among)
    larger = sum(1 for q in operands.among if _amount(q) > _amount(of))
    return _Result(Decimal(larger + 1), "rank", 0, of.period, Qualifier.EXACT, 0)


def _conversion(operands: _Operands) -> _Result:
    """`of` in the other currency of `rate`; the rate must be of the operand's own period, and is kept to be named."""
    of, rate = operands.one, operands.rate
    if not isinstance(rate, Observation) or rate.kind is not UnitKind.RATE:
        raise _Refused("F003", "expected a dated exchange rate, found none", "record one as an observation in CUR/CUR", "rate")
    into, _, out_of = rate.unit.partition("/")
    if of.unit not in (into, out_of):
        raise _Refused("F003", f"expected a rate for {of.unit}, found {rate.unit}", "name another rate", "rate")
    if str(of.period) != str(rate.period):
        raise _Refused(
            "F005", f"expected a rate of {of.period}, found one of {rate.period}", "record the rate of that period", "rate"
        )
    forward = of.unit == out_of
    value = _amount(of) * rate.value if forward else _divided(_amount(of), rate.value)
    return _Result(
        value, into if forward else out_of, of.multiplier, of.period, of.qualifier, _decimals(of, multiplier=of.multiplier)
    )


_OPERATIONS: Mapping[Operation, Callable[[_Operands], _Result]] = {
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


def operands_of(quantity: Quantity) -> Iterator[Observation]:
    """The observations behind a quantity: itself, or its operands and then its rates."""
    yield from _observations(quantity)
    yield from _rates(quantity)
