"""Translation: what a block was translated from, and a brief that goes to a translator and comes back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from briefgen.build.door import Door
from briefgen.build.translating import ENDINGS, WRITERS, exported_from, marked_in, taken_into
from briefgen.cli import app
from briefgen.diagnostics import ContentError, Location, UsageError
from briefgen.language.pofile import NotAPo, PoEntry, read_entries, written_po
from briefgen.model.translation import Translations
from briefgen.translation import Segment, record_text
from briefgen.translation.exchange import Entry, Exchange
from briefgen.translation.memory import marked, translated_from, word_diff
from briefgen.translation.placeholders import masked, masked_like, misplaced, unmasked
from briefgen.translation.xliff import read_xliff
from conftest import atlantis_door, door_with, examples, replaced_once, told
from translated import NAMES, exported, imported, records_of

FORMS = ("po", "xliff", "xliff-1.2")
STRAIT_EN, STRAIT_ES, RECORD = (f"briefs/strait/{name}" for name in ("en-CA.md", "es-MX.md", "translations.yaml"))


def text_of(name: str) -> str:
    return atlantis_door().files[name].decode()


def with_records(**changed: str) -> dict[str, bytes | None]:
    """Atlantis with everything marked as translated, and then some of the files of the strait changed."""
    files = {"en": STRAIT_EN, "es": STRAIT_ES, "record": RECORD}
    return {**records_of(atlantis_door()), **{files[name]: text.encode() for name, text in changed.items()}}


def segments(*words: str) -> tuple[Segment, ...]:
    return tuple(Segment(f"a/paragraph-{number}", text, Location("a.md", number, 1)) for number, text in enumerate(words, 1))


def recorded(*words: str) -> Translations:
    return marked(segments(*words), None, "es-MX", lambda _segment: True)


# what is remembered


def test_what_is_marked_is_up_to_date() -> None:
    assert told(records_of(atlantis_door())) == ()


def test_a_project_without_any_record_keeps_none() -> None:
    assert told({}) == ()


def test_a_project_with_records_keeps_them_for_every_brief() -> None:
    kept: dict[str, bytes | None] = {RECORD: records_of(atlantis_door())[RECORD]}
    assert [(d.code, d.location.file) for d in told(kept)] == [
        ("T009", "briefs/roll/translations.yaml"),
        ("T009", "briefs/tides/translations.yaml"),
        ("T009", "texts/two-counts/translations.yaml"),
    ]


def test_how_lines_are_broken_makes_nothing_stale() -> None:
    moved = replaced_once(text_of(STRAIT_EN), "and they cross it in the dark", "and they\ncross it in the dark")
    assert told(with_records(en=moved)) == ()


def test_a_change_of_a_reference_makes_a_block_stale() -> None:
    """The words around it are the same, and the sentence may no longer be."""
    changed = {STRAIT_EN: "{obs}`tunnels@2031` tunnels", STRAIT_ES: "{obs}`tunnels@2031` túneles"}
    en, es = (
        replaced_once(text_of(name), find, find.replace("tunnels@2031`", "divers:ATL@2031`")) for name, find in changed.items()
    )
    assert [(d.code, d.location) for d in told(with_records(en=en, es=es))] == [("T008", Location(STRAIT_ES, 13, 1))]


def test_stale_blocks_wait_until_the_content_is_right() -> None:
    wrong = replaced_once(text_of(STRAIT_EN), "# Crossing", "# Crossing 12 times")
    assert {d.code for d in told(with_records(en=wrong))} == {"P004"}


@pytest.mark.parametrize(("then", "now", "expected"), [
    (("one", "two", "three"), ("one", "new", "two", "three"), ("one", None, "two", "three")),
    (("one", "two", "three"), ("one", "three"), ("one", "three")),
    (("one", "two", "three"), ("one", "two words", "three"), ("one", "two", "three")),
    (("a b c d", "e f g h"), ("e f g h", "a b c d"), (None, "a b c d")),
    (("a b c d e f", "last"), ("quite another", "a b c d e g", "last"), (None, "a b c d e f", "last")),
    ((), ("one",), (None,)),
])
def test_a_block_takes_nothing_from_those_around_it(
    then: tuple[str, ...], now: tuple[str, ...], expected: tuple[str | None, ...]
) -> None:
    record = recorded(*then)
    found = translated_from(segments(*now), record, "es-MX")
    assert tuple(record.texts[digest] if digest else None for digest in found) == expected or (
        sorted(record.texts[d] for d in found if d) == sorted(text for text in expected if text)
    )


def test_marking_one_block_leaves_the_others_as_stale_as_they_were() -> None:
    en = replaced_once(replaced_once(text_of(STRAIT_EN), "# Crossing", "# The crossing"), "# Counting", "# The counting")
    files = with_records(en=en)
    done, changed = marked_in(door_with(files), "strait", "crossing/title", ())
    assert [(one.finished, one.blocks) for one in done] == [(1, 17)]
    assert [(d.code, d.hint.split()[-1]) for d in told({**files, **changed})] == [("T008", "counting/title")]


def test_a_record_says_each_text_once_and_reads_back() -> None:
    record = marked(segments("one \"quoted\"", "two"), recorded("one"), "fr-CA", lambda segment: segment.text != "two")
    assert record_text(record).count("one") == 2
    files = with_records()
    assert files[RECORD] == marked_in(door_with(files), "strait", None, ())[1][RECORD]


@pytest.mark.parametrize(("name", "key", "locales", "code"), [
    ("straits", None, (), "E005"), ("strait", "crossing/titel", (), "T014"), ("strait", None, ("en-CA",), "T007"),
])
def test_what_is_not_there_cannot_be_marked(name: str, key: str | None, locales: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as raised:
        marked_in(atlantis_door(), name, key, locales)
    assert [d.code for d in raised.value.diagnostics] == [code] and raised.value.diagnostics[0].hint


def test_blocks_that_are_not_the_same_cannot_be_marked() -> None:
    less = replaced_once(text_of(STRAIT_ES), "- ¿Quién paga el aceite?\n", "")
    with pytest.raises(ContentError) as raised:
        marked_in(door_with({STRAIT_ES: less.encode()}), "strait", None, ())
    assert {d.code for d in raised.value.diagnostics} <= {"T002", "T003"}


@pytest.mark.parametrize(("old", "new", "shown"), [
    ("one two", "one three", "one [-two-] {+three+}"),
    ("a b c d e f g x h i j k l m n", "a b c d e f g y h i j k l m n", "… e f g [-x-] {+y+} h i j …"),
    ("a b", "a b c", "a b {+c+}"),
    ("a b c", "a c", "a [-b-] c"),
])
def test_a_diff_shows_words_and_what_stands_around_them(old: str, new: str, shown: str) -> None:
    assert word_diff(old, new) == shown


# placeholders


def test_roles_are_numbers_that_a_language_may_move() -> None:
    source = masked("{obs}`a@2031` of {finding}`b as decline`, {obs}`a@2031`")
    theirs = masked_like("De {finding}`b as rise`: {obs}`a@2031 as words_f` y {obs}`a@2031`", source)
    assert source.text == "{1} of {2}, {3}" and theirs.text == "De {2}: {1} y {3}"
    assert unmasked(theirs.text, theirs.roles) == "De {finding}`b as rise`: {obs}`a@2031 as words_f` y {obs}`a@2031`"


def test_a_form_with_a_meaning_of_its_own_is_another_placeholder() -> None:
    """A period is not a value: the one must not stand where the other stood."""
    assert masked_like("{obs}`a@2031 as period`", masked("{obs}`a@2031`")).text == "{obs}`a@2031 as period`"


@pytest.mark.parametrize(("text", "tokens"), [
    ("{1} and {2}", []), ("{2} y {1}", []), ("{1}", ["{2}"]), ("{1} {2} {2}", ["{2}"]), ("{1} {2} {3}", ["{3}"]),
    ("{1} {2} {obs}`x`", ["{obs}`x`"]), ("{1} {2} {", ["{"]), ("{1} {2} {01}", ["{01}"]), ("{ 1 } {2}", ["{1}", "{ 1 }"]),
])
def test_a_placeholder_is_not_lost_altered_or_invented(text: str, tokens: list[str]) -> None:
    found = [slip.token for slip in misplaced(text, {1: "{obs}`a`", 2: "{obs}`b`"})]
    assert found == tokens or (text.endswith("{01}") and found == [])


# there and back


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_unchanged_changes_no_byte(name: str, form: str) -> None:
    door = door_with({**records_of(atlantis_door())})
    ((exchange, content),) = exported_from(door, name, form, ())
    (taken,), files = taken_into(door, f"x.{form}", content)
    assert files == {} and taken.changed == () and taken.warnings == ()
    assert taken.finished == taken.blocks == len(exchange.entries) > 2


@pytest.mark.parametrize("form", FORMS)
def test_every_block_that_is_changed_is_changed_alone(form: str) -> None:
    """Each target gets a word of its own: the file differs from the old one by those words, and by nothing else."""
    door = door_with({**records_of(atlantis_door())})
    for name in NAMES:
        folder = name if name.startswith("texts/") else f"briefs/{name}"
        ((exchange, content),) = exported_from(door, name, form, ())
        new = content.decode().replace("</target>", " sí</target>")
        if form == "po":
            new = re.sub(r'^(msgstr ".+)"$', r'\1 sí"', new, flags=re.MULTILINE)
        (taken,), files = taken_into(door, f"x.{form}", new.encode())
        text = files[f"{folder}/es-MX.md"].decode()
        assert len(taken.changed) == len(exchange.entries) and taken.warnings == ()
        old = text_of(f"{folder}/es-MX.md")
        without = re.sub(r'^(title|standfirst|subject): "(.*)"$', r"\1: \2", text.replace(" sí", ""), flags=re.MULTILINE)
        keywords = re.compile(r"^keywords: .*\n", re.MULTILINE)
        assert keywords.sub("", without) == keywords.sub("", old)


def test_a_changed_block_keeps_its_own_forms() -> None:
    door = door_with({STRAIT_ES: replaced_once(text_of(STRAIT_ES), "{obs}`tunnels@2031` túneles", "{obs}`tunnels@2031 as words` túneles").encode()})
    content = exported_from(door, "strait", "po", ())[0][1].decode()
    new = replaced_once(content, "{1} túneles bajo el mar", "bajo el mar, {1} túneles")
    assert b"- bajo el mar, {obs}`tunnels@2031 as words` t\xc3\xbaneles\n" in taken_into(door, "x.po", new.encode())[1][STRAIT_ES]


def test_a_stale_block_is_handed_out_with_what_it_was() -> None:
    door = door_with(with_records(en=replaced_once(text_of(STRAIT_EN), "# Crossing", "# The crossing")))
    content = exported_from(door, "strait", "po", ())[0][1].decode()
    assert '#, fuzzy\n#| msgid "Crossing"\nmsgctxt "strait:crossing/title"\nmsgid "The crossing"\nmsgstr "La travesía"\n' in content
    assert content.count("#, fuzzy") == 1
    back = taken_into(door, "x.po", content.encode())
    assert back[0][0].finished == back[0][0].blocks - 1 and back[1] == {}
    done = content.replace("#, fuzzy\n", "").replace('msgstr "La travesía"', 'msgstr "Travesía"')
    (taken,), files = taken_into(door, "x.po", done.encode())
    assert taken.finished == taken.blocks and b"# Traves\xc3\xada\n" in files[STRAIT_ES] and RECORD in files
    after: dict[str, bytes | None] = {**door.files, **files}
    assert told(after) == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_new_block_comes_back_in_its_place(form: str) -> None:
    """The translation has other blocks than the source: it takes the source's shape, and keeps all that it said."""
    en = replaced_once(text_of(STRAIT_EN), "(counting)=\n", "The dark is old.\n\n(counting)=\n")
    door = door_with(with_records(en=en))
    content = exported_from(door, "strait", form, ())[0][1].decode()
    if form == "po":
        new = replaced_once(content, 'msgid "The dark is old."\nmsgstr ""', 'msgid "The dark is old."\nmsgstr "La noche es vieja."')
    else:
        new = content.replace("The dark is old.</source>", "The dark is old.</source><target>La noche es vieja.</target>")
        new = new.replace('state="initial"', 'state="translated"').replace('approved="no"', 'approved="yes"')
    (taken,), files = taken_into(door, f"x.{form}", new.encode())
    expected = replaced_once(text_of(STRAIT_ES), "(counting)=\n", "La noche es vieja.\n\n(counting)=\n")
    assert files[STRAIT_ES].decode() == expected and taken.changed == ("crossing/paragraph-2",)
    assert told({**door.files, **files}) == ()


