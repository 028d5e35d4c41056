"""Formats: the same diagnostics for people, for programs and for GitHub's workflows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefgen.cli import app
from briefgen.cli.formats import as_annotation, as_json, folder_in
from briefgen.diagnostics import Diagnostic, Location
from conftest import Change
from test_build import Press, put_in_place

WRONG = Diagnostic("D014", Location("data/a,b:c.yaml", 7, 14), "expected 100%,\r\nfound: \"1,5\"", "use a point")


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """A build that makes nothing but small files."""
    return put_in_place(monkeypatch)


def run(*words: str | Path, **environment: str) -> Result:
    settings = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", **environment}
    return CliRunner().invoke(app, [str(word) for word in words], env=settings)


def test_json_is_a_list_with_every_part_of_a_diagnostic() -> None:
    whole = Diagnostic("D035", Location("data/peña.yaml"), "expected «a»")
    text = as_json([WRONG, whole])
    assert json.loads(text) == [
        {"code": "D014", "severity": "error", "file": "data/a,b:c.yaml", "line": 7, "column": 14,
         "message": "expected 100%,\r\nfound: \"1,5\"", "hint": "use a point"},
        {"code": "D035", "severity": "warning", "file": "data/peña.yaml", "line": 0, "column": 0, "message": "expected «a»",
         "hint": ""},
    ]
    assert "peña" in text and "«a»" in text and json.loads(as_json([])) == []


def test_an_annotation_escapes_what_would_end_it() -> None:
    """As the runner's own toolkit does: % and ends of lines everywhere, colons and commas in a field."""
    assert as_annotation(WRONG, "") == (
        "::error file=data/a%2Cb%3Ac.yaml,line=7,col=14,title=D014%3A not a decimal"
        "::expected 100%25,%0D%0Afound: \"1,5\"%0Ahint: use a point"
    )


def test_an_annotation_of_a_whole_file_has_no_line() -> None:
    told = as_annotation(Diagnostic("D035", Location("data/cause.yaml"), "expected less"), "work/")
    assert told == "::warning file=work/data/cause.yaml,title=D035%3A an unexpected file::expected less"


def test_annotations_name_files_from_the_repository_on() -> None:
    assert folder_in(Path("/r"), Path("/r/a/b")) == "a/b/"
    assert folder_in(Path("/r"), Path("/r")) == folder_in(Path("/r"), Path("/elsewhere")) == ""


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_wrong_is_told_in_the_format_asked_for(
    atlantis: Path, change: Change, command: str
) -> None:
    change("data/events.yaml", "2030-07-13", "2030-02-30")
    said = run(command, "--format", "json", "--project", atlantis)
    (one,) = json.loads(said.stdout)
    assert (said.exit_code, one["code"], one["file"], one["line"], one["column"]) == (3, "D016", "data/events.yaml", 18, 9)
    said = run(command, "--format", "github", "--project", atlantis, GITHUB_WORKSPACE=str(atlantis.parent))
    assert said.exit_code == 3
    assert re.search(r"^::error file=atlantis/data/events\.yaml,line=18,col=9,title=D016%3A ", said.stdout, re.MULTILINE)


@pytest.mark.usefixtures("press")
def test_a_program_reads_nothing_but_the_list(atlantis: Path) -> None:
    """Words for people go to the other stream, and a good project gives an empty list."""
    for words in (("check",), ("build", "--jobs", "1"), ("build",)):
        said = run(*words, "--format", "json", "--project", atlantis)
        assert said.exit_code == 0 and json.loads(said.stdout) == [] and said.stderr
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    said = run("check", "--format", "json", "--project", atlantis)
    assert [(one["code"], one["severity"]) for one in json.loads(said.stdout)] == [("D035", "warning")]
    said = run("check", "--format", "json", "--strict", "--project", atlantis)
    assert said.exit_code == 3 and [one["severity"] for one in json.loads(said.stdout)] == ["error"]


def test_wrong_use_is_told_in_the_format_too(tmp_path: Path) -> None:
    said = run("check", "--format", "json", "--project", tmp_path)
    assert said.exit_code == 2 and [one["code"] for one in json.loads(said.stdout)] == ["E001"]
    assert run("check", "--format", "xml").exit_code == 2
