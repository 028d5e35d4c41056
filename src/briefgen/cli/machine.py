"""Machine: the commands about what briefgen works on and with: doctor, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.build import find_project, needs, write_schemas
from briefgen.cli.app import app
from briefgen.cli.terminal import MACHINE, ProjectOption, exits, shown_path
from briefgen.diagnostics import UsageError


@app.command("doctor")
def doctor_command(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where the files would go; by default build/.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Say what this machine lacks for a build, and how to get it.

    One line for each thing: ok or missing, what was found, and what to run. Ends with 5 if something is missing. It works
    outside a project too.
    """
    with exits():
        root = _project(project)
        found = needs(root, (out or (root or Path.cwd()) / "build").resolve())
        width = max(len(need.name) for need in found)
        for need in found:
            print(f"{'ok' if need.there else 'missing':7}  {need.name:{width}}  {need.found}")
            if not need.there:
                print(f"{'':7}  {'':{width}}  run: {need.remedy}")
        absent = sum(not need.there for need in found)
        print("All is there." if not absent else f"{absent} missing.")
        if absent:
            raise typer.Exit(MACHINE)


def _project(project: Path | None) -> Path | None:
    """The project's folder; none is needed, but one that is named must be there."""
    try:
        return find_project(project or Path.cwd())
    except UsageError:
        if project:
            raise
        return None


@app.command("schema")
def schema_command(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where they go; by default schemas/ in the project.")
    ] = None,
    project: ProjectOption = None,
) -> None:
    """Write a JSON Schema of every data file, for editors.

    The first line of a YAML file names its schema, and an editor with a YAML language server then completes fields and
    words, shows what each is for, and marks mistakes. Run it after a new version of briefgen.
    """
    with exits():
        root = _project(project) or Path.cwd() if out else find_project(project or Path.cwd())
        folder = (out or root / "schemas").resolve()
        names = write_schemas(folder)
        print(f"{len(names)} schemas: {shown_path(folder, root)}")
