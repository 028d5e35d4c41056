"""Tracing: the commands that follow a printed number to where it comes from, and from one build to the next."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from briefgen.build import Comparison, Difference, Fate, Trace, compare, find_project, inquire
from briefgen.cli.app import app
from briefgen.cli.layout import Group, lay_out
from briefgen.cli.terminal import ProjectOption, exits, warn
from briefgen.diagnostics import Location, UsageError

DIFFERENT = 1
ARROW = "->"


class Shape(StrEnum):
    """How an answer is told."""

    TEXT = "text"
    JSON = "json"


ShapeOption = Annotated[Shape, typer.Option("--format", "-f", help="How to tell it: text, or json on the standard output.")]


@app.command("trace")
def trace_command(
    number: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMBER-OR-REFERENCE", help="A reference, a part of one, or a number as a page prints it.",
                       show_default=False),
    ] = None,
    page: Annotated[
        str | None, typer.Option("--page", metavar="PAGE", help="Instead, all numbers of a page: backgrounder.en-CA:7.")
    ] = None,
    build: Annotated[
        Path | None, typer.Option("--build", "-b", metavar="DIR", help="A build, or its manifest; by default build/.")
    ] = None,
    shape: ShapeOption = Shape.TEXT,
    project: ProjectOption = None,
) -> None:
    """Follow a number both ways: to its source, and to every page that prints it.

    It may be given by its reference or as any language prints it, and several that fit are listed. What is printed where
    is known from the last build.
    """
    if bool(number) == bool(page):
        raise typer.BadParameter("name a number or a reference, or a page with --page")
    with exits(left="nothing was traced"):
        inquiry = inquire(find_project(project or Path.cwd()), build)
        warn(inquiry.warnings)
        if page:
            leafed = inquiry.page(page)
            _say(shape, "page", {"page": page, "numbers": leafed}, (
                Group("number", ("words", "reference", "value", "source", "vintage", "in"), tuple(
                    (one.appearance.words, one.appearance.reference, _value(one.appearance.facts),
                     "; ".join(", ".join(dict.fromkeys((s.publisher, s.title))) for s in one.sources) or "-",
                     one.appearance.facts.get("vintages", "") or "-", one.appearance.exhibit or "-")
                    for one in leafed)),
            ))
            return
        answer = inquiry.trace(" ".join(number or ()))
        if isinstance(answer, Trace):
            _say(shape, "trace", _plain(answer), _traced(answer))
        else:
            _say(shape, "choices", {"choices": answer}, (
                Group("choice", ("reference", "words", "printed"),
                      tuple((one.reference, one.words, " ".join(one.pages) or "-") for one in answer)),
            ))


def _traced(trace: Trace) -> Iterator[Group]:
    """A number's groups in the order of the question: what it is, where from, where to."""
    yield Group("number", ("reference", "name", "operation"), ((trace.reference, trace.name, trace.operation or "observed"),))
    yield Group("words", ("locale", "words"), trace.words)
    facts = {"value": trace.value, "multiplier": str(trace.multiplier), "unit": trace.unit}
    yield Group("value", ("value", "period", "qualifier", "status", "vintage"),
                ((_value(facts), trace.period, trace.qualifier, trace.status, trace.vintage or "-"),))
    yield Group("recorded", ("place",), ((str(trace.recorded),),))
    yield Group("vintage", ("published", "value", ""),
                tuple((one.vintage, one.value, "printed" if one.taken else "-") for one in trace.vintages))
    yield Group("correction", ("id", "of", "published", "", "printed", "reason", "place"), tuple(
        (one.id, one.observation, one.published, ARROW, one.value, one.reason, str(one.place)) for one in trace.corrections))
    yield Group("source", ("id", "publisher", "title", "issued", "accessed", "read in", "place"), tuple(
        (one.id, one.publisher, one.title, one.issued or "-", one.accessed or "-", one.cited_in or "-", str(one.place))
        for one in trace.sources))
    yield Group("derived", ("from", "words", "name", "place"),
                tuple((one.reference, one.words, one.name, str(one.place)) for one in trace.derived_from))
    yield Group("used", ("by", "words", "through", "place"), tuple(
        (one.reference, one.words, " ".join(one.between) or "-", str(one.place)) for one in trace.used_by))
    yield Group("printed", ("page", "locale", "words", "in", "place"), tuple(
        (f"{one.document}:{one.page}", one.locale, one.words, one.exhibit or "-", one.place or "-") for one in trace.printed))
    yield Group("shown", ("by", "place"), tuple((one.record, str(one.place)) for one in trace.shown))
    yield Group("prose", ("place", "locale", "sentence"),
                tuple((str(one.place), one.locale, one.sentence) for one in trace.prose))


