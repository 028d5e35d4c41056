"""Showing: the command that prints the look of a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import find_project, print_specimen
from briefgen.cli.app import app
from briefgen.cli.terminal import ProjectOption, exits, progress, shown_path, warn


@app.command("specimen")
def specimen_command(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where it goes; by default specimen/ in the project.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Print the look: all tokens on one page, every component in all languages, every kind of chart in colour and in grey.

    Everything is read from styles/tokens.yaml, so change a value there and print again to see what it does.
    """
    with exits(left="no specimen was printed; the last one, if there is one, is untouched"):
        root = find_project(project or Path.cwd())
        with progress() as report:
            made = print_specimen(root, (out or root / "specimen").resolve(), report)
        warn(made.warnings)
        told = f"; from made-up values: {', '.join(made.made_up)}" if made.made_up else ""
        print(f"{made.pages} pages: {shown_path(made.folder, root)}/specimen.pdf{told}")
