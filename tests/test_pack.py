"""Pack: a meeting's folder is one document: its folios run on, its contents are right, and each brief keeps its language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from conftest import TAGS, checked_atlantis

BEGINS = {"strait-en-CA": 5, "strait-es-MX": 7, "roll-en-CA": 9}
"""The page on which each brief of the folder begins."""


@cache
def _texts(path: Path) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(path)
    return tuple(re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document)


@pytest.fixture
def folder(built_atlantis: Path) -> Path:
    return built_atlantis / "build" / "meetings" / "spring" / "spring.office.pdf"


@pytest.fixture
def texts(folder: Path) -> tuple[str, ...]:
    """The words of each page."""
    return _texts(folder)


def _places(folder: Path) -> dict[str, int]:
    """The page of each name that a link can lead to."""
    with pikepdf.open(folder) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        names: Any = document.Root.Names.Dests.Names
        return {str(names[at]): pages[names[at + 1][0].objgen] for at in range(0, len(names), 2)}


def test_folios_run_through_the_whole_folder(folder: Path, texts: tuple[str, ...]) -> None:
    document = pypdfium2.PdfDocument(folder)
    feet = [page.get_textpage().get_text_bounded(0, 0, 612, 50).split(" ")[0] for page in document]
    assert len(texts) == 12 and feet[1:] == [str(number) for number in range(2, 13)]


def test_the_contents_name_the_page_on_which_each_part_begins(folder: Path, texts: tuple[str, ...]) -> None:
    places = _places(folder)
    parts = ("pack-agenda", "pack-delegations", "pack-key_numbers", *BEGINS)
    listed = texts[1].partition("Agenda / Orden")[2].rpartition("EXAMPLE")[0]
    printed = [int(number) for number in re.findall(r"\b\d+\b", listed)]
    assert printed == [places[name] for name in parts]
    assert {name: places[name] for name in BEGINS} == BEGINS


def test_each_brief_begins_on_a_right_hand_page_with_its_title(texts: tuple[str, ...]) -> None:
    prose = checked_atlantis().prose
    for anchor, page in BEGINS.items():
        slug, tag = anchor.split("-", 1)
        assert page % 2 == 1 and prose[slug, tag].front.title in texts[page - 1]


def test_the_folder_s_own_pages_say_everything_in_both_languages(texts: tuple[str, ...]) -> None:
    meeting = checked_atlantis().loaded.relationship.meetings["spring"]
    for tag in TAGS:
        assert meeting.title[tag] in texts[0] and meeting.place[tag] in texts[0]
        assert meeting.purpose[tag] in texts[1] and all(sitting.title[tag] in texts[2] for sitting in meeting.agenda)
    assert "The strait by night, page 5" in texts[2] and "El estrecho de noche, página 7" in texts[2]
    assert "Ada Nemo, Keeper of the Tides" in texts[2] and "Oficina de la Laguna" in texts[2]


def test_all_key_numbers_stand_on_one_page_in_both_languages(texts: tuple[str, ...]) -> None:
    for words in ("about 4,100", "alrededor de 4,100", "€33.3 billion", "33,300 millones de euros", "−38 per cent", "−38 por ciento"):
        assert words in texts[3]


def test_a_meeting_that_is_an_example_says_so_on_each_of_its_own_pages(texts: tuple[str, ...]) -> None:
    marked = [number for number, text in enumerate(texts, 1) if re.search("example / ejemplo", text, flags=re.IGNORECASE)]
    assert marked == [1, 2, 3, 4]


def test_a_page_of_a_brief_in_the_folder_is_the_folder_s_own(built_atlantis: Path, texts: tuple[str, ...]) -> None:
    """The roll is there in English and begins on page 9; in Spanish it is not, so the page is that of the roll itself."""
    briefs = json.loads((built_atlantis / "build" / "manifest.json").read_text(encoding="utf-8"))["briefs"]
    english, spanish = (briefs["roll"][tag]["labels"]["local-ties"] for tag in TAGS)
    assert f"The roll of both shores, page {english + BEGINS['roll-en-CA'] - 1};" in texts[4]
    assert f"El padrón de ambas orillas, página {spanish};" in texts[6]
    assert f"page {briefs['tides']['en-CA']['labels']['divers-count']} tells" in texts[4]


def test_every_part_is_tagged_in_its_language(folder: Path) -> None:
    """A screen reader changes its voice where the language changes."""
    with pikepdf.open(folder) as document:
        elements = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/Lang" in o]
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        found = {(pages[e.Pg.objgen], str(e.Lang)) for e in elements if str(e.S) == "/Art"}
        own = {str(e.Lang) for e in elements if str(e.S) in ("/TD", "/TH")}
    assert found == {(page, "es-MX" if page in (7, 8) else "en-CA") for page in range(5, 13)} and own == set(TAGS)


def test_the_manifest_knows_the_folder(built_atlantis: Path) -> None:
    entry = json.loads((built_atlantis / "build" / "manifest.json").read_text(encoding="utf-8"))["briefs"]["meetings/spring"]
    (told,) = entry.values()
    assert list(entry) == ["+".join(TAGS)] and (told["pages"], told["file"]) == (12, "meetings/spring/spring.office.pdf")
    assert told["refers_to"] == ["roll", "strait", "tides"]
    assert {one["quantity"] for one in told["printed"]["4"]} == {
        "passages:ATL-LEM@2031", "divers_fall", "pearl_trade:ATL-LEM@2031",
    }
