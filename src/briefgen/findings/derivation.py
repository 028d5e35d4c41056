"""Derivation: every finding from its operands, each once, and the guards on its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext

from briefgen.diagnostics import Diagnostic, Places, quantity_keys
from briefgen.findings.operations import OPERATIONS, Operands, Refused, Result, check_operands, rates_of
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, FindingSpec, Quantity, observations_of
from briefgen.model.observation import Observation, Qualifier, Status
from briefgen.model.precision import significant_digits
from briefgen.model.reference import AmbiguousReference, NotYetKnown, QuantityIndex, UnknownReference
from briefgen.model.rounding import CONTEXT, round_bound, round_half_up

_STATUSES = tuple(Status)


def _no_words(_finding: Finding) -> str:
    return ""


def derive(
    relationship: Relationship, places: Places, true_words: Callable[[Finding], str] = _no_words
) -> tuple[QuantityIndex, tuple[Diagnostic, ...]]:
    """Every observation and every finding, by reference; with what could not be derived and which guards do not hold.

    `true_words` tells, for the hint, which words are true of a finding whose guard does not hold.
    """
    deriver = _Deriver(relationship)
    diagnostics = []
    for spec in relationship.findings.values():
        try:
            with localcontext(CONTEXT):
                finding = deriver.finding(spec, ())
        except Refused as refused:
            diagnostics.append(
                Diagnostic(
                    refused.code,
                    places.of("findings", spec.id, *refused.path),
                    refused.message,
                    refused.hint,
                    f"findings/{spec.id}",
                    () if refused.message.endswith(f" -> {spec.id}") else needed(spec),
                )
            )
            continue
        if spec.expect and not spec.expect.holds(finding.exact):
            value = round_half_up(finding.exact, 4).normalize()
            words = f", so \"{spec.wording.entries[0][1]}\" is no longer true" if spec.wording else ""
            diagnostics.append(Diagnostic("F004", places.of("findings", spec.id, "expect"),
                                          f"expected {spec.expect}, found {value:f}{words}",
                                          "; ".join(filter(None, (_MEND, true_words(finding)))), needs=needed(spec)))
    return deriver.known.index(deriver.done), tuple(diagnostics)


_MEND = "change the sentences that print this finding, then the guard"


def needed(spec: FindingSpec) -> tuple[str, ...]:
    """What must be known for a finding to be derived."""
    references = (*spec.of, *spec.among, *filter(None, (spec.from_, spec.rate)))
    return tuple(dict.fromkeys(key for reference in references for key in quantity_keys(reference)))


class _Deriver:
    """Derives findings, each once, operands first."""

    def __init__(self, relationship: Relationship) -> None:
        self.specs = relationship.findings
        self.known = relationship.known()
        self.index = self.known.index({})
        self.done: dict[str, Finding] = {}

    def finding(self, spec: FindingSpec, above: tuple[str, ...]) -> Finding:
        if spec.id in self.done:
            return self.done[spec.id]
        if spec.id in above:
            raise Refused("F007", f"expected a finding that does not need itself, found {' -> '.join((*above, spec.id))}",
                           "name observations", "of")
        above = (*above, spec.id)
        of = tuple(self._operand(reference, above, "of", number) for number, reference in enumerate(spec.of))
        others = {
            name: self._operand(reference, above, name)
            for name, reference in (("from", spec.from_), ("rate", spec.rate))
            if reference
        }
        among = tuple(self._operand(reference, above, "among", number) for number, reference in enumerate(spec.among))
        check_operands(spec)
        operands = Operands(of, others.get("from"), among, others.get("rate"))
        result = OPERATIONS[spec.operation](operands)
        self.done[spec.id] = _finding(spec, result, operands)
        return self.done[spec.id]

    def _operand(self, reference: str, above: tuple[str, ...], *field: str | int) -> Quantity:
        if reference in self.specs:
            return self.finding(self.specs[reference], above)
        try:
            return self.index.resolve(reference)
        except NotYetKnown as error:
            raise Refused("D041", error.message, error.hint, *field) from None
        except UnknownReference as error:
            near = f"did you mean {' or '.join(error.nearest)}?" if error.nearest else "see data/indicators/"
            raise Refused("F001", f"expected an observation or a finding, found \"{reference}\"", near, *field) from None
        except AmbiguousReference as error:
            raise Refused("F001", f"expected one observation, found {len(error.choices)} for \"{reference}\"",
                           "one of: " + ", ".join(error.choices), *field) from None


def _finding(spec: FindingSpec, result: Result, operands: Operands) -> Finding:
    exact = result.value.scaleb(-result.multiplier)
    observations = tuple(dict.fromkeys(o for operand in operands.all for o in observations_of(operand)))
    rates = tuple(dict.fromkeys(r for operand in operands.all for r in rates_of(operand)))
    if isinstance(operands.rate, Observation):
        rates = (*rates, operands.rate)
    return Finding(
        id=spec.id,
        operation=spec.operation,
        value=_printed(spec, exact, result, operands),
        exact=exact,
        place=result.place,
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


def _printed(spec: FindingSpec, exact: Decimal, result: Result, operands: Operands) -> Decimal:
    """The value as it prints: with the decimals asked for, or those of the operation, never more than are justified."""
    justified = None if result.place is None else result.multiplier - result.place
    if justified is not None and spec.decimals is not None and spec.decimals > justified:
        raise Refused("F009", f"expected a result to {_to(justified)}, found one to {_to(spec.decimals)}",
                       f"{_coarsest(operands)}; leave decimals out", "decimals")
    if justified is not None and exact and not _rounded(exact, justified, result.qualifier):
        raise Refused("F011", f"expected a value that the operands determine, found {exact.normalize():f} to {_to(justified)}",
                       f"{_coarsest(operands)}; remove the finding, or record more precise values")
    if spec.decimals is not None:
        return _rounded(exact, spec.decimals, result.qualifier)
    decimals = result.decimals if justified is None else min(result.decimals, justified)
    value = _rounded(exact, decimals, result.qualifier)
    if decimals == justified and exact and value.adjusted() > exact.adjusted():
        value = _rounded(exact, decimals - 1, result.qualifier)
    return value


def _to(decimals: int) -> str:
    """How precise a result with so many decimals is, in words."""
    if decimals < 0:
        return f"the nearest {10 ** -decimals}"
    return f"{decimals} {'decimal' if decimals == 1 else 'decimals'}"


def _coarsest(operands: Operands) -> str:
    """Which operand is known least exactly, for a hint."""
    known = [(digits, q.id) for q in (*operands.all, *((operands.rate,) if operands.rate else ()))
             if (digits := significant_digits(q)) is not None]
    digits, name = min(known)
    return f"{name} is known to {digits} significant {'digit' if digits == 1 else 'digits'}"


def _rounded(exact: Decimal, decimals: int, qualifier: Qualifier) -> Decimal:
    """The value half-up, but a bound so that it stays true."""
    if qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
        return round_bound(exact, decimals, lower=qualifier is Qualifier.MORE_THAN)
    return round_half_up(exact, decimals)


def operands_of(quantity: Quantity) -> Iterator[Observation]:
    """The observations behind a quantity: itself, or its operands and then its rates."""
    yield from observations_of(quantity)
    yield from rates_of(quantity)
