"""The command line: the only package that prints or exits."""

import gc

from briefgen.cli.app import app

__all__ = ["app", "main"]

ALLOCATIONS = 50_000


def main() -> None:
    """Runs the command that the words of the command line name."""
    # Nearly all that a command makes lives until it ends, so looking for rubbish every 700 objects finds none.
    gc.set_threshold(ALLOCATIONS)
    app()
