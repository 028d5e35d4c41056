"""Samples: each component that a brief can show, as authors type it, with words that say what the component is for.

The words are messages of the locale; quantities, names, issues and the rows of tables are the project's own, so that nothing
on a specimen is invented, but for kinds of exhibit that the project has none of: these say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.compose.exhibits import selected
from briefgen.compose.setting import Setting
from briefgen.diagnostics import Location
from briefgen.language.locale import Locale
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart, DataTable, Width
from briefgen.model.record import LocalText, Table
from briefgen.model.reference import QuantityIndex
from briefgen.model.selection import value_of
from briefgen.prose.blocks import QUANTITY_ROLES, Block, BlockKind, Directive, Prose, references
from briefgen.prose.parser import parse_passage

CHART, MARGINAL = "specimen-chart", "specimen-margin-chart"
PLAIN, GROUPED, NUMBERED, TOTAL, FORM = (
    "specimen-table", "specimen-grouped", "specimen-numbered", "specimen-total", "specimen-form",
)
EXHIBITS = (CHART, MARGINAL, PLAIN, GROUPED, NUMBERED, TOTAL, FORM)
MOST_ROWS, MOST_IN_A_GROUP, MOST_KEYS, MOST_PANEL = 5, 2, 2, 6
_KEYS = (Directive.KEY_NUMBERS, Directive.PANEL)
_MARKUP = "specimen"


@dataclass(frozen=True, slots=True)
class Sample:
    """A component: its name as authors type it, and its blocks; none if the project has nothing to show in it."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the samples are about, the same in every language: the project's own records, and where its key numbers stand.

    `relationship` is the project's with the exhibits of the specimen added; `keys` are the entries of key numbers by locale.
    """

    relationship: Relationship
    keys: Mapping[str, tuple[Block, ...]]
    quantity: str
    actor: str
    initiative: str
    issues: tuple[str, ...]


def subjects_of(relationship: Relationship, index: QuantityIndex, prose: Mapping[str, Prose], locales: tuple[Locale, ...],
                initiative: str) -> Subjects:
    """Chooses what to show: `prose` is one brief's in each locale, the one that lends its key numbers."""
    keys = {tag: _entries(one) for tag, one in prose.items()}
    first = keys[locales[0].tag]
    quantity = next((f"{{{r.role}}}`{r.target}`" for block in first for r in references(block.children[0].inlines)
                     if r.role in QUANTITY_ROLES), "")
    actor = next((key for key, one in relationship.actors.items() if one.acronym), next(iter(relationship.actors), ""))
    added = relationship.model_copy(update={
        "charts": Table({**relationship.charts, **_charts(relationship, locales)}),
        "tables": Table({**relationship.tables, **_tables(relationship, index, locales)}),
    })
    return Subjects(added, keys, quantity, actor, initiative, _issues(relationship))


def _entries(prose: Prose) -> tuple[Block, ...]:
    """The entries of the longest list of key numbers in a prose."""
    lists = [child for block in prose.walk() if block.directive in _KEYS for child in block.children
             if child.kind is BlockKind.LIST]
    longest = max(lists, key=lambda one: len(one.children), default=None)
    return longest.children[:MOST_PANEL] if longest else ()


def _issues(relationship: Relationship) -> tuple[str, ...]:
    """Two issues that concern different people, so that the heads of the decisions differ."""
    found = {(one.levels, one.groups): key for key, one in reversed(tuple(relationship.issues.items()))}
    return tuple(reversed(found.values()))[:2]


def _said(msgid: str, locales: tuple[Locale, ...]) -> LocalText:
    return LocalText.model_validate({locale.tag: locale.message(msgid) for locale in locales})


def _charts(relationship: Relationship, locales: tuple[Locale, ...]) -> dict[str, Chart]:
    """A chart for the text column and one for the margin, with titles that say what a title is for."""
    charts = tuple(relationship.charts.values())
    words = {"title": _said("specimen_chart_title", locales), "subtitle": _said("specimen_chart_subtitle", locales)}
    wide = next((one for one in charts if one.width is Width.COLUMN), next(iter(charts), None))
    marginal = next((one for one in charts if one.width is Width.MARGIN), None)
    chosen = ((CHART, wide), (MARGINAL, marginal))
    return {key: one.model_copy(update={**words, "id": key, "note": None}) for key, one in chosen if one}


