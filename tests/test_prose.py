"""Prose: Markdown becomes blocks with the place of every role; whatever is typed, nothing is evaluated and nothing raises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import CODES, Diagnostic, Location
from briefgen.model.brief import FrontMatter, Relationship
from briefgen.model.chart import ChartKind, Column, DataTable
from briefgen.model.record import LocalText, Table
from briefgen.prose import Block, BlockKind, Emphasis, Prose, Reference, Strong, Text, check_prose, parse_inline, parse_prose
from briefgen.prose.blocks import (
    NAME_FORMS,
    NAME_ROLES,
    QUANTITY_FORMS,
    QUANTITY_ROLES,
    REF_FORMS,
    ROLES,
    Directive,
    references,
)
from briefgen.prose.references import collection, form_problem
from briefgen.prose.tabled import check_table
from conftest import TAGS, checked_atlantis, examples

FRONT = FrontMatter(title="Tides", standfirst="Tides", subject="Tides")


def parsed(text: str, first_line: int = 1) -> tuple[Prose, tuple[Diagnostic, ...]]:
    return parse_prose("tides", "en-CA", "a.md", FRONT, text, first_line)


def blocks(text: str) -> tuple[Block, ...]:
    prose, problems = parsed("(s)=\n# S\n\n" + text)
    assert problems == (), [str(p) for p in problems]
    return prose.blocks[1:]


def test_a_section_has_its_label_and_level() -> None:
    prose, problems = parsed("(one)=\n# One\n\n## Two\n\n(three)=\n### Three\n")
    assert problems == ()
    assert [(b.kind, b.level, b.label) for b in prose.blocks] == [
        (BlockKind.SECTION, 1, "one"),
        (BlockKind.HEADING, 2, ""),
        (BlockKind.HEADING, 3, "three"),
    ]


def test_runs_of_text_are_joined_and_roles_stand_between_them() -> None:
    (paragraph,) = blocks("Of *all* **words**\nthe {actor}`reef_bureau` counts.\n")
    assert paragraph.inlines == (
        Text("Of "),
        Emphasis((Text("all"),)),
        Text(" "),
        Strong((Text("words"),)),
        Text(" the "),
        Reference("actor", "reef_bureau", "auto", Location("a.md", 5, 5)),
        Text(" counts."),
    )


@pytest.mark.parametrize(
    ("role", "form"),
    [("obs", "prose"), ("finding", "prose"), ("rank", "ordinal"), ("actor", "auto"), ("ref", "number"), ("count", "words")],
)
def test_a_role_without_a_form_has_its_own(role: str, form: str) -> None:
    (reference,) = references(parse_inline(f"{{{role}}}`x`", Location("a", 1, 1))[0])
    assert reference.form == form


def test_a_role_may_be_told_in_a_form() -> None:
    (reference,) = references(parse_inline("{obs}`a:B@2031 as words`", Location("a", 1, 1))[0])
    assert (reference.target, reference.form) == ("a:B@2031", "words")


def test_places_are_those_of_the_file() -> None:
    """Counted from the file's first line, front matter included; within lists, directives and directives within those."""
    text = "(s)=\n# S\n\n- a {obs}`b`\n\n::::{sidebar} T\n:::{margin}\nA\nb {obs}`c`\n:::\n::::\n"
    prose, problems = parsed(text, first_line=8)
    assert problems == ()
    places = {r.target: (r.location.line, r.location.column) for b in prose.walk() for r in references(b.inlines)}
    assert places == {"b": (11, 5), "c": (16, 3)}


def test_the_same_role_twice_has_two_places() -> None:
    (paragraph,) = blocks("{obs}`a` and {obs}`a`\n")
    assert [r.location.column for r in references(paragraph.inlines)] == [1, 14]


def test_directives_stand_within_each_other() -> None:
    (sidebar,) = blocks("::::{sidebar} Why *not*\nWords.\n\n:::{chart} partners\n:::\n::::\n")
    assert (sidebar.directive, sidebar.argument) == (Directive.SIDEBAR, "Why *not*")
    assert sidebar.inlines == (Text("Why "), Emphasis((Text("not"),)))
    assert [(c.kind, c.argument) for c in sidebar.children] == [(BlockKind.PARAGRAPH, ""), (BlockKind.DIRECTIVE, "partners")]


