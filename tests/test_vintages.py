"""Vintages: what was known on a day is printed, what was not is refused, and a correction holds until its value moves."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from briefgen.build.check import Checked, check_project
from briefgen.build.target import _told
from briefgen.build.tasks import task_of
from briefgen.compose.citations import note_html
from briefgen.diagnostics import Diagnostic
from briefgen.model.finding import Finding
from briefgen.model.observation import Observation
from conftest import TAGS, atlantis_door, checked_atlantis, door_with, edited, replaced_once, told

COAST, PEOPLE, SEA, FIXES = "data/indicators/coast.yaml", "data/indicators/people.yaml", "data/indicators/sea.yaml", "data/corrections.yaml"
TWO = '{vintages: {"2031-03": "2800", "2031-11": "2900"}}'
LEMURIA, MU = "passages:ATL-LEM@2030", "passages:ATL-MUU@2030"
STRAIT, ROLL = "briefs/strait/brief.yaml", "briefs/roll/brief.yaml"


def checked_with(files: dict[str, bytes | None]) -> Checked:
    checked, diagnostics = check_project(door_with(files))
    if checked is None:
        raise LookupError("\n".join(map(str, diagnostics)))
    return checked


def value_of(reference: str, files: dict[str, bytes | None]) -> Observation:
    found = checked_with(files).index.resolve(reference)
    assert isinstance(found, Observation)
    return found


def as_of(day: str, *more: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """The two briefs that a folder holds on a day of their own, and further files."""
    files: dict[str, bytes | None] = {}
    for name in (STRAIT, ROLL):
        files |= edited(name, "source: tide_report", f'source: tide_report\nas_of: "{day}"')
    for one in more:
        files |= one
    return files


def vintages(text: str) -> dict[str, bytes | None]:
    return edited(COAST, TWO, text)


@pytest.mark.parametrize(("text", "value", "vintage"), [
    ('{vintages: {"2031-03": "2800", "2031-11": "2900", "2032-02": "2950"}}', "2900", "2031-11"),
    ('{vintages: {"2032-01-31": "2950", "2031-11": "2900"}}', "2950", "2032-01-31"),
    ('{vintages: {"2032-02-01": "2950", "2031-11": "2900"}}', "2900", "2031-11"),
    ('{value: "2950", vintage: "2031"}', "2950", "2031"),
    ('"2950"', "2950", "2031-11"),
])
def test_the_newest_vintage_that_is_not_later_is_taken(text: str, value: str, vintage: str) -> None:
    """In whatever order the file has them; a value without a date has that of its source."""
    found = value_of(LEMURIA, vintages(text))
    assert (str(found.value), str(found.vintage)) == (value, vintage)


@pytest.mark.parametrize(("day", "vague"), [("2031-10-31", False), ("2031-11-01", True), ("2031-11-29", True), ("2031-11-30", False)])
def test_a_month_is_too_vague_from_its_first_day_until_its_last(day: str, vague: bool) -> None:
    """On its last day everything of the month has been published."""
    assert ("D046" in {d.code for d in told(as_of(day))}) is vague


def test_a_source_without_a_date_has_that_of_the_document_in_which_it_was_read() -> None:
    assert str(checked_atlantis().index.resolve("catch_share:ATL-LEM@2031").vintage) == "2031"  # type: ignore[union-attr]


def test_each_vintage_has_a_source_a_status_and_a_qualifier_of_its_own() -> None:
    text = '{vintages: {"2031-03": "2800", "2031-12": {value: "2900", qualifier: about, status: provisional, source: ledger}}}'
    found = value_of(LEMURIA, vintages(text))
    assert (found.source, found.status, found.qualifier) == ("ledger", "provisional", "about")


def test_a_brief_prints_what_was_known_on_its_own_day() -> None:
    """Prose, charts and notes of one brief on one day; those of another on the project's."""
    files = as_of("2031-12-15", vintages('{vintages: {"2031-11-05": "2800", "2031-12-20": "2900"}}'))
    checked = checked_with(files)
    task, other = (task_of(door_with(files), checked, slug, "en-CA", {}) for slug in ("strait", "tides"))
    assert [str(one.index.resolve(LEMURIA).value) for one in (task, other)] == ["2800", "2900"]
    assert [str(one.relationship.project.as_of) for one in (task, other)] == ["2031-12-15", "2032-01-31"]


