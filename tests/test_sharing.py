"""Sharing: texts that several briefs carry stand in their places, and briefs print pages of each other in one direction."""

from __future__ import annotations

import pytest

from briefgen.model.brief import FrontMatter
from briefgen.prose import Passage, Prose, check_circles, expanded, in_order, pages_referred_to, parse_passage, parse_prose
from briefgen.prose.sharing import briefs_named, carried_by
from conftest import TAGS, checked_atlantis

FRONT = FrontMatter(title="Tides", standfirst="Tides", subject="Tides")
CARRIES = "(s)=\n# S\n\nBefore.\n\n:::{shared} %s\n:::\n\nAfter.\n"


def prose(text: str, slug: str = "tides", locale: str = "en-CA") -> Prose:
    return parse_prose(slug, locale, f"briefs/{slug}/{locale}.md", FRONT, text, 1)[0]


def passages(**texts: str) -> dict[tuple[str, str], Passage]:
    return {(name, "en-CA"): parse_passage(name, "en-CA", f"texts/{name}/en-CA.md", text)[0] for name, text in texts.items()}


def words(found: Prose) -> list[str]:
    return [block.words for block in found.blocks]


def test_a_shared_text_stands_where_it_is_called_and_keeps_its_places() -> None:
    """So that a mistake in it is told where it is written."""
    found, problems = expanded(prose(CARRIES % "moon"), passages(moon="Full.\n\n## New\n"))
    assert problems == () and words(found) == ["S", "Before.", "Full.", "New", "After."]
    assert [(b.location.file, b.location.line) for b in found.blocks[2:4]] == [("texts/moon/en-CA.md", 1), ("texts/moon/en-CA.md", 3)]


def test_a_shared_text_stands_within_a_directive_and_within_another_text() -> None:
    text = "(s)=\n# S\n\n::::{sidebar} T\n:::{shared} moon\n:::\n::::\n"
    known = passages(moon="Full.\n\n:::{shared} stars\n:::\n", stars="Bright.\n")
    found, problems = expanded(prose(text), known)
    assert problems == () and [b.words for b in found.blocks[1].children] == ["Full.", "Bright."]
    assert carried_by(prose(text), known) == {"moon", "stars"}


def test_a_text_within_itself_is_refused_however_long_the_way() -> None:
    known = passages(moon=":::{shared} stars\n:::\n", stars="Bright.\n\n:::{shared} moon\n:::\n")
    found, problems = expanded(prose(CARRIES % "moon"), known)
    assert [(p.code, p.location.file) for p in problems] == [("P006", "texts/stars/en-CA.md")] and "Bright." in words(found)
    assert carried_by(prose(CARRIES % "moon"), known) == {"moon", "stars"}


def test_an_unknown_text_is_told_with_the_nearest_and_one_of_another_locale_is_not_told_twice() -> None:
    known = passages(moon="Full.\n")
    (problem,) = expanded(prose(CARRIES % "mon"), known)[1]
    assert (problem.code, problem.location.line) == ("P006", 6) and '"moon"' in problem.hint
    found, problems = expanded(prose(CARRIES % "moon", locale="es-MX"), known)
    assert problems == () and words(found) == ["S", "Before.", "After."]


@pytest.mark.parametrize("tag", TAGS)
def test_a_brief_knows_whose_pages_and_whose_titles_it_prints(tag: str) -> None:
    strait = checked_atlantis().prose["strait", tag]
    assert pages_referred_to(strait) == {("tides", "divers-count"), ("roll", "local-ties")}
    assert briefs_named(strait) == {"tides"}
    assert pages_referred_to(checked_atlantis().prose["tides", tag]) == frozenset()


def circles(**refers: str) -> list[tuple[str, str]]:
    texts = {slug: prose("(s)=\n# S\n\nSee " + " ".join(f"{{ref}}`{other}:s`" for other in to.split()) + ".\n", slug)
             for slug, to in refers.items()}
    found = check_circles({slug: pages_referred_to(text) for slug, text in texts.items()}, texts)
    return [(problem.location.file.split("/")[1], problem.message.split('"')[-2]) for problem in found]


def test_briefs_that_refer_in_one_direction_are_in_order() -> None:
    assert circles(a="b c", b="c", c="", d="a") == []


def test_every_brief_of_a_circle_is_told_with_the_reference_that_closes_it() -> None:
    assert circles(a="d b", b="c", c="a", d="") == [("a", "b"), ("b", "c"), ("c", "a")]
    assert circles(a="a") == [("a", "a")]


def test_a_brief_that_only_leads_to_a_circle_is_none_of_it() -> None:
    assert circles(a="b", b="c", c="b") == [("b", "c"), ("c", "b")]


def pages(**refers: str) -> dict[str, frozenset[tuple[str, str]]]:
    return {slug: frozenset((other, "s") for other in to.split()) for slug, to in refers.items()}


def test_what_is_referred_to_is_made_in_an_earlier_wave() -> None:
    assert in_order(("a", "b", "c", "d"), pages(a="b c", b="c", c="", d="")) == (("c", "d"), ("b",), ("a",))


def test_what_is_referred_to_is_added() -> None:
    assert in_order(("a",), pages(a="b", b="c", c="", d="")) == (("c",), ("b",), ("a",))


def test_waves_of_a_circle_do_not_exist() -> None:
    with pytest.raises(ValueError, match="a, b"):
        in_order(("a",), pages(a="b", b="a"))
