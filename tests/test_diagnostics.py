"""Diagnostics: one folder for each code, which holds the smallest change to Atlantis that brings it about."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.build.check import check_project
from briefgen.build.tasks import task_of
from briefgen.diagnostics import (
    CODES,
    ContentError,
    Diagnostic,
    Location,
    Places,
    ProofError,
    Severity,
    errors,
    nearest,
    ordered,
)
from conftest import atlantis_door, door_with, replaced_once, silent
from translated import exported, imported, records_of

FOLDERS = Path(__file__).parent / "diagnostics"
NAMES = tuple(sorted(path.name for path in FOLDERS.iterdir()))
LETTERS = "DPTFC"


def changed_files(changes: list[dict[str, Any]]) -> dict[str, bytes | None]:
    """The files of Atlantis that a change.yaml touches, with what it makes of them."""
    files: dict[str, bytes | None] = {}
    for entry in changes:
        if "records" in entry:
            files |= records_of(atlantis_door())
            continue
        name = entry["file"]
        if "export" in entry:
            files[name] = exported(name, entry["export"])
        if "find" in entry:
            text = (files.get(name) or atlantis_door().files[name]).decode()
            files[name] = replaced_once(text, entry["find"], entry["replace"]).encode()
        elif "text" in entry:
            files[name] = entry["text"].encode()
        elif "export" not in entry:
            files[name] = bytes.fromhex(entry["hex"]) if "hex" in entry else None
    return files


def told_by(code: str) -> tuple[Diagnostic, ...]:
    """What the tool says about a folder's change."""
    changes = yaml.load((FOLDERS / code / "change.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return told_of(code, changed_files(changes))


def told_of(code: str, files: dict[str, bytes | None]) -> tuple[Diagnostic, ...]:
    """What the tool says about changed files: at the check stage, of a chart when it is drawn, of a file when it is imported."""
    door = door_with(files)
    if taken := [(name, content) for name, content in files.items() if content and "/" not in name and not name.endswith(".yaml")]:
        return imported(door, *taken[0])
    checked, diagnostics = check_project(door)
    if checked is None or diagnostics or code != "C002":
        return diagnostics
    try:
        task_of(door, checked, "tides", "en-CA", {}).make(silent)
    except ContentError as error:
        return error.diagnostics
    return ()


def test_every_code_of_content_has_a_folder() -> None:
    assert set(NAMES) == {code for code in CODES if code[0] in LETTERS}


@pytest.mark.parametrize("code", NAMES)
def test_a_change_is_told_as_its_folder_expects(code: str) -> None:
    """Place, code, message and hint, word for word; and nothing besides."""
    found = "".join(f"{diagnostic}\n" for diagnostic in told_by(code))
    assert found == (FOLDERS / code / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", NAMES)
def test_a_folder_expects_its_own_code_alone(code: str) -> None:
    found = [
        line
        for line in (FOLDERS / code / "expected.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("  hint: ")
    ]
    assert found and all(f" {code}: " in line for line in found)


def _told(code: str = "D014", line: int = 1, **more: Any) -> Diagnostic:
    return Diagnostic(code, Location("a.yaml", line, 1), "expected one thing, found another", **more)


def test_a_location_is_file_line_and_column_and_sorts_by_them() -> None:
    assert str(Location("a.yaml", 7, 14)) == "a.yaml:7:14"
    assert str(Location("a.yaml")) == "a.yaml"
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 2, 9), Location("a", 2, 10)]
    assert [(p.file, p.line, p.column) for p in sorted(places)] == [("a", 2, 9), ("a", 2, 10), ("a", 10, 1), ("b", 1, 1)]


def test_a_diagnostic_prints_as_the_design_has_it() -> None:
    assert str(_told(hint="mend it")) == "a.yaml:1:1: error D014: expected one thing, found another\n  hint: mend it"
    assert str(_told("D035")) == "a.yaml:1:1: warning D035: expected one thing, found another"


def test_each_diagnostic_is_told_once_and_by_place() -> None:
    assert ordered([_told(line=9), _told(line=2), _told(line=9)]) == (_told(line=2), _told(line=9))


def test_warnings_stop_nothing() -> None:
    assert errors([_told("D035"), _told()]) == (_told(),)
    assert {code.code for code in CODES.values() if code.severity is Severity.WARNING} == {
        "B016", "B024", "B035", "B038", "B042", "B043", "B046", "B047", "B050", "B051", "B052", "B053", "B054", "B055", "B056", "B057",
        "B058", "B059", "B060", "B061", "D035", "D036", "D040", "D049", "E020", "E024", "P017", "T008", "T009", "T016", "D064",
    }


def test_what_only_follows_from_another_mistake_is_not_told() -> None:
    cause = _told(breaks="actors/ada")
    follows = _told("D023", 5, needs=("actors", "actors/ada"))
    own = _told("D023", 6, needs=("actors", "actors/bob"))
    assert ordered([follows, own, cause]) == (cause, own)
    assert ordered([follows, own]) == (follows, own)


def test_a_warning_breaks_nothing() -> None:
    assert ordered([_told("D035", breaks="actors"), _told("D023", 5, needs=("actors",))])[-1].code == "D023"


def test_two_mistakes_that_follow_from_each_other_are_both_told() -> None:
    """However causes are entangled, an error is never silenced altogether."""
    one = _told("F001", 1, breaks="findings/a", needs=("findings/b",))
    other = _told("F001", 2, breaks="findings/b", needs=("findings/a",))
    assert ordered([one, other]) == (one, other)


def test_a_hint_names_what_looks_most_like_a_word() -> None:
    assert nearest("reef_burau", ["reef_bureau", "port_foam"]) == 'did you mean "reef_bureau"?'
    assert nearest("x", ["alpha", "beta"]) == "known: alpha, beta"
    assert nearest("x", []) == ""
    assert nearest("x", [f"n{number}" for number in range(13)]).endswith("n11, ...")


def test_a_place_unknown_is_that_of_what_stands_around_it() -> None:
    places = Places({("events", "permit"): Location("data/events.yaml", 17, 1)})
    assert places.of("events", "permit", "name", "en-CA") == Location("data/events.yaml", 17, 1)
    assert places.of("events", "other") == Location("events")


def test_an_error_comes_whole_out_of_another_process() -> None:
    """A worker's failure is pickled on its way back: its kind and its diagnostics must survive."""
    back = pickle.loads(pickle.dumps(ProofError([_told()])))
    assert type(back) is ProofError and back.diagnostics == (_told(),)


def test_codes_are_well_formed_and_explained() -> None:
    for code, entry in CODES.items():
        assert code == entry.code and code[0] in "DPTFCRBE" and code[1:].isdigit() and len(code) == 4
        assert entry.title[0].islower() or entry.title.split()[0] in ("Markdown", "HTML", "Pango")
        assert entry.meaning.endswith(".")


def test_no_code_is_defined_that_no_module_reports() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((Path(__file__).parents[1] / "src").rglob("*.py"))
        if path.name not in ("content_codes.py", "print_codes.py")
    )
    assert [code for code in CODES if f'"{code}"' not in source] == []
