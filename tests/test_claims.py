"""Claims: words that hang on a value are guarded in each language, and the build stops at the sentence that prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.language.claims import true_wordings
from briefgen.model.finding import Finding, Operation
from briefgen.model.observation import Qualifier, Status
from briefgen.model.period import parse_period
from conftest import checked_atlantis, edited, told
from language_locales import TAGS, shipped

PEOPLE, FINDINGS = "data/indicators/people.yaml", "data/findings.yaml"
GUARD = '  expect: {less_than: "-33"}\n'


def finding(value: str, unit: str, period: str = "2030..2031", operation: str = "change") -> Finding:
    return Finding(
        id="it", operation=Operation(operation), value=Decimal(value), exact=Decimal(value), qualifier=Qualifier.EXACT,
        status=Status.FINAL, unit=unit, multiplier=0, period=parse_period(period), operands=(),
    )


@pytest.mark.parametrize(
    ("value", "unit", "period", "english", "spanish"),
    [
        ("-33.1", "per_cent", "2030..2031", "fell by a third", "cayó una tercera parte"),
        ("6.8", "fold", "2030..2031", "nearly seven-fold", "casi siete veces"),
        ("2.1", "fold", "2030..2031", "more than doubled", "más que se duplicó"),
        ("115", "per_cent", "2030..2031", "more than doubled", "más que se duplicó"),
        ("26", "per_cent", "2031", "about a quarter", "cerca de una cuarta parte"),
        ("4", "rank", "2031", "fourth largest", "cuarto mayor"),
        ("2.79", "fold", "2030..2031", "nearly three times", "casi el triple"),
    ],
)
def test_the_words_that_are_true_of_a_value_are_known(value: str, unit: str, period: str, english: str, spanish: str) -> None:
    found = finding(value, unit, period)
    assert english in true_wordings(found, shipped("en-CA")) and spanish in true_wordings(found, shipped("es-MX"))


@pytest.mark.parametrize(
    ("value", "unit", "period", "english"),
    [
        ("33.1", "per_cent", "2030..2031", "fell by a third"),
        ("7", "fold", "2030..2031", "nearly seven-fold"),
        ("2.6", "fold", "2030..2031", "more than doubled"),
        ("2.1", "fold", "2031", "more than doubled"),
        ("33.1", "per_cent", "2031", "more than a third"),
        ("25", "count", "2031", "a quarter"),
        ("5", "rank", "2031", "fourth largest"),
    ],
)
def test_words_are_not_told_of_a_value_of_which_they_are_untrue(value: str, unit: str, period: str, english: str) -> None:
    """A rise is no fall, a bound excludes its own value, and only what has two periods has doubled."""
    assert english not in true_wordings(finding(value, unit, period), shipped("en-CA"))


@pytest.mark.parametrize("tag", TAGS)
def test_every_part_from_a_tenth_to_nine_tenths_can_be_said_nearly_everywhere(tag: str) -> None:
    """A list with holes would leave an author without words where a value has moved a little."""
    silent = [n for n in range(18, 93) if not true_wordings(finding(str(n), "per_cent", "2031"), shipped(tag))]
    assert len(silent) < 12, silent


def test_the_build_stops_at_the_sentence_and_says_which_words_would_be_true() -> None:
    changed = edited(PEOPLE, '"2031": "6100"', '"2031": "7300"')
    found = {(d.location.file, d.location.line): d for d in told(changed) if d.code == "F004"}
    english, spanish = found["briefs/tides/en-CA.md", 46], found["briefs/tides/es-MX.md", 46]
    assert english.message == 'expected words that are true of -25.5102, found "more than a third"'
    assert english.hint.startswith('true in en-CA: "more than a quarter", ') or '"a quarter"' in english.hint
    assert '"más de una cuarta parte"' in spanish.hint and "quarter" not in spanish.hint
    assert (FINDINGS, 6) in found


def test_a_guard_that_fails_stops_words_that_the_locale_would_allow() -> None:
    """The guard is the author's own: -37.8 is a fall of more than a third, and not the one that was written about."""
    found = told(edited(FINDINGS, GUARD, GUARD.replace("-33", "-40")))
    assert {d.location.file for d in found if d.code == "F004"} == {FINDINGS, *(f"briefs/tides/{tag}.md" for tag in TAGS)}


def test_one_language_can_be_untrue_alone() -> None:
    changed = edited(FINDINGS, "es-MX: más de una tercera parte", "es-MX: más de la mitad")
    found = [d for d in told(changed) if d.code == "F004"]
    assert {d.location.file for d in found} == {"briefs/tides/es-MX.md", FINDINGS}


def test_words_of_the_locale_need_no_other_guard() -> None:
    assert told(edited(FINDINGS, GUARD, "")) == ()
    words = {FINDINGS: edited(FINDINGS, GUARD, "")[FINDINGS], **edited(PEOPLE, '"2031": "6100"', '"2031": "7300"')}
    assert {d.location.file for d in told(words) if d.code == "F004"} == {
        *(f"briefs/tides/{tag}.md" for tag in TAGS), FINDINGS,
    }


def test_words_that_are_typed_are_found_and_words_that_are_named_are_not() -> None:
    name = "briefs/strait/en-CA.md"
    typed = told(edited(name, "Divers stay away", "More than half of the divers stay away"))
    assert [(d.code, d.location.line) for d in typed] == [("P031", 17)]
    assert told(edited(name, "Divers stay away", "In *more than half* a word, divers stay away")) == ()


def test_a_title_that_prints_untrue_words_is_told_at_its_place() -> None:
    titled = edited("charts/sea.yaml", "{en-CA: Divers stay away, es-MX: Los buzos se alejan}",
                    '{en-CA: "Down by {finding}`divers_fall as wording`", es-MX: "Menos: {finding}`divers_fall as wording`"}')
    found = told({**titled, **edited(PEOPLE, '"2031": "6100"', '"2031": "7300"')})
    assert [d.location.line for d in found if d.code == "F004" and d.location.file == "charts/sea.yaml"] == [14, 14]


def test_a_guard_without_words_is_for_the_sentences_that_print_its_value() -> None:
    """Of a finding with words only the words can be untrue; of one without, the sentence was written for its guard."""
    changed = edited(FINDINGS, 'expect: {more_than: "0"}', 'expect: {less_than: "0"}')
    found = told(changed)
    assert {d.location.file for d in found if d.code == "F004"} == {FINDINGS, *(f"briefs/tides/{tag}.md" for tag in TAGS)}


def test_only_a_single_series_grows() -> None:
    """Chile in 2017 is three times Ireland in 2022; it has not tripled."""
    multiple = checked_atlantis().index.resolve("mu_multiple")
    assert isinstance(multiple, Finding)
    apart = multiple.model_copy(update={"exact": Decimal("3"), "period": parse_period("2030..2031")})
    words = true_wordings(apart, shipped("en-CA"))
    assert "three times" in words and "tripled" not in words
