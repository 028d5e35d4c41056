"""The pipeline, from top to bottom: load, check, draw, compose, render, proof, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, open_door
from briefgen.build.pack import PackTask
from briefgen.build.plan import MEETINGS, Key, declared, full_names, input_digest, made_by, pages_by_key, refers_to, waves_of
from briefgen.build.readback import proof_prints
from briefgen.build.target import Made, Task
from briefgen.build.workers import Workers
from briefgen.compose import Place, places_in
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, UsageError, errors, ordered, strictly
from briefgen.prose import pages_referred_to
from briefgen.publish import (
    INDEX,
    MANIFEST,
    IndexLine,
    check_folder,
    digest,
    hand_over,
    index_page,
    is_whole,
    manifest_text,
    read_manifest,
    read_output,
    recover,
)

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a project, briefs and locales (none means all), where to, how many processes, and how strictly."""

    root: Path
    slugs: tuple[str, ...]
    locales: tuple[str, ...]
    out: Path
    jobs: int
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the closing table."""

    slug: str
    locale: str
    pages: int
    path: Path
    fresh: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves: a line for each target asked for, the warnings, and how many more are accepted."""

    lines: tuple[Line, ...]
    warnings: tuple[Diagnostic, ...]
    accepted: int = 0

    @property
    def nothing_to_do(self) -> bool:
        """Whether every target was there already."""
        return not any(line.fresh for line in self.lines)


def check(root: Path, report: Report) -> tuple[Checked | None, tuple[Diagnostic, ...]]:
    """The stages load and check alone."""
    report("load", "")
    door = open_door(root)
    report("check", "")
    return check_project(door)


def build(order: Order, report: Report) -> Built:
    """Builds what is asked for and is not there yet, and hands it over whole.

    Raises:
        UsageError: if a brief, a locale or the output folder is not what it should be.
        ContentError: if the content is wrong; ProofError, if the finished pages are; MachineError, if the engine is missing.
    """
    report("load", "")
    door = open_door(order.root)
    check_folder(order.out)
    recover(order.out)
    last = read_manifest(order.out) or {}
    if not order.strict and (lines := _there_already(order, door, last)) is not None:
        return Built(lines, ())
    report("check", "")
    checked, diagnostics = check_project(door)
    if checked is None or (order.strict and diagnostics):
        raise ContentError(strictly(diagnostics) if order.strict else diagnostics)
    waves = waves_of(order.slugs, order.locales, checked)
    wanted = tuple(key for wave in waves for key in wave)
    made = _make_waves(order, door, checked, waves, last, report)
    alike = _read_back(order, door, checked, made, last, report)
    told = (*(warning for one in made for warning in one.warnings), *alike)
    if order.strict and told:
        raise ProofError(strictly(told))
    report("publish", "")
    everything = not order.slugs and not order.locales
    _publish(order, door, checked, last, made, wanted if everything else None)
    fresh = frozenset((one.slug, one.locale) for one in made)
    return Built(tuple(_lines(order, wanted, read_manifest(order.out) or {}, fresh)), (*diagnostics, *told),
                 len(checked.accepted))


def _targets(manifest: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (slug, locale): entry for slug, editions in manifest.get("briefs", {}).items() for locale, entry in editions.items()
    }


def _is_fresh(out: Path, last: Mapping[str, Any], key: tuple[str, str], wanted: str) -> bool:
    entry = _targets(last).get(key)
    return entry is not None and entry["inputs"] == wanted and is_whole(out, entry["outputs"])


