"""The document: a brief's blocks become HTML through its templates, in reading order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from briefgen.compose.citations import bibliography, source_html
from briefgen.compose.exhibits import chart_frame, inlines_of, table_view
from briefgen.compose.setting import Exhibit, Printed, Setting, display_title, held_words, with_note
from briefgen.language.locale import Locale
from briefgen.language.numbers import key_parts
from briefgen.language.periods import day_text, period_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Brief, Relationship
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.model.period import parse_period
from briefgen.model.reference import QuantityIndex
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import EXHIBITS, QUANTITY_ROLES, Block, BlockKind, Directive, Prose, Reference

_FIRST_TAG = re.compile(r"^<[a-z]+")
TEMPLATE, MACROS = "brief.html.j2", "blocks.html.j2"


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief's page in one locale: the HTML, what is printed in it, and which exhibits and sources it uses."""

    html: str
    printed: tuple[Printed, ...]
    charts: tuple[str, ...]
    sources: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    label: str
    title: Markup


def compose_brief(
    brief: Brief,
    prose: Prose,
    relationship: Relationship,
    index: QuantityIndex,
    locale: Locale,
    drawings: Mapping[str, Drawing],
    templates: Mapping[str, str],
    drift: Mapping[str, int],
    version: str,
) -> Composed:
    """One HTML page. `drift` moves an exhibit so many paragraphs down, where the page has no room for it."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    numbered = numbered_exhibits(prose)
    titles = _titles(prose, Setting(relationship, index, locale, numbered, {}, brief.source))
    setting = Setting(relationship, index, locale, numbered, titles, brief.source)
    composer = _Composer(setting, drawings, environment.get_template(MACROS).module, brief)
    sections = composer.sections(drifted(prose.blocks, drift))
    context = _context(brief, prose, setting, version)
    html = environment.get_template(TEMPLATE).render(
        sections=sections, entries=composer.entries, notes=tuple(setting.notes),
        sources=bibliography((*setting.sources, brief.source), relationship, locale), figures=composer.figures, **context,
    )
    return Composed(html, tuple(setting.printed), tuple(composer.drawn), tuple(setting.sources), _words(prose))


def numbered_exhibits(prose: Prose) -> dict[str, Exhibit]:
    """Each chart and table with its number: counted in reading order, so that it is the same in every locale."""
    counts = {"figure": 0, "table": 0}
    numbered = {}
    for block in prose.walk():
        if block.directive in (Directive.CHART, Directive.TABLE):
            kind = "figure" if block.directive is Directive.CHART else "table"
            counts[kind] += 1
            numbered[block.argument] = Exhibit(kind, counts[kind])
    return numbered


def drifted(blocks: tuple[Block, ...], drift: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks with some exhibits moved past so many paragraphs, down or (below zero) up, within their section.

    An exhibit never comes between a heading and its text, nor between a margin element and the paragraph beside it.
    """
    made = list(blocks)
    for name, steps in drift.items():
        at = next((n for n, block in enumerate(made) if block.argument == name and block.directive in EXHIBITS), None)
        if at is not None:
            block = made.pop(at)
            made.insert(_lower(made, at, steps) if steps > 0 else _higher(made, at, -steps), block)
    return tuple(made)


def _lower(blocks: list[Block], at: int, steps: int) -> int:
    to, passed = at, 0
    while to < len(blocks) and passed < steps and not _stops(blocks[to]):
        passed += blocks[to].kind is BlockKind.PARAGRAPH
        to += 1
    return to


def _stops(block: Block) -> bool:
    """Whether no exhibit may move past a block: the next section, a section's own ending, another exhibit."""
    return block.kind is BlockKind.SECTION or block.directive in (Directive.BALANCE, Directive.OUTLOOK, *EXHIBITS)


def _higher(blocks: list[Block], at: int, steps: int) -> int:
    to = at
    for _ in range(steps):
        if blocks[to - 1].kind is not BlockKind.PARAGRAPH:
            break
        above = to - 1
        while blocks[above - 1].directive in (Directive.KEY_NUMBERS, Directive.MARGIN):
            above -= 1
        if blocks[above - 1].kind is not BlockKind.PARAGRAPH:
            break
        to = above
    return to


