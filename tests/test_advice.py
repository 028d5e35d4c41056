"""Advice: each code of rendering, print and environment is told with a real message, why it matters, and what to do."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.build import advice_of
from briefgen.build.examples import Advice
from briefgen.build.parallel import proof_pairs
from briefgen.cli import app
from briefgen.compose import Pair
from briefgen.compose.styles import style_sheet
from briefgen.diagnostics import CODES, ContentError, Diagnostic, errors
from briefgen.model.binding import Binding
from briefgen.model.brief import PageRange
from briefgen.press import SheetWish, impose_file
from briefgen.press.preflight import Wishes
from briefgen.press.ticket import proof_ticket
from briefgen.proof.finished import proof_depths, proof_html, proof_length
from briefgen.proof.typesetting import _diagnostic as told_of_fault
from briefgen.proof.typesetting import faults, sheets
from briefgen.proof.typesetting.faults import faults_of
from conftest import checked_atlantis
from conftest import told as told_of_project
from press_file import press_pdf
from test_preflight import PLANTS
from test_preflight import told as told_of_press
from test_sheets import file_of
from test_typesetting import line, paragraph

PRINT = tuple(sorted(code for code in CODES if code[0] in "RBE"))
SOURCE = Path(__file__).parents[1] / "src" / "briefgen"
FILE = "tides.en-CA.office"
OF_THE_PRESS = tuple(code for code in PRINT if "B030" <= code <= "B049" or code == "B062")
OF_SETTING = tuple(code for code in PRINT if "B050" <= code <= "B061")


def advice(code: str) -> Advice:
    found = advice_of(code)
    assert found is not None
    return found


# every code, and all of it


def test_every_code_of_print_and_of_the_machine_has_advice_and_no_other() -> None:
    assert tuple(code for code in sorted(CODES) if advice_of(code)) == PRINT


@pytest.mark.parametrize("code", PRINT)
def test_advice_is_whole(code: str) -> None:
    found = advice(code)
    assert all(part.strip() for part in (found.found, found.why, found.mend))
    assert all(part.endswith((".", "\"")) for part in (found.why, found.mend))
    assert bool(found.limits) == (code in OF_SETTING) and bool(found.shop) == (code in OF_THE_PRESS)
    assert found.why != found.mend and CODES[code].meaning != found.why


@cache
def shapes() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What the code can say, from its own texts: each with anything where a value goes, and how many letters are its own."""
    made: dict[str, int] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+?" for one in node.values]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                parts = [re.escape(node.value)]
            else:
                continue
            made["".join(parts)] = sum(len(re.sub(r"\\(.)", r"\1", part)) for part in parts if part != ".+?")
    return tuple((re.compile(shape), own) for shape, own in made.items())


def is_said(text: str, share: float) -> bool:
    """Whether a text, or its beginning, is one of the code's, of which at least a share are not values."""
    return any(own >= share * len(text) and shape.match(text) for shape, own in shapes())


@pytest.mark.parametrize("code", PRINT)
def test_a_message_is_one_that_is_printed(code: str) -> None:
    """Place, severity, code; a message and a hint in words that stand in the code."""
    lines = advice(code).found.rstrip().split("\n")
    match = re.fullmatch(rf"[^ ]+: {CODES[code].severity} {code}: (?P<message>expected .+|the engine says: .+)", lines[0])
    assert match and len(lines) <= 2
    assert is_said(match["message"].partition(" in the block at ")[0], 0.12), match["message"]
    if len(lines) == 2:
        hint = re.sub(r"^(line \S+ of the prose|[^ ]+:\d+:?): ", "", lines[1].removeprefix("  hint: "))
        assert lines[1].startswith("  hint: ") and (hint.startswith("did you mean ") or is_said(hint, 0.5)), hint


# what can be produced at once is


def of_press(code: str) -> tuple[Diagnostic, ...]:
    if code == "B044":
        return told_of_press(press_pdf(pages=3), binding=Binding.SADDLE)
    if code == "B030":
        return told_of_press(b"x")
    added, change = next((added, change) for own, added, change in PLANTS.values() if own == code)
    return told_of_press(press_pdf(added, change))