def _there_already(order: Order, door: Door, last: Mapping[str, Any]) -> tuple[Line, ...] | None:
    """The lines of a build that has nothing to do, or None; decided from bytes alone, so that no stage need run."""
    if last.get("inputs") != {name: digest(content) for name, content in door.files.items()}:
        return None
    targets = _targets(last)
    known_slugs, known_locales = {slug for slug, _ in targets}, {locale for _, locale in targets}
    slugs = full_names(order.slugs, frozenset(known_slugs))
    keys = [key for key in targets if (not slugs or key[0] in slugs) and (not order.locales or key[1] in order.locales)]
    if not keys or not set(slugs) <= known_slugs or not set(order.locales) <= known_locales or not last.get("whole"):
        return None
    if last.get("made_by") != made_by(door) or not all(is_whole(order.out, targets[key]["outputs"]) for key in keys):
        return None
    return tuple(_lines(order, tuple(keys), last, frozenset()))


def _lines(
    order: Order, keys: tuple[tuple[str, str], ...], manifest: Mapping[str, Any], fresh: frozenset[tuple[str, str]]
) -> Iterator[Line]:
    targets = _targets(manifest)
    for slug, locale in keys:
        entry = targets[slug, locale]
        yield Line(slug, locale, entry["pages"], order.out / entry["file"], (slug, locale) in fresh)


def _make_waves(
    order: Order, door: Door, checked: Checked, waves: tuple[tuple[Key, ...], ...], last: Mapping[str, Any], report: Report
) -> tuple[Made, ...]:
    """Every target that is not there yet, wave by wave: a page of another brief is known before it is printed."""
    entries = _targets(last)
    made: list[Made] = []
    with Workers(order.jobs, report) as workers:
        for wave in waves:
            stale = [key for key in wave
                     if not _is_fresh(order.out, last, key, input_digest(door, checked, key[0]))]
            done = workers.make([_work(door, checked, key, entries) for key in stale])
            entries |= {(one.slug, one.locale): one.entry for one in done}
            made += done
    return tuple(made)


def _read_back(
    order: Order, door: Door, checked: Checked, made: tuple[Made, ...], last: Mapping[str, Any], report: Report
) -> tuple[Diagnostic, ...]:
    """The editions of each brief of which one was made, held against each other as they are printed.

    Raises:
        ProofError: if two editions say different things, or one says something else than the data.
    """
    found: list[Diagnostic] = []
    for slug in dict.fromkeys(one.slug for one in made if not one.slug.startswith(MEETINGS)):
        report("proof", slug)
        wanted = input_digest(door, checked, slug)
        standing = {tag: entry for (name, tag), entry in _targets(last).items()
                    if name == slug and _is_fresh(order.out, last, (slug, tag), wanted)}
        prints = {tag: (read_output(order.out, entry["file"]), entry) for tag, entry in standing.items()}
        prints |= {one.locale: (one.files[one.path], one.entry) for one in made if one.slug == slug}
        found += proof_prints(slug, prints, checked)
    if errors(found):
        raise ProofError(ordered(found))
    return ordered(found)


def _work(door: Door, checked: Checked, key: Key, entries: Mapping[Key, Mapping[str, Any]]) -> Task | PackTask:
    """The task of a target: a brief's, or a folder's with those of the briefs in it."""
    slug, tag = key
    labels = pages_by_key(entries)
    if not slug.startswith(MEETINGS):
        return _task(door, checked, slug, tag, labels)
    meeting = checked.loaded.relationship.meetings[slug.removeprefix(MEETINGS)]
    held = [(brief.slug, locale) for brief in meeting.briefs for locale in brief.locales]
    tasks = tuple(_task(door, checked, brief, locale, labels) for brief, locale in held)
    locales = tuple(checked.locales[locale] for locale in checked.loaded.relationship.project.locales)
    return PackTask(meeting, tasks, tuple(entries[one]["drift"] for one in held), locales, refers_to(slug, checked))


def _elsewhere(
    checked: Checked, slug: str, locale: str, labels: Mapping[tuple[str, str], Mapping[str, int]]
) -> dict[tuple[str, str], Place]:
    """The titles of all briefs, and the places whose pages one of them prints."""
    titles = {other: prose.front.title for (other, tag), prose in checked.prose.items() if tag == locale}
    places = {(other, ""): Place(title, "", "") for other, title in titles.items()}
    for other in sorted({other for other, _ in pages_referred_to(checked.prose[slug, locale])}):
        view = checked.view(other)
        found = places_in(checked.prose[other, locale], view.relationship, view.index, checked.locales[locale])
        for label, title in found.items():
            page = labels.get((other, locale), {}).get(label)
            if page is not None:
                places[other, label] = Place(titles[other], title, str(page))
    return places


