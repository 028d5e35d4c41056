"""Drift: the blocks of a brief with some exhibits moved past paragraphs, down or up, within their section."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.prose.blocks import EXHIBITS, Block, BlockKind, Directive

_ENDINGS = frozenset({
    Directive.BALANCE, Directive.OUTLOOK, Directive.WORKS, Directive.OBSTACLES, Directive.DECISIONS, Directive.QUESTIONS,
    Directive.REGISTER,
})


def drifted(blocks: tuple[Block, ...], drift: Mapping[str, int]) -> tuple[Block, ...]:
    """The blocks with some exhibits moved past so many paragraphs, down or (below zero) up, within their section.

    An exhibit never comes between a heading and its text, nor between a margin element and the paragraph beside it.
    """
    made = list(blocks)
    for name, steps in drift.items():
        at = next((n for n, block in enumerate(made) if block.argument == name and block.directive in EXHIBITS), None)
        if at is not None:
            block = made.pop(at)
            made.insert(_lower(made, at, steps) if steps > 0 else _higher(made, at, -steps), block)
    return tuple(made)


def _lower(blocks: list[Block], at: int, steps: int) -> int:
    to, passed = at, 0
    while to < len(blocks) and passed < steps and not _stops(blocks[to]):
        passed += blocks[to].kind is BlockKind.PARAGRAPH
        to += 1
    return to


def _stops(block: Block) -> bool:
    """Whether no exhibit may move past a block: the next section, a section's own ending, another exhibit."""
    return block.kind is BlockKind.SECTION or block.directive in _ENDINGS | EXHIBITS


def _higher(blocks: list[Block], at: int, steps: int) -> int:
    to = at
    for _ in range(steps):
        if blocks[to - 1].kind is not BlockKind.PARAGRAPH:
            break
        above = to - 1
        while blocks[above - 1].directive in (Directive.KEY_NUMBERS, Directive.MARGIN):
            above -= 1
        if blocks[above - 1].kind is not BlockKind.PARAGRAPH:
            break
        to = above
    return to
