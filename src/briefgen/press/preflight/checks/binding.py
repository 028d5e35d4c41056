"""Binding: a number of pages that the binding can hold."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.model.binding import Binding
from briefgen.press.preflight.checks.place import on
from briefgen.press.preflight.marks import Sheaf
from briefgen.press.preflight.wishes import Wishes

_STEPS = {Binding.SADDLE: (4, "a multiple of four pages to fold and staple"),
          Binding.PERFECT: (2, "an even number of pages to glue"),
          Binding.FLAT: (2, "an even number of pages, two a leaf")}


def check_binding(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B044: a single page may be printed on one side of its leaf."""
    pages = len(sheaf.leaves)
    if wishes.binding is None or (wishes.binding is Binding.FLAT and pages == 1):
        return
    step, words = _STEPS[wishes.binding]
    if pages % step:
        yield on(name, 0, "B044", f"expected {words}, found {pages}", f"add {step - pages % step} blank, or another binding")
