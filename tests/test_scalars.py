"""Scalars: a mistake in a text of the data is told at its own character, however YAML writes the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import Location
from briefgen.load.documents import read_document
from briefgen.load.scalars import Files
from conftest import atlantis_door, edited, replaced_once, told

SPOTS = "§"
"""A character that YAML never escapes, and that stands wherever a text is looked for."""


def scalars(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of plain data, with its path."""
    if isinstance(data, str):
        yield path, data
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from scalars(value, (*path, step))


def missed(content: bytes) -> list[Location]:
    """The places that were found for the spots of a file's texts and at which no spot stands."""
    document, problems = read_document("a.yaml", content)
    assert document is not None, problems
    lines, files = content.decode().split("\n"), Files({"a.yaml": content})
    places = [
        files.within(document.values[path], offset)
        for path, text in scalars(document.data) for offset, sign in enumerate(text) if sign == SPOTS
    ]
    assert len(places) == len(set(places)) == content.decode().count(SPOTS)
    return [place for place in places if lines[place.line - 1][place.column - 1] != SPOTS]


@pytest.mark.parametrize("text", [
    "a: plain § text §\n",
    "a: plain §\n  over § lines\n\n  and § more\n",
    'a: "quoted \\"x\\" \\u00e9\\t§ \\\n   joined §\n  folded §\n\n\n  apart §"\n',
    "a: 'it''s §\n  more §'\n",
    "a: |\n  line §\n\n    deeper §\n  line §\nb: c §\n",
    "a: >-\n  folded §\n  on §\n\n  apart §\n    deeper §\n\n    deeper §\n  last §\n",
    "a: |2\n    indented §\n  not §\n",
    "a:\n  - x\n  - entry §\n  - {k: entry §, l: \"m §\"}\n",
    "a:\n  - b: |2\n        indented §\n      not §\n",
    "a: [x, entry §, {k: 'y §'}]\n",
])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_character_is_found_in_every_kind_of_text(text: str, ending: str) -> None:
    assert missed(text.replace("\n", ending).encode()) == []


@settings(deadline=None)
@given(
    st.lists(st.text(st.sampled_from("ab §'\"\\:#-é,[]{}\n\t>|"), min_size=1, max_size=40), min_size=1, max_size=4),
    st.sampled_from(["'", '"', "|", ">", None]), st.booleans(), st.integers(10, 80),
)
def test_a_character_is_found_as_a_library_writes_it(texts: list[str], style: str | None, flow: bool, width: int) -> None:
    """Whatever quotes, escapes and folds a writer of YAML chooses."""
    written = yaml.safe_dump({"a": [{"b": text} for text in texts]}, default_style=style, allow_unicode=True,
                             default_flow_style=flow, width=width)
    assert missed(written.encode()) == []


def test_what_is_not_there_is_told_where_the_text_begins() -> None:
    start = Location("a.yaml", 1, 4)
    assert Files({"a.yaml": b"a: b\n"}).within(start, 99) == start
    assert Files({}).within(Location("b.yaml", 3, 1), 0) == Location("b.yaml", 3, 1)


# What an author sees: T005 and T011

CHARTS, MIRRORS, FRONT = "charts/sea.yaml", "data/mirrors.yaml", "briefs/tides/en-CA.md"


@pytest.mark.parametrize(("file", "find", "new"), [
    (CHARTS, "en-CA: Mu leads,", "en-CA: Mu leads zorp,"),
    (CHARTS, 'en-CA: "Atlantis’s trade', 'en-CA: "Atlantis’s \\"zorp\\" trade'),
    (CHARTS, "title: {en-CA: Mu leads, es-MX: Mu va adelante}",
     "title:\n    en-CA: |-\n      Mu leads\n      the zorp\n    es-MX: Mu va adelante"),
    (MIRRORS, "reasons: [{en-CA: ", "reasons: [{en-CA: The zorp. "),
    (FRONT, "standfirst: What the", "standfirst: What zorp the"),
    (FRONT, "Lemuria, tides]", "Lemuria, the zorp]"),
    (FRONT, "keywords: [Atlantis, Lemuria, tides]", "keywords:\n  - tides\n  - the zorp"),
], ids=["plain", "quoted", "block", "entry", "front matter", "flow list", "list"])
def test_a_forbidden_word_of_the_data_is_told_at_its_column(file: str, find: str, new: str) -> None:
    text = atlantis_door().files[file].decode()
    changed = text.replace(find, new, 1)
    assert changed != text
    glossary = b"t:\n  approved: {en-CA: tide, es-MX: marea}\n  forbidden: {en-CA: [{words: [zorp], reason: not so}]}\n"
    (found,) = [d for d in told({file: changed.encode(), "data/glossary.yaml": glossary}) if d.code == "T011"]
    line = changed.split("\n")[found.location.line - 1]
    assert (found.location.file, line[found.location.column - 1:][:4]) == (file, "zorp")


@pytest.mark.parametrize(("file", "find", "new"), [
    (CHARTS, "en-CA: Mu leads,", "en-CA: Mu «leads,"),
    (CHARTS, 'en-CA: "Atlantis’s trade', 'en-CA: "Atlantis’s \\u0074rade, «trade'),
    (CHARTS, "title: {en-CA: Mu leads, es-MX: Mu va adelante}",
     "title:\n    en-CA: |-\n      Mu leads\n      the «sea\n    es-MX: Mu va adelante"),
    (MIRRORS, "reasons: [{en-CA: ", "reasons: [{en-CA: The «sea. "),
    (FRONT, "standfirst: What the", "standfirst: What «the"),
    ("briefs/strait/en-CA.md", "- Who keeps", "- Who it is that\n  still «keeps"),
    ("briefs/strait/en-CA.md", "# Crossing", "# The «Crossing"),
], ids=["plain", "quoted", "block", "entry", "front matter", "entry of prose", "heading of prose"])
def test_a_slip_is_told_at_its_column(file: str, find: str, new: str) -> None:
    changed = replaced_once(atlantis_door().files[file].decode(), find, new) if file != MIRRORS else \
        atlantis_door().files[file].decode().replace(find, new, 1)
    (found,) = [d for d in told({file: changed.encode()}) if d.code == "T005"]
    line = changed.split("\n")[found.location.line - 1]
    assert (found.location.file, line[found.location.column - 1]) == (file, "«")


def test_a_slip_at_the_beginning_of_a_line_of_an_entry_is_told_there() -> None:
    changed = edited("briefs/strait/en-CA.md", "- Who keeps the lamps?", "- Who keeps the\n  «lamps?")
    assert [(d.code, d.location.column) for d in told(changed)] == [("T005", 3)]
