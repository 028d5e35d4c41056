"""Build: what has not changed is not made again, what fails changes nothing, and the same inputs give the same bytes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import Built, Medium, Order, build, find_project
from briefgen.build.check import check_project
from briefgen.build.door import open_door
from briefgen.build.pack import PackTask
from briefgen.build.target import Made, Task
from briefgen.diagnostics import ContentError, Diagnostic, Location, MachineError, ProofError, UsageError
from conftest import ATLANTIS, ROOT, TAGS, Change, build_all, copy_atlantis, door_with, edited, silent

EVERYTHING = [
    *(f"{slug}.{tag}.office" for slug in ("roll", "tides", "strait") for tag in TAGS), "spring.office",
]
"""The targets of Atlantis in the order in which they are made: the strait prints pages of the other two."""


class Press:
    """Stands in for the stages draw to proof: makes a small file from the target's words, and remembers what it made."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.fails: dict[str, ContentError] = {}

    def brief(self, task: Task, _report: Callable[[str, str], None]) -> Made:
        self._remember(task.name)
        words = "\n".join(b.words for b in task.prose.walk())
        return self._made(task.brief.slug, task.locale.tag, f"{task.brief.slug}/{task.name}.pdf", words)

    def folder(self, task: PackTask, _report: Callable[[str, str], None]) -> Made:
        self._remember(task.name)
        slug = f"meetings/{task.meeting.id}"
        return self._made(slug, "+".join(TAGS), f"{slug}/{task.name}.pdf", task.meeting.model_dump_json())

    def _remember(self, name: str) -> None:
        if name in self.fails:
            raise self.fails[name]
        self.made.append(name)

    def _made(self, slug: str, locale: str, path: str, words: str) -> Made:
        entry: dict[str, Any] = {
            "title": slug, "file": path, "pages": 3, "charts": [], "sources": [], "printed": {}, "labels": {}, "drift": {},
        }
        return Made(slug, locale, path, 3, {path: words.encode()}, entry, ())


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> Press:
    """The pipeline with a press that takes no time."""
    stand_in = Press()
    monkeypatch.setattr(Task, "make", lambda task, report: stand_in.brief(task, report))
    monkeypatch.setattr(PackTask, "make", lambda task, report: stand_in.folder(task, report))
    monkeypatch.setattr("briefgen.build.site.proof_prints", lambda *_: ())
    return stand_in


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """A build that makes nothing but small files."""
    return put_in_place(monkeypatch)


@pytest.fixture
def two_briefs(atlantis: Path) -> Path:
    """The project with a second brief, `moons`."""
    shutil.copytree(atlantis / "briefs" / "tides", atlantis / "briefs" / "moons")
    return atlantis


def ordered(root: Path, *slugs: str, locales: tuple[str, ...] = ()) -> Built:
    return build(Order(root, slugs, locales, root / "build", 1), silent)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def names(*slugs: str, tags: tuple[str, ...] = TAGS) -> list[str]:
    return [f"{slug}.{tag}.office" for slug in slugs for tag in tags]


def error(kind: type[ContentError] = ProofError) -> ContentError:
    return kind([Diagnostic("B001", Location("tides.es-MX.office"), "expected 5 pages, found 50", "cut")])


def test_a_build_with_nothing_to_do_does_nothing_and_says_so(atlantis: Path, press: Press) -> None:
    assert not ordered(atlantis).nothing_to_do and press.made == EVERYTHING
    before = {path: path.stat().st_mtime_ns for path in (atlantis / "build").rglob("*")}
    again = ordered(atlantis)
    assert again.nothing_to_do and press.made == EVERYTHING
    made = [("meetings/spring", "+".join(TAGS)), *((slug, tag) for slug in ("roll", "strait", "tides") for tag in TAGS)]
    assert [(line.slug, line.edition, line.pages) for line in again.lines] == [(*key, 3) for key in made]
    assert {path: path.stat().st_mtime_ns for path in (atlantis / "build").rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "find", "new", "made"),
    [
        ("data/sources.yaml", "Tides between two shores", "Tides among two shores", EVERYTHING),
        ("briefgen.yaml", '"2032-01-31"', '"2032-02-01"', EVERYTHING),
        ("styles/tokens.yaml", "# The look in numbers", "# The look, in numbers", EVERYTHING),
        ("briefs/tides/en-CA.md", "title: Atlantis and", "title: Atlantis with", EVERYTHING[2:]),
        ("briefs/tides/en-CA.md", "A diver sees", "Any diver sees", EVERYTHING[2:]),
        ("charts/sea.yaml", "Mu leads", "Mu is ahead", EVERYTHING[2:]),
        ("charts/strait.yaml", "More passages", "Passages", [*EVERYTHING[:2], *EVERYTHING[4:]]),
        ("texts/two-counts/en-CA.md", "Quote both,", "Quote them,", EVERYTHING[4:]),
        ("meetings/spring.yaml", "Opening", "Welcome", EVERYTHING[6:]),
    ],
)
def test_a_changed_input_is_built_again(
    atlantis: Path, press: Press, change: Change, name: str, find: str, new: str, made: list[str]
) -> None:
    """With what prints its title, its pages or its charts; and nothing besides."""
    ordered(atlantis)
    press.made.clear()
    change(name, find, new)
    assert not ordered(atlantis).nothing_to_do and press.made == made


