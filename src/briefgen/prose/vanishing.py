"""Vanishing: a value that is not zero and would print as zero, because fewer digits print than it takes to show it (F019)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic, Location, quantity_keys
from briefgen.model.finding import Finding, Quantity
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
    words = ", or print words for it: as wording" if quantity.wording else ""
    shown = round_half_up(quantity.exact, decimals + 1).normalize()
    yield Diagnostic(
        "F019", place, f"expected a value that shows, found {shown:f}, which prints as {abs(quantity.value)}",
        f"write decimals: \"{decimals}\" at {quantity.id} in data/findings.yaml{words}", needs=quantity_keys(quantity.id),
    )
