"""Composer: what a sheet and a directory are made of. The golden files are written anew as those of test_compose are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache

import pytest

from briefgen.build.check import Checked, check_project
from briefgen.compose import Composed, Place, compose_brief, prefixed
from briefgen.compose.drift import drifted
from briefgen.language.names import list_text
from briefgen.model.brief import FrontMatter
from briefgen.prose import Block, parse_prose
from conftest import TAGS, atlantis_door, checked_atlantis, door_with, edited
from test_compose import GOLDEN, drawing, outline

DRAWINGS = {name: drawing(name, "tunnels:_@2031", "4") for name in checked_atlantis().loaded.relationship.charts}
TITLE = {"en-CA": "Atlantis and Lemuria", "es-MX": "Atlántida y Lemuria"}


def places(tag: str) -> dict[tuple[str, str], Place]:
    """The places in other briefs that the strait prints; one of them stands in the same document."""
    return {
        ("tides", ""): Place(TITLE[tag], "", ""), ("tides", "divers-count"): Place(TITLE[tag], "Divers", "4"),
        ("roll", "local-ties"): Place("Roll", "Ties", "", f"roll-{tag}--local-ties"),
    }


def composed(slug: str, tag: str, checked: Checked | None = None, elsewhere: Mapping[tuple[str, str], Place] | None = None) -> Composed:
    checked = checked or checked_atlantis()
    return compose_brief(
        checked.loaded.briefs[slug], checked.prose[slug, tag], checked.loaded.relationship, checked.index, checked.locales[tag],
        DRAWINGS, atlantis_door().templates, {}, "0.0.0", elsewhere=elsewhere or places(tag),
    )


@cache
def html_of(slug: str, tag: str) -> str:
    return composed(slug, tag).html


def block(html: str, kind: str) -> str:
    """The HTML from a block's class to the next block."""
    return re.split(r"\n<(?:div|aside|section)", html.split(f'class="{kind}"')[1])[0]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("slug", ["strait", "roll"])
def test_a_brief_composes_as_its_golden_page(slug: str, tag: str) -> None:
    main = re.split(r'<(?:p|div) class="(?:colophon|imprint)"', html_of(slug, tag).split("<main>")[1])[0]
    path, found = GOLDEN / f"{slug}.{tag}.txt", outline(main)
    if os.environ.get("BRIEFGEN_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", TAGS)
def test_what_works_stands_beside_what_is_in_the_way(tag: str) -> None:
    html, message = html_of("strait", tag), checked_atlantis().locales[tag].message
    pair = block(html, "beside")
    assert html.count('class="beside"') == 1
    works, obstacles = pair.split(message("what_stands_in_the_way"))
    assert message("what_works") in works and [works.count("<li>"), obstacles.count("<li>")] == [2, 1]


@pytest.mark.parametrize("tag", TAGS)
def test_each_decision_names_levels_and_groups_of_its_issue(tag: str) -> None:
    """From the data, and not again in its words."""
    decisions, locale = block(html_of("strait", tag), "decisions"), checked_atlantis().locales[tag]
    issue = checked_atlantis().loaded.relationship.issues["dark_strait"]
    levels = " · ".join(locale.message(f"level_{level}") for level in issue.levels)
    groups = list_text(tuple(locale.message(f"group_{group}") for group in issue.groups), locale)
    assert decisions.count('class="decision"') == 2
    first = decisions.split('class="decision"')[1]
    assert first.lower().count(levels) == 1 and first.lower().count(groups.lower()) == 1 and "<strong>" in first


@pytest.mark.parametrize("tag", TAGS)
def test_questions_are_a_numbered_list(tag: str) -> None:
    questions = block(html_of("strait", tag), "questions")
    assert "<ol>" in questions and questions.count("<li>") == 2


@pytest.mark.parametrize(("tag", "words"), [("en-CA", "page 4"), ("es-MX", "página 4")])
def test_a_place_in_another_brief_is_its_title_and_page(tag: str, words: str) -> None:
    html = html_of("strait", tag).replace("\u00a0", " ")
    assert f'<cite class="brief">{TITLE[tag]}</cite>, {words}' in re.sub(r"<span> </span>", " ", html)
    assert f'<a class="page-of" href="#roll-{tag}--local-ties"></a>' in html
    assert html.count(f'<cite class="brief">{TITLE[tag]}</cite>') == 2


