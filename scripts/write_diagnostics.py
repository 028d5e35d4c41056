"""Writes docs/diagnostics.md from the one table of codes."""

from __future__ import annotations

from pathlib import Path

from briefgen.diagnostics import CODES

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "diagnostics.md"
LETTERS = {
    "D": "Data files",
    "P": "Prose",
    "T": "Translation and language",
    "F": "Findings",
    "C": "Charts",
    "R": "Rendering",
    "B": "Print",
    "E": "Environment and usage",
}
OPENING = """\
# Diagnostics

Everything that briefgen can say is wrong, by code. The letter names the subject. A code means one thing for ever: one that
is no longer used is not given to another mistake. `briefgen explain CODE` prints the same words on the command line.

An error stops the build before anything is replaced; a warning does not.

This page is written from the table in `src/briefgen/diagnostics/`: change it there, then run `make docs`.
"""


def page() -> str:
    """The page, from the table of codes."""
    parts = [OPENING]
    for letter, head in LETTERS.items():
        rows = [code for name, code in sorted(CODES.items()) if name.startswith(letter)]
        parts.append(
            f"\n## {letter}: {head}\n\n| code | severity | what is wrong | what it means |\n| --- | --- | --- | --- |\n"
        )
        parts += [f"| {code.code} | {code.severity} | {_cell(code.title)} | {_cell(code.meaning)} |\n" for code in rows]
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
