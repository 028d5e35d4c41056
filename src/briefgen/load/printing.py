"""Printing: what can be known to be wrong with the inks and the profile of a project before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Location, Places
from briefgen.model.profile import NotAProfile, read_profile
from briefgen.model.tokens import Tokens

PROFILE = "styles/press.icc"
MOST_INK = 300
"""Per cent of all inks together: more does not dry on coated paper, and sets off on the next sheet."""


def check_inks(tokens: Tokens, places: Places) -> Iterator[Diagnostic]:
    """Each colour has inks that can be printed, and colours that look alike have the same inks."""
    first: dict[str, str] = {}
    for name, colour in tokens.colour.items():
        place = places.of("tokens", "colour", name, "cmyk")
        if wrong := next((ink for ink in colour.cmyk if not 0 <= ink <= 100), None):
            yield Diagnostic("D060", place, f"expected from 0 to 100 per cent of each ink, found {wrong} in \"{name}\"",
                             "cmyk is per cent of cyan, magenta, yellow and black")
        elif (total := sum(colour.cmyk)) > MOST_INK:
            yield Diagnostic("D060", place, f"expected at most {MOST_INK} per cent of ink, found {total} in \"{name}\"",
                             "take cyan, magenta and yellow back alike, and add black")
        other = first.setdefault(colour.rgb, name)
        if tokens.colour[other].cmyk != colour.cmyk:
            yield Diagnostic("D061", place, f"expected the inks of \"{other}\", of the same rgb, found others in \"{name}\"",
                             "change one of the two rgb by a step, or give both the same cmyk")


def check_profile(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """A profile of the project's own is one of a press that prints in four inks."""
    if PROFILE not in files:
        return
    try:
        profile = read_profile(files[PROFILE])
    except NotAProfile as fault:
        found = str(fault)
    else:
        found = f"class \"{profile.device}\" in {profile.space or 'no space'}"
        if profile.suits_press:
            return
    yield Diagnostic("D062", Location(PROFILE), f"expected an ICC profile of class \"prtr\" in CMYK, found {found}",
                     "ask the print shop for the profile of its press, or remove the file")
