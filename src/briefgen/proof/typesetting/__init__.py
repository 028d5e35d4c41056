"""Typesetting: what a good compositor would not let pass, found in the lines of set pages and of finished files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Location, ordered
from briefgen.model.tokens import Tokens
from briefgen.proof.typesetting.faults import Fault, faults_of
from briefgen.proof.typesetting.lines import Line, Paragraph, TypeArea, paragraphs_of
from briefgen.proof.typesetting.pages import Sheet, read_sheets
from briefgen.proof.typesetting.sheets import is_running, offset_of, sheet_faults

_REWORD = "add or take away a word, in each language what is natural there"
HINTS: Mapping[str, str] = {
    "B050": _REWORD, "B051": _REWORD, "B052": _REWORD, "B053": _REWORD, "B054": _REWORD, "B057": _REWORD, "B058": _REWORD,
    "B055": "move the exhibit near it, or let the text above be shorter or longer by a line",
    "B056": "move the exhibit before or after it, or make it lower",
    "B059": "make the heading shorter, or longer by a word",
    "B060": "give the block above it a rule in the grid, or a height of whole lines",
    "B061": "choose another word, or another order",
}
LONGEST_WORDS = 60
FACING_SMALLER = 0.3
"""Points by which the text is smaller where two columns face each other (look/parallel.css)."""


def type_area(tokens: Tokens) -> TypeArea:
    """The type area of a look."""
    page, text = tokens.page, tokens.type["text"]
    return TypeArea(
        float(page.margins.top), float(page.trim.height - page.margins.top - page.margins.bottom), float(page.text_left),
        float(page.text_width), float(page.baseline), float(text.size),
    )


def facing_area(tokens: Tokens, widths: tuple[float, ...]) -> TypeArea:
    """The type area of a look with columns of these widths side by side, in points, over the whole width of the page."""
    left, gutter = float(tokens.page.margins.left), float(tokens.page.margin_column.gutter)
    edges = tuple(left + sum(widths[:number]) + number * gutter for number in range(len(widths)))
    size = float(tokens.type["text"].size) - FACING_SMALLER
    return replace(type_area(tokens), left=left, width=float(tokens.page.full_width), size=size, facing=edges)


def proof_typesetting(name: str, pdf: bytes, area: TypeArea) -> tuple[Diagnostic, ...]:
    """Every fault of setting in a finished file that has a structure tree, with page and line."""
    sheets = read_sheets(pdf)
    paragraphs = paragraphs_of(line for sheet in sheets for line in sheet.lines)
    found = [fault for paragraph in paragraphs for fault in faults_of(paragraph)]
    return ordered(_diagnostic(name, fault) for fault in (*found, *sheet_faults(sheets, paragraphs, area)))


def _diagnostic(name: str, fault: Fault) -> Diagnostic:
    words = " ".join(fault.line.text.split())
    words = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rsplit(' ', 1)[0]} ..."
    place = f"{fault.line.mark}: " if ":" in fault.line.mark else f"line {fault.line.mark} of the prose: "
    hint = f"{place if fault.line.mark and fault.line.mark[:5] != 'note-' else ''}{HINTS[fault.code]}"
    return Diagnostic(fault.code, Location(f"{name}:{fault.line.page}:{fault.line.number}"), f"{fault.said}: \"{words}\"", hint)


__all__ = [
    "Fault", "Line", "Paragraph", "Sheet", "TypeArea", "facing_area", "faults_of", "is_running", "offset_of", "paragraphs_of",
    "proof_typesetting", "read_sheets", "sheet_faults", "type_area",
]
