"""Doctor: what a machine lacks is named, with the command that mends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.build.door import LIBRARIES
from briefgen.build.machine import LEAST_ROOM, Need, Surroundings, needs
from briefgen.cli import app
from briefgen.diagnostics import Diagnostic, Location, MachineError
from briefgen.system import NEEDED, WANTED

LOCK = "numpy==2.1.0 ; python_version < '3.12' \\\n    --hash=sha256:aa\nnumpy==2.2.0 ; python_version >= '3.12' \\\n"


def no_program(_: str) -> str | None:
    return None


WELL = Surroundings(
    python=(3, 12, 4), load=lambda name: name, which=no_program, installed=lambda _: "2.1.0", room=lambda _: 9_000,
    encodings=lambda: ("utf-8", "UTF-8"), engine=lambda: "loads",
)


def lacking(machine: Surroundings, root: Path | None = None, out: Path | None = None) -> dict[str, Need]:
    found = needs(root, out or Path(__file__).parent / "build", machine)
    return {need.name: need for need in found if not need.there}


def without(*names: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if any(name.startswith(f"{library}.") for library in names):
            raise OSError(name)
        return name

    return load


def test_a_machine_that_has_everything_lacks_nothing() -> None:
    assert lacking(WELL) == {}


def test_a_library_of_the_system_is_named_with_this_system_s_command() -> None:
    debian = replace(WELL, load=without("libpango-1.0"), which=lambda name: name if name == "apt-get" else None)
    found = lacking(debian)
    assert set(found) == {"libpango-1.0", "engine"}
    assert found["libpango-1.0"].remedy == "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    unknown = lacking(replace(WELL, load=without("libpango-1.0")))["libpango-1.0"].remedy
    assert all(command in unknown for command in ("apt-get install", "dnf install", "apk add", "brew install"))


def test_every_library_that_the_engine_takes_is_looked_for() -> None:
    assert set(lacking(replace(WELL, load=without(*NEEDED, *WANTED)))) == {*NEEDED, *WANTED, "engine"}


def test_an_engine_that_does_not_load_is_told() -> None:
    def broken() -> str:
        raise MachineError([Diagnostic("E002", Location("pango"), "expected the system's Pango library, found none")])

    assert "Pango" in lacking(replace(WELL, engine=broken))["engine"].found


def test_an_old_python_is_told() -> None:
    assert lacking(replace(WELL, python=(3, 10, 9)))["Python"].found == "3.10.9, 3.11 or newer is needed"


def test_a_package_that_is_not_installed_is_named() -> None:
    absent = lacking(replace(WELL, installed=lambda name: None if name == LIBRARIES[-1] else "1"))
    assert {name: need.remedy for name, need in absent.items()} == {LIBRARIES[-1]: "make install"}


def test_versions_are_held_against_the_lock(tmp_path: Path) -> None:
    """A lock for several versions of Python may pin a library more than once; any of these will do."""
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    for version, there in (("2.1.0", True), ("2.2.0", True), ("2.3.0", False)):
        found = lacking(replace(WELL, installed=lambda _, version=version: version), tmp_path)
        assert list(found) == ([] if there else ["numpy 2.1.0 or 2.2.0"])
    assert "--require-hashes -r requirements.lock" in found["numpy 2.1.0 or 2.2.0"].remedy


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(dir: Path) -> None:
        if dir == tmp_path:
            raise PermissionError(13, "Permission denied", str(dir))
        raise AssertionError(dir)

    monkeypatch.setattr("briefgen.build.machine.tempfile.TemporaryFile", refused)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = lacking(WELL, out=tmp_path / "deep" / "build")
    assert set(found) == {"output folder", "cache folder"}
    assert "--out DIR" in found["output folder"].remedy and "XDG_CACHE_HOME" in found["cache folder"].remedy


def test_a_full_disk_and_another_encoding_are_told() -> None:
    found = lacking(replace(WELL, room=lambda _: LEAST_ROOM - 20, encodings=lambda: ("utf-8", "iso8859-1")))
    assert set(found) == {"disk space", "text encoding"}
    assert found["disk space"].remedy.startswith("free 20 MB ") and found["text encoding"].remedy == "export PYTHONUTF8=1"


def test_the_command_ends_with_5_if_something_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a project too: what a machine lacks is asked before there is one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("briefgen.build.machine.Surroundings", lambda: WELL)
    said = CliRunner().invoke(app, ["doctor"])
    assert said.exit_code == 0 and said.stdout.endswith("All is there.\n") and "ok       libpango-1.0 " in said.stdout
    monkeypatch.setattr("briefgen.build.machine.Surroundings", lambda: replace(WELL, python=(3, 9, 1)))
    said = CliRunner().invoke(app, ["doctor"])
    assert said.exit_code == 5 and said.stdout.startswith("missing  Python ") and said.stdout.endswith("1 missing.\n")
    assert "run: install Python 3.11 or newer" in said.stdout
    assert CliRunner().invoke(app, ["doctor", "--project", str(tmp_path)]).exit_code == 2
