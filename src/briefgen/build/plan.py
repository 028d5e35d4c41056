"""Plan: which targets there are, in which order they can be made, and what each is made from."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.build.check import Checked
from briefgen.build.door import Door
from briefgen.build.entries import MEETINGS, Key, full_names, made_by
from briefgen.diagnostics import Diagnostic, Location, UsageError, nearest
from briefgen.model.meeting import Meeting
from briefgen.prose import in_order, pages_referred_to
from briefgen.prose.references import exhibits
from briefgen.prose.sharing import briefs_named
from briefgen.publish import digest

_IN_PART = ("charts/", "texts/", MEETINGS, "exceptions.yaml")


def declared(checked: Checked) -> tuple[Key, ...]:
    """Every target of a project."""
    tags = checked.loaded.relationship.project.locales
    briefs = tuple((slug, tag) for slug in checked.loaded.briefs for tag in tags)
    return (*briefs, *(folder_key(meeting, tags) for meeting in checked.loaded.relationship.meetings.values()))


def folder_key(meeting: Meeting, tags: tuple[str, ...]) -> Key:
    """The target of a meeting's folder."""
    return f"{MEETINGS}{meeting.id}", "+".join(tags)


def waves_of(slugs: tuple[str, ...], tags: tuple[str, ...], checked: Checked) -> tuple[tuple[Key, ...], ...]:
    """The targets asked for (none means all), with those whose pages they print, in the order in which they can be made.

    Raises:
        UsageError: if a brief, a meeting or a locale is not the project's.
    """
    relationship = checked.loaded.relationship
    all_tags = relationship.project.locales
    slugs = full_names(slugs, frozenset(slug for slug, _ in declared(checked)))
    _refuse_unknown(slugs, tags, checked)
    meetings = [m for m in relationship.meetings.values() if f"{MEETINGS}{m.id}" in slugs or not (slugs or tags)]
    asked = tuple(slug for slug in slugs or tuple(checked.loaded.briefs) if not slug.startswith(MEETINGS))
    handed_out = {(brief.slug, tag) for meeting in meetings for brief in meeting.briefs for tag in brief.locales}
    wanted = {(slug, tag) for slug in asked for tag in tags or all_tags} | handed_out
    for slug, tag in tuple(wanted):
        wanted |= {(other, tag) for other in refers_to(slug, checked)}
    order = in_order(tuple(slug for slug in checked.loaded.briefs if any(slug == one for one, _ in wanted)), _pages(checked))
    waves = tuple(tuple((slug, tag) for slug in wave for tag in all_tags if (slug, tag) in wanted) for wave in order)
    folders = tuple(folder_key(meeting, all_tags) for meeting in meetings)
    return tuple(wave for wave in (*waves, folders) if wave)


def _refuse_unknown(slugs: tuple[str, ...], tags: tuple[str, ...], checked: Checked) -> None:
    known, locales = {slug for slug, _ in declared(checked)}, checked.loaded.relationship.project.locales
    problems = [
        Diagnostic("E005", Location(slug), f"expected a brief or a meeting, found \"{slug}\"", nearest(slug, known))
        for slug in slugs
        if slug not in known
    ]
    problems += [
        Diagnostic("T007", Location(tag), f"expected a locale of the project, found \"{tag}\"", nearest(tag, locales))
        for tag in tags
        if tag not in locales
    ]
    if problems:
        raise UsageError(problems)


def _pages(checked: Checked) -> dict[str, frozenset[tuple[str, str]]]:
    """The places in other briefs whose pages each brief prints; every locale prints the same."""
    return {slug: pages_referred_to(prose) for (slug, _), prose in checked.prose.items()}


def refers_to(slug: str, checked: Checked) -> tuple[str, ...]:
    """The briefs that a target depends on: those whose pages it prints, and those that a folder holds."""
    if slug.startswith(MEETINGS):
        meeting = checked.loaded.relationship.meetings[slug.removeprefix(MEETINGS)]
        asked = tuple(dict.fromkeys(brief.slug for brief in meeting.briefs))
        return tuple(sorted(other for wave in in_order(asked, _pages(checked)) for other in wave))
    return tuple(sorted(other for wave in in_order((slug,), _pages(checked)) for other in wave if other != slug))


def input_digest(door: Door, checked: Checked, slug: str) -> str:
    """What a target is made from: its brief and those that it depends on, data, look, code, libraries and fonts.

    Of the exhibits and the shared texts only those count that one of these briefs shows, and of a brief that one of them
    names only what stands above its prose, since its title is printed.
    """
    briefs = (slug, *refers_to(slug, checked))
    prose = [one for (name, _), one in checked.prose.items() if name in briefs]
    texts = {block.location.file for one in prose for block in one.walk()}
    named = {other for one in prose for other in briefs_named(one)}
    seen = {name: _seen(name, content, frozenset(briefs), named) for name, content in sorted(door.files.items())
            if not name.startswith(_IN_PART) or name in texts or name == f"{slug}.yaml"}
    lines = [f"{name} {digest(content)}" for name, content in seen.items() if content]
    relationship = checked.loaded.relationship
    shown = sorted({name for one in prose for name in exhibits(one)})
    lines += [(relationship.charts.get(name) or relationship.tables[name]).model_dump_json() for name in shown]
    return digest("\n".join((*lines, made_by(door))).encode())


def _seen(name: str, content: bytes, own: frozenset[str], named: set[str]) -> bytes:
    """The part of a file that a target is made from: of a brief that is only named, what stands above its prose."""
    folder, _, rest = name.partition("/")
    slug = rest.partition("/")[0]
    if folder != "briefs" or slug in own:
        return content if rest != f"{slug}/translations.yaml" else b""
    return content.split(b"\n---", 1)[0] if slug in named and name.endswith(".md") else b""


def pages_by_key(targets: Mapping[Key, Mapping[str, object]]) -> dict[Key, Mapping[str, int]]:
    """The pages of the labels of each target that is there."""
    return {key: labels for key, entry in targets.items() if isinstance(labels := entry.get("labels"), Mapping)}
