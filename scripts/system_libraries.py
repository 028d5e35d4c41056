"""System libraries: whether Pango is there, which the engine needs, and its installation where that is possible.

Run before the project itself is installed, so the standard library is all that it uses. Exit codes: 0 all is there,
5 something is missing and could not be installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

READY, MACHINE = 0, 5

# The names under which the engine itself looks for each library, on Linux and on macOS.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "libgobject-2.0": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "libpango-1.0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libfontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    "libharfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
}
# The engine works without it today, and says that it will not for ever.
WANTED: Mapping[str, tuple[str, ...]] = {
    "libharfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}

ADVICE = """\
  Debian, Ubuntu:  apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora:          dnf install pango harfbuzz
  Alpine:          apk add pango harfbuzz-subset
  macOS:           brew install pango"""


@dataclass(frozen=True)
class PackageManager:
    """A system's package manager: its program, the commands that install Pango, and whether they need root."""

    program: str
    commands: tuple[tuple[str, ...], ...]
    as_root: bool = True


MANAGERS = (
    PackageManager(
        "apt-get",
        (
            ("apt-get", "update", "-qq"),
            (
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "libpango-1.0-0",
                "libpangoft2-1.0-0",
                "libharfbuzz-subset0",
            ),
        ),
    ),
    PackageManager("dnf", (("dnf", "install", "-y", "-q", "pango", "harfbuzz"),)),
    PackageManager("apk", (("apk", "add", "--quiet", "pango", "harfbuzz-subset"),)),
    PackageManager("brew", (("brew", "install", "--quiet", "pango"),), as_root=False),
)


def _load(name: str) -> object:
    return ctypes.CDLL(name)


def _run(command: Sequence[str]) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "HOMEBREW_NO_AUTO_UPDATE": "1"}
    finished = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    if finished.returncode:
        sys.stderr.write(finished.stderr.decode(errors="replace"))
    return finished.returncode


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@dataclass(frozen=True)
class System:
    """What this script asks of the machine; a test hands in another."""

    load: Callable[[str], object] = _load
    which: Callable[[str], str | None] = shutil.which
    run: Callable[[Sequence[str]], int] = _run
    is_root: Callable[[], bool] = _is_root


def missing(libraries: Mapping[str, tuple[str, ...]], system: System) -> tuple[str, ...]:
    """The libraries that cannot be loaded under any of their names."""
    return tuple(library for library, names in libraries.items() if not any(_loads(name, system) for name in names))


def _loads(name: str, system: System) -> bool:
    try:
        system.load(name)
    except OSError:
        return False
    return True


def commands(system: System) -> tuple[tuple[str, ...], ...]:
    """The commands that would install Pango here; none if there is no known package manager, or no way to use it."""
    manager = next((m for m in MANAGERS if system.which(m.program)), None)
    if manager is None:
        return ()
    if not manager.as_root or system.is_root():
        return manager.commands
    if system.which("sudo") and system.run(("sudo", "-n", "true")) == 0:
        return tuple(("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", *command) for command in manager.commands)
    return ()


def main(system: System | None = None) -> int:
    """Looks, installs if need be, looks again; says by name what is missing."""
    system = system or System()
    absent = (*missing(NEEDED, system), *missing(WANTED, system))
    if not absent:
        return READY
    plan = commands(system)
    if plan:
        print(
            f"install  {', '.join(absent)} with {next(word for word in plan[-1] if word in {m.program for m in MANAGERS})}",
            flush=True,
        )
        for command in plan:
            system.run(command)
    if still := missing(NEEDED, system):
        print(
            f"The system lacks {', '.join(still)}, which Pango brings. Install it, then run make again:\n{ADVICE}",
            file=sys.stderr,
        )
        return MACHINE
    if still := missing(WANTED, system):
        print(
            f"The system lacks {', '.join(still)}; the build works without it for now. To install it:\n{ADVICE}",
            file=sys.stderr,
        )
    return READY


if __name__ == "__main__":
    sys.exit(main())
