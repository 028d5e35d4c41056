"""System: the libraries that the engine takes from the machine, and the commands that install them.

Also used before the package is installed, so the standard library is all that it imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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

ADVICE: Mapping[str, str] = {
    "Debian, Ubuntu": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "dnf install pango harfbuzz",
    "Alpine": "apk add pango harfbuzz-subset",
    "macOS": "brew install pango",
}
"""What a person types to install Pango, by system."""


@dataclass(frozen=True)
class Installer:
    """A system's package manager: its program, the commands that install Pango unasked, and whether they need root."""

    program: str
    commands: tuple[tuple[str, ...], ...]
    as_root: bool = True


_APT = (
    "apt-get", "install", "-y", "-qq", "--no-install-recommends", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0",
)
MANAGERS = (
    Installer("apt-get", (("apt-get", "update", "-qq"), _APT)),
    Installer("dnf", (("dnf", "install", "-y", "-q", "pango", "harfbuzz"),)),
    Installer("apk", (("apk", "add", "--quiet", "pango", "harfbuzz-subset"),)),
    Installer("brew", (("brew", "install", "--quiet", "pango"),), as_root=False),
)

Load = Callable[[str], object]
Which = Callable[[str], str | None]


def load_library(name: str) -> object:
    """Loads a library of the system.

    Raises:
        OSError: if there is none of that name.
    """
    import ctypes  # takes time, and a check needs none of it

    return ctypes.CDLL(name)


def missing(libraries: Mapping[str, tuple[str, ...]], load: Load) -> tuple[str, ...]:
    """The libraries that cannot be loaded under any of their names."""
    return tuple(library for library, names in libraries.items() if not any(_loads(name, load) for name in names))


def _loads(name: str, load: Load) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def installer_of(which: Which) -> Installer | None:
    """The package manager of this system, if it is one that is known."""
    return next((manager for manager in MANAGERS if which(manager.program)), None)


def advice_for(which: Which) -> str:
    """The command that a person types here to install Pango; those of every system where the manager is not known."""
    manager = installer_of(which)
    here = [command for command in ADVICE.values() if manager and command.startswith(f"{manager.program} ")]
    return here[0] if here else "; ".join(f"{system}: {command}" for system, command in ADVICE.items())
