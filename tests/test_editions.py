"""Editions: both languages are printed, read back from the PDF, and must say the same, block by block."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from briefgen.build.door import close_to_the_system
from briefgen.build.readback import proof_prints
from briefgen.compose import Composed, compose_brief
from briefgen.diagnostics import Diagnostic
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, quantity_text
from briefgen.model.brief import FrontMatter
from briefgen.model.drawing import Drawing
from briefgen.model.finding import Quantity
from briefgen.proof import read_passages
from briefgen.prose import Prose, parse_prose
from conftest import TAGS, atlantis_door, checked_atlantis

close_to_the_system()

from briefgen.render import lay_out, render  # noqa: E402  (the engine is imported after its fonts are settled)

FONTS = {f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts}
PICTURE = {"charts/partners.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'}
CSS = ("@font-face{font-family:T;src:url(briefgen:fonts/SourceSansPro-Regular.ttf)}@page{size:200pt 300pt;margin:20pt}"
       "*{font:9pt/13pt T;hyphens:auto}")
WORDS = {
    "en-CA": """(shores)=
# Two shores

Trade was {obs}`pearl_trade:ATL-LEM@2031` in 2031; {obs}`passages:ATL-LEM@2031` passages were counted on December 6, 2031.{cite}`census`

The {actor}`reef_bureau` counts what {obs}`tunnels@2031 as words` tunnels carry ({ref}`partners`).

:::{key-numbers}
- {obs}`pearl_trade:ATL-LEM@2031` of pearls
:::

:::{chart} partners
:::

Divers fell by {finding}`divers_fall as decline`.

A census is taken every year.{cite}`census`

:::{table} in-numbers
:::
""",
    "es-MX": """(shores)=
# Dos orillas

El comercio fue de {obs}`pearl_trade:ATL-LEM@2031` en 2031; el 6 de diciembre de 2031 se contaron {obs}`passages:ATL-LEM@2031` travesías.{cite}`census`

La {actor}`reef_bureau` cuenta lo que llevan {obs}`tunnels@2031 as words` túneles ({ref}`partners`).

:::{key-numbers}
- {obs}`pearl_trade:ATL-LEM@2031` en perlas
:::

:::{chart} partners
:::

Los buzos cayeron {finding}`divers_fall as decline`.

Cada año se levanta un censo.{cite}`census`

:::{table} in-numbers
:::
""",
}
ALT = {"en-CA": "Trade in 2031. Lemuria: €33.3 billion; Mu: more than €612 billion.",
       "es-MX": "El comercio en 2031. Lemuria: 33.3 mil millones; Mu: más de 612 mil millones."}
FRONT = FrontMatter(title="Tides", standfirst="Tides", subject="Tides")
Formatter = Callable[..., str]


def prose_of(tag: str, words: str) -> Prose:
    prose, problems = parse_prose("tides", tag, f"briefs/tides/{tag}.md", FRONT, words, 1)
    assert {problem.code for problem in problems} <= {"P004"}  # numbers are typed here to be caught in print
    return prose


def composed(tag: str, prose: Prose, alt: str) -> Composed:
    checked = checked_atlantis()
    drawing = Drawing("partners", b"", "", alt, 9.0, 9.0, ("census",), (), ())
    view = checked.view("tides")
    return compose_brief(checked.loaded.briefs["tides"], prose, view.relationship, view.index, checked.locales[tag],
                         {"partners": drawing}, atlantis_door().templates, {}, "0.0.0")


@functools.cache
def pdf_of(html: str) -> bytes:
    resources = {**FONTS, **PICTURE}
    return render("t", html, lay_out("t", html, CSS, resources), resources).pdf


def entry_of(page: Composed, tag: str) -> dict[str, object]:
    index = checked_atlantis().view("tides").index
    told = []
    for printed in page.printed:
        quantity = index.resolve(printed.quantity)
        told.append({"where": printed.anchor, "text": printed.text, "quantity": quantity.id, "value": str(quantity.value),
                     "unit": quantity.unit, "multiplier": quantity.multiplier, "qualifier": quantity.qualifier.value})
    return {"file": f"tides/tides.{tag}.office.pdf", "printed": {"1": told}}


def proofed(
    es: Callable[[str], str] = str, alt: Callable[[str], str] = str, formatter: Formatter = quantity_text,
    html: Callable[[str], str] = str,
) -> tuple[Diagnostic, ...]:
    """What the proof says of the two editions, the Spanish one changed: its prose, its chart's words, its formatter, its page."""
    words = {"en-CA": WORDS["en-CA"], "es-MX": es(WORDS["es-MX"])}
    proses = {tag: prose_of(tag, words[tag]) for tag in TAGS}
    pages = {"en-CA": composed("en-CA", proses["en-CA"], ALT["en-CA"])}
    with patch("briefgen.compose.setting.quantity_text", formatter):
        pages["es-MX"] = composed("es-MX", proses["es-MX"], alt(ALT["es-MX"]))
    checked = replace(checked_atlantis(), prose={("tides", tag): prose for tag, prose in proses.items()})
    pdfs = {"en-CA": pdf_of(pages["en-CA"].html), "es-MX": pdf_of(html(pages["es-MX"].html))}
    return proof_prints("tides", {tag: (pdfs[tag], entry_of(pages[tag], tag)) for tag in TAGS}, checked)


