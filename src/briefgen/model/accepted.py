"""AcceptedWarning: a warning that the project lives with, and why. Ours."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from briefgen.model.period import DayField
from briefgen.model.record import Record, ShortText

WarningCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]


class AcceptedWarning(Record):
    """One entry of `exceptions.yaml`: one warning that is neither printed nor made an error by --strict.

    `code` is the warning's code. `file` is the file that the warning names, without a line, because lines move. `match`
    is a part of its message, such as the reference or the id in it; without it, the file must have this warning only once.
    `reason` says why the project lives with the warning. `until` is the last as-of date for which that holds; after it, the
    exception is an error.
    """

    code: WarningCode
    file: ShortText
    match: ShortText | None = None
    reason: str = ""
    until: DayField | None = None
