"""Strand: one language of a document that has several, cut into the pieces that stand beside those of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from briefgen.compose.composer import ENDINGS, Composer, Entry, entries_of, marked, people_of
from briefgen.compose.exhibits import Frame, TableView, chart_frame, table_view
from briefgen.compose.register import register_lines
from briefgen.compose.setting import Printed
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.prose.blocks import Block, BlockKind, Directive

HEADING_KINDS = ("section", "heading")
_NAMED = re.compile(
    r' (?P<attribute>id|aria-labelledby|data-grid|data-block|data-quantity)="(?P<name>[^"]*)"'
    r'|(?<!class="page-of") href="#(?P<target>[^"]*)"'
)
_SHARED = re.compile(r"note-\d+|contents|notes|title")
_BANDS = {
    Directive.LEAD: "lead", Directive.SIDEBAR: "sidebar", Directive.PULL_QUOTE: "pull-quote", Directive.MARGIN: "marginalia",
    Directive.KEY_NUMBERS: "key-panel", Directive.PANEL: "key-panel", Directive.PEOPLE: "people",
    Directive.BALANCE: "balance", Directive.OUTLOOK: "outlook", Directive.WORKS: "beside works",
    Directive.OBSTACLES: "beside obstacles", Directive.DECISIONS: "decisions", Directive.QUESTIONS: "questions",
    Directive.REGISTER: "register",
}
_HEADS = {
    Directive.WORKS: "what_works", Directive.OBSTACLES: "what_stands_in_the_way", Directive.OUTLOOK: "what_could_be_decided",
    Directive.DECISIONS: "what_could_be_decided", Directive.QUESTIONS: "questions_for_the_meeting",
}
_BALANCED = ("what_has_worked", "what_stands_in_the_way", "what_would_help")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one cell: its kind, its HTML, the band that it stands in, and the exhibit that is shown here instead.

    A band is a stretch of rows with one ground or one rule around it; `band` is its class, and `opens` is true of the first
    piece in it. `plain` is the text of a heading, `label` a section's, `mark` names the block in set pages. An exhibit comes
    as its frame or its table in this language, and `block` is its directive.
    """

    kind: str
    html: Markup = field(default_factory=Markup)
    band: str = ""
    opens: bool = False
    plain: str = ""
    label: str = ""
    mark: str = ""
    block: Block | None = None
    frame: Frame | None = None
    table: TableView | None = None


