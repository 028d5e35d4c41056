"""Schemas: a JSON Schema of every data file and of front matter, for editors: completion, hover text, a first look at mistakes.

They come from the models: fields and words from their annotations, hover text from their docstrings. A schema allows all
that the loader allows, and since YAML is read as text there, a number or a Boolean without quotes is a text too. What a
schema cannot know (whether a source exists, whether a finding holds) `briefgen check` tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from briefgen.load.annotations import Types, mapping_of
from briefgen.load.exceptions import EXCEPTIONS
from briefgen.load.project import SETTINGS, TABLES, TOKENS
from briefgen.model.accepted import AcceptedWarning
from briefgen.model.brief import Brief, FrontMatter, Project
from briefgen.model.chart import Chart, DataTable
from briefgen.model.meeting import Meeting
from briefgen.model.observation import Indicator
from briefgen.model.record import Record
from briefgen.model.tokens import Tokens
from briefgen.model.translation import Translations

FOLDER = "schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
IDS = r"^([a-z][a-z0-9_]*|[A-Z]{3})$"
EXHIBITS = r"^[a-z][a-z0-9-]*$"
_GIVEN = frozenset({"id", "slug"})
_ALONE: Mapping[str, type[Record]] = {"project": Project, "tokens": Tokens, "brief": Brief, "meeting": Meeting,
                                         "translations": Translations, "front-matter": FrontMatter}
_PLACES = (
    (re.compile(re.escape(SETTINGS)), "project"),
    (re.compile(re.escape(TOKENS)), "tokens"),
    (re.compile(re.escape(EXCEPTIONS)), "exceptions"),
    (re.compile(r"briefs/[^/]+/brief\.yaml"), "brief"),
    (re.compile(r"meetings/[^/]+\.yaml"), "meeting"),
    (re.compile(r"(briefs|texts)/[^/]+/translations\.yaml"), "translations"),
    (re.compile(r"briefs/[^/]+/[a-z]{2,3}-[A-Z]{2}\.md"), "front-matter"),
    (re.compile(r"charts/[^/]+\.yaml"), "exhibits"),
    (re.compile(r"data/indicators/[^/]+\.yaml"), "indicators"),
    (re.compile(r"data/locales/[^/]+\.yaml"), "overlay"),
)


def schema_files() -> dict[str, bytes]:
    """Every schema as JSON, by its file's name."""
    return {f"{name}.json": (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
            for name, schema in sorted(schemas().items())}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its name: one for each kind of YAML file that a project has."""
    models: dict[str, type[Record]] = {**TABLES, "indicators": Indicator}
    tables = {name: _table(name, model) for name, model in models.items()}
    alone = {name: _whole(name, model) for name, model in _ALONE.items()}
    return {**tables, **alone, "exhibits": _exhibits(), "exceptions": _exceptions(), "overlay": _overlay(tuple(tables))}


def schema_name(path: str) -> str | None:
    """The name of the schema for a file of a project, given by its path; None for one that no person writes."""
    for pattern, name in _PLACES:
        if pattern.fullmatch(path):
            return name
    file = PurePosixPath(path)
    return file.stem if path.startswith("data/") and file.suffix == ".yaml" and file.stem in TABLES else None


def modeline(path: str) -> str:
    """The first line that tells an editor's YAML language server the schema of a file of a project."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{schema_name(path)}.json\n"


def _file(title: str, schema: dict[str, Any], types: Types) -> dict[str, Any]:
    return {"$schema": DRAFT, "title": title, **schema, "definitions": dict(sorted(types.definitions.items()))}


def _table(name: str, model: type[Record]) -> dict[str, Any]:
    types = Types()
    return _file(f"{name}: records by id", mapping_of(types.record(model, _GIVEN), IDS), types)


def _whole(name: str, model: type[Record]) -> dict[str, Any]:
    types = Types()
    return _file(name, types.record(model, _GIVEN), types)


def _exhibits() -> dict[str, Any]:
    """Charts, and tables, which say so in `kind`."""
    types = Types()
    chart, table = types.record(Chart, _GIVEN), types.record(DataTable, _GIVEN)
    table["properties"] = {"kind": {"const": "table", "description": "A table."}, **table["properties"]}
    table["required"] = ["kind", *table["required"]]
    types.definitions |= {"Chart": chart, "DataTable": table}
    is_table = {"properties": {"kind": {"const": "table"}}, "required": ["kind"]}
    one = {"if": is_table, "then": types.link("DataTable"), "else": types.link("Chart")}
    return _file("exhibits: charts and tables by name", mapping_of(one, EXHIBITS), types)


def _exceptions() -> dict[str, Any]:
    types = Types()
    record = types.record(AcceptedWarning, frozenset())
    record["required"] = [*record["required"], "reason"]
    return _file("exceptions: warnings that the project accepts", {"type": "array", "items": record}, types)


def _overlay(tables: tuple[str, ...]) -> dict[str, Any]:
    """Texts of a further locale, laid over the data: the same tables, ids and fields, with one text each."""
    texts = {"type": "object", "description": "Ids and fields as in the data, with the text in this locale."}
    names = sorted({*tables, "project", "tokens", "charts", "meetings"} - {"tables"})
    schema = {"type": "object", "properties": dict.fromkeys(names, texts), "additionalProperties": False}
    return _file("overlay: the texts of a further locale", schema, Types())
