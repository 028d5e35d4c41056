"""Tumbling: what a reader on a screen needs of both languages: tags, links, bookmarks, folios, titles."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2

from briefgen.build.door import close_to_the_system
from conftest import atlantis_door

close_to_the_system()

from briefgen.press import mark_artifacts  # noqa: E402  (the engine is imported after its fonts are settled)
from briefgen.press.tumbling import Half, tumble  # noqa: E402
from briefgen.render import lay_out, render  # noqa: E402

FONTS = {
    f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts if "SansPro-Regular" in font.path.name
}
CSS = """@font-face{font-family:'Source Sans Pro';src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}
@page{size:200pt 200pt;margin:30pt;font-family:'Source Sans Pro';@bottom-center{content:counter(page)}}
body{font-family:'Source Sans Pro'}.next{break-before:page}"""
HTML = """<!doctype html><html lang={}><head><title>{}</title></head><body><h1>{}</h1><p><a href="#note-1">1</a></p>
<h2 class=next>{}</h2><p id=note-1>{}</p></body></html>"""


@cache
def half(tag: str, language: str, *words: str) -> Half:
    html = HTML.format(tag, *words)
    return Half(mark_artifacts(render("t", html, lay_out("t", html, CSS, FONTS), FONTS).pdf), tag, language)


@cache
def joined() -> bytes:
    return tumble(
        half("en-CA", "English", "Title", "Head", "Second", "Note"), half("es-MX", "Español", "Título", "Cabeza", "Dos", "Nota"),
        "both",
    )


def test_every_tag_of_both_languages_is_found_from_its_page() -> None:
    with pikepdf.open(io.BytesIO(joined())) as document:
        parents = dict(pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree).items())
        numbers = [int(page.obj.StructParents) for page in document.pages]
        assert len(set(numbers)) == 4
        for page, number in zip(document.pages, numbers, strict=True):
            marked = [i.operands[1].MCID for i in pikepdf.parse_content_stream(page)
                      if str(i.operator) == "BDC" and "/MCID" in i.operands[1]]
            assert marked and {parents[number][int(mcid)].Pg.objgen for mcid in marked} == {page.obj.objgen}
            for link in page.obj.get("/Annots", []):
                kids = parents[int(link.StructParent)].K
                assert link.objgen in [kid.Obj.objgen for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]


def test_one_document_has_a_part_in_each_language() -> None:
    with pikepdf.open(io.BytesIO(joined())) as document:
        (whole,) = document.Root.StructTreeRoot.K
        assert str(whole.S) == "/Document"
        assert [(str(part.S), str(part.Lang)) for part in whole.K] == [("/Part", "en-CA"), ("/Part", "es-MX")]


def test_a_link_stays_in_its_language() -> None:
    """Both languages call their note by the same name."""
    with pikepdf.open(io.BytesIO(joined())) as document:
        named = dict(pikepdf.NameTree(document.Root.Names.Dests).items())
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        leads = {}
        for number, page in enumerate(document.pages):
            for link in page.obj.get("/Annots", []):
                target = named[str(link.Dest)]
                leads[number] = pages[(target.D if isinstance(target, pikepdf.Dictionary) else target)[0].objgen]
        assert leads == {0: 1, 3: 2}


def test_a_link_on_a_turned_page_is_where_its_words_are() -> None:
    with pikepdf.open(io.BytesIO(joined())) as document:
        upright, turned = (document.pages[n].obj.Annots[0].Rect for n in (0, 3))
        left, bottom = float(upright[0]), min(float(upright[1]), float(upright[3]))
        assert abs(200 - left - float(turned[2])) < 0.01 and abs(200 - bottom - float(turned[3])) < 0.01


def test_bookmarks_and_folios_are_told_by_language() -> None:
    document = pypdfium2.PdfDocument(joined())
    assert [document.get_page_label(page) for page in range(4)] == ["1", "2", "es-MX 2", "es-MX 1"]
    found = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert [one for one in found if one[0] == 0] == [(0, "English", 0), (0, "Español", 3)]
    assert (1, "Cabeza", 3) in found and any(title == "Second" and page == 1 for _, title, page in found)


def test_the_title_is_in_both_languages() -> None:
    with pikepdf.open(io.BytesIO(joined())) as document:
        assert str(document.docinfo.Title) == "Title / Título"
        assert document.open_metadata()["dc:title"] == "Title / Título"


def test_the_same_halves_give_the_same_bytes() -> None:
    again = tumble(
        half("en-CA", "English", "Title", "Head", "Second", "Note"), half("es-MX", "Español", "Título", "Cabeza", "Dos", "Nota"),
        "both",
    )
    assert again == joined()
