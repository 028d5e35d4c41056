"""Slope: lines that end at the right heights, and what may not stand in one."""

from __future__ import annotations

import itertools

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Dot, Stroke, Surface
from charts_scene import EXAMPLES, TAGS, WIDTHS, drawn, panel, surface_of

LEMURIA = panel("Lemuria", "Lemuria", "pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028")
MU = panel("Mu", "Mu", "pearls:ATL-MUU@2025", "pearls:ATL-MUU@2028")


def lines(surface: Surface) -> list[Stroke]:
    return [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.colour in ("deep", "ochre") and ink.weight > 1]


@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_lines_end_at_the_heights_of_their_values_on_one_scale(width: str) -> None:
    surface = surface_of("slope", width=width, panels=(LEMURIA, MU))
    baseline = next(
        ink.points[0][1] for ink in surface.inks
        if isinstance(ink, Stroke) and ink.colour == "rule" and ink.points[0][1] == ink.points[1][1]
    )
    (lemuria, lemuria_later), (mu, mu_later) = ([baseline - y for _, y in line.points] for line in lines(surface))
    assert lemuria_later / lemuria == pytest.approx(9700 / 4100)
    assert mu / lemuria == pytest.approx(2200 / 4100) and mu_later / mu == pytest.approx(2900 / 2200)
    assert len({line.points[0][0] for line in lines(surface)}) == len({line.points[1][0] for line in lines(surface)}) == 1


def test_both_periods_are_named_and_every_value_is_printed() -> None:
    texts = {" ".join(label.lines) for label in surface_of("slope", panels=(LEMURIA, MU)).labels}
    assert {"2025", "2028", "4,100", "more than 9,700", "2,200", "2,900", "Lemuria", "Mu"} == texts


@pytest.mark.parametrize(("width", "tag"), tuple(itertools.product(WIDTHS, TAGS)))
def test_equal_values_spread_their_labels(width: str, tag: str) -> None:
    panels = tuple({**MU, "label": {"en-CA": f"Mu {n}", "es-MX": f"Mu {n}"}} for n in range(7))
    assert drawn("slope", tag, width=width, panels=panels).quantities == ("pearls:ATL-MUU@2025", "pearls:ATL-MUU@2028")


def test_where_texts_leave_no_room_each_panel_has_its_own_plot_on_the_same_scale() -> None:
    long = panel("Interparliamentary", "Desproporcionadamente", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029")
    surface = surface_of("slope", "es-MX", width="margin", panels=(long,))
    (line,) = lines(surface)
    assert line.points[1][0] - line.points[0][0] > surface.width * 0.9
    assert sum(isinstance(ink, Dot) for ink in surface.inks) == 2


def test_the_panel_of_an_emphasised_mark_stands_out() -> None:
    surface = surface_of("slope", **EXAMPLES["slope"])
    assert {label.style.weight for label in surface.labels if "Lemuria" in " ".join(label.lines)} == {600}
    assert "Emphasized: Divers from Lemuria." in drawn("slope", **EXAMPLES["slope"]).alt


@pytest.mark.parametrize("panels", [
    (panel("One", "Uno", "pearls:ATL-LEM@2025"),),
    (panel("Same", "Mismo", "pearls:ATL-LEM@2025", "pearls:ATL-MUU@2025"),),
    (panel("Back", "Atrás", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2025"),),
    (LEMURIA, panel("Later", "Después", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029")),
])
def test_two_marks_of_the_same_two_periods_make_a_slope(panels: tuple[dict[str, object], ...]) -> None:
    with pytest.raises(ChartError) as caught:
        drawn("slope", panels=panels)
    assert caught.value.fault is ChartFault.UNFIT_DATA


def test_two_units_have_no_common_scale() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("slope", panels=(LEMURIA, panel("Catch", "Pesca", "catch:ATL-LEM@2030", "catch:ATL-LEM@2031")))
    assert caught.value.fault is ChartFault.MIXED_UNITS


def test_a_slope_s_table_and_description_name_the_panels() -> None:
    drawing = drawn("slope", panels=(LEMURIA, MU))
    assert drawing.csv.splitlines()[0].startswith("panel,reference,label,period,value")
    assert drawing.csv.splitlines()[1].startswith("Lemuria,pearls:ATL-LEM@2025,2025,2025,4100")
    assert "Mu (2025: 2,200; 2028: 2,900)" in drawing.alt
