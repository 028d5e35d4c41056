"""Remembered: what was read once from the same bytes is not read again by the next of a thousand tests.

A test changes one file of Atlantis and checks the whole project. The stages are functions of what they are handed, so
documents, prose and the flaws of a text that did not change are those of the test before. `test_remembered.py` holds what
is told with this memory against what is told without it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from types import ModuleType
from typing import Any

import briefgen.build.check
import briefgen.build.importing
import briefgen.build.translating
import briefgen.language.wording
import briefgen.load.project
from briefgen.language.locale import Locale
from briefgen.load.documents import Document

LONGEST = 100_000
"""Texts that are longer are read each time."""
PROJECTS, PIECES = 16, 20_000
"""Of more than so many, all are forgotten: whole projects, and what is small."""

_PLACES: tuple[tuple[ModuleType, str, int], ...] = (
    (briefgen.build.check, "load_project", PROJECTS),
    (briefgen.build.importing, "load_project", PROJECTS),
    (briefgen.build.translating, "load_project", PROJECTS),
    (briefgen.load.project, "read_document", PIECES),
    (briefgen.build.check, "parse_prose", PIECES),
    (briefgen.build.check, "parse_passage", PIECES),
    (briefgen.build.translating, "parse_prose", PIECES),
    (briefgen.build.translating, "parse_passage", PIECES),
    (briefgen.language.wording, "check_typography", PIECES),
    (briefgen.language.wording, "number_words", PIECES),
)
_FORGETFUL = tuple(getattr(module, name) for module, name, _ in _PLACES)


def remember() -> None:
    """From here on, in this process."""
    shared = {function: _remembering(function, most) for (_, _, most), function in zip(_PLACES, _FORGETFUL, strict=True)}
    for (module, name, _), function in zip(_PLACES, _FORGETFUL, strict=True):
        setattr(module, name, shared[function])


@contextmanager
def forgetting() -> Iterator[None]:
    """Everything is read anew."""
    known = [getattr(module, name) for module, name, _ in _PLACES]
    for (module, name, _), function in zip(_PLACES, _FORGETFUL, strict=True):
        setattr(module, name, function)
    try:
        yield
    finally:
        for (module, name, _), function in zip(_PLACES, known, strict=True):
            setattr(module, name, function)


def _remembering(function: Callable[..., Any], most: int) -> Callable[..., Any]:
    known: dict[Hashable, tuple[Any, Any]] = {}

    @wraps(function)
    def remembering(*given: Any) -> Any:
        if any(isinstance(one, str | bytes) and len(one) > LONGEST for one in given):
            return function(*given)
        key = tuple(map(_key, given))
        if key not in known:
            if len(known) >= most:
                known.clear()
            result = function(*given)
            known[key] = given, tuple(result) if isinstance(result, Iterator) else result  # while given lives, its id is its own
        return _anew(known[key][1])

    remembering.cache_clear = known.clear  # type: ignore[attr-defined]  # as functools has it: a trial of mutants empties all caches
    return remembering


def _key(one: Any) -> Hashable:
    if isinstance(one, Mapping):
        return frozenset(one.items())
    return id(one) if isinstance(one, Locale) else one  # a locale's hash would take as long as the call


def _anew(result: Any) -> Any:
    """The result, with documents of their own: the loader lays texts of other locales over them."""
    if isinstance(result, tuple) and result and isinstance(result[0], Document):
        document, *rest = result
        return Document(document.file, _copy(document.data), dict(document.values), dict(document.keys)), *rest
    return result


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data
