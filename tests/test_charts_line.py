"""Lines: what is joined, what is bridged, and where events stand."""

from __future__ import annotations

import pytest

from briefgen.charts.chronology import end_of_period, middle_of_date, ticks
from briefgen.charts.surface import Dash, Dot, Stroke, Surface
from briefgen.model.period import parse_event_date, parse_period
from charts_scene import EXAMPLES, drawn, surface_of

LEMURIA = ("pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029")


def strokes(surface: Surface, colour: str) -> list[Stroke]:
    return [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.colour == colour]


def test_years_that_follow_each_other_are_joined_and_others_bridged() -> None:
    bridged, joined = strokes(surface_of("line", marks=LEMURIA), "deep")
    assert (bridged.dash, joined.dash) == (Dash.DASHED, Dash.SOLID)


def test_time_is_proportional() -> None:
    bridged, joined = strokes(surface_of("line", marks=LEMURIA), "deep")
    assert (bridged.points[1][0] - bridged.points[0][0]) == pytest.approx(3 * (joined.points[1][0] - joined.points[0][0]))


def test_values_start_at_zero() -> None:
    surface = surface_of("line", marks=LEMURIA)
    zero = strokes(surface, "quiet")[0].points[0][1]
    low, high = strokes(surface, "deep")[0].points
    assert (zero - high[1]) / (zero - low[1]) == pytest.approx(9700 / 4100)


def test_every_value_has_a_marker_and_a_text() -> None:
    surface = surface_of("line", marks=LEMURIA, emphasis=(LEMURIA[2],))
    assert [ink.fill for ink in surface.inks if isinstance(ink, Dot)] == ["deep", "deep", "brick"]
    assert {"4,100", "more than 9,700", "nearly 7,600"} <= {" ".join(label.lines) for label in surface.labels}


@pytest.mark.parametrize("width", ["full", "column", "margin"])
@pytest.mark.parametrize("tag", ["en-CA", "es-MX"])
def test_an_event_is_a_rule_at_its_own_date(width: str, tag: str) -> None:
    surface = surface_of("line", tag, width=width, marks=LEMURIA, annotations=({"event": "visa"},))
    (rule,) = strokes(surface, "ochre")
    start, end = (point[0] for point in strokes(surface, "deep")[1].points)
    share = middle_of_date(parse_event_date("2028-07")) - end_of_period(parse_period("2028"))
    assert rule.points[0][0] == rule.points[1][0] == pytest.approx(start + share * (end - start))


def test_an_event_has_its_own_words_or_its_label_and_date() -> None:
    own = {"event": "visa", "label": {"en-CA": "Permit", "es-MX": "Permiso"}}
    texts = [
        " ".join(label.lines) for note in ({"event": "visa"}, own)
        for label in surface_of("line", marks=LEMURIA, annotations=(note,)).labels
    ]
    assert "Permit required, Jul 2028" in texts and "Permit" in texts


def test_an_event_s_source_is_one_of_the_chart_s() -> None:
    assert drawn("line", marks=LEMURIA).sources == ("census",)
    assert drawn("line", marks=LEMURIA, annotations=({"event": "visa"},)).sources == ("census", "ledger")


def test_several_series_are_named_at_their_ends() -> None:
    surface = surface_of("line", **EXAMPLES["line"])
    names = {" ".join(label.lines): label.box for label in surface.labels}
    assert names["Lemuria"].left > max(ink.centre[0] for ink in surface.inks if isinstance(ink, Dot))
    assert "Mu" in names and "Lemuria" not in {" ".join(label.lines) for label in surface_of("line", marks=LEMURIA).labels}


def test_the_alternative_text_tells_the_gap() -> None:
    alt = drawn("line", marks=LEMURIA, annotations=({"event": "visa"},)).alt
    assert "2025: 4,100; no value between 2025 and 2028; 2028: more than 9,700" in alt
    assert "July 2028" in alt


@pytest.mark.parametrize(("first", "last", "years"), [
    (1968, 2013, (1970, 1980, 1990, 2000, 2010)), (2004, 2008, (2004, 2005, 2006, 2007, 2008)), (1996, 1996.5, (1996,)),
])
def test_ticks_are_round_and_few(first: float, last: float, years: tuple[int, ...]) -> None:
    assert ticks(first, last, 5) == years
