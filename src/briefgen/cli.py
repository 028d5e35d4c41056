"""The command line: the only module that prints or exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from briefgen import __version__
from briefgen.build import Built, Order, build, check, default_jobs, find_project, found, show
from briefgen.diagnostics import (
    CODES,
    ContentError,
    Diagnostic,
    Location,
    MachineError,
    ProofError,
    Severity,
    UsageError,
    nearest,
)

BUILT, USAGE, CONTENT, PROOF, MACHINE, INTERRUPTED = 0, 2, 3, 4, 5, 130

STAGES = {
    "load": "reading the project", "check": "checking data and prose", "draw": "drawing charts", "compose": "composing pages",
    "render": "setting pages", "proof": "proof-reading", "publish": "handing over",
}

app = typer.Typer(
    name="briefgen", add_completion=False, invoke_without_command=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Prints policy briefs about two countries, in two languages, from sourced data and prose.\n\n"
         "Run it anywhere inside a project, a folder with a briefgen.yaml. Start with `briefgen list` to see the briefs, "
         "`briefgen check` to see whether the content is right, and `briefgen build` to make the PDFs.",
)

ProjectOption = Annotated[
    Path | None,
    typer.Option("--project", "-p", metavar="DIR", help="The project's folder; by default the one around the current folder."),
]


def _say_version(asked: bool) -> None:  # noqa: FBT001  (the signature that the option's callback must have)
    if asked:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001, FBT002  (typer reads options from the signature)
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("build")
def build_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SLUG", help="Which briefs; all of them if none is named.", show_default=False),
    ] = None,
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", metavar="L", help="Only this locale, such as es-MX; may be repeated.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the files go; by default build/ in the project.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, max=64, metavar="N", help="How many documents to make side by side; by default one a core."
        ),
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Build the PDFs, the charts, the manifest and the index page.

    The content is checked first. Nothing is replaced unless everything is right: if the content is wrong (exit 3) or a
    finished page fails a check (exit 4), the last good build stays. A build whose inputs have not changed does nothing
    and says so.
    """
    with _exits():
        root = find_project(project or Path.cwd())
        order = Order(root, tuple(slugs or ()), tuple(locale or ()), (out or root / "build").resolve(), jobs or default_jobs())
        with _progress() as report:
            built = build(order, report)
        _warn(built.warnings)
        _table(built, root)


@app.command("gallery")
def gallery_command(
    charts: Annotated[
        list[str] | None,
        typer.Argument(metavar="CHART", help="Which charts; all of them if none is named.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the files go; by default gallery/ in the project.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=64, metavar="N", help="How many side by side.")] = None,
    project: ProjectOption = None,
) -> None:
    """Print all charts at all widths, in all locales, in colour and in grey: one PDF and one HTML page."""
    with _exits():
        root = find_project(project or Path.cwd())
        with _progress() as report:
            shown = show(root, tuple(charts or ()), (out or root / "gallery").resolve(), jobs or default_jobs(), report)
        _warn(shown.warnings)
        print(f"{shown.charts} charts on {shown.pages} pages: {_shown(shown.folder, root)}")


@app.command("check")
def check_command(project: ProjectOption = None) -> None:
    """Check data, prose and findings; nothing is printed.

    Every mistake is told at once, with file, line and column, what was expected and found, and a hint.
    """
    with _exits():
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None:
            raise ContentError(diagnostics)
        _warn(diagnostics)
        relationship = checked.loaded.relationship
        print(
            f"All is well: {len(checked.loaded.briefs)} brief(s) in {len(relationship.project.locales)} locales, "
            f"{len(relationship.observations())} observations, {len(relationship.findings)} findings, "
            f"{len(relationship.sources)} sources."
        )


@app.command("list")
def list_command(project: ProjectOption = None) -> None:
    """List the project's briefs with their locales and titles."""
    with _exits():
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None:
            raise ContentError(diagnostics)
        for (slug, tag), prose in sorted(checked.prose.items()):
            print(f"{slug}\t{tag}\t{prose.front.title}")


@app.command("new")
def new_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the project goes: a new folder, or an empty one.")],
    partners: Annotated[
        str, typer.Option("--partners", metavar="ONE,OTHER", help="The two countries, in the three capitals of ISO 3166-1.")
    ],
    locales: Annotated[
        str, typer.Option("--locales", "-l", metavar="L,L", help="Language and region of each edition, such as en-CA,es-MX.")
    ],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day whose knowledge the briefs print; by default today.")
    ] = None,
) -> None:
    """Make a new project: example data, one brief, a look of its own.

    It builds at once. Its numbers are invented and say so on the page; its files say in comments what they are for. A
    locale that briefgen lacks gets its two files in the project's locales/, made from one of the same language.
    """
    with _exits():
        files = found(folder, partners, locales, as_of)
        print(f"{folder}: {len(files)} files, beginning with README.md. Go there, then: briefgen check, briefgen build.")


@app.command("explain")
def explain_command(code: Annotated[str, typer.Argument(metavar="CODE", help="A diagnostic's code, such as D014.")]) -> None:
    """Explain a code such as D014 and what to do about it."""
    with _exits():
        known = CODES.get(code.upper())
        if known is None:
            raise UsageError(
                [Diagnostic("E007", Location(code), f"expected a code, found \"{code}\"", nearest(code.upper(), CODES))]
            )
        print(f"{known.code} ({known.severity}): {known.title}\n{known.meaning}")


@contextmanager
def _exits() -> Iterator[None]:
    """Every way in which a command can fail becomes a message and an exit code."""
    codes = {UsageError: USAGE, ProofError: PROOF, MachineError: MACHINE, ContentError: CONTENT}
    try:
        yield
    except ContentError as error:
        code = next(code for kind, code in codes.items() if isinstance(error, kind))
        for diagnostic in error.diagnostics:
            _print_diagnostic(diagnostic)
        count = sum(d.severity is Severity.ERROR for d in error.diagnostics)
        if code in (CONTENT, PROOF):
            stands = "nothing was built; the last good build, if there is one, is untouched"
            print(f"{count} error{'s' if count != 1 else ''}: {stands}", file=sys.stderr)
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        print("interrupted: nothing was replaced", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(INTERRUPTED) from None


def _print_diagnostic(diagnostic: Diagnostic) -> None:
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


def _warn(diagnostics: tuple[Diagnostic, ...]) -> None:
    for diagnostic in dict.fromkeys(diagnostics):
        if diagnostic.severity is Severity.WARNING:
            _print_diagnostic(diagnostic)


class _Report:
    """Stages as they begin: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self, status: object | None) -> None:
        self.status = status
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
            print(line, flush=True)
        else:
            running = "   ".join(f"{key}: {STAGES[value]}" for key, value in self.told.items() if key and " " not in key)
            self.status.update(running or STAGES[stage])  # type: ignore[attr-defined]


@contextmanager
def _progress() -> Iterator[_Report]:
    console = Console(stderr=True)
    if console.is_terminal and "CI" not in os.environ:
        with console.status(STAGES["load"], spinner="dots") as status:
            yield _Report(status)
    else:
        yield _Report(None)


def _table(built: Built, root: Path) -> None:
    """The closing table: brief, locale, pages, path."""
    if built.nothing_to_do:
        print("Nothing to do: no input has changed since the last build.")
    rows = [
        ("brief", "locale", "pages", "path"),
        *((line.slug, line.locale, str(line.pages), _shown(line.path, root)) for line in built.lines),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]}")


def _shown(path: Path, root: Path) -> str:
    here = Path.cwd()
    for base in (here, root):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)


def main() -> None:
    """Runs the command that the words of the command line name."""
    app()
