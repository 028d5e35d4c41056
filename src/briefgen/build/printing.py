"""Printing: the files beside the briefs themselves: for keeping, for a print shop, for folding, in two languages at once.

Files whose pages are set come first, then those that are folded from them: back to back from two languages, booklets from
press pages. What stands already is taken from the output folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked
from briefgen.build.door import Door, lettering_face, press_profile
from briefgen.build.edition import Printed, SetTask
from briefgen.build.entries import MEETINGS, Key, entries_of
from briefgen.build.finishing import Plant, plant_of
from briefgen.build.fold import FoldTask
from briefgen.build.folder import FolderTask
from briefgen.build.parallel import ParallelTask
from briefgen.build.plan import pages_by_key
from briefgen.build.products import is_primary, level, needs, product_digest, with_needs
from briefgen.build.sidebyside import SideBySideTask
from briefgen.build.target import Task
from briefgen.build.tasks import pack_of, task_of
from briefgen.build.workers import Work, Workers
from briefgen.model.edition import PARALLEL, POINTS, TUMBLE, Product, TrimSize
from briefgen.publish import is_whole, read_output


@dataclass(slots=True)
class PrintRoom:
    """Makes the products of one build. `entries` are those of the briefs' own files, `files` the ones that were just made."""

    door: Door
    checked: Checked
    out: Path
    last: Mapping[str, Any]
    entries: Mapping[Key, Mapping[str, Any]]
    files: Mapping[Key, bytes]
    done: dict[Product, Printed] = field(default_factory=dict)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales of the project."""
        return self.checked.loaded.relationship.project.locales

    def make(self, asked: Iterable[Product], workers: Workers) -> tuple[Printed, ...]:
        """Makes what is asked for, with what it is folded from, unless it is there already."""
        wanted = [one for one in with_needs(asked, self.locales) if not is_primary(one)]
        stale = [one for one in wanted if self.standing(one) is None]
        for height in range(3):
            tasks = list(self._tasks([one for one in stale if level(one, self.locales) == height]))
            for many in workers.make(tasks):
                self.done |= {one.product: one for one in many}
        return tuple(self.done.values())

    def standing(self, product: Product) -> Mapping[str, Any] | None:
        """The entry of a file of the last build that is not out of date, or None."""
        entry = entries_of(self.last).get(product)
        if entry is None or entry["inputs"] != product_digest(self.door, self.checked, product):
            return None
        return entry if is_whole(self.out, entry["outputs"]) else None

    def _tasks(self, products: list[Product]) -> Iterator[Work[tuple[Printed, ...]]]:
        groups: dict[tuple[str, str, str], list[Product]] = {}
        for one in products:
            if needs(one, self.locales):
                yield self._folded(one)
            else:
                groups.setdefault((one.slug, one.edition, one.trim), []).append(one)
        for (slug, edition, trim), many in groups.items():
            yield self._set(slug, edition, trim, tuple(many))

    def _set(self, slug: str, edition: str, trim: str, products: tuple[Product, ...]) -> Work[tuple[Printed, ...]]:
        plant = self._plant(products[0])
        if slug.startswith(MEETINGS):
            pack = pack_of(self.door, self.checked, slug, self.entries)
            return FolderTask(replace(pack, briefs=tuple(self._on(trim, task) for task in pack.briefs)), products, plant)
        if edition == PARALLEL:
            return SideBySideTask(ParallelTask(tuple(self._task(slug, tag, trim) for tag in self.locales)), products, plant)
        task, entry = self._task(slug, edition, trim), self.entries[slug, edition]
        return SetTask(task, products, entry["drift"], entry["tuned"], entry["grid"], entry["pages"], plant)

    def _folded(self, product: Product) -> FoldTask:
        """The task of a product that is made from finished files."""
        return FoldTask(product, tuple(self._pages_of(one) for one in needs(product, self.locales)), self._plant(product))

    def _plant(self, product: Product) -> Plant:
        """What a product is made with: its languages and titles, the press's profile."""
        tags = {PARALLEL: self.locales, TUMBLE: self.locales[:2]}.get(product.edition, tuple(product.edition.split("+")))
        if product.slug.startswith(MEETINGS):
            meeting = self.checked.loaded.relationship.meetings[product.slug.removeprefix(MEETINGS)]
            slug, titles = meeting.briefs[0].slug, tuple(meeting.title[tag] for tag in tags)
        else:
            slug, titles = product.slug, tuple(self.checked.prose[product.slug, tag].front.title for tag in tags)
        spoken = tuple(self.checked.locales[tag] for tag in dict.fromkeys((*tags, *self.locales)))
        locales = spoken[: len(tags)]
        profile, face = press_profile(self.door.files), lettering_face(self.door.fonts)
        return plant_of(self._task(slug, tags[0], product.trim), profile, face, locales, titles, spoken)

    def _task(self, slug: str, tag: str, trim: str) -> Task:
        return self._on(trim, task_of(self.door, self.checked, slug, tag, pages_by_key(self.entries)))

    def _on(self, trim: str, task: Task) -> Task:
        """The task on a trim; on the look's own it stays as it is."""
        if not trim:
            return task
        width, height = map(Decimal, POINTS[TrimSize(trim)])
        return replace(task, tokens=task.tokens.on_trim(width, height))

    def _pages_of(self, product: Product) -> bytes:
        """The finished file of a product, made just now or before."""
        if product in self.done:
            return self.done[product].files[self.done[product].path]
        key = (product.slug, product.edition)
        if is_primary(product):
            return self.files[key] if key in self.files else read_output(self.out, self.entries[key]["file"])
        entry = self.standing(product)
        if entry is None:
            raise LookupError(f"expected {product.name} to be made, found nothing")
        return read_output(self.out, entry["file"])

