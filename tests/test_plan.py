"""Plan: which targets there are, in which order they can be made, and when one is out of date."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefgen.build.check import check_project
from briefgen.build.plan import declared, full_names, input_digest, refers_to, waves_of
from briefgen.diagnostics import UsageError
from conftest import TAGS, atlantis_door, checked_atlantis, door_with, edited

FOLDER = ("meetings/spring", "+".join(TAGS))
TARGETS = ("roll", "tides", "strait", "meetings/spring")


def both(*slugs: str) -> tuple[tuple[str, str], ...]:
    return tuple((slug, tag) for slug in slugs for tag in TAGS)


def waves(*slugs: str, tags: tuple[str, ...] = ()) -> tuple[tuple[tuple[str, str], ...], ...]:
    return waves_of(slugs, tags, checked_atlantis())


def test_every_brief_in_every_locale_and_every_folder_is_a_target() -> None:
    assert set(declared(checked_atlantis())) == {*both("roll", "strait", "tides"), FOLDER}


def test_pages_are_known_before_they_are_printed_and_folders_come_last() -> None:
    assert waves() == (both("roll", "tides"), both("strait"), (FOLDER,))


def test_a_brief_alone_brings_those_whose_pages_it_prints() -> None:
    assert waves("strait") == (both("roll", "tides"), both("strait"))
    assert waves("roll") == (both("roll"),)


def test_one_locale_brings_its_own_editions_alone() -> None:
    assert waves("strait", tags=("es-MX",)) == ((("roll", "es-MX"), ("tides", "es-MX")), (("strait", "es-MX"),))
    assert FOLDER not in [key for wave in waves(tags=("es-MX",)) for key in wave]


@pytest.mark.parametrize("slug", ["spring", "meetings/spring"])
def test_a_folder_brings_the_briefs_that_it_hands_out_and_theirs(slug: str) -> None:
    assert waves(slug) == (both("roll", "tides"), both("strait"), (FOLDER,))


def test_a_slug_that_a_brief_has_is_the_brief_s() -> None:
    assert full_names(("spring", "tides"), frozenset({"spring", "meetings/spring", "tides"})) == ("spring", "tides")


@pytest.mark.parametrize(
    ("slugs", "tags", "told"),
    [(("strai",), (), ("E005", "strait")), (("sprung",), (), ("E005", "sprung")), (("strait",), ("es",), ("T007", "es"))],
)
def test_an_unknown_name_is_a_mistake_of_usage(slugs: tuple[str, ...], tags: tuple[str, ...], told: tuple[str, str]) -> None:
    with pytest.raises(UsageError) as raised:
        waves(*slugs, tags=tags)
    (found,) = raised.value.diagnostics
    assert found.code == told[0] and told[1] in f"{found.message} {found.hint}"


def test_a_target_knows_the_briefs_that_it_depends_on() -> None:
    checked = checked_atlantis()
    assert {slug: refers_to(slug, checked) for slug in TARGETS} == {
        "roll": (), "tides": (), "strait": ("roll", "tides"), "meetings/spring": ("roll", "strait", "tides"),
    }


def stale(changed: Mapping[str, bytes | None]) -> list[str]:
    """The targets whose digest a change alters."""
    door = door_with(changed)
    checked, problems = check_project(door)
    assert checked is not None, [str(problem) for problem in problems]
    before = {slug: input_digest(atlantis_door(), checked_atlantis(), slug) for slug in TARGETS}
    return [slug for slug in TARGETS if input_digest(door, checked, slug) != before[slug]]


@pytest.mark.parametrize(
    ("name", "find", "new", "expected"),
    [
        ("meetings/spring.yaml", "Opening", "Welcome", ["meetings/spring"]),
        ("briefs/tides/en-CA.md", "A diver sees", "Any diver sees", ["tides", "strait", "meetings/spring"]),
        ("briefs/roll/es-MX.md", "acuerdos propios", "sus acuerdos", ["roll", "strait", "meetings/spring"]),
        ("briefs/strait/en-CA.md", "Ships cross", "Boats cross", ["strait", "meetings/spring"]),
        ("texts/two-counts/en-CA.md", "Quote both,", "Quote them,", ["strait", "meetings/spring"]),
        ("charts/sea.yaml", "Mu leads", "Mu is ahead", ["tides", "strait", "meetings/spring"]),
        ("data/sources.yaml", "Census of the reefs", "The census", list(TARGETS)),
        ("briefgen.yaml", '"2032-01-31"', '"2032-02-01"', list(TARGETS)),
    ],
)
def test_a_change_reaches_what_is_made_from_it(name: str, find: str, new: str, expected: list[str]) -> None:
    assert stale(edited(name, find, new)) == expected


def test_of_a_brief_that_is_only_named_the_title_alone_counts() -> None:
    """Roll names the strait without a page: its title is printed, its text is not."""
    added = {
        f"briefs/roll/{tag}.md": atlantis_door().files[f"briefs/roll/{tag}.md"].replace(b"(why)=", b"{brief}`strait`.\n\n(why)=")
        for tag in TAGS
    }
    first = door_with(added)
    checked, _ = check_project(first)
    assert checked is not None
    for find, new, reaches in (("title: The strait", "title: A strait", True), ("Ships cross", "Boats cross", False)):
        second = door_with({**added, **edited("briefs/strait/en-CA.md", find, new)})
        again, _ = check_project(second)
        assert again is not None
        assert (input_digest(first, checked, "roll") != input_digest(second, again, "roll")) is reaches
