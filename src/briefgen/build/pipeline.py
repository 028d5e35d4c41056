"""The pipeline, from top to bottom: load, check, draw, compose, render, proof, publish."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, open_door
from briefgen.build.target import Made, Task, make
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, UsageError, nearest
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
    recover,
)

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a project, briefs and locales (none means all), where to, and how many processes."""

    root: Path
    slugs: tuple[str, ...]
    locales: tuple[str, ...]
    out: Path
    jobs: int


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
    """What a build leaves: a line for each target asked for, and the warnings."""

    lines: tuple[Line, ...]
    warnings: tuple[Diagnostic, ...]

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
    if (lines := _there_already(order, door, last)) is not None:
        return Built(lines, ())
    report("check", "")
    checked, diagnostics = check_project(door)
    if checked is None:
        raise ContentError(diagnostics)
    wanted = tuple(_wanted(order, checked))
    stale = [key for key in wanted if not _is_fresh(order.out, last, key, _digest(door, key[0]))]
    tasks = [_task(door, checked, slug, locale) for slug, locale in stale]
    made = _make_all(tasks, order.jobs, report) if tasks else ()
    report("publish", "")
    everything = not order.slugs and not order.locales
    _publish(order, door, checked, last, made, wanted if everything else None)
    return Built(tuple(_lines(order, wanted, read_manifest(order.out) or {}, frozenset(stale))),
                 (*diagnostics, *(w for one in made for w in one.warnings)))


def _targets(manifest: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {
        (slug, locale): entry for slug, editions in manifest.get("briefs", {}).items() for locale, entry in editions.items()
    }


def _digest(door: Door, slug: str) -> str:
    """What a target is made from: its brief, the data, the look, the code, the libraries and the fonts."""
    lines = [f"{name} {digest(content)}" for name, content in sorted(door.files.items())
             if not name.startswith("briefs/") or name.startswith(f"briefs/{slug}/")]
    lines += [f"{name}=={version}" for name, version in sorted(door.versions.items())]
    return digest("\n".join((*lines, door.code)).encode())


def _is_fresh(out: Path, last: Mapping[str, Any], key: tuple[str, str], wanted: str) -> bool:
    entry = _targets(last).get(key)
    return entry is not None and entry["inputs"] == wanted and is_whole(out, entry["outputs"])


def _there_already(order: Order, door: Door, last: Mapping[str, Any]) -> tuple[Line, ...] | None:
    """The lines of a build that has nothing to do, or None; decided from bytes alone, so that no stage need run."""
    if last.get("inputs") != {name: digest(content) for name, content in door.files.items()}:
        return None
    targets = _targets(last)
    keys = [
        key for key in targets if (not order.slugs or key[0] in order.slugs) and (not order.locales or key[1] in order.locales)
    ]
    known_slugs, known_locales = {slug for slug, _ in targets}, {locale for _, locale in targets}
    if not keys or not set(order.slugs) <= known_slugs or not set(order.locales) <= known_locales or not last.get("whole"):
        return None
    if not all(_is_fresh(order.out, last, key, _digest(door, key[0])) for key in keys):
        return None
    return tuple(_lines(order, tuple(keys), last, frozenset()))


def _lines(
    order: Order, keys: tuple[tuple[str, str], ...], manifest: Mapping[str, Any], fresh: frozenset[tuple[str, str]]
) -> Iterator[Line]:
    targets = _targets(manifest)
    for slug, locale in keys:
        entry = targets[slug, locale]
        yield Line(slug, locale, entry["pages"], order.out / entry["file"], (slug, locale) in fresh)


def _wanted(order: Order, checked: Checked) -> Iterator[tuple[str, str]]:
    briefs, locales = tuple(checked.loaded.briefs), checked.loaded.relationship.project.locales
    problems = [
        Diagnostic("E005", Location(slug), f"expected a brief, found \"{slug}\"", nearest(slug, briefs))
        for slug in order.slugs
        if slug not in briefs
    ]
    problems += [
        Diagnostic("T007", Location(tag), f"expected a locale of the project, found \"{tag}\"", nearest(tag, locales))
        for tag in order.locales
        if tag not in locales
    ]
    if problems:
        raise UsageError(problems)
    for slug in order.slugs or briefs:
        for locale in order.locales or locales:
            yield slug, locale


def _task(door: Door, checked: Checked, slug: str, locale: str) -> Task:
    loaded = checked.loaded
    sheets = {name.removeprefix("styles/"): content.decode("utf-8") for name, content in door.files.items()
              if name.startswith("styles/") and name.endswith((".css", ".svg"))}
    brief = loaded.briefs[slug]
    return Task(
        brief,
        checked.prose[slug, locale],
        loaded.relationship,
        checked.index,
        checked.locales[locale],
        loaded.tokens,
        door.fonts,
        door.templates,
        sheets,
        door.versions["briefgen"],
        brief.media[0].value,
        {name: loaded.places.of("charts", name) for name in loaded.relationship.charts},
    )


def _make_all(tasks: list[Task], jobs: int, report: Report) -> tuple[Made, ...]:
    """Every target, side by side in processes; all problems of all targets together."""
    if jobs == 1 or len(tasks) == 1:
        return _gathered([_attempt(task, report) for task in tasks])
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context, initializer=_listen, initargs=(queue,)) as pool:
        futures = [pool.submit(_attempt_in_worker, task) for task in tasks]
        try:
            _follow(futures, queue, report)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        return _gathered([_result(task, future) for task, future in zip(tasks, futures, strict=True)])


