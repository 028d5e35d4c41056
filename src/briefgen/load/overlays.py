"""Overlay: the texts of a further locale, in `data/locales/<tag>.yaml`, laid over the data; no other file changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic, Path, nearest
from briefgen.load.documents import Document

_TAG = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
SEVERAL_FILES = ("indicators", "charts", "meetings")
"""Tables that have more than one file: what one of them lacks may stand in another."""


def lay_over(document: Document, at: Path, overlays: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Adds to a document's texts what the overlays say under a path (a table, or one meeting), each with its place."""
    for tag, overlay in overlays.items():
        texts: Any = overlay.data
        for step in at:
            texts = texts.get(step, {}) if isinstance(texts, dict) else {}
        if not isinstance(texts, dict):
            if len(at) > 1:  # of a table, `check_overlay` tells it once, however many files the table has
                yield _no_mapping(overlay, at, texts)
            continue
        yield from _merge(document, document.data, texts, (), overlay, at, tag)


def _merge(
    document: Document, target: Any, texts: Any, path: Path, overlay: Document, at: Path, tag: str
) -> Iterator[Diagnostic]:
    steps = texts.items() if isinstance(texts, dict) else enumerate(texts) if isinstance(texts, list) else ()
    for step, text in steps:
        place = overlay.values[(*at, step)]
        if not _has(target, step):
            if path or len(at) > 1 or at[0] not in SEVERAL_FILES:
                near = nearest(str(step), list(target) if isinstance(target, dict) else ())
                yield Diagnostic("D024", place, f"expected a text of the data, found \"{step}\"", near)
        elif isinstance(text, str) and isinstance(target[step], dict) and not _is_local(target[step]):
            yield _no_mapping(overlay, (*at, step), text)
        elif isinstance(text, str) and isinstance(target[step], dict):
            target[step][tag] = text
            document.values[(*path, step, tag)] = document.keys[(*path, step, tag)] = place
        elif isinstance(text, str):
            message = f"expected a text of the data, found \"{step}\", which is none"
            yield Diagnostic("D009", place, message, "only texts have locales; remove the line")
        else:
            yield from _merge(document, target[step], text, (*path, step), overlay, (*at, step), tag)


def _is_local(target: dict[str, Any]) -> bool:
    """Whether a mapping of the data is a text in several locales, and not a record with fields."""
    return not target or any(_TAG.fullmatch(key) for key in target)


def _has(target: Any, step: str | int) -> bool:
    if isinstance(target, dict):
        return step in target
    return isinstance(target, list) and isinstance(step, int) and step < len(target)


def check_overlay(overlay: Document, rows: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    """What an overlay names in a table of several files must be in one of them, and its tables must exist."""
    for name, texts in overlay.data.items():
        known_table = name in ("project", "tokens") or (name in rows and name != "tables")
        if known_table and not isinstance(texts, dict):
            yield _no_mapping(overlay, (name,), texts)
        elif not known_table:
            yield Diagnostic(
                "D024",
                overlay.keys[(name,)],
                f"expected a table of the data, found \"{name}\"",
                nearest(name, ("project", *rows)),
            )
        elif name in SEVERAL_FILES:
            known = (*rows["charts"], *rows["tables"]) if name == "charts" else tuple(rows[name])
            for key in texts:
                if key not in known:
                    yield Diagnostic(
                        "D024",
                        overlay.keys[name, key],
                        f"expected a record of the data, found \"{key}\"",
                        nearest(key, known),
                        needs=(name, f"{name}/{key}", f"tables/{key}"),
                    )


def _no_mapping(overlay: Document, at: Path, texts: Any) -> Diagnostic:
    """A table, or a meeting, for which an overlay says one thing where it should name fields."""
    found = "a list" if isinstance(texts, list) else f"the text \"{texts[:40]}\"" if texts else "nothing"
    hint = f"repeat ids and fields below {at[-1]}:, or remove the line"
    return Diagnostic("D009", overlay.values[at], f"expected a mapping of ids or fields to texts, found {found}", hint)
