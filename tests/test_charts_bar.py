"""Bars: scale, labels, and values that are only bounds."""

from __future__ import annotations

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Block, Dash, Label, Stroke, Surface
from charts_scene import drawn, surface_of

TRADE = ("trade:ATL-MUU@2031", "trade:ATL-AVA@2031", "trade:ATL-LEM@2031")
CHANGE = ("trade_change:ATL-MUU@2030..2031", "trade_change:ATL-AVA@2030..2031", "trade_change:ATL-LEM@2030..2031")
DECLINES = (CHANGE[0], CHANGE[2])


def blocks(surface: Surface) -> list[Block]:
    return [ink for ink in surface.inks if isinstance(ink, Block)]


def label(surface: Surface, text: str) -> Label:
    return next(label for label in surface.labels if " ".join(label.lines) == text)


def test_lengths_are_proportional_across_multipliers() -> None:
    mu, avalon, lemuria = (block.box.width for block in blocks(surface_of("bar", marks=TRADE)))
    assert avalon / lemuria == pytest.approx(47.1 / 33.3)
    assert mu / avalon == pytest.approx(612 / 47.1)


@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_the_longest_bar_and_its_text_fill_the_sheet(width: str) -> None:
    surface = surface_of("bar", width=width, marks=TRADE)
    assert max(label.box.right for label in surface.labels) <= surface.width + 0.01
    assert max(block.box.right for block in blocks(surface)) > surface.width * 0.4


def test_declines_run_to_the_right_by_their_magnitude() -> None:
    steep, slight = blocks(surface_of("bar", marks=DECLINES))
    assert steep.box.left == slight.box.left and steep.box.width > slight.box.width


def test_rises_and_declines_together_run_both_ways_from_zero() -> None:
    mu, avalon, _ = blocks(surface_of("bar", marks=CHANGE))
    assert mu.box.right == pytest.approx(avalon.box.left)
    assert mu.box.width / avalon.box.width == pytest.approx(31.7 / 8.4)


def test_a_lower_bound_goes_on_as_a_dashed_arrow() -> None:
    surface = surface_of("bar", marks=DECLINES)
    arrows = [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.dash is Dash.DASHED]
    assert len(arrows) == 1
    bar = blocks(surface)[1].box
    assert arrows[0].points[0][0] == pytest.approx(bar.right) and arrows[0].points[2][0] > bar.right
    assert label(surface, "down more than 14%").box.left > arrows[0].points[2][0]


def test_an_upper_bound_is_an_outline() -> None:
    surface = surface_of("bar", marks=("pearls:ATL-MUU@2029", "pearls:ATL-AVA@2029"))
    assert [(block.edge, block.dash) for block in blocks(surface)] == [("deep", Dash.DASHED), (None, Dash.SOLID)]


@pytest.mark.parametrize(("tag", "texts"), [
    ("en-CA", ["more than 9,700", "nearly 7,600", "less than 3,100", "about 11,000"]),
    ("es-MX", ["más de 9,700", "casi 7,600", "menos de 3,100", "alrededor de 11,000"]),
])
def test_reservations_print_in_words(tag: str, texts: list[str]) -> None:
    marks = ("pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029", "pearls:ATL-MUU@2029", "pearls:ATL-AVA@2029")
    assert [text for _, text in drawn("bar", tag, marks=marks).texts] == texts


def test_the_emphasised_mark_alone_is_deep() -> None:
    assert [b.fill for b in blocks(surface_of("bar", marks=TRADE, emphasis=(TRADE[2],)))] == ["mist", "mist", "deep"]
    assert [b.fill for b in blocks(surface_of("bar", marks=TRADE))] == ["deep"] * 3


def test_a_mark_s_own_colour_wins() -> None:
    marks = ({"value": TRADE[0], "colour": "ochre"}, {"value": TRADE[1]})
    assert [b.fill for b in blocks(surface_of("bar", marks=marks))] == ["ochre", "deep"]


def test_two_currencies_are_refused() -> None:
    with pytest.raises(ChartError, match=r"CAD.*USD") as caught:
        drawn("bar", marks=("trade:ATL-LEM@2031", "trade:LEM-ATL@2031"))
    assert caught.value.fault is ChartFault.MIXED_UNITS


def test_no_marks_are_refused() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("bar")
    assert caught.value.fault is ChartFault.MISSING_DATA


def test_a_label_stands_above_its_bar_in_the_margin_and_left_of_it_elsewhere() -> None:
    narrow, wide = (surface_of("bar", width=width, marks=TRADE) for width in ("margin", "full"))
    assert label(narrow, "Avalon").box.bottom <= blocks(narrow)[1].box.top
    assert label(wide, "Avalon").box.right < blocks(wide)[1].box.left


def test_the_label_is_the_mark_s_own_or_that_of_the_record_it_names() -> None:
    marks = (
        {"value": TRADE[0], "label": {"en-CA": "Own", "es-MX": "Propio"}},
        {"value": TRADE[1], "label_from": "tide_office"},
        TRADE[2],
    )
    names = [row.split(",")[1] for row in drawn("bar", "es-MX", marks=marks).csv.splitlines()[1:]]
    assert names == ["Propio", "Oficina de Mareas", "Lemuria"]


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ChartError, match="nobody"):
        drawn("bar", marks=({"value": TRADE[0], "label_from": "nobody"},))


def test_the_alternative_text_names_units_bounds_and_emphasis() -> None:
    alt = drawn("bar", marks=DECLINES, emphasis=(DECLINES[1],)).alt.replace("\u00a0", " ")
    assert "Mu: −31.7 per cent" in alt
    assert "Lemuria: down more than 14 per cent, a bound" in alt
    assert alt.endswith("Emphasized: Lemuria.")
