"""Whether every role and directive of a prose means something, and whether its form fits the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, Places, nearest, quantity_keys
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart, DataTable
from briefgen.model.finding import Finding, Quantity
from briefgen.model.record import LocalText
from briefgen.model.reference import AmbiguousReference, NotYetKnown, QuantityIndex, UnknownReference
from briefgen.model.selection import NONE, conditions, kept
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import (
    EXHIBITS,
    NAME_ROLES,
    QUANTITY_ROLES,
    Block,
    Directive,
    Prose,
    Reference,
    references,
)
from briefgen.prose.columns import known_values
from briefgen.prose.exhibited import check_exhibited
from briefgen.prose.marks import check_marks, drawn_labels
from briefgen.prose.parser import parse_inline
from briefgen.prose.sharing import elsewhere, points_elsewhere
from briefgen.prose.structure import check_structure
from briefgen.prose.tabled import check_table
from briefgen.prose.vanishing import check_vanishing

LARGEST_WORD = 12
REGISTERED = "actors"
"""What a register lists: those whom the numbered rows name."""


def check_prose(
    prose: Prose, relationship: Relationship, index: QuantityIndex, others: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    """Every reference of a prose resolves, in a form that it has; every exhibit exists and stands once.

    `others` are the labels of each brief of the project, by slug.
    """
    labels = {block.label for block in prose.walk() if block.label}
    known = frozenset(labels) | frozenset(exhibits(prose))
    shown: dict[str, Location] = {}
    yield from check_structure(prose)
    for block in prose.walk():
        for reference in references(block.inlines):
            if points_elsewhere(reference) or reference.role == "brief":
                yield from _check_elsewhere(reference, others)
            else:
                yield from check_reference(reference, relationship, index, known)
        if block.directive in EXHIBITS and block.argument in labels:
            yield Diagnostic("P012", block.location, f"expected a name that no section has, found \"{block.argument}\"",
                             "give the section another label", breaks=block.location.file)
        if block.directive in EXHIBITS and block.argument:
            yield from _check_exhibit(block, relationship, shown)
        if block.directive is Directive.REGISTER:
            yield from _check_register(block)
        if block.directive is Directive.PEOPLE and block.argument and block.argument not in relationship.initiatives:
            yield Diagnostic(
                "P006",
                block.location,
                f"expected an initiative, found \"{block.argument}\"",
                nearest(block.argument, relationship.initiatives),
                needs=("initiatives", f"initiatives/{block.argument}"),
            )


def _check_register(block: Block) -> Iterator[Diagnostic]:
    if block.argument and block.argument != REGISTERED:
        yield Diagnostic("P006", block.location, f"expected what a register can list, found \"{block.argument}\"",
                         f"write :::{{register}} {REGISTERED}")


def _check_elsewhere(reference: Reference, others: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
    """A reference to another brief, or to a place in it."""
    slug, label = (reference.target, "") if reference.role == "brief" else elsewhere(reference)
    if slug not in others:
        yield Diagnostic("P006", reference.location, f"expected a brief, found \"{slug}\"", nearest(slug, others),
                         needs=(f"briefs/{slug}",))
    elif label and label not in others[slug]:
        yield Diagnostic("P006", reference.location, f"expected a section or an exhibit of \"{slug}\", found \"{label}\"",
                         nearest(label, sorted(others[slug])), needs=(f"briefs/{slug}",))


def labels_of(prose: Prose) -> frozenset[str]:
    """What a cross-reference to a brief can name: its sections, headings and exhibits."""
    return frozenset(block.label for block in prose.walk() if block.label) | frozenset(exhibits(prose))


def exhibits(prose: Prose) -> tuple[str, ...]:
    """The names of the charts and tables that a prose shows, in order."""
    return tuple(block.argument for block in prose.walk() if block.directive in EXHIBITS)


def _check_exhibit(block: Block, relationship: Relationship, shown: dict[str, Location]) -> Iterator[Diagnostic]:
    known = relationship.charts if block.directive is Directive.CHART else relationship.tables
    if block.argument not in known:
        yield Diagnostic(
            "P006",
            block.location,
            f"expected a {block.directive}, found \"{block.argument}\"",
            nearest(block.argument, known),
            needs=tuple(f"{table}{key}" for table in ("charts", "tables") for key in ("", f"/{block.argument}")),
        )
    elif shown.setdefault(block.argument, block.location) != block.location:
        yield Diagnostic(
            "P012",
            block.location,
            f"expected each exhibit once, found \"{block.argument}\" again",
            f"the first stands at line {shown[block.argument].line}",
            breaks=block.location.file,
        )


def check_reference(
    reference: Reference, relationship: Relationship, index: QuantityIndex, labels: frozenset[str]
) -> Iterator[Diagnostic]:
    """One role: that its target exists, and that the form can be printed."""
    role, target, place = reference.role, reference.target, reference.location
    if role in QUANTITY_ROLES:
        yield from _check_quantity(reference, index)
    elif role in NAME_ROLES:
        yield from _check_name(reference, NAME_ROLES[role], getattr(relationship, NAME_ROLES[role]))
    elif role == "brief" or points_elsewhere(reference):
        yield Diagnostic("P010", place, f"expected a reference within a brief, found {{{role}}}`{target}`", "name it in prose")
    elif role == "ref" and target not in labels:
        yield Diagnostic(
            "P006",
            place,
            f"expected a section, chart or table of this brief, found \"{target}\"",
            nearest(target, sorted(labels)),
            needs=(place.file,),
        )
    elif role == "cite" and target not in relationship.sources:
        yield Diagnostic(
            "P006",
            place,
            f"expected a source, found \"{target}\"",
            nearest(target, relationship.sources),
            needs=("sources", f"sources/{target}"),
        )
    elif role == "count":
        counted = collection(relationship, target)
        if counted is None:
            yield Diagnostic(
                "P006",
                place,
                f"expected a list of the data, found \"{target}\"",
                "write {count}`mechanisms.ID.parts`, or {count}`issues where owners=none`",
                needs=(target.split(".")[0], "/".join(target.split(".")[:2])),
            )
        elif problem := _unmet(relationship, target):
            yield Diagnostic("P006", place, *problem, needs=(target.split(".")[0].split()[0],))
        elif reference.form.startswith("words") and not 1 <= len(counted) <= LARGEST_WORD:
            yield Diagnostic(
                "P008", place, f"expected a count from 1 to {LARGEST_WORD} for words, found {len(counted)}", "add \"as number\""
            )


def _unmet(relationship: Relationship, path: str) -> tuple[str, str] | None:
    """What is wrong with the conditions of a count: a value that no record has, unless the field could have it."""
    path, _, asked = path.partition(" where ")
    records = (collection(relationship, path) or ()) if asked else ()
    for field, value in conditions(asked).items() if records else ():
        known = known_values(records, field)
        if value not in (NONE, *known):
            return f"expected a value of {field}, found \"{value}\"", nearest(value, known)
    return None


def collection(relationship: Relationship, path: str) -> tuple[Any, ...] | None:
    """The list that a path such as `mechanisms.cmp.parts` or `issues where owners=none` names, or None."""
    path, _, asked = path.partition(" where ")
    if asked:
        records = collection(relationship, path)
        try:
            return kept(records, conditions(asked)) if records else None
        except AttributeError:
            return None
    table, _, rest = path.partition(".")
    key, _, field = rest.partition(".")
    rows = getattr(relationship, table, None) if table in Relationship.model_fields and table != "project" else None
    if rows is None:
        return None
    if not rest:
        return tuple(rows.values())
    value = getattr(rows.get(key), field, None) if field in getattr(type(rows.get(key)), "model_fields", {}) else None
    return value if isinstance(value, tuple) else None


def _check_name(reference: Reference, name: str, table: Any) -> Iterator[Diagnostic]:
    place, form = reference.location, reference.form
    target, _, part = reference.target.partition(".")
    record = table.get(target)
    if record is None:
        yield Diagnostic(
            "P006",
            place,
            f"expected a known {reference.role}, found \"{target}\"",
            nearest(target, table),
            needs=(name, f"{name}/{target}"),
        )
        return
    if part and part not in {p.id for field in ("parts", "areas", "projects") for p in getattr(record, field, ())}:
        known = [p.id for field in ("parts", "areas", "projects") for p in getattr(record, field, ())]
        yield Diagnostic("P006", place, f"expected a part of \"{target}\", found \"{part}\"", nearest(part, known))
    if form == "whom" and reference.role != "issue":
        yield Diagnostic("P008", place, f"expected an issue for \"whom\", found {{{reference.role}}}", "see docs/authoring.md")
    lacking = {"acronym": "acronym", "office": "office", "date": "date"}.get(form)
    dated = form == "date" and any(getattr(record, name, None) for name in ("date", "created", "announced"))
    if lacking and not dated and not getattr(record, lacking, None):
        yield Diagnostic(
            "P008",
            place,
            f"expected a record with its {lacking}, \"{target}\" has none",
            "add it to the data, or use another form",
        )
    elif part and form not in ("auto", "name", "full"):
        yield Diagnostic(
            "P008",
            place,
            f"expected the name of a part, found \"{reference.target} as {form}\"",
            "a part has no form but its name",
        )
    elif form not in ("date", "office", "whom") and not part and getattr(record, "name", None) is None:
        yield Diagnostic("P008", place, f"expected a record with a name, \"{target}\" has none", "name its parties instead")


def check_quantity(target: str, place: Location, index: QuantityIndex) -> Iterator[Diagnostic]:
    """Whether a reference means one observation or finding."""
    try:
        index.resolve(target)
    except NotYetKnown as error:
        yield Diagnostic("D041", place, error.message, error.hint)
    except UnknownReference as error:
        near = f"did you mean {' or '.join(error.nearest)}?" if error.nearest else "see data/indicators/ and data/findings.yaml"
        yield Diagnostic(
            "P006", place, f"expected an observation or a finding, found \"{target}\"", near, needs=quantity_keys(target)
        )
    except AmbiguousReference as error:
        yield Diagnostic(
            "P007",
            place,
            f"expected one observation, found {len(error.choices)} for \"{target}\"",
            "one of: " + ", ".join(error.choices),
            needs=quantity_keys(target),
        )


def _check_quantity(reference: Reference, index: QuantityIndex) -> Iterator[Diagnostic]:
    target, place = reference.target, reference.location
    if unresolved := tuple(check_quantity(target, place, index)):
        yield from unresolved
        return
    quantity = index.resolve(target)
    if (reference.role == "finding") != isinstance(quantity, Finding):
        right = "finding" if isinstance(quantity, Finding) else "obs"
        yield Diagnostic(
            "P008",
            place,
            f"expected {{{right}}} for \"{target}\", found {{{reference.role}}}",
            f"write {{{right}}}`{target}`",
            needs=quantity_keys(target),
        )
    elif vanishing := tuple(check_vanishing(quantity, reference.form, place)):
        yield from vanishing
    elif problem := form_problem(quantity, reference.form):
        yield Diagnostic("P008", place, problem, "choose another form, or mend the data", needs=quantity_keys(target))


def form_problem(quantity: Quantity, form: str) -> str:
    """Why a quantity cannot print in a form; empty if it can."""
    value = quantity.value
    if form in ("decline", "rise"):
        if quantity.kind is UnitKind.PER_CENT or quantity.kind in (UnitKind.COUNT, UnitKind.CURRENCY):
            wrong = value >= 0 if form == "decline" else value <= 0
            return (
                f"expected a value {'below' if form == 'decline' else 'above'} zero for \"{form}\", found {value}"
                if wrong
                else ""
            )
        return f"expected a change for \"{form}\", found the unit {quantity.unit}"
    if form.startswith("ordinal") and quantity.kind is not UnitKind.RANK:
        return f"expected a rank, found the unit {quantity.unit}"
    if form == "times" and quantity.kind is not UnitKind.FOLD:
        return f"expected a multiple, found the unit {quantity.unit}"
    if form.startswith("words") and not (
        value == value.to_integral_value() and quantity.multiplier == 0 and 1 <= value <= LARGEST_WORD
    ):
        return f"expected a whole number from 1 to {LARGEST_WORD} for words, found {value}"
    if form == "wording" and not (isinstance(quantity, Finding) and quantity.wording):
        return "expected a finding with a wording, found none"
    if form not in ("decline", "rise", "period", "wording") and value < 0:
        return f"expected \"decline\" for a value below zero, found {value}"
    return ""


def check_exhibits(relationship: Relationship, index: QuantityIndex, places: Places) -> Iterator[Diagnostic]:
    """Titles, notes and cells of exhibits are prose too; marks of charts are quantities."""
    for table, rows in (("charts", relationship.charts), ("tables", relationship.tables)):
        for key, exhibit in rows.items():
            for path, text in exhibit_texts(exhibit):
                yield from _check_text(text, places, (table, key, *path), relationship, index)
            for path, text in drawn_labels(exhibit):
                yield from _check_label(text, places, (table, key, *path))
    for chart in relationship.charts.values():
        yield from check_marks(chart, index, places)
        yield from check_exhibited(chart, relationship, places)
    for shown in relationship.tables.values():
        yield from check_table(shown, records_of(relationship, shown.records) if shown.records else (), places)


def _check_text(
    text: LocalText, places: Places, path: tuple[str | int, ...], relationship: Relationship, index: QuantityIndex
) -> Iterator[Diagnostic]:
    roles: dict[str, list[tuple[str, str]]] = {}
    for locale, words in text.entries:
        inlines, problems = parse_inline(words, places.of(*path, locale))
        yield from problems
        for reference in references(inlines):
            yield from check_reference(reference, relationship, index, frozenset())
        roles[locale] = sorted((r.role, r.target) for r in references(inlines))
    first = next(iter(roles.values()), [])
    for locale, found in roles.items():
        if found != first:
            yield Diagnostic(
                "T004",
                places.of(*path, locale),
                f"expected the same references as the other locale, found {_shown(found)}",
                f"the other has {_shown(first)}",
            )


def _shown(roles: list[tuple[str, str]]) -> str:
    return ", ".join(f"{{{role}}}`{target}`" for role, target in roles) or "none"


def exhibit_texts(exhibit: Chart | DataTable) -> Iterator[tuple[tuple[str | int, ...], LocalText]]:
    """Every text of an exhibit that may hold roles, with its path: title, subtitle, note, heads and cells."""
    for name in ("title", "subtitle", "note"):
        if text := getattr(exhibit, name):
            yield (name,), text
    if isinstance(exhibit, Chart):
        return
    for number, column in enumerate(exhibit.columns):
        yield ("columns", number, "head"), column.head
    for number, row in enumerate(exhibit.rows):
        for cell_number, cell in enumerate(row):
            yield ("rows", number, cell_number), cell


def _check_label(text: LocalText, places: Places, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    """Labels are drawn as they stand, so they are words alone."""
    for locale, words in text.entries:
        inlines, problems = parse_inline(words, places.of(*path, locale))
        yield from problems
        for reference in references(inlines):
            yield Diagnostic(
                "P010",
                places.of(*path, locale),
                f"expected a label of words alone, found {{{reference.role}}}",
                "print the value in the subtitle or in the note",
            )


def records_of(relationship: Relationship, path: str) -> tuple[Any, ...] | None:
    """The records that a table shows: a whole table (`positions`) or a list within a record (`mechanisms.cmp.parts`)."""
    return collection(relationship, path)
