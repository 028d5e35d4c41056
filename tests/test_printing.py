"""Printing: the other editions and media of a brief, from an order to files that a print shop and an archive take."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest

from briefgen.build import Built, Order, build
from briefgen.model.edition import Medium, TrimSize
from conftest import OUTLINES, copy_atlantis, silent

pytestmark = pytest.mark.slow
SLUG = "tides"


def printed(root: Path, *editions: str, media: tuple[Medium, ...], trims: tuple[TrimSize, ...] = ()) -> Built:
    with patch("briefgen.build.door.outlines", lambda: OUTLINES):
        return build(Order(root, (SLUG,), editions, root / "build", 1, media=media, trims=trims), silent)


def document(root: Path, form: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO((root / "build" / SLUG / f"{SLUG}.{form}.pdf").read_bytes()))


def operators(found: pikepdf.Pdf) -> set[str]:
    """Every operator of the pages of a file and of the forms that they show."""
    forms = [one for one in found.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
    return {str(step.operator) for one in (*found.pages, *forms) for step in pikepdf.parse_content_stream(one)}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Atlantis with one brief printed back to back and side by side for a shop, and in one language for keeping and on A4."""
    root = copy_atlantis(tmp_path_factory.mktemp("shop") / "atlantis")
    printed(root, "tumble", "parallel", media=(Medium.PRESS, Medium.BOOKLET))
    printed(root, "en-CA", media=(Medium.ARCHIVE, Medium.PRESS), trims=(TrimSize.A4,))
    return root


def test_what_an_order_needs_is_made_with_it_and_nothing_is_made_twice(shop: Path) -> None:
    there = {path.name for path in (shop / "build" / SLUG).glob("*.pdf")}
    press = {f"{SLUG}.{edition}.press" for edition in ("en-CA", "es-MX", "tumble", "parallel")}
    assert there >= {f"{name}.pdf" for name in press} | {f"{name}.ticket.pdf" for name in press}
    assert there >= {f"{SLUG}.{edition}.booklet.pdf" for edition in ("tumble", "parallel")}
    assert printed(shop, "tumble", "parallel", media=(Medium.PRESS, Medium.BOOKLET)).nothing_to_do


def test_press_files_have_boxes_in_boxes_and_no_colour_but_inks(shop: Path) -> None:
    for edition in ("en-CA", "tumble", "parallel"):
        with document(shop, f"{edition}.press") as found:
            for page in found.pages:
                media, bleed, trim = ([float(side) for side in page.obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
                assert media[0] < bleed[0] < trim[0] and media[3] > bleed[3] > trim[3]
                assert abs(trim[2] - trim[0] - 612) < 0.01 and abs(trim[0] - bleed[0] - 8.504) < 0.01
            assert not operators(found) & {"rg", "RG"} and operators(found) & {"k", "scn"}
            assert found.Root.OutputIntents[0].S == "/GTS_PDFX"


@pytest.mark.parametrize("edition", ["en-CA", "parallel"])
def test_the_folio_of_a_press_file_stands_at_the_outer_edge(shop: Path, edition: str) -> None:
    """Of a right-hand page, which has an odd number, that is the right one. Covers and contents may have none."""
    found = pypdfium2.PdfDocument(shop / "build" / SLUG / f"{SLUG}.{edition}.press.pdf")
    told = []
    for number, page in enumerate(found, 1):
        left, bottom, right, _ = page.get_trimbox()
        text, middle, foot = page.get_textpage(), (left + right) / 2, bottom + 45
        halves = [text.get_text_bounded(start, bottom, end, foot).strip() for start, end in ((left, middle), (middle, right))]
        if str(number) in halves:
            told.append((number, halves.index(str(number))))
    assert len(told) >= 3 and all(side == number % 2 for number, side in told), told


def test_a_tumble_edition_is_both_languages_in_a_multiple_of_four_and_its_booklet_folds_it(shop: Path) -> None:
    with document(shop, "tumble.press") as both, document(shop, "tumble.booklet") as sheets, document(shop, "en-CA.press") as one:
        assert len(both.pages) % 4 == 0 and len(both.pages) >= 2 * len(one.pages)
        assert len(sheets.pages) == len(both.pages) // 2
        assert {tuple(round(float(side)) for side in page.mediabox) for page in sheets.pages} == {(0, 0, 1224, 792)}


def test_a4_has_the_pages_of_letter(shop: Path) -> None:
    with document(shop, "en-CA.press-a4") as a4, document(shop, "en-CA.press") as letter:
        assert len(a4.pages) == len(letter.pages)
        assert abs(float(a4.pages[0].trimbox[2]) - float(a4.pages[0].trimbox[0]) - 595.276) < 0.01


def test_an_archive_file_keeps_the_data_of_each_chart(shop: Path) -> None:
    with document(shop, "en-CA.archive-a4") as found:
        kept = {name: spec.get_file().read_bytes() for name, spec in found.attachments.items()}
        metadata = found.Root.Metadata.read_bytes().decode()
    assert kept and all(content.count(b"\n") > 1 for content in kept.values())
    assert re.search(r"pdfaid:part.{0,3}3", metadata)
    charts = json.loads((shop / "build" / "manifest.json").read_text(encoding="utf-8"))["briefs"][SLUG]["en-CA"]["charts"]
    assert set(kept) == {f"{name}.csv" for name in charts}


def test_the_ticket_tells_the_sum_of_the_file_beside_it(shop: Path) -> None:
    import hashlib

    folder = shop / "build" / SLUG
    ticket = json.loads((folder / f"{SLUG}.tumble.press.ticket.json").read_text(encoding="utf-8"))
    sums = json.dumps(ticket)
    assert hashlib.sha256((folder / f"{SLUG}.tumble.press.pdf").read_bytes()).hexdigest() in sums
