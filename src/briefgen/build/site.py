"""Site: one build from the check to the hand-over: what is asked for, and what it takes to make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.build.check import Checked
from briefgen.build.door import Door
from briefgen.build.edition import Printed
from briefgen.build.entries import MEETINGS, Key, targets_of
from briefgen.build.order import Line, Order, Report
from briefgen.build.plan import input_digest, waves_of
from briefgen.build.printing import PrintRoom
from briefgen.build.products import is_primary, wanted
from briefgen.build.readback import proof_prints
from briefgen.build.standing import lines_of
from briefgen.build.target import Made
from briefgen.build.tasks import work_of
from briefgen.build.workers import Workers
from briefgen.diagnostics import Diagnostic, ProofError, errors, ordered
from briefgen.model.edition import TUMBLE
from briefgen.publish import is_whole, read_output


class Site:
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
        yield from lines_of(self.order.out, keys, products, manifest, fresh)
