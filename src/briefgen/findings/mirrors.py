"""Mirrors: two counts of one flow each have their reasons, are told side by side, and have a gap that is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from briefgen.diagnostics import Diagnostic, Location, Path, Places, quantity_keys
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, Operation, Quantity, observations_of
from briefgen.model.mirror import Pair, mirrored
from briefgen.model.observation import Observation
from briefgen.model.precision import amount_of
from briefgen.model.reference import QuantityIndex
from briefgen.model.relationship import Mirror
from briefgen.model.rounding import CONTEXT

_SAME = Decimal("1e-15")


def check_mirrors(relationship: Relationship, index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    """Two counts have a record that explains them (F015), a record has two counts (F016, F018), a gap is theirs (F017)."""
    pairs = mirrored(relationship.observations())
    told: set[tuple[str, frozenset[str | None]]] = set()
    for pair in pairs:
        flow = pair.first.indicator, frozenset({pair.first.reporter, pair.second.reporter})
        if flow not in told and not any(mirror.indicator == flow[0] for mirror in relationship.mirrors.values()):
            yield Diagnostic(
                "F015", _place_of(pair.second, relationship, places),
                f"expected the reasons why {pair.first.reporter} and {pair.second.reporter} differ on {flow[0]}, found none",
                "tell them in data/mirrors.yaml", needs=("mirrors", f"indicators/{flow[0]}"),
            )
        told.add(flow)
    for mirror in relationship.mirrors.values():
        yield from _check_mirror(mirror, relationship, index, places, pairs)


def _check_mirror(
    mirror: Mirror, relationship: Relationship, index: QuantityIndex, places: Places, pairs: tuple[Pair, ...]
) -> Iterator[Diagnostic]:
    if not _has_counts(mirror, relationship, pairs):
        what = f"{mirror.indicator} and {mirror.against}" if mirror.against else mirror.indicator
        yield Diagnostic("F016", places.of("mirrors", mirror.id, "indicator"),
                         f"expected two counts of one flow in {what}, found none",
                         "name what the other reporter counts under \"against\", or record its series",
                         needs=("indicators", f"indicators/{mirror.indicator}", f"indicators/{mirror.against}"))
        return
    yield from _check_counts(mirror, index, places)
    if not mirror.against:
        yield from _check_gap(mirror, index, places, [p for p in pairs if p.first.indicator == mirror.indicator])


def _has_counts(mirror: Mirror, relationship: Relationship, pairs: tuple[Pair, ...]) -> bool:
    if not mirror.against:
        return any(pair.first.indicator == mirror.indicator for pair in pairs)
    ways = [
        {(s.reporter, s.counterpart) for s in relationship.indicators[key].series if s.reporter and s.counterpart}
        for key in (mirror.indicator, mirror.against) if key in relationship.indicators
    ]
    return len(ways) == 2 and any((other, one) in ways[1] for one, other in ways[0])


def _check_counts(mirror: Mirror, index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for number, count in enumerate(mirror.counts):
        path: Path = ("mirrors", mirror.id, "counts", number)
        total = _resolved(count.total, index)
        if count.reporter in seen:
            yield _count_fault(places, (*path, "reporter"), "another reporter", count.reporter, count.total)
        elif isinstance(total, Observation) and total.reporter != count.reporter:
            yield _count_fault(places, (*path, "total"), f"a total that {count.reporter} counted", total.id, count.total)
        elif isinstance(total, Observation) and total.indicator not in (mirror.indicator, mirror.against):
            yield _count_fault(places, (*path, "total"), f"a total of {mirror.indicator}", total.id, count.total)
        elif isinstance(total, Observation) and total.unit != count.currency:
            yield _count_fault(places, (*path, "currency"), total.unit, count.currency, count.total)
        seen.add(count.reporter)
    if len(mirror.counts) == 1:
        yield _count_fault(places, ("mirrors", mirror.id, "counts"), "two counts", "one", mirror.counts[0].total)


def _count_fault(places: Places, path: Path, expected: str, found: str, total: str) -> Diagnostic:
    return Diagnostic("F018", places.of(*path), f"expected {expected}, found {found}",
                      "a mirror tells each reporter's count once", needs=quantity_keys(total))


def _check_gap(mirror: Mirror, index: QuantityIndex, places: Places, pairs: list[Pair]) -> Iterator[Diagnostic]:
    """The gap is the difference of two counts, and its share is that of the gap in one of them."""
    for name, told in (("gap", mirror.gap), ("gap_share", mirror.gap_share)):
        if told is None:
            yield Diagnostic("F017", places.of("mirrors", mirror.id), f"expected the finding that tells the {name}, found none",
                             f"derive it in data/findings.yaml, and name it under \"{name}\"")
    gap, share = _resolved(mirror.gap, index), _resolved(mirror.gap_share, index)
    if not isinstance(gap, Finding):
        return
    pair = next((p for p in pairs if {p.first.id, p.second.id} == {o.id for o in observations_of(gap)}), None)
    if pair is None or gap.operation is not Operation.DIFFERENCE or not _is_gap(gap, pair):
        ids = " and ".join(f"{p.first.id} and {p.second.id}" for p in pairs[-1:])
        yield _gap_fault(mirror, "gap", gap, f"the difference of {ids}", places)
    elif isinstance(share, Finding) and not _is_share(share, gap, pair):
        yield _gap_fault(mirror, "gap_share", share, f"{gap.id} as a share of one of the two counts", places)


def _gap_fault(mirror: Mirror, name: str, found: Finding, expected: str, places: Places) -> Diagnostic:
    operands = ", ".join(o.id for o in observations_of(found))
    return Diagnostic("F017", places.of("mirrors", mirror.id, name),
                      f"expected {expected}, found a {found.operation} of {operands}",
                      "mend the finding, or name another one", needs=quantity_keys(found.id))


def _is_gap(gap: Finding, pair: Pair) -> bool:
    """Whether a difference is what the two counts leave once both are in its unit."""
    with localcontext(CONTEXT):
        one, other = (_converted(count, gap) for count in (pair.first, pair.second))
        return one is not None and other is not None and _alike(abs(amount_of(gap)), abs(one - other))


def _is_share(share: Finding, gap: Finding, pair: Pair) -> bool:
    with localcontext(CONTEXT):
        totals = [total for count in (pair.first, pair.second) if (total := _converted(count, gap))]
        wanted = [abs(amount_of(gap)) / total * 100 for total in totals]
        return share.operation is Operation.SHARE and any(_alike(abs(share.exact), one) for one in wanted)


def _alike(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other))


def _converted(count: Observation, into: Finding) -> Decimal | None:
    """A count in the unit of a finding, at the finding's own rate."""
    if count.unit == into.unit:
        return count.amount
    for rate in into.rates:
        if rate.unit == f"{into.unit}/{count.unit}":
            return count.amount * rate.amount
        if rate.unit == f"{count.unit}/{into.unit}" and rate.amount:
            return count.amount / rate.amount
    return None


def _resolved(reference: str | None, index: QuantityIndex) -> Quantity | None:
    try:
        return index.resolve(reference) if reference else None
    except LookupError:
        return None


def _place_of(observation: Observation, relationship: Relationship, places: Places) -> Location:
    series = relationship.indicators[observation.indicator].series
    ways = ((s.reporter, s.counterpart) for s in series)
    number = next(n for n, way in enumerate(ways) if way == (observation.reporter, observation.counterpart))
    return places.of("indicators", observation.indicator, "series", number)
