"""The pipeline, from top to bottom: load, check, draw, compose, render, proof, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, open_door
from briefgen.build.edition import Printed
from briefgen.build.handover import Issue, publish
from briefgen.build.plan import MEETINGS, Key, full_names, input_digest, made_by, targets_of, waves_of
from briefgen.build.printing import PrintRoom
from briefgen.build.products import Wish, entries_of, is_primary, wanted
from briefgen.build.readback import proof_prints
from briefgen.build.target import Made
from briefgen.build.tasks import work_of
from briefgen.build.workers import Workers
from briefgen.diagnostics import ContentError, Diagnostic, ProofError, errors, ordered, strictly
from briefgen.model.edition import TUMBLE, Medium, Product, TrimSize
from briefgen.publish import check_folder, digest, is_whole, read_manifest, read_output, recover

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, where to, by how many processes, and how strictly. No editions, media or trims: the project's own."""

    root: Path
    slugs: tuple[str, ...]
    editions: tuple[str, ...]
    out: Path
    jobs: int
    strict: bool = False
    media: tuple[Medium, ...] = ()
    trims: tuple[TrimSize, ...] = ()
    everything: bool = False

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.slugs, self.editions, self.media, self.trims, self.everything)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the closing table."""

    slug: str
    edition: str
    pages: int
    path: Path
    fresh: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves: a line for each file asked for, the warnings, and how many more are accepted."""

    lines: tuple[Line, ...]
    warnings: tuple[Diagnostic, ...]
    accepted: int = 0

    @property
    def nothing_to_do(self) -> bool:
        """Whether every file was there already."""
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
        UsageError: if a brief, an edition or the output folder is not what it should be.
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
    site = _Site(order, door, checked, last, report)
    made, printed, told = site.make()
    if order.strict and told:
        raise ProofError(strictly(told))
    report("publish", "")
    publish(Issue(order.out, door, checked, last, made, printed, everything=not order.slugs and order.wish.is_the_projects))
    return Built(tuple(site.lines(read_manifest(order.out) or {}, made, printed)), (*diagnostics, *told), len(checked.accepted))


