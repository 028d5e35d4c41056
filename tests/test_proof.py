"""Proof: each check finds a planted fault, and the PDFs of Atlantis, read back as a reader would, have none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from briefgen.build.door import close_to_the_system
from briefgen.findings import operands_of
from briefgen.model.brief import PageRange
from briefgen.proof import folded, page_texts, proof_depths, proof_html, proof_length, proof_pdf
from conftest import SLUG, TAGS, atlantis_door, checked_atlantis
from language_locales import plain

close_to_the_system()

from briefgen.render import lay_out, render  # noqa: E402  (the engine is imported after its fonts are settled)

FONTS = {f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts}
FACE = "@font-face{font-family:'Source Sans Pro';src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}"
FAMILIES = frozenset({"Source Sans Pro", "Source Serif Pro"})


@cache
def page(
    body: str = "<h1 id=a>Tides</h1><p>Of 33.3 pearls</p>",
    head: str = "<title>Tides</title>",
    css: str = "body{font-family:'Source Sans Pro'}",
) -> bytes:
    html = f"<!doctype html><html lang=en-CA><head>{head}</head><body>{body}</body></html>"
    return render("t", html, lay_out("t", html, FACE + "@page{size:300pt 300pt;margin:30pt}" + css, FONTS), FONTS).pdf


def codes(pdf: bytes, *printed: tuple[str, int]) -> list[str]:
    return [d.code for d in proof_pdf("t", pdf, printed, FAMILIES)]


def test_a_file_in_order_passes() -> None:
    assert codes(page(), ("33.3", 1)) == []


@pytest.mark.parametrize(("least", "most", "found"), [(1, 2, []), (2, 2, []), (3, 4, ["B001"]), (1, 1, ["B001"])])
def test_a_page_count_outside_the_range_is_told(least: int, most: int, found: list[str]) -> None:
    assert [d.code for d in proof_length("t", PageRange(least=least, most=most), (1.0, 0.5), 270.0, 13.5, {})] == found


def test_a_brief_that_runs_over_is_told_by_how_many_lines_and_what_is_longest() -> None:
    lengths = {"12": 54.0, "texts/pearls/en-CA.md:3": 81.0, "30": 13.5}
    (found,) = proof_length("t", PageRange(least=2, most=2), (1.0, 1.0, 0.2), 270.0, 13.5, lengths)
    assert found.message == "expected 2 pages, found 3: 4 lines too many"
    assert found.hint == (
        "shorten the text; the longest blocks stand at texts/pearls/en-CA.md:3 (6 lines), line 12 (4 lines), line 30 (1 line)"
    )


def test_a_quantity_that_the_page_lacks_is_told() -> None:
    assert codes(page(), ("33.4", 1)) == ["B002"]
    assert codes(
        page("<h1 id=a>A</h1><p>a</p><p style='break-before:page'>b</p><p style='break-before:page'>33.3</p>"), ("33.3", 1)
    ) == ["B002"]


def test_line_breaks_and_hyphens_hide_no_quantity() -> None:
    """A number in narrow lines is broken over them, and is found all the same."""
    narrow = page("<h1 id=a>A</h1><p lang=en style='width:40pt;hyphens:auto'>C$33.3 billion dollars altogether</p>")
    assert codes(narrow, ("C$33.3 billion dollars altogether", 1)) == []
    assert folded("21\u00a0300 mi-\nllones") == folded("21 300 mi\u2010\nllones") == folded("21 300 millones")


def test_a_font_of_the_system_is_told() -> None:
    other = proof_pdf("t", page(), (), frozenset({"Source Serif Pro"}))
    assert [d.code for d in other] == ["B003"] and "Source" in other[0].message


@pytest.mark.parametrize(("strip", "word"), [("MarkInfo", "tagged"), ("Outlines", "bookmarks")])
def test_a_file_without_tags_or_bookmarks_is_told(strip: str, word: str) -> None:
    with pikepdf.open(io.BytesIO(page())) as document:
        del document.Root[f"/{strip}"]
        out = io.BytesIO()
        document.save(out)
    found = proof_pdf("t", out.getvalue(), (), FAMILIES)
    assert [d.code for d in found] == ["B004"] and word in found[0].message


def test_a_file_without_a_title_is_told() -> None:
    with pikepdf.open(io.BytesIO(page())) as document:
        del document.docinfo["/Title"]
        out = io.BytesIO()
        document.save(out)
    assert [d.code for d in proof_pdf("t", out.getvalue(), (), FAMILIES)] == ["B004"]


def test_words_beyond_the_trim_are_told() -> None:
    found = proof_pdf(
        "t", page("<h1 id=a>A</h1><p style='white-space:nowrap'>" + "words " * 60 + "</p>"), (), FAMILIES
    )
    assert [d.code for d in found] == ["B007"] and found[0].location.file == "t:1"


def test_a_page_that_is_nearly_empty_is_told_unless_it_is_the_last_or_may_be() -> None:
    assert [(d.code, d.location.file) for d in proof_depths("t", (0.9, 0.2, 0.5, 0.1), frozenset())] == [("B006", "t:2")]
    assert proof_depths("t", (0.9, 0.2, 0.5, 0.1), frozenset({2})) == ()


HTML = '<!doctype html><html lang="en-CA"><body><h1 id="a">A</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "locale", "code"),
    [
        ('<a href="#a">x</a><img src="b" alt="c">', "en-CA", ""),
        ('<img src="b">', "en-CA", "B005"),
        ('<img src="b" alt="">', "en-CA", "B005"),
        ("", "es-MX", "B004"),
        ('<a href="#b">x</a>', "en-CA", "R002"),
        ('<p id="a">x</p>', "en-CA", "R002"),
    ],
)
def test_a_fault_of_the_html_is_told(body: str, locale: str, code: str) -> None:
    assert [d.code for d in proof_html("t", HTML.format(body), locale)] == ([code] if code else [])


# Real PDFs, read back


def _pdf(root: Path, tag: str) -> Path:
    return root / "build" / SLUG / f"{SLUG}.{tag}.office.pdf"


def manifest(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "build" / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_a_pdf_tells_its_language_title_and_standard(built_atlantis: Path, tag: str) -> None:
    with pikepdf.open(_pdf(built_atlantis, tag)) as document:
        assert str(document.Root.Lang) == tag and bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == checked_atlantis().prose[SLUG, tag].front.title
        assert document.open_metadata().get("pdfuaid:part") == "1"


@pytest.mark.parametrize("tag", TAGS)
def test_a_pdf_has_a_bookmark_for_each_section(built_atlantis: Path, tag: str) -> None:
    document = pypdfium2.PdfDocument(_pdf(built_atlantis, tag))
    titles = [plain(entry.get_title()) for entry in document.get_toc()]
    sections = [b.words for b in checked_atlantis().prose[SLUG, tag].blocks if b.label and b.level == 1]
    assert [title for title in titles if title in sections] == sections
    document.close()


def figures(node: pikepdf.Object) -> Iterator[str]:
    """The alternative texts of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Dictionary) and "/S" in node and str(node.S) == "/Figure":
        yield str(node.get("/Alt", ""))
    kids = node.get("/K") if isinstance(node, pikepdf.Dictionary) else None
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from figures(kid)


