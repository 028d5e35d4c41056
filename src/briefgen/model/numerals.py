"""Numerals that stand in a text as digits, where only years may."""

from __future__ import annotations

import re

_TYPED = re.compile(r"(?<![\w.,])[+\-−]?[\d½¼¾⅓⅔²³][\d.,\u00a0\u202f½¼¾⅓⅔²³]*(?!\w)")
_YEAR = re.compile(r"(1[5-9]|20|21)[0-9]{2}")


def typed_numbers(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers typed as digits of any script, with their offsets; years, and digits within a name (H1N1), are fine."""
    found = []
    for match in _TYPED.finditer(text):
        number = match[0].rstrip(".,\u00a0\u202f")
        if number and not _YEAR.fullmatch(number):
            found.append((match.start(), number))
    return tuple(found)