@pytest.mark.parametrize("code", OF_THE_PRESS)
def test_the_message_of_a_press_is_that_of_a_planted_fault(code: str) -> None:
    assert advice(code).found in [f"{found}\n" for found in of_press(code)]


SET_BADLY = {
    "B050": (line("The ferries of the two", 1), line("it.", 2, width=14)),
    "B051": (*(line(f"{word} ferries of the {word}\u2010", at) for at, word in enumerate(("har", "qua", "sal"), 1)),
             line("bours.  They come.", 4, width=90)),
    "B052": (line("The ferries", 28), line("carried more har\u2010", 29), line("bours", 1, page=2),
             line("than grain.", 2, page=2, width=60)),
    "B053": (line("The ferries", 28), line("carried", 29), line("than grain.", 1, page=2, width=60)),
    "B054": (line("The ferries", 29), line("carried", 1, page=2), line("than grain.", 2, page=2, width=60)),
    "B058": (line("The ferries", 1), line("short", 2, width=200), line("carried", 3), line("than grain.", 4, width=60)),
    "B059": (line("What the two shores have", 1, kind="h2"), line("lost", 2, width=40, kind="h2")),
    "B061": (*(line(f"their ferries {at}", at) for at in (1, 2, 3)), line("than grain.", 4, width=60)),
}


@pytest.mark.parametrize("code", SET_BADLY)
def test_the_message_of_a_fault_of_setting_is_that_of_a_line_set_badly(code: str) -> None:
    (fault,) = faults_of(paragraph(*SET_BADLY[code]))
    assert advice(code).found == f"{told_of_fault(FILE, fault)}\n"


LIMITS = {
    "B050": (faults.FEWEST_LETTERS, f"{faults.WIDE:g}", {0.1: "a tenth"}[faults.SHORTEST_LAST]), "B051": (faults.MOST_HYPHENS,),
    "B052": ("Any word",), "B053": (faults.FEWEST_TOGETHER,), "B054": (faults.FEWEST_TOGETHER,), "B055": (faults.FEWEST_TOGETHER,),
    "B056": (f"{sheets.DEEPEST_HOLE:g}", f"{sheets.DEEPEST_FOOT:.0%}"[:-1]),
    "B057": (sheets.WIDE_SPACE, sheets.LONGEST_RIVER, sheets.LONGEST_THREAD),
    "B058": (f"{faults.DEEPEST_RAG:.0%}"[:-1], f"{faults.WIDE:g}", f"{faults.FEWEST_EMS:g}"),
    "B059": (f"{faults.SHORTEST_HEADING:.0%}"[:-1],), "B060": (sheets.OFF_GRID,), "B061": (faults.MOST_STACKED, faults._SHORT_WORD),
}


@pytest.mark.parametrize("code", OF_SETTING)
def test_the_limits_that_are_told_are_those_that_hold(code: str) -> None:
    told = advice(code).limits
    assert [str(limit) for limit in LIMITS[code] if not re.search(rf"(?<![\d.]){limit}(?![\d.]*\d)", told)] == []
    assert len(re.findall(r"\d+(?:\.\d+)?", told)) == len([limit for limit in LIMITS[code] if re.fullmatch(r"[\d.]+", str(limit))])


@pytest.mark.parametrize(("code", "limits"), [
    ("B036", (Wishes().ink,)), ("B037", (Wishes().least_resolution, Wishes().line_art / 2)),
    ("B038", (Wishes().least_resolution, Wishes().resolution, Wishes().line_art / 2, Wishes().line_art)), ("B047", (Wishes().small,)),
])
def test_the_limits_of_a_press_are_those_that_hold(code: str, limits: tuple[float, ...]) -> None:
    assert all(re.search(rf"\b{limit:g}\b", advice(code).why) for limit in limits)


def raised(work: Callable[[], object]) -> tuple[Diagnostic, ...]:
    with pytest.raises(ContentError) as caught:
        work()
    return caught.value.diagnostics


PAIR = (Pair("paragraph", ("33", "a33")),)