def test_a_finding_is_derived_anew_on_the_day_of_its_brief() -> None:
    """A guard that held then and does not now stops only the brief that prints it now."""
    files = as_of("2031-12-15", edited(PEOPLE, '{"2031": "4600"}', '{"2031": {vintages: {"2031-12-01": "3100", "2032-01": "4600"}}}'))
    found = [d for d in told(files) if d.code == "F004"]
    assert any('found 50.8197, so "about three quarters" is no longer true' in d.message for d in found)
    assert not {d.location.file for d in found} & {f"briefs/tides/{tag}.md" for tag in TAGS}


def test_what_was_published_later_is_refused_where_it_is_used_and_not_otherwise() -> None:
    """The rate of January 2032 was not known in December; only the brief that needs it is told so."""
    assert told(as_of("2031-12-15")) == ()
    found = told(edited("briefs/tides/brief.yaml", "source: tide_report", 'source: tide_report\nas_of: "2031-12-15"'))
    assert {d.code for d in found} == {"D041"}
    assert {d.location.file for d in found} == {"data/findings.yaml", "charts/sea.yaml"}
    assert "known on 2031-12-15, found exchange_rate:ATL@2031, published 2032-01" in found[0].message


def test_a_chart_of_a_series_that_was_not_published_at_all_is_refused() -> None:
    found = told(edited(COAST, '"2029": "3100", "2030": "3300", "2031": "3500"}', '"2030": "3300"}, vintage: 2032-03'))
    assert {d.code for d in found} >= {"D041"} and any(d.location.file == "charts/strait.yaml" for d in found)
    assert all(d.code in ("D041", "C001", "D042") for d in found)


@pytest.mark.parametrize(("frequency", "period", "stale"), [
    ("annual", "2030", False), ("annual", "2029", True), ("half_yearly", "2031-S1", False), ("half_yearly", "2030-S2", True),
    ("monthly", "2031-07", False), ("monthly", "2031-06", True), ("irregular", "1990", False), ("annual", "2029..2030", False),
])
def test_a_series_grows_stale_by_its_frequency(frequency: str, period: str, stale: bool) -> None:
    """Eighteen months, twelve, six; what is irregular never does."""
    change = ".." in period
    text = (f"tides_seen:\n  name: {{en-CA: Tides seen, es-MX: Mareas vistas}}\n  theme: sea\n  frequency: {frequency}\n"
            f"  unit: {'per_cent' if change else 'count'}\n  measure: {'change' if change else 'level'}\n"
            f"  series:\n    - {{source: soundings, observations: {{\"{period}\": \"4\"}}}}\n")
    found = told({"data/indicators/new.yaml": text.encode()})
    assert [(d.code, d.location.line) for d in found] == ([("D040", 8)] if stale else [])
    assert told({"data/indicators/new.yaml": text.replace("source: soundings", "source: soundings, ended: Nobody looks").encode()}) == ()


def test_a_value_that_is_not_yet_known_keeps_no_series_fresh() -> None:
    values = '{"2028": "9800", "2031": {value: "6100", vintage: "2032-02"}}'
    text = f"old:\n  name: {{en-CA: Old, es-MX: Viejo}}\n  theme: sea\n  unit: count\n  series: [{{source: soundings, observations: {values}}}]\n"
    assert [d.code for d in told({"data/indicators/new.yaml": text.encode()})] == ["D040"]


@cache
def corrected_note(tag: str) -> str:
    checked = checked_atlantis()
    quantity = checked.index.resolve(MU)
    return str(note_html((quantity,), (), checked.loaded.relationship, checked.locales[tag], {}))


