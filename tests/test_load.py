"""Load: what is wrong with the bytes, the shapes, the values and the references of a project's files, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import CODES, ContentError, Places
from briefgen.load import load_project, read_document
from briefgen.load.documents import DEEPEST_NESTING, LARGEST_FILE, LONGEST_LINE
from briefgen.load.references import check_indicator
from briefgen.model.observation import Indicator
from conftest import ROOT, atlantis_door, build_all, checked_atlantis, copy_atlantis, edited, examples, told
from corruptions import CORRUPTIONS, SAMPLE, Corruption


def test_the_fictional_project_has_no_mistake_and_no_warning() -> None:
    assert told({}) == ()


def test_the_fictional_project_has_something_in_every_table() -> None:
    relationship = checked_atlantis().loaded.relationship
    assert [name for name in type(relationship).model_fields if name != "project" and not getattr(relationship, name)] == []


CASES = tuple(
    pytest.param(corruption, id=corruption.name, marks=() if corruption in SAMPLE else pytest.mark.slow)
    for corruption in CORRUPTIONS
)


@pytest.mark.parametrize("corruption", CASES)
def test_a_corruption_is_told_once_and_in_its_place(corruption: Corruption) -> None:
    """One mistake makes one diagnostic, however much depends on the value that it spoils."""
    found = told({corruption.file: corruption.content()})
    assert [(d.code, d.location.file, d.location.line) for d in found] == [
        (corruption.code, corruption.where or corruption.file, corruption.line),
    ], [str(d) for d in found]
    assert found[0].location.column == corruption.column or not corruption.column
    assert found[0].message.startswith("expected ") and found[0].hint


def test_there_are_corruptions_enough() -> None:
    names = [corruption.name for corruption in CORRUPTIONS]
    assert len(names) == len(set(names)) and len(names) > 200


def test_all_mistakes_are_told_in_one_run() -> None:
    """Three files with a mistake each make three diagnostics, in the order of files, lines and columns."""
    changes = {
        **edited("data/events.yaml", "2030-07-13", "2030-02-30"),
        **edited("data/indicators/people.yaml", '"9800"', '"9,800"'),
        **edited("briefs/tides/es-MX.md", "Lo dicho está", "Lo dicho 37 veces está"),
    }
    found = told(changes)
    assert [(d.code, d.location.file) for d in found] == [
        ("P004", "briefs/tides/es-MX.md"),
        ("D016", "data/events.yaml"),
        ("D014", "data/indicators/people.yaml"),
    ]


def test_a_consequence_never_hides_a_mistake_of_its_own() -> None:
    """A reference to another unknown record is told although the file holds a broken one too."""
    changes = {
        **edited("data/indicators/people.yaml", '"9800"', '"9,800"'),
        **edited("data/findings.yaml", "grants_maps:ATL@2031\"]", "grants_mops:ATL@2031\"]"),
    }
    assert [d.code for d in told(changes)] == ["F001", "D014"]


@pytest.fixture(scope="module")
def built_by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an older build: files that look like ours, and a manifest."""
    root = copy_atlantis(tmp_path_factory.mktemp("corrupt") / "atlantis")
    (root / "build" / "tides").mkdir(parents=True)
    (root / "build" / "manifest.json").write_text('{"format": "briefgen-manifest-1", "briefs": {}}', encoding="utf-8")
    (root / "build" / "tides" / "tides.en-CA.office.pdf").write_bytes(b"%PDF-1.7 the last good one")
    return root


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("corruption", CORRUPTIONS[::8], ids=lambda corruption: corruption.name)
def test_a_refused_project_leaves_the_last_build_untouched(corruption: Corruption, built_by_hand: Path) -> None:
    """Bytes and times of `build/` are the same after a build of a corrupted project, and nothing lies beside it."""
    before, beside = _state(built_by_hand / "build"), sorted(path.name for path in built_by_hand.iterdir())
    target = built_by_hand / corruption.file
    good = target.read_bytes() if target.exists() else None
    target.write_bytes(corruption.content())
    try:
        with pytest.raises(ContentError):
            build_all(built_by_hand)
    finally:
        target.unlink() if good is None else target.write_bytes(good)
    assert _state(built_by_hand / "build") == before and sorted(path.name for path in built_by_hand.iterdir()) == beside


