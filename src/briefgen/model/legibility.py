"""Legibility: which colours of the tokens meet on a page, how far apart they must be, and which are not.

This is the one place for pairs, thresholds and sums: the check of a project's tokens, the page of the specimen and the tests
read them here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.lightness import contrast_of, lightness_at, luminance_at
from briefgen.model.tokens import ColourToken, Tokens

READABLE, READABLE_LARGE = 4.5, 3.0
"""The ratio of contrast that text needs, and that large type and what is drawn needs, as WCAG 2 has it for level AA."""


class Medium(StrEnum):
    """Where colours are looked at: their RGB on a screen, their inks on paper."""

    SCREEN = "screen"
    PRINT = "print"


SEPARATE: Mapping[Medium, float] = {Medium.SCREEN: 7.5, Medium.PRINT: 6.5}
"""Steps of lightness (L*, 0 black to 100 white) that a photocopier keeps apart; paper takes a step from each pair."""
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "paper": ("ink", "quiet", "deep", "brick"), "tint": ("ink", "quiet", "deep", "brick"),
    "rule": ("ink",), "mist": ("ink",), "ochre": ("ink",),
    "deep": ("paper", "pale", "sand"), "night": ("paper", "pale", "sand"), "brick": ("paper",),
}
"""What text stands on which ground in the style sheets and the charts."""
DRAWN: Mapping[str, tuple[str, ...]] = {"paper": ("deep", "ochre", "brick"), "tint": ("deep", "brick")}
"""What lines and marks alone say something by on which ground. What steps back (`mist`, `rule`) has its number or its name
beside it in ink, so nobody must see it to know what it says."""
TOGETHER: tuple[tuple[str, ...], ...] = (("deep", "brick", "ochre", "mist"), ("deep", "brick", "mist", "rule", "tint"))
"""Colours that tell things apart in one chart: series and parts; marks, and the cells that they stand in. `deep` and `brick`
are those of what works and what stands in the way, too."""
BLACK_ALONE = ("ink", "quiet")
"""The colours of text in small sizes, where several inks would have to meet on lines a tenth of a point wide."""
COLOURS = ("ink", "quiet", "rule", "tint", "paper", "deep", "night", "ochre", "sand", "pale", "steel", "brick", "mist")
STYLES = ("text", "lead", "standfirst", "note", "source", "label", "ending", "caption", "table", "chart", "chart_small", "h1",
          "h2", "h3", "key_number", "pull_quote", "title")
"""The colours and the styles of type that the pages and the charts ask for."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A colour that cannot be read or made out on its ground: the ratio that it needs, and the one that it has.

    `limit` is the lightness (L*) at which it would suffice on this ground, the colour darker or lighter as it is now.
    """

    name: str
    ground: str
    medium: Medium
    least: float
    found: float
    limit: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Two colours, the darker first, that grey makes nearly one: the steps of lightness that they need, and that they have."""

    darker: str
    lighter: str
    medium: Medium
    least: float
    found: float


def on_screen(tokens: Tokens) -> dict[str, float]:
    """The lightness of each colour's RGB."""
    return {name: colour.lightness for name, colour in tokens.colour.items()}


def needed() -> Iterator[tuple[str, str, float]]:
    """(colour, ground, least ratio of contrast) of all that meets; text first."""
    for table, least in ((GROUNDS, READABLE), (DRAWN, READABLE_LARGE)):
        yield from ((name, ground, least) for ground, names in table.items() for name in names)


def pairs_together() -> tuple[tuple[str, str], ...]:
    """Each two colours that tell things apart in one chart."""
    found = (pair for group in TOGETHER for pair in itertools.combinations(group, 2))
    return tuple(dict.fromkeys(found))


def faint(lightness: Mapping[str, float], medium: Medium) -> Iterator[Faint]:
    """What cannot be read or made out; `lightness` is that of each colour on the medium. A colour on a ground is told once."""
    told: set[tuple[str, str]] = set()
    for name, ground, least in needed():
        if {name, ground} <= lightness.keys() and (name, ground) not in told:
            found = contrast_of(luminance_at(lightness[name]), luminance_at(lightness[ground]))
            if found < least:
                told.add((name, ground))
                factor = 1 / least if lightness[name] < lightness[ground] else least
                light = (luminance_at(lightness[ground]) + 0.05) * factor - 0.05
                yield Faint(name, ground, medium, least, found, lightness_at(min(max(light, 0.0), 1.0)))


def alike(lightness: Mapping[str, float], medium: Medium) -> Iterator[Alike]:
    """Pairs of colours that a photocopier makes one."""
    for pair in pairs_together():
        if set(pair) <= lightness.keys():
            darker, lighter = sorted(pair, key=lambda name: lightness[name])
            found = lightness[lighter] - lightness[darker]
            if found < SEPARATE[medium]:
                yield Alike(darker, lighter, medium, SEPARATE[medium], found)


def is_black_alone(colour: ColourToken) -> bool:
    """Whether nothing but black ink prints it."""
    return not any(colour.cmyk[:3])