def test_a_missing_edition_is_made_from_its_translation() -> None:
    door = door_with({STRAIT_ES: None})
    content = exported_from(door, "strait", "po", ())[0][1].decode()
    assert content.count('msgstr ""\n') == 18  # that of the header too
    new = re.sub(r'^msgid "(.+)"\nmsgstr ""$', r'msgid "\1"\nmsgstr "\1 sí"', content, flags=re.MULTILINE)
    assert b"# Crossing s\xc3\xad\n" in taken_into(door, "x.po", new.encode())[1][STRAIT_ES]


def test_a_file_of_prose_keeps_its_mark_of_byte_order_and_its_line_ends() -> None:
    old = b"\xef\xbb\xbf" + text_of(STRAIT_ES).replace("\n", "\r\n").encode()
    door = door_with({STRAIT_ES: old})
    new = exported_from(door, "strait", "po", ())[0][1].replace("La travesía".encode(), b"El cruce")
    assert taken_into(door, "x.po", new)[1][STRAIT_ES] == old.replace("La travesía".encode(), b"El cruce")


def test_one_mistake_and_nothing_is_written(atlantis: Path) -> None:
    before = {path: path.read_bytes() for path in atlantis.rglob("*") if path.is_file()}
    file = atlantis.parent / "bad.po"
    content = exported("x.po", "strait").decode().replace("La travesía", "El cruce")
    file.write_text(replaced_once(content, "{1} túneles bajo el mar", "muchos túneles bajo el mar"), encoding="utf-8")
    said = run("import", file, "--project", atlantis)
    assert said.exit_code == 3 and "bad.po:" in said.output and "T015" in said.output
    assert {path: path.read_bytes() for path in atlantis.rglob("*") if path.is_file()} == before


