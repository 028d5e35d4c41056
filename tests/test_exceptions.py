"""Exceptions: a warning that is accepted is not told, and no exception outlives its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefgen.cli import app
from briefgen.diagnostics import Diagnostic
from briefgen.load.exceptions import EXCEPTIONS
from conftest import told
from test_build import Press, put_in_place

STRAY = {"data/cause.yaml": b"quiet_seas: {}\n"}
ENTRY = "- {code: D035, file: data/cause.yaml, reason: The causes move here next month."


def with_exceptions(text: str, files: dict[str, bytes | None] | None = None) -> tuple[Diagnostic, ...]:
    return told({**STRAY, EXCEPTIONS: text.encode(), **(files or {})})


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """A build that makes nothing but small files."""
    return put_in_place(monkeypatch)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def test_an_accepted_warning_is_not_told() -> None:
    assert codes(told(dict(STRAY))) == ["D035"]
    assert with_exceptions(ENTRY + "}\n") == ()
    assert with_exceptions(ENTRY + ", match: a stage reads}\n") == ()


def test_an_exception_covers_one_file_one_code_and_one_message() -> None:
    for other in (
        ENTRY.replace("data/cause.yaml", "data/causes.yaml"), ENTRY.replace("D035", "D036"), ENTRY + ", match: nobody reads",
    ):
        assert codes(with_exceptions(other + "}\n")) == ["D035", "D051"]


def test_an_exception_holds_to_the_end_of_its_day() -> None:
    """The day is that of the project, not that on which the command runs."""
    assert with_exceptions(ENTRY + ", until: 2032-01-31}\n") == ()
    assert codes(with_exceptions(ENTRY + ", until: 2032-01-30}\n")) == ["D053"]


def test_a_blank_reason_is_none() -> None:
    assert codes(with_exceptions("- {code: D035, file: data/cause.yaml, reason: ' '}\n")) == ["D035", "D050"]


def test_a_mistake_may_hide_the_warning_that_an_exception_needs() -> None:
    unused = "- {code: P017, file: charts/sea.yaml, match: counts, reason: It comes back.}\n"
    assert codes(with_exceptions(unused, {"data/cause.yaml": None})) == ["D051"]
    assert codes(with_exceptions(unused, {"data/cause.yaml": None, "data/events.yaml": b"a: [\n"})) == ["D002"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("code: D035\n", "D009"), ("- D035\n", "D009"), ("- {code: 35, file: a, reason: b}\n", "D012"), ("- !x {}\n", "D006"),
     ("- {code: D035, file: a, reason: b, line: 3}\n", "D010"), ("- {code: D099, file: a, reason: b}\n", "D052"),
     ("- {code: B016, file: a, reason: b}\n", "D052"), ("- {code: E020, file: a, reason: b}\n", "D052"),
     ("- {code: D035, reason: b}\n", "D011"), ("- {code: D035, file: a, reason: b, until: soon}\n", "D016")],
)
def test_a_faulty_file_is_told_at_its_place(text: str, code: str) -> None:
    found = with_exceptions(text, {"data/cause.yaml": None})
    assert codes(found) == [code] and found[0].location.file == EXCEPTIONS and found[0].location.line == 1


@pytest.mark.usefixtures("press")
def test_accepted_warnings_are_counted(atlantis: Path) -> None:
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    (atlantis / EXCEPTIONS).write_text(ENTRY + "}\n", encoding="utf-8")
    said = run("check", "--strict", "--project", atlantis)
    assert (said.exit_code, said.stderr) == (0, "") and said.stdout.endswith(" sources. 1 warning accepted in exceptions.yaml.\n")
    said = run("build", "--strict", "--jobs", "1", "--project", atlantis)
    assert (said.exit_code, said.stderr) == (0, "") and said.stdout.endswith("\n1 warning accepted in exceptions.yaml.\n")


def test_an_exception_makes_no_page_again(atlantis: Path, press: Press) -> None:
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    assert run("build", "--jobs", "1", "--project", atlantis).exit_code == 0
    made = list(press.made)
    (atlantis / EXCEPTIONS).write_text(ENTRY + "}\n", encoding="utf-8")
    said = run("build", "--jobs", "1", "--project", atlantis)
    assert "warning D035" not in said.stderr and "Nothing to do" in said.stdout and press.made == made


def test_held_strictly_a_warning_stops_before_anything_is_made(atlantis: Path, press: Press) -> None:
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    for command, left in (("check", "would stop here"), ("build", "nothing was built")):
        said = run(command, "--strict", "--project", atlantis)
        assert said.exit_code == 3 and "data/cause.yaml: error D035: " in said.stderr and left in said.stderr
    assert press.made == [] and not (atlantis / "build").exists()


@pytest.mark.usefixtures("press")
def test_held_strictly_a_build_is_not_idle_before_it_has_looked(atlantis: Path) -> None:
    """A build that went through with a warning is no reason to let the warning pass."""
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    assert run("build", "--jobs", "1", "--project", atlantis).exit_code == 0
    assert run("build", "--project", atlantis).exit_code == 0
    assert run("build", "--strict", "--project", atlantis).exit_code == 3
