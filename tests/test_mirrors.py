"""Mirrors: two counts of one flow are found, explained and named, and their gap is theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.build.check import check_project
from briefgen.model.finding import Finding, observations_of
from briefgen.model.mirror import counted_by, flows, mirrored
from briefgen.model.precision import amount_of
from conftest import atlantis_door, checked_atlantis, door_with, edited, told

SEA, MIRRORS, FINDINGS = "data/indicators/sea.yaml", "data/mirrors.yaml", "data/findings.yaml"
CHART, EN = "charts/sea.yaml", "briefs/tides/en-CA.md"


def test_the_two_counts_of_a_flow_are_found() -> None:
    pairs = mirrored(checked_atlantis().loaded.relationship.observations())
    assert [(p.first.id, p.second.id) for p in pairs] == [("pearl_trade:ATL-LEM@2031", "pearl_trade:LEM-ATL@2031")]


def test_a_count_of_another_period_is_no_mirror() -> None:
    found = told(edited(SEA, 'unit: GBP, observations: {"2031": "29.4"}', 'unit: GBP, observations: {"2029": "29.4"}'))
    assert "F016" in {d.code for d in found}


def test_a_number_that_rests_on_both_counts_is_nobodys_alone() -> None:
    checked = checked_atlantis()
    ways = flows(mirrored(checked.loaded.relationship.observations()))
    findings = ("trade_gap", "trade_in_euros", "mu_multiple")
    owners = {key: counted_by(observations_of(checked.index.resolve(key)), ways) for key in findings}
    assert owners == {"trade_gap": frozenset(), "trade_in_euros": {"LEM"}, "mu_multiple": {"ATL"}}


def test_the_gap_is_told_in_one_currency_at_a_named_rate_and_in_per_cent() -> None:
    gap, share = (checked_atlantis().index.resolve(key) for key in ("trade_gap", "trade_gap_share"))
    assert isinstance(gap, Finding) and [rate.id for rate in gap.rates] == ["exchange_rate:ATL@2031"]
    assert amount_of(gap) == Decimal("29.4e9") * Decimal("1.25") - Decimal("33.3e9")
    assert isinstance(share, Finding) and share.unit == "per_cent"


@pytest.mark.parametrize(
    ("find", "new", "message"),
    [
        ("gap: trade_gap, ", "", "expected the finding that tells the gap, found none"),
        ("gap_share: trade_gap_share, ", "", "expected the finding that tells the gap_share, found none"),
        ("gap: trade_gap,", "gap: trade_rise,", "found a change of pearl_trade:ATL-LEM@2031, pearl_trade:ATL-LEM@2030"),
    ],
)
def test_a_mirror_without_its_gap_is_refused(find: str, new: str, message: str) -> None:
    found = told(edited(MIRRORS, find, new))
    assert [d.code for d in found] == ["F017"] and message in found[0].message


@pytest.mark.parametrize(
    ("find", "new"),
    [
        ("{reporter: LEM, total", "{reporter: ATL, total"),
        ('{reporter: ATL, total: "pearl_trade:ATL-LEM@2031"', '{reporter: ATL, total: "divers:ATL-LEM@2031"'),
        ("currency: GBP", "currency: USD"),
    ],
)
def test_a_count_is_told_once_by_its_own_reporter_in_its_own_currency(find: str, new: str) -> None:
    assert {d.code for d in told(edited(MIRRORS, find, new))} == {"F018"}


def with_finding(words: str, find: str, new: str) -> dict[str, bytes | None]:
    """The mirror with another finding, which stands at the end of the file."""
    return {**edited(MIRRORS, find, new), FINDINGS: (atlantis_door().files[FINDINGS].decode() + words).encode()}


NAMED = "  name: {en-CA: \"It, 2031\", es-MX: \"Eso, 2031\"}\n"
COUNTS = "  of: trade_in_euros\n  from: pearl_trade:ATL-LEM@2031\n"


@pytest.mark.parametrize(
    "words",
    [
        f"other:\n  operation: share\n{COUNTS}{NAMED}",
        f"other:\n  operation: change\n{COUNTS}{NAMED}",
    ],
)
def test_the_share_of_the_gap_is_a_share_and_of_the_gap(words: str) -> None:
    """One count in per cent of the other is not the gap; a change has the gap's very value and calls it something else."""
    found = told(with_finding(words, "gap_share: trade_gap_share", "gap_share: other"))
    assert [d.code for d in found] == ["F017"] and "expected trade_gap as a share of one of the two counts" in found[0].message
    line = edited(MIRRORS, "gap_share: trade_gap_share", "gap_share: other")[MIRRORS]
    assert found[0].location.file == MIRRORS and line is not None
    assert found[0].location.column == line.decode().index("other") + 1


def test_the_gap_is_in_per_cent_of_either_count() -> None:
    words = f"other:\n  operation: share\n  of: trade_gap\n  from: trade_in_euros\n{NAMED}"
    assert told(with_finding(words, "gap_share: trade_gap_share", "gap_share: other")) == ()


