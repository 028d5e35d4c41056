"""Inks: what a press lays down for each colour of the tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.model.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Cmyk:
    """A mixture of the four process inks, each in per cent from 0 to 100."""

    cyan: Decimal
    magenta: Decimal
    yellow: Decimal
    black: Decimal

    @property
    def parts(self) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """The inks as a PDF has them, from 0 to 1."""
        return (self.cyan / 100, self.magenta / 100, self.yellow / 100, self.black / 100)

    @property
    def total(self) -> Decimal:
        """All ink on one spot, in per cent."""
        return self.cyan + self.magenta + self.yellow + self.black

    @property
    def is_black(self) -> bool:
        """Whether it is full black ink and nothing else: what overprints."""
        return self == BLACK


BLACK = Cmyk(Decimal(0), Decimal(0), Decimal(0), Decimal(100))
NONE = Cmyk(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def inks_of(tokens: Tokens) -> Mapping[str, Cmyk]:
    """The declared inks of each colour, by its RGB as `#rrggbb`; black and white stand for themselves if no token has them."""
    return {"#000000": BLACK, "#ffffff": NONE} | {colour.rgb: Cmyk(*colour.cmyk) for colour in tokens.colour.values()}
