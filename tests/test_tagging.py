"""Tagging: what the engine leaves out of tags and attachments, and what two languages in one tree must not share."""

from __future__ import annotations

import datetime
import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from briefgen.build.door import close_to_the_system
from briefgen.compose import link_words
from conftest import SLUG, TAGS, atlantis_door
from press_file import press_pdf

close_to_the_system()

from briefgen.press import mark_artifacts  # noqa: E402  (the engine is imported after its fonts are settled)
from briefgen.press.tagging import elements  # noqa: E402
from briefgen.press.tumbling import Half, tumble  # noqa: E402
from briefgen.render import ARCHIVE_VARIANT, Attached, lay_out, render  # noqa: E402

FONTS = {
    f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts if "SansPro-Regular" in font.path.name
}
CSS = """@font-face{font-family:'Source Sans Pro';src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}
@page{size:200pt 300pt;margin:30pt}body{font-family:'Source Sans Pro';margin:0}h1{margin:0;font-size:10pt;line-height:20pt}
svg{display:block;width:80pt;height:40pt}"""
TABLE = """<table><thead><tr><th>a<th>b</thead><tbody><tr><th scope=row>c<td>d</tr><tr><th colspan=2>e</tr></tbody></table>"""
HTML = f"""<!doctype html><html lang=en-CA><head><title>t</title></head><body><h1>t</h1>
<svg viewBox="0 0 80 40" xmlns="http://www.w3.org/2000/svg"><title>A figure</title><path d="M0 0h80v40h-80z"/></svg>
<p><a href="#end"><span>words</span></a></p>{TABLE}<p id=end>end</p></body></html>"""


@cache
def file(variant: str = "pdf/ua-1") -> bytes:
    day = datetime.date(2010, 10, 31)
    attached = tuple(Attached(f"{name}.csv", b"1\n", name, day) for name in "bca") if variant == ARCHIVE_VARIANT else ()
    return mark_artifacts(render("t", HTML, lay_out("t", HTML, CSS, FONTS), FONTS, variant, attached).pdf)


def of_kind(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [one for one in elements(document.Root.StructTreeRoot) if str(one.S) == kind]


def test_headers_say_which_way_they_point() -> None:
    with pikepdf.open(io.BytesIO(file())) as document:
        assert [str(one.A.Scope) for one in of_kind(document, "/TH")] == ["/Column", "/Column", "/Row", "/Column"]


def test_a_link_hangs_on_the_tag_of_links() -> None:
    with pikepdf.open(io.BytesIO(file())) as document:
        parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        links = list(document.pages[0].obj.Annots)
        assert len(links) > 1, "the engine makes one of the words within the link, too"
        for link in links:
            parent = parents[int(link.StructParent)]
            assert str(parent.S) == "/Link"
            assert link.objgen in [kid.Obj.objgen for kid in parent.K if "/Obj" in kid]


def test_a_figure_is_measured_on_its_page() -> None:
    with pikepdf.open(io.BytesIO(file())) as document:
        (figure,) = of_kind(document, "/Figure")
        assert [float(edge) for edge in figure.A.BBox] == [30, 210, 110, 250]


def test_attachments_are_sorted_and_named_once() -> None:
    with pikepdf.open(io.BytesIO(file(ARCHIVE_VARIANT))) as document:
        assert [str(name) for name in document.Root.Names.EmbeddedFiles.Names[::2]] == ["a.csv", "b.csv", "c.csv"]
        assert sorted(str(one.UF) for one in document.Root.AF) == ["a.csv", "b.csv", "c.csv"]


def test_cells_of_two_languages_keep_their_own_headers() -> None:
    """Both files are the same, so that all their cells have the same names."""
    both = tumble(Half(file(), "en-CA", "English"), Half(file(), "es-MX", "Español"), "both")
    with pikepdf.open(io.BytesIO(both)) as document:
        names = [str(one.ID) for one in of_kind(document, "/TH")]
        assert len(set(names)) == 8
        assert {str(one) for cell in of_kind(document, "/TD") for one in cell.A.Headers} <= set(names)
        assert sorted(names) == [str(key) for key in pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)]
        upright, turned = (tuple(float(edge) for edge in one.A.BBox) for one in of_kind(document, "/Figure"))
        assert turned == (200 - upright[2], 300 - upright[3], 200 - upright[0], 300 - upright[1])


def test_a_blank_of_a_press_file_can_be_cut_and_has_no_bookmarks() -> None:
    one = press_pdf()
    with pikepdf.open(io.BytesIO(tumble(Half(one, "en-CA", "English"), Half(one, "es-MX", "Español"), "both"))) as document:
        assert len(document.pages) == 4 and "/Outlines" not in document.Root
        blanks = [page.Contents.read_bytes() for page in list(document.pages)[1:3]]
        assert all(len(re.findall(rb" l S", blank)) >= 8 for blank in blanks)


def test_a_link_says_in_words_where_it_leads() -> None:
    html = HTML.replace('<a href="#end">', '<a href="#end" title="the end &amp; all">').replace(
        "</body>", '<p><a href="#t">back <b>to</b> the title</a> <a href="#t">7</a> <a href="#nowhere"></a></p></body>'
    ).replace("<h1>", '<h1 id="t">')
    words = link_words(html)
    assert words == {"end": "the end & all", "t": "back to the title"}
    pdf = mark_artifacts(render("t", html, lay_out("t", html, CSS, FONTS), FONTS).pdf, words)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = {str(link.Dest): str(link.Contents) for page in document.pages for link in page.obj.get("/Annots", [])}
    assert said == words


@pytest.mark.parametrize("tag", TAGS)
def test_no_link_of_a_document_names_its_place_by_an_id(built_atlantis: Path, tag: str) -> None:
    with pikepdf.open(built_atlantis / "build" / SLUG / f"{SLUG}.{tag}.office.pdf") as document:
        links = [link for page in document.pages for link in page.obj.get("/Annots", []) if "/Dest" in link]
        told = {str(link.Contents) for link in links if str(link.Dest).startswith("note-")}
        assert links and told
        word = {"en-CA": "note", "es-MX": "nota"}[tag]
        assert all(re.fullmatch(rf"{word}\s\d+", one) for one in told), told
