"""Atlantis: the fictional project that the tests build, change and break."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from briefgen.build import Built, Order, build
from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, open_door
from briefgen.diagnostics import Diagnostic
from remembered import remember

ROOT = Path(__file__).parents[1]
ATLANTIS = Path(__file__).parent / "atlantis"
OUTLINES = (Path(__file__).parent / "outlines.json").read_text(encoding="utf-8")
"""The ground of its maps: Atlantis and Lemuria are on no map of the world."""
SLUG, TAGS = "tides", ("en-CA", "es-MX")

Change = Callable[[str, str, str], None]

EVERY = 100
"""Examples of a property test that names no number, when all tests are run."""


def pytest_configure(config: pytest.Config) -> None:
    """Without the slow tests, a property is tried on a fifth of its examples, the same ones in every run."""
    settings.register_profile("all", max_examples=EVERY, deadline=None)
    settings.register_profile("fifth", max_examples=EVERY // 5, deadline=None, derandomize=True, database=None)
    settings.load_profile("fifth" if "not slow" in config.option.markexpr else "all")
    remember()


def examples(number: int) -> settings:
    """As many examples of a property when all tests are run, and the profile's part of them otherwise."""
    return settings(max_examples=max(5, number * settings.default.max_examples // EVERY))


def copy_atlantis(folder: Path) -> Path:
    """The project in a folder of its own, with the repository's look."""
    shutil.copytree(ATLANTIS, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", folder / "styles", dirs_exist_ok=True)
    return folder


def replaced_once(text: str, find: str, new: str) -> str:
    """The text with the only place of `find` changed; a test whose change no longer applies must fail."""
    if text.count(find) != 1:
        raise LookupError(f"expected {find!r} once, found it {text.count(find)} times")
    return text.replace(find, new)


@pytest.fixture
def atlantis(tmp_path: Path) -> Path:
    """A copy of the project that the test may change."""
    return copy_atlantis(tmp_path / "atlantis")


@pytest.fixture
def change(atlantis: Path) -> Change:
    """Replaces a text that stands once in a file of the copy."""

    def change_file(name: str, find: str, new: str) -> None:
        path = atlantis / name
        path.write_text(replaced_once(path.read_text(encoding="utf-8"), find, new), encoding="utf-8")

    return change_file


@cache
def atlantis_door() -> Door:
    """All that comes into a build of the unchanged project."""
    door = open_door(ATLANTIS)
    styles = {f"styles/{path.name}": path.read_bytes() for path in sorted((ROOT / "styles").iterdir())}
    return replace(door, files={**door.files, **styles}, geography=OUTLINES)


def door_with(changed: Mapping[str, bytes | None]) -> Door:
    """The project with some files' bytes changed, added or (None) taken away."""
    files = {**atlantis_door().files, **changed}
    return replace(atlantis_door(), files={name: content for name, content in files.items() if content is not None})


def told(changed: Mapping[str, bytes | None]) -> tuple[Diagnostic, ...]:
    """What the check stage says about the project with these changes."""
    return check_project(door_with(changed))[1]


def edited(name: str, find: str, new: str) -> dict[str, bytes | None]:
    """One file of the project with one text replaced, for `told` and `door_with`."""
    return {name: replaced_once(atlantis_door().files[name].decode(), find, new).encode()}


@cache
def checked_atlantis() -> Checked:
    """The unchanged project, checked."""
    checked, diagnostics = check_project(atlantis_door())
    if checked is None:
        raise LookupError("\n".join(map(str, diagnostics)))
    return checked


def silent(_stage: str, _name: str) -> None:
    """A report that nobody reads."""


def build_all(root: Path, out: Path | None = None, jobs: int = 1) -> Built:
    """Builds every brief of the project in every locale, and its meeting's folder."""
    with patch("briefgen.build.door.outlines", lambda: OUTLINES):
        return build(Order(root, (), (), out or root / "build", jobs), silent)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the whole fictional project in print is slow: it is built for such tests alone."""
    for item in items:
        if "built_atlantis" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def built_atlantis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once for all processes of a run: read it, never write to it."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "built"
    root, ended = folder / "atlantis", folder / "ended"
    try:
        folder.mkdir()
    except FileExistsError:
        while not ended.exists():
            time.sleep(0.05)
    else:
        try:
            build_all(copy_atlantis(root))
        finally:
            ended.touch()
    if not (root / "build" / "manifest.json").is_file():
        pytest.fail("Atlantis could not be built; see the test that built it")
    return root
