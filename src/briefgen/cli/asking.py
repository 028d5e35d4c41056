"""Asking: the commands that only say something: check, list, explain."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import check, example_of, find_project
from briefgen.cli.app import app
from briefgen.cli.formats import Format, FormatOption, StrictOption
from briefgen.cli.terminal import ProjectOption, accepted_text, exits, spoken, warn
from briefgen.diagnostics import CODES, ContentError, Diagnostic, Location, UsageError, nearest, strictly


@app.command("check")
def check_command(
    project: ProjectOption = None, shape: FormatOption = Format.TEXT, strict: StrictOption = False,  # noqa: FBT002
) -> None:
    """Check data, prose and findings; nothing is printed.

    Every mistake is told at once, with file, line and column, what was expected and found, and a hint.
    """
    with exits(shape, project):
        root = find_project(project or Path.cwd())
        checked, diagnostics = check(root, lambda _stage, _name: None)
        if checked is None or (strict and diagnostics):
            raise ContentError(strictly(diagnostics) if strict else diagnostics)
        warn(diagnostics, shape, project)
        relationship = checked.loaded.relationship
        print(
            f"All is well: {len(checked.loaded.briefs)} brief(s) in {len(relationship.project.locales)} locales, "
            f"{len(relationship.observations())} observations, {len(relationship.findings)} findings, "
            f"{len(relationship.sources)} sources.{accepted_text(len(checked.accepted))}",
            file=spoken(shape),
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
    """Explain a code such as D014 and what to do about it, with an example of wrong and of right."""
    with exits():
        known = CODES.get(code.upper())
        if known is None:
            raise UsageError(
                [Diagnostic("E007", Location(code), f"expected a code, found \"{code}\"", nearest(code.upper(), CODES))]
            )
        print(f"{known.code} ({known.severity}): {known.title}\n{known.meaning}")
        for change in example_of(known.code):
            place = f", in {change.file}" if change.file else ""
            print(f"\nwrong{place}:\n{_indented(change.wrong)}\nright:\n{_indented(change.right)}")


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text.rstrip("\n")), "    ")
