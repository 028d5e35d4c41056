"""Compose: a brief's blocks become one HTML page with notes, numbered exhibits and a trace of every number.

The golden files hold the outline of the text, its notes and its sources: elements that mean something, without classes and white space. To write them anew,
run with BRIEFGEN_GOLDEN=write, read the difference, and explain it in the commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.build.check import Checked
from briefgen.compose import Composed, compose_brief, style_sheet
from briefgen.diagnostics import ContentError
from briefgen.model.brief import FrontMatter
from briefgen.model.drawing import Drawing
from briefgen.prose import Prose, parse_prose
from conftest import TAGS, atlantis_door, checked_atlantis
from language_locales import plain

GOLDEN = Path(__file__).parent / "golden"
SMALL = {
    "en-CA": """(shores)=
# Two shores

:::{lead}
A strait of {obs}`tunnels@2031 as words` tunnels.
:::

The {actor}`reef_bureau` counts; the {actor}`reef_bureau` prints *what* it **counts**.{cite}`tide_report` See {ref}`partners` and {ref}`counts`.

:::{key-numbers}
- {obs}`pearl_trade:ATL-LEM@2031` of pearls
:::

:::{chart} partners
:::

## Divers

Divers fell by {finding}`divers_fall as decline`, in euros {finding}`trade_gap`.

:::{table} in-numbers
:::

- one
- two.{cite}`census`

:::{chart} counts
:::
""",
    "es-MX": """(shores)=
# Dos orillas

:::{lead}
Un estrecho con {obs}`tunnels@2031 as words` túneles.
:::

La {actor}`reef_bureau` cuenta; la {actor}`reef_bureau` imprime *lo que* **cuenta**.{cite}`tide_report` Véanse {ref}`partners` y {ref}`counts`.

:::{key-numbers}
- {obs}`pearl_trade:ATL-LEM@2031` en perlas
:::

:::{chart} partners
:::

## Buzos

Los buzos cayeron {finding}`divers_fall as decline`, en euros {finding}`trade_gap`.

:::{table} in-numbers
:::

- uno
- dos.{cite}`census`

