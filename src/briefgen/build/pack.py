"""Pack: a meeting's folder through the stages: its own leaves, and the briefs that it hands out, in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.build.door import close_to_the_system
from briefgen.build.grid import grid_sheet
from briefgen.build.target import Made, Report, Task, drawings_of, entry_of, look_of, printed_on, resources_of, written
from briefgen.build.tuned import tuned_sheet
from briefgen.compose import Composed, Enclosed, Place, compose_brief, compose_pack, prefixed
from briefgen.diagnostics import Diagnostic, Location, ProofError, errors, ordered
from briefgen.language.locale import Locale
from briefgen.language.names import language_text
from briefgen.language.typography import set_text
from briefgen.model.meeting import Meeting

if TYPE_CHECKING:
    from briefgen.render import Layout


@dataclass(frozen=True, slots=True)
class PackTask:
    """Everything that a worker needs to make a folder: the tasks of its briefs, and how these settled and were tuned."""

    meeting: Meeting
    briefs: tuple[Task, ...]
    drifts: tuple[Mapping[str, int], ...]
    locales: tuple[Locale, ...]
    refers_to: tuple[str, ...]
    tuned: tuple[Mapping[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.meeting.id}.{self.briefs[0].medium}"

    def make(self, report: Report) -> Made:
        """Makes the folder.

        Raises:
            ContentError, ProofError, MachineError: as for a brief.
        """
        report("draw", self.name)
        resources: dict[str, bytes] = {}
        bodies = [_body(task, drift, self, resources) for task, drift in zip(self.briefs, self.drifts, strict=True)]
        report("compose", self.name)
        composed = self._composed(tuple(bodies))
        layout = self._laid_out(composed, resources)
        report("render", self.name)
        pdf, told = written(self.name, composed, layout, resources)
        report("proof", self.name)
        warnings = _proof(self, composed, layout, pdf, told)
        path = f"meetings/{self.meeting.id}/{self.name}.pdf"
        entry = entry_of(self.briefs[0], composed, layout, path)
        title = " / ".join(dict.fromkeys(self.meeting.title[one.tag] for one in self.locales))
        entry |= {"title": title, "refers_to": list(self.refers_to), "labels": {}}
        return Made(f"meetings/{self.meeting.id}", "+".join(one.tag for one in self.locales), path, layout.pages, {path: pdf},
                    entry, warnings)

    def _composed(self, bodies: tuple[Enclosed, ...]) -> Composed:
        first = self.briefs[0]
        return compose_pack(self.meeting, bodies, first.relationship, first.index, self.locales, first.templates, first.version)

    def _laid_out(self, composed: Composed, resources: Mapping[str, bytes]) -> Layout:
        """The pages of the folder, with every brief's blocks filled up to whole lines."""
        close_to_the_system()
        from briefgen.render import PageSetter

        css = look_of(self.briefs[0])
        first = PageSetter(css, resources).lay_out(self.name, composed.html)
        css += grid_sheet(first.heights, self.briefs[0].tokens.page.baseline)
        css += "".join(tuned_sheet(one, _prefix(task)) for task, one in zip(self.briefs, self.tuned, strict=False))
        layout = PageSetter(css, resources).lay_out(self.name, composed.html)
        if errors(layout.diagnostics):
            raise ProofError(layout.diagnostics)
        return layout


def _anchor(task: Task) -> str:
    return f"{task.brief.slug}-{task.locale.tag}"


def _prefix(task: Task) -> str:
    """What stands before every id and mark of a brief in the folder."""
    return f"{_anchor(task)}--"


def _body(task: Task, drift: Mapping[str, int], pack: PackTask, resources: dict[str, bytes]) -> Enclosed:
    """A brief as it stands in the folder; its charts and the look's files join the resources."""
    drawings, prefix = drawings_of(task), _prefix(task)
    for path, content in resources_of(task, drawings).items():
        resources[path.replace("charts/", f"charts/{prefix}", 1) if path.startswith("charts/") else path] = content
    composed = compose_brief(
        task.brief, task.prose, task.relationship, task.index, task.locale, drawings, task.templates, drift, task.version,
        elsewhere=_within(task, pack), imprint=tuple(line[task.locale.tag] for line in task.tokens.imprint),
    )
    title, kind = set_text(task.prose.front.title, task.locale), task.locale.message(task.brief.kind.value)
    language = language_text(task.locale.tag, task.locale)
    return Enclosed(task.brief.slug, title, kind, task.locale.tag, language, _anchor(task), prefixed(composed, prefix))


def _within(task: Task, pack: PackTask) -> dict[tuple[str, str], Place]:
    """Places in other briefs: where the folder holds the brief in the same language, the page is the folder's own."""
    held = {other.brief.slug for other in pack.briefs if other.locale.tag == task.locale.tag}
    return {
        (slug, label): replace(place, page="", anchor=f"{slug}-{task.locale.tag}--{label}") if label and slug in held else place
        for (slug, label), place in task.elsewhere.items()
    }


def _one_page(pack: PackTask, layout: Layout) -> tuple[Diagnostic, ...]:
    """A crib is read at a glance, so all key numbers stand on one page."""
    last = f"crib-{len(pack.meeting.key_numbers)}-{pack.locales[-1].tag}"
    first, end = layout.anchors["pack-key_numbers"], layout.anchors[last]
    if first == end:
        return ()
    return (Diagnostic("B001", Location(pack.name), f"expected the key numbers on 1 page, found them on {end - first + 1}",
                       "leave some out, or shorten their captions"),)


def _proof(
    pack: PackTask, composed: Composed, layout: Layout, pdf: bytes, told: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    from briefgen.proof import proof_depths, proof_html, proof_pdf, proof_typesetting, type_area

    first = pack.briefs[0]
    begins = [layout.anchors[_anchor(task)] for task in pack.briefs]
    own = range(1, min(begins))
    ends = {page - step for page in begins for step in (1, 2)}
    found = ordered((
        *told,
        *proof_html(pack.name, composed.html, pack.locales[0].tag),
        *proof_pdf(pack.name, pdf, printed_on(composed, layout), frozenset(font.family for font in first.fonts)),
        *proof_depths(pack.name, layout.depths, frozenset({*own, *ends})),
        *_one_page(pack, layout),
        *proof_typesetting(pack.name, pdf, type_area(first.tokens)),
    ))
    if errors(found):
        raise ProofError(found)
    return found