FOLD = '{source: tide_report, observations: {"2013..2031-S1": {value: "7", qualifier: nearly}}}'


@pytest.mark.parametrize(
    ("file", "find", "new", "code", "message"),
    [
        ("data/indicators/sea.yaml", FOLD, "{source: tide_report, observations: {}}", "D029", "something, found nothing"),
        ("data/indicators/sea.yaml", FOLD, "{source: tide_report, observations: }", "D029", "a list, found nothing"),
        ("data/indicators/sea.yaml", FOLD, "", "D029", "a mapping, found nothing"),
        ("briefgen.yaml", "locales: [en-CA, es-MX]", "locales: []", "D029", "something, found nothing"),
        ("data/findings.yaml", 'of: ["grants_lamps:ATL@2031", "grants_maps:ATL@2031"]', "of: []", "D029", "something, found nothing"),
        ("meetings/spring.yaml", "  - value: passages:ATL-LEM@2031\n    caption: {en-CA: Passages with Lemuria in 2031, es-MX: Travesías con Lemuria en 2031}\n",
         "", "D012", "3 entries or more, found 2"),
    ],
)
def test_what_is_empty_or_too_short_is_told_as_such(file: str, find: str, new: str, code: str, message: str) -> None:
    found = told(edited(file, find, new))
    assert [(d.code, d.message) for d in found] == [(code, f"expected {message}")]


@pytest.mark.parametrize(
    ("find", "new", "place"),
    [
        ("publisher: {en-CA: \"Coral Press, Port Foam\", es-MX: \"Prensa Coral, Puerto Espuma\"}",
         "publisher: {en-CA: \"Coral Press, Port Foam\"}", (3, 12)),
        ("  sea: {en-CA: The sea, es-MX: El mar}", "  sea: {en-CA: The sea, es-MX: ''}", (8, 8)),
    ],
)
def test_the_settings_have_their_texts_in_every_locale_too(find: str, new: str, place: tuple[int, int]) -> None:
    found = told(edited("briefgen.yaml", find, new))
    assert [(d.code, d.location.file, (d.location.line, d.location.column)) for d in found] == [
        ("D029" if "''" in new else "D026", "briefgen.yaml", place),
    ]


@pytest.mark.parametrize(
    ("measure", "unit", "fits"),
    [
        ("level", "per_cent", True), ("level", "CAD", True), ("level", "fold", False), ("level", "rank", False),
        ("level", "CAD/USD", False), ("accumulated", "CAD", True), ("share", "per_cent", True), ("share", "CAD", False),
        ("rate", "CAD/USD", True), ("rate", "per_cent", False), ("rank", "rank", True), ("rank", "persons", False),
    ],
)
def test_a_unit_fits_the_measure(measure: str, unit: str, fits: bool) -> None:
    series = {"source": "s", "observations": {"2031": "4"}}
    text = {"en-CA": "a", "es-MX": "a"}
    indicator = Indicator.model_validate(
        {"id": "a", "name": text, "theme": "sea", "unit": unit, "measure": measure, "series": [series]}
    )
    assert [d.code for d in check_indicator(indicator, Places())] == ([] if fits else ["D034"])


# Documents: YAML as text, with the place of every value


def test_every_scalar_is_text() -> None:
    """No `NO` that becomes False, no 12.50 that becomes 12.5, no date, no octal, no null."""
    document, problems = read_document("a.yaml", b"a: [NO, 12.50, 2010-10-31, 017, ~, null, 0x1f, 1e3, .inf]\n")
    assert problems == () and document is not None
    assert document.data == {"a": ["NO", "12.50", "2010-10-31", "017", "~", "null", "0x1f", "1e3", ".inf"]}


