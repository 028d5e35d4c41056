"""Entries: what a manifest tells of the files of a build, by target and by product, and what made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.build.door import Door
from briefgen.model.edition import Medium, Product
from briefgen.publish import digest

Key = tuple[str, str]
"""A target: a brief's slug, or `meetings/` and a meeting's, and its locale, or a folder's locales joined by +."""

MEETINGS = "meetings/"


def targets_of(manifest: Mapping[str, Any]) -> dict[Key, Mapping[str, Any]]:
    """The entry of each target in a manifest."""
    return {(slug, tag): entry for slug, editions in manifest.get("briefs", {}).items() for tag, entry in editions.items()}


def entries_of(manifest: Mapping[str, Any]) -> dict[Product, Mapping[str, Any]]:
    """The entry of each file that is not among the briefs themselves, in a manifest."""
    return {
        product_of(slug, form): entry
        for slug, forms in manifest.get("print", {}).items() for form, entry in forms.items()
    }


def product_of(slug: str, form: str) -> Product:
    """The product of a form such as `en-CA.press-a4`."""
    edition, _, rest = form.rpartition(".")
    medium, _, trim = rest.partition("-")
    return Product(slug, edition, Medium(medium), trim)


def full_names(slugs: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """Slugs as targets have them: a meeting may be asked for by its own slug alone."""
    return tuple(MEETINGS + slug if slug not in known and MEETINGS + slug in known else slug for slug in slugs)


def made_by(door: Door) -> str:
    """A digest of what makes a page besides the project's own files: the code, and the versions of the libraries."""
    versions = (f"{name}=={version}" for name, version in sorted(door.versions.items()))
    return digest("\n".join((*versions, door.code)).encode())
