"""Layers: the import table of docs/architecture.md, held against what the code imports."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
IMPORTED_AS = {"citeproc-py": "citeproc", "markdown-it-py": "markdown_it"}
pytestmark = pytest.mark.skipif(not ARCHITECTURE.is_file(), reason="docs/architecture.md is not written yet")


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in re.split(r"[,\s`]+", cell) if word and word not in ("-", "–", "—"))


@cache
def table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each module what it may import and which libraries it owns, from the table whose heads say so."""
    rows: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    inside = False
    for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if [cell.lower() for cell in cells] == ["module", "may import", "owns"]:
            inside = True
        elif inside and line.startswith("|") and not set(line) <= set("|-: "):
            (module,) = _words(cells[0])
            may = tuple(rows) if cells[1].lower().startswith("all") else _words(cells[1])
            rows[module] = (may, tuple(IMPORTED_AS.get(word, word) for word in _words(cells[2])))
        elif inside and not line.startswith("|"):
            break
    return rows


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("briefgen", include_external_packages=True)


def component(module: str) -> str:
    """The first name below the package: what the table's rows are about."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_the_table_has_a_row_for_every_module() -> None:
    there = {component(name) for name in graph().modules if name.startswith("briefgen.")} - {"__main__"}
    assert set(table()) == there


def test_nothing_imports_what_the_table_does_not_allow() -> None:
    wrong = []
    for name in sorted(graph().modules):
        if not name.startswith("briefgen.") or component(name) == "__main__":
            continue
        may = {*table()[component(name)][0], component(name), ""}
        wrong += [
            f"{name} imports {other}"
            for other in sorted(graph().find_modules_directly_imported_by(name))
            if other.startswith("briefgen") and component(other) not in may
        ]
    assert wrong == []


def test_each_library_is_imported_by_its_owner_alone() -> None:
    owners = {library: module for module, (_, libraries) in table().items() for library in libraries}
    wrong = [
        f"{importer} imports {library}, which {owner} owns"
        for library, owner in sorted(owners.items())
        if library in graph().modules
        for importer in sorted(graph().find_modules_that_directly_import(library))
        if component(importer) != owner
    ]
    assert wrong == []


def test_every_library_owned_is_used() -> None:
    assert [library for _, libraries in table().values() for library in libraries if library not in graph().modules] == []


def test_no_two_modules_of_a_package_import_each_other() -> None:
    """Not even within a component: of two modules that need each other, one wants splitting."""
    names = sorted(name for name in graph().modules if name.startswith("briefgen."))
    pairs = [
        (a, b)
        for a in names
        for b in graph().find_modules_directly_imported_by(a)
        if b.startswith("briefgen.") and a < b and a in graph().find_modules_directly_imported_by(b)
    ]
    assert [(a, b) for a, b in pairs if not b.startswith(f"{a}.")] == []
