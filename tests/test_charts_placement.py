"""Placement and typeface: labels that find their places, and lines that break well."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.charts.placement import Box, best_box, spread
from briefgen.charts.typeface import Style, Typeface
from charts_scene import fonts

TYPEFACE = Typeface("Source Sans Pro", fonts())
STYLE = Style(8.2, 10.5, 400, "ink")
WORDS = st.text("abcdefghij", min_size=1, max_size=9)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 6)), min_size=1, max_size=16))
def test_spread_intervals_keep_order_stay_inside_and_never_overlap(intervals: list[tuple[float, float]]) -> None:
    intervals.sort()
    lengths = [length for _, length in intervals]
    starts = spread([centre for centre, _ in intervals], lengths, 0, 100)
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    assert starts[0] >= 0 and ends[-1] <= 100 + 1e-6
    assert all(end <= start + 1e-6 for end, start in zip(ends[:-1], starts[1:], strict=True))


def test_intervals_with_room_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [4, 4, 4], 0, 100) == (8, 48, 88)


def test_intervals_that_collide_part_evenly() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == (40, 50)


def test_the_first_free_candidate_is_taken() -> None:
    boxes = (Box(0, 0, 10, 10), Box(20, 0, 30, 10), Box(40, 0, 50, 10), Box(95, 0, 105, 10))
    assert best_box(boxes, [Box(5, 5, 6, 6)], [((20, 5), (30, 5))], (100, 100)) == 2
    assert best_box(boxes, [], [], (100, 100)) == 0
    assert best_box(boxes[::-1], [], [], (100, 100)) == 1


@pytest.mark.parametrize(("segment", "crosses"), [
    (((-5, 5), (15, 5)), True), (((5, -5), (5, 15)), True), (((-5, 0), (0, 15)), False), (((11, 0), (11, 10)), False),
    (((4, 4), (6, 6)), True),
])
def test_a_segment_crosses_a_box_or_not(segment: tuple[tuple[float, float], tuple[float, float]], crosses: bool) -> None:
    assert Box(0, 0, 10, 10).crosses(segment) is crosses


@given(st.lists(WORDS, min_size=1, max_size=12), st.floats(30, 200))
def test_wrapping_keeps_every_word_and_the_measure(words: list[str], measure: float) -> None:
    lines = TYPEFACE.wrap(" ".join(words), STYLE, measure)
    assert " ".join(lines) == " ".join(words)
    assert all(TYPEFACE.width(line, STYLE) <= measure or " " not in line for line in lines)


def test_wrapping_balances_its_lines() -> None:
    lines = TYPEFACE.wrap("one two three four five six", STYLE, TYPEFACE.width("one two three four five", STYLE) + 1)
    widths = [TYPEFACE.width(line, STYLE) for line in lines]
    assert len(lines) == 2 and max(widths) - min(widths) < max(widths) / 3


def test_a_no_break_space_does_not_break() -> None:
    assert TYPEFACE.wrap("C$21.3\u00a0billion", STYLE, 20) == ("C$21.3\u00a0billion",)


def test_widths_grow_with_weight_and_size() -> None:
    plain, bold, large = (
        TYPEFACE.width("Lemuria", s) for s in (STYLE, Style(8.2, 10.5, 700, "ink"), Style(16.4, 21, 400, "ink"))
    )
    assert plain < bold and large == pytest.approx(2 * plain, rel=0.02)


def test_boxes_that_touch_do_not_overlap() -> None:
    boxes = (Box(0, 0, 10, 10), Box(10, 0, 20, 10), Box(0, 10, 10, 20))
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    assert boxes[0].overlaps(Box(9, 9, 11, 11))
