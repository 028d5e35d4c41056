"""Composer: turns a brief's blocks into HTML, one macro a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from briefgen.compose.exhibits import chart_frame, own_first, table_view
from briefgen.compose.register import register_lines
from briefgen.compose.setting import Setting, hung, with_note
from briefgen.language.numbers import key_parts
from briefgen.model.brief import Brief, BriefKind
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.model.relationship import Initiative
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import EXHIBITS, QUANTITY_ROLES, Block, BlockKind, Directive, Reference

_FIRST_TAG = re.compile(r"^<[a-z][a-z0-9]*")
_BESIDE = frozenset({Directive.WORKS, Directive.OBSTACLES})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    label: str
    title: Markup


class Composer:
    """Goes through the blocks in reading order; gathers the contents, the exhibits and the charts drawn on its way."""

    def __init__(self, setting: Setting, drawings: Mapping[str, Drawing], macros: Any, brief: Brief) -> None:
        self.setting, self.drawings, self.macros, self.brief = setting, drawings, macros, brief
        self.entries: list[Entry] = []
        self.offset = 0 if brief.kind is BriefKind.BACKGROUNDER else 1
        self.figures: list[tuple[str, str, int, Markup]] = []
        self.drawn: list[str] = []
        self.balances = self.outlooks = 0

    def sections(self, blocks: tuple[Block, ...]) -> tuple[tuple[str, Markup], ...]:
        """(label, HTML) for each section."""
        made: list[tuple[str, list[Markup]]] = []
        blocks = tuple(_paired(blocks))
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.SECTION:
                title = self.setting.html(block.inlines, running=False)
                self.entries.append(Entry(block.label, title))
                heading = self.macros.section_heading(title, block.label, 1 + self.offset)
                made.append((block.label, [marked(heading, "data-block", block)]))
            else:
                made[-1][1].append(self.block(block, first=self.is_first(blocks, number)))
        return tuple((label, Markup("\n").join(parts)) for label, parts in made)

    def run(self, blocks: tuple[Block, ...]) -> Markup:
        """The HTML of blocks that follow each other, without a section around them."""
        blocks = tuple(_paired(blocks))
        return Markup("\n").join(self.block(block, first=self.is_first(blocks, n)) for n, block in enumerate(blocks))

    def block(self, block: Block, *, first: bool) -> Markup:
        """The HTML of one block; `first` is a paragraph that follows no paragraph, and so has no indent."""
        setting = self.setting
        if block.kind is BlockKind.HEADING:
            title = setting.html(block.inlines, running=False)
            return marked(self.macros.heading(title, block.level + self.offset, block.label), "data-block", block)
        if block.kind is BlockKind.PARAGRAPH:
            html = with_note(setting.html(block.inlines, running=True), setting.note((block,)))
            return marked(self.macros.paragraph(html, first), "data-block", block)
        if block.kind is BlockKind.LIST:
            return marked(self.macros.bullets(tuple(self.entry(entry) for entry in block.children)), "data-block", block)
        setting.within = block if block.directive in EXHIBITS else None
        html = marked(self._directive_html(block), "data-grid", block)
        setting.within = None
        return html if block.children and block.directive in _HOLDING else marked(html, "data-block", block)

    def entry(self, entry: Block) -> Markup:
        """The words of a list's entry, with its note."""
        html = Markup(" ").join(self.setting.html(child.inlines, running=True) for child in entry.children)
        return with_note(html, self.setting.note((entry,)))

    def _directive_html(self, block: Block) -> Markup:
        if block.directive is Directive.CHART:
            return self._chart(block)
        if block.directive is Directive.TABLE:
            view = table_view(self.setting.relationship.tables[block.argument], self.setting)
            self.figures.append((view.frame.id, view.frame.kind, view.frame.number, view.frame.title))
            return Markup(self.macros.table(view))
        if block.directive in (Directive.KEY_NUMBERS, Directive.PANEL):
            entries = tuple(self.key_number(entry) for entry in entries_of(block))
            return Markup(
                self.macros.key_numbers(entries) if block.directive is Directive.KEY_NUMBERS else self.macros.key_panel(entries)
            )
        if block.directive is Directive.PEOPLE:
            initiative = self.setting.relationship.initiatives[block.argument or self.brief.initiative]
            return Markup(self.macros.people(people_of(initiative, self.setting)))
        if block.directive is Directive.REGISTER:
            return Markup(self.macros.register(register_lines(self.setting)))
        if block.directive in ENDINGS:
            return self._ending(block)
        return self._container(block)

    def _container(self, block: Block) -> Markup:
        children = Markup("\n").join(
            self.block(child, first=self.is_first(block.children, n)) for n, child in enumerate(block.children)
        )
        if block.directive is Directive.SIDEBAR:
            title = marked(self.macros.sidebar_title(self.setting.html(block.inlines, running=False)), "data-block", block)
            return Markup(self.macros.sidebar(title, children))
        if block.directive in _DISPLAY:
            children = hung(children)
        return Markup(getattr(self.macros, str(block.directive).replace("-", "_"))(children))

    def _chart(self, block: Block) -> Markup:
        chart, drawing = self.setting.relationship.charts[block.argument], self.drawings[block.argument]
        chart = chart.model_copy(update={"width": Width(block.form or chart.width)})
        self.drawn.append(chart.id)
        frame = chart_frame(chart, drawing, self.setting)
        self.figures.append((frame.id, frame.kind, frame.number, frame.title))
        macro = self.macros.margin_chart if chart.width is Width.MARGIN else self.macros.chart
        return Markup(macro(frame, drawing))

    def key_number(self, entry: Block) -> dict[str, Any]:
        """A key number: the first quantity of the entry in parts, and the words after it."""
        inlines = entry.children[0].inlines
        reference = next(i for i in inlines if isinstance(i, Reference) and i.role in QUANTITY_ROLES)
        quantity = self.setting.index.resolve(reference.target)
        parts, joined = key_parts(quantity, self.setting.locale), quantity.kind is UnitKind.RANK
        text = f"{parts.qualifier} {parts.prefix}{parts.digits}{'' if joined else ' '}{parts.suffix}".strip()
        anchor = self.setting.write_down(quantity, text, reference.location)
        caption = self.setting.html(tuple(i for i in inlines if i is not reference), running=False)
        return {"parts": parts, "anchor": anchor, "joined": joined, "value": f"{quantity.amount:f}", "obs": quantity.id,
                "caption": with_note(Markup(str(caption).strip()), self.setting.note((entry,)))}

    def _ending(self, block: Block) -> Markup:
        message = self.setting.locale.message
        if block.directive in _BESIDE:
            columns = (self._column(part) for part in (block.children if block.argument == _PAIR else (block,)))
            return Markup(self.macros.beside(tuple(columns)))
        if block.directive is Directive.DECISIONS:
            decisions = tuple(self.decision(entry) for entry in entries_of(block))
            return Markup(self.macros.decisions(decisions, message("what_could_be_decided")))
        entries = tuple(self.entry(entry) for entry in entries_of(block))
        if block.directive is Directive.QUESTIONS:
            return Markup(self.macros.questions(entries, message("questions_for_the_meeting")))
        if block.directive is Directive.OUTLOOK:
            self.outlooks += 1
            return Markup(self.macros.outlook(entries, message("what_could_be_decided"), f"{self.balances}.{self.outlooks}"))
        heads = tuple(message(msgid) for msgid in ("what_has_worked", "what_stands_in_the_way", "what_would_help"))
        self.balances += 1
        return Markup(self.macros.balance(tuple(zip(heads, entries, strict=False)), self.balances))

    def _column(self, block: Block) -> tuple[str, str, tuple[Markup, ...]]:
        msgid = "what_works" if block.directive is Directive.WORKS else "what_stands_in_the_way"
        return str(block.directive), self.setting.locale.message(msgid), tuple(self.entry(e) for e in entries_of(block))

    def decision(self, entry: Block) -> tuple[tuple[str, str], Markup]:
        """Whom a decision is addressed to, by level of government and interest group, and its words."""
        first = entry.children[0]
        reference = next(i for i in first.inlines if isinstance(i, Reference))
        words = replace(first, inlines=tuple(i for i in first.inlines if i is not reference))
        html = self.entry(replace(entry, children=(words, *entry.children[1:])))
        return self.setting.whom(reference.target), Markup(str(html).lstrip())

    def is_first(self, blocks: tuple[Block, ...], number: int) -> bool:
        """Whether a paragraph begins a run: what stands before it, margin elements aside, is no paragraph."""
        for block in reversed(blocks[:number]):
            if block.directive in (Directive.KEY_NUMBERS, Directive.MARGIN) or self._is_marginal(block):
                continue
            return block.kind is not BlockKind.PARAGRAPH
        return True

    def _is_marginal(self, block: Block) -> bool:
        chart = self.setting.relationship.charts.get(block.argument) if block.directive is Directive.CHART else None
        return chart is not None and Width(block.form or chart.width) is Width.MARGIN


