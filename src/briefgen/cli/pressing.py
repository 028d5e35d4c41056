"""Pressing: the command that examines files for a press: preflight."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.build import Binding, Job, inspect
from briefgen.cli.app import app
from briefgen.cli.formats import Format, FormatOption
from briefgen.cli.terminal import PROOF, ProjectOption, counted, exits, spoken, tell
from briefgen.diagnostics import Diagnostic, errors, strictly


@app.command("preflight")
def preflight_command(
    named: Annotated[str, typer.Argument(metavar="FILE|SLUG", help="A PDF, or a brief: then all its press files in build/.")],
    binding: Annotated[
        Binding | None,
        typer.Option("--binding", "-b", help="How it will be bound: then its number of pages must fit."),
    ] = None,
    bleed: Annotated[
        float, typer.Option("--bleed", min=0, max=50, metavar="MM", help="How much bleed to ask for; 0 for imposed sheets.")
    ] = 3.0,
    project: ProjectOption = None,
    shape: FormatOption = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,  # noqa: FBT002
) -> None:
    """Examine a PDF as a print shop would.

    It need not be one of briefgen's. Boxes, bleed, output intent, colours, ink, pictures, lines, fonts, overprint,
    transparency, text at the edge and the number of pages are checked, page by page. One line a file says what it is.
    Ends with 4 if something is wrong.
    """
    with exits(shape, project):
        found: list[Diagnostic] = []
        for inspection in inspect(named, project, Job(binding, bleed)):
            print(f"{inspection.name}: {inspection.summary or 'not readable'}", file=spoken(shape))
            found += inspection.diagnostics
        told = strictly(found) if strict else tuple(found)
        tell(told, shape, project)
        wrong = len(errors(told))
        print(f"{counted(wrong, 'error')}, {counted(len(told) - wrong, 'warning')}." if told else "Ready for the press.",
              file=spoken(shape))
        if wrong:
            raise typer.Exit(PROOF)