def test_a_difference_that_the_two_counts_do_not_leave_is_no_gap() -> None:
    words = (
        f"doubled:\n  operation: sum\n  of: [trade_in_euros, trade_in_euros]\n{NAMED}"
        f"other:\n  operation: difference\n  of: doubled\n  from: pearl_trade:ATL-LEM@2031\n{NAMED}"
    )
    found = told(with_finding(words, "gap: trade_gap,", "gap: other,"))
    assert {d.code for d in found} == {"F017"} and "expected the difference of" in found[0].message


def test_a_rate_serves_in_either_direction() -> None:
    """Euros for a pound, or pounds for a euro: the gap is the same one."""
    rates = edited(SEA, "unit: EUR/GBP", "unit: GBP/EUR")[SEA]
    assert rates is not None
    turned = rates.decode().replace('"1.2000"', '"0.8333"').replace('"1.2500"', '"0.8000"')
    checked, problems = check_project(door_with({SEA: turned.encode()}))
    assert problems == () and checked is not None
    assert amount_of(checked.index.resolve("trade_gap")) == Decimal("3.45e9")


def test_a_total_is_that_of_its_own_reporter() -> None:
    text = edited(MIRRORS, '{reporter: ATL, total: "pearl_trade:ATL-LEM@2031"', '{reporter: ATL, total: "pearl_trade:LEM-ATL@2031"')
    found = [d for d in told(text) if d.code == "F018"]
    assert found and found[0].message == "expected a total that ATL counted, found pearl_trade:LEM-ATL@2031"


def test_a_total_is_told_at_its_place() -> None:
    text = edited(MIRRORS, '{reporter: ATL, total: "pearl_trade:ATL-LEM@2031"', '{reporter: ATL, total: "pearl_trade:LEM-ATL@2031"')
    content = text[MIRRORS]
    assert content is not None
    line = content.decode().split("\n")[2]
    found = next(d for d in told(text) if d.code == "F018")
    assert (found.location.line, found.location.column) == (3, line.index('"pearl_trade:LEM') + 1)


def test_counts_that_name_no_reporter_are_no_mirror() -> None:
    words = atlantis_door().files[MIRRORS].decode()
    second = words.replace("pearls:", "folds:", 1).replace("indicator: pearl_trade, gap: trade_gap, gap_share: trade_gap_share",
                                                            "indicator: pearl_trade_fold, against: pearl_trade_fold")
    found = [d for d in told({MIRRORS: (words + second).encode()}) if d.code == "F016"]
    assert [d.message for d in found] == ["expected two counts of one flow in pearl_trade_fold and pearl_trade_fold, found none"]


def test_one_count_is_no_mirror() -> None:
    text = atlantis_door().files[MIRRORS].decode()
    second = text[text.index("    {reporter: LEM"):text.rindex("]}")]
    found = told(edited(MIRRORS, f"}}}},\n{second}", "}}"))
    assert ("F018", "expected two counts, found one") in [(d.code, d.message) for d in found]


@pytest.mark.parametrize(
    "words",
    ["as Atlantis counts", "in the Atlantean count", "as the {actor}`reef_bureau as name` counts"],
)
def test_a_reporter_is_named_by_its_country_its_adjective_or_its_office(words: str) -> None:
    english = edited(EN, ", as Atlantis counts", f", {words}")
    spanish = edited("briefs/tides/es-MX.md", ", según Atlántida", f", según {words}") if "{" in words else {}
    actors = edited("data/actors.yaml", "name: {en-CA: Atlantis, es-MX: Atlántida}",
                    "name: {en-CA: Atlantis, es-MX: Atlántida}\n  adjective: {en-CA: Atlantean, es-MX: atlante}")
    assert told({**english, **spanish, **actors}) == ()


@pytest.mark.parametrize("words", ["as Lemuria counts", "as the {actor}`lagoon_office as name` counts", "Atlantisians say"])
def test_the_other_reporter_does_not_stand_for_the_one_that_counted(words: str) -> None:
    english = edited(EN, ", as Atlantis counts", f", {words}")
    spanish = edited("briefs/tides/es-MX.md", ", según Atlántida", f", según {words}") if "{" in words else {}
    found = told({**english, **spanish})
    assert "P030" in {d.code for d in found} and {d.location.line for d in found} == {21}


def test_a_chart_names_the_reporter_in_a_label_or_in_its_head() -> None:
    changed = edited(CHART, "{en-CA: \"Atlantis’s trade in pearls in 2031\"", '{en-CA: "Trade in pearls in 2031"')
    found = told(changed)
    assert {d.code for d in found} == {"P030"} and {d.location.file for d in found} == {CHART}
    labelled = {CHART: changed[CHART].replace(  # type: ignore[union-attr]
        b'    - {value: "pearl_trade:ATL-LEM@2031"}\n  emphasis',
        '    - {value: "pearl_trade:ATL-LEM@2031", label: {en-CA: Atlantis counts, es-MX: Cuenta Atlántida}}\n  emphasis'.encode(),
    )}
    assert len(told(labelled)) < len(found)


def test_the_period_of_a_count_is_no_number_of_it() -> None:
    assert told(edited(EN, "Counted twice", "In {obs}`pearl_trade:ATL-LEM@2031 as period`, counted twice"))[0].code == "T004"
