"""Wording: typographic slips and numbers typed as words are told at their own line and column."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Location
from briefgen.language.wording import check_text, check_words
from conftest import checked_atlantis, edited, told


def slips(text: str, tag: str = "en-CA", *, typed_words: bool = True) -> list[tuple[str, int, int]]:
    locale = checked_atlantis().locales[tag]
    lines = tuple(text.split("\n"))
    return [
        (d.code, d.location.line, d.location.column)
        for d in check_text(text, locale, Location("a.md", 10, 5), lines, typed_words=typed_words)
    ]


def test_the_words_of_atlantis_keep_the_house_style() -> None:
    checked = checked_atlantis()
    for prose in checked.prose.values():
        assert list(check_words(prose, checked.locales[prose.locale])) == []


def test_a_slip_is_told_on_its_own_line_and_column() -> None:
    """The first line begins at the block's column, the others at the margin."""
    assert slips('The "tide is high') == [("T005", 10, 9)]
    assert slips('The tide is high\nand the "moon is full') == [("T005", 11, 9)]


def test_a_slip_may_follow_from_a_mistake_on_any_line_of_its_block() -> None:
    found, = check_text('one\ntwo\nthe "moon', checked_atlantis().locales["en-CA"], Location("a.md", 10, 5),
                        ("one", "two", 'the "moon'), typed_words=True)
    assert found.location == Location("a.md", 12, 5) and found.needs == ("a.md:10", "a.md:11", "a.md:12")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a “tide”", "es-MX"),
        ("a «tide»", "en-CA"),
        ("tides ... moons", "en-CA"),
        ("tides -- moons", "en-CA"),
        ("two  spaces", "en-CA"),
        ("a tide , a moon", "en-CA"),
        ("¿verdad", "xx"),
        ("verdad?", "es-MX"),
        ("ten percent", "en-CA"),
        ("la RELACION", "es-MX"),
    ],
)
def test_a_slip_is_found(text: str, tag: str) -> None:
    if tag == "xx":
        assert slips(text, "en-CA") == []
        return
    assert "T005" in {code for code, _, _ in slips(text, tag)}


def test_a_number_in_words_is_a_reference_not_taken() -> None:
    assert slips("There are seven tides") == [("P005", 10, 15)]
    assert slips("Hay siete mareas", "es-MX") == [("P005", 10, 9)]
    assert slips("There are seven tides", typed_words=False) == []
    assert slips("The Group of Seven met") == []


def test_titles_and_data_are_read_too() -> None:
    assert [d.code for d in told(edited("briefs/tides/en-CA.md", "standfirst: What the", "standfirst: What  the"))] == ["T005"]
    found = told(edited("data/events.yaml", "es-MX: el permiso de buceo", "es-MX: el “permiso” de buceo"))
    assert {(d.code, d.location.file, d.location.line) for d in found} == {("T005", "data/events.yaml", 19)}
