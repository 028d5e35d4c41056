"""System libraries: whether Pango is there, which the engine needs, and its installation where that is possible.

Run before the project itself is installed, so the standard library is all that it uses, and of the package only what needs
no more. Exit codes: 0 all is there, 5 something is missing and could not be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from briefgen.system import ADVICE, MANAGERS, NEEDED, WANTED, installer_of, load_library, missing

READY, MACHINE = 0, 5


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

    load: Callable[[str], object] = load_library
    which: Callable[[str], str | None] = shutil.which
    run: Callable[[Sequence[str]], int] = _run
    is_root: Callable[[], bool] = _is_root


def commands(system: System) -> tuple[tuple[str, ...], ...]:
    """The commands that would install Pango here; none if there is no known package manager, or no way to use it."""
    manager = installer_of(system.which)
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
    absent = (*missing(NEEDED, system.load), *missing(WANTED, system.load))
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
    advice = "\n".join(f"  {name + ':':16} {command}" for name, command in ADVICE.items())
    if still := missing(NEEDED, system.load):
        print(
            f"The system lacks {', '.join(still)}, which Pango brings. Install it, then run make again:\n{advice}",
            file=sys.stderr,
        )
        return MACHINE
    if still := missing(WANTED, system.load):
        print(
            f"The system lacks {', '.join(still)}; the build works without it for now. To install it:\n{advice}",
            file=sys.stderr,
        )
    return READY


if __name__ == "__main__":
    sys.exit(main())
