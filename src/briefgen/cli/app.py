"""App: the command `briefgen` itself, to which the other modules add their commands."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen import __version__

app = typer.Typer(
    name="briefgen", add_completion=False, invoke_without_command=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Prints policy briefs about two countries, in two languages, from sourced data and prose.\n\n"
         "Run it anywhere inside a project, a folder with a briefgen.yaml. Start with `briefgen list` to see the briefs, "
         "`briefgen check` to see whether the content is right, and `briefgen build` to make the PDFs.",
)


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
