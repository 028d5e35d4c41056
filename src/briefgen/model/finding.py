"""FindingSpec: a statistic to derive and the wording it allows. Finding: the derived value, with its operands. Ours."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from briefgen.model.observation import DecimalField, Observation, Qualifier, Status
from briefgen.model.period import PeriodField
from briefgen.model.record import LocalText, Record
from briefgen.model.rounding import scaled
from briefgen.model.unit import UnitKind, unit_kind

MOST_DECIMALS = 6


class Operation(StrEnum):
    """How a finding is derived from its operands."""

    CHANGE = "change"
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    DIFFERENCE = "difference"
    FOLD = "fold"
    AVERAGE_GROWTH = "average_growth"
    RANK = "rank"
    CONVERSION = "conversion"


class Guard(Record):
    """What a finding's value must be for its sentence to be true; all conditions given must hold."""

    equals: DecimalField | None = None
    less_than: DecimalField | None = None
    more_than: DecimalField | None = None
    at_least: DecimalField | None = None
    at_most: DecimalField | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Guard:
        if not self.model_fields_set:
            raise ValueError("expected at least one of equals, less_than, more_than, at_least, at_most")
        return self

    def holds(self, value: Decimal) -> bool:
        """Whether the value meets every condition."""
        return all((
            self.equals is None or value == self.equals,
            self.less_than is None or value < self.less_than,
            self.more_than is None or value > self.more_than,
            self.at_least is None or value >= self.at_least,
            self.at_most is None or value <= self.at_most,
        ))

    def __str__(self) -> str:
        return " and ".join(f"{name.replace('_', ' ')} {value}" for name, value in self.model_dump(exclude_none=True).items())


class FindingSpec(Record):
    """A derived statistic as `data/findings.yaml` declares it; operands are references to observations or findings.

    `of` is the operand, or a list of them for a sum; `from` is what it is compared with. `among` is what a rank is ranked
    among. `rate` is the dated exchange rate of a conversion, itself an observation. `decimals` is how many decimals print, from
    0 to 6. `expect` is the guard: the build stops once the value no longer meets it. `wording` is what prose may say while it
    does.
    """

    id: str
    operation: Operation
    of: tuple[str, ...] = Field(min_length=1)
    from_: str | None = Field(default=None, alias="from")
    among: tuple[str, ...] = ()
    rate: str | None = None
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] | None = None
    name: LocalText | None = None
    expect: Guard | None = None
    wording: LocalText | None = None

    @model_validator(mode="before")
    @classmethod
    def _single_operand(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("of"), str):
            return {**data, "of": (data["of"],)}
        return data


class Finding(Record):
    """A derived value, in units of 10**`multiplier` `unit`, with the observations that it was derived from.

    `value` is rounded half-up as it prints; `exact` is not, and is what guards and further findings use. `place` is the
    power of ten of the last digit that its operands justify, in single units; None if they are counts that are exact.
    """

    id: str
    operation: Operation
    value: DecimalField
    exact: DecimalField
    place: int | None = None
    qualifier: Qualifier
    status: Status
    unit: str
    multiplier: int
    period: PeriodField
    operands: tuple[Observation, ...]
    rates: tuple[Observation, ...] = ()
    name: LocalText | None = None
    wording: LocalText | None = None

    @property
    def kind(self) -> UnitKind:
        """The kind of its unit."""
        return unit_kind(self.unit)

    @property
    def amount(self) -> Decimal:
        """The value in single units."""
        return scaled(self.value, self.multiplier)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of its operands and rates, each once, in order of use."""
        return tuple(dict.fromkeys(operand.source for operand in (*self.operands, *self.rates)))


Quantity = Observation | Finding


def observations_of(quantity: Quantity) -> tuple[Observation, ...]:
    """The observations that a quantity is or rests on, without the rates."""
    return (quantity,) if isinstance(quantity, Observation) else quantity.operands
