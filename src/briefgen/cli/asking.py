"""Asking: the commands that only say something: check, list, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import check, find_project
from briefgen.cli.app import app
from briefgen.cli.terminal import ProjectOption, exits, warn
from briefgen.diagnostics import CODES, ContentError, Diagnostic, Location, UsageError, nearest


@app.command("check")
def check_command(project: ProjectOption = None) -> None:
    """Check data, prose and findings; nothing is printed.

    Every mistake is told at once, with file, line and column, what was expected and found, and a hint.
    """
    with exits():
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None:
            raise ContentError(diagnostics)
        warn(diagnostics)
        relationship = checked.loaded.relationship
        print(
            f"All is well: {len(checked.loaded.briefs)} brief(s) in {len(relationship.project.locales)} locales, "
            f"{len(relationship.observations())} observations, {len(relationship.findings)} findings, "
            f"{len(relationship.sources)} sources."
        )


@app.command("list")
def list_command(project: ProjectOption = None) -> None:
    """List the project's briefs with their locales and titles."""
    with exits():
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None:
            raise ContentError(diagnostics)
        for (slug, tag), prose in sorted(checked.prose.items()):
            print(f"{slug}\t{tag}\t{prose.front.title}")


@app.command("explain")
def explain_command(code: Annotated[str, typer.Argument(metavar="CODE", help="A diagnostic's code, such as D014.")]) -> None:
    """Explain a code such as D014 and what to do about it."""
    with exits():
        known = CODES.get(code.upper())
        if known is None:
            raise UsageError(
                [Diagnostic("E007", Location(code), f"expected a code, found \"{code}\"", nearest(code.upper(), CODES))]
            )
        print(f"{known.code} ({known.severity}): {known.title}\n{known.meaning}")
