"""The command line: what it says, where it finds its project, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefgen import __version__
from briefgen.cli import app
from briefgen.diagnostics import MachineError
from conftest import Change
from test_build import EVERYTHING, Press, error, put_in_place

COMMANDS = ("build", "check", "list", "explain", "new", "gallery", "doctor", "schema", "trace", "diff",
            "translated", "export", "import", "sources", "preflight", "specimen")


LEFT = {
    "check": "a build would stop here; the last good one, if there is one, is untouched",
    "build": "nothing was built; the last good build, if there is one, is untouched",
    "list": "the briefs are not listed",
    "gallery": "no gallery was printed; the last one, if there is one, is untouched",
    "specimen": "no specimen was printed; the last one, if there is one, is untouched",
    "trace 21": "nothing was traced",
    "translated tides": "nothing was marked",
    "export tides --to po": "nothing was written",
    "import bad.po": "nothing was changed",
    "sources import bad.po": "nothing was changed",
}
"""What each command that can stop at the content says that it has not done."""


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """A build that makes nothing but small files."""
    return put_in_place(monkeypatch)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def test_a_bare_command_says_what_it_can_do() -> None:
    said = run()
    assert all(command in said.output for command in COMMANDS) and "Traceback" not in said.output
    assert said.exit_code in (0, 2)


@pytest.mark.parametrize("words", [("--help",), ("-h",), *((command, "--help") for command in COMMANDS)])
def test_help_is_there_for_a_newcomer(words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.exit_code == 0 and "Usage" in said.output and len(said.output) > 200


def test_help_names_every_option() -> None:
    said = run("build", "--help").output
    assert all(option in said for option in ("--locale", "--out", "--jobs", "--project", "SLUG"))


def test_the_version_is_told() -> None:
    said = run("--version")
    assert (said.exit_code, said.output) == (0, f"briefgen {__version__}\n")


def test_a_good_project_is_told_to_be_good(atlantis: Path) -> None:
    said = run("check", "--project", atlantis)
    assert said.exit_code == 0 and said.output.startswith("All is well: 3 briefs in 2 locales, ")
    assert not (atlantis / "build").exists()


def test_wrong_content_ends_with_3_and_tells_every_mistake(atlantis: Path, change: Change) -> None:
    change("data/events.yaml", "2030-07-13", "2030-02-30")
    change("briefs/tides/en-CA.md", "A diver sees", "A diver sees 12 times")
    for command in ("check", "build", "list"):
        said = run(command, "--project", atlantis)
        assert (
            said.exit_code == 3
            and "data/events.yaml:18:9: error D016: " in said.stderr
            and "en-CA.md:59:14: error P004: " in said.stderr
        )
        assert f"2 errors: {LEFT[command]}" in said.stderr and "Traceback" not in said.output
    assert not (atlantis / "build").exists()


@pytest.mark.parametrize("words", LEFT)
def test_a_command_that_stops_says_what_it_has_left(atlantis: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """In words that are true of that command: an import builds nothing when all is well, either."""
    front = atlantis / "briefs" / "tides" / "en-CA.md"
    front.write_text(front.read_text(encoding="utf-8").removeprefix("---\n"), encoding="utf-8")
    (atlantis / "bad.po").write_text('msgid "a\n', encoding="utf-8")
    before = {path: path.read_bytes() for path in atlantis.rglob("*") if path.is_file()}
    monkeypatch.chdir(atlantis)
    said = run(*words.split())
    last = said.stderr.splitlines()[-1]
    assert said.exit_code == 3 and last.endswith(f": {LEFT[words]}") and last.split()[1] in ("error:", "errors:")
    assert {path: path.read_bytes() for path in atlantis.rglob("*") if path.is_file()} == before


def test_a_strict_check_says_which_build_would_stop(atlantis: Path) -> None:
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    said = run("check", "--strict", "--project", atlantis)
    assert said.exit_code == 3 and "1 error: a build with --strict would stop here" in said.stderr


def test_a_warning_stops_nothing(atlantis: Path) -> None:
    (atlantis / "data" / "cause.yaml").write_text("a: {}\n", encoding="utf-8")
    said = run("check", "--project", atlantis)
    assert said.exit_code == 0 and "data/cause.yaml: warning D035: " in said.stderr and said.stdout.startswith("All is well but for 1 warning: 3 briefs")


def test_a_project_is_found_from_below(atlantis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(atlantis / "data" / "indicators")
    assert run("check").exit_code == 0


def test_outside_a_project_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build", "list"):
        said = run(command)
        assert said.exit_code == 2 and "E001" in said.stderr and "--project" in said.stderr


def test_the_briefs_are_listed_with_their_titles(atlantis: Path) -> None:
    told = run("list", "--project", atlantis).stdout.splitlines()
    assert {"tides\ten-CA\tAtlantis and Lemuria", "tides\tes-MX\tAtlántida y Lemuria"} <= set(told)
    assert told[0].startswith("roll\ten-CA\t")


def test_a_build_ends_with_a_table(atlantis: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Brief, locale, pages, path; the path from where one stands."""
    monkeypatch.chdir(atlantis)
    said = run("build", "--jobs", "1")
    assert said.exit_code == 0 and press.made == EVERYTHING
    lines = [line.split() for line in said.stdout.splitlines()]
    assert lines[-8] == ["brief", "edition", "pages", "path"]
    assert ["tides", "es-MX", "3", "build/tides/tides.es-MX.office.pdf"] in lines[-7:]
    assert lines[-1] == ["meetings/spring", "en-CA+es-MX", "3", "build/meetings/spring/spring.office.pdf"]
    again = run("build")
    assert again.exit_code == 0 and "Nothing to do" in again.stdout and press.made == EVERYTHING


