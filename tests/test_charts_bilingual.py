"""Charts in two languages: every label in both, once where they say the same, and as large as it is measured."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from briefgen.charts import ChartError, ChartFault, Drawing, Scene, draw
from briefgen.charts.frame import KINDS, sheet_width
from briefgen.charts.paint import paint
from briefgen.charts.surface import Align, Label, Surface
from briefgen.charts.typeface import Typeface
from briefgen.charts.wording import Aside, lines_of, listed, told, worded
from briefgen.model.chart import ChartKind, Width
from charts_scene import EXAMPLES, TAGS, chart, drawn, fonts, scene, surface_of, tokens

BOTH: Scene = replace(scene("en-CA"), beside=scene("es-MX").locale)
ALIKE: Scene = replace(scene("en-CA"), beside=scene("en-CA").locale)


def sheet(width: float = 200.0, height: float | None = 60.0) -> Surface:
    return Surface(width, height, tokens(), Typeface("Source Sans Pro", fonts()), growing=True)


@cache
def surface_in_both(kind: str) -> Surface:
    declared = chart(kind, width="full", **EXAMPLES[kind])
    surface = sheet(sheet_width(Width.FULL, tokens().page), None)
    KINDS[declared.kind](declared, BOTH, surface)
    return surface


@cache
def in_both(kind: str, width: str = "full") -> Drawing:
    """Drawn once for all tests that look at it; `in_both.__wrapped__` draws anew."""
    return draw(chart(kind, **EXAMPLES[kind]), BOTH, Width(width))


def letters(text: str) -> str:
    return "".join(text.split()).replace("\u2013", "-")


def words(label: Label) -> str:
    return " ".join(label.lines)


def printed(surface: Surface, *, aside: bool) -> Iterator[str]:
    """What the labels say in one of the languages; a label in one wording says it in both."""
    for label in surface.labels:
        lines = [line for line in label.lines if isinstance(line, Aside) is aside]
        yield letters(" ".join(lines or label.lines))


def test_every_kind_has_an_example() -> None:
    assert set(EXAMPLES) == set(ChartKind)


@pytest.mark.parametrize("width", ["full", "column"])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_is_drawn_in_two_languages_without_a_collision(kind: str, width: str) -> None:
    assert in_both(kind, width).width == sheet_width(Width(width), tokens().page)


@pytest.mark.parametrize("width", ["full", pytest.param("column", marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_drawing_in_two_languages_is_the_same_twice(kind: str, width: str) -> None:
    assert in_both(kind, width) == in_both.__wrapped__(kind, width)


@pytest.mark.parametrize(("tag", "aside"), [("en-CA", False), ("es-MX", True)])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_label_of_either_edition_stands_in_that_of_both(kind: str, tag: str, aside: bool) -> None:
    """Numbers alone are left out: how many years an axis names depends on its height."""
    expected = {letters(words(label)) for label in surface_of(kind, tag, width="full", **EXAMPLES[kind]).labels}
    whole = "\n".join(printed(surface_in_both(kind), aside=aside))
    assert [text for text in expected if not text.isdecimal() and text not in whole] == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_what_both_say_alike_is_printed_once(kind: str) -> None:
    for label in surface_in_both(kind).labels:
        aside = letters(" ".join(line for line in label.lines if isinstance(line, Aside)))
        assert aside != letters(" ".join(line for line in label.lines if not isinstance(line, Aside)))


def test_a_number_stands_once_and_a_name_in_both_languages() -> None:
    labels = [label.lines for label in surface_in_both("bar").labels]
    assert ("Mu",) in labels and ("Avalon", "Ávalon") in labels
    assert [words(label) for label in surface_in_both("slope").labels].count("2,200") == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_two_languages_that_say_the_same_are_one(kind: str) -> None:
    declared = chart(kind, width="full", **EXAMPLES[kind])
    assert draw(declared, ALIKE).svg == drawn(kind, width="full", **EXAMPLES[kind]).svg


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_language_is_described_as_in_its_own_edition(kind: str) -> None:
    drawing = in_both(kind)
    for tag in TAGS:
        own = drawn(kind, tag, width="full", **EXAMPLES[kind])
        assert (drawing.alts[tag], drawing.said[tag]) == (own.alt, own.texts)
        assert (dict(own.alts), dict(own.said)) == ({tag: own.alt}, {tag: own.texts})
    assert (drawing.alt, drawing.texts) == (drawing.alts["en-CA"], drawing.said["en-CA"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_table_of_data_has_the_words_of_each_language_in_columns_of_their_own(kind: str) -> None:
    header, *rows = csv.reader(in_both(kind).csv.splitlines())
    assert {len(row) for row in rows} == {len(header)}
    for tag, other in (TAGS, TAGS[::-1]):
        places = [n for n, name in enumerate(header) if not name.endswith(f"({other})")]
        own_header, *own_rows = csv.reader(drawn(kind, tag, **EXAMPLES[kind]).csv.splitlines())
        assert [header[n].removesuffix(f" ({tag})") for n in places] == own_header
        assert sorted([row[n] for n in places] for row in rows) == sorted(own_rows)


def test_a_declared_height_may_grow() -> None:
    fields = {**EXAMPLES["bar"], "height": 4, "width": "full"}
    with pytest.raises(ChartError) as caught:
        draw(chart("bar", **fields), scene())
    assert caught.value.fault is ChartFault.TOO_SMALL
    assert draw(chart("bar", **fields), BOTH).height > 4 * 13.5


def test_a_chart_of_the_margin_stands_in_the_text_column() -> None:
    assert draw(chart("bar", width="margin", **EXAMPLES["bar"]), BOTH).width == sheet_width(Width.COLUMN, tokens().page)


def test_the_second_language_takes_room_of_its_own() -> None:
    surface = sheet()
    style = surface.style("chart")
    box = surface.words("Canada\nCanadá", 0, 20, style)
    assert box.bottom == pytest.approx(surface.measure("Canada", 0, 20, style).bottom + style.leading)
    surface.words("2009", 0, 20 + style.leading, style)
    surface.settle(60)
    with pytest.raises(ChartError) as caught:
        paint("a_chart", surface, 60)
    assert caught.value.fault is ChartFault.LABELS_OVERLAP and "Canadá" in str(caught.value)


def test_a_second_language_that_leaves_the_sheet_is_refused() -> None:
    surface = sheet(width=40)
    surface.words("Sea\nMar adentro y muy lejos", 0, 20, surface.style("chart"))
    surface.settle(60)
    with pytest.raises(ChartError) as caught:
        paint("a_chart", surface, 60)
    assert caught.value.fault is ChartFault.LABEL_LEAVES


def test_both_languages_may_stand_on_one_line() -> None:
    surface = sheet()
    style = surface.style("chart")
    room = surface.words_abreast("cities\nciudades", 100, 20, style, Align.CENTRE)
    first, second = surface.labels
    assert (words(first), words(second), first.y) == ("cities /", "ciudades", second.y)
    assert first.box.left == pytest.approx(room.left) and second.box.right == pytest.approx(room.right)
    assert (room.left + room.right) / 2 == pytest.approx(100) and first.box.right < second.box.left
    assert surface.words_abreast("2009", 0, 50, style) == surface.measure("2009", 0, 50, style)


def test_a_line_of_the_second_language_is_set_in_italics() -> None:
    style = sheet().style("chart")
    assert [style.of(line).italic for line in lines_of("Canada\nCanadá")] == [False, True]
    assert [type(line) for line in sheet().wrap("Sea\nMar adentro y muy lejos", style, 50)] == [str, Aside, Aside]


def test_texts_differ_by_their_words_and_not_by_spaces_and_dashes() -> None:
    assert worded(["5.6%", "5.6\u00a0%"]) == "5.6%"
    assert worded(["2010\u20132012", "2010-2012"]) == "2010\u20132012"
    assert worded(["May 2010", "may 2010"]) == "May 2010\nmay 2010"
    assert listed(", ", ["Ontario", "Quebec"]) == "Ontario, Quebec"
    assert listed(", ", ["Alberta", "Sea\nMar"]) == "Alberta, Sea\nAlberta, Mar"


def test_a_value_and_its_label_are_told_in_one_language_and_then_in_the_other() -> None:
    value, label = lines_of("about 6\nunos 6"), lines_of("Workers\nTrabajadores")
    assert told(((value, "strong"), (label, "plain"))) == (
        (("about 6",), "strong"), (("Workers",), "plain"), (("unos 6",), "strong"), (("Trabajadores",), "plain"),
    )
