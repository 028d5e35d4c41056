"""Trace: from a printed number to its line in the data and back to every page, and from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from briefgen.build.appearances import appearances, documents
from briefgen.build.editions import Comparison, Fate, compared
from briefgen.build.inquiry import inquire
from briefgen.build.lineage import name_of, recorded_at, users_of, words_of
from briefgen.build.mentions import shown_of, told_of
from briefgen.build.search import found, normal
from briefgen.build.trace import Trace, on_page, traced
from briefgen.cli import app
from briefgen.compose.plain import plain_text, sentence_at
from briefgen.diagnostics import Location, UsageError
from briefgen.model.finding import Finding
from briefgen.prose.blocks import QUANTITY_ROLES, references
from conftest import TAGS, Change, atlantis_door, checked_atlantis
from test_compose import small

TRADE, RISE, GAP = "pearl_trade:ATL-LEM@2031", "trade_rise", "trade_gap"
LEDGER = "pearl_trade:LEM-ATL@2031"
WORDS = {"en-CA": "€33.3 billion", "es-MX": "33,300 millones de euros"}


def row(reference: str, text: str, **more: Any) -> dict[str, Any]:
    """A number as a manifest tells it, with the facts of Atlantis."""
    quantity = checked_atlantis().index.resolve(reference)
    return {
        "text": text, "where": "q1", "quantity": reference, "value": str(quantity.value), "unit": quantity.unit,
        "multiplier": quantity.multiplier, "period": str(quantity.period), "qualifier": quantity.qualifier.value,
        "status": quantity.status.value, "sources": ["census"], "vintages": ["2032"], **more,
    }


def manifest(*rows: tuple[str, str, int, dict[str, Any]], as_of: str = "2032-01-31") -> dict[str, Any]:
    """A manifest of rows: slug, edition, page, and what is told of the number."""
    briefs: dict[str, Any] = {}
    for slug, edition, page, told in rows:
        entry = briefs.setdefault(slug, {}).setdefault(edition, {"pages": 3, "printed": {}, "labels": {}})
        entry["printed"].setdefault(str(page), []).append(told)
    return {"format": "briefgen-manifest-1", "as_of": as_of, "briefs": briefs}


def both(value: str = "33.3", page: int = 2, words: dict[str, str] | None = None) -> list[tuple[str, str, int, dict[str, Any]]]:
    """The trade in both editions of the tides."""
    return [("tides", tag, page, row(TRADE, (words or WORDS)[tag], value=value)) for tag in TAGS]


def trace_of(reference: str, *rows: tuple[str, str, int, dict[str, Any]]) -> Trace:
    told = manifest(*rows)
    return traced(reference, checked_atlantis(), appearances(told), told)


def line_at(place: Location) -> str:
    """The text from a place to the end of its line."""
    return atlantis_door().files[place.file].decode().splitlines()[place.line - 1][place.column - 1:]


def test_every_number_is_found_where_it_is_recorded() -> None:
    """Its value begins at that very line and column; a finding is declared there."""
    checked = checked_atlantis()
    for reference in checked.index:
        quantity = checked.index.resolve(reference)
        there = line_at(recorded_at(quantity, checked))
        wanted = "operation:" if isinstance(quantity, Finding) else f'"{quantity.published or quantity.value}"'
        assert there.startswith(wanted), reference


def test_a_number_is_traced_both_ways() -> None:
    trace = trace_of(TRADE, *both(), ("meetings/spring", "en-CA+es-MX", 1, row(TRADE, WORDS["es-MX"], locale="es-MX")))
    assert (trace.name, trace.value, trace.multiplier, trace.unit) == ("Trade in pearls", "33.3", 9, "EUR")
    assert {tag: words.replace("\u00a0", " ") for tag, words in trace.words} == WORDS
    assert [source.id for source in trace.sources] == ["census"] and trace.sources[0].title and trace.sources[0].publisher
    assert {RISE, GAP, "mu_multiple", "trade_rank"} <= {user.reference for user in trace.used_by}
    assert not {"divers_fall", "trade_in_euros"} & {user.reference for user in trace.used_by}
    assert [(p.document, p.page, p.locale) for p in trace.printed] == [
        ("meetings/spring", 1, "es-MX"), ("tides.en-CA", 2, "en-CA"), ("tides.es-MX", 2, "es-MX"),
    ]
    assert {"charts.counts", "charts.partners", "meetings.spring"} <= {shown.record for shown in trace.shown}
    assert {(told.locale, told.place.file) for told in trace.prose} >= {(tag, f"briefs/tides/{tag}.md") for tag in TAGS}
    assert all(WORDS[told.locale] in told.sentence.replace("\u00a0", " ") for told in trace.prose)


def test_what_a_finding_is_derived_from_is_told_with_what_lies_between() -> None:
    users = users_of(LEDGER, checked_atlantis())
    assert (users["trade_in_euros"], users[GAP]) == ((), ("trade_in_euros",)) and RISE not in users
    gap = trace_of(GAP)
    assert (gap.operation, [part.reference for part in gap.derived_from]) == ("difference", ["trade_in_euros", TRADE])
    assert {source.id for source in gap.sources} == {"census", "ledger", "bourse"}
    conversion = trace_of("trade_in_euros")
    assert "exchange_rate:ATL@2031" in [part.reference for part in conversion.derived_from]


def test_vintages_and_corrections_are_told() -> None:
    several = trace_of("passages:ATL-LEM@2030")
    assert [(one.vintage, one.value, one.taken) for one in several.vintages] == [
        ("2031-03", "2800", False), ("2031-11", "2900", True),
    ]
    assert (several.vintage, several.corrections) == ("2031-11", ())
    (correction,) = trace_of("passages:ATL-MUU@2030").corrections
    assert (correction.published, correction.value) == ("3300", "3400")
    assert correction.reason and line_at(correction.place).startswith("of: passages:ATL-MUU@2030")


def test_an_observation_that_is_not_yet_published_is_told_to_be_so(change: Change, atlantis: Path) -> None:
    change("data/indicators/sea.yaml", '"2030": "30.1", "2031": "33.3"', '"2030": "30.1", "2031": "33.3", "2032": {value: "36", vintage: "2033-02"}')
    said = run("trace", "pearl_trade:ATL-LEM@2032", "--project", atlantis)
    assert said.exit_code == 2 and "error E022" in said.stderr and "published 2033-02" in said.stderr


def test_a_record_is_told_that_names_a_number_in_a_field_in_a_role_or_by_a_series() -> None:
    checked = checked_atlantis()
    for reference in checked.index:
        for shown in shown_of({reference}, checked):
            assert atlantis_door().files[shown.place.file] and shown.place.line, shown
    assert "tables.in-numbers" in {s.record for reference in checked.index for s in shown_of({reference}, checked)}
    assert "charts.divers" in {shown.record for shown in shown_of({"divers:ATL-LEM@2030"}, checked)}


def test_every_number_that_prose_asks_for_has_its_sentence() -> None:
    """In both languages alike, as it is printed: without roles, with what the number prints."""
    checked = checked_atlantis()
    told = told_of(frozenset(checked.index), checked, None)
    asked = {
        reference.location
        for prose in checked.prose.values() for block in prose.walk() for reference in references(block.inlines)
        if reference.role in QUANTITY_ROLES
    }
    assert {one.place for one in told} == asked
    assert all(one.sentence and "{" not in one.sentence and "<" not in one.sentence for one in told)
    per_locale = [sorted(one.reference for one in told if one.locale == tag) for tag in TAGS]
    assert per_locale[0] == per_locale[1]
    wordings = [one.sentence for one in told if one.reference == "divers_fall"]
    assert any("more than a third" in sentence for sentence in wordings)


@pytest.mark.parametrize(
    ("text", "mark", "sentence"),
    [
        ("It rose. In 2009 it stood at #. Then it fell.", "#", "In 2009 it stood at #."),
        ("The U.S. Department counts #. Others do not.", "#", "The U.S. Department counts #."),
        ("Los EE. UU. cuentan #. Otros no.", "#", "Los EE. UU. cuentan #."),
        ("¿Cuántos? «Son #». Nadie más.", "#", "«Son #»."),
        ("It asks: why? because of #.", "#", "It asks: why? because of #."),
        ("# of trade", "#", "# of trade"),
        ("He said “it is #.” She did not.", "#", "He said “it is #.”"),
    ],
)
def test_a_sentence_is_neither_too_long_nor_too_short(text: str, mark: str, sentence: str) -> None:
    start = text.index(mark)
    assert sentence_at(text, start, start + len(mark)) == sentence


def test_words_are_read_out_of_html_with_the_places_of_numbers() -> None:
    text, spans = plain_text('A <em>&lt;b&gt;</em> <data id="q1" value="3" data-obs="x@1">three</data> &amp; <data value="2">two</data>')
    assert text == "A <b> three & two"
    assert [text[start:end] for start, end in spans] == ["three"]


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_printed_says_which_line_asks_for_it(tag: str) -> None:
    printed = small(tag).printed
    assert all(one.locale == tag and one.place.startswith("a.md:") for one in printed)
    assert {one.exhibit for one in printed} == {"", "partners", "counts", "in-numbers"}


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (TRADE, {TRADE}),
        ("pearl_trade:LEM@2031", {LEDGER}),
        (RISE, {RISE}),
        ("divers@2031", {"divers:ATL-LEM@2031"}),
        ("trade_gap", {GAP}),
        ("tunnels", {"tunnels:_@2031"}),
        ("€33.3 billion", {TRADE}),
        ("33,300 millones", {TRADE}),
        ("33,300 MILLONES DE EUROS", {TRADE}),
        ("33.3", {TRADE}),
        ("33300000000", {TRADE}),
        ("£29.4 billion", {LEDGER}),
        ("US$29.4 thousand", {LEDGER}),
        ("more than 9,700", {"divers:ATL-LEM@2029"}),
        ("−31.7", {"pearl_trade_change:ATL-MUU@2030..2031"}),
        ("twelve lamps", {"divers:ATL-LEM@2028"}),
    ],
)
def test_a_number_is_found_as_any_language_prints_it(asked: str, meant: set[str]) -> None:
    printed = appearances(manifest(("tides", "en-CA", 1, row("divers:ATL-LEM@2028", "some twelve lamps"))))
    assert set(found(asked, checked_atlantis(), printed)) == meant


def test_several_numbers_are_all_told() -> None:
    checked = checked_atlantis()
    assert set(found("pearl_boards@2031", checked, ())) == {"pearl_boards:ATL@2031", "pearl_boards:LEM@2031"}
    assert {TRADE, LEDGER, "pearl_trade:ATL-LEM@2030"} < set(found("pearl_trade", checked, ()))
    assert all(one.startswith("pearl_trade:") or "pearl_trade" in one for one in found("pearl_trade", checked, ()))


@pytest.mark.parametrize("asked", ["3.33", "33.30", "133.3", "33.3.1", "pearl_tradf", "no such words", "", " ", "€", "(", "\\d"])
def test_what_is_part_of_another_number_is_not_that_number(asked: str) -> None:
    with pytest.raises(UsageError) as caught:
        found(asked, checked_atlantis(), ())
    assert [d.code for d in caught.value.diagnostics] == ["E022"]


def test_an_unknown_reference_gets_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match=r"did you mean .*pearl_trade:ATL-LEM@2031"):
        found("pearl_trade:ATL-LEM@2032", checked_atlantis(), ())


def test_texts_are_compared_without_regard_to_spaces_and_case() -> None:
    assert normal("\u22123\u00a0MILLIONS\u202f ") == "-3 millions"


def test_a_page_lists_its_numbers_under_every_name_that_it_has() -> None:
    told = manifest(*both(), ("meetings/spring", "en-CA+es-MX", 1, row(TRADE, "one")))
    printed, pages = appearances(told), documents(told)
    assert [one.words for one in on_page("tides.es-MX:2", printed, pages)] == [WORDS["es-MX"]]
    assert on_page("tides.es-MX.office:2", printed, pages) == on_page("tides.es-MX:2", printed, pages)
    assert on_page("tides.es-MX:3", printed, pages) == ()
    assert [one.words for one in on_page("spring:1", printed, pages)] == ["one"]
    assert on_page("spring:1", printed, pages) == on_page("meetings/spring:1", printed, pages)


@pytest.mark.parametrize("asked", ["tides.es-MX", "tides.es-MX:", "tides.es-MX:0", "tides.es-MX:4", "tide.es-MX:2", "tides:2", "2", ""])
def test_a_page_that_is_not_there_is_refused(asked: str) -> None:
    told = manifest(*both())
    with pytest.raises(UsageError) as caught:
        on_page(asked, appearances(told), documents(told))
    assert [d.code for d in caught.value.diagnostics] == ["E023"]


@pytest.mark.parametrize("briefs", [None, [], {"a": 1}, {"a": {"en-CA": {"pages": 1}}}, {"a": {"en-CA": {"pages": 1, "printed": {"x": []}}}},
                                    {"a": {"en-CA": {"pages": 1, "printed": {"1": [{}]}}}}, {"a": {"en-CA": {"printed": 3}}}])
def test_a_manifest_that_somebody_edited_is_refused(briefs: object) -> None:
    with pytest.raises(UsageError) as caught:
        appearances({"briefs": briefs})
    assert [d.code for d in caught.value.diagnostics] == ["E021"]


def difference(old: Iterable[Any], new: Iterable[Any]) -> Comparison:
    return compared(manifest(*old), manifest(*new), checked_atlantis())


def test_a_value_that_changed_is_told_with_its_pages_and_sentences() -> None:
    new = {"en-CA": "€34.1 billion", "es-MX": "34,100 millones de euros"}
    (one,) = difference(both("33.3", 2), both("34.1", 3, new)).differences
    assert (one.reference, one.fate) == (TRADE, Fate.CHANGED)
    assert [(c.fact, c.old, c.new) for c in one.changes] == [("value", "33.3", "34.1")]
    assert [(leaf.document, leaf.old_pages, leaf.new_pages, leaf.old_words, leaf.new_words) for leaf in one.leaves] == [
        (f"tides.{tag}", (2,), (3,), (WORDS[tag],), (new[tag],)) for tag in TAGS
    ]
    through = {(hanging.through, hanging.told.locale) for hanging in one.sentences}
    assert {("", "en-CA"), ("", "es-MX"), (GAP, "en-CA"), (GAP, "es-MX")} <= through
    assert all(hanging.told.reference == (hanging.through or TRADE) for hanging in one.sentences)


@pytest.mark.parametrize(
    ("fact", "new", "told"),
    [
        ("unit", "GBP", "GBP"), ("period", "2032", "2032"), ("status", "estimate", "estimate"), ("multiplier", 6, "6"),
        ("sources", ["ledger", "census"], "ledger, census"), ("vintages", ["2033"], "2033"), ("qualifier", "about", "about"),
    ],
)
def test_every_fact_that_changed_is_told_though_the_words_stay(fact: str, new: object, told: str) -> None:
    rows = both()
    changed = [(slug, tag, page, {**old, fact: new}) for slug, tag, page, old in rows]
    (one,) = difference(rows, changed).differences
    assert [(change.fact, change.new) for change in one.changes] == [(fact, told)]


def test_words_alone_can_change_and_a_number_can_move_without_a_change() -> None:
    assert difference(both(page=2), both(page=3)).differences == ()
    (one,) = difference(both(), both(words={**WORDS, "en-CA": "33.3"})).differences
    assert (one.fate, one.changes) == (Fate.CHANGED, ())
    assert [leaf.new_words for leaf in one.leaves if leaf.old_words != leaf.new_words] == [("33.3",)]


def test_what_follows_stands_after_what_it_follows_from_and_a_sentence_hangs_once() -> None:
    rows = [*both(), ("tides", "en-CA", 1, row("divers_fall", "a")), ("tides", "en-CA", 1, row("divers:ATL-LEM@2031", "b"))]
    changed = [(slug, tag, page, {**told, "value": "1"}) for slug, tag, page, told in rows]
    found_ones = difference(rows, changed).differences
    assert [one.reference for one in found_ones] == ["divers:ATL-LEM@2031", TRADE, "divers_fall"]
    sentences = [(h.told.place.file, h.told.place.line, h.told.sentence) for h in found_ones[-1].sentences]
    assert sentences and len(sentences) == len(set(sentences))


def test_numbers_and_documents_appear_and_vanish() -> None:
    rows = [*both(), ("strait", "en-CA", 1, row(RISE, "10.6 per cent"))]
    comparison = difference(both(), rows)
    assert (comparison.appeared, comparison.vanished) == (("strait.en-CA",), ())
    assert [(one.reference, one.fate) for one in comparison.differences] == [(RISE, Fate.APPEARED)]
    back = difference(rows, both())
    assert (back.appeared, back.vanished) == ((), ("strait.en-CA",))
    assert [(one.reference, one.fate, one.leaves[0].new_pages) for one in back.differences] == [(RISE, Fate.VANISHED, ())]


def test_a_number_that_the_project_no_longer_knows_can_still_vanish() -> None:
    gone = row(TRADE, "€1") | {"quantity": "gone:ATL@1999"}
    (one,) = difference([*both(), ("tides", "en-CA", 1, gone)], both()).differences
    assert (one.reference, one.fate, one.sentences) == ("gone:ATL@1999", Fate.VANISHED, ())


def test_every_number_of_atlantis_has_a_name_and_words_in_every_locale() -> None:
    checked = checked_atlantis()
    for reference in checked.index:
        quantity = checked.index.resolve(reference)
        for tag, locale in checked.locales.items():
            assert name_of(quantity, checked, tag) and words_of(quantity, locale), (reference, tag)


def run(*words: str | Path) -> Result:
    environment = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    return CliRunner().invoke(app, [str(word) for word in words], env=environment)


def left(root: Path, told: dict[str, Any], name: str = "build") -> Path:
    """A folder of the project with a manifest in it."""
    (root / name).mkdir()
    (root / name / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    return root / name


def test_a_trace_is_told_in_lines_that_can_be_searched(atlantis: Path) -> None:
    left(atlantis, manifest(*both()))
    said = run("trace", "33,300", "millones", "--project", atlantis)
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    assert said.exit_code == 0 and "\x1b" not in said.stdout
    assert ["number", TRADE, "Trade in pearls", "observed"] in lines
    assert ["printed", "tides.en-CA:2", "en-CA", WORDS["en-CA"], "-", "-"] in lines
    assert {line[0] for line in lines} == {"number", "words", "value", "recorded", "source", "used", "printed", "shown", "prose"}


def test_a_terminal_gets_tables(atlantis: Path) -> None:
    said = CliRunner().invoke(app, ["trace", TRADE, "--project", str(atlantis)], env={"FORCE_COLOR": "1", "COLUMNS": "200"})
    assert said.exit_code == 0 and "─" in said.stdout and "\t" not in said.stdout and "publisher" in said.stdout


def test_a_trace_without_a_build_says_so_and_tells_the_rest(atlantis: Path) -> None:
    said = run("trace", TRADE, "--project", atlantis)
    assert said.exit_code == 0 and "warning E020" in said.stderr and "run: briefgen build" in said.stderr
    assert "recorded\tdata/indicators/sea.yaml:" in said.stdout and "\nprinted" not in said.stdout


def test_a_build_of_another_state_of_the_project_is_told_to_be_old(atlantis: Path) -> None:
    left(atlantis, manifest(*both()))
    said = run("trace", "--page", "tides.en-CA:2", "--project", atlantis)
    assert said.exit_code == 0 and "warning E020" in said.stderr and "7 documents: " in said.stderr
    assert said.stdout.startswith(f"number\t{WORDS['en-CA']}\t{TRADE}\t33.3 x 10^9 EUR\t")


def test_several_numbers_are_a_choice(atlantis: Path) -> None:
    said = run("trace", "pearl_boards", "--project", atlantis)
    assert said.exit_code == 0
    assert [line.split("\t")[:2] for line in said.stdout.splitlines()] == [
        ["choice", "pearl_boards:ATL@2031"], ["choice", "pearl_boards:LEM@2031"],
    ]


@pytest.mark.parametrize("words", [(), ("33.3", "--page", "tides.en-CA:2")])
def test_either_a_number_or_a_page_is_traced(atlantis: Path, words: tuple[str, ...]) -> None:
    said = run("trace", *words, "--project", atlantis)
    assert said.exit_code == 2 and "Usage" in said.output


def test_answers_for_programs_are_json(atlantis: Path) -> None:
    left(atlantis, manifest(*both()))
    trace = json.loads(run("trace", TRADE, "--project", atlantis, "--format", "json").stdout)
    assert trace["format"] == "briefgen-trace-1" and trace["recorded"].startswith("data/indicators/sea.yaml:")
    assert [one["words"] for one in trace["printed"]] == list(WORDS.values())
    page = json.loads(run("trace", "--page", "tides.en-CA:2", "--project", atlantis, "--format", "json").stdout)
    assert page["numbers"][0]["appearance"]["reference"] == TRADE and page["numbers"][0]["sources"][0]["id"] == "census"
    choices = json.loads(run("trace", "pearl_boards", "--project", atlantis, "--format", "json").stdout)
    assert [one["reference"] for one in choices["choices"]] == ["pearl_boards:ATL@2031", "pearl_boards:LEM@2031"]


def test_a_difference_is_told_as_text_and_as_json(atlantis: Path) -> None:
    old, _ = left(atlantis, manifest(*both("32.0")), "old"), left(atlantis, manifest(*both()))
    said = run("diff", old, "--project", atlantis)
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    assert said.exit_code == 0 and ["changed", TRADE, "value", "32.0", "->", "33.3"] in lines
    assert ["sentence", TRADE, GAP] in [line[:3] for line in lines]
    assert lines[-1] == ["Numbers between 2032-01-31 and 2032-01-31: 1 changed, 0 appeared, 0 vanished."]
    told = json.loads(run("diff", old / "manifest.json", "--project", atlantis, "--format", "json").stdout)
    (one,) = told["differences"]
    assert told["format"] == "briefgen-diff-1" and one["changes"] == [{"fact": "value", "old": "32.0", "new": "33.3"}]
    assert one["sentences"][0]["told"]["place"].startswith("briefs/")
    assert run("diff", old, "--project", atlantis, "--exit-code").exit_code == 1
    assert run("diff", old, old, "--project", atlantis, "--exit-code").exit_code == 0


def test_builds_are_compared_without_a_project_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = left(tmp_path, manifest(*both("32.0")), "old"), left(tmp_path, manifest(*both()), "new")
    said = run("diff", old, new)
    assert said.exit_code == 0 and "warning E024" in said.stderr and "changed\t" in said.stdout
    assert "sentence" not in said.stdout
    assert run("diff", old).exit_code == 2


def test_builds_are_compared_though_the_content_is_wrong(atlantis: Path, change: Change) -> None:
    change("data/events.yaml", "2030-07-13", "2030-02-30")
    old, _ = left(atlantis, manifest(*both("32.0")), "old"), left(atlantis, manifest(*both()))
    said = run("diff", old, "--project", atlantis)
    assert said.exit_code == 0 and "warning E024" in said.stderr and "run: briefgen check" in said.stderr
    assert "changed\t" in said.stdout
    assert run("trace", TRADE, "--project", atlantis).exit_code == 3


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "other"}', "[" * 100_000])
def test_what_is_no_manifest_is_refused(atlantis: Path, text: str) -> None:
    (atlantis / "old.json").write_text(text, encoding="utf-8")
    good = left(atlantis, manifest(*both()))
    for words in (("diff", atlantis / "old.json"), ("diff", good, atlantis / "old.json"), ("trace", "33.3", "--build", atlantis / "old.json")):
        said = run(*words, "--project", atlantis)
        assert said.exit_code == 2 and "error E021" in said.stderr and "Traceback" not in said.output


def test_a_build_that_is_not_there_cannot_be_compared(atlantis: Path) -> None:
    left(atlantis, manifest(*both()), "old")
    for words in (("diff", atlantis / "old"), ("diff", atlantis / "none", atlantis / "old"), ("trace", "3", "--build", atlantis / "none")):
        said = run(*words, "--project", atlantis)
        assert said.exit_code == 2 and "error E021" in said.stderr and "briefgen build" in said.stderr


@pytest.mark.slow
def test_a_build_of_atlantis_is_traced_whole(built_atlantis: Path) -> None:
    """No warning; every number printed has the line that asks for it, its words in its language, and can be traced."""
    inquiry = inquire(built_atlantis, None)
    assert inquiry.warnings == ()
    crib = [one for one in inquiry.printed if not one.place]
    assert {(one.document, one.locale) for one in crib} == {("meetings/spring", tag) for tag in TAGS} and len(crib) == 6
    for one in inquiry.printed:
        if one.place:
            file, line, column = one.place.split(":")
            there = line_at(Location(file, int(line), int(column)))
            wanted = one.exhibit or one.reference.partition(":")[0].partition("@")[0]
            assert wanted in there, one
            assert Path(file).stem == one.locale
    for reference in {one.reference for one in inquiry.printed}:
        trace = inquiry.trace(reference)
        assert isinstance(trace, Trace) and trace.printed
        assert trace.prose or trace.shown or all(one.exhibit for one in trace.printed), "a chart draws the operands of its findings"


@pytest.mark.slow
def test_every_number_of_a_build_is_found_by_the_words_that_it_prints(built_atlantis: Path) -> None:
    inquiry = inquire(built_atlantis, None)
    for one in inquiry.printed:
        assert one.reference in found(one.words, inquiry.checked, inquiry.printed), one
    for page in {f"{one.document}:{one.page}" for one in inquiry.printed}:
        shown = inquiry.page(page)
        assert shown and all(one.sources and page == f"{one.appearance.document}:{one.appearance.page}" for one in shown)
    assert compared(inquiry.manifest or {}, inquiry.manifest or {}, inquiry.checked).differences == ()


@pytest.mark.slow
def test_a_change_of_the_data_makes_a_build_old(built_atlantis: Path, atlantis: Path, change: Change) -> None:
    change("data/indicators/people.yaml", '"2030": {value: "7600"', '"2030": {value: "7601"')
    said = run("trace", "divers:ATL@2030", "--project", atlantis, "--build", built_atlantis / "build")
    assert said.exit_code == 0 and "warning E020" in said.stderr and "7 documents" in said.stderr
