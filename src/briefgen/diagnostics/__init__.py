"""Diagnostics: Diagnostic, Severity, Location, Places and the one table of codes."""

from briefgen.diagnostics.code import Code, Severity
from briefgen.diagnostics.codes import CODES
from briefgen.diagnostics.diagnostic import (
    ContentError,
    Diagnostic,
    Location,
    MachineError,
    Path,
    Places,
    ProofError,
    UsageError,
    errors,
    line_key,
    nearest,
    ordered,
    quantity_keys,
    strictly,
)

__all__ = [
    "CODES",
    "Code",
    "ContentError",
    "Diagnostic",
    "Location",
    "MachineError",
    "Path",
    "Places",
    "ProofError",
    "Severity",
    "UsageError",
    "errors",
    "line_key",
    "nearest",
    "ordered",
    "quantity_keys",
    "strictly",
]
