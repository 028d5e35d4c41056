"""Tasks: what a worker needs to make a brief in a locale, or a meeting's folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.build.check import Checked
from briefgen.build.citing import citation_templates
from briefgen.build.door import Door
from briefgen.build.entries import MEETINGS, Key
from briefgen.build.pack import PackTask
from briefgen.build.plan import pages_by_key, refers_to
from briefgen.build.target import Task
from briefgen.compose import Place, places_in
from briefgen.model.edition import Medium
from briefgen.prose import pages_referred_to


def work_of(door: Door, checked: Checked, key: Key, entries: Mapping[Key, Mapping[str, Any]]) -> Task | PackTask:
    """The task of a target: a brief's, or a folder's with those of the briefs in it."""
    if key[0].startswith(MEETINGS):
        return pack_of(door, checked, key[0], entries)
    return task_of(door, checked, *key, pages_by_key(entries))


def pack_of(door: Door, checked: Checked, slug: str, entries: Mapping[Key, Mapping[str, Any]]) -> PackTask:
    """The task of a meeting's folder, with those of the briefs in it; `entries` are theirs."""
    labels = pages_by_key(entries)
    meeting = checked.loaded.relationship.meetings[slug.removeprefix(MEETINGS)]
    held = [(brief.slug, locale) for brief in meeting.briefs for locale in brief.locales]
    tasks = tuple(task_of(door, checked, brief, locale, labels) for brief, locale in held)
    locales = tuple(checked.locales[locale] for locale in checked.loaded.relationship.project.locales)
    drifts, tuned = (tuple(entries[one].get(name, {}) for one in held) for name in ("drift", "tuned"))
    return PackTask(meeting, tasks, drifts, locales, refers_to(slug, checked), tuned)


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


def task_of(
    door: Door, checked: Checked, slug: str, locale: str, labels: Mapping[tuple[str, str], Mapping[str, int]]
) -> Task:
    """The task of a brief's office file; `labels` gives the pages of the labels of briefs that are set already."""
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
        {**door.templates, **citation_templates(door)},
        sheets,
        door.versions["briefgen"],
        Medium.OFFICE.value,
        {name: loaded.places.of("charts", name) for name in loaded.relationship.charts},
        _elsewhere(checked, slug, locale, labels),
        refers_to(slug, checked),
        door.geography,
    )