def _value(facts: Any) -> str:
    """A value with its power of ten and its unit: `21.3 x 10^9 CAD`."""
    power = f" x 10^{facts['multiplier']}" if facts.get("multiplier", "0") != "0" else ""
    return f"{facts.get('value', '')}{power} {facts.get('unit', '')}".strip()


@app.command("diff")
def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD-MANIFEST", help="The earlier build, or its manifest.")],
    new: Annotated[
        Path | None,
        typer.Argument(metavar="[NEW-MANIFEST]", help="The later one; by default build/ in the project.", show_default=False),
    ] = None,
    shape: ShapeOption = Shape.TEXT,
    exit_code: Annotated[  # noqa: FBT002  (an option without a value)
        bool, typer.Option("--exit-code", help="End with 1 if a number differs, for scripts; otherwise with 0.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Tell which numbers differ between two builds, on which pages, and which sentences hang on them.

    The sentences are those of the project as it is now: the ones that print a number that differs, and the ones that
    print what is derived from it.
    """
    with exits(left="nothing was compared"):
        comparison, warnings = compare(old, new, _root(project, needed=new is None))
        warn(warnings)
        _say(shape, "diff", _plain(comparison), _compared(comparison))
        if shape is Shape.TEXT:
            counts = ", ".join(f"{comparison.count(fate)} {fate}" for fate in Fate)
            print(f"Numbers between {comparison.old_as_of or '?'} and {comparison.new_as_of or '?'}: {counts}.")
        if exit_code and comparison.differences:
            raise typer.Exit(DIFFERENT)


def _root(project: Path | None, *, needed: bool) -> Path | None:
    """The project's folder; None where there is none, and none is needed."""
    try:
        return find_project(project or Path.cwd())
    except UsageError:
        if needed or project:
            raise
        return None


def _compared(comparison: Comparison) -> Iterator[Group]:
    documents = [(name, "appeared") for name in comparison.appeared] + [(name, "vanished") for name in comparison.vanished]
    yield Group("document", ("name", "what became of it"), tuple(documents))
    for one in comparison.differences:
        yield from _differing(one)


def _differing(one: Difference) -> Iterator[Group]:
    facts = tuple((one.reference, change.fact, change.old, ARROW, change.new) for change in one.changes)
    yield Group(one.fate.value, ("reference", "what", "old", "", "new"), facts or ((one.reference, "words", "", "", ""),))
    yield Group("page", ("reference", "pages", "locale", "old", "", "new", "in"), tuple(
        (one.reference, f"{leaf.document}:{_pages(leaf.new_pages or leaf.old_pages)}", leaf.locale,
         "; ".join(leaf.old_words) or "-", ARROW, "; ".join(leaf.new_words) or "-", " ".join(leaf.exhibits) or "-")
        for leaf in one.leaves))
    yield Group("sentence", ("reference", "through", "place", "locale", "sentence"), tuple(
        (one.reference, hanging.through or "-", str(hanging.told.place), hanging.told.locale, hanging.told.sentence)
        for hanging in one.sentences))


def _pages(pages: tuple[int, ...]) -> str:
    return ",".join(map(str, pages))


def _say(shape: Shape, name: str, answer: dict[str, Any], groups: Any) -> None:
    """An answer as JSON, with the name and number of its format, or as text."""
    if shape is Shape.JSON:
        print(json.dumps({"format": f"briefgen-{name}-1", **_plain(answer)}, ensure_ascii=False, indent=1))
    else:
        lay_out(groups)


def _plain(value: Any) -> Any:
    """Records and places as JSON can hold them: mappings, lists and `file:line:column`."""
    if isinstance(value, Location):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