def test_a_tower_of_directives_is_refused() -> None:
    text = (
        "(s)=\n# S\n\n"
        + "".join(":" * n + "{margin}\n" for n in range(9, 2, -1))
        + "".join(":" * n + "\n" for n in range(3, 10))
    )
    assert "D013" in {p.code for p in parsed(text)[1]}


def test_the_lines_of_windows_make_the_same_blocks() -> None:
    text = "(s)=\n# S\n\nA {obs}`b`.\n\n- c\n"
    assert parsed(text)[0] == parsed(text.replace("\n", "\r\n"))[0]


def test_braces_are_words_for_nobody() -> None:
    """Template syntax is refused and never evaluated."""
    for text in ("{{ 7 * 7 }}", "{% for x in y %}", "${HOME}", "{obs}"):
        prose, problems = parsed(f"(s)=\n# S\n\nA {text} b.\n")
        assert "P014" in {p.code for p in problems}, text
        assert "49" not in repr(prose)


@given(st.text(max_size=400))
@examples(150)
def test_no_text_raises(text: str) -> None:
    """Whatever stands in a prose file, the answer is blocks and diagnostics of known codes, each at a line."""
    prose, problems = parsed(text)
    assert all(p.code in CODES and p.location.line >= 1 and p.location.column >= 1 for p in problems)
    assert all(b.location.line >= 1 for b in prose.walk())