_DISPLAY = frozenset({Directive.LEAD, Directive.PULL_QUOTE})
_HOLDING = frozenset({Directive.LEAD, Directive.SIDEBAR, Directive.MARGIN, Directive.PULL_QUOTE})
ENDINGS = frozenset({Directive.BALANCE, Directive.OUTLOOK, Directive.DECISIONS, Directive.QUESTIONS, *_BESIDE})
_PAIR = "beside"


def _paired(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """What works and what stands in the way become one block of two columns where they follow each other."""
    at = 0
    while at < len(blocks):
        block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
        if block.directive is Directive.WORKS and following is not None and following.directive is Directive.OBSTACLES:
            yield replace(block, children=(block, following), argument=_PAIR)
            at += 1
        else:
            yield block
        at += 1


def marked(html: str, name: str, block: Block) -> Markup:
    """The block's HTML with its place in the prose, by which its height is known later."""
    place = block.location
    mark = f"{place.line}" if place.file.startswith("briefs/") else f"{place.file}:{place.line}"
    return Markup(_FIRST_TAG.sub(rf'\g<0> {name}="{mark}"', str(html).lstrip(), count=1))


def entries_of(block: Block) -> Iterator[Block]:
    """The entries of the list within a directive."""
    for child in block.children:
        if child.kind is BlockKind.LIST:
            yield from child.children


def people_of(initiative: Initiative, setting: Setting) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Conveners, co-chairs and sponsors: (heading, ((name, office or acronym), ...)); those of the reader's country first."""
    tag = setting.locale.tag
    groups = []
    for field in ("conveners", "co_chairs", "sponsors"):
        actors = [setting.relationship.actors[key] for key in own_first(getattr(initiative, field), setting)]
        if actors:
            named = tuple((a.name[tag], more[tag] if (more := a.office or a.acronym) else "") for a in actors)
            groups.append((setting.locale.message(field), named))
    return tuple(groups)
