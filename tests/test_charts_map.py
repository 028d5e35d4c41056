"""Maps: places where they are, lines between them, outlines below, and what cannot be drawn."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import math
from pathlib import Path

import pytest

from briefgen.build.door import outlines
from briefgen.charts import draw
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.geography import read_geography
from briefgen.charts.map import draw_map
from briefgen.charts.placement import Box
from briefgen.charts.projection import Projection, centred, clipped_line, clipped_ring
from briefgen.charts.surface import Dash, Dot, Label, Patch, Stroke, Surface
from briefgen.charts.typeface import Typeface
from briefgen.model.record import Table
from charts_scene import EXAMPLES, TIES, WIDTHS, chart, drawn, drawn_anew, fonts, scene, surface_of, tokens

MAPS = Path(draw_map.__code__.co_filename).parent / "maps"
PARTIES = {"North Reef", "South Reef", "Coral State, Surf", "Kelp State", "Foam", "Lemuria", "Atlantis"}


def strokes(surface: Surface, colour: str) -> list[Stroke]:
    return [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.colour == colour and ink.curved]


def words(surface: Surface) -> set[str]:
    return {" ".join(label.lines) for label in surface.labels}


def test_every_party_is_named_at_full_and_column_width() -> None:
    for width in ("full", "column"):
        assert words(surface_of("map", width=width, agreements=TIES)) >= PARTIES


def test_in_the_margin_places_have_numbers_and_a_list() -> None:
    found = words(surface_of("map", width="margin", agreements=TIES))
    assert found >= PARTIES | {str(number) for number in range(1, len(PARTIES) + 1)}


def test_north_is_above_south() -> None:
    surface = surface_of("map", agreements=("north_kelp", "south_kelp"))
    y = {" ".join(label.lines): label.y for label in surface.labels}
    assert y["North Reef"] < y["South Reef"] < y["Kelp State"]


def test_no_label_stands_on_a_dot() -> None:
    for width in WIDTHS:
        surface = surface_of("map", width=width, agreements=TIES)
        dots = [ink for ink in surface.inks if isinstance(ink, Dot) and ink.fill == "deep"]
        for label, dot in itertools.product(surface.labels, dots):
            assert not label.box.grown(-0.5).overlaps(Box(*dot.centre, *dot.centre).grown(1))


def test_lines_differ_by_kind_and_emphasis() -> None:
    surface = surface_of("map", agreements=TIES, emphasis=("north_kelp",))
    curves = [ink for ink in surface.inks if isinstance(ink, Stroke) and ink.curved]
    assert {(c.colour, c.dash) for c in curves} >= {
        ("deep", Dash.SOLID), ("deep", Dash.DASHED), ("ochre", Dash.DOTTED), ("brick", Dash.SOLID),
    }
    assert len(strokes(surface, "brick")) == 1


def test_lines_between_the_same_places_bend_apart() -> None:
    surface = surface_of("map", agreements=("north_coral", "north_kelp", "north_office"))
    middles = [stroke.points[1] for stroke in strokes(surface, "deep")]
    assert len(set(middles)) == len(middles)


def test_a_city_is_a_ring() -> None:
    surface = surface_of("map", agreements=("foam_surf",))
    assert sum(isinstance(ink, Dot) and ink.fill == "paper" and ink.radius < 2 for ink in surface.inks) == 2
    assert not any("cities" in label.lines for label in surface.labels)


def test_the_partners_are_tinted_and_lakes_are_not() -> None:
    fills = [ink.fill for ink in surface_of("map", agreements=TIES).inks if isinstance(ink, Patch)]
    assert fills.count("tint") == 2 and fills.index("tint") == 0 and fills[-1] == "paper"


def test_the_table_has_places_as_recorded() -> None:
    rows = list(csv.DictReader(io.StringIO(drawn("map", **EXAMPLES["map"]).csv)))
    assert len(rows) == len(TIES)
    assert rows[0]["one_latitude"] == "47.3" and rows[0]["other_longitude"] == "-33.3" and rows[0]["since"] == "2019"
    assert rows[-1]["kind"] == "office" and rows[-1]["other"] == "Atlantis"


def test_sources_are_those_of_agreements_and_of_places() -> None:
    assert drawn("map", **EXAMPLES["map"]).sources == ("census", "ledger", "soundings")


def test_the_map_in_words() -> None:
    alt = drawn("map", **EXAMPLES["map"]).alt
    assert alt.startswith("Map of ties. ") and "North Reef and Coral State, 2019" in alt
    assert alt.endswith("Emphasized: South Reef and Kelp State.")
    assert drawn("map", "es-MX", **EXAMPLES["map"]).alt.startswith("Mapa de vínculos. ")


def test_a_party_without_a_place_is_an_error() -> None:
    here = scene()
    actors = {key: actor.model_copy(update={"at": None}) if key == "kelp" else actor
              for key, actor in here.relationship.actors.items()}
    relationship = here.relationship.model_copy(update={"actors": Table(actors)})
    with pytest.raises(ChartError, match="coordinates \\(at\\) for the actor kelp") as caught:
        draw(chart("map", **EXAMPLES["map"]), dataclasses.replace(here, relationship=relationship))
    assert caught.value.fault is ChartFault.MISSING_DATA


def test_a_map_needs_agreements_and_outlines() -> None:
    with pytest.raises(ChartError, match="expected agreements"):
        drawn("map")
    with pytest.raises(ChartError, match="expected the outlines"):
        draw(chart("map", **EXAMPLES["map"]), dataclasses.replace(scene(), geography=""))


def test_a_partner_without_an_outline_is_an_error() -> None:
    world = json.loads(scene().geography)
    world["objects"]["countries"]["geometries"].pop(1)
    with pytest.raises(ChartError, match="an outline of the country LEM"):
        draw(chart("map", **EXAMPLES["map"]), dataclasses.replace(scene(), geography=json.dumps(world)))


@pytest.mark.slow
def test_the_package_knows_the_world() -> None:
    world = read_geography(outlines())
    assert len(world.countries) > 200 and {"CAN", "MEX", "USA", "DEU", "JPN", "BRA", "KEN"} <= set(world.countries)
    assert set(world.borders) == {"CAN", "MEX", "USA"} and len(world.lakes) > 10
    for rings in world.countries.values():
        assert all(ring[0] == ring[-1] for ring in rings)
    assert all(len(world.countries[code][0]) > 3 for code in ("MLT", "SGP", "MUS", "CAN"))
    points = [point for rings in world.countries.values() for ring in rings for point in ring]
    assert all(-180.01 <= x <= 180.01 and -90 <= y <= 90 for x, y in points)


def test_the_outlines_are_small_and_say_where_they_are_from() -> None:
    assert (MAPS / "world.json").stat().st_size < 150_000
    assert "public domain" in (MAPS / "README.md").read_text(encoding="utf-8")


PAIRS = {"DEU-JPN": ((13.4, 52.5), (139.7, 35.7)), "NZL-CHL": ((174.8, -41.3), (-70.7, -33.4)), "KEN-BRA": ((36.8, -1.3), (-47.9, -15.8))}


@pytest.mark.parametrize("pair", PAIRS)
def test_other_countries_can_be_drawn(pair: str) -> None:
    one, other = pair.split("-")
    world, sheet = read_geography(outlines()), Box(0, 0, 504, 360)
    projection, _ = centred(PAIRS[pair], Box(70, 34, 434, 326), 120, 2.5)
    surface = Surface(504, None, tokens(), Typeface("Source Sans Pro", fonts()))
    from briefgen.charts.land import draw_land

    draw_land(world, (one, other), projection, sheet, surface)
    patches = [ink for ink in surface.inks if isinstance(ink, Patch)]
    assert sum(patch.fill == "tint" for patch in patches) >= 2
    assert all(Box(-0.01, -0.01, 504.01, 360.01).crosses(((x, y), (x + 0.001, y))) for patch in patches for x, y in patch.points)


def test_the_projection_keeps_areas_and_the_centre() -> None:
    projection = Projection(-100, 40, 10, (200, 150))
    assert projection.place(-100, 40) == pytest.approx((200, 150))
    assert projection.place(80, -40) is None

    def area(longitude: float, latitude: float) -> float:
        corners = [projection.place(longitude + a, latitude + b) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
        points = [corner for corner in corners if corner]
        whole = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise([*points, points[0]]))
        return abs(whole) / 2 / math.cos(math.radians(latitude + 0.5))

    assert area(-100, 40) == pytest.approx(area(-60, 10), rel=0.01) == pytest.approx(area(-130, 65), rel=0.02)


def test_places_on_both_sides_of_the_date_line_stay_together() -> None:
    projection, _ = centred(((175, -40), (-175, -20)), Box(0, 0, 100, 100), 120, 2.5)
    assert abs(projection.longitude) == pytest.approx(180)


def test_places_too_far_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="kilometres"):
        centred(((0, 50), (180, -50)), Box(0, 0, 100, 100), 120, 2.5)


def test_clipping_keeps_what_the_sheet_shows() -> None:
    box = Box(0, 0, 10, 10)
    assert set(clipped_ring(((-5, -5), (5, -5), (5, 5), (-5, 5)), box)) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert clipped_ring(((20, 20), (30, 20), (30, 30)), box) == ()
    assert clipped_line(((-5, 5), (15, 5), (15, 8), (5, 8)), box) == [((0, 5), (10, 5)), ((10, 8), (5, 8))]


@pytest.mark.slow
def test_a_map_is_the_same_twice() -> None:
    for width in WIDTHS:
        assert drawn("map", width=width, **EXAMPLES["map"]) == drawn_anew("map", width=width, **EXAMPLES["map"])


def test_labels_are_legible() -> None:
    for width in WIDTHS:
        labels = [ink for ink in surface_of("map", width=width, agreements=TIES).inks if isinstance(ink, Label)]
        assert all(label.style.size >= 7.4 for label in labels)
