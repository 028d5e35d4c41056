"""Stack, mirror and waterfall: parts of a whole, two counts of one flow, parts that add up."""

from __future__ import annotations

import pytest

from briefgen.charts import ChartError, ChartFault
from briefgen.charts.surface import Block, Dash, Label, Stroke, Surface
from charts_scene import EXAMPLES, drawn, surface_of


def blocks(surface: Surface) -> list[Block]:
    return [ink for ink in surface.inks if isinstance(ink, Block)]


def texts(surface: Surface) -> dict[str, Label]:
    return {" ".join(label.lines): label for label in surface.labels}


def test_parts_stand_side_by_side_on_one_scale() -> None:
    first, second, third, _ = blocks(surface_of("stack", **EXAMPLES["stack"]))
    assert first.box.width / (third.box.right - second.box.right) == pytest.approx(7100 / 300)
    assert first.box.right <= second.box.left <= second.box.right <= third.box.left
    assert len({first.fill, second.fill, third.fill}) == 3


def test_what_the_parts_leave_of_the_whole_is_open_and_has_no_number() -> None:
    surface = surface_of("stack", **EXAMPLES["stack"])
    rest = blocks(surface)[-1]
    assert (rest.fill, rest.dash) == (None, Dash.DASHED)
    assert not any("700" in text for text in texts(surface))


def test_the_whole_is_named() -> None:
    assert "Pearl divers: about 11,000" in texts(surface_of("stack", **EXAMPLES["stack"]))


def test_parts_larger_than_their_whole_are_refused() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("stack", marks=("part_a", "part_b"), whole="pearls:ATL-LEM@2029")
    assert caught.value.fault is ChartFault.UNFIT_DATA


def test_rounding_may_take_parts_a_little_over_a_loose_whole() -> None:
    assert drawn("stack", marks=("part_a", "part_b", "part_c"), whole="pearls:ATL-AVA@2029").svg
    assert drawn("stack", marks=("part_a", "part_c"), whole="pearls:ATL-LEM@2029").svg


def test_a_converted_total_prints_as_published_too() -> None:
    assert "As published: US$29.4 billion" in {
        text.replace("\u00a0", " ") for text in texts(surface_of("mirror", **EXAMPLES["mirror"]))
    }
    spanish = {text.replace("\u00a0", " ") for text in texts(surface_of("mirror", "es-MX", **EXAMPLES["mirror"]))}
    assert "Según se publicó: 29,400 millones de dólares estadounidenses" in spanish


def test_reporters_label_the_two_counts() -> None:
    assert {"Atlantis", "Lemuria"} <= set(texts(surface_of("mirror", **EXAMPLES["mirror"])))


def test_the_bracket_spans_what_one_bar_has_more_than_the_other() -> None:
    surface = surface_of("mirror", **EXAMPLES["mirror"])
    shorter, longer = sorted(block.box.right for block in blocks(surface))
    bracket = max((s for s in surface.inks if isinstance(s, Stroke) and s.colour == "brick"), key=lambda s: s.weight)
    assert [x for x, _ in bracket.points] == pytest.approx([shorter, longer])
    assert "Gap: C$4.3\u00a0billion" in texts(surface)


def test_a_mirror_has_two_sides() -> None:
    with pytest.raises(ChartError, match="two marks"):
        drawn("mirror", marks=("trade:ATL-LEM@2031",))


def test_two_currencies_have_no_mirror() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("mirror", marks=("trade:ATL-LEM@2031", "trade:LEM-ATL@2031"))
    assert caught.value.fault is ChartFault.MIXED_UNITS


@pytest.mark.parametrize("width", ["full", "column", "margin"])
def test_each_part_starts_where_the_one_before_ends(width: str) -> None:
    first, second, total, whole = (b.box for b in blocks(surface_of("waterfall", width=width, **EXAMPLES["waterfall"])))
    assert second.left == pytest.approx(first.right)
    assert total.left == whole.left == pytest.approx(first.left)
    assert total.right == pytest.approx(second.right)
    assert whole.width / total.width == pytest.approx(4 / 3.7)


def test_only_the_sum_of_the_marks_before_it_is_a_total() -> None:
    marks = ("grants:ATL-LEM@2029", "grants_sum")
    first, second = (b.box for b in blocks(surface_of("waterfall", marks=marks)))
    assert second.left == pytest.approx(first.right)


def test_what_a_total_is_measured_by_prints_with_its_reservation() -> None:
    drawing = drawn("waterfall", **EXAMPLES["waterfall"])
    assert drawing.texts[-1] == ("grants:ATL-MUU@2031", "nearly C$4\u00a0million")
    assert "Grants: nearly C$4\u00a0million" in drawing.alt