# what tools do to files


def test_babel_reads_what_is_written() -> None:
    catalog = read_po(exported("x.po", "strait").decode().split("\n"), abort_invalid=True)
    found = {message.context: message for message in catalog if message.id}
    assert str(catalog.locale) == "es_MX" and len(found) == 17
    assert found["strait:crossing/key-numbers-2"].auto_comments == ["{1} = {obs}`tunnels@2031`"]


def test_a_catalogue_that_an_editor_has_wrapped_and_sorted_is_read() -> None:
    content = exported("x.po", "strait").decode()
    head, *entries = content.strip().split("\n\n")
    wrapped = "\n\n".join((head, *sorted(entry.replace(" de ", ' de "\n"') if "#. {1}" not in entry else entry for entry in entries)))
    assert imported(atlantis_door(), "x.po", (wrapped + "\n\n#~ msgid \"old\"\n#~ msgstr \"viejo\"\n").replace("\n", "\r\n").encode()) == ()


def test_segments_that_a_tool_has_split_are_one_block_again() -> None:
    content = exported("x.xliff", "texts/two-counts").decode()
    parts = [f"Quote both,{{}} each with its source.</{name}>" for name in ("source",)]
    split = content.replace(
        "Quote both, each with its source.</source>",
        'Quote both,</source><target>Cítense</target></segment><ignorable><source> </source><target> </target></ignorable>'
        '<segment id="s2" state="translated"><source>each with its source.</source>')
    split = split.replace("Cítense ambos, cada uno con su fuente.</target>", "<mrk id=\"m1\">los dos</mrk>.</target>")
    split = split.replace('state="initial"', 'state="translated"')
    assert parts and b"\nC\xc3\xadtense los dos.\n" in taken_into(atlantis_door(), "x.xliff", split.encode())[1]["texts/two-counts/es-MX.md"]