def _tables(relationship: Relationship, index: QuantityIndex, locales: tuple[Locale, ...]) -> dict[str, DataTable]:
    """A table of each make, cut to a few rows: the shortest that the project has."""
    setting = Setting(relationship, index, locales[0], {}, {}, "")
    makes: tuple[tuple[str, str, Callable[[DataTable], Any]], ...] = (
        (PLAIN, "specimen_table_title", lambda t: not (t.group or t.total or t.numbered or t.lines)),
        (GROUPED, "specimen_group_title", lambda t: t.group),
        (NUMBERED, "specimen_number_title", lambda t: t.numbered),
        (TOTAL, "specimen_total_title", lambda t: t.total),
        (FORM, "specimen_form_title", lambda t: any(column.field is None for column in t.columns) and t.records),
    )
    found = {}
    for key, title, suits in makes:
        fitting = [table for table in relationship.tables.values() if suits(table)]
        if fitting:
            table = min(fitting, key=lambda t: _suitability(len(selected(t, setting)) if t.records else len(t.rows)))
            found[key] = _cut(table, setting).model_copy(update={
                "id": key, "title": _said(title, locales), "subtitle": _said("specimen_table_subtitle", locales), "note": None})
    if TOTAL not in found:
        found[TOTAL] = _made_up_total(locales)
    return {key: found[key] for key, _, _ in makes if key in found}


def _made_up_total(locales: tuple[Locale, ...]) -> DataTable:
    """A table that adds up, of letters and made-up values, for a project that has none."""
    def same(text: str) -> dict[str, str]:
        return {locale.tag: text for locale in locales}

    rows = (("A", "48"), ("B", "30"), ("C", "22"), ("A + B + C", "100"))
    return DataTable.model_validate({
        "id": TOTAL, "title": _said("specimen_total_title", locales), "note": _said("specimen_fiction", locales), "total": True,
        "columns": ({"head": same("A–C")}, {"head": same("%"), "number": True}),
        "rows": tuple(tuple(same(cell) for cell in row) for row in rows),
    })


def _suitability(rows: int) -> tuple[bool, int]:
    """Short tables come first, but not those that are too short to show anything."""
    return rows < MOST_ROWS - 2, rows


def _cut(table: DataTable, setting: Setting) -> DataTable:
    """A table with its first rows alone, a few of each group; a total stays the last."""
    if table.records:
        kept: dict[Any, list[str]] = {}
        for record in selected(table, setting):
            rows = kept.setdefault(value_of(record, table.group) if table.group else None, [])
            if len(rows) < (MOST_IN_A_GROUP if table.group else MOST_ROWS):
                rows.append(record.id)
        return table.model_copy(update={"select": tuple(key for rows in kept.values() for key in rows)[:MOST_ROWS]})
    return table if table.total else table.model_copy(update={"rows": table.rows[:MOST_ROWS]})


def samples_of(subjects: Subjects, locale: Locale) -> tuple[Sample, ...]:
    """Every component in one language, in the order in which a brief is likely to use it.

    Raises:
        LookupError: if a message of the locale cannot be read as prose.
    """
    return tuple(_sample(f"{_MARKUP}/{number}.md", name, text, subjects.keys[locale.tag], locale.tag)
                 for number, (name, text) in enumerate(_typed(subjects, locale), 1))


def _sample(file: str, name: str, text: str, keys: tuple[Block, ...], tag: str) -> Sample:
    before: tuple[Block, ...] = ()
    for directive in (one for one in _KEYS if name == f":::{{{one}}}"):
        if not (before := _key_numbers(directive, keys)):
            return Sample(name, ())
    passage, problems = parse_passage(_MARKUP, tag, file, text)
    wrong = [problem for problem in problems if problem.code != "P015"]
    if wrong:
        raise LookupError("\n".join(map(str, wrong)))
    return Sample(name, (*before, *passage.blocks))


