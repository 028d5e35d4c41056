"""Exceptions: the warnings that a project accepts, from `exceptions.yaml`; each needs a reason, and each must be needed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import CODES, Diagnostic, Location, Severity, errors, nearest
from briefgen.load.documents import read_document
from briefgen.load.records import read_record
from briefgen.model.accepted import AcceptedWarning

EXCEPTIONS = "exceptions.yaml"
CHECKED = "DPTFC"
"""The letters of the codes that the check stage tells; what later stages tell cannot be accepted."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """An accepted warning, and where it stands."""

    accepted: AcceptedWarning
    location: Location

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is the one that is meant."""
        one = self.accepted
        return (diagnostic.code == one.code and diagnostic.location.file == one.file
                and (one.match is None or one.match in diagnostic.message))


def read_exceptions(files: Mapping[str, bytes]) -> tuple[tuple[Exemption, ...], tuple[Diagnostic, ...]]:
    """The exemptions of a project whose files are given by path, and what is wrong with them."""
    if EXCEPTIONS not in files:
        return (), ()
    document, problems = read_document(EXCEPTIONS, files[EXCEPTIONS])
    if document is None:
        return (), problems
    if not isinstance(document.data, list):
        message, hint = "expected a list of exceptions, found something else", "begin each entry with - code:"
        return (), (*problems, Diagnostic("D009", document.values[()], message, hint))
    kept: list[Exemption] = []
    found = list(problems)
    for number, data in enumerate(document.data):
        place = document.values[number,]
        record, faults = read_record(AcceptedWarning, data, document, (number,))
        found += faults
        if record is not None:
            faults = tuple(_check(record, document.values.get((number, "code"), place), place))
            found += faults
            kept += [] if errors(faults) else [Exemption(record, place)]
    return tuple(kept), tuple(found)


def _check(record: AcceptedWarning, code: Location, place: Location) -> Iterator[Diagnostic]:
    """An exception is for a warning of the check, and says why."""
    warnings = [c.code for c in CODES.values() if c.severity is Severity.WARNING and c.code[0] in CHECKED]
    if record.code not in warnings:
        found = f"the error {record.code}" if record.code in CODES else f"\"{record.code}\""
        hint = "an error is mended, never accepted" if record.code in CODES else nearest(record.code, warnings)
        yield Diagnostic("D052", code, f"expected the code of a warning, found {found}", hint)
    if not record.reason.strip():
        yield Diagnostic("D050", place, f"expected a reason for accepting {record.code}, found none",
                         "add reason: and say why the project lives with it")


def without_accepted(
    diagnostics: tuple[Diagnostic, ...], exemptions: tuple[Exemption, ...], as_of: datetime.date
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The diagnostics that remain, with what is wrong with the exemptions, and the warnings that are accepted.

    Whether an exemption is needed can only be told where the content is right: a mistake hides warnings. Of a warning whose
    exemption is at fault, the fault alone is told.
    """
    accepted: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    for exemption in exemptions:
        covered = [d for d in diagnostics if d.severity is Severity.WARNING and exemption.covers(d)]
        accepted += covered
        fault = _fault(exemption, covered, as_of)
        if fault and (covered or not errors(diagnostics)):
            problems.append(fault)
    return (*(d for d in diagnostics if d not in accepted), *problems), tuple(dict.fromkeys(accepted))


def _fault(exemption: Exemption, covered: list[Diagnostic], as_of: datetime.date) -> Diagnostic | None:
    one, place = exemption.accepted, exemption.location
    if not covered:
        wanted = f" that says \"{one.match}\"" if one.match else ""
        return Diagnostic("D051", place, f"expected a warning {one.code} in {one.file}{wanted}, found none",
                          "remove the exception: nothing needs it any more")
    if one.until is not None and one.until < as_of:
        return Diagnostic("D053", place, f"expected an exception that still holds, found one until {one.until}; it is {as_of}",
                          f"decide again, or mend what it accepts: {covered[0].message}")
    if len({d.message for d in covered}) > 1:
        return Diagnostic("D054", place, f"expected one warning, found {len(covered)} that this exception covers",
                          "narrow it with match: and the reference or the id that the message names")
    return None
