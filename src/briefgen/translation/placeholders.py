"""Placeholders: the roles of a block as {1}, {2} for translators, who may move them and must keep them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.language.parity import meaning
from briefgen.translation.segments import on_one_line

_ROLE = re.compile(r"\{(?P<name>[a-zA-Z_\-+:]+)\}(?P<ticks>`+)(?P<content>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_TOKEN = re.compile(r"\{(?P<number>[0-9]{1,4})\}")
_BRACED = re.compile(r"\{[^{}]*\}(?:`[^`]*`)?|[{}]")


@dataclass(frozen=True, slots=True)
class Masked:
    """Words whose roles are numbers: `text` on one line, and the role of each number as typed."""

    text: str
    roles: Mapping[int, str]

    def named(self) -> tuple[str, ...]:
        """A line for each number that says what it stands for."""
        return tuple(f"{{{number}}} = {role}" for number, role in sorted(self.roles.items()))


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A placeholder that a translation lacks, has too often, or has of its own."""

    message: str
    token: str


def masked(words: str) -> Masked:
    """The words with their roles numbered in their order."""
    roles: dict[int, str] = {}

    def number(match: re.Match[str]) -> str:
        roles[len(roles) + 1] = on_one_line(match[0])
        return f"{{{len(roles)}}}"

    return Masked(_ROLE.sub(number, on_one_line(words)), roles)


def masked_like(words: str, source: Masked) -> Masked:
    """The words with their roles numbered as those of the source that mean the same; others stay as they were typed."""
    free = {number: _meaning(role) for number, role in source.roles.items()}
    roles: dict[int, str] = {}

    def number(match: re.Match[str]) -> str:
        role = on_one_line(match[0])
        found = next((n for n, means in free.items() if means == _meaning(role)), None)
        if found is None:
            return role
        del free[found]
        roles[found] = role
        return f"{{{found}}}"

    return Masked(_ROLE.sub(number, on_one_line(words)), roles)


def _meaning(role: str) -> tuple[str, str, str]:
    match = _ROLE.fullmatch(role)
    if match is None:
        return role, "", ""
    target, _, form = match["content"].partition(" as ")
    return meaning(match["name"], target.strip(), form.strip())


def misplaced(text: str, wanted: Mapping[int, str]) -> Iterator[Misplaced]:
    """What is wrong with the placeholders of a translated text; `wanted` are the source's."""
    found = Counter(match[0] for match in _BRACED.finditer(text))
    for number, role in sorted(wanted.items()):
        token = f"{{{number}}}"
        if not found[token]:
            yield Misplaced(f"expected the placeholder {token} ({role}), found none", token)
        elif found[token] > 1:
            yield Misplaced(f"expected the placeholder {token} once, found it {found[token]} times", token)
    for token in found:
        match = _TOKEN.fullmatch(token)
        if match is None or int(match["number"]) not in wanted:
            numbers = ", ".join(f"{{{number}}}" for number in sorted(wanted)) or "none"
            yield Misplaced(f"expected only the placeholders of the source ({numbers}), found {token}", token)


def unmasked(text: str, roles: Mapping[int, str]) -> str:
    """The text with each number's role in its place; a number without one stays."""
    return _TOKEN.sub(lambda match: roles.get(int(match["number"]), match[0]), text)
