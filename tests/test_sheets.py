"""Sheets and tumbling: what the arithmetic says is what stands in the file, looked at as points of colour."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
import pypdfium2
import pytest

from briefgen.diagnostics import ProofError
from briefgen.press.imposition import MM, Ending, Finish, Scheme
from briefgen.press.sheets import SheetWish, impose_file
from briefgen.press.tumbling import Half, tumble

W, H, OUT = 612, 792, 20
"""Trim, and what the MediaBox has beyond it."""


def shade(page: int) -> int:
    """Each page has a grey of its own."""
    return 40 + 6 * page


def page_of(document: pikepdf.Pdf, number: int, *, out: float = 0, rotate: int = 0, extra: str = "") -> None:
    """A page of its own grey up to its bleed, with a black square at its upper left corner."""
    bleed = 9.0 if out else 0.0
    x, y = out - bleed, out - bleed
    content = (
        f"{shade(number) / 255:.4f} g {x} {y} {W + 2 * bleed} {H + 2 * bleed} re f "
        f"/P << /MCID 0 >> BDC 0 g {out + 20} {out + H - 60} 40 40 re f EMC {extra}"
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, W + 2 * out, H + 2 * out], Resources=pikepdf.Dictionary(),
        Contents=document.make_stream(content.encode()),
    )
    if out:
        page.TrimBox = [out, out, out + W, out + H]
        page.BleedBox = [x, y, out + W + bleed, out + H + bleed]
    if rotate:
        page.Rotate = rotate
    document.pages.append(pikepdf.Page(document.make_indirect(page)))


def file_of(pages: Iterable[int], *, out: float = 0, rotate: int = 0, extra: str = "") -> bytes:
    document = pikepdf.new()
    for number in pages:
        page_of(document, number, out=out, rotate=rotate, extra=extra)
    made = io.BytesIO()
    document.save(made, deterministic_id=True)
    return made.getvalue()


def seen(pdf: bytes) -> list[list[list[int]]]:
    """Each page as rows of greys, from the top, a point a pixel."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1).to_pil().convert("L")
        flat = list(picture.tobytes())
        found.append([flat[row * picture.width:(row + 1) * picture.width] for row in range(picture.height)])
    return found


def test_a_booklet_shows_its_pages_where_the_arithmetic_has_them() -> None:
    imposed = impose_file(file_of(range(1, 9), out=OUT), "eight", SheetWish(Finish.TRIMMED))
    pages = seen(imposed.pdf)
    sides = [side for sheet in imposed.imposition.sheets for side in sheet.sides]
    assert len(pages) == len(sides) == 4
    for rows, side in zip(pages, sides, strict=True):
        for placed in side.placed:
            assert placed.page is not None
            middle = round((placed.trim.left + placed.trim.right) / 2)
            assert rows[432][middle] == pytest.approx(shade(placed.page), abs=1)
            square = round(placed.trim.left) + 40, 864 - (round(placed.trim.top) - 40)
            assert rows[square[1]][square[0]] == 0


def test_bleed_reaches_beyond_the_trim_and_never_over_the_fold() -> None:
    (outside, *_), *_ = [seen(impose_file(file_of(range(1, 5), out=OUT), "four", SheetWish(Finish.TRIMMED)).pdf)]
    left, row = (1296 - 2 * W) / 2, outside[432]
    assert row[round(left - 3 * MM) + 1] == pytest.approx(shade(4), abs=1)
    assert row[round(left - 3 * MM) - 2] == 255
    assert row[647] == pytest.approx(shade(4), abs=1) and row[648] == pytest.approx(shade(1), abs=1)


def test_a_page_that_the_file_turns_is_upright_on_the_sheet() -> None:
    rows = seen(impose_file(file_of((1,), rotate=180), "turned", SheetWish()).pdf)[0]
    assert rows[H - 40][W - 40] == 0 and rows[40][40] != 0


