"""Multiples: scales of their own, shared years, gaps, breaks and events; and whether what panels name is there."""

from __future__ import annotations

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Block, Dash, Dot, Stroke, Surface
from charts_scene import EXAMPLES, drawn, panel, surface_of
from conftest import told

LEMURIA = panel("Lemuria", "Lemuria", series="pearls:ATL-LEM")
MU = panel("Mu", "Mu", series="pearls:ATL-MUU", colour="ochre")
BROKEN = panel("Broken", "Con cambio", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029", series="divers_register:ATL-LEM")
SHORT = panel("Lemuria", "Lemuria", "pearls:ATL-LEM@2025", "pearls:ATL-LEM@2028", "pearls:ATL-LEM@2029", annotations=({"event": "visa"},))
EXTRA = """
extra:
  kind: multiples
  title: {{en-CA: "Two", es-MX: "Dos"}}
  subtitle: {{en-CA: "Two of them", es-MX: "Dos de ellos"}}
  panels:
    - label: {{en-CA: "One", es-MX: "Uno"}}
      {field}
"""


def lines(surface: Surface, colour: str) -> list[Stroke]:
    return [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.colour == colour]


def heights(surface: Surface, colour: str) -> list[float]:
    """Of the dots of a colour, above their panel's line at zero."""
    centres = [ink.centre for ink in surface.inks if isinstance(ink, Dot) and ink.fill == colour]
    zeros = [ink.points for ink in lines(surface, "quiet") if ink.points[0][1] == ink.points[1][1]]
    return [min(start[1] - y for start, end in zeros if start[0] <= x <= end[0] and start[1] >= y) for x, y in centres]


@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_each_panel_has_a_scale_of_its_own_from_zero(width: str) -> None:
    surface = surface_of("multiples", width=width, panels=(LEMURIA, MU))
    deep, ochre = heights(surface, "deep"), heights(surface, "ochre")
    assert max(deep) == pytest.approx(max(ochre))
    assert deep[0] / deep[1] == pytest.approx(4100 / 9700) and ochre[0] / ochre[2] == pytest.approx(2200 / 3100)


def test_panels_share_their_years_where_each_covers_enough_of_them() -> None:
    surface = surface_of("multiples", width="margin", panels=(LEMURIA, panel("Mu", "Mu", "pearls:ATL-MUU@2028",
                                                                             "pearls:ATL-MUU@2029", "pearls:ATL-MUU@2025")))
    first, second = ([x for x, _ in (dot.centre for dot in dots)] for dots in (
        [ink for ink in surface.inks if isinstance(ink, Dot)][:3], [ink for ink in surface.inks if isinstance(ink, Dot)][3:]))
    assert first == pytest.approx(second)


def test_first_and_last_value_are_printed_and_all_are_told() -> None:
    texts = {" ".join(label.lines) for label in surface_of("multiples", panels=(LEMURIA, MU)).labels}
    assert {"4,100", "nearly 7,600", "2,200", "less than 3,100"} <= texts and "2,900" not in texts
    drawing = drawn("multiples", panels=(LEMURIA, MU))
    assert ("pearls:ATL-MUU@2028", "2,900") in drawing.texts and "2,900" in drawing.alt


def test_years_without_a_value_are_bridged_by_dashes() -> None:
    bridged, joined = lines(surface_of("multiples", panels=(LEMURIA,)), "deep")
    assert (bridged.dash, joined.dash) == (Dash.DASHED, Dash.SOLID)


@pytest.mark.parametrize("kind", ["multiples", "line"])
@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_a_break_in_a_series_is_not_joined(kind: str, width: str) -> None:
    fields = {"panels": (BROKEN,)} if kind == "multiples" else {"marks": BROKEN["marks"], "series": BROKEN["series"]}
    surface = surface_of(kind, width=width, **fields)
    joined = lines(surface, "deep")
    centres = sorted(ink.centre for ink in surface.inks if isinstance(ink, Dot))
    assert len(centres) == 4 and [line.points for line in joined] == [tuple(centres[:2]), tuple(centres[2:])]
    (rule,) = (line for line in lines(surface, "quiet") if line.dash is Dash.DOTTED)
    assert centres[1][0] < rule.points[0][0] < centres[2][0]
    assert "break in series" in {" ".join(label.lines) for label in surface.labels}
    assert "a break in series between 2029 and 2030" in drawn(kind, width=width, **fields).alt


def test_two_values_are_bars() -> None:
    surface = surface_of("multiples", panels=(panel("Grants", "Becas", "grants:ATL-LEM@2029", "grants:ATL-LEM@2030"),))
    first, second = (ink.box.height for ink in surface.inks if isinstance(ink, Block))
    assert first / second == pytest.approx(2.4 / 1.3)


def test_an_event_is_a_rule_in_each_of_its_panels() -> None:
    event = ({"event": "visa"},)
    surface = surface_of("multiples", panels=({**LEMURIA, "annotations": event}, {**MU, "annotations": event}))
    assert len({line.points[0][0] for line in lines(surface, "ochre") if line.weight == 0.75}) == 2
    surface = surface_of("multiples", panels=(LEMURIA, MU), annotations=event)
    assert [" ".join(label.lines) for label in surface.labels].count("Permit required, Jul 2028") == 2
    assert drawn("multiples", panels=(LEMURIA,), annotations=event).sources == ("census", "ledger")


@pytest.mark.parametrize("width", ["full", "column", "margin"])
@pytest.mark.parametrize("tag", ["en-CA", "es-MX"])
def test_no_value_lies_across_the_rule_of_an_event(width: str, tag: str) -> None:
    """A value near a rule and an edge goes on two lines rather than over the rule."""
    surface = surface_of("multiples", tag, width=width, panels=(SHORT, SHORT))
    rules = [rule.segments[0] for rule in lines(surface, "ochre")]
    values = [label for label in surface.labels if "600" in label.lines[-1]]
    assert len(rules) == len(values) == 2
    assert not [label.lines for label in values for rule in rules if label.box.crosses(rule)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7])