:::{chart} counts
:::
""",
}
FRONT = FrontMatter(title="Atlantis' tides", standfirst="What & where", subject="Tides <of> both", keywords=("tides",))


def drawing(name: str, quantity: str, text: str) -> Drawing:
    """A chart that nobody drew: what the composer needs of one."""
    return Drawing(name, b"<svg/>", "csv", f"words for {name}", 100.0, 50.0, ("census",), (quantity,), ((quantity, text),))


DRAWINGS = {
    "partners": drawing("partners", "pearl_trade:ATL-MUU@2031", "€612 billion"),
    "counts": drawing("counts", "pearl_trade:ATL-LEM@2031", "€33.3 billion"),
}


def composed_of(text: str, tag: str, drift: Mapping[str, int] | None = None, checked: Checked | None = None) -> Composed:
    checked = checked or checked_atlantis()
    prose, problems = parse_prose("tides", tag, "a.md", FRONT, text, 1)
    assert problems == ()
    return compose_brief(
        checked.loaded.briefs["tides"],
        prose,
        checked.loaded.relationship,
        checked.index,
        checked.locales[tag],
        DRAWINGS,
        atlantis_door().templates,
        drift or {},
        "0.0.0",
    )


@cache
def small(tag: str) -> Composed:
    return composed_of(SMALL[tag], tag)


KEPT = {
    "html": ("lang",),
    "h1": ("id",),
    "h2": ("id",),
    "h3": (),
    "p": (),
    "li": ("id",),
    "data": ("value", "data-obs", "data-count"),
    "a": ("href",),
    "img": ("src", "alt"),
    "th": ("scope",),
    "td": (),
    "title": (),
    "em": (),
    "strong": (),
    "blockquote": (),
    "aside": (),
    "i": (),
}


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.words = ""

    def flush(self) -> None:
        words = re.sub(r"[ \n]+", " ", self.words).strip(" ").replace("\u00a0", "~").replace("\u202f", "~")
        self.lines += [words] if words else []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KEPT:
            self.flush()
            values = dict(attrs)
            kept = "".join(f' {name}="{values[name]}"' for name in KEPT[tag] if name in values)
            self.lines.append(f"<{tag}{kept}>")

    def handle_data(self, data: str) -> None:
        self.words += data


def outline(html: str) -> str:
    parser = _Outline()
    parser.feed(html)
    parser.flush()
    return "\n".join(parser.lines) + "\n"


@pytest.mark.parametrize("tag", TAGS)
def test_a_small_brief_composes_as_its_golden_page(tag: str) -> None:
    path, found = GOLDEN / f"small.{tag}.txt", outline(small(tag).html.split("<main>")[1].split('<div class="imprint">')[0])
    if os.environ.get("BRIEFGEN_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def attributes(html: str, tag: str, *names: str) -> list[tuple[str | None, ...]]:
    found: list[tuple[str | None, ...]] = []

    class Finder(HTMLParser):
        def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
            if name == tag:
                found.append(tuple(dict(attrs).get(wanted) for wanted in names))

    Finder().feed(html)
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_every_quantity_carries_its_value_and_its_reference(tag: str) -> None:
    """`<data value data-obs>`: the value in single units, the reference in full, an id that the manifest names."""
    page = small(tag)
    cells = [row for row in attributes(page.html, "data", "value", "data-obs", "id") if row[1]]
    assert ("33300000000", "pearl_trade:ATL-LEM@2031") in [row[:2] for row in cells]
    assert ("4", "tunnels:_@2031") in [row[:2] for row in cells]
    index = checked_atlantis().index
    for value, reference, identifier in cells:
        quantity = index.resolve(str(reference))
        assert str(value) == f"{quantity.amount:f}"
        assert [p.quantity for p in page.printed if p.anchor == identifier] == [quantity.id]


def test_both_languages_print_the_same_values_in_the_same_order() -> None:
    values = [attributes(small(tag).html, "data", "value", "data-obs") for tag in TAGS]
    assert values[0] == values[1] and len(values[0]) == 10


def test_both_languages_number_exhibits_and_notes_alike() -> None:
    for tag in TAGS:
        assert attributes(small(tag).html, "img", "alt") == [("words for partners",), ("words for counts",)]
    numbers = [
        re.findall(r"(?:Figure|Figura|Table|Cuadro|Gráfica|Gráfico|Tabla)[ \u00a0](\d+)", small(tag).html) for tag in TAGS
    ]
    assert numbers[0] == numbers[1] and {"1", "2"} == set(numbers[0])
    marks = [attributes(small(tag).html, "a", "href") for tag in TAGS]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("tag", TAGS)
def test_an_acronym_is_introduced_once(tag: str) -> None:
    """In full with the acronym at the first mention, the acronym after that."""
    actor = checked_atlantis().loaded.relationship.actors["reef_bureau"]
    assert actor.acronym
    text = plain(re.sub(r"<[^>]+>", "", small(tag).html))
    main = text[text.index("*" if "*" in text else "strai" if tag == "en-CA" else "estrecho") :]
    full = f"{actor.name[tag]} ({actor.acronym[tag]})"
    assert main.count(full) == 1
    assert re.search(rf"\b{actor.acronym[tag]}\b", main[main.index(full) + len(full) :])


@pytest.mark.parametrize("tag", TAGS)
def test_each_note_is_marked_once_and_tells_its_source(tag: str) -> None:
    html = small(tag).html
    marks = re.findall(r'id="mark-(\d+)"', html)
    notes = re.findall(r'<li id="note-(\d+)"[^>]*>(.*?)</li>', html, flags=re.DOTALL)
    assert marks == [number for number, _ in notes] == [str(n) for n in range(1, len(marks) + 1)]
    census = checked_atlantis().loaded.relationship.sources["census"]
    assert any(census.title[tag] in plain(note) for _, note in notes)


@pytest.mark.parametrize("tag", TAGS)
def test_a_converted_value_names_its_rate(tag: str) -> None:
    """The gap rests on a conversion, so its note gives the rate."""
    notes = plain(small(tag).html.split('class="notes"')[1])
    assert "1.2500" in notes


@pytest.mark.parametrize("tag", TAGS)
def test_every_source_used_is_in_the_bibliography(tag: str) -> None:
    relationship = checked_atlantis().loaded.relationship
    listed = plain(small(tag).html.split('class="bibliography"')[1])
    for name in small(tag).sources:
        assert relationship.sources[name].title[tag] in listed
    assert {"tide_report", "census", "bourse", "ledger"} == set(small(tag).sources)


@pytest.mark.parametrize("tag", TAGS)
def test_what_an_author_types_never_becomes_markup(tag: str) -> None:
    html = small(tag).html
    assert "Tides <of>" not in html and "Tides &lt;of&gt; both" in html and "What & where" not in html


def test_every_id_is_given_once_however_many_endings_there_are() -> None:
    outlook = "\n:::{outlook}\n- One\n- Two\n:::\n"
    balance = "\n:::{balance}\n- One\n- Two\n- Three\n:::\n"
    html = composed_of(SMALL["en-CA"] + outlook + balance + outlook + outlook, "en-CA").html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and len([one for one in ids if one.startswith("outlook.")]) == 3


def test_an_exhibit_that_drifts_keeps_its_number() -> None:
    """Moving a chart down past a paragraph changes where it stands, never what it is called."""
    text = "(s)=\n# S\n\n:::{chart} partners\n:::\n\nOne.\n\nTwo.\n\n:::{chart} counts\n:::\n\n(t)=\n# T\n\nThree.\n"
    stays, moved = (composed_of(text, "en-CA", drift).html for drift in ({}, {"partners": 1}))
    assert stays.index('id="partners"') < stays.index("One.") and moved.index("One.") < moved.index(
        'id="partners"'
    ) < moved.index("Two.")
    number = re.compile(r'id="partners".*?(Figure[ \u00a0]1)\b', flags=re.DOTALL)
    assert number.search(stays) and number.search(moved)
    far = composed_of(text, "en-CA", {"counts": 4}).html
    assert far.index('id="counts"') < far.index("Three.")


def test_a_page_is_the_same_each_time() -> None:
    assert composed_of(SMALL["en-CA"], "en-CA") == composed_of(SMALL["en-CA"], "en-CA")


@pytest.mark.parametrize("tag", TAGS)
def test_the_whole_of_atlantis_composes(tag: str) -> None:
    """Every role, form and directive is set; no brace, no raw reference and no undefined value reaches the page."""
    checked = checked_atlantis()
    prose: Prose = checked.prose["tides", tag]
    drawings = {name: drawing(name, "tunnels:_@2031", "4") for name in checked.loaded.relationship.charts}
    html = compose_brief(
        checked.loaded.briefs["tides"],
        prose,
        checked.loaded.relationship,
        checked.index,
        checked.locales[tag],
        drawings,
        atlantis_door().templates,
        {},
        "0.0.0",
    ).html
    body = re.sub(r"<[^>]+>", "", html)
    assert not re.search(r"[{}`]|\bNone\b|Undefined|@20\d\d|Decimal", body)
    assert html.count("<h1") == html.count("</h1>") and html.count("<p") - html.count("<pre") == html.count("</p>")


def test_a_style_sheet_takes_lengths_and_colours_from_the_tokens() -> None:
    tokens = checked_atlantis().loaded.tokens
    sheet = style_sheet(
        {"a.css": "p{margin:token(page.baseline * 2);color:token(colour.ink);font:token(type.text)}"}, tokens, []
    )
    baseline, text = tokens.page.baseline, tokens.type["text"]
    assert f"margin:{(baseline * 2).normalize():f}pt" in sheet and f"color:{tokens.colour['ink'].rgb}" in sheet
    assert f'font:400 {text.size}pt/{text.leading}pt "{text.family}"' in sheet


def test_a_token_that_does_not_exist_is_told_at_its_place() -> None:
    with pytest.raises(ContentError) as raised:
        style_sheet({"a.css": "p{}\nq{color:token(colour.pink)}"}, checked_atlantis().loaded.tokens, [])
    assert [(d.code, str(d.location)) for d in raised.value.diagnostics] == [("R001", "a.css:2:9")]