def test_a_build_goes_where_it_is_sent(atlantis: Path, press: Press, tmp_path: Path) -> None:
    said = run("build", "tides", "--locale", "es-MX", "--project", atlantis, "--out", tmp_path / "out", "--jobs", "1")
    assert said.exit_code == 0 and press.made == ["tides.es-MX.office"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["index.html", "manifest.json", "tides"]
    assert not (atlantis / "build").exists()


@pytest.mark.parametrize(
    ("words", "code", "near"),
    [
        (("build", "tide"), "E005", '"tides"'),
        (("build", "--locale", "es-ES"), "T007", '"es-MX"'),
        (("build", "--locale", "es"), "T007", "es-MX"),
        (("explain", "D0114"), "E007", '"D014"'),
    ],
)
def test_an_unknown_name_gets_the_nearest_ones(
    atlantis: Path, press: Press, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str, near: str
) -> None:
    monkeypatch.chdir(atlantis)
    said = run(*words)
    assert said.exit_code == 2 and f"error {code}: " in said.stderr and near in said.stderr and press.made == []


@pytest.mark.parametrize(
    "words", [("bild",), ("build", "--jobs", "0"), ("build", "--jobs", "many"), ("check", "--colour"), ("explain",)]
)
def test_wrong_words_end_with_2(words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.exit_code == 2 and "Usage" in said.output


def test_a_failed_proof_ends_with_4_and_says_what_stands(atlantis: Path, press: Press) -> None:
    press.fails["tides.es-MX.office"] = error()
    said = run("build", "--project", atlantis, "--jobs", "1")
    assert (
        said.exit_code == 4 and "error B001" in said.stderr and "untouched" in said.stderr and not (atlantis / "build").exists()
    )


def test_a_machine_that_lacks_something_ends_with_5(atlantis: Path, press: Press) -> None:
    press.fails["tides.es-MX.office"] = error(MachineError)
    assert run("build", "--project", atlantis, "--jobs", "1").exit_code == 5


def test_an_interruption_ends_with_130(atlantis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.build.target.Task.make", interrupted)
    said = run("build", "--project", atlantis, "--jobs", "1")
    assert said.exit_code == 130 and "nothing was replaced" in said.stderr and not (atlantis / "build").exists()


def test_a_check_imports_no_heavy_library(atlantis: Path) -> None:
    """Nor is the engine imported to say that there is nothing to do."""
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom briefgen.cli import app\n"
        f"assert CliRunner().invoke(app, ['check', '--project', {str(atlantis)!r}]).exit_code == 0\n"
        "print([n for n in ('weasyprint', 'matplotlib', 'pikepdf', 'numpy', 'pypdfium2', 'fontTools') if n in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_a_build_with_nothing_to_do_imports_no_heavy_library(built_atlantis: Path) -> None:
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom briefgen.cli import app\n"
        f"said = CliRunner().invoke(app, ['build', '--project', {str(built_atlantis)!r}])\n"
        "assert said.exit_code == 0 and 'Nothing to do' in said.stdout, said.output\n"
        "print([n for n in ('weasyprint', 'matplotlib', 'pikepdf', 'numpy', 'pypdfium2', 'fontTools') if n in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_the_module_runs_as_the_command_does() -> None:
    said = subprocess.run([sys.executable, "-m", "briefgen", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout == f"briefgen {__version__}\n"
