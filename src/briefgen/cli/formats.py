"""Formats: diagnostics as text, as JSON for programs, and as annotations for GitHub's workflows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.diagnostics import CODES, Diagnostic


class Format(StrEnum):
    """How diagnostics are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", help="How to tell what is wrong: text, json (a list on the standard output) or github."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Warnings are errors, except those that exceptions.yaml accepts.")]


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A list of objects, by place; line and column count from 1, and are 0 where the file as a whole is meant."""
    rows = [
        {
            "code": d.code, "severity": d.severity.value, "file": d.location.file, "line": d.location.line,
            "column": d.location.column, "message": d.message, "hint": d.hint,
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_annotation(diagnostic: Diagnostic, folder: str) -> str:
    """A workflow command: GitHub shows it at its line. `folder` leads from the repository to the project."""
    place = diagnostic.location
    fields = {"file": f"{folder}{place.file}"}
    if place.line:
        fields |= {"line": str(place.line), "col": str(place.column)}
    fields["title"] = f"{diagnostic.code}: {CODES[diagnostic.code].title}"
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in fields.items())
    words = f"{diagnostic.message}\nhint: {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{diagnostic.severity} {told}::{_escaped(words, '')}"


def _escaped(text: str, more: str) -> str:
    """What GitHub's runner takes back: per cent signs, ends of lines, and in a field colons and commas too."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def folder_in(repository: Path, project: Path) -> str:
    """From the repository to the project, with a slash at its end; nothing if the project is elsewhere, or the repository."""
    if project == repository or not project.is_relative_to(repository):
        return ""
    return f"{project.relative_to(repository).as_posix()}/"
