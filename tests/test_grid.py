"""The grid: blocks are filled up to whole lines, and the text of a finished file stands on the baseline."""

from __future__ import annotations

import ctypes
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.grid import WHITE_BELOW, ends_sheet, grid_sheet, lacking
from conftest import SLUG, TAGS, checked_atlantis

BASELINE = Decimal("13.5")


@given(st.decimals(min_value=0, max_value=2000, places=2))
def test_a_height_and_what_it_lacks_make_whole_lines(height: Decimal) -> None:
    missing = lacking(height, BASELINE)
    assert 0 <= missing < BASELINE and (height + missing) % BASELINE == 0


@pytest.mark.parametrize("kind", sorted(WHITE_BELOW))
def test_a_block_with_the_white_below_it_makes_whole_lines(kind: str) -> None:
    name, lines = WHITE_BELOW[kind]
    sheet = grid_sheet({"7": (kind, 100.37)}, BASELINE)
    filled = Decimal(sheet.split(f"{name}: ")[1].split("pt")[0])
    assert filled >= lines * BASELINE and (Decimal("100.37") + filled) % BASELINE == 0


@given(st.decimals(min_value=1, max_value=700, places=2), st.decimals(min_value=0, max_value=20, places=2))
def test_the_last_part_of_a_block_over_a_page_is_filled_to_whole_lines(height: Decimal, padding: Decimal) -> None:
    sheet = ends_sheet({"7": (float(height), float(padding))}, BASELINE)
    if not sheet:
        assert height % BASELINE == 0
        return
    filled = Decimal(sheet.split("padding-bottom: ")[1].split("pt")[0])
    assert (height - padding + filled) % BASELINE == 0 and filled > padding


def test_an_unknown_block_is_left_as_it_is() -> None:
    assert "data-grid" not in grid_sheet({"7": ("table-of-kings", 100.0)}, BASELINE)


def _origins(page: pypdfium2.PdfPage, size: float, left: float) -> set[float]:
    """The heights, from the foot of the page, of the lines set in a size right of an edge; all in points."""
    text, found = page.get_textpage(), set()
    for number in range(text.count_chars()):
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y)
        pdfium.FPDFText_GetMatrix(text.raw, number, matrix)
        drawn = pdfium.FPDFText_GetFontSize(text.raw, number) * abs(matrix.d)
        if abs(drawn - size) < 0.05 and x.value > left:
            found.add(round(y.value, 1))
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_running_text_stands_on_the_baseline_grid(built_atlantis: Path, tag: str) -> None:
    """Past charts, tables, boxes and leads the lines of the text column keep to one grid, page after page."""
    tokens = checked_atlantis().loaded.tokens
    baseline, height = float(tokens.page.baseline), float(tokens.page.trim.height)
    offsets: Counter[float] = Counter()
    document = pypdfium2.PdfDocument(built_atlantis / "build" / SLUG / f"{SLUG}.{tag}.office.pdf")
    for page in list(document)[1:-1]:
        for y in _origins(page, float(tokens.type["text"].size), float(tokens.page.text_left) - 1):
            offsets[round((height - y) % baseline, 0)] += 1
    document.close()
    common, lines = offsets.most_common(1)[0]
    astray = sum(count for offset, count in offsets.items() if abs(offset - common) > 1)
    assert lines >= 15 and astray <= 1, offsets  # the heading within a box is of that size too, and stands on the box's own lines
