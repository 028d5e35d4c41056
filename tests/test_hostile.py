"""Hostile input: whatever bytes a project holds, the answer is diagnostics, soon, and nothing outside the project is read."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.door import LARGEST_PROJECT, open_door
from briefgen.diagnostics import CODES, ContentError, Diagnostic, nearest
from briefgen.language.locale import parse_locale
from briefgen.language.rules import LocaleError
from briefgen.load import load_project
from briefgen.load.documents import LARGEST_FILE, LONGEST_LINE
from briefgen.model.brief import FrontMatter
from briefgen.prose import parse_prose
from briefgen.prose.parser import LONGEST_PARAGRAPH
from conftest import atlantis_door, copy_atlantis, examples, told
from language_locales import catalogue_of, rules_of
from translated import imported

FRONT = FrontMatter(title="Tides", standfirst="Tides", subject="Tides")
DATA = sorted(name for name in atlantis_door().files if not name.startswith("styles/") or name == "styles/tokens.yaml")
SECONDS = 20.0
"""What no single file may take, on however slow a machine; all of them take less than two."""


def loads(files: dict[str, bytes]) -> None:
    """The project with these files is read: every diagnostic has a code and a place."""
    _, problems = load_project({**atlantis_door().files, **files})
    assert all(p.code in CODES and p.location.file and p.location.line >= 0 for p in problems)


def parses(text: str) -> None:
    prose, problems = parse_prose("tides", "en-CA", "a.md", FRONT, text, 1)
    assert all(p.code in CODES and p.location.line >= 1 and p.location.column >= 1 for p in problems)
    assert all(block.location.line >= 1 for block in prose.walk())


def in_time(work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    assert time.process_time() - start < SECONDS


# Bytes


def altered(name: str, seed: int) -> bytes:
    """A file of the project with a few of its bytes changed, added, taken out or doubled."""
    chance, content = random.Random(seed), bytearray(atlantis_door().files[name])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        piece = bytes(content[at:at + chance.randint(1, 40)])
        content[at:at + chance.choice((0, len(piece)))] = chance.choice(
            (b"", piece * 2, bytes([chance.randrange(256)]), *(word.encode() for word in WORDS))
        )
    return bytes(content)


WORDS = ("{", "}", "[", "]", "- ", ": ", "\n", "\n\n", "  ", "\t", "&a ", "*a", "!!x ", "|\n", "'", '"', "#", "---\n", "\u0000", "\u2028",
         "\ufeff", "9" * 60, "1e9", "-", "..", "@", "`", "{obs}`x`", ":::", "es-MX", "null", "~", "𝟗", "٣")


@given(st.sampled_from(DATA), st.integers(0, 10**9))
@examples(20)
def test_no_altered_file_raises(name: str, seed: int) -> None:
    told({name: altered(name, seed)})


@pytest.mark.slow
@given(st.sampled_from(DATA), st.integers(0, 10**9))
@examples(400)
def test_no_altered_file_of_very_many_raises(name: str, seed: int) -> None:
    told({name: altered(name, seed)})


@given(st.dictionaries(st.sampled_from(DATA), st.binary(max_size=300), min_size=1, max_size=3))
@examples(25)
def test_no_bytes_raise(files: dict[str, bytes]) -> None:
    loads(files)


NODES = st.recursive(
    st.text(max_size=12), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def _written(node: object) -> str:
    """A value as YAML in flow style; JSON is YAML, but for what only one of them escapes."""
    if isinstance(node, dict):
        return "{" + ", ".join(f'"{_escaped(key)}": {_written(value)}' for key, value in node.items()) + "}"
    return "[" + ", ".join(map(_written, node)) + "]" if isinstance(node, list) else f'"{_escaped(str(node))}"'


def _escaped(text: str) -> str:
    return "".join(f"\\U{ord(c):08x}" if not c.isalnum() or ord(c) > 126 else c for c in text)


@given(st.sampled_from([name for name in DATA if name.endswith(".yaml")]), NODES)
@examples(40)
def test_no_shape_of_data_raises(name: str, node: object) -> None:
    loads({name: _written(node).encode()})


# Length and depth


@pytest.mark.slow
@pytest.mark.parametrize(("name", "content", "code"), [
    ("data/actors.yaml", b"[" * 9_999, "D013"),
    ("data/actors.yaml", (b"[" * 9_999 + b"\n") * 200, "D013"),
    ("data/actors.yaml", b"{a: " * 2_400, "D013"),
    ("data/actors.yaml", b"- " * 4_900, "D013"),
    ("data/actors.yaml", b"? " * 4_900, "D009"),
    ("data/actors.yaml", b"a" * (LONGEST_LINE + 1), "D013"),
    ("data/actors.yaml", b"a\n" * LARGEST_FILE, "D013"),
    ("briefs/tides/en-CA.md", b"a\n" * LARGEST_FILE, "D013"),
    ("texts/pearls/en-CA.md", b"[\n" * LONGEST_PARAGRAPH, ""),
])
def test_what_is_too_long_or_too_deep_is_refused_in_time(name: str, content: bytes, code: str) -> None:
    def work() -> None:
        found = {d.code for d in told({name: content})}
        assert found and (not code or code in found), found

    in_time(work)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["*a ", "_a_ *", "[", "![", "`a ", "{obs}`", "<a ", "> ", "- ", "\\", "[a](b) ", "**a* ", "$a ", "12 "])
def test_prose_of_one_repeated_mark_is_parsed_or_refused_in_time(unit: str) -> None:
    """The marks that make Markdown slow: each as long as a file may be, in lines as long as they may be."""
    line = unit * (LONGEST_LINE // len(unit))
    in_time(lambda: parses("(a)=\n# A\n\n" + f"{line}\n" * 150))
    paragraph = unit * (LONGEST_PARAGRAPH // len(unit) - 1)
    in_time(lambda: parses("(a)=\n# A\n\n" + f"{paragraph}\n\n" * 3))


def test_a_paragraph_that_is_too_long_is_told_where_it_begins() -> None:
    text = "(a)=\n# A\n\nshort\n\n" + "words of it\n" * (LONGEST_PARAGRAPH // 10)
    prose, problems = parse_prose("tides", "en-CA", "a.md", FRONT, text, 1)
    assert [(p.code, p.location.line) for p in problems] == [("D013", 6)] and prose.blocks == ()
    entries = "- " + "\n- ".join(["word " * 20] * 200)
    assert parse_prose("tides", "en-CA", "a.md", FRONT, f"(a)=\n# A\n\n{entries}\n", 1)[1] == ()


@pytest.mark.slow
def test_many_records_take_time_by_their_number_alone() -> None:
    """A file of the largest size has some hundred thousand records; they must not be compared with each other."""
    content = "\n".join(f"a{number}: b" for number in range(20_000)).encode()
    in_time(lambda: load_project({**atlantis_door().files, "data/actors.yaml": content}))


def test_many_wrong_names_are_not_all_compared_with_all_others() -> None:
    known = [f"actor_number_{number}" for number in range(200_000)]
    in_time(lambda: nearest("x" * 1_000_000, known))


@given(st.text(alphabet="*_[]()`{}!<>#:-\n\\ a1$~=|&;%", max_size=300))
@examples(150)
def test_no_marks_of_markdown_raise(text: str) -> None:
    parses(text)


# Translators' files


PO_HEAD = 'msgid ""\nmsgstr ""\n"Language: es_MX\\n"\n\n'
XLIFF_HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-CA" trgLang="es-MX">'
XLIFF_1 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="strait" target-language="es-MX">'
MARKS = ('"', "\\", "msgid ", "msgstr ", "msgctxt ", "#", "#. ", "#~ ", "#| ", "{1}", "{1} = ", "{obs}`x`", "strait:title", "\n", " ", "a",
         "<", ">", "/", "&", ";", "<ph/>", '<ph id="1"/>', "<unit>", "</unit>", "<segment>", "<source>", "<target>", "<mrk>", "<group>", "<body>", "<trans-unit>", "</trans-unit>", '<x id="1"/>', "<g>",
         "<!--", "]]>", "\u0000", "\ufeff")


def imports(content: bytes) -> tuple[Diagnostic, ...]:
    found = imported(atlantis_door(), "x", content)
    assert all(d.code in CODES and d.location.line >= 1 for d in found)
    return found


@given(st.sampled_from(("", PO_HEAD, XLIFF_HEAD, f"{XLIFF_HEAD}<file original='strait'>", XLIFF_1)), st.binary(max_size=300))
@examples(25)
def test_no_bytes_of_a_translator_raise(head: str, content: bytes) -> None:
    imports(head.encode() + content)


@given(st.sampled_from((PO_HEAD, f"{XLIFF_HEAD}<file original='strait'><unit name='title'>",
                        f"{XLIFF_1}<body><trans-unit resname='title'>")), st.lists(st.sampled_from(MARKS), max_size=40))
@examples(40)
def test_no_marks_of_a_translators_file_raise(head: str, marks: list[str]) -> None:
    imports((head + "".join(marks)).encode())


@pytest.mark.slow
@pytest.mark.parametrize("content", [
    PO_HEAD + " " * 1_000_000 + "x",
    PO_HEAD + '"a"' + " " * 1_000_000 + "x",
    PO_HEAD + '"' + "\\" * 1_000_000,
    PO_HEAD + "#. {1} = a" + " " * 1_000_000 + '{\nmsgctxt "strait:title"\nmsgid "a"\nmsgstr "b"\n',
    PO_HEAD + "#. {1} = \n" * 20_000 + 'msgctxt "strait:title"\nmsgid "a"\nmsgstr "b"\n',
    PO_HEAD + "".join(f'msgctxt "name{n}:title"\nmsgid "a"\nmsgstr "b"\n\n' for n in range(20_000)),
    XLIFF_HEAD + "<file original='strait'/>" * 20_000 + "</xliff>",
    XLIFF_HEAD + "<file>" + "<group>" * 1_000_000,
    XLIFF_HEAD + "<file original='strait'><unit name='title'><segment><source>" + '<ph id="1"/>' * 50_000 + "</source></segment></unit></file></xliff>",
    XLIFF_1.replace("<file", "<file target-language='es-MX' original='strait'/><file", 1).replace("</xliff>", "") + "</file></xliff>",
    "".join((XLIFF_1.partition("<file")[0], "<file original='strait' target-language='es-MX'/>" * 20_000, "</xliff>")),
    XLIFF_1 + "<body>" + "<group>" * 1_000_000,
    XLIFF_1 + "<body><trans-unit resname='title'><source>" + '<ph id="1">a</ph>' * 50_000 + "</source></trans-unit></body></file></xliff>",
], ids=["spaces", "spaces after a text", "backslashes", "spaces in a note", "notes", "names", "files", "groups", "placeholders", "two files of 1.2", "files of 1.2",
        "groups of 1.2", "placeholders of 1.2"])
def test_a_translators_file_of_one_repeated_mark_is_read_or_refused_in_time(content: str) -> None:
    in_time(lambda: imports(content.encode()))


# Locale files


@pytest.mark.parametrize("rules", [
    "a = " + "[" * 4_000 + "]" * 4_000 + "\n", "a = " + "{a=" * 3_000 + "1" + "}" * 3_000 + "\n", "a = " + "9" * 9_000 + "\n",
    ".".join(["a"] * 3_000) + " = 1\n",
])
def test_rules_that_are_too_deep_or_too_long_are_refused(rules: str) -> None:
    with pytest.raises(LocaleError):
        parse_locale("en-CA", rules + rules_of("en-CA"), catalogue_of("en-CA"))


def test_a_catalogue_of_very_many_plurals_is_refused_in_time() -> None:
    def work() -> None:
        with pytest.raises(LocaleError, match="plural"):
            parse_locale("en-CA", rules_of("en-CA"), catalogue_of("en-CA").replace("nplurals=2", "nplurals=99999999"))

    in_time(work)


# Outside the project


def code_of(root: Path) -> str:
    with pytest.raises(ContentError) as caught:
        open_door(root)
    return caught.value.diagnostics[0].code


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = copy_atlantis(tmp_path / "atlantis")
    (tmp_path / "secret.yaml").write_text("secret: 1", encoding="utf-8")
    (root / "data" / "more.yaml").symlink_to(tmp_path / "secret.yaml")
    assert code_of(root) == "E006"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = copy_atlantis(tmp_path / "atlantis")
    os.mkfifo(root / "data" / "more.yaml")
    assert code_of(root) == "E004"


def test_a_file_larger_than_a_project_is_never_read(tmp_path: Path) -> None:
    root = copy_atlantis(tmp_path / "atlantis")
    with (root / "data" / "more.yaml").open("wb") as file:
        file.truncate(LARGEST_PROJECT * 1000)
    assert code_of(root) == "D013"


@pytest.mark.parametrize(("prose", "code"), [
    ("![a](https://example.org/a.png)", "P010"), ("![a](../../secret.png)", "P010"), ("<img src='https://example.org/a.png'>", "P009"),
    ("[a](https://example.org)", "P016"), ("<https://example.org>", "P016"),
    (":::{chart} ../../secret\n:::", "P006"), (":::{shared} ../../secret\n:::", "P006"), (":::{table} /etc/passwd\n:::", "P006"),
    (":::{include} ../../secret\n:::", "P003"), ("{download}`../../secret`", "P002"),
])
def test_prose_names_nothing_outside_the_project(prose: str, code: str) -> None:
    text = atlantis_door().files["briefs/tides/en-CA.md"].decode() + f"\n{prose}\n"
    found = {d.code for d in told({"briefs/tides/en-CA.md": text.encode()})}
    assert code in found, found


@pytest.mark.parametrize("css", [
    "@import url(https://example.org/a.css);", "@import 'file:///etc/passwd';",
    "body{background:url(https://example.org/a.png)}", "body{background:url(file:///etc/passwd)}",
    "body{background:url(../secret.svg)}", "@font-face{font-family:X;src:url(https://example.org/a.ttf)}",
    "body{background:url(picture.svg)}",
])
def test_a_style_sheet_reads_nothing_outside_the_project(css: str) -> None:
    """Nor does a picture of the look: what it asks for is refused and told, and no address is opened."""
    from briefgen.build.door import close_to_the_system

    close_to_the_system()
    from briefgen.render import lay_out, render

    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://example.org/a.png" width="9" height="9"/></svg>'
    fonts = {f"fonts/{font.path.name}": font.path.read_bytes() for font in atlantis_door().fonts}
    resources = {"picture.svg": picture, **fonts}
    html = "<!doctype html><html lang=en-CA><title>t</title><body><h1 id=a>a</h1>"
    face = "@font-face{font-family:T;src:url(briefgen:fonts/SourceSansPro-Regular.ttf)} *{font-family:T}"
    css = css.replace("picture.svg", "briefgen:picture.svg") + face
    layout = lay_out("t", html, css, resources)
    found = {d.code for d in (*layout.diagnostics, *render("t", html, layout, resources).diagnostics)}
    assert "R002" in found, found
