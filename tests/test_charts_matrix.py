"""Matrices: records counted in cells or listed with dots; empty cells are said to be so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from briefgen.charts import matrix
from briefgen.charts.error import ChartError
from briefgen.charts.surface import Block, Dot, Surface
from briefgen.diagnostics import Diagnostic, Location, Places
from briefgen.prose.exhibited import check_exhibited
from charts_scene import EXAMPLES, TAGS, WIDTHS, chart, drawn, relationship, surface_of

GRID = EXAMPLES["matrix"]
ROLL = {"records": "issues", "rows": "id", "columns": ("groups", "levels")}


def words(surface: Surface) -> list[str]:
    return [" ".join(label.lines) for label in surface.labels]


def marks(surface: Surface) -> tuple[int, int]:
    squares = [ink for ink in surface.inks if isinstance(ink, Block) and ink.fill == "brick"]
    rings = [ink for ink in surface.inks if isinstance(ink, Dot) and ink.fill == "deep"]
    return len(squares), len(rings)


def test_each_record_has_a_mark_in_each_of_its_cells() -> None:
    issues = relationship().issues.values()
    pairs = {kind: sum(len(i.levels) * len(i.groups) for i in issues if i.kind == kind) for kind in ("challenge", "opportunity")}
    squares, rings = marks(surface_of("matrix", **GRID))
    assert (squares - 1, rings - 1) == (pairs["challenge"], pairs["opportunity"])  # one of each in the key


def test_counts_stand_beside_the_marks_and_empty_cells_say_so() -> None:
    found = words(surface_of("matrix", **GRID))
    cells = {(level, group) for issue in relationship().issues.values() for level in issue.levels for group in issue.groups}
    assert found.count("–") == 3 * 4 - len(cells) > 0
    assert "4" in found and "Challenge" in found and "One that concerns several counts in each of their cells." in found


def test_the_fullest_cell_is_the_darkest() -> None:
    fills = [ink.fill for ink in surface_of("matrix", **GRID).inks if isinstance(ink, Block) and ink.fill != "brick"]
    assert fills.count("mist") >= 1 and set(fills) <= {"tint", "rule", "mist"}


def test_values_stand_in_the_order_of_their_list() -> None:
    found = words(surface_of("matrix", **GRID))
    assert [w for w in found if w in ("Federal", "Provinces and states", "Cities")] == ["Federal", "Provinces and states", "Cities"]
    assert found.index("Governments") < found.index("Business") < found.index("Travellers")


def test_heads_without_room_have_letters_that_no_count_is_taken_for() -> None:
    surface = surface_of("matrix", "es-MX", width="margin", **GRID)
    found = words(surface)
    assert {"A", "B", "C", "Federal", "Estados y provincias", "Ciudades"} <= set(found) and found.count("A") == 2
    first_row = next(label.box.top for label in surface.labels if label.lines == ("Gobiernos",))
    assert not [label for label in surface.labels if label.box.bottom <= first_row and label.lines[0].isdigit()]


def test_a_narrow_cell_has_no_square_beside_its_count_unless_squares_tell_kinds_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "TALLIED", 0)
    alike = surface_of("matrix", records="mechanisms", rows="kind", columns=("status",), width="margin")
    assert not [ink for ink in alike.inks if isinstance(ink, Block) and ink.fill == "deep"] and "1" in words(alike)
    assert marks(surface_of("matrix", width="margin", **GRID))[0] > 1


def test_records_without_two_kinds_have_one_mark_and_no_key() -> None:
    surface = surface_of("matrix", records="mechanisms", rows="kind", columns=("status",))
    assert marks(surface)[0] == 0 and "Dialogue" in words(surface)


def test_a_row_can_be_emphasised() -> None:
    surface = surface_of("matrix", emphasis=("business",), **GRID)
    assert [" ".join(label.lines) for label in surface.labels if label.style.colour == "brick"] == ["Business"]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_roll_has_a_dot_for_each_value(width: str, tag: str) -> None:
    surface = surface_of("matrix", tag, width=width, **ROLL)
    dots = [ink for ink in surface.inks if isinstance(ink, Dot) and ink.fill == "deep" and ink.radius > 2.5]
    assert len(dots) == sum(len(i.levels) + len(i.groups) for i in relationship().issues.values())
    drawn("matrix", tag, width=width, **ROLL)


def test_the_roll_s_heads_read_upwards_below_their_fields() -> None:
    surface = surface_of("matrix", **ROLL)
    turned = [label.lines[0] for label in surface.labels if label.turned]
    assert turned[0] == "Governments" and turned[-1] == "Cities"
    assert {"Whom it concerns", "Level of government"} <= set(words(surface))


def test_the_roll_keeps_the_order_of_the_selection() -> None:
    found = words(surface_of("matrix", select=("tunnel", "fear"), **ROLL))
    assert found.index("A tunnel under the sea") < found.index("Fear of the crossing") and "A whirlpool" not in found


def test_themes_are_named() -> None:
    assert "Sea" in words(surface_of("matrix", records="issues", rows="theme", columns=("groups",)))


def test_the_matrix_in_words_and_rows() -> None:
    drawing = drawn("matrix", **GRID)
    assert drawing.alt.startswith("Matrix. Governments, Federal: 4 (Challenge: 3, Opportunity: 1); ")
    rows = list(csv.DictReader(io.StringIO(drawing.csv)))
    assert {"record": "Wrecks on the reef", "kind": "challenge", "groups": "Business", "levels": "Federal", "source": "census"} in rows
    assert drawing.sources == ("census", "ledger")
    roll = drawn("matrix", emphasis=("fear",), **ROLL)
    assert "Fear of the crossing: Civil society, Travellers, Cities" in roll.alt and roll.alt.endswith("Emphasized: Fear of the crossing.")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "rows and columns"),
        ({**GRID, "records": "nothing"}, "a table of the data"),
        ({**GRID, "rows": "name"}, "few values"),
        ({**GRID, "columns": ("absent",)}, "expected a field"),
        ({**GRID, "select": ("absent",)}, "expected a record of issues"),
        ({**GRID, "columns": ("levels", "kind")}, "one field as columns"),
    ],
)
def test_what_cannot_be_counted_is_an_error(fields: dict[str, object], words: str) -> None:
    with pytest.raises(ChartError, match=words):
        drawn("matrix", **fields)


class Nowhere(Places):
    """Places of charts that stand in no file."""

    def __init__(self) -> None:
        pass

    def of(self, *path: str | int) -> Location:
        return Location("/".join(str(part) for part in path))


def told(kind: str, **fields: object) -> Iterator[tuple[str, str]]:
    found: Iterator[Diagnostic] = check_exhibited(chart(kind, **fields), relationship(), Nowhere())
    return ((d.code, d.location.file) for d in found)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("matrix", GRID, []),
        ("matrix", ROLL, []),
        ("matrix", {**GRID, "records": "isues"}, [("C001", "charts/a_matrix/records")]),
        ("matrix", {**GRID, "rows": "grups"}, [("C001", "charts/a_matrix/rows")]),
        ("matrix", {**ROLL, "columns": ("groups", "name")}, [("C001", "charts/a_matrix/columns/1")]),
        ("matrix", {**ROLL, "select": ("fear", "hope")}, [("C001", "charts/a_matrix/select/1")]),
        ("matrix", {**ROLL, "emphasis": ("hope",)}, [("C001", "charts/a_matrix/emphasis/0")]),
        ("matrix", {**GRID, "emphasis": ("busines",)}, [("C001", "charts/a_matrix/emphasis/0")]),
        ("matrix", {**GRID, "columns": ("levels", "theme")}, [("C003", "charts/a_matrix/columns")]),
        ("matrix", {"records": "issues"}, [("C003", "charts/a_matrix"), ("C003", "charts/a_matrix")]),
        ("chain", {"issues": ("fear",)}, [("C003", "charts/a_chain/issues")]),
        ("chain", {**EXAMPLES["chain"], "emphasis": ("whirl",)}, [("C001", "charts/a_chain/emphasis/0")]),
        ("map", {**EXAMPLES["map"], "emphasis": ("avalon_pact",)}, [("C001", "charts/a_map/emphasis/0")]),
        ("map", EXAMPLES["map"], []),
    ],
)
def test_what_a_chart_names_is_checked_before_it_is_drawn(
    kind: str, fields: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert list(told(kind, **fields)) == expected
