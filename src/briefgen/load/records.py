"""Plain data to frozen records: every mistake that Pydantic finds becomes a diagnostic at the value's own place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import EnumMeta
from typing import Any, TypeVar

from briefgen.diagnostics import Diagnostic, Location, Path, nearest
from briefgen.load.documents import Document
from briefgen.model.observation import NotADecimal
from briefgen.model.period import NotADate, NotAPeriod
from briefgen.model.record import NotALocalText, Record, RecordError
from briefgen.model.unit import UnknownUnit, known_units

M = TypeVar("M", bound=Record)

_HINTS: Mapping[type[ValueError], tuple[str, str]] = {
    NotADecimal: ("D014", "data files use a point for decimals and no grouping"),
    NotAPeriod: ("D015", "see \"Periods\" in docs/authoring.md"),
    NotADate: ("D016", "see \"Dates\" in docs/authoring.md"),
    UnknownUnit: ("D017", ""),
    NotALocalText: ("D009", "give each locale a line of its own"),
}
_SHAPES = {
    "model_type": "a mapping", "model_attributes_type": "a mapping", "dict_type": "a mapping", "mapping_type": "a mapping",
    "tuple_type": "a list", "list_type": "a list", "string_type": "a text",
}
_NUMBERS = {"int_parsing", "int_type", "int_from_float", "int_parsing_size"}
_LIMITS = {
    "less_than_equal": "expected a number of at most {le}, found {found}",
    "greater_than_equal": "expected a number of at least {ge}, found {found}",
    "too_long": "expected at most {max_length} entries, found {actual_length}",
}
_IDS = r"^[a-z][a-z0-9_]*$"


def read_record(
    model: type[M], data: Any, document: Document, path: Path, **given: str
) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """One record from the plain data at `path` of a document; `given` are fields that the file's layout provides."""
    if not isinstance(data, Mapping):
        found = Diagnostic(
            "D009", locate(document, path, ()), f"expected a mapping, found {_kind(data)}", "see docs/authoring.md"
        )
        return None, (found,)
    clash = [name for name in given if name in data]
    if clash:
        place = document.keys[(*path, clash[0])]
        return None, (Diagnostic("D010", place, f"expected no field \"{clash[0]}\": it is given by the file", "remove it"),)
    try:
        return model.model_validate({**given, **data}), ()
    except RecordError as error:
        problems = error.errors()
        return None, tuple(
            _diagnostic(model, dict(problem), document, path)
            for problem in problems
            if not _is_empty_after_all(dict(problem), problems)
        )


def _is_empty_after_all(problem: dict[str, Any], problems: Sequence[Any]) -> bool:
    """Whether a list is called too short only because its entries are wrong, which is told already."""
    where = problem["loc"]
    return problem["type"] == "too_short" and any(
        other["loc"][: len(where)] == where and len(other["loc"]) > len(where) for other in problems
    )


def locate(document: Document, path: Path, inner: Path) -> Location:
    """The place of a value, following Pydantic's path as far as the file has it.

    Where the model turned a mapping into a list (observations by period), an index means the entry of that rank.
    """
    here, data = path, _at(document.data, path)
    for step in inner:
        if isinstance(data, dict) and step in data:
            here, data = (*here, step), data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            here, data = (*here, step), data[step]
        elif isinstance(data, dict) and isinstance(step, int) and step < len(data):
            key = list(data)[step]
            here, data = (*here, key), data[key]
        elif step in ("period", "vintage") and here in document.keys:
            return document.keys[here]
    return document.values.get(here, Location(document.file, 1, 1))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _kind(data: Any) -> str:
    if isinstance(data, Mapping):
        return "a mapping"
    if isinstance(data, list | tuple):
        return "a list"
    return f"the text \"{str(data)[:40]}\"" if data != "" else "nothing"


