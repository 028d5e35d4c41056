"""Waiting: what a command does without so that nobody waits for it, and that it misses nothing by it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen.build
from briefgen import publish
from briefgen.build.door import LIBRARIES, versions
from briefgen.build.order import Order
from briefgen.cli.app import HOMES, app
from briefgen.diagnostics import Location
from briefgen.language.characters import beginning_of, may_hold, plainly_spaced
from briefgen.prose import parse_inline, parser
from briefgen.publish import Sights, digest, is_whole

TOLD = {"a/a.pdf": digest(b"one"), "b/b.pdf": digest(b"two")}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder of two files, on a disk whose clock is never too coarse."""
    monkeypatch.setattr(publish, "SETTLED", -(10**12))
    folder = tmp_path / "build"
    for path, content in (("a/a.pdf", b"one"), ("b/b.pdf", b"two")):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(content)
    return folder


def looked(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[str]]:
    """Whether the outputs stand, and which files were read to know it."""
    read: list[str] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.relative_to(folder).as_posix())
        return whole(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", noted)
        sights = Sights(folder, cache)
        stand = is_whole(folder, TOLD, sights)
        sights.keep()
    return stand, read


def test_outputs_that_nobody_touched_are_read_once(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache" / "seen.json"
    assert looked(out, cache, monkeypatch) == (True, sorted(TOLD))
    assert looked(out, cache, monkeypatch) == (True, [])
    assert [path.name for path in cache.parent.iterdir()] == ["seen.json"]


@pytest.mark.parametrize("how", ["written", "times set back", "put in its place"])
def test_a_byte_that_changed_is_seen_whatever_the_length(
    how: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, file = tmp_path / "seen.json", out / "a" / "a.pdf"
    looked(out, cache, monkeypatch)
    before = file.stat()
    if how == "put in its place":
        (tmp_path / "other").write_bytes(b"One")
        (tmp_path / "other").replace(file)
    else:
        file.write_bytes(b"One")
    if how != "written":
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looked(out, cache, monkeypatch) == (False, ["a/a.pdf"])


def test_an_output_that_is_gone_is_missed(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(out, tmp_path / "seen.json", monkeypatch)
    (out / "b" / "b.pdf").unlink()
    assert looked(out, tmp_path / "seen.json", monkeypatch)[0] is False


def test_a_copy_of_the_folder_is_read_anew(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(out, tmp_path / "seen.json", monkeypatch)
    shutil.copytree(out, tmp_path / "copy")
    assert looked(tmp_path / "copy", tmp_path / "seen.json", monkeypatch) == (True, sorted(TOLD))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "briefgen-seen-1", "files": 7}', "\ufeff{}",
                                  '{"format": "briefgen-seen-2", "files": {}}',
                                  '{"format": "briefgen-seen-1", "files": {"a/a.pdf": [3, 1, 1, true, "x"], "b/b.pdf": "x"}}'])
def test_a_damaged_note_tells_nothing(text: str, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seen.json").write_text(text, encoding="utf-8")
    assert looked(out, tmp_path / "seen.json", monkeypatch) == (True, sorted(TOLD))
    assert looked(out, tmp_path / "seen.json", monkeypatch) == (True, [])


def test_a_note_that_cannot_be_written_is_done_without(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for _ in range(2):
        assert looked(out, tmp_path / "file" / "seen.json", monkeypatch) == (True, sorted(TOLD))


def test_a_file_that_was_just_written_is_not_noted(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change again within one step of the disk's clock."""
    monkeypatch.setattr(publish, "SETTLED", 10**12)
    for _ in range(2):
        assert looked(out, tmp_path / "seen.json", monkeypatch) == (True, sorted(TOLD))


def test_some_briefs_asked_for_do_not_take_away_what_is_known_of_the_others(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(out, tmp_path / "seen.json", monkeypatch)
    (out / "a" / "a.pdf").write_bytes(b"one")
    sights = Sights(out, tmp_path / "seen.json")
    assert is_whole(out, {"a/a.pdf": TOLD["a/a.pdf"]}, sights)
    sights.keep()
    assert sorted(json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))["files"]) == sorted(TOLD)


def imported(program: str) -> set[str]:
    """The modules that a program has imported when it ends."""
    said = subprocess.run([sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True,
                          check=True)
    return set(said.stdout.splitlines()[-1].split())


@pytest.mark.slow
def test_a_check_does_not_wait_for_what_a_build_takes(atlantis: Path) -> None:
    there = imported("from typer.testing import CliRunner\nfrom briefgen.cli import app\n"
                     f"assert CliRunner().invoke(app, ['check', '--project', {str(atlantis)!r}]).exit_code == 0")
    assert "briefgen.build.check" in there
    assert {"briefgen.cli.making", "briefgen.build.site", "briefgen.build.printing", "multiprocessing"} & there == set()


@pytest.mark.slow
def test_every_command_is_where_the_table_says() -> None:
    for command, module in HOMES.items():
        program = f"import briefgen.cli.{module}, typer\nfrom briefgen.cli.app import app\nprint(*typer.main.get_group(app).commands)"
        said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert command in said.stdout.split()
    assert app.info.cls is not None


def test_a_package_offers_what_it_names_and_nothing_else() -> None:
    assert all(hasattr(briefgen.build, name) for name in briefgen.build.__all__) and briefgen.build.Order is Order
    with pytest.raises(AttributeError, match="nonsense"):
        _ = briefgen.build.nonsense


def test_versions_are_those_that_the_libraries_tell() -> None:
    import importlib.metadata

    assert {name: versions()[name] for name in LIBRARIES} == {name: importlib.metadata.version(name) for name in LIBRARIES}


@pytest.mark.parametrize("text", ["", " ", "Tides and shores", " a  b ", "- a", "1. a", "+", "(50 %)", "«¿Qué?» — “no”, it’s",
                                  "½ of 3,5", "a: b; c/d", "20th"])
def test_words_without_a_mark_are_read_as_markdown_would(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Location("charts/x.yaml", 3, 4)
    quick = parse_inline(text, place)
    assert not parser._MARKED.search(text)
    monkeypatch.setattr(parser, "_MARKED", re.compile(""))
    assert parse_inline(text, place) == quick


def test_a_lookahead_spares_no_word_that_would_be_found() -> None:
    words = ("siete", "éxito", "K", "one half", "½")
    plain = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    quick = re.compile(beginning_of(words) + f"(?:{plain.pattern})", re.IGNORECASE)
    for text in (*words, *map(str.upper, words), "\u017fiete", "\u212a", "x siete y éxito"):
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)] != []
    assert beginning_of(("", "a")) == beginning_of((" a",)) == beginning_of(()) == ""


def test_a_text_is_as_long_as_it_was_with_plain_spaces() -> None:
    assert plainly_spaced("a\u00a0b\u202fc\nd e") == "a b c d e"


def test_a_text_that_lacks_the_first_words_is_not_searched() -> None:
    phrases = ("siete mares", "ÉXITO", "e-mail")
    assert may_hold("Los SIETE\u00a0mares", phrases) and may_hold("un éxito", phrases) and may_hold("(E-mail)", phrases)
    assert not may_hold("siet, exitoso, emes", phrases)
    assert may_hold("nada", ("«a»",)) and not may_hold("", phrases)