def _titles(prose: Prose, setting: Setting) -> dict[str, str]:
    """The titles that a cross-reference can print: of sections and headings, and of the exhibits shown."""
    titles = {b.label: str(setting.html(b.inlines, running=False).striptags()) for b in prose.walk() if b.label}
    for name in setting.exhibits:
        exhibit = setting.relationship.charts.get(name) or setting.relationship.tables[name]
        titles[name] = str(setting.html(inlines_of(exhibit.title, setting), running=False).striptags())
    return titles


def _words(prose: Prose) -> int:
    return sum(len(block.words.split()) for block in prose.walk() if block.directive is None)


def _context(brief: Brief, prose: Prose, setting: Setting, version: str) -> dict[str, Any]:
    locale, project = setting.locale, setting.relationship.project
    initiative = setting.relationship.initiatives[brief.initiative]

    def message(msgid: str, **values: str) -> str:
        return set_text(locale.message(msgid, **values), locale)

    return {
        "m": message,
        "locale": locale,
        "lang": locale.tag,
        "front": prose.front,
        "title": set_text(prose.front.title, locale),
        "cover_title": display_title(set_text(prose.front.title, locale)),
        "standfirst": held_words(set_text(prose.front.standfirst, locale)),
        "kind": message(brief.kind.value),
        "project": project,
        "initiative": initiative,
        "actors": setting.relationship.actors,
        "version": version,
        "as_of": day_text(project.as_of, locale, short=False),
        "as_of_month": _month(project.as_of, locale),
        "year": str(project.as_of.year),
        "main_source": source_html(setting.relationship.sources[brief.source], setting.relationship, locale),
        "publisher": project.publisher[locale.tag],
        "people": _people(initiative, setting),
    }


def _month(day: datetime.date, locale: Locale) -> str:
    return period_text(parse_period(f"{day.year}-{day.month:02d}"), locale, short=False)


