"""Annotations: what a model's annotations and docstrings say of a field, in the words of JSON Schema."""

from __future__ import annotations

import datetime
import re
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, EnumMeta
from typing import Annotated, Any

from briefgen.model.finding import FindingSpec
from briefgen.model.observation import DECIMAL_PATTERN, RecordedObservation, RecordedValue, Series
from briefgen.model.period import EventDate, Period
from briefgen.model.record import LOCALE_PATTERN, LocalText, Record, Ref
from briefgen.model.unit import UnitField, known_units

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""YAML is read as text: what has no quotes is a text too."""

_NUMBER = ["string", "number"]
_WHOLE = r"^\s*[+-]?[0-9]+(_[0-9]+)*(\.0*)?\s*$"
_MONTHS = r"[0-9]{4}(-(S[12]|[0-9]{2}))?"
_PERIOD = rf"^{_MONTHS}(/{_MONTHS})?(\.\.{_MONTHS}(/{_MONTHS})?)?$"
_DAY = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DATE = rf"^([0-9]{{3}}X|{_DAY}(/{_DAY})?)$"
_TRUTHS = "true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "1", "0"
_ANY_CASE = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in _TRUTHS)
_SPECIAL: Mapping[Any, Schema] = {
    str: TEXT,
    int: {"type": ["integer", "string"], "pattern": _WHOLE},
    bool: {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": f"^({_ANY_CASE})$"}, {"enum": [0, 1]}]},
    Decimal: {"type": _NUMBER, "pattern": f"^{DECIMAL_PATTERN.pattern}$"},
    datetime.date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Period: {"type": _NUMBER, "pattern": _PERIOD},
    EventDate: {"type": _NUMBER, "pattern": _DATE},
}
_SAID: Mapping[Any, str] = {
    str: "A text.", int: "A whole number.", bool: "true or false.",
    Decimal: "A decimal, with a point and without grouping: \"1234.50\".",
    datetime.date: "A day, such as 2010-10-31.",
    Period: "A period: 2009, 2010-S1, 2009-11, 2010-01/2010-07, 2010/2012, or two of them around \"..\".",
    EventDate: "When: 198X, 2004, 2009-21 (spring), 2009-07, 2009-12-06, or two of them around \"/\".",
    LocalText: "A text, in each of the project's locales.",
}
_HOLDERS = {
    "countries": "a country or region of data/actors.yaml", "parties": "an actor of data/actors.yaml",
    "themes": "a theme of briefgen.yaml", "indicators": "an indicator of data/indicators/",
    "occasions": "an agreement, a mechanism or an event",
}
_QUANTITY = "An observation or a finding, such as trade:CAN-MEX@2009."
_BOUNDS = {"ge": "minimum", "le": "maximum", "pattern": "pattern"}


def mapping_of(value: Schema, keys: str) -> Schema:
    """A mapping whose keys have a form."""
    return {"type": "object", "propertyNames": {"pattern": keys}, "additionalProperties": value}


class Types:
    """Gathers the definitions of the records that a schema names."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self._names: dict[type[Record], str] = {}

    def link(self, name: str) -> Schema:
        """A reference to a definition."""
        return {"$ref": f"#/definitions/{name}"}

    def record(self, model: type[Record], given: frozenset[str]) -> Schema:
        """A record's mapping, without the fields that the file's layout gives."""
        hints = typing.get_type_hints(model, include_extras=True)
        said = sentences(model)
        properties, required = {}, []
        for name, info in model.model_fields.items():
            spelled = info.alias or name
            if name in given:
                continue
            field = self._field(model, name, Annotated[(hints[name], *info.metadata)] if info.metadata else hints[name])
            told = " ".join([*said.get(spelled, ()), described(hints[name])])
            if set(field) == {"$ref"}:
                field = {"allOf": [field]}
            properties[spelled] = {"description": info.description or told, **field, **_default(info.default)}
            required += [spelled] if info.is_required() else []
        return {"description": first_sentence(model), "type": "object", "additionalProperties": False,
                "properties": properties, "required": required}

    def _field(self, model: type[Record], name: str, hint: Any) -> Schema:
        if (model, name) == (Series, "observations"):
            return {**mapping_of(self._observation(), _PERIOD), "minProperties": 1}
        if (model, name) == (FindingSpec, "of"):
            return {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
        return self.of(hint)

    def _observation(self) -> Schema:
        """The value of a period: a decimal, a mapping when there is more to say, or values by their dates."""
        value = self.of(RecordedValue)
        if "vintages" not in RecordedObservation.model_fields:
            return value
        dated = {**mapping_of(value, _DATE), "minProperties": 1, "description": "The values published for the period, by date."}
        several = {"type": "object", "properties": {"vintages": dated}, "required": ["vintages"], "additionalProperties": False}
        return {"anyOf": [*value["anyOf"], several]}

    def of(self, hint: Any) -> Schema:
        """The schema of what an annotation allows."""
        if typing.get_origin(hint) is Annotated:
            base, *metadata = typing.get_args(hint)
            if typing.get_args(UnitField)[1] in metadata:
                return {"anyOf": [{"enum": list(known_units())}, {"type": "string", "pattern": "^[A-Z]{3}/[A-Z]{3}$"}]}
            return _bounded(self.of(base), metadata)
        if hint in _SPECIAL:
            return dict(_SPECIAL[hint])
        if isinstance(hint, EnumMeta):
            return {"enum": [str(word.value) for word in typing.cast("type[Enum]", hint)]}
        if hint is LocalText:
            return {**mapping_of(TEXT, LOCALE_PATTERN), "minProperties": 1}
        if hint is RecordedValue:
            return {"anyOf": [dict(_SPECIAL[Decimal]), self._named(RecordedValue)]}
        if isinstance(hint, type) and issubclass(hint, Record):
            return self._named(hint)
        return self._composed(hint)

    def _named(self, model: type[Record]) -> Schema:
        if model not in self._names:
            taken = set(self._names.values())
            self._names[model] = model.__name__ if model.__name__ not in taken else f"{model.__name__}{len(taken)}"
            self.definitions[self._names[model]] = self.record(model, frozenset())
        return self.link(self._names[model])

    def _composed(self, hint: Any) -> Schema:
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            kinds = [self.of(one) for one in arguments if one is not type(None)]
            return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        if origin is tuple and arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is tuple:
            count = len(arguments)
            return {"type": "array", "items": [self.of(one) for one in arguments], "minItems": count, "maxItems": count}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            keys = self.of(arguments[0])
            return mapping_of(self.of(arguments[1]), keys.get("pattern", "^.+$"))
        raise TypeError(f"no schema for {hint}")


def _bounded(schema: Schema, metadata: list[Any]) -> Schema:
    """A schema within the bounds that an annotation sets; those of a list are on its length."""
    for mark in _marks(metadata):
        for name, word in _BOUNDS.items():
            if (bound := getattr(mark, name, None)) is not None:
                schema = {**schema, word: bound if isinstance(bound, str) else int(bound)}
        for name, word in (("min_length", "minItems"), ("max_length", "maxItems")):
            length = getattr(mark, name, None)
            if length is not None and schema.get("type") in ("array", "object"):
                schema = {**schema, word if schema["type"] == "array" else word.replace("Items", "Properties"): length}
            elif length is not None:
                schema = {**schema, "minLength" if name == "min_length" else "maxLength": length}
    return schema


def _marks(metadata: list[Any]) -> Iterator[Any]:
    for mark in metadata:
        yield from getattr(mark, "metadata", None) or (mark,)


def _default(value: Any) -> Schema:
    word = value.value if isinstance(value, Enum) else value
    return {"default": word} if isinstance(word, str | int) and word != "" else {}


def described(hint: Any) -> str:
    """What an annotation expects, in words for hover text."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        table = next((mark.table for mark in arguments[1:] if isinstance(mark, Ref)), None)
        if table == "observations":
            return _QUANTITY
        return f"The id of {_HOLDERS.get(table, f'a record of data/{table}.yaml')}." if table else described(arguments[0])
    if hint in _SAID:
        return _SAID[hint]
    if origin in (types.UnionType, typing.Union):
        return described(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return f"A list. Each entry: {_lowered(described(arguments[0]))}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"A mapping. Each value: {_lowered(described(arguments[1]))}"
    return first_sentence(hint)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _words(model: Any) -> str:
    return " ".join((model.__doc__ or "").split())


def first_sentence(model: Any) -> str:
    """The first sentence of a docstring."""
    return re.split(r"(?<=\.)\s", _words(model), maxsplit=1)[0]


def sentences(model: type[Record]) -> dict[str, list[str]]:
    """What a docstring says of each field that it names between backquotes: sentences, or their parts around a semicolon."""
    said: dict[str, list[str]] = {}
    for part in re.split(r"(?<=[.;])\s+(?=`|[A-Z])", _words(model)):
        for name in dict.fromkeys(re.findall(r"`(\w[\w-]*)`", part)):
            said.setdefault(name, []).append(re.sub(r";$", ".", part))
    return said
