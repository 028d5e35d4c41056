"""Cargo: what a file carries that a press has no use for: annotations, scripts, other files, locks, and a version too new."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import at, on
from briefgen.press.preflight.marks import Sheaf
from briefgen.press.preflight.wishes import Wishes

VERSIONS = ("1.3", "1.4", "1.5", "1.6", "1.7")
_SPARED = ("PrinterMark", "TrapNet", "Popup")


def check_cargo(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B030, B049, B062."""
    for page, damage in sheaf.damage:
        yield on(name, page, "B030", damage, "export the file again")
    if sheaf.encrypted:
        yield on(name, 0, "B049", "expected a file without encryption, found one that is locked",
                 "export it without a password")
    if sheaf.version not in VERSIONS:
        yield on(name, 0, "B049", f"expected PDF {VERSIONS[0]} to {VERSIONS[-1]}, found {sheaf.version}",
                 "export it as PDF/X-4")
    for what in sheaf.active:
        yield on(name, 0, "B049", f"expected pages alone, found {what}", "take it out: a press cannot run or open it")
    for leaf in sheaf.leaves:
        if leaf.screening:
            told = ", ".join(leaf.screening)
            yield on(name, leaf.number, "B062", f"expected curves and screens left to the press, found {told}",
                     "PDF/X-4 allows neither transfer functions nor halftone phases: export without them")
        notes = [(kind, box) for kind, box in leaf.notes if kind not in _SPARED and leaf.bleed.meets(box)]
        if notes:
            kinds = ", ".join(sorted({kind for kind, _ in notes}))
            yield on(name, leaf.number, "B049", f"expected no annotations within the bleed, found {len(notes)} ({kinds}), "
                     f"the first {at(notes[0][1])}", "links and notes are for screens: take them out")
