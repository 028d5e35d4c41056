"""Imposition: booklets folded, nested and read in the mind; sheets held against the light."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.press.imposition import (
    CALIPER,
    MM,
    STOCKS,
    Ending,
    Finish,
    Imposition,
    Job,
    Scheme,
    Sheet,
    Side,
    Size,
    creep,
    impose,
    padded,
    scheme_for,
    signature_for,
    signatures,
    stock_for,
    tumbled,
)

LETTER, A4 = Size(612, 792), Size(210 * MM, 297 * MM)
COUNTS, ENDINGS = st.integers(1, 200), st.sampled_from(Ending)


def job(trim: Size = LETTER, finish: Finish = Finish.PLAIN, scheme: Scheme = Scheme.SADDLE, **more: float) -> Job:
    stock = stock_for(trim, finish)
    assert stock is not None
    return Job(trim, stock, scheme, bleed=more.get("bleed", 0.0), signature=int(more.get("signature", 0)))


def leaves(sheet: Sheet) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]]:
    """The two leaves of a folded sheet as (recto, verso): what stands behind what, by where it stands on the paper."""
    assert sheet.back is not None
    (front_left, front_right), (back_left, back_right) = sheet.front.placed, sheet.back.placed
    return (front_right.page, back_left.page), (back_right.page, front_left.page)


def read(imposed: Imposition) -> list[int | None]:
    """Folds each sheet front side out, puts each into the one before it, and turns the leaves over one by one."""
    pages: list[int | None] = []
    for number in sorted({sheet.signature for sheet in imposed.sheets}):
        nested = sorted((s for s in imposed.sheets if s.signature == number), key=lambda sheet: sheet.depth)
        opening = [leaves(sheet)[0] for sheet in nested]
        closing = [leaves(sheet)[1] for sheet in reversed(nested)]
        pages += [page for leaf in (*opening, *closing) for page in leaf]
    return pages


def assert_in_register(imposed: Imposition) -> None:
    """Held against the light, each page of the back covers exactly the page of the front that is on the same leaf."""
    width = imposed.job.stock.size.width
    for sheet in imposed.sheets:
        if sheet.back is None:
            continue
        behind = sorted((one.trim.mirrored(width).left, one.trim.mirrored(width).right) for one in sheet.back.placed)
        ahead = sorted((one.trim.left, one.trim.right) for one in sheet.front.placed)
        assert [edge for pair in behind for edge in pair] == pytest.approx([edge for pair in ahead for edge in pair])
        assert {(one.trim.bottom, one.trim.top) for side in sheet.sides for one in side.placed} == {
            (sheet.front.finished.bottom, sheet.front.finished.top)}


@given(COUNTS, ENDINGS, st.sampled_from([LETTER, A4]), st.sampled_from(Finish), st.integers(0, 9))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(
    pages: int, ending: Ending, trim: Size, finish: Finish, signature: int
) -> None:
    order = padded(pages, ending)
    imposed = impose(order, job(trim, finish, signature=signature))
    assert read(imposed) == list(order)
    assert sorted(page for page in read(imposed) if page) == list(range(1, pages + 1))
    assert_in_register(imposed)


@given(COUNTS, ENDINGS)
def test_odd_folios_stay_on_right_hand_pages(pages: int, ending: Ending) -> None:
    order = padded(pages, ending)
    assert len(order) % 4 == 0 and len(order) - pages < 4
    last = pages - (ending is Ending.BACK_COVER)
    assert order[:last] == tuple(range(1, last + 1))
    if ending is Ending.BACK_COVER and pages > 1:
        assert order[-1] == pages


@given(st.integers(1, 100))
def test_pages_back_to_back_are_those_of_one_leaf(sheets: int) -> None:
    for sheet in impose(padded(4 * sheets, Ending.TEXT), job()).sheets:
        for recto, verso in leaves(sheet):
            assert recto is not None and verso == recto + 1 and recto % 2 == 1


def test_the_last_page_lies_beside_the_first_on_the_outside() -> None:
    outside = impose(padded(24, Ending.TEXT), job()).sheets[0]
    assert [one.page for one in outside.front.placed] == [24, 1]
    assert outside.back is not None and [one.page for one in outside.back.placed] == [2, 23]


def test_inner_sheets_move_towards_the_spine_by_a_thickness_each() -> None:
    imposed = impose(padded(24, Ending.TEXT), job())
    lefts = [sheet.front.placed[1].trim.left for sheet in imposed.sheets]
    assert lefts == pytest.approx([612 - depth * 0.11 * 72 / 25.4 for depth in range(6)])
    assert [sheet.front.placed[0].trim.right for sheet in imposed.sheets] == pytest.approx([1224 - x for x in lefts])
    assert creep(0, CALIPER) == 0


@given(COUNTS, st.sampled_from([LETTER, A4]))
def test_no_page_inks_the_other_half_or_leaves_the_sheet(pages: int, trim: Size) -> None:
    imposed = impose(padded(pages, Ending.TEXT), job(trim, Finish.TRIMMED, bleed=3 * MM))
    size = imposed.job.stock.size
    for sheet in imposed.sheets:
        for side in sheet.sides:
            left, right = side.placed
            assert left.clip.right == right.clip.left == side.folds[0] == size.width / 2
            assert left.clip.left == pytest.approx(side.finished.left - 3 * MM) and left.clip.left > 0
            assert right.clip.top == pytest.approx(side.finished.top + 3 * MM) and right.clip.top < size.height


def test_papers_are_those_that_a_printer_has() -> None:
    names = {(trim, finish): stock_for(trim, finish) for trim in (LETTER, A4) for finish in Finish}
    assert [stock.name for stock in names.values() if stock] == ["11x17", "12x18", "A3", "SRA3"]
    assert stock_for(Size(700, 900), Finish.PLAIN) is None
    assert all(stock.size.width > stock.size.height for stock in STOCKS)


def test_signatures_are_as_even_as_they_can_be() -> None:
    assert signatures(6, 0) == (6,) and signatures(9, 4) == (3, 3, 3) and signatures(10, 4) == (4, 3, 3)


def test_creep_begins_anew_in_each_signature() -> None:
    imposed = impose(padded(32, Ending.TEXT), job(signature=4))
    assert [(sheet.signature, sheet.depth) for sheet in imposed.sheets] == [(s, d) for s in (1, 2) for d in range(4)]
    assert imposed.sheets[4].front.placed[1].trim.left == 612


@pytest.mark.parametrize("scheme", [Scheme.REPEATED, Scheme.WORK_AND_TURN])
@pytest.mark.parametrize("finish", Finish)
def test_two_page_briefs_come_off_the_knife_whole(scheme: Scheme, finish: Finish) -> None:
    """Cut in the middle, either half has page 1 on one side and page 2 behind it, in register."""
    imposed = impose((1, 2), job(LETTER, finish, scheme, bleed=3 * MM))
    (sheet,) = imposed.sheets
    assert sheet.back is not None
    behind = zip(sheet.front.placed, reversed(sheet.back.placed), strict=True)
    assert [{front.page, back.page} for front, back in behind] == [{1, 2}, {1, 2}]
    assert_in_register(imposed)
    if scheme is Scheme.WORK_AND_TURN:
        assert sheet.front == sheet.back


def test_pages_that_are_cut_apart_have_their_bleed_where_there_is_room() -> None:
    def cuts(finish: Finish) -> Side:
        return impose((1, 2), job(LETTER, finish, Scheme.REPEATED, bleed=3 * MM)).sheets[0].front

    assert cuts(Finish.PLAIN).cuts == (612,)
    left, right = cuts(Finish.TRIMMED).cuts
    assert right - left == pytest.approx(6 * MM)


def test_one_page_leaves_the_back_white() -> None:
    (sheet,) = impose((1,), job(LETTER, Finish.PLAIN, scheme_for(1))).sheets
    assert sheet.back is None and [one.page for one in sheet.front.placed] == [1, 1]


def test_four_pages_are_one_folded_sheet() -> None:
    assert scheme_for(2) is Scheme.REPEATED and scheme_for(4) is Scheme.SADDLE
    assert len(impose(padded(4, Ending.TEXT), job()).sheets) == 1


def test_what_cannot_be_folded_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple of four"):
        impose((1, 2, 3), job())
    with pytest.raises(ValueError, match="at least one page"):
        impose((), job())


@given(st.integers(1, 80), st.integers(1, 80))
def test_a_tumble_booklet_reads_from_either_cover(first: int, second: int) -> None:
    """Folded, turned over head to foot, and read again: the second language in order, upright, on the same parity."""
    order = tumbled(first, second)
    imposed = impose(tuple(range(1, len(order) + 1)), job())
    folded = [order[page - 1] for page in read(imposed) if page]
    over = list(reversed(folded))
    assert folded[:first] == [(1, page) for page in range(1, first + 1)]
    assert over[:second] == [(2, page) for page in range(1, second + 1)]
    assert len(order) % 4 == 0 and folded[first : len(order) - second] == [None] * (len(order) - first - second)
    assert_in_register(imposed)


def test_two_leaves_in_two_languages_are_one_folded_sheet() -> None:
    order = tumbled(2, 2)
    (sheet,) = impose((1, 2, 3, 4), job()).sheets
    assert [[order[(one.page or 0) - 1] for one in side.placed] for side in sheet.sides] == [
        [(2, 1), (1, 1)], [(1, 2), (2, 2)]]


@pytest.mark.parametrize(("pages", "nested"), [(4, 0), (64, 0), (65, 4), (160, 4)])
def test_a_pile_that_would_not_stay_closed_is_made_of_signatures(pages: int, nested: int) -> None:
    assert signature_for(pages) == nested
