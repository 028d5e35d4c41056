"""Timeline, network and tree: charts of records rather than of quantities."""

from __future__ import annotations

import csv
import io
import itertools

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.chronology import middle_of_date
from briefgen.charts.surface import Block, Dash, Dot, Label, Stroke, Surface
from briefgen.model.period import parse_event_date
from charts_scene import ALL_EVENTS, DATES, EXAMPLES, drawn, surface_of

NETWORK = EXAMPLES["network"]["agreements"]


def texts(surface: Surface) -> dict[str, Label]:
    return {" ".join(label.lines): label for label in surface.labels}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("width", ["full", "column"])
def test_time_is_proportional_and_unbroken(width: str) -> None:
    surface = surface_of("timeline", width=width, events=ALL_EVENTS)
    heights = sorted(ink.centre[1] for ink in surface.inks if isinstance(ink, Dot))
    years = sorted(middle_of_date(parse_event_date(d)) for d in DATES if "X" not in d and d != "2010/2012")
    scale = (heights[-1] - heights[0]) / (years[-1] - years[0])
    assert heights == pytest.approx([heights[0] + (year - years[0]) * scale for year in years])


@pytest.mark.parametrize("width", ["column", "margin"])
def test_the_list_is_in_the_order_of_time(width: str) -> None:
    surface = surface_of("timeline", width=width, events=tuple(reversed(ALL_EVENTS)))
    listed = [label for label in surface.labels if label.style.colour != "quiet"]
    assert len(listed) == len(DATES)
    assert all(above.box.bottom <= below.box.top for above, below in itertools.pairwise(listed))


def test_in_the_margin_events_stand_below_their_dates_along_a_line() -> None:
    surface = surface_of("timeline", width="margin", events=ALL_EVENTS)
    dates = [label for label in surface.labels if label.style.colour == "quiet"]
    events = [label for label in surface.labels if label.style.colour != "quiet"]
    (line,) = (ink for ink in surface.inks if isinstance(ink, Stroke))
    dots = [ink.centre for ink in surface.inks if isinstance(ink, Dot)]
    assert all(date.y < event.y and date.x == event.x for date, event in zip(dates, events, strict=True))
    assert {x for x, _ in dots} == {x for x, _ in line.points} and len(dots) == len(DATES) - 2
    assert all(date.box.top < y < date.box.bottom for y, date in zip(
        [line.points[0][1], line.points[1][1]], (dates[0], dates[-1]), strict=True))


def test_events_alternate_between_the_sides_of_a_full_width_axis() -> None:
    surface = surface_of("timeline", events=ALL_EVENTS)
    dots = {ink.centre[0] for ink in surface.inks if isinstance(ink, Dot)}
    assert len(dots) == 2 and sum(dots) == pytest.approx(surface.width)


def test_spans_and_decades_take_their_years() -> None:
    surface = surface_of("timeline", width="column", events=ALL_EVENTS)
    decade, plan = (ink for ink in surface.inks if isinstance(ink, Block))
    assert (decade.fill, plan.fill) == ("mist", "deep")
    assert decade.box.height / plan.box.height == pytest.approx(10 / 3)


def test_an_emphasised_event_is_brick_and_told() -> None:
    surface = surface_of("timeline", events=ALL_EVENTS, emphasis=("event_15",))
    assert texts(surface)["Jul 2009"].style.colour == "brick"
    assert "Emphasized: Opening of the undersea tunnel." in drawn("timeline", events=ALL_EVENTS, emphasis=("event_15",)).alt


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_events_make_a_timeline_too(count: int) -> None:
    for width in ("full", "column", "margin"):
        assert drawn("timeline", width=width, events=ALL_EVENTS[3:3 + count]).height <= 140


def test_a_timeline_s_table_has_dates_as_recorded() -> None:
    table = rows(drawn("timeline", events=ALL_EVENTS).csv)
    assert list(table[1]) == ["date", "event", "source"]
    assert table[1] == {"date": "198X", "event": "Eruption", "source": "census"}


def test_charts_of_records_need_records() -> None:
    for kind in ("timeline", "network", "tree"):
        with pytest.raises(ChartError) as caught:
            drawn(kind)
        assert caught.value.fault is ChartFault.MISSING_DATA


