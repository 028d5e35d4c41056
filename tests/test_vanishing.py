"""Vanishing: a value that is not zero never prints as zero without a word, and a true zero prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.diagnostics import Location
from briefgen.model.finding import Finding
from briefgen.prose.vanishing import check_vanishing
from conftest import atlantis_door, replaced_once, told
from test_findings import derived, indicator

PEOPLE, FINDINGS, PLACE = "data/indicators/people.yaml", "data/findings.yaml", Location("a.md", 1, 1)
GUARD = '  expect: {less_than: "-33"}\n  wording: {en-CA: more than a third, es-MX: más de una tercera parte}\n'


def after(divers: str, more: str = "") -> list[tuple[str, str, str]]:
    """What is told of the sentences, marks and key numbers when so many divers of 9,800 are left: code, file and hint."""
    people = replaced_once(atlantis_door().files[PEOPLE].decode(), '"2031": "6100"', f'"2031": "{divers}"')
    findings = replaced_once(atlantis_door().files[FINDINGS].decode(), GUARD, more)
    found = told({PEOPLE: people.encode(), FINDINGS: findings.encode()})
    return [(d.code, d.location.file, d.hint) for d in found if "divers_fall" in d.hint]


def test_a_small_change_is_told_where_it_prints_and_how_many_digits_show_it() -> None:
    files = ["briefs/tides/en-CA.md", "briefs/tides/es-MX.md", "meetings/spring.yaml"]
    hint = 'write decimals: "{}" at divers_fall in data/findings.yaml'
    assert after("9790") == [("F019", file, hint.format(1)) for file in files]
    assert after("9799") == [("F019", file, hint.format(2)) for file in files]
    assert after("9799", '  decimals: "1"\n') == [("F019", file, hint.format(2)) for file in files]


def test_the_digit_that_the_hint_asks_for_is_enough() -> None:
    assert after("9790", '  decimals: "1"\n') == after("9799", '  decimals: "2"\n') == []


def test_a_true_zero_prints() -> None:
    assert after("9800") == []


def test_a_finding_that_is_printed_in_words_alone_may_be_small() -> None:
    found, _ = derived((indicator("a", "persons", ("2030", "9800"), ("2031", "9790")),),
                       it={"operation": "change", "of": "a@2031", "from": "a@2030"})
    assert [d.code for d in check_vanishing(found["it"], "prose", PLACE)] == ["F019"]
    assert [*check_vanishing(found["it"], "wording", PLACE), *check_vanishing(found["it"], "period", PLACE)] == []


def test_a_known_small_change_is_told_until_enough_decimals_are_asked_for() -> None:
    """From 1,000 to 1,001 million, four digits are known: the change of 0.1 per cent is a number, and whole per cent hide it."""
    money = indicator("a", "EUR", ("2030", "1000"), ("2031", "1001"), multiplier="6")
    for decimals, codes in ((None, ["F019"]), ("0", ["F019"]), ("1", [])):
        asked = {} if decimals is None else {"decimals": decimals}
        found, problems = derived((money,), it={"operation": "change", "of": "a@2031", "from": "a@2030", **asked})
        assert problems == () and found["it"].exact == Decimal("0.1")
        assert [d.code for d in check_vanishing(found["it"], "prose", PLACE)] == codes


@pytest.mark.parametrize("more", [{}, {"decimals": "0"}])
def test_a_difference_that_the_operands_do_not_determine_is_refused_however_it_prints(more: dict[str, str]) -> None:
    counts = indicator("a", "persons", ("2030", "9800"), ("2031", {"value": "9700", "qualifier": "about"}))
    rough = indicator("b", "persons", ("2031", {"value": "10000", "qualifier": "about"}))
    found, problems = derived((counts, rough), it={"operation": "difference", "of": "b@2031", "from": "a@2031", **more})
    assert found == {} and [p.code for p in problems] == ["F009" if more else "F011"]


@pytest.mark.parametrize(("whole", "asked"), [("900000", "write decimals: \"6\""), ("1000001", "more than 6 decimals do not print")])
def test_more_decimals_than_print_are_never_asked_for(whole: str, asked: str) -> None:
    pair = (indicator("a", "persons", ("2031", "1")), indicator("b", "persons", ("2031", whole)))
    found, _ = derived(pair, it={"operation": "fold", "of": "a@2031", "from": "b@2031"})
    (told_of,) = check_vanishing(found["it"], "prose", PLACE)
    assert told_of.hint.startswith(asked)


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["change", "share", "fold"]),
       st.sampled_from([None, "0", "1", "2"]))
@example(1, 1000001, "fold", None)
def test_no_number_but_zero_prints_as_zero_in_silence(first: int, second: int, operation: str, decimals: str | None) -> None:
    """And what the hint asks for is allowed, and shows the value."""
    pair = (indicator("a", "persons", ("2031", str(first))), indicator("b", "persons", ("2031", str(second))))
    operands = {"operation": operation, "of": "a@2031", "from": "b@2031"}
    found, problems = derived(pair, it={**operands, **({} if decimals is None else {"decimals": decimals})})
    assert problems == ()
    told_of = list(check_vanishing(found["it"], "prose", PLACE))
    assert bool(told_of) == (found["it"].value == 0 and first != (second if operation == "change" else 0))
    if told_of and "do not print" not in told_of[0].hint:
        mended, problems = derived(pair, it={**operands, "decimals": told_of[0].hint.split('"')[1]})
        assert problems == () and isinstance(mended["it"], Finding) and mended["it"].value != 0
