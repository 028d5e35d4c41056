"""Diagnostics: one folder for each code, which holds the smallest change to Atlantis that brings it about."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.build.check import check_project
from briefgen.build.pipeline import _task
from briefgen.build.target import make
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
from conftest import atlantis_door, door_with, edited, replaced_once, silent, told

FOLDERS = Path(__file__).parent / "diagnostics"
NAMES = tuple(sorted(path.name for path in FOLDERS.iterdir()))
LETTERS = "DPTFC"


def changed_files(changes: list[dict[str, Any]]) -> dict[str, bytes | None]:
    """The files of Atlantis that a change.yaml touches, with what it makes of them."""
    files: dict[str, bytes | None] = {}
    for entry in changes:
        name = entry["file"]
        if "find" in entry:
            text = (files.get(name) or atlantis_door().files[name]).decode()
            files[name] = replaced_once(text, entry["find"], entry["replace"]).encode()
        elif "text" in entry:
            files[name] = entry["text"].encode()
        else:
            files[name] = bytes.fromhex(entry["hex"]) if "hex" in entry else None
    return files


def told_by(code: str) -> tuple[Diagnostic, ...]:
    """What the tool says about a folder's change: at the check stage, or of a chart when it is drawn."""
    changes = yaml.load((FOLDERS / code / "change.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    door = door_with(changed_files(changes))
    checked, diagnostics = check_project(door)
    if checked is None or diagnostics or code != "C002":
        return diagnostics
    try:
        make(_task(door, checked, "tides", "en-CA"), silent)
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