def test_sheets_hold_no_tags_and_no_links() -> None:
    pdf = impose_file(file_of(range(1, 5)), "four", SheetWish()).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert b"MCID" not in b"".join(o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream))
        assert [list(page.mediabox) for page in document.pages] == [[0, 0, 1224, 792]] * 2


def test_boxes_of_a_shop_s_sheet_nest_and_the_output_intent_stays() -> None:
    document = pikepdf.open(io.BytesIO(file_of(range(1, 5), out=OUT)))
    document.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/GTS_PDFX"))])
    source = io.BytesIO()
    document.save(source)
    with pikepdf.open(io.BytesIO(impose_file(source.getvalue(), "four", SheetWish(Finish.TRIMMED)).pdf)) as sheets:
        assert str(sheets.Root.OutputIntents[0].S) == "/GTS_PDFX"
        for page in sheets.pages:
            media, bleed, trim = ([float(x) for x in page.obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
            assert all(a < b < c for a, b, c in zip(media[:2], bleed[:2], trim[:2], strict=True))
            assert all(a > b > c for a, b, c in zip(media[2:], bleed[2:], trim[2:], strict=True))


def test_marks_stand_outside_the_bleed_and_say_which_side_it_is() -> None:
    said: list[str] = []

    def lettering(text: str, _: float) -> bytes:
        said.append(text)
        return b"0 0 10 6 re f"

    rows = seen(impose_file(file_of(range(1, 5), out=OUT), "four", SheetWish(Finish.TRIMMED), lettering).pdf)[0]
    assert [text.split("  ")[0] for text in said] == ["1/1 A", "1/1 B"]
    above = [rows[row][648] for row in range(26)]
    assert min(above) < 255  # the fold mark
    assert all(rows[864 - 36 + round(9 * MM / 3)][x] == 255 for x in range(60, 600))


def test_the_same_file_gives_the_same_sheets() -> None:
    source = file_of(range(1, 6))
    assert impose_file(source, "five", SheetWish()).pdf == impose_file(source, "five", SheetWish()).pdf


def test_a_printer_is_told_to_turn_the_short_edge_and_to_scale_nothing() -> None:
    with pikepdf.open(io.BytesIO(impose_file(file_of(range(1, 9)), "eight", SheetWish()).pdf)) as document:
        wishes = document.Root.ViewerPreferences
        assert (str(wishes.Duplex), str(wishes.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")


def test_three_blanks_are_told() -> None:
    imposed = impose_file(file_of(range(1, 6)), "five", SheetWish())
    assert [d.code for d in imposed.warnings] == ["B024"]
    assert not impose_file(file_of(range(1, 7)), "six", SheetWish()).warnings


def test_a_back_cover_stays_outside() -> None:
    rows = seen(impose_file(file_of(range(1, 7)), "six", SheetWish(ending=Ending.BACK_COVER)).pdf)
    assert rows[0][400][300] == pytest.approx(shade(6), abs=1) and rows[1][400][900] == 255


@pytest.mark.parametrize("scheme", [None, Scheme.WORK_AND_TURN])
def test_two_page_briefs_lie_twice_on_a_sheet(scheme: Scheme | None) -> None:
    front, back = ([rows[400][300], rows[400][900]] for rows in seen(
        impose_file(file_of((1, 2)), "two", SheetWish(scheme=scheme)).pdf))
    expected = ([1, 1], [2, 2]) if scheme is None else ([1, 2], [1, 2])
    assert [front, back] == [[pytest.approx(shade(page), abs=1) for page in side] for side in expected]


def test_what_cannot_be_imposed_is_told() -> None:
    document = pikepdf.open(io.BytesIO(file_of((1, 2, 3))))
    document.pages[1].obj.MediaBox = [0, 0, 595, 842]
    mixed = io.BytesIO()
    document.save(mixed)
    for content, code in ((mixed.getvalue(), "B025"), (b"no PDF", "B027"), (file_of(()), "B027")):
        with pytest.raises(ProofError) as told:
            impose_file(content, "x", SheetWish())
        assert [d.code for d in told.value.diagnostics] == [code]


def halves(first: int, second: int, **more: float) -> tuple[Half, Half]:
    one, other = file_of(range(1, first + 1), **more), file_of(range(11, 11 + second), **more)  # type: ignore[arg-type]
    return Half(one, "en-CA", "English"), Half(other, "es-MX", "Español")


@pytest.mark.parametrize(("first", "second", "total"), [(2, 2, 4), (3, 4, 8), (5, 6, 12)])
def test_a_tumble_edition_reads_from_either_cover(first: int, second: int, total: int) -> None:
    rows = seen(tumble(*halves(first, second), "both"))
    assert len(rows) == total
    over = [[row[::-1] for row in page[::-1]] for page in reversed(rows)]
    assert [page[400][300] for page in rows[:first]] == [pytest.approx(shade(n), abs=1) for n in range(1, first + 1)]
    assert [page[400][300] for page in over[:second]] == [pytest.approx(shade(10 + n), abs=1) for n in range(1, second + 1)]
    assert all(page[40][40] == 0 for page in over[:second])  # upright when turned
    assert all(page[400][300] == 255 for page in rows[first:total - second])


def test_a_tumble_edition_folds_into_a_booklet_with_a_cover_on_either_side() -> None:
    """The outside of the outermost sheet: the first language's cover at the right, the second's on its head at the left."""
    outside = seen(impose_file(tumble(*halves(3, 4), "both"), "both", SheetWish()).pdf)[0]
    assert outside[400][900] == pytest.approx(shade(1), abs=1) and outside[40][W + 40] == 0
    assert outside[400][300] == pytest.approx(shade(11), abs=1) and outside[H - 40][W - 40] == 0


def test_boxes_of_a_press_file_are_turned_with_the_page() -> None:
    first, second = halves(2, 2, out=OUT)
    document = pikepdf.open(io.BytesIO(second.pdf))
    document.pages[0].obj.TrimBox = [OUT + 2, OUT, OUT + W + 2, OUT + H]
    moved = io.BytesIO()
    document.save(moved)
    with pikepdf.open(io.BytesIO(tumble(first, Half(moved.getvalue(), "es-MX", "Español"), "both"))) as joined:
        assert [float(x) for x in joined.pages[3].obj.TrimBox] == [OUT - 2, OUT, OUT + W - 2, OUT + H]


def test_patterns_turn_with_their_page() -> None:
    """A gradient hangs on the page and not on what is drawn before it."""
    document = pikepdf.open(io.BytesIO(file_of((1, 2), extra="/Pattern cs /G scn 0 0 612 792 re f")))
    shading = pikepdf.Dictionary(
        ShadingType=2, ColorSpace=pikepdf.Name.DeviceGray, Coords=[0, 0, 0, H], Extend=[True, True],
        Function=pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1))
    pattern = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2, Shading=shading))
    for page in document.pages:
        page.obj.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(G=pattern))
    source = io.BytesIO()
    document.save(source)
    half = Half(source.getvalue(), "en-CA", "English")
    rows = seen(tumble(half, half, "both"))
    assert rows[0][10][300] > 240 and rows[0][780][300] < 20
    assert rows[3][10][300] < 20 and rows[3][780][300] > 240
    assert seen(impose_file(tumble(half, half, "both"), "both", SheetWish()).pdf)[0][10][300] < 20


def test_halves_that_do_not_match_are_told() -> None:
    first, _ = halves(2, 2)
    document = pikepdf.open(io.BytesIO(first.pdf))
    for page in document.pages:
        page.obj.MediaBox = [0, 0, 595, 842]
    document.Root.OutputIntents = pikepdf.Array()
    small = io.BytesIO()
    document.save(small)
    with pytest.raises(ProofError) as told:
        tumble(first, Half(small.getvalue(), "es-MX", "Español"), "both")
    assert [d.code for d in told.value.diagnostics] == ["B026"] * 3
    with pytest.raises(ProofError) as told:
        tumble(first, Half(b"no PDF", "es-MX", "Español"), "both")
    assert [d.code for d in told.value.diagnostics] == ["B027"]
