"""Cursor: where words of a run of prose stand in the lines that they were parsed from."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from briefgen.diagnostics import Location


def columns_of(inline: Token, lines: list[str]) -> tuple[int, ...]:
    """The column at which each line of a run of text begins in the lines that it was parsed from."""
    start, end = inline.map or (0, 0)
    beside = zip(inline.content.split("\n"), lines[start:end], strict=False)
    return tuple(max(0, line.find(words)) + 1 for words, line in beside)


class Cursor:
    """Finds the place of words in the lines that a run of text was parsed from."""

    def __init__(self, file: str, lines: Sequence[str], first_line: int, first_column: int = 0) -> None:
        self.file, self.source, self.first_line, self.first_column, self.at = (
            file,
            "\n".join(lines),
            first_line,
            first_column,
            0,
        )

    def place(self, words: str) -> Location:
        """The next place of words from where the cursor stands, which moves behind them; where it stands if there is none."""
        found = self.source.find(words, self.at) if words else self.at
        at = found if found >= 0 else self.at
        self.at = at + len(words) if found >= 0 else self.at
        before = self.source[:at]
        line = before.count("\n")
        column = len(before.rpartition("\n")[2]) + 1 + (self.first_column if line == 0 else 0)
        return Location(self.file, self.first_line + line, column)
