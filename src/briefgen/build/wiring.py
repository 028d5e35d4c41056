"""Wiring: the schemas that editors read, written into a folder."""

from __future__ import annotations

from pathlib import Path

from briefgen.diagnostics import Diagnostic, Location, UsageError
from briefgen.publish import put_beside


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Writes every schema into a folder, beside what else is there; gives the names of the files.

    Raises:
        UsageError: if the folder cannot be written.
    """
    from briefgen.load.schemas import schema_files  # takes time, and a check needs none of it

    files = schema_files()
    try:
        put_beside(folder, files)
    except OSError as error:
        place, hint = Location(str(folder)), "check its permissions, or name another with --out"
        message = f"expected a folder that can be written: {error.strerror}"
        raise UsageError([Diagnostic("E004", place, message, hint)]) from None
    return tuple(files)
