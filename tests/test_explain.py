"""Explain: each code of the check has an example, and each example is true of Atlantis."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from briefgen.build import Change, example_of
from briefgen.build.examples import ABSENT
from briefgen.cli import app
from briefgen.diagnostics import CODES
from conftest import atlantis_door, replaced_once
from test_diagnostics import FOLDERS, NAMES, changed_files, told_of

SPOKEN = ("E001", "E005", "E007", "E008", "E009", "E010", "E011", "E012", "E013")
"""Codes that words of the command line bring about, with the words."""


def derived(changes: list[dict[str, str]]) -> dict[str, bytes | None]:
    """The files that briefgen itself writes from Atlantis, before a folder's change: records of translations, exports."""
    return changed_files([
        {key: value for key, value in change.items() if key not in ("find", "replace")}
        for change in changes if "records" in change or "export" in change
    ])


def made(changes: tuple[Change, ...], files: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """The files of Atlantis in which what is wrong has taken the place of what is right, which must stand there once."""
    for change in changes:
        text = (files.get(change.file) or atlantis_door().files.get(change.file, b"")).decode()
        if change.right == ABSENT:
            assert change.file not in atlantis_door().files
        if change.raw is not None:
            assert change.right == text
            files[change.file] = change.raw
        elif change.wrong == ABSENT:
            assert change.right in text
            files[change.file] = None
        else:
            files[change.file] = (
                change.wrong if change.right == ABSENT else replaced_once(text, change.right, change.wrong)
            ).encode()
    return files


def test_every_code_that_is_tested_has_an_example() -> None:
    assert {code for code in CODES if example_of(code)} == {*NAMES, *SPOKEN}


@pytest.mark.parametrize("code", SPOKEN)
def test_what_is_wrong_on_the_command_line_gives_the_code(code: str, atlantis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is right goes through; of a build it is only known that it is not refused."""
    monkeypatch.chdir(atlantis.parent if code == "E001" else atlantis)
    (change,) = example_of(code)
    assert change.file == ""
    said = CliRunner().invoke(app, change.wrong.split()[1:])
    assert said.exit_code == 2 and f"error {code}: " in said.stderr
    if change.right.split()[1] != "build":
        assert CliRunner().invoke(app, change.right.split()[1:]).exit_code == 0


@pytest.mark.parametrize("code", NAMES)
def test_what_is_wrong_gives_the_code_and_what_is_right_does_not(code: str) -> None:
    """Atlantis, of which what is right is a part, gives no diagnostic at all; another test sees to that."""
    changes = yaml.load((FOLDERS / code / "change.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    files = made(example_of(code), derived(changes))
    if files != changed_files(changes):  # the folder's own change is tried already
        assert {diagnostic.code for diagnostic in told_of(code, files)} == {code}


def explained(code: str) -> str:
    said = CliRunner().invoke(app, ["explain", code])
    assert said.exit_code == 0
    return said.stdout


@pytest.mark.parametrize("code", ["D014", "d014", "P017", "B002"])
def test_a_code_is_explained(code: str) -> None:
    known = CODES[code.upper()]
    assert explained(code).startswith(f"{known.code} ({known.severity}): {known.title}\n{known.meaning}\n")


def test_an_explanation_shows_wrong_and_right_at_the_left_edge() -> None:
    assert explained("P016").endswith(
        "\nwrong, in briefs/tides/en-CA.md:\n    The [sea](https://example.org) has two shores and one tide.\n"
        "right:\n    The sea has two shores and one tide.\n"
    )


def test_an_explanation_says_where_there_is_no_file() -> None:
    assert "\nright:\n    (no such file)\n" in explained("D035")
    assert "\nwrong, in data/sources.yaml:\n    (no such file)\n" in explained("D030")
    assert "the bytes 71 75" in explained("D001")


def test_nothing_long_is_shown() -> None:
    """An example is read in a terminal: a few lines, not a file."""
    parts = [text for code in NAMES for change in example_of(code) for text in (change.wrong, change.right)]
    assert max(text.count("\n") for text in parts) <= 16
