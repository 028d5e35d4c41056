"""Schemas: they allow what the loader allows, they say what each field is for, and every data file names its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from briefgen.build.door import open_door, starter_files
from briefgen.build.founding import Founding, project_files
from briefgen.cli import app
from briefgen.load.schemas import FOLDER, modeline, schema_files, schema_name, schemas
from conftest import ATLANTIS, ROOT, atlantis_door
from test_new import DAY
from translated import NAMES, records_of

WIRED = "# yaml-language-server: $schema="


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it (the core schema of 1.2): numbers and Booleans where there are no quotes, dates nowhere."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (the library's own way)


for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"), ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"), ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^({_form})$"), list(_first))
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def read(text: str) -> Any:
    return _with_text_keys(yaml.load(text, EditorLoader))


def _with_text_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    return [_with_text_keys(value) for value in data] if isinstance(data, list) else data


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schemas()[name])


def written(name: str) -> bool:
    """Whether a file is YAML: one that a person writes, or a record of what was translated."""
    return name.endswith(".yaml")


def front_matter(text: str) -> str:
    """What stands above a brief's prose."""
    return re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)[1]


def faults(name: str, text: str) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:120]}" for e in validator(name).iter_errors(read(text))]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("root", [ROOT, ATLANTIS], ids=["the project", "Atlantis"])
def test_schemas_allow_what_the_loader_allows(root: Path) -> None:
    for name, content in open_door(root).files.items():
        if written(name):
            schema = schema_name(name)
            assert schema is not None, name
            assert faults(schema, content.decode()) == [], name


@pytest.mark.parametrize("root", [ROOT, ATLANTIS], ids=["the project", "Atlantis"])
def test_the_schema_of_front_matter_allows_what_the_loader_allows(root: Path) -> None:
    files = {name: content.decode() for name, content in open_door(root).files.items() if re.fullmatch(r"briefs/.*\.md", name)}
    assert len(files) >= 6
    for name, text in files.items():
        assert schema_name(name) == "front-matter"
        assert faults("front-matter", front_matter(text)) == [], name
    assert schema_name("texts/two-counts/en-CA.md") is None


def test_the_records_of_what_was_translated_have_the_form_of_their_schema() -> None:
    """As `briefgen translated` writes them, for every brief and shared text."""
    records = records_of(atlantis_door())
    assert len(records) == len(NAMES)
    for name, content in records.items():
        assert schema_name(name) == "translations" and faults("translations", content.decode()) == [], name


def test_values_without_quotes_are_texts() -> None:
    indicator = "a: {name: {en-CA: 2010}, theme: x, unit: CAD, multiplier: 9, series: [{source: s, observations: {2009: 21.30}}]}"
    assert faults("indicators", indicator) == []
    assert faults("events", "a: {date: 2009, name: {en-CA: true}, kind: visit, theme: x, source: s}") == []
    assert faults("brief", "{kind: synthesis, pages: {least: 2, most: \"4\"}, initiative: a, source: s}") == []


