"""Pairs of counts: what two reporters say of one flow; found by indicator and period, with reporter and counterpart
interchanged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model.observation import Observation


@dataclass(frozen=True, slots=True)
class Pair:
    """Two counts of one flow in one period, in the order of the files."""

    first: Observation
    second: Observation


def mirrored(observations: Iterable[Observation]) -> tuple[Pair, ...]:
    """Every two observations of one indicator and period whose reporter and counterpart are interchanged."""
    seen: dict[tuple[str, str, str, str], Observation] = {}
    pairs = []
    for one in observations:
        if one.reporter and one.counterpart:
            key, period = one.indicator, str(one.period)
            if other := seen.get((key, period, one.counterpart, one.reporter)):
                pairs.append(Pair(other, one))
            seen[key, period, one.reporter, one.counterpart] = one
    return tuple(pairs)


def flows(pairs: Iterable[Pair]) -> frozenset[tuple[str, str, str]]:
    """Indicator, reporter and counterpart of every series that has a mirror, each way."""
    ways = ((p.first.indicator, p.first.reporter or "", p.first.counterpart or "") for p in pairs)
    return frozenset(way for key, one, other in ways for way in ((key, one, other), (key, other, one)))


def counted_by(observations: Iterable[Observation], mirrors: frozenset[tuple[str, str, str]]) -> frozenset[str]:
    """Whose counts a number rests on, where another reporter counts the same; nobody's if both counts are there."""
    found = {
        (o.indicator, o.reporter, o.counterpart) for o in observations
        if o.reporter and o.counterpart and (o.indicator, o.reporter, o.counterpart) in mirrors
    }
    return frozenset(one for key, one, other in found if (key, other, one) not in found)
