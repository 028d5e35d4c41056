"""Columns: which fields of a record a table can print for a reader; ids and codes are for files."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from briefgen.model import relationship
from briefgen.model.period import EventDate
from briefgen.model.record import LocalText, Record, Ref
from briefgen.model.selection import value_of

NAMED = frozenset({"actors", "parties", "occasions", "themes", "observations", "currencies"})
"""Tables whose ids a cell turns into names, or into the quantity that they stand for."""


@cache
def _hints(model: type[Record]) -> Mapping[str, Any]:
    return typing.get_type_hints(model, include_extras=True)


def printable_fields(model: type[Record]) -> tuple[str, ...]:
    """The fields that a column may name; of a mapping, one entry, such as `held.CAN`."""
    hints = _hints(model)
    return tuple(name for name in model.model_fields if _prints(hints[name]) or is_mapping(hints[name]))


def column_prints(model: type[Record], path: str) -> bool:
    """Whether a column's field can be printed."""
    name, point, key = path.partition(".")
    if name not in model.model_fields or (point and not key):
        return False
    hint = _hints(model)[name]
    return is_mapping(hint) if key else _prints(hint)


def is_mapping(hint: Any) -> bool:
    """Whether a field holds texts by key."""
    return typing.get_origin(hint) is Mapping and typing.get_args(hint)[1] is LocalText


def leaves_of(hint: Any) -> Iterator[type | Ref]:
    """What a field's type comes down to, past lists, alternatives and constraints: types, and the tables of ids."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        refs = tuple(mark for mark in arguments[1:] if isinstance(mark, Ref))
        yield from refs or leaves_of(arguments[0])
    elif origin in (types.UnionType, typing.Union):
        for member in arguments:
            yield from leaves_of(member)
    elif origin is tuple:
        yield from leaves_of(arguments[0])
    elif hint is not type(None):
        yield hint if isinstance(hint, type) else object


def is_enumerated(leaf: type | Ref) -> bool:
    """Whether it is one of the model's lists of words about the relationship."""
    return isinstance(leaf, type) and issubclass(leaf, StrEnum) and leaf.__module__ == relationship.__name__


def _prints(hint: Any) -> bool:
    return all(_leaf_prints(leaf) for leaf in leaves_of(hint))


def _leaf_prints(leaf: type | Ref) -> bool:
    if isinstance(leaf, Ref):
        return leaf.table in NAMED
    return is_enumerated(leaf) or issubclass(leaf, LocalText | EventDate) or (
        issubclass(leaf, Record) and bool({"text", "name"} & set(leaf.model_fields))
    )


def has_source(model: type[Record]) -> bool:
    """Whether every record of a table names its source, as one that is shown must."""
    field = model.model_fields.get("source")
    return field is not None and field.is_required()


def known_values(records: Sequence[Any], path: str) -> tuple[str, ...]:
    """The values of a field: those that some record has, and all words of its list where it takes one."""
    values = (value_of(record, path) for record in records)
    found = [str(one) for value in values for one in (value if isinstance(value, tuple) else (value,)) if one is not None]
    hint = typing.get_type_hints(type(records[0])).get(path.partition(".")[0])
    return tuple(sorted({*found, *_words_of(hint)}))


def _words_of(hint: Any) -> Iterator[str]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from (word.value for word in hint)
    for member in typing.get_args(hint):
        yield from _words_of(member)
