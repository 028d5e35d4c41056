"""The tutorial, followed as a reader would: its files are written, its commands run, and what they say is compared."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A file to be written, or commands to be run, of which the last says `says`."""

    kind: str
    text: str
    says: str = ""


def steps() -> Iterator[Step]:
    """Every step of the page, in order; a block of text belongs to the commands before it."""
    waiting: Step | None = None
    for match in _BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if match["kind"] == "text":
            if waiting is None or waiting.kind != "sh":
                raise LookupError(f"nothing says this: {match['text']}")
            yield Step("sh", waiting.text, match["text"])
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = Step(match["kind"], match["text"])
    if waiting:
        yield waiting


def follow(folder: Path, *, building: bool) -> Iterator[tuple[Step, str]]:
    """Follows the page in a folder, up to the first build or to the end; gives the steps that say something, and what was said."""
    here = folder
    for step in steps():
        if step.kind != "sh":
            write(here, step.text)
            continue
        said = ""
        for line in step.text.splitlines():
            words = shlex.split(line)
            if words[:2] == ["briefgen", "build"] and not building:
                return
            if words[0] == "cd":
                here = here / words[1]
                continue
            command = [sys.executable, "-m", "briefgen", *words[1:]] if words[0] == "briefgen" else words
            run = subprocess.run(command, cwd=here, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            said = run.stdout
        yield step, said


def write(folder: Path, text: str) -> None:
    """Writes a block to the file that its first line names; `# FILE, from KEY: on` replaces the end of the file."""
    first, _, rest = text.partition("\n")
    match = re.fullmatch(r"# (?P<file>[\w./-]+)(?:, from (?P<key>\w+:) on)?", first)
    if match is None:
        raise LookupError(f"no file is named here: {first}")
    path = folder / match["file"]
    if match["key"]:
        before = path.read_text(encoding="utf-8")
        rest = before[:before.index(f"\n{match['key']}") + 1] + rest
    path.write_text(rest, encoding="utf-8")