def test_every_value_has_its_place() -> None:
    document, _ = read_document("a.yaml", "á: 1\nb:\n  - {c: d}\n".encode())
    assert document is not None
    assert {path: (place.line, place.column) for path, place in document.values.items()} == {
        (): (1, 1),
        ("á",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 9),
    }
    assert document.keys["b", 0, "c"].column == 6


def test_a_quoted_text_may_say_that_it_is_one() -> None:
    document, problems = read_document("a.yaml", b"a: ! \"b\"\n")
    assert problems == () and document is not None and document.data == {"a": "b"}
    assert [p.code for p in read_document("a.yaml", b"a: ! {b: c}\n")[1]] == ["D006"]


def test_a_byte_order_mark_is_no_mistake() -> None:
    document, problems = read_document("a.yaml", b"\xef\xbb\xbfa: b\n")
    assert problems == () and document is not None and document.data == {"a": "b"}


def test_the_lines_of_windows_are_read_like_any_other() -> None:
    document, problems = read_document("a.yaml", b"a: b\r\nc: d\r\n")
    assert problems == () and document is not None and document.data == {"a": "b", "c": "d"}
    assert document.values["c",].line == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "x" * (LONGEST_LINE - 3), ""),
        ("a: " + "x" * (LONGEST_LINE - 2), "D013"),
        ("[" * (DEEPEST_NESTING + 1) + "]" * (DEEPEST_NESTING + 1), ""),
        ("[" * (DEEPEST_NESTING + 2) + "]" * (DEEPEST_NESTING + 2), "D013"),
        ("#\n" * (LARGEST_FILE // 2) + "a", "D013"),
        ("#\n" * (LARGEST_FILE // 2 - 2) + "a: b", ""),
    ],
)
def test_a_limit_is_a_limit(text: str, code: str) -> None:
    """What is as large as allowed is read; one more is refused."""
    assert [p.code for p in read_document("a.yaml", text.encode())[1]] == ([code] if code else [])


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    """Whatever a data file holds, the answer is a document or a diagnostic of a known code."""
    document, problems = read_document("a.yaml", content)
    assert document is not None or problems
    assert all(p.code in CODES and p.location.line >= 1 for p in problems)


@given(st.text(alphabet=st.sampled_from(list("abc:-[]{}\"'#&*!|>%@, \n\t0")), max_size=60))
def test_no_yaml_raises(text: str) -> None:
    document, problems = read_document("a.yaml", text.encode())
    assert document is not None or problems


@examples(60)
@given(st.sampled_from(sorted(atlantis_door().files)), st.data())
def test_no_cut_raises(name: str, data: st.DataObject) -> None:
    """A file that ends anywhere makes a project or diagnostics, never an exception."""
    content = atlantis_door().files[name]
    cut = data.draw(st.integers(0, len(content)))
    loaded, problems = load_project({**atlantis_door().files, name: content[:cut]})
    assert loaded is not None or problems


# A third locale: files alone


FRENCH = {
    "data/locales/fr-CA.yaml": "project:\n  name: Initiative Atlantide-Lémurie\n"
    "actors:\n  ATL: {name: Atlantide}\n"
    "charts:\n  partners: {title: Mu mène}\n  local-ties: {title: Liens locaux}\n",
}


def test_a_third_locale_comes_in_by_adding_files() -> None:
    """`data/locales/fr-CA.yaml` adds texts to records without a change to any other file; what it lacks is told."""
    loaded, problems = load_project({**atlantis_door().files, **{name: text.encode() for name, text in FRENCH.items()}})
    assert loaded is not None
    assert loaded.relationship.project.locales == ("en-CA", "es-MX", "fr-CA")
    assert loaded.relationship.actors["ATL"].name["fr-CA"] == "Atlantide"
    assert loaded.relationship.charts["partners"].title["fr-CA"] == "Mu mène"
    assert loaded.relationship.tables["local-ties"].title["fr-CA"] == "Liens locaux"
    assert {p.code for p in problems} == {"D026"} and all("fr-CA" in p.message for p in problems)
    assert not any(p.location.file == "briefgen.yaml" and p.location.line == 2 for p in problems)


@pytest.mark.parametrize(
    ("overlay", "code", "line", "column"),
    [
        ("actors:\n  ATX: {name: Atlantide}\n", "D024", 2, 8),
        ("actors:\n  ATL: {nom: Atlantide}\n", "D024", 2, 14),
        ("actors:\n  ATL: {kind: pays}\n", "D009", 2, 15),
        ("actor:\n  ATL: {name: Atlantide}\n", "D024", 1, 1),
        ("indicators:\n  pearl_trades: {name: Perles}\n", "D024", 2, 3),
        ("charts:\n  partner: {title: Mu}\n", "D024", 2, 3),
        ("tables:\n  traffic: {title: Passages}\n", "D024", 1, 1),
        ("meetings:\n  sprong: {title: Réunion}\n", "D024", 2, 3),
        ("meetings:\n  spring: {titel: Réunion}\n", "D024", 2, 19),
        ("meetings:\n  spring: {date: 2032-03-21}\n", "D009", 2, 18),
        ("- ATL\n", "D009", 1, 1),
        ("charts: x\n", "D009", 1, 9),
        ("charts: [x]\n", "D009", 1, 9),
        ("actors:\n", "D009", 1, 8),
        ("actors: [x]\n", "D009", 1, 9),
        ("project: x\n", "D009", 1, 10),
        ("tokens: x\n", "D009", 1, 9),
        ("meetings: x\n", "D009", 1, 11),
        ("meetings:\n  spring: x\n", "D009", 2, 11),
        ("meetings: {spring: [x]}\n", "D009", 1, 20),
        ("charts:\n  partners: x\n", "D009", 2, 13),
    ],
)
def test_an_overlay_names_only_texts_that_exist(overlay: str, code: str, line: int, column: int) -> None:
    _, problems = load_project({**atlantis_door().files, "data/locales/fr-CA.yaml": overlay.encode()})
    own = [p for p in problems if p.location.file == "data/locales/fr-CA.yaml"]
    assert [(p.code, p.location.line, p.location.column) for p in own] == [(code, line, column)]


def test_an_overlay_reaches_into_lists_by_their_order() -> None:
    overlay = "mirrors:\n  pearls:\n    reasons: [Lémurie compte au clair de lune.]\nmeetings:\n  spring: {agenda: [{title: Ouverture}]}\n"
    loaded, problems = load_project({**atlantis_door().files, "data/locales/fr-CA.yaml": overlay.encode()})
    assert loaded is not None and not [p for p in problems if p.location.file == "data/locales/fr-CA.yaml"]
    assert loaded.relationship.mirrors["pearls"].reasons[0]["fr-CA"] == "Lémurie compte au clair de lune."
    assert loaded.relationship.meetings["spring"].agenda[0].title["fr-CA"] == "Ouverture"


def test_an_overlay_has_no_more_entries_than_the_list() -> None:
    overlay = "mirrors:\n  pearls:\n    reasons: [Un, Deux]\n"
    _, problems = load_project({**atlantis_door().files, "data/locales/fr-CA.yaml": overlay.encode()})
    own = [p for p in problems if p.location.file == "data/locales/fr-CA.yaml"]
    assert [(p.code, p.location.line, p.location.column) for p in own] == [("D024", 3, 19)]


def test_the_real_project_has_no_mistake() -> None:
    from briefgen.build.check import check_project
    from briefgen.build.door import open_door

    assert [str(d) for d in check_project(open_door(ROOT))[1]] == []