@pytest.mark.parametrize("tag", TAGS)
def test_each_chart_is_described_from_its_data_in_the_reader_s_language(built_atlantis: Path, tag: str) -> None:
    """Every label and value that a chart shows stands in its alternative text."""
    with pikepdf.open(_pdf(built_atlantis, tag)) as document:
        alts = [plain(alt) for alt in figures(document.Root.StructTreeRoot)]
    charts = manifest(built_atlantis)["briefs"][SLUG][tag]["charts"]
    assert all(alts) and len(alts) == len(charts)
    said = {
        "en-CA": ("Mu: €612 billion", "Lemuria", "Ebb", "North Reef", "spring 2024", "6,100"),
        "es-MX": ("Mu: 612,000 millones de euros", "Lemuria", "Reflujo", "Arrecife del Norte", "primavera de 2024", "6,100"),
    }[tag]
    for words in said:
        assert any(words in alt for alt in alts), (words, alts)


@pytest.mark.parametrize("tag", TAGS)
def test_every_font_is_embedded_and_came_with_the_project(built_atlantis: Path, tag: str) -> None:
    """Every font object of the file, wherever it hides, has its own file and is one of two families."""
    with pikepdf.open(_pdf(built_atlantis, tag)) as document:
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/Type", "")) == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert "Source" in str(font.FontName) and ("Serif" in str(font.FontName) or "Sans" in str(font.FontName))


@pytest.mark.parametrize("tag", TAGS)
def test_the_manifest_counts_the_pages_that_there_are(built_atlantis: Path, tag: str) -> None:
    document = pypdfium2.PdfDocument(_pdf(built_atlantis, tag))
    assert len(document) == manifest(built_atlantis)["briefs"][SLUG][tag]["pages"]
    assert {document.get_page_size(number) for number in range(len(document))} == {(612.0, 792.0)}
    document.close()


@pytest.mark.parametrize("tag", TAGS)
def test_every_quantity_of_the_manifest_is_printed_on_its_page(built_atlantis: Path, tag: str) -> None:
    document = pypdfium2.PdfDocument(_pdf(built_atlantis, tag))
    texts = [folded(text) for text in page_texts(document)]
    document.close()
    entry = manifest(built_atlantis)["briefs"][SLUG][tag]
    printed = [(int(page), row) for page, rows in entry["printed"].items() for row in rows]
    in_text = [(page, row) for page, row in printed if row["where"] not in entry["charts"]]
    assert len(in_text) > 20
    for page_number, row in in_text:
        assert folded(row["text"]) in "".join(texts[page_number - 1 : page_number + 1]), (page_number, row)


def test_the_manifest_traces_every_number(built_atlantis: Path) -> None:
    """Each printed quantity has its value, source and vintage as the data have them."""
    checked = checked_atlantis()
    for tag in TAGS:
        for rows in manifest(built_atlantis)["briefs"][SLUG][tag]["printed"].values():
            for row in rows:
                quantity = checked.index.resolve(row["quantity"])
                assert row["value"] == str(quantity.value) and row["sources"]
                assert row["vintages"] == [str(o.vintage or "") for o in operands_of(quantity)]
                assert all(source in checked.loaded.relationship.sources for source in row["sources"])


def test_both_editions_print_the_same_quantities(built_atlantis: Path) -> None:
    editions = manifest(built_atlantis)["briefs"][SLUG]
    told = [sorted(row["quantity"] for rows in editions[tag]["printed"].values() for row in rows) for tag in TAGS]
    assert told[0] == told[1] and editions["en-CA"]["charts"] == editions["es-MX"]["charts"]


@pytest.mark.parametrize("tag", TAGS)
def test_each_chart_has_its_drawing_and_its_data(built_atlantis: Path, tag: str) -> None:
    folder = built_atlantis / "build" / SLUG / "charts"
    for name in manifest(built_atlantis)["briefs"][SLUG][tag]["charts"]:
        assert (folder / f"{name}.{tag}.svg").read_bytes().lstrip().startswith(b"<?xml")
        rows = list(csv.reader(io.StringIO((folder / f"{name}.{tag}.csv").read_text(encoding="utf-8"))))
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