PIECES = st.sampled_from(
    [
        "# A\n",
        "## B\n",
        "(a)=\n",
        "\n",
        "- c\n",
        "  - d\n",
        "> e\n",
        ":::{chart} partners\n",
        ":::{chart} partners as margin\n",
        ":::{decisions}\n",
        ":::{shared} two-counts\n",
        ":::{margin}\n",
        ":::\n",
        "::::{sidebar} *x*\n",
        "::::\n",
        "{obs}`divers:ATL@2031`",
        "{obs}`x as y`",
        "{ref}`a`",
        "{ref}`tides:a`",
        "{brief}`tides`",
        "{issue}`dark_strait as whom`",
        "{cite}`census`",
        "*",
        "**",
        "`",
        "[f](g)",
        "![h](i)",
        "<b>",
        "```\n",
        "~~~\n",
        "1. j\n",
        "    k\n",
        "| l |\n",
        "$m$",
        "12",
        "\\",
        "&amp;",
        "---\n",
        "===\n",
        "+++\n",
        "% n\n",
        "words ",
        "{{",
        "}}",
        "\t",
        "ñ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
@examples(250)
def test_no_markdown_raises(text: str) -> None:
    """Nor does anything in it raise when its references are checked against the data."""
    checked = checked_atlantis()
    prose, _ = parsed(text)
    for problem in check_prose(prose, checked.loaded.relationship, checked.index, {}):
        assert problem.code in CODES


@given(st.lists(st.sampled_from(["alpha", "beta", "{obs}`x`", "{actor}`y as full`", "*gamma*"]), min_size=1, max_size=12))
def test_a_role_stands_where_its_place_says(words: list[str]) -> None:
    text = " ".join(words)
    inlines, problems = parse_inline(text, Location("a", 1, 1))
    assert problems == ()
    found = [text[r.location.column - 1 :].startswith(f"{{{r.role}}}`{r.target}") for r in references(inlines)]
    assert found == [True] * sum(word.startswith("{") for word in words)


# What a reference means


def test_atlantis_uses_every_role_form_and_directive() -> None:
    """So that what the fictional project proves, it proves of everything that an author can write."""
    checked = checked_atlantis()
    for tag in TAGS:
        blocks = [b for (_, locale), prose in checked.prose.items() if locale == tag for b in prose.walk()]
        used = [r for b in blocks for r in references(b.inlines)]
        forms: dict[str, set[str]] = {"quantity": set(), "name": set(), "ref": set()}
        for reference in used:
            group = (
                "quantity" if reference.role in QUANTITY_ROLES else "name" if reference.role in NAME_ROLES else reference.role
            )
            forms.setdefault(group, set()).add(reference.form)
        assert {r.role for r in used} == ROLES
        assert forms["quantity"] == QUANTITY_FORMS - {"table"}  # which stands in a cell of a table, where it belongs
        assert (forms["name"], forms["ref"]) == (NAME_FORMS, REF_FORMS)
        shared = {Directive.SHARED}  # whose place its text has taken
        assert {b.directive for b in blocks if b.directive} == set(Directive) - shared
        assert any(b.location.file.startswith("texts/") for b in blocks)
        assert {b.form for b in blocks if b.directive is Directive.CHART} >= {"", "column", "margin"}
    assert "as table`" in str(checked.loaded.relationship.tables["in-numbers"].rows)


def test_atlantis_shows_every_kind_of_chart_and_both_kinds_of_table() -> None:
    relationship = checked_atlantis().loaded.relationship
    assert {chart.kind for chart in relationship.charts.values()} == set(ChartKind)
    assert {bool(table.records) for table in relationship.tables.values()} == {True, False}


def test_a_count_names_a_list_of_the_data() -> None:
    relationship = checked_atlantis().loaded.relationship
    assert len(collection(relationship, "mechanisms.tide_dialogue.parts") or ()) == 2
    assert len(collection(relationship, "events") or ()) == len(relationship.events)
    asked = {"owners=none": 1, "kind=challenge": 2, "kind=challenge, levels=municipal": 1, "owners=coral_guild": 1}
    assert {text: len(collection(relationship, f"issues where {text}") or ()) for text in asked} == asked
    for path in (
        "",
        ".",
        "project",
        "project.name",
        "mechanisms.tide_dialogue",
        "mechanisms.tide_dialogue.name",
        "mechanisms.none.parts",
        "mechanisms.tide_dialogue.parts.ebb",
        "mechanisms.tide_dialogue.__class__",
        "__class__",
        "model_fields",
    ):
        assert collection(relationship, path) is None, path


@pytest.mark.parametrize(
    ("reference", "forms"),
    [
        ("tunnels@2031", {"prose", "number", "words", "words_f", "table", "period", "unqualified", "rise"}),
        (
            "pearl_partners@2031",
            {"prose", "number", "words", "words_f", "table", "period", "unqualified", "ordinal", "ordinal_f", "ordinal_before"},
        ),
        ("pearl_trade_fold@2013..2031-S1", {"prose", "number", "words", "words_f", "table", "period", "unqualified", "times"}),
        ("pearl_trade_change:ATL-MUU@2030..2031", {"decline", "period"}),
        ("divers_fall", {"decline", "period", "wording"}),
    ],
)
def test_a_quantity_has_the_forms_that_fit_it(reference: str, forms: set[str]) -> None:
    quantity = checked_atlantis().index.resolve(reference)
    assert {form for form in QUANTITY_FORMS if not form_problem(quantity, form)} == forms


def test_a_form_that_is_allowed_can_be_printed() -> None:
    """No quantity that passes the check fails when it is set, in either language."""
    from briefgen.language.numbers import Form, quantity_text

    checked = checked_atlantis()
    for key in checked.index:  # type: ignore[attr-defined]  # iterable by its own account
        quantity = checked.index.resolve(key)
        for form in QUANTITY_FORMS - {"wording", "unqualified"}:
            if not form_problem(quantity, form):
                for locale in checked.locales.values():
                    assert quantity_text(quantity, locale, Form(form), qualified=form != "number"), (key, form)


@pytest.mark.slow
def test_a_column_that_a_table_takes_can_be_printed() -> None:
    """Whatever field of whatever table passes the check, it is printed in words: no id, no code, no exception."""
    from test_compose import composed_of

    checked = checked_atlantis()
    relationship, loaded = checked.loaded.relationship, checked.loaded
    word = LocalText.model_validate({"en-CA": "A", "es-MX": "A"})
    taken = []
    for table in (name for name in Relationship.model_fields if name != "project"):
        for field in type(next(iter(getattr(relationship, table).values()))).model_fields:
            shown = DataTable(id="mechanisms", title=word, records=table, columns=(Column(head=word, field=field),))
            with_table = relationship.model_copy(update={"tables": Table({"mechanisms": shown})})
            found = list(check_table(shown, tuple(getattr(relationship, table).values()), loaded.places))
            assert {d.code for d in found} <= {"C001"}
            if not found:
                taken.append((table, field))
                one = replace(checked, loaded=replace(loaded, relationship=with_table))
                html = composed_of("(s)=\n# S\n\n:::{table} mechanisms\n:::\n", "en-CA", checked=one).html
                assert "_" not in html.split("<tbody>")[1].split("</tbody>")[0], (table, field)
    assert {("agreements", "parties"), ("events", "date"), ("issues", "owners"), ("mechanisms", "criticisms")} <= set(taken)
