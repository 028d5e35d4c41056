"""The frame: size, fonts, determinism, labels that stay apart, and what is derived from what was drawn."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest

from briefgen.charts import ChartError, ChartFault, draw
from briefgen.charts.frame import KINDS, sheet_width
from briefgen.charts.paint import check_labels
from briefgen.charts.placement import Box
from briefgen.model.chart import ChartKind, Width
from charts_scene import CASES, EXAMPLES, ROOT, WIDTHS, chart, drawn, drawn_anew, fonts, scene, tokens

BASELINE = float(tokens().page.baseline)
ANOTHER_PROCESS = """
import sys
sys.path[:0] = {path!r}
from charts_scene import EXAMPLES, drawn_anew
from hashlib import sha256
for kind, fields in reversed(EXAMPLES.items()):
    print(kind, sha256(drawn_anew(kind, **fields).svg).hexdigest())
"""


WITH_TESTS_OF_THEIR_OWN = {ChartKind.MATRIX, ChartKind.CHAIN, ChartKind.MAP}


def test_each_kind_of_chart_has_a_module_and_an_example() -> None:
    assert set(KINDS) == set(ChartKind) == {ChartKind(kind) for kind in EXAMPLES} | WITH_TESTS_OF_THEIR_OWN


@pytest.mark.parametrize(("kind", "width", "tag"), CASES)
def test_a_chart_has_exactly_its_size(kind: str, width: str, tag: str) -> None:
    drawing = drawn(kind, tag, width=width, **EXAMPLES[kind])
    root = ElementTree.fromstring(drawing.svg)
    assert (root.get("width"), root.get("height")) == (f"{drawing.width:g}pt", f"{drawing.height:g}pt")
    page = tokens().page
    assert drawing.width == {"full": page.full_width, "column": page.text_width, "margin": page.margin_column.width}[width]
    assert drawing.height % BASELINE == 0


def test_an_asked_height_is_kept() -> None:
    assert drawn("bar", height=12, **EXAMPLES["bar"]).height == 12 * BASELINE


def test_a_height_that_is_too_small_is_refused() -> None:
    with pytest.raises(ChartError) as caught:
        drawn("timeline", height=6, **EXAMPLES["timeline"])
    assert caught.value.fault is ChartFault.TOO_SMALL


@pytest.mark.slow
def test_two_processes_draw_the_same_bytes_in_any_order() -> None:
    code = ANOTHER_PROCESS.format(path=[str(ROOT / "tests"), str(ROOT / "src")])
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    digests = dict(line.split() for line in other.splitlines())
    assert digests == {kind: sha256(drawn(kind, **fields).svg).hexdigest() for kind, fields in EXAMPLES.items()}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_nothing_of_matplotlib_s_settings_is_used_or_left_behind(kind: str) -> None:
    plain = drawn(kind, **EXAMPLES[kind]).svg
    with matplotlib.rc_context({"svg.fonttype": "none", "lines.linewidth": 9, "text.color": "red", "savefig.bbox": "tight"}):
        before = dict(matplotlib.rcParams)
        assert drawn_anew(kind, **EXAMPLES[kind]).svg == plain
        assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("kind", EXAMPLES)
def test_texts_are_outlines_and_no_date_or_maker_is_recorded(kind: str) -> None:
    svg = drawn(kind, **EXAMPLES[kind]).svg.decode()
    assert "<text" not in svg and "<use" in svg
    assert "dc:date" not in svg and "Matplotlib" not in re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_colour_is_a_token(kind: str) -> None:
    svg = drawn(kind, **EXAMPLES[kind]).svg.decode()
    used = set(re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", svg))
    assert used and used <= {colour.rgb for colour in tokens().colour.values()}


def test_the_file_says_nothing_of_where_it_was_made() -> None:
    assert str(Path.home()).encode() not in drawn("bar", **EXAMPLES["bar"]).svg
    assert str(ROOT).encode() not in drawn("bar", **EXAMPLES["bar"]).svg


def test_a_character_that_the_font_lacks_is_an_error() -> None:
    label = {"en-CA": "Lemuria \u5fc3", "es-MX": "Lemuria \u5fc3"}
    with pytest.raises(ChartError, match=r"U\+5FC3") as caught:
        drawn("bar", marks=({"value": "trade:ATL-LEM@2031", "label": label},))
    assert caught.value.fault is ChartFault.GLYPH_MISSING


def test_the_system_s_fonts_are_never_searched() -> None:
    with pytest.raises(ChartError) as caught:
        draw(chart("bar", **EXAMPLES["bar"]), dataclasses.replace(scene(), fonts=()))
    assert caught.value.fault is ChartFault.FACE_MISSING


def test_the_weight_nearest_to_the_asked_one_is_taken() -> None:
    only_regular = dataclasses.replace(scene(), fonts=fonts()[:1])
    assert draw(chart("bar", **EXAMPLES["bar"]), only_regular).svg != drawn("bar", **EXAMPLES["bar"]).svg


def test_a_label_is_never_read_as_a_formula() -> None:
    label = {"en-CA": "C$5 and $x_1$", "es-MX": "C$5 y $x_1$"}
    svg = drawn("bar", marks=({"value": "trade:ATL-LEM@2031", "label": label},)).svg.decode()
    assert "<!-- C$5 and $x_1$ -->" in svg


@pytest.mark.parametrize(("boxes", "fault"), [
    ((Box(0, 0, 10, 10), Box(9, 9, 20, 20)), ChartFault.LABELS_OVERLAP),
    ((Box(0, 0, 10, 10), Box(95, 0, 101, 10)), ChartFault.LABEL_LEAVES),
    ((Box(-1, 0, 10, 10),), ChartFault.LABEL_LEAVES),
    ((Box(0, 91, 10, 101),), ChartFault.LABEL_LEAVES),
])
def test_labels_that_collide_or_leave_the_sheet_are_errors(boxes: tuple[Box, ...], fault: ChartFault) -> None:
    with pytest.raises(ChartError) as caught:
        check_labels(tuple((f"label {i}", box) for i, box in enumerate(boxes)), 100, 100)
    assert caught.value.fault is fault


def test_labels_may_touch() -> None:
    check_labels((("a", Box(0, 0, 10, 10)), ("b", Box(10, 0, 20, 10))), 100, 100)


def test_a_word_that_no_line_can_hold_is_refused() -> None:
    long = "Unaussprechlichkeitsbescheinigung" * 4
    with pytest.raises(ChartError) as caught:
        drawn("bar", width="margin", marks=({"value": "trade:ATL-LEM@2031", "label": {"en-CA": long, "es-MX": long}},))
    assert caught.value.fault is ChartFault.LABEL_LEAVES


@pytest.mark.parametrize(
    ("kind", "sources"),
    [
        ("bar", ("census",)),
        ("mirror", ("census", "ledger")),
        ("waterfall", ("census", "ledger")),
        ("timeline", ("ledger", "census")),
        ("network", ("census", "ledger")),
        ("tree", ("ledger",)),
        ("line", ("census", "ledger")),
        ("multiples", ("census", "ledger")),
    ],
)
def test_sources_are_those_of_what_was_drawn(kind: str, sources: tuple[str, ...]) -> None:
    assert drawn(kind, **EXAMPLES[kind]).sources == sources


def test_texts_are_the_numbers_as_printed() -> None:
    drawing = drawn("bar", **EXAMPLES["bar"])
    assert dict(drawing.texts)["trade:ATL-AVA@2031"] == "C$47.1\u00a0billion"
    assert drawing.quantities == EXAMPLES["bar"]["marks"]


def test_what_is_printed_besides_the_marks_counts_too() -> None:
    assert drawn("mirror", **EXAMPLES["mirror"]).quantities == (
        "trade:ATL-LEM@2031", "lemurian_in_cad", "trade:LEM-ATL@2031", "gap",
    )
    assert drawn("stack", **EXAMPLES["stack"]).quantities[-1] == "pearls:ATL-AVA@2029"


def test_the_table_holds_values_as_recorded() -> None:
    text = drawn("bar", "es-MX", **EXAMPLES["bar"]).csv
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "\r" not in text and text.endswith("\n")
    assert rows[1] == {
        "reference": "trade:ATL-AVA@2031", "label": "Ávalon", "period": "2031", "value": "47100", "unit": "CAD",
        "multiplier": "6", "qualifier": "exact", "status": "final", "source": "census",
    }


@pytest.mark.parametrize("kind", EXAMPLES)
def test_both_editions_hold_the_same_numbers_in_the_same_size(kind: str) -> None:
    english, spanish = (drawn(kind, tag, **EXAMPLES[kind]) for tag in ("en-CA", "es-MX"))
    assert english.quantities == spanish.quantities and english.sources == spanish.sources
    assert english.alt != spanish.alt
    assert english.width == spanish.width


@pytest.mark.parametrize("width", WIDTHS)
def test_widths_are_the_page_s(width: str) -> None:
    page = tokens().page
    expected = {"full": page.full_width, "column": page.text_width, "margin": page.margin_column.width}[width]
    assert sheet_width(Width(width), page) == float(expected)
