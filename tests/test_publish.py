"""Publish: outputs appear whole or not at all, and never in a folder that is not ours."""

from __future__ import annotations

import json
import os
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.diagnostics import UsageError
from briefgen.publish import (
    IndexLine,
    check_folder,
    digest,
    hand_over,
    index_page,
    is_whole,
    manifest_text,
    read_manifest,
    recover,
    replace_files,
)

FIRST = {"a/a.pdf": b"one", "manifest.json": manifest_text({"briefs": {}}).encode()}
SECOND = {"b/b.pdf": b"two", "manifest.json": manifest_text({"briefs": {"b": {}}}).encode()}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that holds an earlier build."""
    hand_over(tmp_path / "build", FIRST, ())
    return tmp_path / "build"


def test_a_build_takes_the_place_of_the_last_one(out: Path) -> None:
    """What is not kept is gone, what is kept has its bytes, and nothing lies beside the folder."""
    hand_over(out, SECOND, ("a/a.pdf",))
    assert files(out) == {"a/a.pdf": b"one", **SECOND}
    hand_over(out, SECOND, ())
    assert files(out) == SECOND
    assert os.listdir(out.parent) == ["build"]


def test_folders_above_are_made(tmp_path: Path) -> None:
    hand_over(tmp_path / "x" / "y" / "build", FIRST, ())
    assert files(tmp_path / "x" / "y" / "build") == FIRST


def test_the_output_can_be_read_by_others(out: Path) -> None:
    assert out.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_hand_over_that_fails_leaves_the_last_build(out: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    """A full disk, at whatever file: the folder is as it was, and no half-made one lies beside it."""
    written = 0
    real = Path.write_bytes

    def failing(self: Path, content: bytes) -> int:
        nonlocal written
        written += 1
        if written == fails_at:
            raise OSError(28, "No space left on device")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(OSError, match="No space"):
        hand_over(out, {**SECOND, "c/c.pdf": b"three"}, ())
    monkeypatch.undo()
    assert files(out) == FIRST and os.listdir(out.parent) == ["build"]


def test_a_file_to_keep_that_is_gone_stops_the_hand_over(out: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        hand_over(out, SECOND, ("gone.pdf",))
    assert files(out) == FIRST


def test_an_interrupted_swap_is_recovered(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped between its two moves, the last build comes back; the next run finds it in its place."""
    real, moves = Path.replace, []

    def stops(source: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == 2:
            raise KeyboardInterrupt
        return real(source, target)

    monkeypatch.setattr(Path, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        hand_over(out, SECOND, ())
    monkeypatch.undo()
    recover(out)
    assert files(out) == FIRST and os.listdir(out.parent) == ["build"]


def test_a_finished_swap_is_not_undone(out: Path) -> None:
    """Stopped after both moves, only the old folder is cleared away."""
    shutil.copytree(out, out.with_name(".build-last"))
    hand_over(out, SECOND, ())
    assert files(out) == SECOND and os.listdir(out.parent) == ["build"]


@pytest.mark.parametrize("prepare", ["file", "link", "foreign", "foreign_manifest", "broken_manifest"])
def test_a_foreign_folder_is_refused_and_left_alone(tmp_path: Path, prepare: str) -> None:
    folder = tmp_path / "build"
    if prepare == "file":
        folder.write_text("mine", encoding="utf-8")
    elif prepare == "link":
        (tmp_path / "real").mkdir()
        folder.symlink_to(tmp_path / "real")
    else:
        folder.mkdir()
        (folder / "thesis.docx").write_text("mine", encoding="utf-8")
        if prepare != "foreign":
            (folder / "manifest.json").write_text(
                '{"format": "other"}' if prepare == "foreign_manifest" else "{", encoding="utf-8"
            )
    with pytest.raises(UsageError) as raised:
        check_folder(folder)
    assert [d.code for d in raised.value.diagnostics] == ["E003"]
    if prepare.startswith("foreign"):
        assert (folder / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_an_earlier_build_and_no_folder_are_welcome(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "none", out):
        check_folder(folder)


def test_an_output_that_was_touched_is_not_whole(out: Path) -> None:
    told = {"a/a.pdf": digest(b"one")}
    assert is_whole(out, told)
    (out / "a" / "a.pdf").write_bytes(b"One")
    assert not is_whole(out, told)
    (out / "a" / "a.pdf").unlink()
    assert not is_whole(out, told)


def test_a_manifest_reads_back_and_equal_ones_have_equal_bytes(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest_text({"b": "ñ", "a": [1]}), encoding="utf-8")
    assert read_manifest(tmp_path) == {"format": "briefgen-manifest-1", "a": [1], "b": "ñ"}
    assert manifest_text({"b": "ñ", "a": [1]}) == manifest_text({"a": [1], "b": "ñ"})
    assert read_manifest(tmp_path / "none") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "briefgen-manifest-2"}', "\ufeff{}", "null"])
def test_a_manifest_of_another_version_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_the_index_links_each_file_in_its_language_and_escapes_titles() -> None:
    lines = [IndexLine("tides", "Tides & <moons>", "en-CA", "English", 7, "tides/tides.en-CA.office.pdf")]
    page = index_page(
        "Atlantis & Lemuria", lines, {"title": "Title", "language": "Language", "medium": "Made for", "pages": "Pages"}, "en-CA"
    )

    class Links(HTMLParser):
        found: list[dict[str, str | None]] = []  # noqa: RUF012  (one page, one test)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                self.found.append(dict(attrs))

    Links().feed(page)
    assert Links.found[0] == {"href": "tides/tides.en-CA.office.pdf", "hreflang": "en-CA", "lang": "en-CA"}
    assert "Tides &amp; &lt;moons&gt;" in page and "<moons>" not in page and "<script" not in page and "http" not in page


def test_the_index_of_atlantis_names_files_that_are_there(built_atlantis: Path) -> None:
    out = built_atlantis / "build"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    page = (out / "index.html").read_text(encoding="utf-8")
    for tag, entry in manifest["briefs"]["tides"].items():
        assert f'href="{entry["file"]}"' in page and (out / entry["file"]).is_file() and f'hreflang="{tag}"' in page
        assert is_whole(out, entry["outputs"])
    listed = {path for editions in manifest["briefs"].values() for entry in editions.values() for path in entry["outputs"]}
    assert set(files(out)) == listed | {"manifest.json", "index.html"}
    assert all(f'href="{path}"' in page for path in listed), "charts and tickets are found from the index too"


def test_the_index_shows_a_ticket_beside_its_press_file_and_the_sides_of_a_booklet() -> None:
    labels = {name: name for name in ("title", "language", "medium", "pages", "beside")} | {"ticket": "Job ticket"}
    lines = [IndexLine("tides", "Tides", "en-CA", "English", 23, "t.press.pdf", "shop", ("t.ticket.json", "t.ticket.pdf"), "Tides / Mareas"),
             IndexLine("tides", "Tides", "en-CA", "English", 12, "t.booklet.pdf", "fold", (), "Tides / Mareas", "23 pages on 12 sides")]
    page = index_page("Atlantis", lines, labels, "en-CA")
    shown, _, folded = page.partition("<details>")
    assert 'href="t.ticket.pdf">Job ticket<' in shown and 'href="t.ticket.json"' in folded and "23 pages on 12 sides" in page
    assert page.count("<h2") == 1 and ">Tides / Mareas</h2>" in page


def test_a_folder_in_two_languages_is_listed_as_of_neither() -> None:
    labels = {name: name for name in ("title", "brief", "language", "medium", "pages")}
    line = IndexLine("meetings/spring", "Spring", "en-CA+es-MX", "English / español", 12, "meetings/spring/spring.office.pdf")
    page = index_page("Atlantis", [line], labels, "en-CA")
    assert "English / español" in page and "+es-MX" not in page and "hreflang" not in page


def test_of_several_files_all_are_replaced_or_none(tmp_path: Path) -> None:
    """The second cannot be written, since a file stands where its folder should: the first keeps what it said."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "in").write_bytes(b"a file")
    with pytest.raises(OSError, match="in"):
        replace_files(tmp_path, {"a": b"new", "in/b": b"new"})
    assert files(tmp_path) == {"a": b"old", "in": b"a file"}
    replace_files(tmp_path, {"a": b"new", "out/b": b"new"})
    assert files(tmp_path) == {"a": b"new", "in": b"a file", "out/b": b"new"}
