"""Characters that cannot be told apart on a screen, by name."""

from __future__ import annotations

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
APOSTROPHE = "\u2019"
EN_DASH = "\u2013"
MINUS = "\u2212"
HYPHEN = "-"
SPACES = f" {NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}"
