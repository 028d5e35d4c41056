"""Theme: what can be known to be wrong with the colours and the type of a project's tokens before a page is set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Places, nearest
from briefgen.model.legibility import BLACK_ALONE, COLOURS, STYLES, Medium, alike, faint, is_black_alone, on_screen
from briefgen.model.proofing import InkTable
from briefgen.model.tokens import Tokens

_WHERE: Mapping[Medium, str] = {Medium.SCREEN: "", Medium.PRINT: " in print"}
_FIELD: Mapping[Medium, str] = {Medium.SCREEN: "rgb", Medium.PRINT: "cmyk"}


def check_theme(tokens: Tokens, places: Places, press: InkTable, faces: Mapping[str, frozenset[int]]) -> Iterator[Diagnostic]:
    """The look can be set, read, printed and copied. What is wrong on the screen is not told of the inks once more.

    `faces` are the weights of each family.
    """
    yield from _check_names(tokens, places)
    yield from _check_faces(tokens, places, faces)
    yield from _check_inks_of_text(tokens, places)
    in_print = {name: press.lightness(colour.cmyk) for name, colour in tokens.colour.items()}
    lightness = {Medium.SCREEN: on_screen(tokens), Medium.PRINT: in_print}
    told: set[tuple[str, ...]] = set()
    for medium in Medium:
        for pair, diagnostic in (*_faint(lightness[medium], medium, places), *_alike(lightness[medium], medium, places)):
            if (diagnostic.code, *sorted(pair)) not in told:
                yield diagnostic
            told.add((diagnostic.code, *sorted(pair)))


def _check_names(tokens: Tokens, places: Places) -> Iterator[Diagnostic]:
    for table, names, there in (("colour", COLOURS, tokens.colour.keys()), ("type", STYLES, tokens.type.keys())):
        for name in (one for one in names if one not in there):
            yield Diagnostic("D011", places.of("tokens", table), f"expected a field \"{name}\", found none",
                             nearest(name, there - set(names)) or "the pages or the charts ask for it")


def _check_faces(tokens: Tokens, places: Places, faces: Mapping[str, frozenset[int]]) -> Iterator[Diagnostic]:
    """A weight that a family lacks would be set in another one without a word."""
    for name, style in tokens.type.items():
        if style.family not in faces:
            yield Diagnostic("D012", places.of("tokens", "type", name, "family"),
                             f"expected one of {', '.join(sorted(faces))}, found \"{style.family}\"",
                             "a family is one of those that come with briefgen")
        elif style.weight not in faces[style.family]:
            weights = ", ".join(map(str, sorted(faces[style.family])))
            yield Diagnostic("D012", places.of("tokens", "type", name, "weight"),
                             f"expected one of {weights}, found {style.weight}", f"{style.family} has no other weights")


def _check_inks_of_text(tokens: Tokens, places: Places) -> Iterator[Diagnostic]:
    for name in (one for one in BLACK_ALONE if one in tokens.colour):
        if not is_black_alone(tokens.colour[name]):
            yield Diagnostic("D065", places.of("tokens", "colour", name, "cmyk"),
                             f"expected black ink alone in \"{name}\", found {_mixture(tokens, name)}",
                             "cyan, magenta and yellow 0, and as much black as the text is dark")


def _mixture(tokens: Tokens, name: str) -> str:
    return " ".join(f"{ink.normalize():f}" for ink in tokens.colour[name].cmyk)


def _faint(lightness: Mapping[str, float], medium: Medium, places: Places) -> Iterator[tuple[tuple[str, str], Diagnostic]]:
    for one in faint(lightness, medium):
        name, ground = lightness[one.name], lightness[one.ground]
        limit = f"{math.floor(one.limit)} or less" if name < ground else f"{math.ceil(one.limit)} or more"
        yield (one.name, one.ground), Diagnostic(
            "D063", places.of("tokens", "colour", one.name, _FIELD[medium]),
            f"expected a contrast of {one.least} between \"{one.name}\" and \"{one.ground}\"{_WHERE[medium]}, "
            f"found {_cut(one.found)}",
            f"it suffices at a lightness (L*) of {limit}: now it has {name:.0f}, and \"{one.ground}\" {ground:.0f}",
        )


def _alike(lightness: Mapping[str, float], medium: Medium, places: Places) -> Iterator[tuple[tuple[str, str], Diagnostic]]:
    for one in alike(lightness, medium):
        place = max(places.of("tokens", "colour", name, _FIELD[medium]) for name in (one.darker, one.lighter))
        yield (one.darker, one.lighter), Diagnostic(
            "D064", place,
            f"expected {one.least} steps of lightness (L*) between \"{one.darker}\" and \"{one.lighter}\"{_WHERE[medium]}, "
            f"found {_cut(one.found)}",
            f"a photocopier makes them one: make \"{one.darker}\" darker or \"{one.lighter}\" lighter, "
            f"now {lightness[one.darker]:.0f} and {lightness[one.lighter]:.0f}",
        )


def _cut(value: float) -> str:
    """One place, cut, so that what is too little never reads as enough."""
    return f"{math.floor(value * 10 + 1e-9) / 10:.1f}"