def test_a_brief_that_a_tool_has_split_over_two_files_loses_no_block() -> None:
    """Two `file` elements of one brief are one exchange: the second must not undo the first."""
    text = exported("x.xliff", "strait").decode().replace('state="initial"', 'state="final"')
    second = text.index("<unit id=\"u9\"")
    cut = f'{text[:second]}</file><file id="f2" original="strait">{text[second:]}'
    changed = cut.replace(">La travesía</target>", ">El cruce</target>", 1)
    assert changed != cut
    taken, files = taken_into(atlantis_door(), "x.xliff", changed.encode())
    assert len(taken) == 1 and taken[0].finished == taken[0].blocks and b"# El cruce\n" in files[STRAIT_ES]


@pytest.mark.parametrize(("content", "line"), [
    (b'<!DOCTYPE x [<!ENTITY a "b">]>\n<x>&a;</x>', 1),
    (b'<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">\n<x/>', 2),
    (b"<x>\n<y></x>", 2),
    (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1"/>', 1),
    (b'<xliff version="1.2"/>', 1),
    (b'<xliff version="2.0" trgLang="es-MX"/>', 1),
    (b'<xliff version="1.2">\n<file original="strait" target-language="es"/></xliff>', 2),
    (b'<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://x/xliff.dtd">\n<xliff version="1.2"/>', 1),
    (b"<a>" * 100, 1),
    (b"<xliff version='2.0' trgLang='es'/>", 1),
    (b'msgid ""\nmsgstr ""\n"Language: es_MX\\n"\n\nmsgid "a"\nmsgstr "b"\n', 1),
    (b'msgctxt "strait:title"\nmsgid "a"\nmsgstr "b"\n', 1),
    (b'msgid "a\nmsgstr "b"\n', 1),
    (b'msgid "a"\nmsgstr "\xff"\n', 2),
    (b"", 1),
])
def test_what_is_no_translators_file_is_refused_at_its_line(content: bytes, line: int) -> None:
    assert [(d.code, d.location.line) for d in imported(atlantis_door(), "x", content)] == [("T013", line)]


@settings(examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMS), st.integers(0, 9000), st.integers(0, 12), st.binary(max_size=12))
def test_no_damage_to_a_file_is_a_traceback(form: str, start: int, length: int, noise: bytes) -> None:
    content = exported(f"x.{ENDINGS[form]}", "strait")
    damaged = content[:start] + noise + content[start + length:]
    try:
        told_of = [problem for one in taken_into(atlantis_door(), "x", damaged)[0] for problem in one.warnings]
    except ContentError as error:
        told_of = list(error.diagnostics)
    assert all(problem.location.file == "x" or problem.code == "T019" for problem in told_of)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@examples(40)
