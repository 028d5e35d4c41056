"""App: the command `briefgen` itself, which knows the name of every command and where it is, and imports what is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefgen import __version__

HOMES: Mapping[str, str] = {
    "build": "making", "gallery": "making", "new": "making", "check": "asking", "list": "asking", "explain": "asking",
    "doctor": "machine", "schema": "machine", "preflight": "pressing", "specimen": "showing", "trace": "tracing",
    "diff": "tracing", "translated": "translating", "export": "translating", "import": "translating", "sources": "sourcing",
}
"""The module of each command, in the order in which help lists them."""


class Commands(TyperGroup):
    """All commands, of which only the one that is named is imported: `check` need not wait for what a build takes."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name; all are gathered for a name that none has, so that the nearest can be told."""
        if cmd_name not in self.commands:
            self._gather((HOMES[cmd_name],) if cmd_name in HOMES else HOMES.values())
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  (the signature of the class above)
        """The names of all commands, all of them gathered."""
        self._gather(HOMES.values())
        return list(HOMES)

    def _gather(self, modules: Iterable[str]) -> None:
        for module in dict.fromkeys(modules):
            importlib.import_module(f"briefgen.cli.{module}")
        self.commands = {**typer.main.get_group(app).commands}


app = typer.Typer(
    name="briefgen", cls=Commands, add_completion=False, invoke_without_command=True, pretty_exceptions_enable=False,
    rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]},
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
