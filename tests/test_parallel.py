"""Parallel: both languages of a brief side by side: rows in pairs, notes and exhibits once, tops level on every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from types import MappingProxyType

import pikepdf
import pytest
from markupsafe import Markup

from briefgen.build.columns import areas_of, shares_of, whole_sheet, widths_of
from briefgen.build.parallel import (
    BLANK,
    ParallelTask,
    broken_numbers,
    drawn_in_both,
    proof_pairs,
    settled,
    unbroken,
    unpaged,
)
from briefgen.build.target import Made, resources_of
from briefgen.build.tasks import task_of as edition_of
from briefgen.compose import Pair, Paired, Side, compose_parallel
from briefgen.compose.bilingual import joined_table
from briefgen.compose.document import setting_of
from briefgen.compose.exhibits import Cell, Frame, Row, TableView
from briefgen.compose.unison import in_unison
from briefgen.diagnostics import Diagnostic, Location, ProofError
from briefgen.model.drawing import Drawing
from briefgen.prose import Prose
from briefgen.prose.references import exhibits
from conftest import SLUG, TAGS, atlantis_door, checked_atlantis, silent

SAID = Markup
NOWHERE: Mapping[str, int] = MappingProxyType({})
"""Exhibits that stand where the prose has them."""
LABELS = {(slug, tag): {"divers-count": 2, "local-ties": 1} for slug in ("tides", "roll") for tag in TAGS}
"""The pages of other briefs, which are not set here."""


def task_of(slug: str = SLUG) -> ParallelTask:
    return ParallelTask(tuple(edition_of(atlantis_door(), checked_atlantis(), slug, tag, LABELS) for tag in TAGS))


def sides_of(task: ParallelTask, **changed: Prose) -> tuple[Side, ...]:
    return tuple(
        Side(changed.get(side.locale.tag.replace("-", "_"), side.prose), side.locale, side.elsewhere) for side in task.sides
    )


def composed(task: ParallelTask, sides: tuple[Side, ...], drift: Mapping[str, int] = NOWHERE) -> Paired:
    """The page with charts that are not drawn."""
    first = task.sides[0]
    blank = {name: Drawing(name, b"", "", f"{name} described", 504.0, 100.0, (), (), (),
                           {tag: f"{name} in {tag}" for tag in TAGS})
             for name in exhibits(first.prose) if name in first.relationship.charts}
    return compose_parallel(first.brief, sides, first.relationship, first.index, blank, first.templates, drift, "0")


@cache
def page() -> Paired:
    task = task_of()
    return composed(task, sides_of(task))


def ids() -> list[str]:
    return re.findall(r' id="([^"]+)"', page().composed.html)


def test_every_row_has_a_cell_in_each_language_the_first_first() -> None:
    rows = re.findall(r'<div class="pair [a-z-]+">(.*)', page().composed.html)
    assert len(rows) > 20
    for row in rows:
        cells = re.findall(r'<div class="cell(?: one)?" lang="([^"]+)"', row)
        assert cells == list(TAGS) or len(cells) < 2  # a cell of several lines ends its row elsewhere


def test_every_block_of_both_proses_stands_on_the_page_once() -> None:
    task = task_of()
    marks = re.findall(r'data-block="([^"]+)"', page().composed.html)
    assert len(marks) == len(set(marks))
    for side, prefix in zip(task.sides, ("", f"{TAGS[1]}--"), strict=True):
        lines = {str(b.location.line) for b in side.prose.walk() if b.kind in ("paragraph", "heading", "section")
                 and b in side.prose.blocks}
        assert lines and {prefix + line for line in lines} <= set(marks)


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    assert len(ids()) == len(set(ids()))
    assert set(re.findall(r'href="#([^"]+)"', page().composed.html)) <= set(ids())


def test_notes_and_exhibits_stand_once_and_marks_in_both_languages() -> None:
    html = page().composed.html
    notes = re.findall(r'<li id="note-(\d+)"', html)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    for number in notes:
        assert html.count(f'class="note-mark" id="mark-{number}"') == 1
        assert html.count(f'class="note-mark" id="{TAGS[1]}--mark-{number}"') == 1
    assert html.count('class="drawing"') == len(page().composed.charts)


def test_a_chart_is_described_in_each_language() -> None:
    html = page().composed.html
    for name in page().composed.charts:
        for tag in TAGS:
            assert f'alt="{name} in {tag}"' in html


def test_what_is_printed_in_both_languages_has_a_place_on_the_page() -> None:
    printed = page().composed.printed
    assert {one.locale for one in printed} == set(TAGS)
    assert {one.anchor for one in printed} <= {*ids()}


def test_languages_that_have_not_the_same_blocks_are_refused() -> None:
    task = task_of()
    second = task.sides[1].prose
    with pytest.raises(ProofError) as caught:
        composed(task, sides_of(task, es_MX=replace(second, blocks=second.blocks[:-1])))
    assert [d.code for d in caught.value.diagnostics] == ["B017"]


def test_a_line_says_once_what_both_languages_say() -> None:
    first = SAID("Reef Bureau, <i>Pearls, counted</i>, 2031.")
    second = SAID("Oficina del Arrecife, <i>Pearls, counted</i>, 2031.")
    line = str(in_unison([first, second], TAGS).striptags())
    assert line == "Reef Bureau / Oficina del Arrecife, Pearls, counted, 2031."
    assert 'lang="es-MX">Oficina del Arrecife<' in in_unison([first, second], TAGS)
    assert in_unison([first, first], TAGS).striptags() == first.striptags()


def test_lines_of_other_shapes_stand_whole_beside_each_other() -> None:
    line = in_unison([SAID("One, two."), SAID("Uno.")], TAGS).striptags()
    assert line == "One, two / Uno."


def test_columns_are_as_wide_as_their_texts_are_long_within_limits() -> None:
    tokens = checked_atlantis().loaded.tokens.page
    assert shares_of((100, 100)) == (0.5, 0.5)
    narrow, wide = widths_of((1000, 1200), tokens)
    assert narrow < wide and narrow + wide == 480 and round(narrow / wide, 2) == round(1000 / 1200, 2)
    assert min(shares_of((1, 1000))) == pytest.approx(0.44 / 1.439, abs=0.01)
    assert shares_of((0, 10)) == (0.5, 0.5)


def test_only_rows_that_stand_whole_on_a_page_are_measured() -> None:
    pairs = (Pair("paragraph", ("1", "a")), Pair("paragraph", ("2", "b")), Pair("section", ("3", "c")))
    places = {"1": ((1, 0.0),), "a": ((1, 0.0),), "2": ((1, 0.0), (2, 0.0)), "b": ((1, 0.0),)}
    lengths = {"1": 27.0, "a": 40.5, "2": 500.0, "b": 13.5}
    assert areas_of(pairs, places, lengths, (100.0, 200.0)) == (2700, 8100)


def test_a_row_with_too_few_lines_does_not_break() -> None:
    pairs = (Pair("paragraph", ("1", "a")), Pair("paragraph", ("2", "b")))
    sheet = whole_sheet(pairs, {"1": 54.0, "a": 40.5, "2": 54.0, "b": 67.5}, 13.5)
    assert '[data-block="1"]' in sheet and '[data-block="2"]' not in sheet


def test_a_number_that_the_turn_of_a_page_parts_is_held_together() -> None:
    told = [Diagnostic("R004", Location("x"), "the engine says: Anchor defined twice: 'q7'")]
    assert broken_numbers(told) == ("q7",)
    assert unbroken('<data id="q7" value="1">', ("q7",)) == '<data class="together" id="q7" value="1">'


@pytest.mark.parametrize(("places", "codes"), [
    ({"1": ((1, 100.0), (2, 54.0)), "a": ((1, 100.2),)}, []),
    ({"1": ((1, 100.0),), "a": ((1, 100.5),)}, ["B018"]),
    ({"1": ((1, 100.0),), "a": ((2, 54.0),)}, ["B018"]),
    ({"1": ((1, 100.0),)}, ["B019"]),
])
def test_blocks_that_are_not_level_or_not_there_are_found(places: dict[str, tuple[tuple[int, float], ...]], codes: list[str]) -> None:
    assert [d.code for d in proof_pairs("x", (Pair("paragraph", ("1", "a")),), places)] == codes


@cache
def made(slug: str) -> Made:
    return task_of(slug).make(silent)


@pytest.mark.slow
def test_the_file_is_tagged_in_both_languages() -> None:
    one = made(SLUG)
    found: dict[str, int] = {}
    with pikepdf.open(BytesIO(one.files[one.path])) as document:
        pending = [document.Root.StructTreeRoot]
        while pending:
            node = pending.pop()
            if isinstance(node, pikepdf.Dictionary):
                if "/Lang" in node:
                    found[str(node.Lang)] = found.get(str(node.Lang), 0) + 1
                kids = node.get("/K")
                pending += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        with document.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
    assert found["en-CA"] > 20 and found["es-MX"] > 20
    assert all(" / " in title for title in titles) and titles


@pytest.mark.slow
def test_the_entry_has_the_quantities_of_both_languages() -> None:
    entry = made(SLUG).entry
    locales = {one["locale"] for page in entry["printed"].values() for one in page}
    assert locales == set(TAGS) and entry["pages"] == made(SLUG).pages


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes() -> None:
    one = made("strait")
    assert task_of("strait").make(silent).files == one.files


@pytest.mark.slow
def test_every_pair_of_blocks_begins_at_one_height() -> None:
    from briefgen.render import places_of

    task = task_of()
    drawings = drawn_in_both(task.sides)
    pages = settled(task, drawings, {**resources_of(task.sides[0], drawings), "blank.svg": BLANK})
    places = places_of(pages.trial.layout)
    measured = [(places[pair.marks[0]][0], places[pair.marks[1]][0]) for pair in pages.pairs if all(pair.marks)]
    assert len(measured) > 20
    assert all(one[0] == other[0] and abs(one[1] - other[1]) <= 0.3 for one, other in measured)


def test_a_place_in_another_brief_is_named_without_the_page_of_an_edition_in_one_language() -> None:
    html = composed(task_of("strait"), sides_of(task_of("strait"))).composed.html
    assert re.search(r"page\s2|página\s2", html), "composed as it is, the pages of the other editions are printed"
    task = task_of("strait")
    sides = tuple(replace(side, elsewhere=unpaged(side.elsewhere)) for side in sides_of(task))
    html = composed(task, sides).composed.html
    assert not re.search(r"\bpages?\s\d|\bpáginas?\s\d", html) and html.count('<cite class="brief">') >= 4


def test_notes_name_their_sources_in_one_order() -> None:
    """Each language names its own country first in the text; a stroke in a note stands between the same things."""
    task = task_of()
    orders = []
    for side in sides_of(task):
        setting = setting_of(task.sides[0].brief, side.prose, task.sides[0].relationship, task.sides[0].index, side.locale, {})
        setting.ranked = True
        two = [setting.index.resolve(name) for name in ("pearl_trade:ATL-LEM@2031", "pearl_trade:LEM-ATL@2031")]
        for quantities in (two, two[::-1]):
            setting.given.clear()
            setting.note_for(list(quantities), [])
        orders.append([note.html for note in setting.notes])
    assert all(one == other for one, other in orders)


def test_a_box_is_ticked_once_for_both_languages() -> None:
    boxes = '<span class="box">{}</span> <span class="box">{}</span>'
    views = []
    for said in (("kept", "not"), ("sí", "no")):
        cell = Cell(Markup(boxes).format(*said), number=False, blank=True)
        frame = Frame("t", "table", 1, "full", SAID("t"), SAID(""), SAID(""), SAID(""))
        views.append(TableView(frame, (), (), (Row((cell,)),), False, 0))
    html = joined_table(views, TAGS).rows[0].cells[0].html
    assert html.count('class="box"') == 2 and ">kept <" in html and f'lang="{TAGS[1]}">sí</span>' in html


@pytest.mark.slow
def test_what_is_filled_up_to_whole_lines_is_known_by_the_same_key_wherever_exhibits_move() -> None:
    task = task_of()

    def keys(drift: dict[str, int]) -> list[str]:
        return re.findall(r'data-grid="([^"]+)"', composed(task, sides_of(task), drift).composed.html)

    still = keys({})
    moved = [keys({name: step}) for name in exhibits(task.sides[0].prose) for step in (-2, 2)]
    assert len(still) == len(set(still)) > 8 and any(one != still for one in moved)
    assert all(set(one) == set(still) for one in moved)
    bands = [name for name in still if name.startswith("band-")]
    assert all([name for name in one if name.startswith("band-")] == bands for one in moved)
