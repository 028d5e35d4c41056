"""Parity: two locales have the same blocks in the same order and, block by block, the same references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.parity import check_parity, meaning
from briefgen.model.brief import FrontMatter
from briefgen.prose import Prose, parse_prose
from conftest import checked_atlantis

FRONT = FrontMatter(title="Tides", standfirst="Tides", subject="Tides")


def prose(locale: str, text: str) -> Prose:
    return parse_prose("tides", locale, f"{locale}.md", FRONT, "(s)=\n# S\n\n" + text, 1)[0]


def told(first: str, second: str) -> list[tuple[str, str, int]]:
    return [(d.code, d.location.file, d.location.line) for d in check_parity(prose("en-CA", first), prose("es-MX", second))]


def test_a_translation_with_the_same_blocks_and_references_is_in_parity() -> None:
    assert told("In {obs}`a@1` of {actor}`b`.\n\n- c\n", "De {actor}`b`, {obs}`a@1`.\n\n- d\n") == []


def test_the_editions_of_atlantis_are_in_parity() -> None:
    editions = checked_atlantis().prose
    assert list(check_parity(editions["tides", "en-CA"], editions["tides", "es-MX"])) == []


@pytest.mark.parametrize(
    ("first", "second", "code", "line"),
    [
        ("A.\n\nB.\n", "A.\n", "T002", 6),
        ("A.\n\nB.\n", "A.\n\n- B.\n", "T003", 6),
        ("## A\n", "### A\n", "T003", 4),
        ("(a)=\n## A\n", "(b)=\n## A\n", "T003", 5),
        (":::{chart} a\n:::\n", ":::{chart} b\n:::\n", "T003", 4),
        (":::{margin}\nA.\n:::\n", ":::{lead}\nA.\n:::\n", "T003", 4),
        ("A {obs}`a`.\n", "A.\n", "T004", 4),
        ("A.\n", "A {obs}`a`.\n", "T004", 4),
        ("A {obs}`a`.\n", "A {obs}`b`.\n", "T004", 4),
        ("A {obs}`a` and {obs}`a`.\n", "A {obs}`a`.\n", "T004", 4),
        ("A {obs}`a`.\n", "A {finding}`a`.\n", "T004", 4),
        ("A {obs}`a`.\n", "A {obs}`a as period`.\n", "T004", 4),
        ("A {finding}`a as wording`.\n", "A {finding}`a`.\n", "T004", 4),
        ("A.{cite}`a`\n", "A.\n", "T004", 4),
        ("A {event}`a as date`.\n", "A {event}`a as name`.\n", "T004", 4),
        ("- a\n- b {obs}`c`\n", "- a\n- b\n", "T004", 5),
    ],
)
def test_a_break_is_told_at_the_second_locale_s_block(first: str, second: str, code: str, line: int) -> None:
    ours = told(first, second)
    assert [(c, n) for c, _, n in ours] == [(code, line)]
    assert ours[0][1] == ("en-CA.md" if code == "T002" else "es-MX.md")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A {obs}`a as decline`.\n", "A {obs}`a`.\n"),
        ("A {rank}`a as ordinal`.\n", "A {rank}`a as ordinal_before`.\n"),
        ("A {count}`a as words`.\n", "A {count}`a as words_f`.\n"),
        ("A {actor}`a as acronym`.\n", "A {actor}`a as name`.\n"),
        ("::::{sidebar} Why\nA.\n::::\n", "::::{sidebar} Por qué\nA.\n::::\n"),
    ],
)
def test_the_form_of_a_value_is_the_language_s_own(first: str, second: str) -> None:
    """Gender, verb and word order differ between languages; the value does not."""
    assert told(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("A {obs}`a` {obs}`b as period`.\n", "A {actor}`c`.\n",
         "expected the references of en-CA, found a block without {obs}`a`, {obs}`b` as period and with {actor}`c` besides"),
        ("A {obs}`b` {obs}`a`.\n", "A.\n", "expected the references of en-CA, found a block without {obs}`a`, {obs}`b`"),
        ("A.\n", "A {obs}`a`.\n", "expected the references of en-CA, found a block with {obs}`a` besides"),
        ("(a)=\n## A\n", "- b\n", "expected a heading of level 2 \"a\" as in en-CA, found a list"),
        (":::{chart} a\n:::\n", "A.\n", "expected the directive chart a as in en-CA, found a paragraph"),
    ],
)
def test_what_differs_is_named(first: str, second: str, message: str) -> None:
    assert [d.message for d in check_parity(prose("en-CA", first), prose("es-MX", second))] == [message]


def test_a_mistake_on_any_line_of_either_block_explains_the_difference() -> None:
    """A role that could not be read is told itself; that the block then lacks a reference only follows from it."""
    found, = check_parity(prose("en-CA", "A\nb\nc {obs}`a`.\n"), prose("es-MX", "A\nb.\n"))
    assert found.needs == ("en-CA.md", "es-MX.md", *(f"en-CA.md:{n}" for n in (4, 5, 6)), *(f"es-MX.md:{n}" for n in (4, 5)))


def test_a_form_that_says_something_else_is_another_meaning() -> None:
    forms = ("period", "wording", "date", "office", "title", "whom", "digits")
    assert len({meaning("obs", "a", form) for form in forms}) == len(forms)
    assert meaning("obs", "a", "digits") == meaning("obs", "a", "decline") == meaning("obs", "a", "value")


def test_order_within_a_block_is_free_and_between_blocks_is_not() -> None:
    assert told("{obs}`a` {obs}`b`\n", "{obs}`b` {obs}`a`\n") == []
    assert [code for code, _, _ in told("{obs}`a`\n\n{obs}`b`\n", "{obs}`b`\n\n{obs}`a`\n")] == ["T004", "T004"]


ROLES = st.lists(st.sampled_from(["{obs}`a`", "{obs}`b`", "{actor}`c`", "words"]), min_size=1, max_size=5)


@given(st.lists(ROLES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_parity_knows_no_direction_and_no_order_of_words(paragraphs: list[list[str]], random: object) -> None:
    first = "\n\n".join(" ".join(words) for words in paragraphs) + "\n"
    for words in paragraphs:
        random.shuffle(words)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    second = "\n\n".join(" ".join(words) for words in paragraphs) + "\n"
    assert told(first, second) == [] and told(second, first) == []


@given(st.lists(ROLES, min_size=1, max_size=4), st.data())
def test_a_reference_too_few_is_always_told(paragraphs: list[list[str]], data: st.DataObject) -> None:
    first = "\n\n".join(" ".join(["words", *words]) for words in paragraphs) + "\n"
    places = [(n, m) for n, words in enumerate(paragraphs) for m, word in enumerate(words) if word != "words"]
    if places:
        n, m = data.draw(st.sampled_from(places))
        del paragraphs[n][m]
        second = "\n\n".join(" ".join(["words", *words]) for words in paragraphs) + "\n"
        assert told(first, second) == [("T004", "es-MX.md", 4 + 2 * n)]
