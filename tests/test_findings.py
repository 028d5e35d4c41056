"""Findings: what each operation derives, what becomes of unit, period, qualifier, status and sources, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import Diagnostic, Location, Places
from briefgen.findings import derive, operands_of
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, FindingSpec, Guard
from briefgen.model.observation import Indicator, Qualifier, Status
from briefgen.model.record import Table
from conftest import checked_atlantis, edited, told

TEXT = {"en-CA": "a", "es-MX": "a"}


def indicator(name: str, unit: str, *rows: tuple[str, Any], **more: Any) -> Indicator:
    """An indicator with one series of ATL about LEM."""
    measure = more.pop("measure", "level")
    series = {"reporter": "ATL", "counterpart": "LEM", "source": more.pop("source", "census"), "observations": dict(rows)}
    return Indicator.model_validate(
        {"id": name, "name": TEXT, "theme": "sea", "unit": unit, "measure": measure, "series": [series], **more}
    )


def derived(
    indicators: tuple[Indicator, ...], places: Places | None = None, /, **specs: dict[str, Any]
) -> tuple[dict[str, Finding], tuple[Diagnostic, ...]]:
    """The findings over some indicators, and what could not be derived."""
    empty: Relationship = checked_atlantis().loaded.relationship
    relationship = empty.model_copy(
        update={
            "indicators": Table({i.id: i for i in indicators}),
            "findings": Table({name: FindingSpec.model_validate({"id": name, **spec}) for name, spec in specs.items()}),
        }
    )
    index, problems = derive(relationship, places or Places())
    found = {}
    for name in specs:
        if not any(p.location.file == "findings" and name in p.breaks for p in problems):
            quantity = index.resolve(name)
            assert isinstance(quantity, Finding)
            found[name] = quantity
    return found, problems


def one(indicators: tuple[Indicator, ...], **spec: Any) -> Finding:
    """The one finding that a declaration derives."""
    found, problems = derived(indicators, it=spec)
    assert problems == (), [str(p) for p in problems]
    return found["it"]


def refused(indicators: tuple[Indicator, ...], **spec: Any) -> Diagnostic:
    """Why a declaration derives nothing."""
    _, problems = derived(indicators, it=spec)
    assert len(problems) == 1
    return problems[0]


DIVERS = indicator("divers", "persons", ("2030", "200"), ("2031", "130"))
TRADE = indicator("trade", "EUR", ("2030", "20.5"), ("2031", "41.0"), multiplier="9")
SMALL = indicator("small", "EUR", ("2031", "4100"), multiplier="6")
RATE = indicator("rate", "EUR/GBP", ("2031", "1.25"), ("2030", "1.20"), measure="rate", source="bourse")
POUNDS = indicator("pounds", "GBP", ("2031", "40"), ("2030", "30"), multiplier="6")


@pytest.mark.parametrize(
    ("spec", "value", "unit", "period"),
    [
        ({"operation": "change", "of": "divers@2031", "from": "divers@2030"}, "-35", "per_cent", "2030..2031"),
        (
            {"operation": "change", "of": "divers@2030", "from": "divers@2031", "decimals": "2"},
            "53.85",
            "per_cent",
            "2030..2031",
        ),
        ({"operation": "fold", "of": "trade@2031", "from": "trade@2030"}, "2.0", "fold", "2030..2031"),
        ({"operation": "ratio", "of": "trade@2031", "from": "small@2031"}, "10.0", "fold", "2031"),
        ({"operation": "share", "of": "small@2031", "from": "trade@2031"}, "10", "per_cent", "2031"),
        ({"operation": "difference", "of": "trade@2031", "from": "trade@2030"}, "20.5", "EUR", "2030..2031"),
        ({"operation": "difference", "of": "trade@2031", "from": "small@2031"}, "36.9", "EUR", "2031"),
        ({"operation": "sum", "of": ["trade@2031", "small@2031"]}, "45.1", "EUR", "2031"),
        ({"operation": "average_growth", "of": "trade@2031", "from": "trade@2030"}, "100", "per_cent", "2030..2031"),
        ({"operation": "rank", "of": "small@2031", "among": ["trade@2031", "small@2031"]}, "2", "rank", "2031"),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "rate@2031"}, "50", "EUR", "2031"),
        ({"operation": "conversion", "of": "small@2031", "rate": "rate@2031"}, "3280", "GBP", "2031"),
    ],
    ids=lambda value: value["operation"] if isinstance(value, dict) else "",
)
def test_an_operation_derives(spec: dict[str, Any], value: str, unit: str, period: str) -> None:
    """Value as printed, unit and period of each operation, by hand."""
    found = one((DIVERS, TRADE, SMALL, RATE, POUNDS), **spec)
    assert (str(found.value), found.unit, str(found.period)) == (value, unit, period)


def test_a_half_goes_away_from_zero() -> None:
    low, high = indicator("low", "persons", ("2031", "1")), indicator("high", "persons", ("2031", "8"))
    assert one((low, high), operation="share", of="low@2031", **{"from": "high@2031"}).value == Decimal("13")
    fall = indicator("fall", "persons", ("2030", "8"), ("2031", "7"))
    assert one((fall,), operation="change", of="fall@2031", **{"from": "fall@2030"}).value == Decimal("-13")


def test_average_growth_is_compound_over_the_years_between() -> None:
    grown = indicator("grown", "persons", ("2021", "100"), ("2031", "200"))
    found = one((grown,), operation="average_growth", of="grown@2031", decimals="4", **{"from": "grown@2021"})
    assert found.value == Decimal("7.1773")
    assert one((grown,), operation="average_growth", of="grown@2031", **{"from": "grown@2021"}).value == Decimal("7.2")


def test_equal_values_share_a_rank() -> None:
    equal = tuple(indicator(name, "persons", ("2031", value)) for name, value in (("a", "3"), ("b", "3"), ("c", "5")))
    assert one(equal, operation="rank", of="a@2031", among=["a@2031", "b@2031", "c@2031"]).value == 2
    assert one(equal, operation="rank", of="b@2031", among=["a@2031", "b@2031", "c@2031"]).value == 2


def test_a_finding_rounds_once_at_the_end() -> None:
    """What prints is rounded; what further findings and guards use is not."""
    found, problems = derived(
        (indicator("x", "persons", ("2030", "3"), ("2031", "2")),),
        fall={
            "operation": "change",
            "of": "x@2031",
            "from": "x@2030",
            "expect": {"more_than": "-33.34", "less_than": "-33.33"},
        },
    )
    assert problems == () and found["fall"].value == Decimal("-33") and str(found["fall"].exact).startswith("-33.3333")


def test_a_finding_keeps_the_sources_and_operands_behind_its_operands() -> None:
    found, problems = derived(
        (TRADE, POUNDS, RATE),
        converted={"operation": "conversion", "of": "pounds@2031", "rate": "rate@2031"},
        gap={"operation": "difference", "of": "trade@2031", "from": "converted"},
    )
    assert problems == ()
    assert [o.id for o in operands_of(found["gap"])] == ["trade:ATL-LEM@2031", "pounds:ATL-LEM@2031", "rate:ATL-LEM@2031"]
    assert found["gap"].sources == ("census", "bourse")


def test_the_weakest_status_wins() -> None:
    mixed = indicator(
        "mixed", "persons", ("2030", {"value": "2", "status": "estimate"}), ("2031", {"value": "3", "status": "provisional"})
    )
    assert one((mixed,), operation="change", of="mixed@2031", **{"from": "mixed@2030"}).status is Status.ESTIMATE
    assert one((DIVERS,), operation="change", of="divers@2031", **{"from": "divers@2030"}).status is Status.FINAL


def test_a_provisional_rate_makes_a_provisional_conversion() -> None:
    rate = indicator("rate", "EUR/GBP", ("2031", {"value": "1.25", "status": "provisional"}), measure="rate")
    assert one((POUNDS, rate), operation="conversion", of="pounds@2031", rate="rate@2031").status is Status.PROVISIONAL


@pytest.mark.parametrize(
    ("of", "base", "result"),
    [
        ("exact", "exact", "exact"),
        ("more_than", "exact", "more_than"),
        ("exact", "more_than", "less_than"),
        ("exact", "less_than", "more_than"),
        ("exact", "nearly", "about"),
        ("about", "exact", "about"),
        ("more_than", "less_than", "more_than"),
        ("more_than", "more_than", "about"),
        ("more_than", "about", "about"),
        ("less_than", "nearly", "about"),
        ("nearly", "more_than", "less_than"),
    ],
)
def test_a_bound_keeps_or_turns_its_direction(of: str, base: str, result: str) -> None:
    """A larger divisor makes a smaller quotient; reservations that push apart make `about`."""
    pair = (
        indicator("a", "persons", ("2031", {"value": "6", "qualifier": of})),
        indicator("b", "persons", ("2031", {"value": "3", "qualifier": base})),
    )
    assert one(pair, operation="fold", of="a@2031", **{"from": "b@2031"}).qualifier is Qualifier(result)


def test_nothing_of_about_three_is_exactly_nothing() -> None:
    """A reservation that cannot move the result leaves no mark on it."""
    pair = (indicator("a", "persons", ("2031", "0")), indicator("b", "persons", ("2031", {"value": "3", "qualifier": "about"})))
    found = one(pair, operation="share", of="a@2031", **{"from": "b@2031"})
    assert (found.value, found.qualifier) == (0, Qualifier.EXACT)


def test_of_a_fall_the_qualifier_speaks_of_its_magnitude() -> None:
    """From 10 to more than 6 is a fall of less than 40 per cent."""
    fall = indicator("fall", "persons", ("2030", "10"), ("2031", {"value": "6", "qualifier": "more_than"}))
    found = one((fall,), operation="change", of="fall@2031", **{"from": "fall@2030"})
    assert (found.value, found.qualifier) == (Decimal("-40"), Qualifier.LESS_THAN)


def test_a_sum_of_two_reservations_is_about() -> None:
    parts = tuple(
        indicator(n, "persons", ("2031", {"value": "1", "qualifier": q}))
        for n, q in (("a", "more_than"), ("b", "less_than"), ("c", "more_than"))
    )
    assert one(parts, operation="sum", of=["a@2031", "c@2031"]).qualifier is Qualifier.MORE_THAN
    assert one(parts, operation="sum", of=["a@2031", "b@2031"]).qualifier is Qualifier.ABOUT


HALF = indicator("half", "persons", ("2031-S1", "60"))
STOCK = indicator("stock", "EUR", ("2031", "40"), multiplier="9", measure="accumulated")
ZERO = indicator("zero", "persons", ("2030", "0"), ("2031", "5"))
ALL = (DIVERS, TRADE, SMALL, RATE, POUNDS, HALF, STOCK, ZERO)


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"operation": "change", "of": "divers@2031", "from": "trade@2030"}, "F002"),
        ({"operation": "sum", "of": ["divers@2031", "trade@2031"]}, "F002"),
        ({"operation": "share", "of": "pounds@2031", "from": "trade@2031"}, "F003"),
        ({"operation": "rank", "of": "pounds@2031", "among": ["trade@2031", "pounds@2031"]}, "F003"),
        ({"operation": "conversion", "of": "pounds@2031"}, "F003"),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "divers@2031"}, "F003"),
        ({"operation": "conversion", "of": "divers@2031", "rate": "rate@2031"}, "F003"),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "rate@2030"}, "F005"),
        ({"operation": "change", "of": "half@2031-S1", "from": "divers@2030"}, "F005"),
        ({"operation": "fold", "of": "half@2031-S1", "from": "divers@2030"}, "F005"),
        ({"operation": "difference", "of": "half@2031-S1", "from": "divers@2030"}, "F005"),
        ({"operation": "average_growth", "of": "half@2031-S1", "from": "divers@2030"}, "F005"),
        ({"operation": "rank", "of": "divers@2030", "among": ["divers@2030", "divers@2031"]}, "F005"),
        ({"operation": "share", "of": "half@2031-S1", "from": "divers@2031"}, "F005"),
        ({"operation": "share", "of": "divers@2030", "from": "divers@2031"}, "F005"),
        ({"operation": "sum", "of": ["divers@2030", "divers@2031"]}, "F005"),
        ({"operation": "share", "of": "stock@2031", "from": "trade@2031"}, "F005"),
        ({"operation": "difference", "of": "stock@2031", "from": "trade@2031"}, "F005"),
        ({"operation": "average_growth", "of": "divers@2031", "from": "divers@2031"}, "F005"),
        ({"operation": "average_growth", "of": "divers@2030", "from": "divers@2031"}, "F005"),
        ({"operation": "change", "of": "zero@2031", "from": "zero@2030"}, "F006"),
        ({"operation": "fold", "of": "zero@2031", "from": "zero@2030"}, "F006"),
        ({"operation": "average_growth", "of": "zero@2031", "from": "zero@2030"}, "F006"),
        ({"operation": "change", "of": "nobody@2031", "from": "divers@2030"}, "F001"),
        ({"operation": "change", "of": "divers@2031"}, "F008"),
        ({"operation": "rank", "of": "divers@2031"}, "F008"),
        ({"operation": "sum", "of": ["divers@2031"]}, "F008"),
        ({"operation": "sum", "of": ["divers@2031", "zero@2031"], "from": "divers@2030"}, "F008"),
        ({"operation": "change", "of": ["divers@2031", "divers@2030"], "from": "divers@2030"}, "F008"),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "rate@2031", "among": ["trade@2031"]}, "F008"),
    ],
)
def test_what_cannot_be_compared_is_refused(spec: dict[str, Any], code: str) -> None:
    found = refused(ALL, **spec)
    assert found.code == code and found.message.startswith("expected ")


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"operation": "sum", "of": ["divers@2031"]}, ("of",)),
        ({"operation": "change", "of": ["divers@2031", "divers@2030"], "from": "divers@2030"}, ("of",)),
        ({"operation": "sum", "of": ["trade@2031", "rate@2031"]}, ("of",)),
        ({"operation": "sum", "of": ["rate@2031", "rate@2031"]}, ("of", 0)),
        ({"operation": "sum", "of": ["divers@2031", "nobody@2031"]}, ("of", 1)),
        ({"operation": "change", "of": "divers@2031", "from": "nobody@2030"}, ("from",)),
        ({"operation": "change", "of": "half@2031-S1", "from": "divers@2030"}, ("from",)),
        ({"operation": "change", "of": "zero@2031", "from": "zero@2030"}, ("from",)),
        ({"operation": "average_growth", "of": "zero@2030", "from": "divers@2031"}, ("from",)),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "divers@2031"}, ("rate",)),
        ({"operation": "conversion", "of": "divers@2031", "rate": "rate@2031"}, ("rate",)),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "rate@2030"}, ("rate",)),
        ({"operation": "conversion", "of": "pounds@2031", "rate": "rate@2031", "among": ["trade@2031"]}, ("among",)),
        ({"operation": "rank", "of": "divers@2031", "among": ["divers@2031", "nobody@2031"]}, ("among", 1)),
        ({"operation": "fold", "of": "trade@2031", "from": "trade@2030", "decimals": "4"}, ("decimals",)),
    ],
)
def test_a_refusal_is_told_at_the_field_that_it_lies_in(spec: dict[str, Any], field: tuple[str | int, ...]) -> None:
    paths = [("of",), ("of", 0), ("of", 1), ("from",), ("rate",), ("among",), ("among", 1), ("decimals",)]
    places = Places({("findings", "it", *path): Location("findings", line, 1) for line, path in enumerate(paths, 1)})
    _, problems = derived(ALL, places, it=spec)
    assert [p.location for p in problems] == [places.of("findings", "it", *field)]


def test_growth_to_nothing_has_no_rate() -> None:
    gone = indicator("gone", "EUR", ("2030", "5"), ("2031", "0"))
    found = refused((gone,), operation="average_growth", of="gone@2031", **{"from": "gone@2030"})
    assert (found.code, found.message) == ("F006", "expected two positive values")


def test_an_operand_with_two_series_must_be_named_in_full() -> None:
    two = Indicator.model_validate({
        "id": "two", "name": TEXT, "theme": "sea", "unit": "EUR", "series": [
            {"reporter": "ATL", "counterpart": place, "source": "census", "observations": {"2031": "1"}} for place in ("MUU", "AVA")
        ],
    })
    found = refused((two,), operation="sum", of=["two:ATL@2031", "two:ATL@2031"])
    assert found.code == "F001" and found.hint == "one of: two:ATL-MUU@2031, two:ATL-AVA@2031"


def test_a_conversion_of_zero_rate_is_refused_and_does_not_raise() -> None:
    rate = indicator("rate", "EUR/GBP", ("2031", "0"), measure="rate")
    assert refused((SMALL, rate), operation="conversion", of="small@2031", rate="rate@2031").code == "F006"


def test_a_circle_of_findings_is_told() -> None:
    _, problems = derived(
        (DIVERS,),
        a={"operation": "fold", "of": "b", "from": "divers@2031"},
        b={"operation": "fold", "of": "a", "from": "divers@2031"},
    )
    assert [p.code for p in problems] == ["F007", "F007"]
    assert "a -> b -> a" in problems[0].message


def test_a_guard_that_no_longer_holds_names_its_words() -> None:
    _, problems = derived(
        (DIVERS,),
        fall={
            "operation": "change",
            "of": "divers@2031",
            "from": "divers@2030",
            "expect": {"less_than": "-40"},
            "wording": {"en-CA": "two fifths", "es-MX": "dos quintas partes"},
        },
    )
    assert [p.code for p in problems] == ["F004"]
    assert problems[0].message == 'expected less than -40, found -35, so "two fifths" is no longer true'


def test_a_guard_that_fails_tells_the_value_before_it_was_rounded() -> None:
    third = indicator("x", "persons", ("2030", "3"), ("2031", "2"))
    spec = {"operation": "change", "of": "x@2031", "from": "x@2030", "expect": {"less_than": "-34"}}
    assert derived((third,), it=spec)[1][0].message == "expected less than -34, found -33.3333"


@pytest.mark.parametrize(
    ("guard", "value", "holds"),
    [
        ({"less_than": "3"}, "3", False),
        ({"less_than": "3"}, "2.999", True),
        ({"at_most": "3"}, "3", True),
        ({"at_most": "3"}, "3.001", False),
        ({"more_than": "3"}, "3", False),
        ({"at_least": "3"}, "3", True),
        ({"equals": "3"}, "3.0", True),
        ({"equals": "3"}, "3.1", False),
        ({"at_least": "1", "at_most": "3"}, "2", True),
        ({"at_least": "1", "at_most": "3"}, "4", False),
    ],
)
def test_a_guard_includes_or_excludes_its_bound(guard: dict[str, str], value: str, holds: bool) -> None:
    assert Guard.model_validate(guard).holds(Decimal(value)) is holds


def test_a_finding_that_fails_is_told_once_and_not_by_those_that_use_it() -> None:
    found = told(edited("data/findings.yaml", "  rate: exchange_rate:ATL@2031\n", "  rate: exchange_rate:ATL@2030\n"))
    assert [d.code for d in found] == ["F005"]


AMOUNTS = st.decimals(min_value="0.01", max_value="1e9", places=2)


def _pair(first: Decimal, second: Decimal) -> tuple[Indicator, ...]:
    return (indicator("x", "persons", ("2030", f"{first:f}"), ("2031", f"{second:f}")),)


@given(AMOUNTS, AMOUNTS)
def test_a_change_says_what_a_fold_says(first: Decimal, second: Decimal) -> None:
    change = one(_pair(first, second), operation="change", of="x@2031", **{"from": "x@2030"})
    fold = one(_pair(first, second), operation="fold", of="x@2031", **{"from": "x@2030"})
    assert abs(change.exact / 100 + 1 - fold.exact) < Decimal("1e-20") * max(Decimal(1), fold.exact)


@given(st.lists(AMOUNTS, min_size=2, max_size=6))
def test_shares_of_a_sum_make_a_whole(amounts: list[Decimal]) -> None:
    parts = tuple(indicator(f"p{n}", "persons", ("2031", f"{amount:f}")) for n, amount in enumerate(amounts))
    specs = {"total": {"operation": "sum", "of": [f"p{n}@2031" for n in range(len(amounts))]}}
    specs |= {f"s{n}": {"operation": "share", "of": f"p{n}@2031", "from": "total"} for n in range(len(amounts))}
    found, problems = derived(parts, **specs)
    assert problems == () and found["total"].exact == reduce(Decimal.__add__, amounts)
    assert abs(sum(found[f"s{n}"].exact for n in range(len(amounts))) - 100) < Decimal("1e-20")


@given(AMOUNTS, st.decimals(min_value="0.0001", max_value="999", places=4).filter(bool))
def test_a_conversion_there_and_back_is_the_same_amount(amount: Decimal, rate: Decimal) -> None:
    rates = indicator("rate", "EUR/GBP", ("2031", f"{rate:f}"), measure="rate")
    pounds = indicator("pounds", "GBP", ("2031", f"{amount:f}"))
    found, problems = derived(
        (rates, pounds),
        there={"operation": "conversion", "of": "pounds@2031", "rate": "rate@2031"},
        back={"operation": "conversion", "of": "there", "rate": "rate@2031"},
    )
    assert (
        problems == ()
        and found["back"].unit == "GBP"
        and abs(found["back"].exact - amount) < Decimal("1e-15") * amount + Decimal("1e-15")
    )


@given(AMOUNTS, AMOUNTS)
def test_a_difference_turned_round_is_its_negative(first: Decimal, second: Decimal) -> None:
    forth = one(_pair(first, second), operation="difference", of="x@2031", **{"from": "x@2030"})
    back = one(_pair(first, second), operation="difference", of="x@2030", **{"from": "x@2031"})
    assert forth.exact == -back.exact and forth.value == second - first


def test_more_than_divided_by_about_is_no_exact_number() -> None:
    """More than 9,500 by about 3,400: two digits of each are known, and on which side the truth lies is open."""
    claims = indicator(
        "claims", "claims", ("2028", {"value": "3400", "qualifier": "about"}), ("2031", {"value": "9500", "qualifier": "more_than"})
    )
    found = one((claims,), operation="fold", of="claims@2031", **{"from": "claims@2028"})
    assert (str(found.value), found.qualifier) == ("2.8", Qualifier.ABOUT)


@pytest.mark.parametrize(
    ("values", "spec", "printed"),
    [
        (("20.5", "41.0"), {"operation": "change"}, "100"),
        (("20.50", "41.0"), {"operation": "fold"}, "2.0"),
        (("3", "7"), {"operation": "fold"}, "2"),
        (("3", "7"), {"operation": "share", "same": True}, "200"),
        (("1.05", "9.996"), {"operation": "fold"}, "9.5"),
        (("1.0", "9.98"), {"operation": "fold"}, "10"),
        (("12.34", "20.1"), {"operation": "difference"}, "7.8"),
        (("10", "20"), {"operation": "average_growth"}, "100"),
    ],
)
def test_a_result_prints_no_more_digits_than_its_operands_justify(
    values: tuple[str, str], spec: dict[str, Any], printed: str
) -> None:
    """Of amounts of money, which are measured: 7 by 3 is 2, not 2.3."""
    same = spec.pop("same", False)
    if same:
        pair = tuple(indicator(n, "EUR", ("2031", v), multiplier="9") for n, v in zip("ab", values, strict=True))
        assert str(one(pair, of="b@2031", **{**spec, "from": "a@2031"}).value) == printed
    else:
        money = indicator("x", "EUR", ("2030", values[0]), ("2031", values[1]), multiplier="9")
        assert str(one((money,), of="x@2031", **{**spec, "from": "x@2030"}).value) == printed


def test_what_was_counted_one_by_one_does_not_limit_the_digits() -> None:
    counted = (indicator("part", "groups", ("2031", "7")), indicator("all", "groups", ("2031", "9")))
    assert str(one(counted, operation="share", of="part@2031", decimals="2", **{"from": "all@2031"}).value) == "77.78"


def test_an_amount_known_to_thousands_is_not_told_to_units() -> None:
    """About 23,000 less 17,123 is about 6,000."""
    workers = indicator("workers", "persons", ("2031", {"value": "23000", "qualifier": "about"}))
    licensed = indicator("licensed", "persons", ("2031", "17123"))
    found = one((workers, licensed), operation="difference", of="workers@2031", **{"from": "licensed@2031"})
    assert (str(found.value), str(found.exact), found.qualifier) == ("6000", "5877", Qualifier.ABOUT)


def test_an_estimate_is_known_no_better_than_a_reserved_value() -> None:
    people = indicator("people", "persons", ("2030", {"value": "21000", "status": "estimate"}), ("2031", "27500"))
    assert str(one((people,), operation="change", of="people@2031", **{"from": "people@2030"}).value) == "30"


def test_more_decimals_than_are_justified_are_refused_with_the_operand_that_limits_them() -> None:
    found = refused((TRADE,), operation="fold", of="trade@2031", decimals="4", **{"from": "trade@2030"})
    assert found.code == "F009" and found.message == "expected a result to 2 decimals, found one to 4 decimals"
    assert found.hint.startswith("trade:ATL-LEM@2030 is known to 3 significant digits")


def test_a_reserved_rate_leaves_its_mark_on_the_conversion() -> None:
    rate = indicator("rate", "EUR/GBP", ("2031", {"value": "1.25", "qualifier": "more_than"}), measure="rate")
    assert one((POUNDS, rate), operation="conversion", of="pounds@2031", rate="rate@2031").qualifier is Qualifier.MORE_THAN
    assert one((SMALL, rate), operation="conversion", of="small@2031", rate="rate@2031").qualifier is Qualifier.LESS_THAN


@pytest.mark.parametrize(
    ("first", "second", "certain"),
    [
        ({"value": "95", "qualifier": "more_than"}, "95", True),
        ({"value": "95", "qualifier": "more_than"}, "96", False),
        ({"value": "90", "qualifier": "about"}, "94", False),
        ({"value": "90", "qualifier": "about"}, "95", True),
        ({"value": "90", "qualifier": "nearly"}, "90", True),
        ({"value": "90", "qualifier": "less_than"}, "12", False),
        ({"value": "95"}, {"value": "90", "qualifier": "less_than"}, True),
        ({"value": "95"}, {"value": "95", "qualifier": "less_than"}, True),
        ({"value": "95"}, {"value": "96", "qualifier": "less_than"}, False),
        ({"value": "-90", "qualifier": "more_than"}, "-95", False),
        ({"value": "-90", "qualifier": "nearly"}, "-90", True),
        ({"value": "-90", "qualifier": "nearly"}, "-85", False),
        ({"value": "-90", "qualifier": "nearly"}, "-80", True),
    ],
)
def test_a_rank_needs_an_order_that_is_certain(first: dict[str, str], second: Any, certain: bool) -> None:
    pair = (indicator("a", "persons", ("2031", first)), indicator("b", "persons", ("2031", second)))
    _, problems = derived(pair, it={"operation": "rank", "of": "a@2031", "among": ["a@2031", "b@2031"]})
    assert [p.code for p in problems] == ([] if certain else ["F010"])


SHARES = indicator("shares", "per_cent", ("2031", "20"), ("2030", "10"), measure="share")
RISES = indicator("rises", "per_cent", ("2030..2031", "5"), ("2029..2030", "7"), measure="change")


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"operation": "fold", "of": "shares@2031", "from": "rises@2030..2031"}, "F012"),
        ({"operation": "sum", "of": ["rises@2030..2031", "rises@2030..2031"]}, "F013"),
        ({"operation": "sum", "of": ["rate@2031", "rate@2031"]}, "F013"),
        ({"operation": "difference", "of": "rises@2030..2031", "from": "rises@2029..2030"}, "F005"),
    ],
)
def test_what_has_one_unit_and_is_not_alike_is_refused(spec: dict[str, Any], code: str) -> None:
    assert refused((SHARES, RISES, RATE), **spec).code == code


def test_shares_of_one_whole_add_up() -> None:
    assert one((SHARES,), operation="sum", of=["shares@2031", "shares@2031"]).value == 40


RESERVED = st.sampled_from([q.value for q in Qualifier])
WHOLE = st.integers(min_value=1, max_value=99999)


def _within(quantity: dict[str, str], place: int) -> tuple[Decimal, ...]:
    """Some true values that a record of a count allows, the nearest and the farthest; of a bound, up to the double."""
    value, unit = Decimal(quantity["value"]), Decimal(10) ** place
    return {
        "exact": (value,), "about": (value - unit / 2, value, value + unit / 2), "nearly": (value - unit / 2, value),
        "more_than": (value, value * 2), "less_than": (value / 2, value),
    }[quantity["qualifier"]]


@given(WHOLE, RESERVED, WHOLE, RESERVED, st.sampled_from(["fold", "change", "sum", "difference"]))
def test_a_bound_holds_for_every_value_that_the_operands_allow(
    first: int, of: str, second: int, base: str, operation: str
) -> None:
    """Whatever the true operands are within their reservations, "more than" is never more than the truth, as printed."""
    one_, other = {"value": str(first), "qualifier": of}, {"value": str(second), "qualifier": base}
    pair = (indicator("a", "persons", ("2031", one_)), indicator("b", "persons", ("2031", other)))
    operands = {"of": ["a@2031", "b@2031"]} if operation == "sum" else {"of": "a@2031", "from": "b@2031"}
    found, problems = derived(pair, it={"operation": operation, **operands})
    if problems:
        assert {p.code for p in problems} <= {"F011"}
        return
    finding = found["it"]
    assert (finding.qualifier is Qualifier.EXACT) == (of == base == "exact")
    compute = {
        "fold": lambda a, b: a / b, "change": lambda a, b: (a - b) / b * 100, "sum": lambda a, b: a + b,
        "difference": lambda a, b: a - b,
    }[operation]
    signed = {Qualifier.MORE_THAN: 1, Qualifier.LESS_THAN: -1}.get(finding.qualifier, 0) * (-1 if finding.exact < 0 else 1)
    slack = Decimal("1e-20")
    for a in _within(one_, 0):
        for b in _within(other, 0):
            assert (compute(a, b) - finding.exact) * signed >= -slack
            assert (compute(a, b) - finding.value) * signed >= -slack


@given(AMOUNTS, AMOUNTS, st.sampled_from(["fold", "change"]))
def test_a_quotient_has_no_more_digits_than_its_coarser_operand(first: Decimal, second: Decimal, operation: str) -> None:
    money = indicator("x", "EUR", ("2030", f"{first:f}"), ("2031", f"{second:f}"), multiplier="6")
    found, problems = derived((money,), it={"operation": operation, "of": "x@2031", "from": "x@2030"})
    if problems:
        assert {p.code for p in problems} <= {"F011"}
        return
    digits = min(len(f"{value:f}".replace(".", "").lstrip("0")) for value in (first, second))
    last = (second / first).adjusted() - digits + 1 + (2 if operation == "change" else 0)
    assert found["it"].value.scaleb(-last) % 1 == 0


@given(st.lists(AMOUNTS, min_size=2, max_size=5), st.lists(st.integers(min_value=0, max_value=9), min_size=5, max_size=5))
def test_a_sum_is_known_to_the_place_of_its_coarsest_part(amounts: list[Decimal], powers: list[int]) -> None:
    parts = tuple(
        indicator(f"p{n}", "EUR", ("2031", f"{amount:f}"), multiplier=str(powers[n])) for n, amount in enumerate(amounts)
    )
    found, problems = derived(parts, it={"operation": "sum", "of": [f"p{n}@2031" for n in range(len(amounts))]})
    if problems:
        assert {p.code for p in problems} <= {"F011"}
        return
    coarsest = max(powers[: len(amounts)]) - 2
    assert found["it"].place == coarsest
    in_units = found["it"].value.scaleb(found["it"].multiplier)
    assert abs(in_units - found["it"].exact.scaleb(found["it"].multiplier)) <= Decimal(10) ** coarsest
