"""Sharing: texts that several briefs carry, and references from one brief to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, nearest
from briefgen.prose.blocks import Block, Directive, Passage, Prose, Reference, references
from briefgen.prose.structure import lost_words

ELSEWHERE = ":"
"""What stands between a brief and one of its labels in `{ref}`: `backgrounder:economy`."""


def expanded(prose: Prose, passages: Mapping[tuple[str, str], Passage]) -> tuple[Prose, tuple[Diagnostic, ...]]:
    """The prose with each `shared` directive replaced by the blocks of the text that it names, in the same locale."""
    problems: list[Diagnostic] = []
    blocks = tuple(_expanded(prose.blocks, prose.locale, passages, problems, frozenset()))
    return replace(prose, blocks=blocks), tuple(problems)


def _expanded(
    blocks: tuple[Block, ...], locale: str, passages: Mapping[tuple[str, str], Passage], problems: list[Diagnostic],
    within: frozenset[str],
) -> Iterator[Block]:
    for block in blocks:
        if block.directive is not Directive.SHARED:
            children = tuple(_expanded(block.children, locale, passages, problems, within))
            yield replace(block, children=children) if children != block.children else block
            continue
        if block.children:
            problems.append(lost_words(block))
        passage, known = passages.get((block.argument, locale)), {name for name, _ in passages}
        if passage is None or block.argument in within:
            if block.argument not in known or block.argument in within:
                problems.append(
                    Diagnostic(
                        "P006",
                        block.location,
                        f"expected a shared text, found \"{block.argument}\"" + (" within itself" if within else ""),
                        nearest(block.argument, known) if block.argument not in known else "take it out",
                        needs=(f"texts/{block.argument}",),
                    )
                )
            continue
        yield from _expanded(passage.blocks, locale, passages, problems, within | {block.argument})


def carried_by(prose: Passage, passages: Mapping[tuple[str, str], Passage]) -> frozenset[str]:
    """The names of the shared texts that a prose carries before it is expanded, and of those that stand in them."""
    found: set[str] = set()
    pending = [prose]
    while pending:
        for block in pending.pop().walk():
            if block.directive is Directive.SHARED and block.argument not in found:
                found.add(block.argument)
                pending += [passages[key] for key in ((block.argument, prose.locale),) if key in passages]
    return frozenset(found)


def pages_referred_to(prose: Passage) -> frozenset[tuple[str, str]]:
    """(brief, label) of each place in another brief whose page a prose prints."""
    return frozenset(elsewhere(r) for block in prose.walk() for r in references(block.inlines) if points_elsewhere(r))


def briefs_named(prose: Passage) -> frozenset[str]:
    """The briefs whose titles a prose prints without a page."""
    return frozenset(r.target for block in prose.walk() for r in references(block.inlines) if r.role == "brief")


def points_elsewhere(reference: Reference) -> bool:
    """Whether a cross-reference leads into another brief."""
    return reference.role == "ref" and ELSEWHERE in reference.target


def elsewhere(reference: Reference) -> tuple[str, str]:
    """Brief and label of a cross-reference that leads into another brief."""
    slug, _, label = reference.target.partition(ELSEWHERE)
    return slug.strip(), label.strip()


def check_circles(pages: Mapping[str, frozenset[tuple[str, str]]], prose: Mapping[str, Passage]) -> Iterator[Diagnostic]:
    """Briefs that print pages of each other, in a circle: no page could be known first.

    `pages` are what each brief refers to, by slug; `prose` gives the place that is told.
    """
    for slug in sorted(pages):
        if slug in prose and slug in _reached(slug, pages):
            first = next(r for block in prose[slug].walk() for r in references(block.inlines)
                         if points_elsewhere(r) and slug in {elsewhere(r)[0], *_reached(elsewhere(r)[0], pages)})
            yield Diagnostic(
                "P020",
                first.location,
                f"expected a brief that does not refer back to \"{slug}\", found \"{elsewhere(first)[0]}\"",
                "name the other brief without a page: {brief}`" + elsewhere(first)[0] + "`",
            )


def _reached(slug: str, pages: Mapping[str, frozenset[tuple[str, str]]]) -> frozenset[str]:
    found: set[str] = set()
    pending = {other for other, _ in pages.get(slug, ())}
    while pending:
        other = pending.pop()
        if other not in found:
            found.add(other)
            pending |= {further for further, _ in pages.get(other, ())}
    return frozenset(found)


def in_order(slugs: tuple[str, ...], pages: Mapping[str, frozenset[tuple[str, str]]]) -> tuple[tuple[str, ...], ...]:
    """The briefs in waves: each refers only to pages of briefs in waves before it. What is referred to is added."""
    wanted = dict.fromkeys(slugs)
    for slug in slugs:
        wanted.update(dict.fromkeys(sorted(_reached(slug, pages))))
    waves: list[tuple[str, ...]] = []
    done: set[str] = set()
    while remaining := [slug for slug in wanted if slug not in done]:
        wave = tuple(slug for slug in remaining if {other for other, _ in pages.get(slug, ())} <= done | {slug})
        if not wave:
            raise ValueError(f"briefs refer to each other's pages: {', '.join(remaining)}")
        waves.append(wave)
        done |= set(wave)
    return tuple(waves)
