"""Record, Table and LocalText: the frozen building blocks that every other model is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_serializer, model_validator

LOCALE_PATTERN = r"^[a-z]{2,3}-[A-Z]{2}$"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ShortText = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of a record in another table, so that the loader can check that it exists."""

    table: str


class Record(BaseModel):
    """A frozen record; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


RecordError = ValidationError
"""What a record raises when data do not fit it; under this name, so that no other package need know the library."""


class NotALocalText(ValueError):
    """A value that is not a mapping of locales to texts."""


class LocalText(Record):
    """One text in several locales, keyed by BCP 47 tag (language and region)."""

    entries: tuple[tuple[str, str], ...]

    @model_validator(mode="before")
    @classmethod
    def _from_mapping(cls, data: Any) -> Any:
        if isinstance(data, LocalText) or (isinstance(data, Mapping) and tuple(data) == ("entries",)):
            return data
        if not isinstance(data, Mapping) or not all(isinstance(text, str) for text in data.values()):
            raise NotALocalText("expected one text per locale, such as {en-CA: ..., es-MX: ...}")
        return {"entries": tuple(sorted(data.items()))}

    @model_serializer
    def _to_mapping(self) -> dict[str, str]:
        return dict(self.entries)

    @property
    def locales(self) -> frozenset[str]:
        """The locales in which this text exists."""
        return frozenset(tag for tag, _ in self.entries)

    def __getitem__(self, locale: str) -> str:
        """The text in one locale.

        Raises:
            KeyError: if the text does not exist in that locale. There is no fallback.
        """
        for tag, text in self.entries:
            if tag == locale:
                return text
        raise KeyError(locale)


R = TypeVar("R")


class Table(Mapping[str, R], Generic[R]):
    """Records by id, in the order of their file; cannot be changed."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, R] | None = None) -> None:
        self._rows: dict[str, R] = dict(rows or {})

    def __getitem__(self, key: str) -> R:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"Table({', '.join(self._rows)})"
