"""Products: which files an order wants of each brief, what each is made from, and in which order they can be made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.build.check import Checked
from briefgen.build.door import Door
from briefgen.build.entries import MEETINGS, full_names
from briefgen.build.order import Wish
from briefgen.build.plan import input_digest
from briefgen.diagnostics import Diagnostic, Location, UsageError, nearest
from briefgen.model.edition import PARALLEL, POINTS, TUMBLE, Medium, Product, TrimSize, editions_of, media_of
from briefgen.model.tokens import Tokens
from briefgen.publish import digest

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-|$)")


def own_trim(tokens: Tokens) -> str:
    """The name of the look's own trim, empty if it has none."""
    own = (f"{tokens.page.trim.width.normalize():f}", f"{tokens.page.trim.height.normalize():f}")
    return next((size.value for size, points in POINTS.items() if points == own), "")


def wanted(wish: Wish, checked: Checked) -> tuple[Product, ...]:
    """Every file that is asked for, the office files of the locales among them.

    Raises:
        UsageError: if an edition is neither a locale of the project nor made of its locales.
    """
    relationship = checked.loaded.relationship
    known = editions_of(relationship.project.locales)
    problems = [
        Diagnostic("T007" if _LANGUAGE.match(edition) else "E028", Location(edition),
                   f"expected an edition of the project, found \"{edition}\"", nearest(edition, known))
        for edition in wish.editions if edition not in known
    ]
    if problems:
        raise UsageError(problems)
    slugs = full_names(wish.slugs, frozenset((*checked.loaded.briefs, *(MEETINGS + m for m in relationship.meetings))))
    briefs = [slug for slug in slugs or tuple(checked.loaded.briefs) if not slug.startswith(MEETINGS)]
    found = [one for slug in briefs for one in _of_brief(slug, wish, checked)]
    if not wish.editions:
        meetings = [m.id for m in relationship.meetings.values() if not slugs or MEETINGS + m.id in slugs]
        found += [one for slug in meetings for one in _of_folder(MEETINGS + slug, wish, checked)]
    return tuple(dict.fromkeys(found))


def _of_brief(slug: str, wish: Wish, checked: Checked) -> Iterator[Product]:
    project, brief = checked.loaded.relationship.project, checked.loaded.briefs[slug]
    own = own_trim(checked.loaded.tokens)
    editions = wish.editions or (wish.everything and editions_of(project.locales)) or brief.editions or project.editions
    media = wish.media or (tuple(Medium) if wish.everything else brief.media or project.media)
    if wish.is_the_projects:
        yield from (Product(slug, tag, Medium.OFFICE) for tag in project.locales)
    for edition in editions or project.locales:
        for medium in media:
            if medium in media_of(edition):
                yield from (Product(slug, edition, medium, "" if trim == own else trim) for trim in _trims(wish, checked))


def _of_folder(slug: str, wish: Wish, checked: Checked) -> Iterator[Product]:
    """A folder is one document in all languages; it is printed as the project prints its briefs."""
    project, own = checked.loaded.relationship.project, own_trim(checked.loaded.tokens)
    media = wish.media or (tuple(Medium) if wish.everything else project.media)
    if wish.is_the_projects:
        yield Product(slug, "+".join(project.locales), Medium.OFFICE)
    for medium in media:
        if medium is not Medium.ARCHIVE:
            for trim in _trims(wish, checked):
                yield Product(slug, "+".join(project.locales), medium, "" if trim == own else trim)


def _trims(wish: Wish, checked: Checked) -> tuple[str, ...]:
    chosen = wish.trims or (tuple(TrimSize) if wish.everything else checked.loaded.relationship.project.trims)
    return tuple(chosen) or (own_trim(checked.loaded.tokens),)


def is_primary(product: Product) -> bool:
    """Whether a file is one that the waves make: the office file of a locale, or of a folder, on the look's own trim."""
    return product.medium is Medium.OFFICE and not product.trim and product.edition not in (PARALLEL, TUMBLE)


def needs(product: Product, locales: tuple[str, ...]) -> tuple[Product, ...]:
    """The files that a file is folded from: a booklet from press pages, back to back from two languages."""
    if product.medium is Medium.BOOKLET:
        return (product.on(Medium.PRESS),)
    if product.edition == TUMBLE:
        return tuple(product.on(product.medium, edition=tag) for tag in locales[:2])
    return ()


def with_needs(products: Iterable[Product], locales: tuple[str, ...]) -> tuple[Product, ...]:
    """Some files and all that they are folded from."""
    found: dict[Product, None] = {}
    queue = list(products)
    while queue:
        one = queue.pop()
        if one not in found:
            found[one] = None
            queue += needs(one, locales)
    return tuple(sorted(found))


def level(product: Product, locales: tuple[str, ...]) -> int:
    """0 for a file whose pages are set, and one more than the highest of its needs for one that is folded."""
    return max((level(one, locales) + 1 for one in needs(product, locales)), default=0)


def product_digest(door: Door, checked: Checked, product: Product) -> str:
    """What a file is made from."""
    return digest(f"{input_digest(door, checked, product.slug)} {product.form}".encode())