@given(st.lists(st.tuples(_WORDS.filter(str.strip), _WORDS), min_size=1, max_size=3))
def test_any_words_come_back_from_a_catalogue(pairs: list[tuple[str, str]]) -> None:
    entries = [PoEntry(f"a:{number}", source, target, ("{1} = {obs}`a`",)) for number, (source, target) in enumerate(pairs)]
    try:
        _, back = read_entries(written_po({"Language": "es_MX"}, entries))
    except NotAPo:
        pytest.fail("what was written cannot be read")
    assert [(one.context, one.source, one.target) for one in back] == [(one.context, one.source, one.target) for one in entries]


_OF_XML = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["xliff", "xliff-1.2"]),
    st.lists(st.tuples(_OF_XML.filter(str.strip), _OF_XML, _OF_XML, st.booleans()), min_size=1, max_size=3),
)
def test_any_words_come_back_from_a_file_of_xml(form: str, rows: list[tuple[str, str, str, bool]]) -> None:
    """Sources, targets, roles and what is finished: `read(write(exchange))` is the exchange."""
    entries = tuple(
        Entry(f"a/{number}", f"{source} {{1}}", f"{target}{{1}}" if target else "", {1: f"{{obs}}`{role}`"}, done and bool(target),
              Location("en-CA.md", number, 1))
        for number, (source, target, role, done) in enumerate(rows, 1)
    )
    (back,) = read_xliff("x", WRITERS[form](Exchange("strait", "", "en-CA", "es-MX", entries)).encode())
    assert (back.name, back.source_locale, back.locale) == ("strait", "en-CA", "es-MX")
    assert [replace(entry, place=Location("x")) for entry in back.entries] == [
        replace(entry, place=Location("x")) for entry in entries
    ]


