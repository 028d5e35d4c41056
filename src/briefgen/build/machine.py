"""Machine: what a build needs of the machine, line by line: there, or missing and how to get it."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.door import LIBRARIES, LOCK, cache_folder, close_to_the_system, font_files, lock_text
from briefgen.diagnostics import MachineError
from briefgen.system import NEEDED, WANTED, advice_for, load_library, missing

LEAST_PYTHON = (3, 11)
LEAST_ROOM = 500
"""Megabytes: the outputs of a large project twice over, because a new build is whole before the last one goes."""

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a build needs: whether it is there, what was found, and what to do if it is missing."""

    name: str
    there: bool
    found: str
    remedy: str = ""


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _engine() -> str:
    close_to_the_system()
    return f"WeasyPrint {_installed('weasyprint')} loads"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is asked of the machine; a test hands in another. `room` is free space in megabytes at a folder."""

    python: tuple[int, ...] = tuple(sys.version_info[:3])
    load: Callable[[str], object] = load_library
    which: Callable[[str], str | None] = shutil.which
    installed: Callable[[str], str | None] = _installed
    room: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free // 1_000_000
    encodings: Callable[[], tuple[str, ...]] = lambda: (sys.getfilesystemencoding(), sys.stdout.encoding or "utf-8")
    engine: Callable[[], str] = _engine


def needs(root: Path | None, out: Path, machine: Surroundings | None = None) -> tuple[Need, ...]:
    """Everything that a build needs; `root` is the project's folder, if there is one, and `out` where the files would go."""
    machine = machine or Surroundings()
    libraries = tuple(_libraries(machine))
    pages = _engine_need(machine, libraries)
    return (_python(machine), *libraries, *_packages(machine), *_locked(root, machine), _fonts(), pages,
            *_folders(out), _room(out, machine), _encoding(machine))


def _python(machine: Surroundings) -> Need:
    wanted, found = (".".join(map(str, version)) for version in (LEAST_PYTHON, machine.python))
    return Need("Python", machine.python >= LEAST_PYTHON, f"{found}, {wanted} or newer is needed",
                f"install Python {wanted} or newer, then: make PYTHON=python{wanted} install")


def _libraries(machine: Surroundings) -> Iterator[Need]:
    absent = missing({**NEEDED, **WANTED}, machine.load)
    for name in (*NEEDED, *WANTED):
        yield Need(name, name not in absent, "library of the system", advice_for(machine.which))


def _packages(machine: Surroundings) -> Iterator[Need]:
    absent = [name for name in LIBRARIES if machine.installed(name) is None]
    for name in absent:
        yield Need(name, there=False, found="Python package", remedy="make install")
    if not absent:
        yield Need("packages", there=True, found=f"{len(LIBRARIES)} Python packages that can change a page")


def _locked(root: Path | None, machine: Surroundings) -> Iterator[Need]:
    """The versions that are installed, held against the lock, which may pin one more for another Python.

    A package that this system does not use is not missed.
    """
    text = lock_text(root) if root else None
    if text is None:
        yield Need(LOCK, there=True, found="none in this project: versions are those that were installed")
        return
    pinned: dict[str, list[str]] = {}
    for match in _PINNED.finditer(text):
        pinned.setdefault(match["name"], []).append(match["version"])
    differ = [(name, versions, found) for name, versions in pinned.items()
              if (found := machine.installed(name)) is not None and found not in versions]
    for name, versions, found in differ:
        yield Need(f"{name} {' or '.join(versions)}", there=False, found=f"{found} is installed",
                   remedy=f"python -m pip install --require-hashes -r {LOCK}")
    if not differ:
        yield Need(LOCK, there=True, found=f"{len(pinned)} versions, and none that is installed differs")


def _fonts() -> Need:
    try:
        files = font_files()
    except MachineError as error:
        return Need("fonts", there=False, found=error.diagnostics[0].message, remedy="make install")
    absent = [font.path.name for font in files if not font.path.is_file()]
    families = " and ".join(dict.fromkeys(font.family for font in files))
    told = f"{', '.join(absent)} not there" if absent else f"{len(files)} files of {families}"
    return Need("fonts", not absent, told, "make install")


def _engine_need(machine: Surroundings, libraries: tuple[Need, ...]) -> Need:
    """The engine is only tried where its libraries are there: it cannot load without them."""
    if not all(need.there for need in libraries if need.name in NEEDED):
        return Need("engine", there=False, found="not tried, because a library is missing", remedy=advice_for(machine.which))
    try:
        return Need("engine", there=True, found=machine.engine())
    except MachineError as error:
        return Need("engine", there=False, found=error.diagnostics[0].message, remedy=advice_for(machine.which))


def _folders(out: Path) -> Iterator[Need]:
    """The output folder is replaced whole, so the one around it is written; fonts and charts keep a cache."""
    around = _nearest(out.parent)
    yield Need("output folder", _can_write(around), str(around), f"chmod u+w {around}, or name another with --out DIR")
    cache = _nearest(cache_folder())
    yield Need("cache folder", _can_write(cache), str(cache), "export XDG_CACHE_HOME=DIR, a folder that can be written")
    try:
        scratch = tempfile.gettempdir()
    except OSError:
        scratch = ""
    found = scratch or "none can be written"
    yield Need("temporary folder", bool(scratch), found, "export TMPDIR=DIR, a folder that can be written")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one around it that is there."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _room(out: Path, machine: Surroundings) -> Need:
    around = _nearest(out)
    free = machine.room(around)
    return Need("disk space", free >= LEAST_ROOM, f"{free} MB free, {LEAST_ROOM} MB are enough",
                f"free {LEAST_ROOM - free} MB at {around}, or name another disk with --out DIR")


def _encoding(machine: Surroundings) -> Need:
    """Pages do not depend on the machine's language; names of files and messages do on its encoding."""
    other = [name for name in machine.encodings() if name.lower().replace("-", "") not in ("utf8", "utf8sig")]
    told = f"{', '.join(other)} instead of UTF-8" if other else "UTF-8, whatever the language; pages never ask for it"
    return Need("text encoding", not other, told, "export PYTHONUTF8=1")