def test_a_corrected_value_prints_with_what_was_corrected_why_and_by_whom() -> None:
    assert value_of(MU, {}).value == Decimal(3400)
    assert corrected_note("en-CA").endswith(
        "Passages of the strait (Atlantis, Mu), 2030: corrected from 3,300 to 3,400. The census left out the passages of the last spring tide. "
        "Decided by Reef Bureau, December 5, 2031."
    )
    assert corrected_note("es-MX").endswith(
        "Travesías del estrecho (Atlántida, Mu), 2030: dato corregido de 3,300 a 3,400. El censo omitió las travesías de la última marea viva. "
        "Decisión: Oficina de Arrecifes, 5 de diciembre de 2031."
    )


def test_what_is_derived_from_a_corrected_value_says_so_too() -> None:
    text = atlantis_door().files["data/findings.yaml"].decode() + (
        "mu_growth:\n  operation: difference\n  of: passages:ATL-MUU@2031\n  from: passages:ATL-MUU@2030\n"
        "  name: {en-CA: Growth with Mu, es-MX: Crecimiento con Mu}\n")
    checked = checked_with({"data/findings.yaml": text.encode()})
    finding = checked.index.resolve("mu_growth")
    assert isinstance(finding, Finding) and finding.value == 100
    note = note_html((finding,), (), checked.loaded.relationship, checked.locales["en-CA"], {})
    assert "corrected from 3,300 to 3,400" in note


def test_the_manifest_tells_vintages_and_corrections() -> None:
    checked = checked_atlantis()
    task = task_of(atlantis_door(), checked, "strait", "en-CA", {})
    row = _told(checked.index.resolve(MU), task)
    assert row["vintages"] == ["2031-11"] and row["value"] == "3400"
    assert row["corrections"] == [{
        "observation": MU, "published": "3300", "value": "3400", "decided_by": "reef_bureau", "date": "2031-12-05",
        "reason": "The census left out the passages of the last spring tide.",
    }]
    assert "corrections" not in _told(checked.index.resolve(LEMURIA), task)


def test_the_note_dates_a_vintage_that_is_not_the_date_of_its_source() -> None:
    checked = checked_with(vintages('{vintages: {"2031-03": "2800", "2031-12-24": "2900"}}'))
    notes = [
        str(note_html((checked.index.resolve(LEMURIA),), (), checked.loaded.relationship, checked.locales[tag], {}))
        for tag in ("en-CA", "es-MX")
    ]
    assert "2030 (published December 24, 2031)" in notes[0] and "2030 (publicación: 24 de diciembre de 2031)" in notes[1]


def _moved(text: str) -> tuple[Diagnostic, ...]:
    return told(edited(COAST, '"2030": "3300"', f'"2030": {text}'))


def test_a_correction_asks_for_a_decision_once_its_value_has_moved() -> None:
    """Both values and the place; a provider that came round, or confirmed, needs another answer than one that did not."""
    (found,) = _moved('"3380"')
    assert (found.code, found.location.file, found.location.line) == ("D043", FIXES, 3)
    assert "expected 3300" in found.message and "to 3400, found 3380" in found.message
    (found,) = _moved('"3400"')
    assert found.hint == "the provider now says what the correction does: remove it"
    assert _moved('{vintages: {"2031-03": "3300", "2031-12": "3300"}}') == ()
    assert _moved('{vintages: {"2031-03": "3300", "2032-03": "3380"}}') == ()


def test_an_older_brief_keeps_a_value_that_the_correction_does_not_name() -> None:
    files = as_of("2031-12-15", edited(COAST, '"2030": "3300"', '"2030": {vintages: {"2031-11": "3250", "2031-12-20": "3300"}}'))
    checked = checked_with(files)
    assert [str(index.resolve(MU).value) for index in (checked.index, checked.view("strait").index)] == ["3400", "3250"]


def test_a_release_stands_in_the_bibliography() -> None:
    from briefgen.build.citing import citation_templates
    from briefgen.compose.bibliography import bibliography

    files = {"data/sources.yaml": replaced_once(
        atlantis_door().files["data/sources.yaml"].decode(), '  issued: "2031-11"\n', '  issued: "2031-11"\n  release: R-7\n').encode()}
    checked = checked_with(files)
    templates = citation_templates(atlantis_door())
    (entry, _) = bibliography(("census",), checked.loaded.relationship, checked.locales["en-CA"], templates)
    assert "R-7" in entry
