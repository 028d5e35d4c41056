"""Structure: what may stand within what, so that nothing an author writes is left out of the page without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Location, line_key
from briefgen.model.brief import BriefKind
from briefgen.prose.blocks import QUANTITY_ROLES, Block, BlockKind, Directive, Prose, Reference

EMPTY = frozenset({Directive.CHART, Directive.TABLE, Directive.PEOPLE, Directive.SHARED, Directive.REGISTER})
LISTS = frozenset({
    Directive.KEY_NUMBERS, Directive.PANEL, Directive.BALANCE, Directive.OUTLOOK, Directive.WORKS, Directive.OBSTACLES,
    Directive.DECISIONS, Directive.QUESTIONS,
})
PARTS: Mapping[BriefKind, tuple[tuple[tuple[Directive, ...], int, int], ...]] = {
    BriefKind.TOPIC_BRIEF: (
        ((Directive.KEY_NUMBERS, Directive.PANEL), 3, 5), ((Directive.CHART,), 2, 3), ((Directive.WORKS,), 1, 9),
        ((Directive.OBSTACLES,), 1, 9), ((Directive.DECISIONS,), 1, 9), ((Directive.QUESTIONS,), 2, 3),
    ),
}
"""What a kind of brief must have: in which directives, and how many entries (or charts) of it, at least and at most."""
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


def check_parts(prose: Prose, kind: BriefKind) -> Iterator[Diagnostic]:
    """Whether a brief has all that its kind is for, neither too little nor too much of it."""
    for directives, least, most in PARTS.get(kind, ()):
        blocks = [block for block in prose.walk() if block.directive in directives]
        found = len(blocks) if Directive.CHART in directives else sum(len(_entries(block)) for block in blocks)
        if not least <= found <= most:
            names = " or ".join(f"\"{name}\"" for name in directives)
            what = "charts" if Directive.CHART in directives else f"entries in {names}"
            place = blocks[-1].location if blocks else Location(prose.file)
            yield Diagnostic("P019", place, f"expected {least} to {most} {what} in a {kind.replace('_', ' ')}, found {found}",
                             "see docs/authoring.md for the parts of each kind of brief")


def _entries(block: Block) -> tuple[Block, ...]:
    return tuple(entry for child in block.children for entry in child.children)


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
        yield lost_words(block)
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


def lost_words(block: Block) -> Diagnostic:
    """What stands within a directive that prints nothing of it."""
    first = block.children[0]
    return Diagnostic(
        "P018",
        first.location,
        f"expected nothing within the directive \"{block.directive}\", found a {first.directive or first.kind}",
        "write it before or after the directive",
        block.location.file,
    )


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
    if name is Directive.DECISIONS:
        yield from _check_decisions(entries, file)
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


def _check_decisions(entries: tuple[Block, ...], file: str) -> Iterator[Diagnostic]:
    """Each decision begins with the issue whose levels of government and interest groups it is addressed to."""
    for entry in entries:
        inlines = entry.children[0].inlines if entry.children else ()
        first = inlines[0] if inlines else None
        if not (isinstance(first, Reference) and first.role == "issue" and first.form == "whom"):
            yield Diagnostic(
                "P018",
                entry.location,
                "expected a decision to begin with whom it is addressed to, found other words",
                "begin with {issue}`ID as whom`",
                file,
                (line_key(entry.location),),
            )
