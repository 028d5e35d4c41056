"""Docs: links lead somewhere, commands exist, and what the code knows is told to authors."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from briefgen.diagnostics import CODES
from briefgen.load.project import TABLES
from briefgen.model.brief import Brief, BriefKind, FrontMatter, Project
from briefgen.model.chart import Annotation, Chart, ChartKind, Column, DataTable, Mark, Order, Panel, Width
from briefgen.model.finding import Guard, Operation
from briefgen.model.meeting import Delegation, KeyNumber, Meeting, PackedBrief, Participant, Sitting
from briefgen.model.observation import Frequency, Indicator, Measure, Qualifier, RecordedValue, Series, Status
from briefgen.model.relationship import Area, Coordinates, Criticism, Effect, Part
from briefgen.model.relationship import Project as ProgrammeProject
from briefgen.prose.blocks import NAME_FORMS, QUANTITY_FORMS, REF_FORMS, ROLES, Directive
from conftest import atlantis_door, told

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))))
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def text_of(name: str) -> str:
    """A page's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def slug(heading: str) -> str:
    """The anchor that a heading has on the web: small letters and hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings."""
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return frozenset(slug(heading) for heading in re.findall(r"^#+ (.+)$", prose, flags=re.MULTILINE))


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links within the project, pictures aside."""
    for target in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        if not target.startswith(("http://", "https://")):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in links(page):
        file, _, anchor = target.partition("#")
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), target
        assert found.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(found), target


def test_the_commands_of_make_in_the_docs_are_targets() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), flags=re.MULTILINE))
    for page in PAGES:
        named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named <= targets, page


def test_the_commands_of_the_readme_exist() -> None:
    shown = subprocess.run((sys.executable, "-m", "briefgen", "--help"), capture_output=True, text=True, check=True).stdout
    named = set(re.findall(r"(?:`|\$ )briefgen ([a-z]+)", text_of("README.md")))
    assert named == {"build", "check", "list", "explain", "new", "doctor", "schema", "trace", "diff", "gallery", "specimen", "sources", "preflight",
                     "translated", "export", "import"}
    assert all(re.search(rf"^ +{command} ", shown, flags=re.MULTILINE) for command in named)


def test_the_options_of_the_readme_exist() -> None:
    shown = subprocess.run(
        (sys.executable, "-m", "briefgen", "build", "--help"), capture_output=True, text=True, check=True
    ).stdout
    for option in ("--locale", "--out", "--jobs", "--project"):
        assert option in text_of("README.md")
        assert option in shown


def test_the_page_of_diagnostics_is_the_table_of_codes() -> None:
    spec = importlib.util.spec_from_file_location("write_diagnostics", ROOT / "scripts" / "write_diagnostics.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = text_of("docs/diagnostics.md")
    assert page == script.page(), "run make docs"
    assert set(re.findall(r"^\| ([A-Z][0-9]{3}) \|", page, flags=re.MULTILINE)) == set(CODES)


def test_every_letter_of_the_codes_is_told_to_authors() -> None:
    page = text_of("docs/authoring.md")
    assert all(f"| {letter} |" in page for letter in {code[0] for code in CODES})


def test_every_role_form_and_directive_is_told_to_authors() -> None:
    page = text_of("docs/authoring.md")
    assert [role for role in sorted(ROLES) if f"{{{role}}}`" not in page] == []
    assert [form for form in sorted(QUANTITY_FORMS | NAME_FORMS | REF_FORMS) if f"`{form}`" not in page] == []
    assert [directive.value for directive in Directive if f":::{{{directive.value}}}" not in page] == []


MODELS: tuple[type[BaseModel], ...] = (
    *TABLES.values(),
    Project,
    Brief,
    FrontMatter,
    Indicator,
    Series,
    RecordedValue,
    Guard,
    Part,
    Criticism,
    Area,
    ProgrammeProject,
    Chart,
    DataTable,
    Column,
    Mark,
    Annotation,
    Panel,
    Coordinates,
    Effect,
    Meeting,
    Delegation,
    Participant,
    Sitting,
    PackedBrief,
    KeyNumber,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_record_is_told_to_authors(model: type[BaseModel]) -> None:
    page = text_of("docs/authoring.md")
    given_by_the_file = {"id", "slug"}
    fields = {field.alias or name for name, field in model.model_fields.items()} - given_by_the_file
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []


@pytest.mark.parametrize(
    "words", [Operation, Measure, Qualifier, Status, Frequency, ChartKind, BriefKind, Order, Width], ids=lambda words: words.__name__
)
def test_every_word_that_a_field_takes_is_told_to_authors(words: type[Measure]) -> None:
    page = text_of("docs/authoring.md")
    assert [word.value for word in words if f"`{word.value}`" not in page] == []


def test_the_examples_of_exhibits_and_of_a_meeting_are_in_order() -> None:
    """Each of them, put into the fictional project instead of what has its name, leaves no mistake; every kind has one."""
    shown = re.findall(r"^```yaml\n(.*?)^```", text_of("docs/authoring.md"), flags=re.MULTILINE | re.DOTALL)
    charts, form, meeting = (next(s for s in shown if s.startswith(head)) for head in ("partners:\n  kind", "promises:", "title:"))
    declared = yaml.safe_load(charts)
    assert {chart["kind"] for chart in declared.values()} == set(ChartKind)
    files: dict[str, bytes | None] = {"charts/shown.yaml": (charts + form).encode(), "meetings/spring.yaml": meeting.encode()}
    for name in ("charts/sea.yaml", "charts/ties.yaml", "charts/strait.yaml"):
        entries = re.split(r"^(?=[a-z])", atlantis_door().files[name].decode(), flags=re.MULTILINE)
        kept = [entry for entry in entries if entry.split(":")[0] not in {*declared, "promises"}]
        files[name] = "".join(kept).encode() if any(entry[:1].isalpha() for entry in kept) else None
    assert told(files) == ()


def test_every_file_of_data_is_told_to_authors() -> None:
    page = text_of("docs/authoring.md")
    assert [name for name in TABLES if f"{name}.yaml" not in page] == []


def lightness(rgb: str) -> float:
    """L* of an sRGB colour (CIE 1976, D65)."""
    parts = [int(rgb[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def test_the_page_of_style_has_every_token_and_its_lightness() -> None:
    page, tokens = text_of("docs/style.md"), yaml.safe_load(text_of("styles/tokens.yaml"))
    assert [style for style in tokens["type"] if f"`{style}`" not in page] == []
    lights = {name: int(value) for name, value in re.findall(r"^\| `([a-z]+)` \| (\d+) \|", page, flags=re.MULTILINE)}
    assert lights == {name: round(lightness(colour["rgb"])) for name, colour in tokens["colour"].items()}


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:5] for name in names] == [f"{number:04}-" for number in range(1, len(names) + 1)]
