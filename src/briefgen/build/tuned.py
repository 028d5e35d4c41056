"""Tuned: what was changed in the setting of single blocks, as a style sheet that repeats it."""

from __future__ import annotations

from collections.abc import Mapping

STEP = ">"
"""Stands in a key between the mark of a block and the numbers of the children below it."""


def tuned_sheet(changes: Mapping[str, str], prefix: str = "") -> str:
    """The style sheet that repeats a tuned setting; in a document of several briefs each has a prefix to its marks."""
    return "".join(f"\n{_selector(prefix + key)} {{ {decided(one)} }}" for key, one in sorted(changes.items()))


def decided(declarations: str) -> str:
    """Declarations that no rule of the look overrides, however narrowly it selects."""
    return "; ".join(f"{one} !important" for one in declarations.split("; ") if one)


def _selector(key: str) -> str:
    mark, *path = key.split(STEP)
    below = "".join(f" > :nth-child({step})" for step in path)
    return f'[data-block="{mark}"]{below}, [id="{mark}"]{below}'
