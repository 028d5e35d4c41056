"""Settle: exhibits move only as far as they must, and the setting with the least white is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.build.settle import MOST_SETTINGS, holes_of, parted, settle
from briefgen.render import Layout
from conftest import checked_atlantis

PAGE = checked_atlantis().loaded.tokens.page


def layout(depths: tuple[float, ...], places: Mapping[str, tuple[int, float]]) -> Layout:
    """Pages as full as `depths` say, with exhibits at (page, points from the top)."""
    nothing: Any = None
    anchors = {name: page for name, (page, _) in places.items()}
    tops = {name: top for name, (_, top) in places.items()}
    return Layout(nothing, len(depths), {}, {}, 688.5, anchors, tops, depths, ())


def test_an_exhibit_that_begins_a_page_after_a_short_one_leaves_a_hole() -> None:
    found = holes_of(layout((1.0, 0.6, 1.0), {"chart": (3, 55.0), "table": (2, 300.0)}), ("chart", "table"), PAGE)
    assert found == ((2, "chart"),)


def test_a_full_brief_is_set_once() -> None:
    calls = []

    def set_pages(drift: Mapping[str, int]) -> Any:
        calls.append(dict(drift))
        return None, layout((1.0, 0.95, 0.5), {"chart": (2, 300.0)})

    assert settle(set_pages, ("chart",), PAGE).drift == {} and calls == [{}]


def test_a_hole_is_closed_by_the_least_move_that_closes_it() -> None:
    def set_pages(drift: Mapping[str, int]) -> Any:
        if drift.get("chart", 0) == -1:
            return None, layout((1.0, 0.97, 0.4), {"chart": (2, 300.0)})
        return None, layout((1.0, 0.6, 0.9), {"chart": (3, 55.0)})

    assert settle(set_pages, ("chart",), PAGE).drift == {"chart": -1}


def test_a_move_that_makes_the_whole_worse_is_not_kept() -> None:
    def set_pages(drift: Mapping[str, int]) -> Any:
        if drift:
            return None, layout((1.0, 0.9, 0.3, 0.3, 0.9), {"chart": (2, 300.0)})
        return None, layout((1.0, 0.85, 0.9), {"chart": (3, 55.0)})

    assert settle(set_pages, ("chart",), PAGE).drift == {}


def test_the_search_ends_where_nothing_helps() -> None:
    calls = []

    def set_pages(drift: Mapping[str, int]) -> Any:
        calls.append(tuple(sorted(drift.items())))
        return None, layout((1.0, 0.5, 0.5, 0.5, 0.5), {"a": (3, 55.0), "b": (4, 55.0), "c": (5, 55.0)})

    settle(set_pages, ("a", "b", "c"), PAGE)
    assert len(calls) == len(set(calls)) <= MOST_SETTINGS + 4


def test_an_ending_is_parted_if_what_could_be_decided_begins_another_page() -> None:
    found = parted(layout((1.0, 1.0, 1.0), {"balance.1": (1, 600.0), "outlook.1.1": (2, 55.0), "balance.2": (3, 55.0), "outlook.2.2": (3, 99.0)}))
    assert found == (1,)


def test_an_exhibit_moves_to_keep_an_ending_together_if_no_page_is_much_the_worse() -> None:
    def settled(foot: float) -> Mapping[str, int]:
        def set_pages(drift: Mapping[str, int]) -> Any:
            whole = bool(drift)
            places = {"chart": (1, 300.0), "balance.1": (1 + whole, 600.0), "outlook.1.1": (2, 55.0)}
            return None, layout((foot if whole else 1.0, 1.0, 0.5), places)

        return settle(set_pages, ("chart",), PAGE).drift

    assert settled(0.9)
    assert not settled(0.6)
