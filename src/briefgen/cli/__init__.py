"""The command line: the only package that prints or exits."""

from briefgen.cli import making  # isort: skip  (commands are listed in the order in which they are added)
from briefgen.cli import asking, machine, pressing, showing, sourcing, tracing, translating
from briefgen.cli.app import app

__all__ = ["app", "asking", "machine", "main", "making", "pressing", "showing", "sourcing", "tracing", "translating"]


def main() -> None:
    """Runs the command that the words of the command line name."""
    app()
