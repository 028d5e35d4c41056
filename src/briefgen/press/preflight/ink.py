"""Ink: what a colour becomes on the press, and the colour spaces that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CYAN, MAGENTA, YELLOW, BLACK = FOUR = ("Cyan", "Magenta", "Yellow", "Black")
ALL, NONE = "All", "None"
"""The separation that prints on every plate, for marks outside the trim, and the one that prints on none."""

SOLID = 0.95
"""From so much black on, a colour is meant to be black."""

SHORT: Mapping[str, str] = {CYAN: "C", MAGENTA: "M", YELLOW: "Y", BLACK: "K"}


class Family(StrEnum):
    """How a colour space says which inks are meant."""

    GREY = "grey"
    CMYK = "cmyk"
    NAMED = "named"
    INDEXED = "indexed"
    PATTERN = "pattern"
    FOREIGN = "foreign"
    """Of a screen or of no device: what it prints depends on who converts it."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its name as messages tell it, its channels, the names of its inks, and what it is built on."""

    name: str
    family: Family
    channels: int
    inks: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""

    @property
    def root(self) -> Space:
        """The space in which its colours are in the end: the base of a palette or of a pattern."""
        return self.base.root if self.base is not None and self.family in (Family.INDEXED, Family.PATTERN) else self


GREY = Space("DeviceGray", Family.GREY, 1)
CMYK = Space("DeviceCMYK", Family.CMYK, 4)
RGB = Space("DeviceRGB", Family.FOREIGN, 3)
PATTERN = Space("Pattern", Family.PATTERN, 0)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as it was asked for: its space, and how much of each ink it lays down, from 0 to 1."""

    space: Space
    values: tuple[float, ...]
    inks: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def total(self) -> float:
        """All inks together, in per cent; 0 of a foreign colour, of which nobody knows."""
        return 100 * sum(self.inks.values())

    @property
    def foreign(self) -> bool:
        return self.space.root.family is Family.FOREIGN

    @property
    def white(self) -> bool:
        """Whether it leaves the paper bare."""
        if self.foreign:
            return len(self.values) == 3 and min(self.values) >= 1
        return self.space.root.family is not Family.PATTERN and not any(self.inks.values())

    @property
    def registration(self) -> bool:
        """Whether it prints on every plate in full, as marks outside the trim do."""
        return ALL in self.space.root.inks or all(self.inks.get(name, 0) >= SOLID for name in FOUR)

    @property
    def pure_black(self) -> bool:
        """Black ink in full, and no other."""
        return self.inks.get(BLACK, 0) >= SOLID and sum(self.inks.values()) == self.inks[BLACK]

    @property
    def rich_black(self) -> bool:
        """A colour that reads as black and is made of more inks than black."""
        under = min(self.inks.get(name, 0) for name in (CYAN, MAGENTA, YELLOW))
        return self.inks.get(BLACK, 0) + under >= SOLID and sum(self.inks.values()) > self.inks.get(BLACK, 0)

    def __str__(self) -> str:
        if self.foreign or not self.inks:
            return f"{self.space.name} {' '.join(f'{value:.3g}' for value in self.values)}".strip()
        return " ".join(f"{SHORT.get(name, name)}{100 * value:.0f}" for name, value in self.inks.items() if value)


def _held(value: float) -> float:
    return min(1.0, max(0.0, value))


def paint_of(space: Space, values: tuple[float, ...]) -> Paint:
    """What a colour of a space lays down; a value out of range is held within it, as a device does."""
    values = (*values[:space.channels], *(0.0,) * (space.channels - len(values)))
    return Paint(space, values, _inks(space, values))


def _inks(space: Space, values: tuple[float, ...]) -> Mapping[str, float]:
    if space.family is Family.GREY:
        return {BLACK: 1 - _held(values[0])}
    if space.family is Family.CMYK:
        return dict(zip(FOUR, map(_held, values), strict=True))
    if space.family is Family.NAMED:
        return _named(space.inks, values)
    if space.family is Family.INDEXED and space.base is not None:
        return _inks(space.base, entry_of(space, values[0]))
    return {}


def _named(names: tuple[str, ...], values: tuple[float, ...]) -> Mapping[str, float]:
    inks: dict[str, float] = {}
    for name, value in zip(names, map(_held, values), strict=True):
        for one in FOUR if name == ALL else (name,):
            if one != NONE:
                inks[one] = value
    return inks


def entry_of(space: Space, number: float) -> tuple[float, ...]:
    """An entry of a palette, as a colour of the space that it is built on."""
    base = space.base or GREY
    at = int(min(255.0, max(0.0, number))) * base.channels
    return tuple(byte / 255 for byte in space.table[at:at + base.channels].ljust(base.channels, b"\0"))


def laid(ground: Mapping[str, float], paint: Paint, *, mode: int) -> Mapping[str, float]:
    """The inks where a colour overprints a ground: its own, and those of the ground that it does not touch.

    In overprint mode 1, a CMYK ink of zero leaves the ground alone (ISO 32000-1, 8.6.7); in mode 0 it takes it away.
    """
    untouched = {name: value for name, value in ground.items()
                 if name not in paint.inks or (mode == 1 and paint.space.root.family is Family.CMYK and not paint.inks[name])}
    return {**paint.inks, **untouched}


def multiplied(ground: Mapping[str, float], paint: Paint) -> Mapping[str, float]:
    """The inks where a colour multiplies with a ground."""
    names = {*ground, *paint.inks}
    return {name: 1 - (1 - ground.get(name, 0)) * (1 - paint.inks.get(name, 0)) for name in sorted(names)}