@pytest.mark.parametrize(
    ("name", "text", "near"),
    [
        ("sources", "a: {type: report, title: {en-CA: x}, publisher_place: y}", "publisher_place"),
        ("sources", "a: {type: reprot, title: {en-CA: x}}", "reprot"),
        ("sources", "a: {title: {en-CA: x}}", "type"),
        ("sources", "A b: {type: report, title: {en-CA: x}}", "A b"),
        ("sources", "a: {type: report, title: x}", "title"),
        ("sources", "a: {type: report, title: {english: x}}", "english"),
        ("events", "a: {date: yesterday, name: {en-CA: x}, kind: visit, theme: x, source: s}", "yesterday"),
        ("indicators", "a: {name: {en-CA: x}, theme: x, unit: CUD, series: [{source: s, observations: {2009: 1}}]}", "CUD"),
        ("indicators", "a: {name: {en-CA: x}, theme: x, unit: CAD, series: [{source: s, observations: {2009: '1,5'}}]}", "1,5"),
        ("indicators", "a: {name: {en-CA: x}, theme: x, unit: CAD, series: [{source: s, observations: {soon: 1}}]}", "soon"),
        ("indicators", "a: {name: {en-CA: x}, theme: x, unit: CAD, multiplier: 13, series: []}", "13"),
        ("exceptions", "[{code: D036, file: a}]", "reason"),
        ("exhibits", "a: {kind: pie, title: {en-CA: x}, subtitle: {en-CA: y}}", "pie"),
        ("exhibits", "a: {kind: table, title: {en-CA: x}, columns: []}", "columns"),
        ("overlay", "actor: {}", "actor"),
        ("front-matter", "{title: x, standfirst: y}", "subject"),
        ("front-matter", "{title: x, standfirst: y, subject: z, tags: [a]}", "tags"),
        ("front-matter", "{title: x, standfirst: y, subject: z, keywords: a}", "keywords"),
        ("front-matter", "{title: {en-CA: x}, standfirst: y, subject: z}", "title"),
        ("translations", "{texts: {a: b}}", "blocks"),
        ("translations", "{blocks: {spanish: {title: a}}}", "spanish"),
        ("translations", "{blocks: {es-MX: [title]}}", "es-MX"),
    ],
)
def test_an_editor_marks_what_is_wrong(name: str, text: str, near: str) -> None:
    assert near in "".join(faults(name, text))


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema, wherever it stands."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and all(isinstance(one, dict) for one in value.values()):
                yield from value.items()
            yield from properties(value)
    elif isinstance(schema, list):
        for one in schema:
            yield from properties(one)


def test_every_field_says_what_it_is_for() -> None:
    """Something better than that it is a text: from the docstring of its record, or from what it refers to."""
    poor = {"", "A text.", "A whole number.", "A list. Each entry: a text."}
    for name, schema in schemas().items():
        shown = [(key, field) for key, field in properties(schema) if name != "exhibits" or "if" not in field]
        assert [key for key, field in shown if "const" not in field and field.get("description", "") in poor] == [], name


def test_hover_text_comes_from_the_docstrings() -> None:
    source = schemas()["sources"]["additionalProperties"]["properties"]
    assert source["cited_in"]["description"].startswith("`cited_in` names the source that we read it in.")
    assert source["cited_in"]["description"].endswith("The id of a record of data/sources.yaml.")
    finding = schemas()["findings"]["additionalProperties"]["properties"]
    assert "the build stops" in finding["expect"]["description"] and "`from` is what it is compared" in finding["from"]["description"]


def test_the_schemas_of_the_project_are_up_to_date() -> None:
    there = {path.name: path.read_bytes() for path in (ROOT / FOLDER).iterdir()}
    assert there == schema_files(), "run briefgen schema"


@pytest.mark.parametrize("name", sorted(name for name in open_door(ROOT).files if written(name)))
def test_every_data_file_of_the_project_names_its_schema(name: str) -> None:
    first = (ROOT / name).read_text(encoding="utf-8").partition("\n")[0]
    assert f"{first}\n" == modeline(name)
    assert (ROOT / name).parent.joinpath(first.removeprefix(WIRED)).resolve().is_file()


def test_every_data_file_of_a_new_project_names_its_schema() -> None:
    files = project_files(Founding(("PER", "NZL"), ("es-PE", "en-NZ"), DAY))
    data = [name for name in files if name.endswith(".yaml")]
    assert len(data) == len([name for name in starter_files() if name.endswith(".yaml")]) >= 11
    for name in data:
        assert files[name].decode().startswith(modeline(name)) and f"{FOLDER}/{schema_name(name)}.json" in files
        assert faults(str(schema_name(name)), files[name].decode()) == [], name


def test_the_command_writes_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text("{}", encoding="utf-8")
    said = CliRunner().invoke(app, ["schema", "--out", str(tmp_path)])
    assert said.exit_code == 0 and said.stdout.startswith(f"{len(schema_files())} schemas: ")
    assert {path.name for path in tmp_path.iterdir()} == {"own.json", *schema_files()}
    assert json.loads((tmp_path / "sources.json").read_text(encoding="utf-8")) == schemas()["sources"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = CliRunner().invoke(app, ["schema", "--out", str(tmp_path / "file" / "schemas")])
    assert said.exit_code == 2 and "E004" in said.stderr