def _diagnostic(model: type[Record], problem: dict[str, Any], document: Document, path: Path) -> Diagnostic:
    kind, inner, found = problem["type"], tuple(problem["loc"]), problem.get("input")
    place = locate(document, path, inner)
    if kind == "value_error":
        return _value_error(problem["ctx"]["error"], place)
    if kind == "missing":
        around = locate(document, path, inner[:-1])
        return Diagnostic("D011", around, f"expected the field \"{inner[-1]}\", found none", "add it")
    if kind == "extra_forbidden":
        place = document.keys.get(_key_path(document, path, inner), place)
        return Diagnostic(
            "D010", place, f"expected a known field, found \"{inner[-1]}\"", nearest(str(inner[-1]), _fields(model, inner))
        )
    if kind in _SHAPES:
        if found == "":
            return Diagnostic("D029", place, f"expected {_SHAPES[kind]}, found nothing", "fill the field, or remove it")
        return Diagnostic("D009", place, f"expected {_SHAPES[kind]}, found {_kind(found)}", "see docs/authoring.md")
    return _constraint(problem, place)


def _constraint(problem: dict[str, Any], place: Location) -> Diagnostic:
    kind, found = problem["type"], problem.get("input")
    context = problem.get("ctx", {})
    if kind == "enum":
        expected = str(context["expected"]).replace("'", "")
        return Diagnostic(
            "D012",
            place,
            f"expected {expected}, found \"{found}\"",
            nearest(str(found), expected.replace(" or ", ", ").split(", ")),
        )
    if kind in _NUMBERS:
        return Diagnostic("D018", place, f"expected a whole number, found \"{str(found)[:40]}\"", "use ASCII digits alone")
    if kind in _LIMITS:
        return Diagnostic("D012", place, _LIMITS[kind].format_map({"found": found, **context}), "see docs/authoring.md")
    if kind in ("string_too_short", "too_short") and not found:
        return Diagnostic("D029", place, "expected something, found nothing", "fill the field, or remove it")
    if kind == "too_short":
        return Diagnostic("D012", place, f"expected {context['min_length']} entries or more, found {context['actual_length']}",
                          "see docs/authoring.md")
    if kind == "string_pattern_mismatch":
        code = "D019" if context.get("pattern") == _IDS else "D012"
        return Diagnostic(code, place, f"expected a text of the form {context.get('pattern')}, found \"{str(found)[:40]}\"",
                          "ids have lower-case letters, digits and _" if code == "D019" else "")
    return Diagnostic(
        "D012", place, f"expected another value ({problem['msg'].lower()}), found {_kind(found)}", "see docs/authoring.md"
    )


def _value_error(error: ValueError, place: Location) -> Diagnostic:
    for kind, (code, hint) in _HINTS.items():
        if isinstance(error, kind):
            if code == "D017":
                hint = nearest(str(error).split('"')[1], known_units())
            return Diagnostic(code, place, str(error), hint)
    return Diagnostic("D012", place, str(error), "see docs/authoring.md")


def _key_path(document: Document, path: Path, inner: Path) -> Path:
    here, data = path, _at(document.data, path)
    for step in inner[:-1]:
        if isinstance(data, dict) and step in data:
            here, data = (*here, step), data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            here, data = (*here, step), data[step]
        elif isinstance(data, dict) and isinstance(step, int) and step < len(data):
            key = list(data)[step]
            here, data = (*here, key), data[key]
    return (*here, inner[-1])


def _fields(model: type[Record], inner: Path) -> list[str]:
    """The names that the innermost model of a path has, as a file spells them."""
    for step in inner[:-1]:
        if isinstance(step, str) and step in _aliases(model):
            model = _inner_model(_aliases(model)[step].annotation) or model
    return [name for name in _aliases(model) if name not in ("id", "slug", "period", "recorded")]


def _aliases(model: type[Record]) -> dict[str, Any]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _inner_model(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and not isinstance(annotation, EnumMeta) and issubclass(annotation, Record):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _inner_model(part):
            return found
    return None
