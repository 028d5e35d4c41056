"""Tutorial: what docs/tutorial.md shows works, file by file and command by command, and says what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutorial import PAGE, follow, steps, write


def as_told(says: str, said: str) -> bool:
    """Whether the page tells what was said; a line of three points stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in says.splitlines(keepends=True))
    return re.fullmatch(pattern, said) is not None


def examples(project: Path) -> Iterator[Path]:
    """Files that still hold something that the new project had invented; a reader of the page has replaced it all."""
    for folder in ("data", "charts", "briefs", "styles"):
        for path in sorted((project / folder).rglob("*")):
            if path.is_file() and re.search("example|ejemplo", path.read_text(encoding="utf-8"), flags=re.IGNORECASE):
                yield path


@pytest.mark.slow
def test_the_tutorial_is_true_up_to_the_build(tmp_path: Path) -> None:
    told = list(follow(tmp_path, building=False))
    assert len([step for step, _ in told if step.says]) >= 6
    for step, said in told:
        assert as_told(step.says, said), f"{step.text}\n{said}"
    assert list(examples(tmp_path / "chile-ireland")) == []


@pytest.mark.slow
def test_the_tutorial_is_true_to_the_end(tmp_path: Path) -> None:
    for step, said in follow(tmp_path, building=True):
        assert as_told(step.says, said), f"{step.text}\n{said}"
    assert sorted(path.name for path in (tmp_path / "chile-ireland" / "build" / "people").glob("*.pdf")) == [
        "people.en-IE.office.pdf", "people.es-CL.office.pdf",
    ]


def test_every_block_of_the_tutorial_is_followed() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("\n```") == 2 * (len(list(steps())) + text.count("```text"))
    assert {step.kind for step in steps()} == {"sh", "yaml", "md"}


def test_a_block_without_a_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no file is named"):
        write(tmp_path, "people: {}\n")
