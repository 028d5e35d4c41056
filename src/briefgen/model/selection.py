"""Selection: which records of a table are meant, by the values of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefgen.model.record import Record

NONE = "none"
"""The value that means that a field is empty."""

R = TypeVar("R", bound=Record)


def value_of(record: Any, path: str) -> Any:
    """The value at a path such as `held.CAN`; None where there is nothing.

    Raises:
        AttributeError: if the record has no such field.
    """
    value = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None if value is None else getattr(value, name)
    return value


def has(record: Any, path: str, wanted: str) -> bool:
    """Whether a field is, or holds, a value; `none` asks for an empty one."""
    found = value_of(record, path)
    if wanted == NONE:
        return found is None or found == ()
    return wanted in found if isinstance(found, tuple) else found is not None and str(found) == wanted


def kept(records: Iterable[R], where: Mapping[str, str]) -> tuple[R, ...]:
    """The records that have all the values asked for."""
    return tuple(record for record in records if all(has(record, path, value) for path, value in where.items()))


def conditions(text: str) -> dict[str, str]:
    """What a text such as `owners=none, kind=challenge` asks for, by field."""
    pairs = (part.partition("=") for part in text.split(","))
    return {field.strip(): value.strip() for field, _, value in pairs}