def _key_numbers(directive: Directive, entries: tuple[Block, ...]) -> tuple[Block, ...]:
    """The project's own key numbers, in the margin or in a panel."""
    if not entries:
        return ()
    kept = entries[:MOST_KEYS] if directive is Directive.KEY_NUMBERS else entries
    place = Location(f"{_MARKUP}/{directive}.md", 1)
    return (Block(BlockKind.DIRECTIVE, place, (), (Block(BlockKind.LIST, place, (), kept),), directive=directive),)


def _typed(subjects: Subjects, locale: Locale) -> Iterator[tuple[str, str]]:
    """(name, what an author types) of each component; empty where the project has nothing to show."""
    m, has = locale.message, subjects.relationship
    number, actor = subjects.quantity, f"{{actor}}`{subjects.actor}`"
    beside = f"\n\n{m('specimen_beside')}"
    yield "# section", f"(specimen-section)=\n# {m('specimen_section')}"
    yield ":::{lead}", _fence("lead", m("specimen_lead"))
    numbered = m("specimen_number", number=number) if number else ""
    named = m("specimen_name", name=actor, acronym=f"{{actor}}`{subjects.actor} as acronym`") if subjects.actor else ""
    yield "paragraph", "\n\n".join(filter(None, (m("specimen_paragraph"), numbered, named)))
    after = m("specimen_after_heading")
    yield "## heading, ### heading", f"## {m('specimen_heading')}\n\n{after}\n\n### {m('specimen_subheading')}\n\n{after}"
    yield "- list", _bullets(m("specimen_bullet"), m("specimen_bullet_next"))
    yield ":::{key-numbers}", beside
    yield ":::{key-panel}", ""
    yield ":::{margin}", _fence("margin", m("specimen_margin")) + beside
    yield ":::{pull-quote}", _fence("pull-quote", m("specimen_pull_quote"))
    yield ":::{sidebar} …", _fence(f"sidebar}} {m('specimen_sidebar_title')}", m("specimen_sidebar"))
    yield ":::{shared} …", m("specimen_shared")
    yield ":::{chart} …", _exhibit("chart", CHART, has.charts)
    yield ":::{chart} … as margin", _exhibit("chart", MARGINAL, has.charts, beside)
    for name in (PLAIN, GROUPED, NUMBERED, TOTAL, FORM):
        yield f":::{{table}} … {_MAKES[name]}".strip(), _exhibit("table", name, has.tables)
    yield ":::{register} actors", _fence("register} actors", "") if NUMBERED in has.tables else ""
    yield from _endings(subjects, locale)


_MAKES = {PLAIN: "", GROUPED: "(group)", NUMBERED: "(numbered)", TOTAL: "(total)", FORM: "(boxes, lines)"}
"""Which fields of its declaration make a table what it is."""


def _endings(subjects: Subjects, locale: Locale) -> Iterator[tuple[str, str]]:
    m = locale.message
    yield ":::{balance}", _fence("balance", _bullets(m("specimen_worked"), m("specimen_hindered"), m("specimen_would_help")))
    yield ":::{outlook}", _fence("outlook", _bullets(m("specimen_outlook"), m("specimen_outlook_next")))
    yield ":::{works} :::{obstacles}", "\n\n".join((
        _fence("works", _bullets(m("specimen_works"), m("specimen_works_next"))),
        _fence("obstacles", _bullets(m("specimen_obstacles"), m("specimen_obstacles_next"))),
    ))
    decisions = _bullets(*(f"{{issue}}`{issue} as whom` {m('specimen_decision')}" for issue in subjects.issues))
    yield ":::{decisions}", _fence("decisions", decisions) if subjects.issues else ""
    yield ":::{questions}", _fence("questions", _bullets(m("specimen_question"), m("specimen_question_next")))
    yield f":::{{people}} {subjects.initiative}", _fence(f"people}} {subjects.initiative}", "")


def _fence(name: str, text: str) -> str:
    opening = name if "}" in name else f"{name}}}"
    return f":::{{{opening}\n{text}\n:::" if text else f":::{{{opening}\n:::"


def _bullets(*entries: str) -> str:
    return "\n".join(f"- {entry}" for entry in entries)


def _exhibit(directive: str, name: str, known: Mapping[str, Any], after: str = "") -> str:
    return _fence(f"{directive}}} {name}", "") + after if name in known else ""
