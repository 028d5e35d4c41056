"""Vanishing: a value that is not zero and would print as zero, because fewer digits print than it takes to show it (F019)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic, Location, quantity_keys
from briefgen.model.finding import MOST_DECIMALS, Finding, Quantity
from briefgen.model.rounding import round_half_up

SILENT = frozenset({"period", "wording"})
"""The forms of a quantity that print no value."""


def check_vanishing(quantity: Quantity, form: str, place: Location) -> Iterator[Diagnostic]:
    """That a finding prints as nothing only if it is nothing; told where it prints. What is recorded prints as recorded."""
    if form in SILENT or not isinstance(quantity, Finding) or quantity.value or not quantity.exact:
        return
    decimals = -quantity.exact.adjusted()
    if quantity.place is not None:
        decimals = min(decimals, quantity.multiplier - quantity.place)
    shown = round_half_up(quantity.exact, decimals + 1).normalize()
    yield Diagnostic(
        "F019", place, f"expected a value that shows, found {shown:f}, which prints as {abs(quantity.value)}",
        _way_out(quantity, decimals), needs=quantity_keys(quantity.id),
    )


def _way_out(finding: Finding, decimals: int) -> str:
    """What makes it show: more decimals, as long as they are not more than print at all; words."""
    words = "print words for it: as wording" if finding.wording else ""
    if decimals > MOST_DECIMALS:
        words = words or "print what it is derived from, or give it a wording"
        return f"more than {MOST_DECIMALS} decimals do not print: {words}"
    more = f"write decimals: \"{decimals}\" at {finding.id} in data/findings.yaml"
    return f"{more}, or {words}" if words else more
