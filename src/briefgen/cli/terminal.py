"""Terminal: how the commands speak: progress, diagnostics, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from briefgen.build import find_project
from briefgen.cli.formats import Format, as_annotation, as_json, folder_in
from briefgen.diagnostics import ContentError, Diagnostic, MachineError, ProofError, Severity, UsageError

BUILT, USAGE, CONTENT, PROOF, MACHINE, INTERRUPTED = 0, 2, 3, 4, 5, 130

STAGES = {
    "load": "reading the project", "check": "checking data and prose", "draw": "drawing charts", "compose": "composing pages",
    "render": "setting pages", "proof": "proof-reading", "publish": "handing over",
}

ProjectOption = Annotated[
    Path | None,
    typer.Option("--project", "-p", metavar="DIR", help="The project's folder; by default the one around the current folder."),
]


NOT_BUILT = "nothing was built; the last good build, if there is one, is untouched"
NOT_CHANGED = "nothing was changed"
NOT_DONE = "nothing was done"
"""What a command that stopped has left as it was."""


@contextmanager
def exits(shape: Format = Format.TEXT, project: Path | None = None, left: str = NOT_DONE) -> Iterator[None]:
    """Every way in which a command can fail becomes a message, in the format asked for, and an exit code.

    `left` says, after the number of errors in the content or in a finished page, what the command has not done.
    """
    codes = {UsageError: USAGE, ProofError: PROOF, MachineError: MACHINE, ContentError: CONTENT}
    try:
        yield
    except ContentError as error:
        code = next(code for kind, code in codes.items() if isinstance(error, kind))
        tell(error.diagnostics, shape, project)
        count = sum(d.severity is Severity.ERROR for d in error.diagnostics)
        if code in (CONTENT, PROOF):
            print(f"{counted(count, 'error')}: {left}", file=sys.stderr)
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        print("interrupted: nothing was replaced", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(INTERRUPTED) from None


def print_diagnostic(diagnostic: Diagnostic) -> None:
    from rich.console import Console

    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    if not console.is_terminal:
        print(diagnostic, file=sys.stderr)
        return
    colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
    console.print(f"{diagnostic.location}: ", end="", style="bold")
    console.print(f"{diagnostic.severity} {diagnostic.code}: ", end="", style=colour)
    console.print(diagnostic.message)
    if diagnostic.hint:
        console.print(f"  hint: {diagnostic.hint}", style="dim")


def tell(diagnostics: Iterable[Diagnostic], shape: Format, project: Path | None) -> None:
    """Diagnostics in the format asked for: text for people goes to stderr, what a program reads to stdout."""
    if shape is Format.JSON:
        print(as_json(diagnostics))
        return
    folder = _folder(project) if shape is Format.GITHUB else ""
    for diagnostic in diagnostics:
        if shape is Format.GITHUB:
            print(as_annotation(diagnostic, folder))
        else:
            print_diagnostic(diagnostic)


def _folder(project: Path | None) -> str:
    """From the repository that a workflow checked out to the project."""
    try:
        root = find_project(project or Path.cwd())
    except UsageError:
        return ""
    return folder_in(Path(os.environ.get("GITHUB_WORKSPACE", Path.cwd())).resolve(), root)


def warn(diagnostics: tuple[Diagnostic, ...], shape: Format = Format.TEXT, project: Path | None = None) -> None:
    tell([d for d in dict.fromkeys(diagnostics) if d.severity is Severity.WARNING], shape, project)


def counted(number: int, thing: str) -> str:
    """A number of things: `1 error`, `2 errors`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def accepted_text(count: int) -> str:
    """How many warnings exceptions.yaml accepts; nothing if there is none."""
    return f" {counted(count, 'warning')} accepted in exceptions.yaml." if count else ""


def spoken(shape: Format) -> TextIO:
    """Where words for people go beside the diagnostics."""
    return sys.stderr if shape is Format.JSON else sys.stdout


class Progress:
    """Stages as they begin: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self, status: object | None, stream: TextIO) -> None:
        self.status = status
        self.stream = stream
        self.told: dict[str, str] = {}

    def __call__(self, stage: str, name: str) -> None:
        if self.told.get(name) == stage or (
            self.status is None and name and stage in ("compose", "render") and self.told.get(f"{name} {stage}")
        ):
            return
        self.told[name] = stage
        self.told[f"{name} {stage}"] = "told"
        line = f"{stage:8} {name or STAGES[stage]}"
        if self.status is None:
            print(line, file=self.stream, flush=True)
        else:
            running = "   ".join(f"{key}: {STAGES[value]}" for key, value in self.told.items() if key and " " not in key)
            self.status.update(running or STAGES[stage])  # type: ignore[attr-defined]


@contextmanager
def progress(shape: Format = Format.TEXT) -> Iterator[Progress]:
    """Tells the stages as they begin; on stderr where the standard output is for a program."""
    from rich.console import Console

    stream = spoken(shape)
    console = Console(stderr=True)
    if console.is_terminal and "CI" not in os.environ:
        with console.status(STAGES["load"], spinner="dots") as status:
            yield Progress(status, stream)
    else:
        yield Progress(None, stream)


def shown_path(path: Path, root: Path) -> str:
    here = Path.cwd()
    for base in (here, root):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)
