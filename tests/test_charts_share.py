"""Share: bars of one length, divided by what their marks are of a whole."""

from __future__ import annotations

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Block, Surface
from charts_scene import EXAMPLES, drawn, panel, surface_of

BARS = ("full", "column", "margin")
DIVERS = panel("Divers", "Buceadores", "part_a", "part_c", whole="pearls:ATL-AVA@2029")


def parts(surface: Surface) -> list[Block]:
    return [ink for ink in surface.inks if isinstance(ink, Block) and ink.box.width > 7.5 and ink.edge is None]


def rest(surface: Surface) -> list[Block]:
    return [ink for ink in surface.inks if isinstance(ink, Block) and ink.fill == "tint"]


@pytest.mark.parametrize("width", BARS)
def test_parts_and_what_they_leave_fill_the_bar(width: str) -> None:
    surface = surface_of("share", width=width, panels=(panel("Catch", "Pesca", "catch:ATL-LEM@2030", "catch:ATL-MUU@2030"),))
    first, second = parts(surface)
    (left,) = rest(surface)
    assert left.box.right == pytest.approx(surface.width, abs=0.5)
    full = surface.width - first.box.left
    assert first.box.width / full == pytest.approx(0.62)
    assert (second.box.right - first.box.right) / full == pytest.approx(0.31)
    assert (left.box.right - second.box.right) / full == pytest.approx(0.07, abs=0.01)


def test_parts_that_are_all_leave_nothing() -> None:
    surface = surface_of("share", panels=(panel("Catch", "Pesca", "catch:ATL-LEM@2031", "catch:ATL-MUU@2031"),))
    assert rest(surface) == [] and parts(surface)[-1].box.right == pytest.approx(surface.width)


@pytest.mark.parametrize("width", BARS)
def test_all_bars_have_the_same_length(width: str) -> None:
    surface = surface_of("share", width=width, **EXAMPLES["share"])
    starts = [block.box.left for block in parts(surface) if block.fill == "deep"]
    assert len(starts) == 2 and len(set(starts)) == 1


def test_shares_of_a_whole_are_of_the_whole() -> None:
    surface = surface_of("share", panels=(DIVERS,))
    (part,) = (block for block in parts(surface) if block.fill == "deep")
    assert part.box.width / (surface.width - part.box.left) == pytest.approx(7100 / 11000)
    assert "Total: about 11,000" in {" ".join(label.lines) for label in surface.labels}


def test_recorded_values_are_printed_and_nothing_else() -> None:
    drawing = drawn("share", panels=(DIVERS,))
    assert drawing.texts == (("part_a", "7,100"), ("part_c", "300"), ("pearls:ATL-AVA@2029", "about 11,000"))
    assert "whole: about 11,000" in drawing.alt


def test_parts_of_no_whole_are_shares_of_their_sum() -> None:
    surface = surface_of("share", panels=(panel("Divers", "Buceadores", "part_a", "part_b"),))
    first, second = parts(surface)
    assert rest(surface) == [] and second.box.right == pytest.approx(surface.width)
    assert first.box.width / (surface.width - first.box.left) == pytest.approx(0.71)


def test_panels_with_the_same_parts_have_one_key() -> None:
    labels = [" ".join(label.lines) for label in surface_of("share", **EXAMPLES["share"]).labels]
    assert labels.count("Lemuria") == labels.count("Mu") == 1
    assert {"62%", "31%", "55%", "about 45%"} <= set(labels)


def test_panels_with_parts_of_their_own_name_them_below() -> None:
    labels = {" ".join(label.lines): label for label in surface_of("share", panels=(DIVERS, EXAMPLES["share"]["panels"][0])).labels}
    assert labels["Divers with a permit"].box.top > labels["7,100"].box.top


@pytest.mark.parametrize("declared", [
    panel("Divers", "Buceadores", "part_a", "part_b", whole="part_c"),
    panel("Catch", "Pesca", "catch:ATL-LEM@2030", "catch:ATL-LEM@2031"),
    panel("Change", "Cambio", "trade_change:ATL-MUU@2030..2031", "trade_change:ATL-AVA@2030..2031"),
])
def test_parts_that_are_more_than_their_whole_or_below_zero_are_refused(declared: dict[str, object]) -> None:
    with pytest.raises(ChartError) as caught:
        drawn("share", panels=(declared,))
    assert caught.value.fault is ChartFault.UNFIT_DATA


@pytest.mark.parametrize("tag", ["en-CA", "es-MX"])
@pytest.mark.parametrize("width", BARS)
def test_long_labels_find_room_at_every_width(width: str, tag: str) -> None:
    long = "Divers of the royal household without any permit to dive in the northern reefs"
    labelled = [{"value": value, "label": {"en-CA": f"{long} {n}", "es-MX": f"{long} {n}"}}
                for n, value in enumerate(("part_c", "part_b", "part_a"))]
    assert drawn("share", tag, width=width, panels=({**DIVERS, "marks": labelled},)).svg
