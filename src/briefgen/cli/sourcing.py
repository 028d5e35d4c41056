"""Sourcing: the commands for the sources of a project: sources import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import find_project
from briefgen.build.importing import FILE, import_sources
from briefgen.cli.app import app
from briefgen.cli.terminal import NOT_CHANGED, ProjectOption, counted, exits

sources = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Import the sources of a reference manager.")
app.add_typer(sources, name="sources")


@sources.callback()
def _root() -> None:
    """Import the sources of a reference manager."""


@sources.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSL-JSON or BibTeX, as Zotero and others export it.")],
    dry_run: Annotated[  # noqa: FBT002  (an option without a value)
        bool, typer.Option("--dry-run", "-n", help="Print the records, and write nothing.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Add the sources of an export to data/sources.yaml; those that are there already are passed over.

    If anything in the file cannot be imported, or says otherwise than the project does, nothing is written.
    """
    with exits(left=NOT_CHANGED):
        done = import_sources(find_project(project or Path.cwd()), file, dry=dry_run)
        if dry_run and done.text:
            print(done.text)
        for key, fields in done.left_out.items():
            print(f"{key}: left out {', '.join(dict.fromkeys(fields))}")
        written = "would be added to" if dry_run else "added to"
        print(f"{counted(len(done.added), 'source')} {written} {FILE}, {len(done.known)} there already")
