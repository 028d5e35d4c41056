"""Embedding: every font inside the file, and none that is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import on
from briefgen.press.preflight.marks import Face, Sheaf
from briefgen.press.preflight.wishes import Wishes


def check_embedding(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B040: each font once, at the first page that uses it."""
    seen: set[Face] = set()
    for leaf in sheaf.leaves:
        for face in leaf.faces:
            if face in seen:
                continue
            seen.add(face)
            if face.kind == "Type3":
                yield on(name, leaf.number, "B040", f"expected fonts with outlines, found {face.name}, a Type 3 font",
                         "set the text in an OpenType font")
            elif not face.embedded:
                yield on(name, leaf.number, "B040", f"expected fonts inside the file, found {face.name} missing",
                         "embed it, as a subset")