def test_the_prose_of_one_brief_does_not_rebuild_another(two_briefs: Path, press: Press, change: Change) -> None:
    ordered(two_briefs)
    press.made.clear()
    change("briefs/moons/en-CA.md", "A diver sees", "Any diver sees")
    ordered(two_briefs)
    assert press.made == names("moons")


@pytest.mark.parametrize("harm", ["remove", "change"])
def test_an_output_that_was_harmed_is_made_again(atlantis: Path, press: Press, harm: str) -> None:
    ordered(atlantis)
    whole = files(atlantis / "build")
    press.made.clear()
    target = atlantis / "build" / "tides" / "tides.es-MX.office.pdf"
    target.unlink() if harm == "remove" else target.write_bytes(b"scribbled")
    ordered(atlantis)
    assert press.made == names("tides", tags=("es-MX",)) and files(atlantis / "build") == whole


def test_a_build_of_other_code_or_libraries_is_out_of_date(
    atlantis: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(atlantis)
    press.made.clear()
    monkeypatch.setattr("briefgen.build.door.versions", lambda: {"briefgen": "9"})
    ordered(atlantis)
    assert press.made == EVERYTHING


@pytest.mark.parametrize("kind", [ProofError, ContentError, MachineError])
def test_a_build_that_fails_leaves_the_last_good_one(
    atlantis: Path, press: Press, change: Change, kind: type[ContentError]
) -> None:
    """Even for the targets that did not fail: one edition is never newer than the other."""
    ordered(atlantis)
    before = files(atlantis / "build")
    change("briefs/tides/en-CA.md", "A diver sees", "Any diver sees")
    press.fails["tides.es-MX.office"] = error(kind)
    with pytest.raises(kind):
        ordered(atlantis)
    assert files(atlantis / "build") == before
    assert sorted(path.name for path in atlantis.iterdir() if path.name.startswith(".")) == []


def test_all_failures_of_all_targets_are_told_together(atlantis: Path, press: Press) -> None:
    press.fails = {name: error() for name in names("tides")}
    with pytest.raises(ProofError) as raised:
        ordered(atlantis)
    assert len(raised.value.diagnostics) == 2 and not (atlantis / "build").exists()


def test_wrong_content_stops_before_anything_is_drawn(atlantis: Path, press: Press, change: Change) -> None:
    change("data/events.yaml", "2030-07-13", "2030-02-30")
    with pytest.raises(ContentError) as raised:
        ordered(atlantis)
    assert [d.code for d in raised.value.diagnostics] == ["D016"] and press.made == [] and not (atlantis / "build").exists()


def test_one_brief_alone_keeps_the_others(two_briefs: Path, press: Press, change: Change) -> None:
    ordered(two_briefs)
    before = files(two_briefs / "build")
    press.made.clear()
    for name in ("briefs/moons/en-CA.md", "briefs/tides/en-CA.md"):
        change(name, "A diver sees", "Any diver sees")
    ordered(two_briefs, "moons")
    after = files(two_briefs / "build")
    assert press.made == names("moons")
    assert after["tides/tides.en-CA.office.pdf"] == before["tides/tides.en-CA.office.pdf"]
    assert after["moons/moons.en-CA.office.pdf"] != before["moons/moons.en-CA.office.pdf"]
    assert set(after) == set(before)
    press.made.clear()
    assert not ordered(two_briefs).nothing_to_do
    assert press.made == EVERYTHING[2:], "what was left out is still out of date"


def test_one_locale_alone_keeps_the_other(atlantis: Path, press: Press, change: Change) -> None:
    ordered(atlantis)
    press.made.clear()
    change("data/sources.yaml", "Tides between two shores", "Tides among two shores")
    assert {line.edition for line in ordered(atlantis, locales=("es-MX",)).lines} == {"es-MX"}
    assert press.made == names("roll", "tides", "strait", tags=("es-MX",))
    assert (atlantis / "build" / "tides" / "tides.en-CA.office.pdf").is_file()
    press.made.clear()
    assert ordered(atlantis).lines and press.made == [*names("roll", "tides", "strait", tags=("en-CA",)), "spring.office"]


def test_a_brief_that_is_gone_is_gone_from_the_output(two_briefs: Path, press: Press) -> None:
    ordered(two_briefs)
    shutil.rmtree(two_briefs / "briefs" / "moons")
    press.made.clear()
    ordered(two_briefs)
    assert press.made == [] and not (two_briefs / "build" / "moons").exists()
    briefs = json.loads((two_briefs / "build" / "manifest.json").read_text(encoding="utf-8"))["briefs"]
    assert list(briefs) == ["meetings/spring", "roll", "strait", "tides"]


def test_an_interrupted_hand_over_is_recovered_by_the_next_build(atlantis: Path, press: Press) -> None:
    ordered(atlantis)
    (atlantis / "build").replace(atlantis / ".build-last")
    press.made.clear()
    assert ordered(atlantis).nothing_to_do and press.made == []
    assert (atlantis / "build").is_dir() and not (atlantis / ".build-last").exists()


def test_a_manifest_that_somebody_edited_is_no_reason_to_fail(atlantis: Path, press: Press) -> None:
    ordered(atlantis)
    (atlantis / "build" / "manifest.json").write_text('{"format": "briefgen-manifest-1"}', encoding="utf-8")
    assert not ordered(atlantis).nothing_to_do and press.made == EVERYTHING * 2


def test_a_foreign_output_folder_is_refused(atlantis: Path, press: Press) -> None:
    (atlantis / "build").mkdir()
    (atlantis / "build" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        ordered(atlantis)
    assert [d.code for d in raised.value.diagnostics] == ["E003"] and press.made == []


@pytest.mark.parametrize(
    ("slugs", "locales", "code", "word"), [(("tide",), (), "E005", "tides"), ((), ("es-ES",), "T007", "es-MX")]
)
def test_an_unknown_brief_or_locale_gets_the_nearest_names(
    atlantis: Path,
    press: Press,
    slugs: tuple[str, ...],
    locales: tuple[str, ...],
    code: str,
    word: str,
) -> None:
    with pytest.raises(UsageError) as raised:
        ordered(atlantis, *slugs, locales=locales)
    assert (
        [d.code for d in raised.value.diagnostics] == [code] and word in raised.value.diagnostics[0].hint and press.made == []
    )


# The door


def test_a_link_that_leads_out_of_the_project_is_refused(atlantis: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: b", encoding="utf-8")
    (atlantis / "data" / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(ContentError) as raised:
        open_door(atlantis)
    assert [d.code for d in raised.value.diagnostics] == ["E006"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_told(atlantis: Path) -> None:
    (atlantis / "data" / "events.yaml").chmod(0)
    with pytest.raises(ContentError) as raised:
        open_door(atlantis)
    assert [d.code for d in raised.value.diagnostics] == ["E004"]


def test_a_project_is_found_from_below_and_nowhere_else(atlantis: Path, tmp_path: Path) -> None:
    assert find_project(atlantis / "data" / "indicators") == atlantis.resolve()
    with pytest.raises(UsageError) as raised:
        find_project(tmp_path)
    assert [d.code for d in raised.value.diagnostics] == ["E001"]


def test_a_locale_without_files_is_told() -> None:
    _, found = check_project(door_with(edited("briefgen.yaml", "locales: [en-CA, es-MX]", "locales: [en-CA, es-MX, fr-CA]")))
    assert {"T006", "T001", "D026"} <= {d.code for d in found}


# Real builds


def test_two_folders_give_the_same_bytes(built_atlantis: Path, tmp_path: Path) -> None:
    """PDF, SVG and CSV of one edition: nothing depends on the folder or on the day."""
    other = copy_atlantis(tmp_path / "elsewhere" / "under another name")
    ordered(other, "tides", locales=("en-CA",))
    first, second = files(built_atlantis / "build"), files(other / "build")
    made = {name for name in second if "en-CA" in name}
    assert made == {name for name in first if name.startswith("tides/") and "en-CA" in name} and len(made) > 10
    assert [name for name in made if first[name] != second[name]] == []
    assert not any(str(other).encode() in content or str(built_atlantis).encode() in content for content in second.values())


@pytest.mark.slow
def test_two_processes_give_the_same_bytes_as_one(built_atlantis: Path, atlantis: Path) -> None:
    """Of all targets, index and manifest too, in another folder."""
    build_all(atlantis, jobs=2)
    first, second = files(built_atlantis / "build"), files(atlantis / "build")
    assert [name for name in {*first, *second} if first.get(name) != second.get(name)] == []


@pytest.mark.slow
def test_a_failure_in_a_process_comes_back_whole(atlantis: Path, change: Change) -> None:
    change("briefs/tides/brief.yaml", 'least: "5", most: "12"', 'least: "40", most: "50"')
    with pytest.raises(ProofError) as raised:
        build_all(atlantis, jobs=2)
    assert [d.code for d in raised.value.diagnostics] == ["B001", "B001"] and not (atlantis / "build").exists()


@pytest.mark.slow
def test_the_real_project_builds(tmp_path: Path) -> None:
    """One brief in one language, with the one whose pages it prints; `make briefs` builds them all."""
    order = Order(ROOT, ("security",), ("es-MX",), tmp_path / "build", 2, media=(Medium.OFFICE,))
    built = build(order, silent)
    assert [(line.slug, line.edition) for line in built.lines] == [("backgrounder", "es-MX"), ("security", "es-MX")]
    assert all(line.path.is_file() for line in built.lines)


def test_the_fixture_of_the_tests_is_never_built_in_place() -> None:
    assert sorted(path.name for path in ATLANTIS.iterdir()) == [
        "briefgen.yaml", "briefs", "charts", "data", "meetings", "texts",
    ]
