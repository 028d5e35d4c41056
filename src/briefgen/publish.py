"""Publish: the manifest, the index page, and the hand-over of a whole build to the output folder at once."""

from __future__ import annotations

import hashlib
import html
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, UsageError

MANIFEST, INDEX = "manifest.json", "index.html"
FORMAT, SEEN = "briefgen-manifest-1", "briefgen-seen-1"


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index page: a brief in one edition. `locale` is empty, or has a +, where it has several languages.

    `beside` are the paths of what was made with it: the job ticket, or the charts and their data. `heading` is what all lines
    of the brief stand under, and `extent` the number of pages in words, where a number does not tell it.
    """

    slug: str
    title: str
    locale: str
    language: str
    pages: int
    path: str
    medium: str = ""
    beside: tuple[str, ...] = ()
    heading: str = ""
    extent: str = ""


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """The manifest as JSON, keys in order, so that equal builds give equal bytes."""
    return json.dumps({"format": FORMAT, **manifest}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_output(out: Path, path: str) -> bytes:
    """A file of the output folder that `is_whole` found there."""
    return (out / path).read_bytes()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an output folder, or None if there is none that this version can read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def manifest_at(path: Path) -> dict[str, Any]:
    """A manifest that is named by its file or by the output folder that it lies in.

    Raises:
        UsageError: if there is none, or none that this version can read.
    """
    file = path / MANIFEST if path.is_dir() else path
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        problem = f"expected a manifest, found none that can be read: {error.strerror}"
        raise UsageError([Diagnostic("E021", Location(str(path)), problem, "run: briefgen build; or name another")]) from None
    except (ValueError, RecursionError):
        manifest = None
    if isinstance(manifest, dict) and manifest.get("format") == FORMAT:
        return manifest
    raise UsageError([Diagnostic("E021", Location(str(path)), f"expected a manifest in the format {FORMAT}, found another file",
                                 "name the manifest.json of a build, or its folder")])


def _tagged(name: str, line: IndexLine) -> str:
    """The attribute that tells a line's language; a folder has several, so it has none."""
    return "" if "-" not in line.locale or "+" in line.locale else f' {name}="{html.escape(line.locale)}"'


def index_page(title: str, lines: Iterable[IndexLine], labels: Mapping[str, str], language: str) -> str:
    """A page that lists every file under the heading of its brief, readable without a server and without scripts.

    Lines of a brief follow each other; the briefs stand in the order in which they come.
    """
    e = html.escape
    parts = "".join(_part(tuple(group), labels) for _, group in groupby(lines, key=lambda line: line.slug))
    return (
        f'<!doctype html>\n<html lang="{e(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{e(title)}</title><style>{_STYLE}</style></head>\n<body><h1>{e(title)}</h1>\n{parts}"
        f'<p><a href="{MANIFEST}">{MANIFEST}</a></p></body></html>\n'
    )


