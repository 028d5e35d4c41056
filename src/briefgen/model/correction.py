"""Correction: a value that we print instead of the provider's, with the reason and who decided so. Ours."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from briefgen.model.observation import DecimalField
from briefgen.model.period import DayField
from briefgen.model.record import LocalText, Record, Ref, ShortText


class Correction(Record):
    """One entry of `data/corrections.yaml`: `value` prints for the observation `of` in place of `instead_of`.

    Both values are in the observation's own unit and multiplier. The correction holds as long as the provider says
    `instead_of`; once that value moves, a build asks for a decision. `reason` is a sentence for readers.
    """

    id: str
    of: ShortText
    instead_of: DecimalField
    value: DecimalField
    reason: LocalText
    decided_by: Annotated[str, Ref("actors")]
    date: DayField

    @model_validator(mode="after")
    def _says_something_else(self) -> Correction:
        if self.value == self.instead_of:
            raise ValueError(f"expected a value other than {self.instead_of}, which it stands instead of")
        return self
