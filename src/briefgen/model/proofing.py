"""Proofing: how light inks print, read from the table of an ICC profile (ISO 15076-1, types lut8Type and lut16Type).

The library that the press stages use for this takes longer to import than a whole check of the tokens.
"""

from __future__ import annotations

import itertools
import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefgen.model.profile import HEADER, NotAProfile

_INKS, _LAB = 4, 3
_TABLE = b"A2B1"
"""From inks to colour as it looks beside the paper."""


@dataclass(frozen=True, slots=True)
class InkTable:
    """A profile's table from four inks to L*a*b*: `entries` at a time for the curves, `points` on each side of the grid.

    `wide` is whether its numbers have two bytes.
    """

    content: bytes
    wide: bool
    points: int
    entries: tuple[int, int]

    def lightness(self, inks: Iterable[Decimal]) -> float:
        """The L* of a mixture, each ink in per cent; what is beyond 0 or 100 counts as that."""
        shares = [min(max(float(ink) / 100, 0.0), 1.0) for ink in inks]
        curved = [self._curve(number * self.entries[0], self.entries[0], share) for number, share in enumerate(shares)]
        return self._on_grid(curved)

    def _on_grid(self, shares: list[float]) -> float:
        """Interpolates between the sixteen points of the grid around a mixture, then takes the curve of L*."""
        grid = _INKS * self.entries[0]
        below = [min(int(share * (self.points - 1)), self.points - 2) for share in shares]
        apart = [share * (self.points - 1) - at for share, at in zip(shares, below, strict=True)]
        level = 0.0
        for corner in itertools.product((0, 1), repeat=_INKS):
            weight = math.prod(part if side else 1 - part for side, part in zip(corner, apart, strict=True))
            if weight:
                place = 0
                for at, side in zip(below, corner, strict=True):
                    place = place * self.points + at + side
                level += weight * self._number(grid + place * _LAB)
        out = grid + self.points ** _INKS * _LAB
        shown = self._curve(out, self.entries[1], level / self._most)
        return min(shown * 100 * (65535 / 65280 if self.wide else 1), 100.0)

    @property
    def _most(self) -> int:
        return 65535 if self.wide else 255

    def _curve(self, start: int, entries: int, share: float) -> float:
        at = min(int(share * (entries - 1)), entries - 2)
        part = share * (entries - 1) - at
        return ((1 - part) * self._number(start + at) + part * self._number(start + at + 1)) / self._most

    def _number(self, index: int) -> int:
        return int.from_bytes(self.content[index * 2:index * 2 + 2], "big") if self.wide else self.content[index]


def read_ink_table(profile: bytes) -> InkTable:
    """The table of a profile of four inks.

    Raises:
        NotAProfile: if it has none of a kind that is read here, or one that is cut off.
    """
    try:
        return _read(_tag(profile))
    except (struct.error, IndexError):
        raise NotAProfile("a table of inks that is cut off") from None


def _tag(profile: bytes) -> bytes:
    (count,) = struct.unpack_from(">I", profile, HEADER)
    for number in range(min(count, 100)):
        name, start, size = struct.unpack_from(">4sII", profile, HEADER + 4 + 12 * number)
        if name == _TABLE:
            return profile[start:start + size]
    raise NotAProfile("no table of inks")


def _read(tag: bytes) -> InkTable:
    kind, into, out, points = tag[:4], tag[8], tag[9], tag[10]
    if kind not in (b"mft1", b"mft2") or (into, out) != (_INKS, _LAB) or points < 2:
        raise NotAProfile("a table of inks of another kind")
    wide = kind == b"mft2"
    entries = struct.unpack_from(">HH", tag, 48) if wide else (256, 256)
    content = tag[52:] if wide else tag[48:]
    numbers = _INKS * entries[0] + points ** _INKS * _LAB + _LAB * entries[1]
    if min(entries) < 2 or len(content) < numbers * (2 if wide else 1):
        raise NotAProfile("a table of inks that is cut off")
    return InkTable(content, wide, points, (entries[0], entries[1]))
