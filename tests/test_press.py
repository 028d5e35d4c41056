"""Press: running heads and folios are artifacts, so that a screen reader does not read them on every page."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from briefgen.build.door import close_to_the_system
from conftest import atlantis_door

close_to_the_system()

from briefgen.press import mark_artifacts  # noqa: E402  (the engine is imported after its fonts are settled)
from briefgen.render import lay_out, render  # noqa: E402

FONTS = {
    f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts if "SansPro-Regular" in font.path.name
}
CSS = """@font-face{font-family:'Source Sans Pro';src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}
@page{size:200pt 200pt;margin:30pt;font-family:'Source Sans Pro';@top-center{content:'RUNNING'}@bottom-center{content:counter(page)}}
body{font-family:'Source Sans Pro'}p{break-after:page}"""
HTML = "<!doctype html><html lang=en-CA><head><title>T</title></head><body><h1 id=h>Head</h1><p>One</p><p>Two</p></body></html>"


def raw() -> bytes:
    return render("t", HTML, lay_out("t", HTML, CSS, FONTS), FONTS).pdf


def marked(pdf: bytes) -> list[tuple[list[str], int]]:
    """For each page: the tags of its marked content, and how many pieces no tag of the tree reaches."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        reached = _reached(document)
        for number, page in enumerate(document.pages):
            tags, stray = [], 0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    tags.append(str(operands[0]))
                    if len(operands) > 1 and "/MCID" in operands[1] and (number, int(operands[1].MCID)) not in reached:
                        stray += 1
            found.append((tags, stray))
    return found


def _reached(document: pikepdf.Pdf) -> set[tuple[int, int]]:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: set[tuple[int, int]] = set()

    def visit(node: pikepdf.Object, page: int) -> None:
        page = pages[node.Pg.objgen] if "/Pg" in node else page
        if "/K" not in node:
            return
        kids = node.K
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.add((page, int(kid)))
            elif isinstance(kid, pikepdf.Dictionary) and str(kid.get("/Type", "")) == "/MCR":
                found.add((pages[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)))
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                visit(kid, page)

    visit(document.Root.StructTreeRoot, 0)
    return found


def test_the_engine_leaves_margin_boxes_outside_the_tree() -> None:
    """The scar that this module is for; when the engine heals, the module may go."""
    assert sum(stray for _, stray in marked(raw())) > 0


def test_margin_boxes_become_pagination_artifacts() -> None:
    pages = marked(mark_artifacts(raw()))
    assert all(stray == 0 for _, stray in pages)
    assert all("/Artifact" in tags for tags, _ in pages)


def test_words_of_the_text_stay_in_the_tree() -> None:
    before, after = marked(raw()), marked(mark_artifacts(raw()))
    for (tags, stray), (tags_after, _) in zip(before, after, strict=True):
        assert len([t for t in tags if t != "/Artifact"]) - stray == len([t for t in tags_after if t != "/Artifact"])


def test_the_same_file_gives_the_same_bytes() -> None:
    pdf = raw()
    assert mark_artifacts(pdf) == mark_artifacts(pdf)
    with pikepdf.open(io.BytesIO(mark_artifacts(pdf))) as document:
        assert "/CreationDate" not in document.docinfo and "/ModDate" not in document.docinfo


def test_the_pdfs_of_atlantis_have_nothing_outside_tree_and_artifacts(built_atlantis: Path) -> None:
    for path in sorted((built_atlantis / "build").rglob("*.pdf")):
        assert all(stray == 0 for _, stray in marked(path.read_bytes())), path
