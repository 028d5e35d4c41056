"""Citations: the bibliography in a CSL style, in each language's own terms, and what the check knows of a style."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from briefgen.build.citing import citation_templates
from briefgen.build.door import PACKAGE, citation_files, open_door
from briefgen.compose.bibliography import bibliography, csl_date, entry
from briefgen.compose.citation_style import NotAStyle, missing_terms, read_style, read_terms
from briefgen.diagnostics import ContentError
from briefgen.language.periods import date_text
from briefgen.model.period import parse_event_date
from briefgen.model.source import Source
from conftest import ROOT, TAGS, atlantis_door, checked_atlantis, door_with, told
from language_locales import catalogue_of, rules_of

SHORT = dedent((Path(__file__).parent / "diagnostics" / "D049" / "change.yaml").read_text(encoding="utf-8").partition("text: |\n")[2])
OWN = "styles/short.csl"


def source_of(**fields: Any) -> Source:
    title = fields.pop("title", "Tides")
    return Source.model_validate({"id": "x", "type": "report", "title": dict.fromkeys(TAGS, title), **fields})


def printed(source: Source, tag: str = "en-CA", templates: dict[str, str] | None = None) -> str:
    checked = checked_atlantis()
    return str(entry(source, checked.loaded.relationship, checked.locales[tag], templates or citation_templates(atlantis_door())))


JOURNAL = {
    "type": "article-journal", "container-title": "Reef Studies", "volume": "3", "issue": "2", "page": "11-19", "issued": "2031-05",
    "author": [{"family": "Nemo", "given": "Ada"}, {"family": "Mar", "given": "Inés", "non-dropping-particle": "del"}],
    "DOI": "10.1/x", "accessed": "2031-12-09",
}


def test_an_article_is_set_in_each_languages_own_terms() -> None:
    source = source_of(title="Tides", **JOURNAL)
    assert printed(source) == (
        "Nemo, Ada and Inés del Mar, “Tides”, <i>Reef Studies</i>, vol.\u00a03, no.\u00a02, pp.\u00a011–19, May 2031, <span class=\"together\">doi.org/10.1/x</span>, "
        "accessed December 9, 2031."
    )
    assert printed(source, "es-MX") == (
        "Nemo, Ada e Inés del Mar, «Tides», <i>Reef Studies</i>, vol.\u00a03, núm.\u00a02, pp.\u00a011-19, mayo de 2031, <span class=\"together\">doi.org/10.1/x</span>, "
        "consulta: 9 de diciembre de 2031."
    )


@pytest.mark.parametrize(("tag", "end"), [("en-CA", "2nd ed., Coral Press, 2031."), ("es-MX", "2.ª ed., Coral Press, 2031.")])
def test_an_edited_book_has_its_editors_and_its_edition(tag: str, end: str) -> None:
    source = source_of(type="book", editor=[{"literal": "Reef Institute"}], edition="2", publisher="Coral Press", issued="2031")
    assert printed(source, tag) == f"Reef Institute (ed.), <i>Tides</i>, {end}"


@pytest.mark.parametrize(("tag", "text"), [("en-CA", "Coral Press, <i>Tides</i>, n.d."), ("es-MX", "Coral Press, <i>Tides</i>, s.\u00a0f.")])
def test_a_source_without_any_date_says_so(tag: str, text: str) -> None:
    assert printed(source_of(publisher="Coral Press"), tag) == text


def test_nothing_in_a_source_is_markup_and_an_address_keeps_every_character() -> None:
    """Typography would make 2030-31 a range; and nobody may write an element, or a character that stands for one."""
    address = "https://example.org/a?b=2030-31&c='x'"
    text = printed(source_of(title="<b>A</b> & \ue010“B\ue011”", publisher="<script>", URL=address, issued="2031"))
    assert text == ("&lt;script&gt;, <i>&lt;b&gt;A&lt;/b&gt; &amp; “B”</i>, 2031, "
                    "<span class=\"together\">example.org/a?b=2030-31&amp;c=&#39;x&#39;</span>.")


def test_only_an_address_that_is_too_long_for_a_line_may_break() -> None:
    address = "example.org/" + "a/" * 20
    assert printed(source_of(publisher="Coral Press", URL=f"https://{address}", issued="2031")) == f"Coral Press, <i>Tides</i>, 2031, {address}."


def test_a_quotation_within_a_quoted_title_takes_the_inner_marks() -> None:
    assert "“On ‘tides’”, " in printed(source_of(title="On “tides”", **JOURNAL))
    assert "«On “tides”», " in printed(source_of(title="On «tides»", **JOURNAL), "es-MX")


def test_no_stop_stands_twice() -> None:
    assert printed(source_of(title="Reefs Inc.", issued=None, accessed=None, cited_in="tide_report")).startswith("<i>Reefs Inc.</i> Cited in")


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("date", ["198X", "2004", "2004/2006", "2009-21", "2009-24", "2009-07", "2009-12-06", "2009-12-01", "2009-12-06/2009-12-09"])
def test_a_date_prints_as_everywhere_else(tag: str, date: str) -> None:
    locale = checked_atlantis().locales[tag]
    wanted = date_text(parse_event_date(date), locale, short=False)
    assert printed(source_of(publisher="Coral Press", issued=date), tag) == f"Coral Press, <i>Tides</i>, {wanted}."


def test_a_style_may_take_a_date_apart() -> None:
    locale = checked_atlantis().locales["en-CA"]
    assert csl_date(parse_event_date("2009-12-06"), locale) == {"date-parts": [[2009, 12, 6]]}


def test_entries_stand_in_the_locales_order_with_the_documents_that_they_are_cited_in() -> None:
    checked = checked_atlantis()
    heads = {tag: [str(html).partition(",")[0] for html in bibliography(
        ("ledger", "census", "bourse"), checked.loaded.relationship, checked.locales[tag], citation_templates(atlantis_door())
    )] for tag in TAGS}
    assert heads == {"en-CA": ["Lagoon Office", "Nemo", "Reef Bureau", "Reef Institute"],
                     "es-MX": ["Nemo", "Oficina de Arrecifes", "Oficina de la Laguna", "Reef Institute"]}


def test_setting_says_nothing_beside_its_result(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = printed(source_of(**JOURNAL))
        assert first == printed(source_of(**JOURNAL))
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_check_imports_no_library_for_citations_or_imports() -> None:
    code = ("import sys; from pathlib import Path; from briefgen.build.check import check; check(Path(sys.argv[1]), lambda *_: None); "
            "print(sorted({'citeproc', 'lxml', 'pybtex', 'latexcodec'} & set(sys.modules)))")
    done = subprocess.run((sys.executable, "-c", code, str(ROOT)), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# the style and the terms


def test_a_projects_own_style_takes_the_packages_place() -> None:
    templates = citation_templates(door_with({OWN: SHORT.encode()}))
    assert printed(source_of(publisher="Coral Press", issued="2031"), templates=templates) == "Coral Press, Tides, 2031."


@pytest.mark.parametrize(("old", "new", "message"), [
    ("</style>", "", "expected XML; no element found"),
    ("<bibliography>", "<!-- <bibliography>", "expected XML; "),
    ('<text variable="note"/>', '<text macro="who"/>', 'expected a macro of the style, found "who"'),
    ("<citation>", '<macro name="a"><text macro="a"/></macro><citation>', ""),
    ("http://purl.org/net/xbiblio/csl", "http://example.org", "expected an element of http://purl.org/net/xbiblio/csl, found <style>"),
    ("<style ", "<!DOCTYPE style [<!ENTITY a 'aa'>]><style ", "expected no document type, found one"),
])
def test_a_style_that_cannot_be_followed_is_told_at_its_place(old: str, new: str, message: str) -> None:
    text = SHORT.replace(old, new, 1)
    found = [d for d in told({OWN: text.encode()}) if d.code != "D049"]
    if message:
        assert [(d.code, d.location.file) for d in found] == [("R006", OWN)]
        assert found[0].message.startswith(message) and found[0].location.line > 0
    else:
        assert found == []  # a macro that nothing calls does no harm


def test_macros_that_call_each_other_are_refused() -> None:
    macros = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro><citation>'
    text = SHORT.replace("<citation>", macros).replace('<text variable="note"/>', '<text macro="a"/>')
    assert [d.code for d in told({OWN: text.encode()})] == ["R006"]


def test_a_dependent_style_and_a_second_one_are_refused() -> None:
    dependent = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info/></style>'
    assert [d.code for d in told({OWN: dependent.encode()})] == ["R006"]
    found = told({OWN: SHORT.encode(), "styles/other.csl": SHORT.encode()})
    assert [(d.code, d.location.file) for d in found if d.code != "D049"] == [("R006", "styles/short.csl")]
    assert [d.code for d in told({OWN: b"\xff"})] == ["D001"]


def test_a_style_that_the_schema_refuses_is_told_when_it_is_followed() -> None:
    text = SHORT.replace('<text variable="note"/>', '<text variable="nonsense"/>')
    with pytest.raises(ContentError) as caught:
        printed(source_of(), templates=citation_templates(door_with({OWN: text.encode()})))
    assert [d.code for d in caught.value.diagnostics] == ["R006"]


def test_a_term_that_the_locale_lacks_is_told_and_taken_from_no_other_language() -> None:
    text = SHORT.replace('<text variable="note"/>', '<text term="folio" form="short"/><text variable="note"/>')
    found = [d for d in told({OWN: text.encode()}) if d.code != "D049"]
    assert [(d.code, d.location.file) for d in found] == [("R005", "locales/en-CA.xml"), ("R005", "locales/es-MX.xml")]
    assert "found no folio (short)" in found[0].message


def test_a_locale_of_the_projects_own_brings_its_terms() -> None:
    ours = (PACKAGE / "compose" / "csl" / "es-MX.xml").read_text(encoding="utf-8").replace(">s.&#160;f.<", ">sin año<")
    templates = citation_templates(door_with({"locales/es-MX.xml": ours.encode()}))
    assert printed(source_of(publisher="Coral Press"), "es-MX", templates) == "Coral Press, <i>Tides</i>, sin año."
    assert told({"locales/es-MX.xml": ours.encode()}) == ()
    assert [d.code for d in told({"locales/es-MX.xml": b"<locale/>"})] == ["R005"]


def test_a_language_without_terms_is_an_error(atlantis: Path, change: Any) -> None:
    """Nothing falls back to English: not even for a language that neither briefgen nor the library knows."""
    files = citation_files(["es-PE", "fr-CA", "qu-PE"])
    assert files["es-PE.xml"] == files.get("es-MX.xml", (PACKAGE / "compose/csl/es-MX.xml").read_text(encoding="utf-8"))
    assert 'xml:lang="fr-CA"' in files["fr-CA.xml"] and "qu-PE.xml" not in files
    (atlantis / "locales").mkdir()
    (atlantis / "locales" / "qu-PE.toml").write_text(rules_of("en-CA"), encoding="utf-8")
    (atlantis / "locales" / "qu-PE.po").write_text(catalogue_of("en-CA"), encoding="utf-8")
    change("briefgen.yaml", "locales: [en-CA, es-MX]", "locales: [en-CA, es-MX, qu-PE]")
    from briefgen.build.check import check_project

    assert "R005" in {d.code for d in check_project(open_door(atlantis))[1]}


@pytest.mark.parametrize("tag", TAGS)
def test_the_packages_terms_are_whole_and_its_marks_those_of_the_locale(tag: str) -> None:
    templates = citation_templates(atlantis_door())
    assert missing_terms(read_style(templates["sources.csl"]), read_terms(templates[f"{tag}.xml"]), tag) == ()
    assert f">{checked_atlantis().locales[tag].rules.typography.quotes[0]}<" in templates[f"{tag}.xml"]


def test_deep_and_long_styles_are_refused() -> None:
    with pytest.raises(NotAStyle, match="at most"):
        read_style('<style xmlns="http://purl.org/net/xbiblio/csl">' + "<group>" * 5_000)
    with pytest.raises(NotAStyle):
        read_style("")