PROOFS: dict[str, Callable[[], tuple[Diagnostic, ...]]] = {
    "R001": lambda: raised(lambda: style_sheet({"styles/own.css": ".a {\n\n color: token(colour.lead) }"}, checked_atlantis().loaded.tokens, ())),
    "R006": lambda: errors(told_of_project({"styles/one.csl": b"", "styles/two.csl": b""})),
    "B001": lambda: proof_length(FILE, PageRange.model_validate({"least": 2, "most": 2}), (1.0, 1.0, 0.2), 640.0, 14.0,
                                 {"briefs/tides/en-CA.md:33": 168.0}),
    "B005": lambda: proof_html(FILE, '<html lang="en-CA"><img src="charts/divers.svg"></html>', "en-CA"),
    "B006": lambda: proof_depths(FILE, (1.0, 0.31, 1.0), frozenset()),
    "B018": lambda: proof_pairs("tides.parallel.office", PAIR, {"33": ((3, 100.0),), "a33": ((3, 106.0),)}),
    "B019": lambda: proof_pairs("tides.parallel.office", PAIR, {"33": ((3, 100.0),)}),
    "B027": lambda: raised(lambda: impose_file(file_of(()), "tides.en-CA.booklet", SheetWish())),
    "B028": lambda: proof_ticket("tides.en-CA.press.ticket", 2),
}


@pytest.mark.parametrize("code", PROOFS)
def test_the_message_of_a_proof_is_what_it_says(code: str) -> None:
    assert advice(code).found in [f"{found}\n" for found in PROOFS[code]()]


SPOKEN = {
    "E004": "import nowhere.po", "E005": "build tide", "E007": "explain D0114",
    "E008": "new data --partners PER,NZL --locales es-PE,en-NZ", "E009": "new andes --partners PE,NZL --locales es-PE,en-NZ",
    "E010": "new andes --partners PER --locales es-PE,en-NZ", "E011": "new andes --partners PER,NZL --locales es,en-NZ",
    "E012": "new andes --partners PER,NZL --locales qu-PE,en-NZ",
    "E013": "new andes --partners PER,NZL --locales es-PE --as-of 31/10/2025", "E020": "trace pearl_trade:ATL-LEM@2031",
    "E021": "diff old.json", "E022": "trace pearl_trades", "E025": "sources import export.bib", "E026": "sources import export.json",
    "E027": "sources import twice.json", "E028": "build tides --edition paralel",
}


@pytest.mark.parametrize("code", SPOKEN)
def test_the_message_of_a_command_is_what_it_says(code: str, atlantis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (atlantis / "old.json").write_text("{}", encoding="utf-8")
    (atlantis / "export.bib").write_bytes(b"\xe9")
    (atlantis / "export.json").write_text('[\n {\n  "id": "a",\n  "type": "book"\n }\n]\n', encoding="utf-8")
    (atlantis / "twice.json").write_text(json.dumps([
        {"id": "tides", "type": "report", "title": "Tides between three shores", "URL": "https://example.org/tides",
         "author": [{"literal": "Reef Institute"}], "publisher": "Coral Press", "publisher-place": "Port Foam",
         "issued": {"date-parts": [[2031]]}}
    ]), encoding="utf-8")
    monkeypatch.chdir(atlantis)
    said = CliRunner().invoke(app, SPOKEN[code].split(), env={"NO_COLOR": "1", "TERM": "dumb"})
    assert advice(code).found in said.stderr


def test_a_folder_without_a_project_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["check"])
    assert advice("E001").found == said.stderr.replace(str(tmp_path), "/tmp", 1)


def test_advice_is_printed_in_the_order_of_the_question() -> None:
    said = CliRunner().invoke(app, ["explain", "B050"]).stdout
    heads = [head for head in said.splitlines() if head.endswith(":") and not head.startswith(" ")]
    assert heads == ["found:", "why it matters:", "what to do:", "told from:"]
    assert "a print shop would say:" in CliRunner().invoke(app, ["explain", "B036"]).stdout
    assert "wrong:" in (both := CliRunner().invoke(app, ["explain", "E009"]).stdout) and "what to do:" in both
    assert "why it matters:" not in CliRunner().invoke(app, ["explain", "D014"]).stdout
    assert max(map(len, said.splitlines()[6:])) <= 104