class Strand:
    """Goes through the blocks of one language in reading order, and hands them out as pieces.

    `prefix` stands before every id of this language but those in `shared`, of which the document has one for all languages.
    """

    def __init__(self, composer: Composer, prefix: str, shared: frozenset[str]) -> None:
        self.composer, self.prefix, self.shared = composer, prefix, shared
        self.tag = composer.setting.locale.tag

    def pieces(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        """All pieces of the blocks."""
        for number, block in enumerate(blocks):
            for piece in self._pieces(block, first=self.composer.is_first(blocks, number)):
                yield self._own_piece(piece)

    def _own_piece(self, piece: Piece) -> Piece:
        """A piece with the ids of this language."""
        html, mark = self.own(piece.html), self.own_name(piece.mark) if piece.mark else ""
        frame = self._own_frame(piece.frame) if piece.frame else None
        return replace(piece, html=html, mark=mark, frame=frame, table=self._own_table(piece.table) if piece.table else None)

    def _own_frame(self, frame: Frame) -> Frame:
        own = self.own
        return replace(
            frame, title=own(frame.title), subtitle=own(frame.subtitle), note=own(frame.note), source=own(frame.source)
        )

    def _own_table(self, table: TableView) -> TableView:
        heads = tuple(replace(cell, html=self.own(cell.html)) for cell in table.heads)
        cells = (tuple(replace(cell, html=self.own(cell.html)) for cell in row.cells) for row in table.rows)
        rows = tuple(
            replace(row, cells=own, heading=self.own(row.heading)) for row, own in zip(table.rows, cells, strict=True)
        )
        return replace(table, heads=heads, rows=rows)

    def own(self, html: Markup) -> Markup:
        """The HTML with the ids, and the links to them, that are this language's own."""
        return Markup(_NAMED.sub(self._own_attribute, str(html)))

    def own_name(self, name: str) -> str:
        """An id as it stands in the document."""
        return name if name in self.shared or _SHARED.fullmatch(name) else self.prefix + name

    def _own_attribute(self, match: re.Match[str]) -> str:
        if match["attribute"]:
            return f' {match["attribute"]}="{self.own_name(match["name"])}"'
        return f' href="#{self.own_name(match["target"])}"'

    def _pieces(self, block: Block, *, first: bool) -> Iterator[Piece]:
        composer = self.composer
        if block.kind is BlockKind.SECTION:
            yield self._section(block)
        elif block.kind is BlockKind.HEADING:
            html = composer.block(block, first=first)
            yield Piece("heading", html, plain=str(html.striptags()), mark=_mark(html))
        elif block.kind is BlockKind.PARAGRAPH:
            html = composer.block(block, first=first)
            yield Piece("paragraph", html, mark=_mark(html))
        elif block.kind is BlockKind.LIST:
            for entry in block.children:
                yield self._bullet(entry, composer.entry(entry))
        elif block.directive in (Directive.CHART, Directive.TABLE):
            yield self._exhibit(block)
        else:
            yield from self._banded(block)

    def _section(self, block: Block) -> Piece:
        composer = self.composer
        title = composer.setting.html(block.inlines, running=False)
        composer.entries.append(Entry(self.own_name(block.label), title))
        html = marked(composer.macros.section_heading(title, block.label, 1 + composer.offset), "data-block", block)
        return Piece("section", html, plain=str(title.striptags()), label=block.label, mark=_mark(html))

    def _exhibit(self, block: Block) -> Piece:
        composer, setting = self.composer, self.composer.setting
        setting.within = block
        if block.directive is Directive.TABLE:
            view = table_view(setting.relationship.tables[block.argument], setting)
            piece = Piece("exhibit", block=block, frame=view.frame, table=view)
        else:
            chart, drawing = setting.relationship.charts[block.argument], composer.drawings[block.argument]
            chart = chart.model_copy(update={"width": Width(block.form or chart.width)})
            own = replace(drawing, texts=drawing.said.get(self.tag, drawing.texts))
            piece = Piece("exhibit", block=block, frame=chart_frame(chart, own, setting))
            composer.drawn.append(chart.id)
        setting.within = None
        if piece.frame:
            composer.figures.append((piece.frame.id, piece.frame.kind, piece.frame.number, piece.frame.title))
        return piece

    def _bullet(self, entry: Block, html: Markup) -> Piece:
        html = marked(self.composer.macros.bullets((html,)), "data-block", entry)
        return Piece("bullet", html, mark=_mark(html))

    def _banded(self, block: Block) -> Iterator[Piece]:
        """The rows of a directive, in a band of their own; an exhibit within one keeps its own place."""
        band = _BANDS[Directive(block.directive or "")]
        for number, piece in enumerate(self._rows(block)):
            yield replace(piece, band=band, opens=number == 0)

    def _rows(self, block: Block) -> Iterator[Piece]:
        if block.directive in ENDINGS:
            yield from self._ending(block)
        elif block.directive in (Directive.KEY_NUMBERS, Directive.PANEL):
            for entry in entries_of(block):
                html = Markup('<div class="key">{}</div>').format(
                    Markup(self.composer.macros.number(self.composer.key_number(entry)))
                )
                yield _entry_piece("key-row", html, entry)
        elif block.directive is Directive.PEOPLE:
            yield from self._people(block)
        elif block.directive is Directive.REGISTER:
            yield Piece("register-row", Markup(self.composer.macros.register(register_lines(self.composer.setting))))
        else:
            yield from self._contained(block)

    def _contained(self, block: Block) -> Iterator[Piece]:
        if block.directive is Directive.SIDEBAR:
            title = self.composer.setting.html(block.inlines, running=False)
            html = marked(self.composer.macros.sidebar_title(title), "data-block", block)
            yield Piece("band-head", html, plain=str(title.striptags()), mark=_mark(html))
        for number, child in enumerate(block.children):
            yield from self._pieces(child, first=self.composer.is_first(block.children, number))

    def _people(self, block: Block) -> Iterator[Piece]:
        setting = self.composer.setting
        initiative = setting.relationship.initiatives[block.argument or self.composer.brief.initiative]
        for group in people_of(initiative, setting):
            inner = Markup(self.composer.macros.people((group,)))
            yield Piece("people-row", Markup(str(inner).replace('<div class="people">', '<div class="people-one">', 1)))

    def _ending(self, block: Block) -> Iterator[Piece]:
        message = self.composer.setting.locale.message
        if msgid := _HEADS.get(Directive(block.directive or "")):
            name = "beside" if block.directive in (Directive.WORKS, Directive.OBSTACLES) else str(block.directive)
            head = "balance" if name == "outlook" else name
            yield Piece("band-head", Markup('<p class="{}-head">{}</p>').format(head, message(msgid)))
        for number, entry in enumerate(entries_of(block), 1):
            yield self._ending_entry(block, entry, number)

    def _ending_entry(self, block: Block, entry: Block, number: int) -> Piece:
        if block.directive is Directive.DECISIONS:
            return _entry_piece("decision-row", _decision_html(*self.composer.decision(entry)), entry)
        words = self.composer.entry(entry)
        if block.directive is Directive.BALANCE:
            head = self.composer.setting.locale.message(_BALANCED[number - 1])
            html = Markup('<div><p class="balance-head">{}</p><p class="balance-text">{}</p></div>').format(head, words)
            return _entry_piece("balance-row", html, entry)
        if block.directive is Directive.QUESTIONS:
            html = Markup('<ul><li><span class="question-number">{}.</span>{}</li></ul>').format(number, words)
            return _entry_piece("question-row", html, entry)
        return _entry_piece("ending-row", Markup("<ul><li>{}</li></ul>").format(words), entry)


def _decision_html(whom: tuple[str, str], words: Markup) -> Markup:
    level, groups = (text[:1].upper() + text[1:] for text in whom)
    return Markup(
        '<div class="decided"><p class="decision-whom"><span class="decision-level">{}</span> '
        '<span class="decision-groups">{}</span></p><p class="decision-text">{}</p></div>'
    ).format(level, groups, words)


def _entry_piece(kind: str, html: Markup, entry: Block) -> Piece:
    html = marked(html, "data-block", entry)
    return Piece(kind, html, mark=_mark(html))


_MARK = re.compile(r'data-block="([^"]*)"')


def _mark(html: Markup) -> str:
    """The mark of a block, by which it is found in set pages."""
    found = _MARK.search(str(html))
    return found[1] if found else ""


def printed_in(strand: Strand, drawings: Mapping[str, Drawing]) -> tuple[Printed, ...]:
    """What a language prints, with the ids that it has in the document."""
    return tuple(
        one if one.anchor in drawings else replace(one, anchor=strand.own_name(one.anchor))
        for one in strand.composer.setting.printed
    )