VERSION_1 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="texts/two-counts" source-language="en-CA" '
    'target-language="{}" datatype="plaintext"><header><note>x</note></header><body>{}</body></file></xliff>'
)


def unit_1(target: str, approved: str = "", role: str = "") -> str:
    """A unit of XLIFF 1.2, as a tool may write it: in a group, segmented, with its own attributes."""
    return VERSION_1.format("es-MX", (
        f'<group><trans-unit id="9" resname="paragraph-1"{approved} xmlns:x="urn:x" x:k="v"><source>Quote both, each with its source.'
        f"{role}</source><seg-source><mrk mtype=\"seg\" mid=\"0\">Quote both, each with its source.</mrk></seg-source>{target}"
        "<alt-trans><target>no</target></alt-trans></trans-unit></group>"
    ))


@pytest.mark.parametrize(("target", "approved", "words", "finished"), [
    ('<target state="translated"><mrk mtype="seg" mid="0">Cítense los dos.</mrk></target>', "", "Cítense los dos.", True),
    ('<target state="signed-off">Sí.</target>', ' approved="no"', "Sí.", True),
    ("<target>Sí.</target>", ' approved="yes"', "Sí.", True),
    ("<target>Sí.</target>", ' approved="no"', "Sí.", False),
    ("<target>Sí.</target>", "", "Sí.", False),
    ('<target state="needs-review-translation">Sí.</target>', ' approved="yes"', "Sí.", False),
    ('<target state="final"> </target>', "", " ", False),
    ('<target state="final">a <g id="1">b</g> <bpt id="2">x</bpt></target>', "", "a {g}b {bpt}x", True),
    ('<target state="final">a <x id="1"/> <ph id="2">{obs}`x`</ph></target>', "", "a {1} {2}", True),
    ("", ' approved="yes"', "", False),
])
def test_what_tools_make_of_version_1_is_read(target: str, approved: str, words: str, finished: bool) -> None:
    (exchange,) = read_xliff("x", unit_1(target, approved).encode())
    assert [(e.key, e.source, e.target, e.finished) for e in exchange.entries] == [
        ("paragraph-1", "Quote both, each with its source.", words, finished)
    ]


def test_a_role_that_the_source_does_not_have_is_refused_in_version_1() -> None:
    content = exported("x.xlf", "strait").decode().replace(">La travesía</target>", '>La travesía <x id="9"/></target>')
    assert [d.code for d in imported(atlantis_door(), "x", content.encode())] == ["T015"]


