"""Chains: boxes from cause to effect, reasons with their arrows, and circles, which are refused."""

from __future__ import annotations

import csv
import io
import itertools
import math
from statistics import fmean

import pytest

from briefgen.charts.chain import CORNERS, DISC, reasons_of
from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.flow import planned
from briefgen.charts.layers import circle_in, crossings, depths, layered
from briefgen.charts.surface import Block, Patch, Surface
from briefgen.charts.typeface import Typeface
from briefgen.model.chart import Width
from charts_scene import EXAMPLES, TAGS, WIDTHS, drawn, fonts, scene, surface_of, tokens

CHAIN = EXAMPLES["chain"]["issues"]
STRAIGHT = ("wrecks", "ferries", "tunnel")


def words(surface: Surface) -> set[str]:
    return {" ".join(label.lines) for label in surface.labels}


def empty(width: float) -> Surface:
    return Surface(width, None, tokens(), Typeface("Source Sans Pro", fonts()))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_issue_and_every_reason_is_printed(width: str) -> None:
    found = words(surface_of("chain", width=width, issues=CHAIN))
    here = scene()
    assert {here.local(here.relationship.issues[key].name) for key in CHAIN} <= found
    assert set(reasons_of([here.relationship.issues[key] for key in CHAIN], here).values()) <= found


@pytest.mark.parametrize("width", WIDTHS)
def test_arrows_are_numbered_where_they_branch(width: str) -> None:
    surface = surface_of("chain", width=width, issues=CHAIN)
    numbers = [" ".join(label.lines) for label in surface.labels if label.lines[0].isdigit()]
    assert sorted(numbers) == sorted([str(n) for n in range(1, 6)] * 2)


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_on_arrows_stand_apart(width: str) -> None:
    surface = surface_of("chain", width=width, issues=CHAIN)
    discs = [ink.points for ink in surface.inks if isinstance(ink, Patch) and len(ink.points) == CORNERS]
    centres = [(fmean(x for x, _ in disc), fmean(y for _, y in disc)) for disc in discs]
    assert len(centres) == 5
    assert all(math.dist(one, other) > 2 * DISC + 2 for one, other in itertools.combinations(centres, 2))


def test_a_straight_chain_has_its_reasons_beside_the_arrows() -> None:
    for width in ("column", "margin"):
        surface = surface_of("chain", width=width, issues=STRAIGHT)
        assert not [label for label in surface.labels if label.lines[0].isdigit()]
        tops = {" ".join(label.lines): label.y for label in surface.labels}
        assert tops["Wrecks on the reef"] < tops["Owners keep their ships in port."] < tops["Ferries cancelled"]


def test_a_wide_chain_runs_to_the_right_and_a_narrow_one_down() -> None:
    wide, narrow = (surface_of("chain", width=width, issues=CHAIN) for width in ("full", "column"))

    def place(surface: Surface, text: str) -> tuple[float, float]:
        return next((label.x, label.y) for label in surface.labels if " ".join(label.lines) == text)

    assert place(wide, "Storms that nobody foretells")[0] < place(wide, "Ferries cancelled")[0]
    assert place(narrow, "Storms that nobody foretells")[1] < place(narrow, "Ferries cancelled")[1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("tag", TAGS)
def test_boxes_stand_apart(width: str, tag: str) -> None:
    surface = surface_of("chain", tag, width=width, issues=CHAIN)
    boxes = [ink.box for ink in surface.inks if isinstance(ink, Block) and ink.fill in ("tint", "paper") and ink.box.width > 20]
    assert len(boxes) == len(CHAIN)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert all(box.left >= 0 and box.right <= surface.width + 0.01 for box in boxes)


def test_every_arrow_has_a_head() -> None:
    surface = surface_of("chain", issues=CHAIN)
    assert sum(isinstance(ink, Patch) and len(ink.points) == 3 for ink in surface.inks) == 5


def test_challenges_and_opportunities_differ_in_more_than_colour() -> None:
    surface = surface_of("chain", issues=CHAIN)
    outlined = [ink for ink in surface.inks if isinstance(ink, Block) and ink.edge == "deep"]
    assert len(outlined) == 2  # one box, and its sample in the key
    assert words(surface) >= {"Challenge", "Opportunity"}
    assert "Challenge" not in words(surface_of("chain", issues=("storms", "wrecks")))


def test_what_is_emphasised_is_bold() -> None:
    surface = surface_of("chain", issues=CHAIN, emphasis=("fear",))
    assert [" ".join(label.lines) for label in surface.labels if label.style.colour == "brick"] == ["Fear of the crossing"]


def test_a_circle_is_refused() -> None:
    with pytest.raises(ChartError, match="circle whirl > eddy > whirl") as caught:
        drawn("chain", issues=("whirl", "eddy"))
    assert caught.value.fault is ChartFault.UNFIT_DATA


def test_issues_that_do_not_meet_are_refused() -> None:
    with pytest.raises(ChartError, match="lead to each other"):
        drawn("chain", issues=("wrecks", "fear"))


def test_the_chain_in_words_and_rows() -> None:
    drawing = drawn("chain", **EXAMPLES["chain"])
    assert drawing.alt.startswith(
        "Chain of effects. Storms that nobody foretells leads to Wrecks on the reef: Ships are caught at sea; "
    )
    assert drawing.sources == ("census", "ledger")
    rows = list(csv.DictReader(io.StringIO(drawing.csv)))
    assert [row["to"] for row in rows] == [
        "Wrecks on the reef", "Fear of the crossing", "Ferries cancelled", "Ferries cancelled", "A tunnel under the sea",
    ]


def test_a_circle_is_found_wherever_it_is() -> None:
    assert circle_in("abcd", [("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")]) == ("b", "c", "d", "b")
    assert circle_in("abc", [("a", "b"), ("a", "c"), ("b", "c")]) == ()


def test_causes_stand_as_near_to_their_effects_as_they_can() -> None:
    assert depths("abcx", [("a", "b"), ("b", "c"), ("x", "c")]) == {"a": 0, "b": 1, "c": 2, "x": 1}


def test_long_arrows_pass_between_the_boxes_of_a_layer() -> None:
    layers = layered("abc", [("a", "b"), ("b", "c"), ("a", "c")])
    assert layers.ways["a", "c"] == ("a", ("a", "c", 1), "c")
    assert set(layers.rows[1]) == {"b", ("a", "c", 1)}


def test_layers_are_ordered_so_that_few_arrows_cross() -> None:
    arrows = [("a", "y"), ("b", "x"), ("c", "z"), ("y", "p"), ("x", "q")]
    layers = layered("abcxyzpq", arrows)
    assert crossings(layers.rows, layers.links) == 0


@pytest.mark.parametrize("width", Width)
def test_a_large_chain_has_room(width: Width) -> None:
    style = empty(100).style("chart")
    names = {f"n{number}": (f"Consequence number {number}", style) for number in range(12)}
    reasons = {(f"n{a}", f"n{b}"): "Because" for a in range(12) for b in (a + 1, a + 3) if b < 12}
    breadth = {Width.FULL: 504.0, Width.COLUMN: 342.0, Width.MARGIN: 138.0}[width]
    plan = planned(names, reasons, width, empty(breadth))
    assert set(plan.paths) == set(reasons)
    assert not any(one.overlaps(other) for one, other in itertools.combinations(plan.boxes.values(), 2))
    assert all(-0.01 <= x <= breadth + 0.01 for path in plan.paths.values() for x, _ in path)
