"""Standing: whether a build that is asked for is there already; decided from bytes, so that no stage need run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen.build.door import Door, cache_folder
from briefgen.build.entries import Key, entries_of, full_names, made_by, targets_of
from briefgen.build.order import Line, Order
from briefgen.model.edition import Product
from briefgen.publish import Sights, digest, is_whole


def there_already(order: Order, door: Door, last: Mapping[str, Any]) -> tuple[Line, ...] | None:
    """The lines of a build that has nothing to do, or None."""
    if last.get("inputs") != {name: digest(content) for name, content in door.files.items()} or not last.get("whole"):
        return None
    targets, prints = targets_of(last), entries_of(last)
    known_slugs, known_locales = {slug for slug, _ in targets}, {locale for _, locale in targets}
    slugs = full_names(order.slugs, frozenset(known_slugs))
    tags_alone = not (order.media or order.trims or order.everything) and set(order.editions) <= known_locales
    if not tags_alone or (order.editions and prints) or not set(slugs) <= known_slugs:
        return None
    keys = [key for key in targets if (not slugs or key[0] in slugs) and (not order.editions or key[1] in order.editions)]
    products = [one for one in prints if (not slugs or one.slug in slugs) and prints[one].get("configured")]
    outputs = [targets[key]["outputs"] for key in keys] + [prints[one]["outputs"] for one in products]
    if not keys or last.get("made_by") != made_by(door) or not _stand(order.out, outputs):
        return None
    return tuple(lines_of(order.out, keys, products, last, frozenset()))


def _stand(out: Path, outputs: list[Mapping[str, str]]) -> bool:
    """Whether all outputs have the bytes that the manifest tells; those that nobody touched since are not read again."""
    sights = Sights(out, cache_folder() / "briefgen" / f"{digest(str(out).encode())}.json")
    if stand := all(is_whole(out, one, sights) for one in outputs):
        sights.keep()
    return stand


def lines_of(
    out: Path, keys: list[Key], products: list[Product], manifest: Mapping[str, Any], fresh: frozenset[Key | Product]
) -> Iterator[Line]:
    """A line for each of these files, with its pages from the manifest."""
    targets, prints = targets_of(manifest), entries_of(manifest)
    for key in keys:
        yield Line(*key, targets[key]["pages"], out / targets[key]["file"], key in fresh)
    for one in products:
        yield Line(one.slug, one.edition, prints[one]["pages"], out / prints[one]["file"], one in fresh)