def changed(find: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert find in text
        return text.replace(find, new)

    return change


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return sorted({d.code for d in found})


def test_two_editions_in_order_pass() -> None:
    assert [str(d) for d in proofed()] == []


def wrong(how: Callable[[str], str]) -> Formatter:
    """A formatter of Spanish that prints its text otherwise."""
    def formatter(quantity: Quantity, locale: Locale, form: Form, *, qualified: bool) -> str:
        return how(quantity_text(quantity, locale, form, qualified=qualified))

    return formatter


SLOW = pytest.mark.slow


@pytest.mark.parametrize("how", [
    pytest.param(lambda text: text.replace("33,300\u00a0millones", "33.3\u00a0millones"), id="a thousandth"),
    pytest.param(lambda text: text.replace(",", "\0").replace(".", ",").replace("\0", "."), id="separators"),
    pytest.param(lambda text: text.replace("alrededor de ", ""), id="no qualifier"),
    pytest.param(lambda text: text.replace("alrededor de ", "más de "), id="another qualifier", marks=SLOW),
    pytest.param(lambda text: text.replace("33,300\u00a0millones", "33.3\u00a0billones"), id="billones", marks=SLOW),
    pytest.param(lambda text: text.replace("euros", "pesos mexicanos"), id="another currency", marks=SLOW),
    pytest.param(lambda text: text.replace("cuatro", "cinco"), id="another word", marks=SLOW),
    pytest.param(lambda text: text.replace("por\u00a0ciento", "veces"), id="another unit", marks=SLOW),
])
def test_a_formatter_that_prints_one_language_wrongly_is_told(how: Callable[[str], str]) -> None:
    """The prose is the same, the data are the same, and every check before the print passes."""
    found = proofed(formatter=wrong(how))
    assert "B010" in told(found), found
    first = next(d for d in found if d.code == "B010" and "block" in d.message)
    assert first.location.file.startswith("tides.es-MX.office:")
    assert "briefs/tides/es-MX.md:" in first.message and "tides.en-CA.office:" in first.message


def test_the_message_names_quantity_words_meaning_and_both_pages() -> None:
    found = proofed(formatter=wrong(lambda text: text.replace("33,300\u00a0millones", "33.3\u00a0millones")))
    first = next(d for d in found if d.code == "B010")
    assert str(first) == (
        'tides.es-MX.office:2: error B010: expected pearl_trade:ATL-LEM@2031 as 33300000000 EUR ("€33.3 billion"), found '
        '33300000 EUR ("33.3 millones de euros") in the block at briefs/tides/es-MX.md:4, as tides.en-CA.office:2 has it\n'
        "  hint: the words are made by the locales en-CA and es-MX"
    )


def test_a_formatter_that_prints_both_languages_wrongly_is_told() -> None:
    """What the editions share is held against the data."""
    words = {tag: prose_of(tag, WORDS[tag]) for tag in TAGS}
    with patch("briefgen.compose.setting.quantity_text", wrong(
        lambda text: text.replace("billion", "million").replace("33,300\u00a0millones", "33.3\u00a0millones")
    )):
        pages = {tag: composed(tag, words[tag], ALT[tag]) for tag in TAGS}
    checked = replace(checked_atlantis(), prose={("tides", tag): prose for tag, prose in words.items()})
    found = proof_prints("tides", {tag: (pdf_of(pages[tag].html), entry_of(pages[tag], tag)) for tag in TAGS}, checked)
    assert "B011" in told(found)
    assert {d.location.file.split(":")[0] for d in found if d.code == "B011"} == {"tides.en-CA.office", "tides.es-MX.office"}


CHANGES = [
    ("en 2031;", "en 2030;", "B012", "year 2030"),
    ("6 de diciembre", "7 de noviembre", "B012", "month 11"),
    ("La {actor}`reef_bureau` cuenta", "Ella cuenta", "B014", "Reef Bureau"),
    ("un censo.{cite}`census`", "un censo.", "B013", "expected the notes"),
    ("({ref}`partners`)", "", "B013", "figure 1"),
    ("Los buzos cayeron", "Los 33 buzos cayeron", "B010", "found 33"),
]


def test_dates_names_notes_pointers_and_typed_numbers_are_compared() -> None:
    """Each change is told by its code, whatever else is wrong in the same edition."""
    def change(text: str) -> str:
        for find, new, _, _ in CHANGES:
            text = changed(find, new)(text)
        return text

    found = proofed(es=change)
    assert [(code, words) for _, _, code, words in CHANGES
            if not any(d.code == code and words in d.message for d in found)] == [], [str(d) for d in found]


def test_the_descriptions_of_charts_are_compared() -> None:
    found = proofed(alt=lambda _: "El comercio en 2013. Lemuria: 33.3 millones; Mu: 612 mil millones.")
    assert told(found) == ["B010", "B012"]
    quantities = next(d.message for d in found if d.code == "B010")
    assert "expected the same quantities: 33300000000 EUR, more than 612000000000 EUR, found 33300000, 612000000000" in quantities


def test_a_block_that_one_edition_does_not_print_is_told() -> None:
    found = proofed(html=changed('<p data-block="15"', '<p style="display:none" data-block="15"'))
    assert "B015" in told(found)


def test_a_language_without_a_grammar_is_told() -> None:
    with patch("briefgen.proof.editions.grammar_of", lambda _: None):
        assert told(proofed()) == ["B016"]


def test_one_edition_alone_is_held_against_nothing() -> None:
    page = composed("en-CA", prose_of("en-CA", WORDS["en-CA"]), ALT["en-CA"])
    assert proof_prints("tides", {"en-CA": (pdf_of(page.html), entry_of(page, "en-CA"))}, checked_atlantis()) == ()


def test_a_passage_is_read_over_pages_lines_and_hyphens() -> None:
    """Narrow lines break words and numbers; read back, the passage is whole, and its quantities and notes stand apart."""
    page = composed("en-CA", prose_of("en-CA", WORDS["en-CA"]), ALT["en-CA"])
    passages = read_passages(pdf_of(page.html))
    first = passages["4"]
    assert first.whole.startswith("Trade was €33.3 billion in 2031; about 4,100 passages were counted on December 6, 2031.")
    assert [text for _, text in first.quantities] == ["€33.3 billion", "about 4,100"] and first.notes == ("1",)
    assert passages["12"].pictures == (ALT["en-CA"],)


@pytest.mark.slow
def test_the_fictional_project_is_read_back_whole(built_atlantis: Path) -> None:
    """Its build would have stopped at a difference; this says that there was something to compare."""
    manifest = json.loads((built_atlantis / "build" / "manifest.json").read_text(encoding="utf-8"))
    for slug, editions in manifest["briefs"].items():
        if slug.startswith("meetings/"):
            continue
        prints = {tag: ((built_atlantis / "build" / entry["file"]).read_bytes(), entry) for tag, entry in editions.items()}
        assert proof_prints(slug, prints, checked_atlantis()) == ()
        for pdf, entry in prints.values():
            read = [text for passage in read_passages(pdf).values() for _, text in passage.quantities]
            shown = [one for page in entry["printed"].values() for one in page if not one.get("exhibit")]
            assert len(read) >= len(shown) > 0