def test_ids_and_links_of_a_brief_in_a_folder_are_its_own() -> None:
    """Save for a link into another brief of the folder, which has that brief's prefix already."""
    one = prefixed(composed("strait", "en-CA"), "x--")
    ids = re.findall(r' id="([^"]*)"', one.body)
    assert ids and all(name.startswith("x--") for name in ids) and len(ids) == len(set(ids))
    leads = set(re.findall(r' href="#([^"]*)"', one.body))
    assert leads - set(ids) == {"roll-en-CA--local-ties"}
    assert {printed.anchor for printed in one.printed} <= set(ids)
    assert set(re.findall(r'"briefgen:charts/([^"]*)\.svg"', one.body)) == set(one.charts) == {"x--passages", "x--lamps"}


def test_a_chart_stands_at_the_width_that_the_brief_asks_for() -> None:
    """Whatever its declaration says: passages is declared full, lamps for the column."""
    html = html_of("strait", "en-CA")
    assert 'class="exhibit chart column" id="passages"' in html
    assert re.search(r'<aside [^>]*class="margin"><div class="whole exhibit chart-margin" id="lamps">', html)


def rows(html: str, name: str) -> list[list[str]]:
    """The cells of a table's body, as words."""
    body = html.split(f'id="{name}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"<tr.*?</tr>", body)]


@pytest.mark.parametrize("tag", TAGS)
def test_rows_are_numbered_through_the_document_and_alike_in_both_languages(tag: str) -> None:
    html = html_of("roll", tag)
    numbers = re.findall(r'class="row-number">(\d+)<', html)
    assert numbers == [str(number) for number in range(1, 8)]
    assert len(rows(html, "visits")) == 2 and rows(html, "visits")[0][0].startswith("6")


def test_groups_are_kept_together_and_ordered_within() -> None:
    """By date, what has none last; a group stands where its first row does."""
    found = rows(html_of("roll", "en-CA"), "local-ties")
    assert [row[0].lower() for row in found if len(row) == 1] == ["international", "provinces and states", "cities"]
    assert [row[1] for row in found if len(row) > 1] == ["January 1, 1994", "2010s", "2019", "March 2024", "–"]


def test_where_keeps_only_the_records_that_have_the_value() -> None:
    changed = edited("charts/strait.yaml", "where: {theme: sea}", "where: {theme: sea, level: subnational}")
    checked, problems = check_project(door_with(changed))
    assert checked is not None, problems
    found = [row for row in rows(composed("roll", "en-CA", checked).html, "local-ties") if len(row) > 1]
    assert [row[2].lower() for row in found] == ["representation office", "co-operation agreement", "statement of intent"]


@pytest.mark.parametrize(("tag", "boxes"), [("en-CA", ["kept", "not kept"]), ("es-MX", ["cumplido", "no cumplido"])])
def test_a_form_has_boxes_and_empty_cells(tag: str, boxes: list[str]) -> None:
    html = html_of("roll", tag)
    form = html.split('id="promises"')[1].split("</table>")[0]
    assert re.findall(r'class="box">([^<]*)<', form) == boxes * 2
    assert form.count('class="lines-2"') == 2 and [row[-1] for row in rows(html, "promises")] == ["", ""]


@pytest.mark.parametrize("tag", TAGS)
def test_the_register_names_everybody_with_the_rows_that_name_them(tag: str) -> None:
    """In the alphabet of the language; an acronym that the rows print is told."""
    register, actors = block(html_of("roll", tag), "register"), checked_atlantis().loaded.relationship.actors
    lines = re.findall(r'class="register-line">(.*?)</p>', register)
    words = [re.sub(r"<[^>]+>", "", line) for line in lines]
    names = {actors[key].name[tag] for key in ("ATL", "LEM", "MUU", "north_reef", "kelp_state", "coral_guild", "port_foam")}
    assert all(any(line.startswith(name) for line in words) for name in names)
    assert f"{actors['north_reef'].name[tag]} 2, 3" in words and f"{actors['reef_bureau'].name[tag]} " in "\n".join(words)
    acronym = actors["reef_bureau"].acronym
    assert acronym is not None and any(f"({acronym[tag]})" in line for line in words)
    heads = re.findall(r'class="register-head">(.)<', register)
    assert heads == sorted(heads) and words == sorted(words, key=str.casefold)


def test_an_exhibit_never_drifts_below_what_ends_a_section() -> None:
    text = "(s)=\n# S\n\n:::{chart} a\n:::\n\nOne.\n\n:::{works}\n- two\n:::\n\n:::{questions}\n- three\n:::\n"
    prose, _ = parse_prose("tides", "en-CA", "a.md", FrontMatter(title="T", standfirst="T", subject="T"), text, 1)

    def kinds(blocks: tuple[Block, ...]) -> list[str]:
        return [str(b.directive or b.kind) for b in blocks]

    assert kinds(drifted(prose.blocks, {"a": 3})) == ["section", "paragraph", "chart", "works", "questions"]
