"""Structure: what may stand within what, so that nothing an author writes is left out of the page without a word."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic, line_key
from briefgen.prose.blocks import QUANTITY_ROLES, Block, BlockKind, Directive, Prose, Reference

EMPTY = frozenset({Directive.CHART, Directive.TABLE, Directive.PEOPLE})
LISTS = frozenset({Directive.KEY_NUMBERS, Directive.PANEL, Directive.BALANCE, Directive.OUTLOOK})
BALANCE_ENTRIES = 3  # what has worked, what stands in the way, what would help


def check_structure(prose: Prose) -> Iterator[Diagnostic]:
    """Blocks within blocks: sections only at the top, entries of words alone, directives with what they are for."""
    for block in prose.walk():
        if block.kind is BlockKind.ENTRY:
            yield from _check_entry(block)
        elif block.directive:
            yield from _check_directive(block)
        for child in block.children:
            if child.kind is BlockKind.SECTION:
                yield Diagnostic(
                    "P015",
                    child.location,
                    "expected a sub-heading, found a section within another block",
                    "a section stands at the top; use ##",
                    child.location.file,
                )


def _check_entry(entry: Block) -> Iterator[Diagnostic]:
    for child in entry.children:
        if child.kind is not BlockKind.PARAGRAPH:
            yield Diagnostic(
                "P018",
                child.location,
                f"expected an entry of words alone, found a {child.directive or child.kind} in it",
                "lists have one level",
                entry.location.file,
            )


def _check_directive(block: Block) -> Iterator[Diagnostic]:
    name, place = block.directive, block.location
    if name in EMPTY and block.children:
        yield Diagnostic(
            "P018",
            block.children[0].location,
            f"expected nothing within the directive \"{name}\", found a "
            f"{block.children[0].directive or block.children[0].kind}",
            "write it before or after the directive",
            place.file,
        )
    elif name not in EMPTY and not block.children:
        yield Diagnostic(
            "P018",
            place,
            f"expected something within the directive \"{name}\", found nothing",
            "fill it, or remove it",
            place.file,
        )
    elif name in LISTS:
        yield from _check_list(block)


def _check_list(block: Block) -> Iterator[Diagnostic]:
    name, file = block.directive, block.location.file
    if [child.kind for child in block.children] != [BlockKind.LIST]:
        yield Diagnostic(
            "P018",
            block.location,
            f"expected one list within the directive \"{name}\", found something else",
            "begin each line with - and a space",
            file,
        )
        return
    entries = block.children[0].children
    if name is Directive.BALANCE and len(entries) != BALANCE_ENTRIES:
        yield Diagnostic(
            "P018",
            block.location,
            f"expected {BALANCE_ENTRIES} entries in the directive \"{name}\", found {len(entries)}",
            "what has worked, what stands in the way, what would help",
            file,
        )
    if name in (Directive.KEY_NUMBERS, Directive.PANEL):
        for entry in entries:
            inlines = entry.children[0].inlines if entry.children else ()
            if not any(isinstance(inline, Reference) and inline.role in QUANTITY_ROLES for inline in inlines):
                yield Diagnostic(
                    "P018",
                    entry.location,
                    f"expected a number in each entry of \"{name}\", found none",
                    "print one with {obs}`...`, {finding}`...` or {rank}`...`",
                    file,
                    (line_key(entry.location),),
                )
