"""The style sheet: the project's CSS with `token(...)` filled in, and a font face for each font file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from briefgen.diagnostics import ContentError, Diagnostic, Location
from briefgen.model.tokens import ColourToken, Tokens, TypeStyle

MEDIA_WITH_SHEETS = frozenset({"press.css"})
"""Sheets that one medium has for itself, named after it."""
_TOKEN = re.compile(r"token\((?P<path>[a-z0-9_.]+)(?:\s+(?P<sign>[-+*/])\s+(?P<number>-?[0-9.]+))?\)")


def sheets_of(look: Mapping[str, str], medium: str) -> dict[str, str]:
    """The style sheets of a medium, by name: all of the look but those that another medium has for itself, as press.css is."""
    others = MEDIA_WITH_SHEETS - {f"{medium}.css"}
    return {name: text for name, text in look.items() if name.endswith(".css") and name not in others}


def style_sheet(sheets: Mapping[str, str], tokens: Tokens, faces: Iterable[tuple[str, str, int, bool]]) -> str:
    """All sheets in the order of their names, after the font faces (family, url, weight, italic).

    `token(page.baseline)` is a length in pt, `token(page.baseline * 2)` a multiple, `token(colour.deep)` a colour,
    `token(type.h1)` a whole `font` value with weight, size, leading and family.

    Raises:
        ContentError: if a sheet names a token that the tokens do not have.
    """
    rules = [
        f'@font-face {{ font-family: "{family}"; src: url("{url}"); font-weight: {weight}; '
        f"font-style: {'italic' if italic else 'normal'} }}"
        for family, url, weight, italic in faces
    ]
    for name, text in sorted(sheets.items()):
        rules.append(_filled(name, text, tokens))
    return "\n".join(rules)


def _filled(name: str, text: str, tokens: Tokens) -> str:
    problems: list[Diagnostic] = []

    def fill(match: re.Match[str]) -> str:
        try:
            return _css(_value(tokens, match["path"]), match["sign"], match["number"])
        except (AttributeError, KeyError):
            before = text[: match.start()]
            place = Location(name, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
            problems.append(Diagnostic("R001", place, f"expected a token, found \"{match['path']}\"", "see styles/tokens.yaml"))
            return ""

    filled = _TOKEN.sub(fill, text)
    if problems:
        raise ContentError(problems)
    return filled


def _value(tokens: Tokens, path: str) -> Any:
    value: Any = tokens
    for step in path.split("."):
        value = value[step] if isinstance(value, Mapping) else getattr(value, step)
    return value


def _css(value: Any, sign: str | None, number: str | None) -> str:
    if isinstance(value, ColourToken):
        return value.rgb
    if isinstance(value, TypeStyle):
        return f'{value.weight} {value.size}pt/{value.leading}pt "{value.family}"'
    if isinstance(value, Decimal):
        if sign and number:
            other = Decimal(number)
            value = {"+": value + other, "-": value - other, "*": value * other, "/": value / other}[sign]
        return f"{value.normalize():f}pt"
    return str(value)