def test_a_placeholder_of_version_1_means_what_its_source_says() -> None:
    """A role that was changed in the file's own source makes another source: nothing is taken of the block."""
    content = exported("x.xlf", "strait").decode()
    changed = replaced_once(content.replace("La travesía", "El cruce"), '<ph id="1">{obs}`tunnels@2031`</ph> tunnels',
                            '<ph id="1">{obs}`lamps@2031`</ph> tunnels')
    assert [d.code for d in imported(atlantis_door(), "x", changed.encode())] == ["T016"]


def test_the_namespace_and_the_ids_of_version_1_are_those_of_the_standard() -> None:
    content = exported("x.xlf", "strait").decode()
    assert content.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">')
    ids = re.findall(r'<trans-unit id="(\w+)"', content)
    assert len(ids) == len(set(ids)) == 17 and content.count("<body>") == 1
    for unit in re.findall(r"<trans-unit.*?</trans-unit>", content, re.DOTALL):
        assert re.findall(r"<(source|target|note)\b", unit) in (["source", "target", "note"], ["source", "note"])


def test_tabs_lines_quotes_and_backslashes_come_back_from_a_catalogue() -> None:
    words = 'a\tb\nc\\n "d" \\'
    entry = PoEntry("a:1", words, f"{words} e", (), previous="as it was")
    _, back = read_entries(written_po({"Language": "es_MX"}, [entry]))
    assert [(one.source, one.target) for one in back] == [(words, f"{words} e")]


# the commands


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def test_the_round_of_a_translator(atlantis: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.po"
    assert run("translated", "strait", "--project", atlantis).output == "strait es-MX: 17 of 17 blocks marked as translated\n"
    said = run("export", "strait", "--to", "po", "--out", file, "--project", atlantis)
    assert said.exit_code == 0 and "17 blocks, 17 of them up to date" in said.output
    file.write_text(file.read_text(encoding="utf-8").replace("La travesía", "El cruce"), encoding="utf-8")
    said = run("import", file, "--project", atlantis)
    assert said.output == (
        "strait es-MX: 1 of 17 blocks changed, 17 marked as translated, 0 left as not finished; briefs/strait/es-MX.md written\n"
    )
    assert "# El cruce\n" in (atlantis / STRAIT_ES).read_text(encoding="utf-8")


def test_the_round_of_a_tool_that_knows_version_1_alone(atlantis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(atlantis)
    assert run("translated", "strait").exit_code == 0
    said = run("export", "strait", "--to", "xliff-1.2")
    assert said.output == "strait.es-MX.xlf: 17 blocks, 17 of them up to date\n"
    file = atlantis / "strait.es-MX.xlf"
    file.write_text(file.read_text(encoding="utf-8").replace("La travesía", "El cruce"), encoding="utf-8")
    said = run("import", file)
    assert said.exit_code == 0 and "strait es-MX: 1 of 17 blocks changed, 17 marked as translated" in said.output


@pytest.mark.parametrize(("words", "code"), [
    (("import", "nowhere.po"), "E004"), (("export", "strait", "--to", "po", "--locale", "fr-CA"), "T007"),
    (("translated", "nothing"), "E005"),
])
def test_a_command_with_wrong_words_is_a_matter_of_usage(atlantis: Path, words: tuple[str, ...], code: str) -> None:
    said = run(*words, "--project", atlantis)
    assert said.exit_code == 2 and code in said.output and "Traceback" not in said.output


def test_a_target_is_made_of_no_record() -> None:
    """What was translated from what prints nowhere: marking blocks must not set pages again."""
    from briefgen.build.plan import input_digest
    from conftest import checked_atlantis

    door: Door = atlantis_door()
    other = replace(door, files={**door.files, **records_of(door)})
    assert input_digest(door, checked_atlantis(), "strait") == input_digest(other, checked_atlantis(), "strait")
