"""Terms: words that the glossary forbids are found where they stand, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen.language.terms import forbidden_in, wordlist
from briefgen.model.translation import Term
from conftest import atlantis_door, replaced_once, told

ROOT = Path(__file__).parents[1]
TERMS = {
    "atlantean": Term.model_validate({
        "id": "atlantean", "approved": {"en-CA": "Atlantean", "es-MX": "atlante"},
        "forbidden": {"en-CA": [
            {"words": ["Atlantic", "man", "man of the sea", "U.S."], "reason": "no ocean",
             "spared": ["North Atlantic", "Atlantic cod"]},
        ]},
    }),
}


@pytest.mark.parametrize(("text", "found"), [
    ("An atlantic tide, ATLANTIC.", [("atlantic", 3), ("ATLANTIC", 18)]),
    ("Atlantics and transatlantic", []),
    ("the North Atlantic, not the Atlantic", [("Atlantic", 28)]),
    ("Atlantic cod, Atlantic", [("Atlantic", 14)]),
    ("a man, a man of it", [("man", 2), ("man", 9)]),
    ("a man of\u00a0the\nsea", [("man of\u00a0the\nsea", 2)]),
    ("in the U.S. and the U.S.A", [("U.S.", 7)]),
    ("{actor}`atlantic`, atlantic", [("atlantic", 19)]),
])
def test_whole_words_are_found_however_they_are_written(text: str, found: list[tuple[str, int]]) -> None:
    assert [(word, offset) for word, offset, _ in forbidden_in(text, wordlist(TERMS, "en-CA"))] == found
    assert list(forbidden_in(text, wordlist(TERMS, "es-MX"))) == []


GLOSSARY = b"""pearl_board:
  approved: {en-CA: tide, es-MX: marea}
  forbidden:
    en-CA:
      - {words: [%s], reason: not so}
"""


@pytest.mark.parametrize(("word", "file"), [
    ("Ships", "briefs/strait/en-CA.md"),
    ("Nobody", "briefs/tides/en-CA.md"),
    ("Why divers", "briefs/tides/en-CA.md"),
    ("Lemuria by moonlight", "texts/two-counts/en-CA.md"),
])
def test_a_forbidden_word_is_told_where_it_stands(word: str, file: str) -> None:
    """In emphasis, in a title of a box, in an entry, and in a text that a brief carries; to the column."""
    lines = atlantis_door().files[file].decode().split("\n")
    found = [(d.location.line, d.location.column) for d in told({"data/glossary.yaml": GLOSSARY % word.encode()})
             if d.code == "T011" and d.location.file == file]
    low = word.lower()
    wanted = [(number, line.lower().index(low) + 1) for number, line in enumerate(lines, 1) if low in line.lower()]
    assert found == wanted


def test_a_word_is_forbidden_once_and_never_by_the_term_that_asks_for_it() -> None:
    first = GLOSSARY % b"barnacle"
    second = first.replace(b"pearl_board", b"reef_board").replace(b"tide", b"reef")
    found = [d for d in told({"data/glossary.yaml": first + second}) if d.code == "T012"]
    assert [(d.location.line, d.message) for d in found] == [
        (10, 'expected a word that is only forbidden here, found "barnacle" forbidden by "pearl_board" too'),
    ]
    own = [d for d in told({"data/glossary.yaml": GLOSSARY % b"Tide"}) if d.code == "T012"]
    assert [d.message for d in own] == ['expected a word that is only forbidden here, found "tide" approved by "pearl_board"']


def test_a_title_is_held_to_the_glossary() -> None:
    found = told({"data/glossary.yaml": GLOSSARY % b"The strait by night"})
    assert ("briefs/strait/en-CA.md", 2, 8) in [
        (d.location.file, d.location.line, d.location.column) for d in found if d.code == "T011"
    ]


def test_exhibits_are_held_to_the_glossary_and_names_of_others_are_not() -> None:
    charts = atlantis_door().files["charts/sea.yaml"].decode()
    files = {"data/glossary.yaml": GLOSSARY % b"pearls", "charts/sea.yaml": charts.encode()}
    found = {d.location.file.partition("/")[0] for d in told(files) if d.code == "T011"}
    assert "charts" in found and "data/sources.yaml" not in {d.location.file for d in told(files) if d.code == "T011"}


def test_a_reason_must_be_given() -> None:
    glossary = replaced_once((GLOSSARY % b"xx").decode(), ", reason: not so", "")
    assert [(d.code, d.location.line) for d in told({"data/glossary.yaml": glossary.encode()})] == [("D011", 5)]


def test_the_glossary_of_the_project_has_a_reason_for_each_word() -> None:
    terms = yaml.safe_load((ROOT / "data" / "glossary.yaml").read_text(encoding="utf-8"))
    assert len(terms) >= 15
    assert all(variant["reason"] for term in terms.values() for some in term.get("forbidden", {}).values() for variant in some)
