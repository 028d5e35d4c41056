"""System libraries: what is missing is named, and installed only where that is possible."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "system_libraries", Path(__file__).parent.parent / "scripts" / "system_libraries.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
system_libraries = importlib.util.module_from_spec(_SPEC)
sys.modules["system_libraries"] = system_libraries
_SPEC.loader.exec_module(system_libraries)


class Machine:
    """A machine that has some libraries and programs, and that may gain libraries when a command is run."""

    def __init__(
        self,
        *,
        lacks: Sequence[str] = (),
        programs: Sequence[str] = (),
        root: bool = False,
        sudo_asks: bool = False,
        gains: bool = True,
    ) -> None:
        self.lacks, self.programs, self.root, self.sudo_asks, self.gains = set(lacks), programs, root, sudo_asks, gains
        self.commands: list[tuple[str, ...]] = []

    def load(self, name: str) -> object:
        if any(name.startswith(f"{library}.") for library in self.lacks):
            raise OSError(name)
        return name

    def which(self, program: str) -> str | None:
        return f"/bin/{program}" if program in self.programs else None

    def run(self, command: Sequence[str]) -> int:
        if tuple(command) == ("sudo", "-n", "true"):
            return int(self.sudo_asks)
        self.commands.append(tuple(command))
        if self.gains and "install" in command:
            self.lacks.clear()
        return 0

    def main(self) -> int:
        system = system_libraries.System(load=self.load, which=self.which, run=self.run, is_root=lambda: self.root)
        return int(system_libraries.main(system))


def test_nothing_is_run_where_all_is_there() -> None:
    machine = Machine(programs=["apt-get"], root=True)
    assert machine.main() == 0
    assert machine.commands == []


def test_root_installs_with_the_package_manager(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(lacks=["libpango-1.0"], programs=["apt-get"], root=True)
    assert machine.main() == 0
    assert [command[:2] for command in machine.commands] == [("apt-get", "update"), ("apt-get", "install")]
    assert "libpango-1.0 with apt-get" in capsys.readouterr().out


def test_sudo_is_used_only_where_it_asks_for_nothing() -> None:
    free = Machine(lacks=["libpangoft2-1.0"], programs=["apt-get", "sudo"])
    assert free.main() == 0
    assert all(command[:2] == ("sudo", "-n") for command in free.commands)
    asking = Machine(lacks=["libpangoft2-1.0"], programs=["apt-get", "sudo"], sudo_asks=True)
    assert asking.main() == 5
    assert asking.commands == []


def test_brew_needs_no_root() -> None:
    machine = Machine(lacks=["libpango-1.0", "libharfbuzz"], programs=["brew"])
    assert machine.main() == 0
    assert machine.commands == [("brew", "install", "--quiet", "pango")]


@pytest.mark.parametrize("machine", [
    Machine(lacks=["libpango-1.0", "libharfbuzz"]),
    Machine(lacks=["libpango-1.0", "libharfbuzz"], programs=["dnf"]),
    Machine(lacks=["libpango-1.0", "libharfbuzz"], programs=["dnf"], root=True, gains=False),
], ids=["no package manager", "not root", "the installation fails"])
def test_what_stays_missing_is_named_with_what_to_install(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.main() == 5
    told = capsys.readouterr().err
    assert "lacks libpango-1.0, libharfbuzz" in told
    for line in (
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "dnf install pango",
        "brew install pango",
    ):
        assert line in told


def test_what_is_only_wanted_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    machine = Machine(lacks=["libharfbuzz-subset"])
    assert machine.main() == 0
    assert "lacks libharfbuzz-subset" in capsys.readouterr().err
