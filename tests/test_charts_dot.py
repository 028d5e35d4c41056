"""Dots: their places, values that are only bounds, order, and series that are spelt out."""

from __future__ import annotations

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Dash, Dot, Stroke, Surface
from briefgen.model.reference import AmbiguousReference, QuantityIndex, UnknownReference
from charts_scene import EXAMPLES, drawn, quantities, relationship, surface_of

PEARLS = ("pearls:ATL-LEM@2025", "pearls:ATL-MUU@2025", "pearls:ATL-MUU@2028")
CHANGE = ("trade_change:ATL-MUU@2030..2031", "trade_change:ATL-AVA@2030..2031", "trade_change:ATL-LEM@2030..2031")


def dots(surface: Surface) -> list[Dot]:
    return [ink for ink in surface.inks if isinstance(ink, Dot)]


def zero(surface: Surface) -> float:
    return next(ink.points[0][0] for ink in surface.inks if isinstance(ink, Stroke) and ink.colour == "quiet")


@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_a_dot_s_place_is_proportional_to_its_value(width: str) -> None:
    surface = surface_of("dot", width=width, marks=PEARLS)
    lemuria, mu, later = (dot.centre[0] - zero(surface) for dot in dots(surface))
    assert lemuria / mu == pytest.approx(4100 / 2200)
    assert later / mu == pytest.approx(2900 / 2200)


def test_declines_and_rises_stand_on_either_side_of_zero() -> None:
    surface = surface_of("dot", marks=CHANGE)
    mu, avalon, _ = (dot.centre[0] - zero(surface) for dot in dots(surface))
    assert mu < 0 < avalon and mu / avalon == pytest.approx(-31.7 / 8.4)


def test_declines_alone_run_to_the_right() -> None:
    surface = surface_of("dot", marks=(CHANGE[0], CHANGE[2]))
    assert all(dot.centre[0] > zero(surface) for dot in dots(surface))


def test_a_lower_bound_goes_on_as_a_dashed_arrow_and_an_upper_one_is_a_ring() -> None:
    surface = surface_of("dot", **EXAMPLES["dot"])
    arrows = [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.dash is Dash.DASHED]
    rings = [dot for dot in dots(surface) if dot.fill == "paper"]
    assert len(arrows) == len(rings) == 1
    assert arrows[0].points[1][0] > arrows[0].points[0][0] and rings[0].edge == "mist"


def test_the_emphasised_dot_is_deep_and_its_label_bold() -> None:
    surface = surface_of("dot", marks=PEARLS, emphasis=(PEARLS[1],))
    assert [dot.fill for dot in dots(surface)] == ["mist", "deep", "mist"]
    assert {" ".join(label.lines) for label in surface.labels if label.style.weight == 600} == {"Mu", "2,200"}


@pytest.mark.parametrize(("order", "expected"), [
    ("given", ["4,100", "2,200", "2,900"]), ("ascending", ["2,200", "2,900", "4,100"]),
    ("descending", ["4,100", "2,900", "2,200"]),
])
def test_marks_stand_in_the_order_that_was_asked_for(order: str, expected: list[str]) -> None:
    assert [text for _, text in drawn("dot", marks=PEARLS, order=order).texts] == expected


@pytest.mark.parametrize("kind", ["dot", "bar", "line"])
def test_a_series_is_all_its_observations_by_period(kind: str) -> None:
    drawing = drawn(kind, series="pearls:ATL-LEM")
    assert drawing.quantities == ("pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029")
    assert [row.split(",")[1] for row in drawing.csv.splitlines()[1:]] == ["2025", "2028", "2029"]


def test_a_series_is_sorted_by_time_and_may_leave_the_counterpart_out() -> None:
    assert [str(o.period) for o in quantities().series("divers_register:ATL")] == ["2030", "2031"]
    assert quantities().series("pearls:ATL") == quantities().series("pearls:ATL-LEM")


def test_a_series_that_is_not_there_or_means_several_is_refused() -> None:
    with pytest.raises(UnknownReference) as unknown:
        quantities().series("pearl:ATL-LEM")
    assert "pearls:ATL-LEM" in unknown.value.nearest
    for text in ("pearls", "pearls:AT"):
        with pytest.raises(UnknownReference):
            quantities().series(text)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("dot")
    assert caught.value.fault is ChartFault.MISSING_DATA


def test_a_reporter_s_series_that_the_pair_does_not_decide_is_ambiguous() -> None:
    observations = (o for o in relationship().observations() if o.counterpart in ("MUU", "AVA"))
    index = QuantityIndex(observations, {}, ("ATL", "LEM"))
    with pytest.raises(AmbiguousReference) as caught:
        index.series("pearls:ATL")
    assert caught.value.choices == ("pearls:ATL-MUU", "pearls:ATL-AVA")