def _task(
    door: Door, checked: Checked, slug: str, locale: str, labels: Mapping[tuple[str, str], Mapping[str, int]]
) -> Task:
    loaded = checked.loaded
    own = {name.removeprefix("styles/"): content.decode("utf-8") for name, content in door.files.items()
           if name.startswith("styles/") and name.endswith((".css", ".svg"))}
    sheets = {**door.look, **own}
    brief, view = loaded.briefs[slug], checked.view(slug)
    return Task(
        brief,
        checked.prose[slug, locale],
        view.relationship,
        view.index,
        checked.locales[locale],
        loaded.tokens,
        door.fonts,
        door.templates,
        sheets,
        door.versions["briefgen"],
        brief.media[0].value,
        {name: loaded.places.of("charts", name) for name in loaded.relationship.charts},
        _elsewhere(checked, slug, locale, labels),
        refers_to(slug, checked),
        door.geography,
    )


def _publish(
    order: Order,
    door: Door,
    checked: Checked,
    last: Mapping[str, Any],
    made: tuple[Made, ...],
    only: tuple[tuple[str, str], ...] | None,
) -> None:
    """Writes the new targets beside those of the last build that still stand.

    A whole build drops what is no longer declared.
    """
    known = frozenset(declared(checked))
    entries = {
        key: entry
        for key, entry in _targets(last).items()
        if key in (only or known) and is_whole(order.out, entry["outputs"])
    }
    files: dict[str, bytes] = {}
    for one in made:
        files.update(one.files)
        outputs = {path: digest(content) for path, content in one.files.items()}
        inputs = input_digest(door, checked, one.slug)
        entries[one.slug, one.locale] = {**one.entry, "inputs": inputs, "outputs": outputs}
    briefs: dict[str, dict[str, Any]] = {}
    for (slug, locale), entry in sorted(entries.items()):
        briefs.setdefault(slug, {})[locale] = entry
    kept = [path for entry in entries.values() for path in entry["outputs"] if path not in files]
    files[INDEX] = _index(checked, briefs).encode()
    files[MANIFEST] = manifest_text({
        "as_of": str(checked.loaded.relationship.project.as_of), "briefs": briefs, "versions": dict(door.versions),
        "made_by": made_by(door),
        "fonts": {font.path.name: digest(font.path.read_bytes()) for font in door.fonts},
        "inputs": {name: digest(content) for name, content in door.files.items()}, "whole": set(entries) == known and all(
            entry["inputs"] == input_digest(door, checked, key[0]) for key, entry in entries.items()
        ),
    }).encode()
    try:
        hand_over(order.out, files, kept)
    except OSError as error:
        raise UsageError(
            [
                Diagnostic(
                    "E004",
                    Location(str(order.out)),
                    f"expected a folder that can be written: {error.strerror}",
                    "check its permissions and the disk",
                )
            ]
        ) from None


def _index(checked: Checked, briefs: Mapping[str, Mapping[str, Any]]) -> str:
    """The index page, in the project's first locale."""
    project = checked.loaded.relationship.project
    first = checked.locales[project.locales[0]]
    labels = {name: first.message(f"index_{name}") for name in ("title", "brief", "language", "pages")}
    lines = [IndexLine(slug, entry["title"], locale, _language(checked, locale), entry["pages"], entry["file"])
             for slug, editions in briefs.items() for locale, entry in editions.items()]
    return index_page(project.name[first.tag], lines, labels, first.tag)


def _language(checked: Checked, locale: str) -> str:
    """What a file's language calls itself; a folder has several."""
    return " / ".join(checked.locales[tag].name for tag in locale.split("+"))
