"""Examples: for each code of the check, the smallest change that brings it about, and for the others what to do about them.

Both stand in the package's `examples.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.build.door import examples_text
from briefgen.load.documents import read_document

EXAMPLES = "examples.yaml"
ABSENT = "(no such file)\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a file as it is wrong and as it is right; `ABSENT` where there is no file.

    `raw` are the bytes of a wrong file that no text can hold. Where no file is named, the parts are words of the command line.
    """

    file: str
    wrong: str
    right: str
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Of what is found on paper, by the engine or on the machine: a message as it prints, why it matters, what to do about it.

    `limits` says from where on a fault of setting is told, `shop` what a print shop would say; both are empty elsewhere.
    """

    found: str
    why: str
    mend: str
    limits: str = ""
    shop: str = ""


def advice_of(code: str) -> Advice | None:
    """The advice for a code of rendering, print or environment; None for the others, which have an example."""
    return next((Advice(**data) for data in _examples().get(code, ()) if "found" in data), None)


def example_of(code: str) -> tuple[Change, ...]:
    """What makes the mistake, file by file; nothing for a code that no change of a project's files brings about by itself."""
    return tuple(_change(data) for data in _examples().get(code, ()) if "found" not in data)


def _change(data: Mapping[str, str]) -> Change:
    raw = bytes.fromhex(data["bytes"]) if "bytes" in data else None
    wrong = f"the bytes {data['bytes']}\n" if raw is not None else data.get("wrong", ABSENT)
    return Change(data.get("file", ""), wrong, data.get("right", ABSENT), raw)


@cache
def _examples() -> Mapping[str, list[dict[str, str]]]:
    document, _ = read_document(EXAMPLES, examples_text().encode())
    data: Any = {} if document is None else document.data
    return dict(data)