def test_panels_stand_in_rows_and_columns(count: int) -> None:
    panels = tuple({**LEMURIA, "label": {"en-CA": f"Reef {n}", "es-MX": f"Arrecife {n}"}} for n in range(count))
    surface = surface_of("multiples", panels=panels)
    places = {(label.x, round(label.y)) for label in surface.labels if "Reef" in label.lines[0]}
    assert len(places) == count and len({x for x, _ in places}) == {1: 1, 2: 2, 4: 2}.get(count, 3)


def test_panels_without_anything_to_draw_are_refused() -> None:
    for panels in ((), (panel("Empty", "Vacío"),)):
        with pytest.raises(ChartError) as caught:
            drawn("multiples", panels=panels)
        assert caught.value.fault is ChartFault.MISSING_DATA


@pytest.mark.parametrize(("field", "code", "words"), [
    ('marks: [{value: "nothing@2009"}]', "C001", "nothing@2009"),
    ('series: "nothing:ATL"', "C001", "a series of observations"),
    ('whole: "nothing@2009"', "C001", "nothing@2009"),
    ('colour: deep', "C003", "for a panel"),
])
def test_what_a_panel_names_is_looked_up_before_anything_is_drawn(field: str, code: str, words: str) -> None:
    found = [d for d in told({"charts/extra.yaml": EXTRA.format(field=field).encode()}) if d.code == code]
    assert any(words in d.message and d.location.file == "charts/extra.yaml" for d in found)


def test_an_unknown_series_of_a_chart_is_told_where_it_stands() -> None:
    text = EXTRA.format(field="colour: deep").replace("kind: multiples", 'kind: line\n  series: "nothing:ATL"')
    assert "C001" in {d.code for d in told({"charts/extra.yaml": text.encode()})}


def test_the_example_s_panels_keep_their_declared_order() -> None:
    rows = drawn("multiples", **EXAMPLES["multiples"]).csv.splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == ["Divers from Lemuria"] * 3 + ["Divers from Mu"] * 3 + ["Grants for Lemuria"] * 2
