"""Parity: two locales of a brief have the same blocks in the same order and, block by block, the same references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, line_key
from briefgen.prose.blocks import Block, BlockKind, Passage, Reference, references

_ABOUT_VALUE = "value"
_FORM_GROUPS = {"period": "period", "wording": "wording", "date": "date", "office": "office", "title": "title", "whom": "whom"}


def check_parity(first: Passage, second: Passage) -> Iterator[Diagnostic]:
    """What the second locale says otherwise than the first; reported at the second's place, with the first's."""
    ours, theirs = tuple(_comparable(first)), tuple(_comparable(second))
    for one, other in zip(ours, theirs, strict=False):
        if _shape(one) != _shape(other):
            yield Diagnostic(
                "T003",
                other.location,
                f"expected {_shown(one)} as in {first.locale}, found {_shown(other)}",
                f"the block of {first.locale} stands at {one.location}",
                needs=(first.file, second.file, *_lines(one), *_lines(other)),
            )
            return
        yield from _references(one, other, first, second)
    if len(ours) != len(theirs):
        longer, shorter, prose = (ours, theirs, second) if len(ours) > len(theirs) else (theirs, ours, first)
        block = longer[len(shorter)]
        yield Diagnostic(
            "T002",
            block.location,
            f"expected as many blocks in {first.locale} and {second.locale}, found {len(ours)} and {len(theirs)}",
            f"{prose.locale} lacks {_shown(block)}",
            needs=(first.file, second.file),
        )


def _lines(block: Block) -> tuple[str, ...]:
    place = block.location
    return tuple(line_key(replace(place, line=place.line + number)) for number in range(block.words.count("\n") + 1))


def _comparable(prose: Passage) -> Iterator[Block]:
    return prose.walk()


def _shape(block: Block) -> tuple[object, ...]:
    argument = "" if block.directive == "sidebar" else block.argument
    return (block.kind, block.level, block.label, block.directive, argument, block.form)


def _shown(block: Block) -> str:
    if block.directive:
        return f"the directive {block.directive} {block.argument}".rstrip()
    if block.kind is BlockKind.HEADING:
        return f"a heading of level {block.level}" + (f" \"{block.label}\"" if block.label else "")
    return f"{'an' if block.kind is BlockKind.ENTRY else 'a'} {block.kind}" + (f" \"{block.label}\"" if block.label else "")


def meaning(role: str, target: str, form: str) -> tuple[str, str, str]:
    """What a role says in any language: forms that grammar chooses among are one."""
    return (role, target, _FORM_GROUPS.get(form, _ABOUT_VALUE))


def _key(reference: Reference) -> tuple[str, str, str]:
    return meaning(reference.role, reference.target, reference.form)


def _references(one: Block, other: Block, first: Passage, second: Passage) -> Iterator[Diagnostic]:
    ours = Counter(map(_key, references(one.inlines)))
    theirs = Counter(map(_key, references(other.inlines)))
    missing, extra = ours - theirs, theirs - ours
    if missing or extra:
        told = [f"without {_named(missing)}" if missing else "", f"with {_named(extra)} besides" if extra else ""]
        yield Diagnostic(
            "T004",
            other.location,
            f"expected the references of {first.locale}, found a block {' and '.join(filter(None, told))}",
            f"the block of {first.locale} stands at {one.location}",
            needs=(first.file, second.file, *_lines(one), *_lines(other)),
        )


def _named(keys: Counter[tuple[str, str, str]]) -> str:
    return ", ".join(
        f"{{{role}}}`{target}`" + (f" as {form}" if form != _ABOUT_VALUE else "")
        for role, target, form in sorted(keys.elements())
    )
