"""The house: what every module of the code keeps to, whoever writes it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "briefgen"
MODULES = tuple(sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")))
LONGEST_FUNCTION, LONGEST_MODULE = 60, 400
BANNED_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "process", "item", "metric", "misc"}
PRINTS = "cli/"


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((SOURCE / name).read_text(encoding="utf-8"))


@cache
def functions(name: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def called(name: str) -> list[tuple[str, int]]:
    """What a module calls, as it is written, and where."""
    return [(ast.unparse(node.func), node.lineno) for node in ast.walk(tree(name)) if isinstance(node, ast.Call)]


def test_a_module_says_first_what_it_is() -> None:
    assert [name for name in MODULES if not ast.get_docstring(tree(name))] == []


def test_a_module_is_short_enough_to_read() -> None:
    assert [name for name in MODULES if len((SOURCE / name).read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE] == []


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{name}:{f.lineno} {f.name}"
        for name in MODULES
        for f in functions(name)
        if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_nine_functions_in_ten_fit_in_a_glance() -> None:
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for name in MODULES for f in functions(name))
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_names_say_what_a_thing_is() -> None:
    """No utils, helpers, managers or process_: a module is a noun of the field."""
    found = [name for name in MODULES if BANNED_WORDS & set(re.split(r"[/_.]", name))]
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", node.name)}
                logging_s = isinstance(node, ast.ClassDef) and any(
                    "logging.Handler" in ast.unparse(base) for base in node.bases
                )
                if BANNED_WORDS & words and not logging_s:
                    found.append(f"{name}:{node.lineno} {node.name}")
    assert found == []


def test_today_comes_in_at_the_door() -> None:
    """Nothing else may ask what day it is, or a build of tomorrow differs."""
    asks = re.compile(r"(^|\.)(date\.today|datetime\.(now|today|utcnow)|time\.(time|localtime|strftime))$")
    assert [
        f"{name}:{line} {call}"
        for name in MODULES
        if name != "build/door.py"
        for call, line in called(name)
        if asks.search(call)
    ] == []


def test_nothing_is_left_to_chance_or_to_the_environment() -> None:
    """No random numbers, no locale of the machine, no hash() of a text in what is printed."""
    for name in MODULES:
        imported = {
            alias.name.split(".")[0] for node in ast.walk(tree(name)) if isinstance(node, ast.Import) for alias in node.names
        }
        imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree(name)) if isinstance(node, ast.ImportFrom)}
        assert not imported & {"random", "secrets", "uuid", "locale", "time"}, name


def test_data_are_never_checked_by_assert() -> None:
    assert [f"{name}:{node.lineno}" for name in MODULES for node in ast.walk(tree(name)) if isinstance(node, ast.Assert)] == []


def test_no_exception_is_swallowed_whole() -> None:
    wide = []
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.ExceptHandler):
                kinds = "" if node.type is None else ast.unparse(node.type)
                if kinds in ("", "Exception", "BaseException") or (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)):
                    wide.append(f"{name}:{node.lineno} {kinds}")
    assert wide == []


def test_only_the_command_line_prints_or_exits() -> None:
    speaks = re.compile(r"^(print|exit|quit|sys\.exit|input)$")
    assert [
        f"{name}:{line}" for name in MODULES if not name.startswith(PRINTS) for call, line in called(name) if speaks.match(call)
    ] == []


def test_nothing_is_evaluated_or_unpickled() -> None:
    runs = re.compile(
        r"^(eval|exec|compile|__import__|pickle\.loads?|yaml\.(load|unsafe_load|full_load)|os\.system|subprocess\..*)$"
    )
    assert [f"{name}:{line} {call}" for name in MODULES for call, line in called(name) if runs.match(call)] == []


def test_only_the_door_publish_and_the_press_touch_files() -> None:
    """So that every other stage is a pure function of what it is handed."""
    touches = re.compile(r"(^open$|\.(read_text|read_bytes|write_text|write_bytes|open|mkdir|unlink|rglob|glob|iterdir)$)")
    allowed = {"build/door.py", "publish.py"}
    spared = {"pikepdf.open", "os.open"}  # from bytes; of the null device, when the reader of the output has gone
    found = [
        f"{name}:{line} {call}"
        for name in MODULES
        if name not in allowed
        for call, line in called(name)
        if touches.search(call) and call not in spared and "font" not in call
        and not (name.startswith("press/") and call.endswith(".read_bytes"))  # of a stream inside a file in memory
    ]
    assert found == []