def _people(initiative: Any, setting: Setting) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Conveners, co-chairs and sponsors: (heading, ((name, office or acronym), ...))."""
    tag = setting.locale.tag
    groups = []
    for field in ("conveners", "co_chairs", "sponsors"):
        actors = [setting.relationship.actors[key] for key in getattr(initiative, field)]
        if actors:
            named = tuple((a.name[tag], more[tag] if (more := a.office or a.acronym) else "") for a in actors)
            groups.append((setting.locale.message(field), named))
    return tuple(groups)


class _Composer:
    """Turns blocks into HTML, one macro a kind."""

    def __init__(self, setting: Setting, drawings: Mapping[str, Drawing], macros: Any, brief: Brief) -> None:
        self.setting, self.drawings, self.macros, self.brief = setting, drawings, macros, brief
        self.entries: list[Entry] = []
        self.figures: list[tuple[str, str, int, Markup]] = []
        self.drawn: list[str] = []
        self.marginal = frozenset(key for key, chart in setting.relationship.charts.items() if chart.width is Width.MARGIN)

    def sections(self, blocks: tuple[Block, ...]) -> tuple[tuple[str, Markup], ...]:
        """(label, HTML) for each section."""
        made: list[tuple[str, list[Markup]]] = []
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.SECTION:
                title = self.setting.html(block.inlines, running=False)
                self.entries.append(Entry(block.label, title))
                made.append((block.label, [self.macros.section_heading(title, block.label)]))
            else:
                made[-1][1].append(self.block(block, first=_is_first(blocks, number, self.marginal)))
        return tuple((label, Markup("\n").join(parts)) for label, parts in made)

    def block(self, block: Block, *, first: bool) -> Markup:
        """The HTML of one block; `first` is a paragraph that follows no paragraph, and so has no indent."""
        setting = self.setting
        if block.kind is BlockKind.HEADING:
            return Markup(self.macros.heading(setting.html(block.inlines, running=False), block.level, block.label))
        if block.kind is BlockKind.PARAGRAPH:
            return Markup(
                self.macros.paragraph(with_note(setting.html(block.inlines, running=True), setting.note((block,))), first)
            )
        if block.kind is BlockKind.LIST:
            return Markup(self.macros.bullets(tuple(self._entry(entry) for entry in block.children)))
        return self._directive(block)

    def _entry(self, entry: Block) -> Markup:
        html = Markup(" ").join(self.setting.html(child.inlines, running=True) for child in entry.children)
        return with_note(html, self.setting.note((entry,)))

    def _directive(self, block: Block) -> Markup:
        html = self._directive_html(block)
        return Markup(_FIRST_TAG.sub(rf'\g<0> data-grid="{block.location.line}"', str(html).lstrip(), count=1))

    def _directive_html(self, block: Block) -> Markup:
        if block.directive is Directive.CHART:
            return self._chart(block)
        if block.directive is Directive.TABLE:
            view = table_view(self.setting.relationship.tables[block.argument], self.setting)
            self.figures.append((view.frame.id, view.frame.kind, view.frame.number, view.frame.title))
            return Markup(self.macros.table(view))
        if block.directive in (Directive.KEY_NUMBERS, Directive.PANEL):
            entries = tuple(self._key_number(entry) for entry in _entries(block))
            return Markup(
                self.macros.key_numbers(entries) if block.directive is Directive.KEY_NUMBERS else self.macros.key_panel(entries)
            )
        if block.directive is Directive.PEOPLE:
            return Markup(
                self.macros.people(
                    _people(self.setting.relationship.initiatives[block.argument or self.brief.initiative], self.setting)
                )
            )
        if block.directive in (Directive.BALANCE, Directive.OUTLOOK):
            return self._ending(block)
        return self._container(block)

    def _container(self, block: Block) -> Markup:
        children = Markup("\n").join(
            self.block(child, first=_is_first(block.children, n, self.marginal)) for n, child in enumerate(block.children)
        )
        if block.directive is Directive.SIDEBAR:
            return Markup(self.macros.sidebar(self.setting.html(block.inlines, running=False), children))
        return Markup(getattr(self.macros, str(block.directive).replace("-", "_"))(children))

    def _chart(self, block: Block) -> Markup:
        chart, drawing = self.setting.relationship.charts[block.argument], self.drawings[block.argument]
        self.drawn.append(chart.id)
        frame = chart_frame(chart, drawing, self.setting)
        self.figures.append((frame.id, frame.kind, frame.number, frame.title))
        macro = self.macros.margin_chart if chart.width is Width.MARGIN else self.macros.chart
        return Markup(macro(frame, drawing))

    def _key_number(self, entry: Block) -> dict[str, Any]:
        """A key number: the first quantity of the entry in parts, and the words after it."""
        inlines = entry.children[0].inlines
        reference = next(i for i in inlines if isinstance(i, Reference) and i.role in QUANTITY_ROLES)
        quantity = self.setting.index.resolve(reference.target)
        parts, joined = key_parts(quantity, self.setting.locale), quantity.kind is UnitKind.RANK
        text = f"{parts.qualifier} {parts.prefix}{parts.digits}{'' if joined else ' '}{parts.suffix}".strip()
        anchor = self.setting.write_down(quantity, text)
        caption = self.setting.html(tuple(i for i in inlines if i is not reference), running=False)
        return {"parts": parts, "anchor": anchor, "joined": joined, "value": f"{quantity.amount:f}", "obs": quantity.id,
                "caption": with_note(Markup(str(caption).strip()), self.setting.note((entry,)))}

    def _ending(self, block: Block) -> Markup:
        entries = tuple(self._entry(entry) for entry in _entries(block))
        if block.directive is Directive.OUTLOOK:
            return Markup(self.macros.outlook(entries, self.setting.locale.message("what_could_be_decided")))
        heads = tuple(
            self.setting.locale.message(msgid) for msgid in ("what_has_worked", "what_stands_in_the_way", "what_would_help")
        )
        return Markup(self.macros.balance(tuple(zip(heads, entries, strict=False))))


def _entries(block: Block) -> Iterator[Block]:
    for child in block.children:
        if child.kind is BlockKind.LIST:
            yield from child.children


def _is_first(blocks: tuple[Block, ...], number: int, marginal: frozenset[str]) -> bool:
    """Whether a paragraph begins a run: what stands before it, margin elements aside, is no paragraph."""
    for block in reversed(blocks[:number]):
        if block.directive in (Directive.KEY_NUMBERS, Directive.MARGIN) or block.argument in marginal:
            continue
        return block.kind is not BlockKind.PARAGRAPH
    return True