def _part(lines: tuple[IndexLine, ...], labels: Mapping[str, str]) -> str:
    """The files of a brief, or of a meeting's folder, as a table with a heading."""
    e = html.escape
    rows = "".join(
        f'<tr><th scope="row"><a href="{e(line.path)}"{_tagged("hreflang", line)}{_tagged("lang", line)}>'
        f"{e(line.title)}</a>{_beside(line, labels)}</th>"
        f'<td{_tagged("lang", line)}>{e(line.language)}</td>'
        f'<td>{e(line.medium)}</td><td class="n">{e(line.extent) or line.pages}</td></tr>\n'
        for line in lines
    )
    heads = "".join(f"<th scope=\"col\">{e(labels[name])}</th>" for name in ("title", "language", "medium", "pages"))
    heading, slug = e(lines[0].heading or lines[0].title), e(lines[0].slug)
    return (f'<h2 id="{slug}">{heading}</h2>\n<p class="slug">{slug}</p>\n<table><thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{rows}</tbody></table>\n")


def _beside(line: IndexLine, labels: Mapping[str, str]) -> str:
    """The job ticket of a line in plain sight; its other files folded away, by their names."""
    e, others = html.escape, sorted(path for path in line.beside if not path.endswith(".ticket.pdf"))
    shown = "".join(f'<br><a class="ticket" href="{e(path)}">{e(labels["ticket"])}</a>' for path in line.beside
                    if path not in others)
    if not others:
        return shown
    links = " ".join(f'<a href="{e(path)}">{e(path.rpartition("/")[2])}</a>' for path in others)
    return f"{shown}<details><summary>{e(labels['beside'])}</summary>{links}</details>"


_STYLE = (
    "body{font:1rem/1.5 'Source Serif Pro',Georgia,serif;max-width:56rem;margin:4rem auto;padding:0 1.5rem;color:#1b1f24}"
    "h1,h2{font-weight:300;line-height:1.15;color:#17395c}h1{font-size:2.2rem}h2{margin:3rem 0 0}a{color:#17395c}"
    ".slug{margin:0 0 .5rem;color:#5b6167;font-size:.85rem}.ticket{font-size:.85rem}"
    "table{border-collapse:collapse;width:100%;font-family:'Source Sans Pro',Helvetica,sans-serif;font-size:.95rem}"
    "th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #c9c6bf;font-weight:400}"
    "thead th{font-weight:600;border-color:#1b1f24}.n{text-align:right;font-variant-numeric:tabular-nums}"
    "details{font-size:.85rem}summary{color:#5b6167;cursor:pointer}details a{display:block}"
)


def check_folder(folder: Path) -> None:
    """Refuses a folder that holds something other than an earlier build.

    Raises:
        UsageError: if the folder is not empty and has no manifest of ours.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(
            [Diagnostic("E003", Location(str(folder)), "expected a folder, found something else", "name another with --out")]
        )
    if folder.is_dir() and any(folder.iterdir()) and read_manifest(folder) is None:
        raise UsageError(
            [
                Diagnostic(
                    "E003",
                    Location(str(folder)),
                    "expected an empty folder or an earlier build, found other files",
                    "name another with --out, or empty it",
                )
            ]
        )


def is_whole(folder: Path, outputs: Mapping[str, str], sights: Sights | None = None) -> bool:
    """Whether every output is there with the bytes that the manifest tells; read, or as they were seen before."""
    try:
        return all((sights.digest(path) if sights else digest((folder / path).read_bytes())) == wanted
                   for path, wanted in outputs.items())
    except OSError:
        return False


Sight = tuple[int, int, int, int, str]
"""What was seen of a file: bytes, times of its last change and of its status in ns, inode; and the digest of what was read."""

SETTLED = 2_000_000_000
"""Nanoseconds that a file was left alone before it was read. Clocks of file systems are coarse: within one of their steps a
file may change again and show the same time."""


class Sights:
    """The digests of an output folder's files as they were last read, so that files nobody touched need not be read again.

    A digest stands while bytes, both times and inode of the file are as they were: a change is seen whatever its length, and
    a copy of the folder is read anew. `file` is where it is kept between runs; one that cannot be read tells nothing.
    """

    def __init__(self, folder: Path, file: Path) -> None:
        self.folder, self.file = folder, file
        self._known = _sights_in(file)
        self._seen: dict[str, Sight] = {}
        self._now: int | None = None

    def digest(self, path: str) -> str:
        """The digest of a file.

        Raises:
            OSError: if the file cannot be read.
        """
        known, there = self._known.get(path), _marks_of(self.folder / path)
        if known is not None and known[:4] == there:
            self._seen[path] = known
            return known[4]
        if self._now is None:
            self._now = _now_at(self.folder.parent)
        found = digest((self.folder / path).read_bytes())
        if _marks_of(self.folder / path) == there and max(there[1:3]) < self._now - SETTLED:
            self._seen[path] = (*there, found)
        return found

    def keep(self) -> None:
        """Writes what was seen, if it is more than was known; a cache that cannot be written is done without."""
        if (files := {**self._known, **self._seen}) == self._known:
            return
        text = json.dumps({"format": SEEN, "files": files}, sort_keys=True)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.file.parent, delete=False) as part:
                part.write(text)
            Path(part.name).replace(self.file)
        except OSError:
            return


def _marks_of(path: Path) -> tuple[int, int, int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _now_at(folder: Path) -> int:
    """What the disk's own clock shows, in ns; 0, before all files, where nothing can be written."""
    try:
        with tempfile.TemporaryFile(dir=folder) as nothing:
            return os.fstat(nothing.fileno()).st_mtime_ns
    except OSError:
        return 0


def _sights_in(file: Path) -> dict[str, Sight]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    files = kept.get("files") if isinstance(kept, dict) and kept.get("format") == SEEN else None
    rows = files.items() if isinstance(files, dict) else ()
    return {path: (*sight[:4], sight[4]) for path, sight in rows if _is_sight(sight)}


def _is_sight(sight: object) -> bool:
    return isinstance(sight, list) and list(map(type, sight)) == [int, int, int, int, str]


def hand_over(folder: Path, files: Mapping[str, bytes], kept: Iterable[str]) -> None:
    """Puts a whole build in place of the last one: `files` by path, and of the last build what is `kept`.

    The new folder is complete before the old one moves away, so a reader sees one build or the other.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    recover(folder)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for path in kept:
            _copy(folder / path, staging / path)
        for path, content in files.items():
            target = staging / PurePosixPath(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        staging.chmod(0o755)
        _swap(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-last")


def _swap(staging: Path, folder: Path) -> None:
    old = _old(folder)
    if folder.exists():
        folder.replace(old)
    staging.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Brings the last build back if a hand-over was interrupted between its two moves."""
    old = _old(folder)
    if old.exists() and not folder.exists():
        old.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def put_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by name into a folder, each whole; what else is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        part = folder / f".{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)


def check_free(folder: Path) -> None:
    """Refuses a place where something is already.

    Raises:
        UsageError: if the folder is there and not empty, or is no folder.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        found = "something else"
    elif folder.is_dir() and any(folder.iterdir()):
        found = "other files"
    else:
        return
    place = Location(str(folder))
    raise UsageError([Diagnostic("E008", place, f"expected a new or an empty folder, found {found}", "name another folder")])


def replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by path into a folder that may have them already: all of them, or none where one cannot be written."""
    targets = {path: folder / PurePosixPath(path) for path in files}
    staged = {target: target.with_name(f".{target.name}-new") for target in targets.values()}
    written = []
    try:
        for path, content in files.items():
            targets[path].parent.mkdir(parents=True, exist_ok=True)
            written.append(staged[targets[path]])
            written[-1].write_bytes(content)
        for target, staging in staged.items():
            staging.replace(target)
    finally:
        for staging in written:
            staging.unlink(missing_ok=True)


def lay_down(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by path into a folder that is not there yet or is empty: all of them, or none.

    An empty folder is filled rather than replaced, because somebody may stand in it.
    """
    there, missing = folder.is_dir(), [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder if there else folder.parent) as name:
            staging = Path(name) / "whole"
            for path, content in files.items():
                target = staging / PurePosixPath(path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            for one, place in [(one, folder / one.name) for one in staging.iterdir()] if there else [(staging, folder)]:
                one.replace(place)
    finally:
        for parent in missing:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
