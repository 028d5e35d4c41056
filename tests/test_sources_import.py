"""Sources import: what a reference manager exports becomes records, once, whole or not at all; nothing in it raises."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from briefgen.build.importing import FILE, Imported, imported_into
from briefgen.cli import app
from briefgen.diagnostics import CODES, ContentError, Diagnostic
from briefgen.load.documents import read_document
from briefgen.references.latex import NotPlain, plain
from briefgen.references.listing import scalar
from conftest import atlantis_door, door_with, examples, told

BOOK: dict[str, Any] = {
    "id": "n1", "type": "book", "title": "Tides", "language": "en", "author": [{"family": "Núñez", "given": "Ana"}],
    "issued": {"date-parts": [[2031, 5, 3]]}, "publisher": "Coral Press",
}


def taken(content: object, file: str = "a.json", old: bytes | None = None) -> tuple[Imported, str]:
    door = atlantis_door() if old is None else door_with({FILE: old})
    text = content if isinstance(content, bytes | str) else json.dumps(content, ensure_ascii=False)
    imported, files = imported_into(door, file, text if isinstance(text, bytes) else text.encode())
    return imported, files.get(FILE, b"").decode()


def refused(content: object, file: str = "a.json") -> tuple[Diagnostic, ...]:
    with pytest.raises(ContentError) as caught:
        taken(content, file)
    return caught.value.diagnostics


def records(content: str) -> Any:
    document, problems = read_document("a.yaml", content.encode())
    assert document is not None and not problems
    return document.data


def test_a_book_becomes_a_record_below_what_stands_there() -> None:
    imported, new = taken([BOOK])
    old = atlantis_door().files[FILE].decode()
    assert imported.added == ("nunez_2031",) and new.startswith(old)
    assert new.removeprefix(old) == (
        "\nnunez_2031:\n  type: book\n  title:\n    en-CA: Tides\n"
        "    es-MX: Tides  # the original title; translate it if an official translation exists\n"
        "  author:\n    - {family: Núñez, given: Ana}\n  publisher: Coral Press\n  issued: \"2031-05-03\"\n"
    )
    assert [d.code for d in told({FILE: new.encode()})] == ["D036"]


def test_the_files_own_line_ends_are_kept() -> None:
    old = atlantis_door().files[FILE].replace(b"\n", b"\r\n").rstrip()
    _, new = taken([BOOK], old=old)
    assert new.startswith(old.decode() + "\r\n\r\nnunez_2031:\r\n") and "\n" not in new.replace("\r\n", "")


def test_what_is_there_already_is_passed_over_whatever_its_id() -> None:
    _, new = taken([BOOK])
    renamed = new.replace("nunez_2031:", "tides_book:").replace("es-MX: Tides  #", "es-MX: Mareas  #")
    imported, again = taken([BOOK], old=renamed.encode())
    assert (imported.added, imported.known, again) == ((), ("tides_book",), "")
    assert taken([BOOK, BOOK])[0].added == ("nunez_2031",)


@pytest.mark.parametrize(("field", "value", "named"), [
    ("publisher", "Kelp Press", "publisher"), ("volume", "2", "volume"), ("title", "Ebbs", "title"),
])
def test_a_source_that_says_otherwise_is_told_with_both_places_and_nothing_is_written(field: str, value: str, named: str) -> None:
    _, new = taken([BOOK])
    with pytest.raises(ContentError) as caught:
        taken([{"id": "z", "type": "map", "title": "Other"}, {**BOOK, field: value}], old=new.encode())
    (problem,) = caught.value.diagnostics
    line = new[: new.index("nunez_2031")].count("\n") + 1
    assert problem.code == "E027" and f'another "{named}"' in problem.message and f"{FILE}:{line + 1}:3" in problem.message
    assert problem.location.file == "a.json" and problem.location.line == 1


def test_ids_are_unique() -> None:
    other = {**BOOK, "title": "Ebbs", "publisher": "Kelp Press"}
    nobody = {"id": "x", "type": "report", "title": "潮", "issued": {"date-parts": [[2031]]}}
    assert taken([BOOK, other, nobody])[0].added == ("nunez_2031", "nunez_2031_2", "x_2031")


@pytest.mark.parametrize(("language", "originals"), [
    ("es", ["en-CA"]), ("es-ES", ["en-CA"]), ("Spanish", ["en-CA"]), ("en-CA", ["es-MX"]), ("fr", ["en-CA", "es-MX"]), ("", ["en-CA", "es-MX"]),
])
def test_a_title_that_nobody_translated_says_so(language: str, originals: list[str]) -> None:
    text = taken([{**BOOK, "language": language}])[0].text
    assert [line.split(":")[0].strip() for line in text.splitlines() if "# the original title" in line] == originals


def test_a_title_takes_each_locales_marks() -> None:
    _, new = taken([{**BOOK, "title": 'The "new" <i>tide</i> - a view...'}])
    title = records(new)["nunez_2031"]["title"]
    assert title == {"en-CA": "The “new” tide – a view…", "es-MX": "The «new» tide: a view…"}
    assert [d.code for d in told({FILE: new.encode()})] == ["D036"]


BIB = r"""
% a comment with an e-mail: a@b.c
@string{jrs = "Journal of " # "Reefs"}
@comment{ignored {whole} @article{x}}
@article{one, author = {N{\'u}{\~n}ez, Ana and de la Mar, In\'{\i}es}, title = {Tides \& {NAFTA}---now}, journal = jrs,
  year = 2031, month = may, number = 3, pages = {101--119}, language = {english}}
@book(two, editor = {{Reef Institute}}, title = "The {"}sea{"}", edition = 2, publisher = {Coral}, address = {Port Foam}, year = {2030})
@phdthesis{three, author = {Jos{\'e} Mar}, title = {La mar}, school = {UNAM}, year = 1999, langid = {spanish}}
@techreport{four, author = {{Bank of Coral}}, title = {Rates}, institution = {Bank of Coral}, number = {7}, date = {2029-03-04}}
@online{five, title = {Page}, url = {https://example.org/x\_y}, urldate = {2031-09-01}}
@misc{six, title = {Leaf}, howpublished = {\url{https://example.org/z}}, year = 2028}
@inproceedings{seven, author = {Doe, Jr., Ann and others}, title = {Talk}, booktitle = {Proc}, year = 2027, abstract = {long}}
"""


def test_bibtex_of_every_kind() -> None:
    imported, new = taken(BIB, "a.bib")
    rows = {key: records(new)[key] for key in imported.added}
    assert list(rows) == ["nunez_2031", "reef_institute_2030", "mar_1999", "bank_of_coral_2029", "page_nd", "leaf_2028", "doe_2027"]
    article, book, thesis, report, page, leaf, talk = rows.values()
    assert article["author"] == [{"family": "Núñez", "given": "Ana"}, {"family": "Mar", "given": "Iníes", "non-dropping-particle": "de la"}]
    assert (article["title"]["en-CA"], article["container-title"], article["issue"]) == ("Tides & NAFTA—now", "Journal of Reefs", "3")
    assert (article["page"], article["issued"], article["type"]) == ("101-119", "2031-05", "article-journal")
    assert book["editor"] == [{"literal": "Reef Institute"}] and book["title"]["es-MX"] == "The «sea»" and book["edition"] == "2"
    assert (thesis["type"], thesis["publisher"], thesis["author"]) == ("thesis", "UNAM", [{"family": "Mar", "given": "José"}])
    assert (report["number"], report["issued"]) == ("7", "2029-03-04")
    assert (page["URL"], page["accessed"], page["type"]) == ("https://example.org/x_y", "2031-09-01", "webpage")
    assert (leaf["URL"], leaf["type"]) == ("https://example.org/z", "webpage")
    assert talk["author"] == [{"family": "Doe", "given": "Ann", "suffix": "Jr."}]
    assert imported.left_out == {"doe_2027": ("abstract", "others (author)")}


@pytest.mark.parametrize(("file", "content", "code", "place", "part"), [
    ("a.json", "{}", "E025", (1, 1), "a list of sources"),
    ("a.json", "[1, 2", "E025", (1, 6), "JSON"),
    ("a.json", '[{"a": 1,\n "a": 2}]', "E025", (2, 2), "once"),
    ("a.json", "[" * 50_000, "E025", (1, 14), "levels"),
    ("a.json", '["\\ud800"]', "E026", (1, 2), "a source"),
    ("a.json", '[\n {"type": "song", "title": "A"}]', "E026", (2, 11), '"song"'),
    ("a.json", '[{"type": "book"}]', "E026", (1, 2), "a title"),
    ("a.json", '[{"type": "book", "title": ["A"]}]', "E026", (1, 28), "a text"),
    ("a.json", '[{"type": "book", "title": "A", "author": {}}]', "E026", (1, 43), "names"),
    ("a.json", '[{"type": "book", "title": "A", "author": [{}]}]', "E026", (1, 43), "a name"),
    ("a.json", '[{"type": "book", "title": "A", "issued": {"date-parts": [[2031, 13]]}}]', "E026", (1, 43), "month"),
    ("a.json", '[{"type": "book", "title": "A", "issued": {"date-parts": [[2031]], "circa": true}}]', "E026", (1, 43), "a date"),
    ("a.json", b'[{"type": "\xff"}]', "E025", (1, 1), "UTF-8"),
    ("a.bib", "", "E025", (1, 1), "none"),
    ("a.bib", "@book{a,\n title = {A", "E025", (2, 10), "closed"),
    ("a.bib", "@book{a,\n title = {A} year = 2}", "E025", (2, 14), 'expected "}"'),
    ("a.bib", "@book{a, title = {" + "{" * 30, "E025", (1, 39), "levels"),
    ("a.bib", "@book{a, title = tides}", "E025", (1, 18), "@string"),
    ("a.bib", "@book{a, title = {A},\n title = {B}}", "E025", (2, 2), "once"),
    ("a.bib", "@song{a, title = {A}}", "E026", (1, 1), '"@song"'),
    ("a.bib", "@book{a,\n title = {A $\\alpha$ and \\foo{b}}}", "E026", (2, 2), "LaTeX"),
    ("a.bib", "@book{a, title = {A},\n year = 2031, month = {sometime}}", "E026", (2, 2), "sometime"),
    ("a.bib", "@book{a, title = {A},\n author = {A, B, C, D}}", "E026", (2, 2), "names"),
])
def test_what_is_wrong_is_told_at_its_place(file: str, content: object, code: str, place: tuple[int, int], part: str) -> None:
    problem = refused(content, file)[0]
    assert (problem.code, (problem.location.line, problem.location.column)) == (code, place) and part in problem.message


def test_a_macro_cannot_grow_without_end() -> None:
    bomb = "".join(f'@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n}}}\n' for n in range(40))
    assert refused(f'@string{{a0 = "aaaaaaaa"}}\n{bomb}', "a.bib")[0].code == "E025"


def test_a_file_of_sources_that_cannot_be_added_to_is_left_alone() -> None:
    flow = "{" + ", ".join(
        f'{key}: {{type: report, title: {{en-CA: A, es-MX: A}}}}'
        for key in ("tide_report", "census", "ledger", "bourse", "soundings")) + "}\n"
    with pytest.raises(ContentError) as caught:
        taken([BOOK], old=flow.encode())
    assert [(d.code, d.location.file) for d in caught.value.diagnostics] == [("E025", FILE)]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["@", "{", "@a{", '@a{b,c="', "{}", "@string{a=a}", "@a{b,c={}},", '["', '{"a":', "\\", "\\'{", '[{"type":"book","title":"'])
@pytest.mark.parametrize("around", ["", "@a{b, title={", '@a{b, title="'])
def test_one_repeated_mark_is_refused_in_time(unit: str, around: str) -> None:
    start = time.process_time()
    refused(around + unit * (400_000 // len(unit)))
    assert time.process_time() - start < 20


def tried(content: bytes, file: str) -> None:
    try:
        imported, new = taken(content, file)
    except ContentError as error:
        if not all(d.code in CODES and d.location.line >= 0 for d in error.diagnostics):
            raise
    else:
        if imported.added:
            assert {*records(new)} > {*imported.added}
            assert all(d.code not in ("D002", "D009", "D010", "D011", "D012") for d in told({FILE: new.encode()}))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 3000) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=8,
)
FIELDS = st.sampled_from(["title", "author", "editor", "issued", "accessed", "page", "DOI", "URL", "language", "id", "publisher", "issue"])


@given(st.lists(st.dictionaries(FIELDS, VALUES, max_size=5).map(lambda one: {"type": "book", "title": "Tide", **one}), max_size=3))
@examples(60)
def test_no_shape_of_csl_json_raises(data: list[dict[str, Any]]) -> None:
    tried(json.dumps(data).encode(), "a.json")


@pytest.mark.slow
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
@examples(80)
def test_any_text_is_read_back_as_it_was_written(title: str, family: str, publisher: str) -> None:
    name = {"family": family} if family.strip() else {"literal": "X"}
    tried(json.dumps([{"type": "book", "title": title or "A", "author": [name], "publisher": publisher}]).encode(), "a.json")


@pytest.mark.slow
@given(st.text(alphabet="@{}(),=#\"\\'~&$-_%aábN 1\n", max_size=60), st.sampled_from(["title", "author", "year", "month", "pages", "note"]))
@examples(120)
def test_no_bibtex_raises(value: str, field: str) -> None:
    tried(f"@book{{k, title = {{T}}, {field} = {{{value}}}}}".encode(), "a.bib")
    tried(f"@book{{k, title = {{T}},{value}".encode(), "a.bib")


@given(st.binary(max_size=80))
@examples(60)
def test_no_bytes_raise(content: bytes) -> None:
    tried(content, "a.json")
    tried(b"[" + content, "a.json")


@given(st.text(max_size=60))
@examples(150)
def test_a_scalar_is_a_scalar(text: str) -> None:
    text = " ".join("".join(c for c in text if c.isprintable()).split())
    assert text == "" or records(f"a: {scalar(text)}\n") == {"a": text}


def test_latex_is_text_or_refused() -> None:
    assert plain(r"\'{\i} {\'\i} {\~n} \c{c} \emph{a} ``b'' x--y \& 50\%") == "í í ñ ç a “b” x–y & 50%"
    with pytest.raises(NotPlain, match="alpha"):
        plain(r"\alpha{}x")


def run(*words: object) -> Any:
    return CliRunner().invoke(app, ["sources", "import", *map(str, words)])


def test_the_command_writes_once_and_a_dry_run_never(atlantis: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps([{**BOOK, "abstract": "long"}]), encoding="utf-8")
    before = (atlantis / FILE).read_bytes()
    said = run(export, "--project", atlantis, "--dry-run")
    assert said.exit_code == 0 and "nunez_2031:" in said.stdout and "left out abstract" in said.stdout
    assert (atlantis / FILE).read_bytes() == before
    assert run(export, "--project", atlantis).stdout.endswith("1 source added to data/sources.yaml, 0 there already\n")
    assert run(export, "--project", atlantis).stdout.endswith("0 sources added to data/sources.yaml, 1 there already\n")
    export.write_text(json.dumps([{**BOOK, "publisher": "Kelp"}]), encoding="utf-8")
    after = (atlantis / FILE).read_bytes()
    said = run(export, "--project", atlantis)
    assert said.exit_code == 3 and "E027" in said.stderr and (atlantis / FILE).read_bytes() == after
    assert run(tmp_path / "none.json", "--project", atlantis).exit_code == 2