def _result(task: Task, future: Future[Made | ContentError]) -> Made | ContentError:
    """What a worker made; a worker that was killed, by the engine's own fault or for want of memory, is told as such."""
    try:
        return future.result()
    except BrokenProcessPool:
        return ProofError(
            [
                Diagnostic(
                    "R004",
                    Location(task.name),
                    "expected a finished page, found that the engine's process ended",
                    "try again with --jobs 1; if it ends again, the machine lacks memory or a library is broken",
                )
            ]
        )


_queue: Any = None


def _listen(queue: Any) -> None:
    global _queue  # noqa: PLW0603  (a worker process has one queue, given when it starts)
    _queue = queue


def _attempt_in_worker(task: Task) -> Made | ContentError:
    return _attempt(task, lambda stage, name: _queue.put((stage, name)))


def _attempt(task: Task, report: Report) -> Made | ContentError:
    try:
        return make(task, report)
    except ContentError as error:
        return error


def _follow(futures: list[Future[Made | ContentError]], queue: Any, report: Report) -> None:
    pending = set(futures)
    while pending:
        _, pending = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
        while not queue.empty():
            report(*queue.get())


def _gathered(results: list[Made | ContentError]) -> tuple[Made, ...]:
    failures = [result for result in results if isinstance(result, ContentError)]
    if failures:
        worst = next((f for f in failures if not isinstance(f, ProofError)), failures[0])
        raise type(worst)(d for failure in failures for d in failure.diagnostics)
    return tuple(result for result in results if isinstance(result, Made))


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
    declared = {(slug, tag) for slug in checked.loaded.briefs for tag in checked.loaded.relationship.project.locales}
    entries = {
        key: entry
        for key, entry in _targets(last).items()
        if key in (only or declared) and is_whole(order.out, entry["outputs"])
    }
    files: dict[str, bytes] = {}
    for one in made:
        files.update(one.files)
        outputs = {path: digest(content) for path, content in one.files.items()}
        entries[one.slug, one.locale] = {**one.entry, "inputs": _digest(door, one.slug), "outputs": outputs}
    briefs: dict[str, dict[str, Any]] = {}
    for (slug, locale), entry in sorted(entries.items()):
        briefs.setdefault(slug, {})[locale] = entry
    kept = [path for entry in entries.values() for path in entry["outputs"] if path not in files]
    files[INDEX] = _index(checked, briefs).encode()
    files[MANIFEST] = manifest_text({
        "as_of": str(checked.loaded.relationship.project.as_of), "briefs": briefs, "versions": dict(door.versions),
        "fonts": {font.path.name: digest(font.path.read_bytes()) for font in door.fonts},
        "inputs": {name: digest(content) for name, content in door.files.items()}, "whole": set(entries) == declared,
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
    lines = [IndexLine(slug, entry["title"], locale, checked.locales[locale].name, entry["pages"], entry["file"])
             for slug, editions in briefs.items() for locale, entry in editions.items()]
    return index_page(project.name[first.tag], lines, labels, first.tag)


def default_jobs() -> int:
    """One process a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