@pytest.mark.parametrize("tag", ["en-CA", "es-MX"])
def test_the_first_partner_stands_at_the_left_in_every_language(tag: str) -> None:
    labels = texts(surface_of("network", tag, agreements=NETWORK))
    left, right = ("Atlantis", "Lemuria") if tag == "en-CA" else ("Atlántida", "Lemuria")
    assert labels[left].box.right < labels[right].box.left
    north, kelp = ("North Reef", "Kelp State") if tag == "en-CA" else ("Arrecife del Norte", "Estado del Alga")
    assert labels[north].box.right < labels[kelp].box.left


def test_in_the_margin_a_tie_is_a_pair_of_names_with_a_line_between_them() -> None:
    surface = surface_of("network", width="margin", agreements=("foam_surf",))
    foam, surf = texts(surface)["Foam"].box, texts(surface)["Surf"].box
    (line,) = (ink for ink in surface.inks if isinstance(ink, Stroke) and ink.colour == "deep")
    assert foam.right < line.points[0][0] < line.points[1][0] < surf.left
    assert foam.top == surf.top and surf.right == pytest.approx(surface.width)


def test_in_the_margin_a_party_is_named_once_and_leads_to_each_of_its_ties() -> None:
    surface = surface_of("network", width="margin", agreements=("north_coral", "north_kelp"))
    names = [" ".join(label.lines) for label in surface.labels]
    assert names.count("North Reef") == 1 and {"Coral State", "Kelp State"} <= set(names)
    assert sum(isinstance(ink, Stroke) and ink.colour == "deep" for ink in surface.inks) == 2


def test_a_declared_tie_is_dashed_and_an_agreed_one_is_not() -> None:
    surface = surface_of("network", agreements=NETWORK)
    curves = [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.curved]
    assert [curve.dash for curve in curves] == [Dash.SOLID, Dash.SOLID, Dash.DASHED, Dash.SOLID]


def test_lines_end_at_the_height_of_their_names() -> None:
    surface = surface_of("network", agreements=("foam_surf",))
    (curve,) = (ink for ink in surface.inks if isinstance(ink, Stroke) and ink.curved)
    foam = texts(surface)["Foam"].box
    assert foam.top < curve.points[0][1] < foam.bottom


def test_an_office_is_a_square_with_its_date_and_a_key() -> None:
    surface = surface_of("network", agreements=NETWORK)
    squares = [ink for ink in surface.inks if isinstance(ink, Block)]
    assert len(squares) == 3 and {"2010s", "representation office"} <= set(texts(surface))


def test_one_kind_of_tie_needs_no_key() -> None:
    assert "co-operation agreement" not in texts(surface_of("network", agreements=("foam_surf",)))


def test_a_network_s_table_names_both_ends() -> None:
    table = rows(drawn("network", agreements=NETWORK).csv)
    assert table[2] == {
        "kind": "statement_of_intent", "one": "South Reef", "other": "Kelp State", "since": "2024-03", "source": "census",
    }
    assert [(row["one"], row["other"]) for row in table[-2:]] == [("North Reef", "Lemuria"), ("Coral State", "Atlantis")]


def test_a_party_of_a_third_country_has_no_side() -> None:
    with pytest.raises(ChartError, match="AVA"):
        drawn("network", agreements=("avalon_pact",))


def test_a_tree_shows_who_leads_and_why() -> None:
    labels = texts(surface_of("tree", "es-MX", mechanism="tides"))
    assert {"Diálogo sobre mareas", "Reflujo", "OM", "Medir el reflujo", "Flujo"} <= set(labels)
    assert labels["Diálogo sobre mareas"].box.right < labels["Reflujo"].box.left


def test_a_tree_in_the_margin_has_its_root_on_top() -> None:
    labels = texts(surface_of("tree", width="margin", mechanism="tides"))
    assert labels["Dialogue on tides"].box.bottom <= labels["Ebb"].box.top


def test_a_mechanism_without_parts_is_no_tree() -> None:
    with pytest.raises(ChartError, match="bare"):
        drawn("tree", mechanism="bare")