class _Site:
    """One build: what is asked for, and what it takes to make it."""

    def __init__(self, order: Order, door: Door, checked: Checked, last: Mapping[str, Any], report: Report) -> None:
        self.order, self.door, self.checked, self.last, self.report = order, door, checked, last, report
        self.locales = checked.loaded.relationship.project.locales
        waves = waves_of(order.slugs, self._tags(), checked)
        self.asked = wanted(order.wish, checked)
        self.waves = waves if not order.editions or self._tags() else ()

    def _tags(self) -> tuple[str, ...]:
        """The locales whose own files are needed; none means all."""
        if TUMBLE in self.order.editions:
            return self.locales
        return tuple(tag for tag in self.order.editions if tag in self.locales)

    def make(self) -> tuple[tuple[Made, ...], tuple[Printed, ...], tuple[Diagnostic, ...]]:
        """Everything that is not there yet, and what the proof has to say."""
        with Workers(self.order.jobs, self.report) as workers:
            made = self._make_waves(workers)
            alike = self._read_back(made)
            printed = self._make_products(workers, made)
        told = (*(w for one in made for w in one.warnings), *alike, *(w for one in printed for w in one.warnings))
        return made, printed, told

    def _fresh(self, key: Key) -> Mapping[str, Any] | None:
        """The entry of a target of the last build that is not out of date, or None."""
        entry = targets_of(self.last).get(key)
        if entry is None or entry["inputs"] != input_digest(self.door, self.checked, key[0]):
            return None
        return entry if is_whole(self.order.out, entry["outputs"]) else None

    def _make_waves(self, workers: Workers) -> tuple[Made, ...]:
        """Every target that is not there yet, wave by wave: a page of another brief is known before it is printed."""
        entries = targets_of(self.last)
        made: list[Made] = []
        for wave in self.waves:
            stale = [key for key in wave if self._fresh(key) is None]
            done = workers.make([work_of(self.door, self.checked, key, entries) for key in stale])
            entries |= {(one.slug, one.locale): one.entry for one in done}
            made += done
        return tuple(made)

    def _read_back(self, made: tuple[Made, ...]) -> tuple[Diagnostic, ...]:
        """The editions of each brief of which one was made, held against each other as they are printed.

        Raises:
            ProofError: if two editions say different things, or one says something else than the data.
        """
        found: list[Diagnostic] = []
        for slug in dict.fromkeys(one.slug for one in made if not one.slug.startswith(MEETINGS)):
            self.report("proof", slug)
            standing = {tag: entry for (name, tag) in targets_of(self.last)
                        if name == slug and (entry := self._fresh((slug, tag))) is not None}
            prints = {tag: (read_output(self.order.out, entry["file"]), entry) for tag, entry in standing.items()}
            prints |= {one.locale: (one.files[one.path], one.entry) for one in made if one.slug == slug}
            found += proof_prints(slug, prints, self.checked)
        if errors(found):
            raise ProofError(ordered(found))
        return ordered(found)

    def _make_products(self, workers: Workers, made: tuple[Made, ...]) -> tuple[Printed, ...]:
        entries = {**targets_of(self.last), **{(one.slug, one.locale): one.entry for one in made}}
        files = {(one.slug, one.locale): one.files[one.path] for one in made}
        room = PrintRoom(self.door, self.checked, self.order.out, self.last, entries, files)
        return room.make(self.asked, workers)

    def lines(self, manifest: Mapping[str, Any], made: tuple[Made, ...], printed: tuple[Printed, ...]) -> Iterator[Line]:
        """A line for each file asked for; beside office files also for those that had to be made for them."""
        primary = any(is_primary(one) for one in self.asked)
        keys = [key for wave in self.waves for key in wave] if primary else []
        products = [one for one in self.asked if not is_primary(one)]
        fresh = frozenset((one.slug, one.locale) for one in made) | frozenset(one.product for one in printed)
        yield from _lines(self.order.out, keys, products, manifest, fresh)


def _there_already(order: Order, door: Door, last: Mapping[str, Any]) -> tuple[Line, ...] | None:
    """The lines of a build that has nothing to do, or None; decided from bytes alone, so that no stage need run."""
    if last.get("inputs") != {name: digest(content) for name, content in door.files.items()} or not last.get("whole"):
        return None
    targets, prints = targets_of(last), entries_of(last)
    known_slugs, known_locales = {slug for slug, _ in targets}, {locale for _, locale in targets}
    slugs = full_names(order.slugs, frozenset(known_slugs))
    tags_alone = not (order.media or order.trims or order.everything) and set(order.editions) <= known_locales
    if not tags_alone or (order.editions and prints) or not set(slugs) <= known_slugs:
        return None
    keys = [key for key in targets if (not slugs or key[0] in slugs) and (not order.editions or key[1] in order.editions)]
    products = [one for one in prints if (not slugs or one.slug in slugs) and prints[one].get("configured")]
    outputs = [targets[key]["outputs"] for key in keys] + [prints[one]["outputs"] for one in products]
    if not keys or last.get("made_by") != made_by(door) or not all(is_whole(order.out, one) for one in outputs):
        return None
    return tuple(_lines(order.out, keys, products, last, frozenset()))


def _lines(
    out: Path, keys: list[Key], products: list[Product], manifest: Mapping[str, Any], fresh: frozenset[Key | Product]
) -> Iterator[Line]:
    targets, prints = targets_of(manifest), entries_of(manifest)
    for key in keys:
        yield Line(*key, targets[key]["pages"], out / targets[key]["file"], key in fresh)
    for one in products:
        yield Line(one.slug, one.edition, prints[one]["pages"], out / prints[one]["file"], one in fresh)
