"""Mutants: what may be changed in a module, one place at a time, so that a test ought to notice.

Changed are the bodies of functions, and the tables and constants of modules: comparisons, bounds, operators, the order of
operands, conditions, numbers, words that are names (codes, units, fields), marks, results and statements. Messages, signatures,
annotations and the bodies of classes are not.
"""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "briefgen"

BOUNDS = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OPPOSITES = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
             ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
             ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
NEVER_SWAPPED = {"min", "max", "isinstance", "Diagnostic", "Refused", "frozenset"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: `node` and `variant` count what `mutable` and `variants` yield; `owner` is a function, or "=" and a name."""

    path: Path
    owner: str
    first: int
    last: int
    node: int
    variant: int
    line: int
    column: int
    told: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(SOURCE)}:{self.line}:{self.column}: {self.told}"


@dataclass(frozen=True, slots=True)
class Place:
    """A node that may be changed, with the field that holds it, and the lines that a test must execute to notice."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    owner: str
    first: int
    last: int


def mutable(tree: ast.Module) -> Iterator[Place]:
    """Every node in the bodies of functions and the values of a module's names, in the order of the text."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value and (name := assigned(statement)) != "__all__":
            within = Place(statement, tree, "", None, f"={name}", statement.lineno, statement.end_lineno or 0)
            yield from _below(statement.value, within, statement, "value", None)
        yield from _functions(statement, "")


def assigned(statement: ast.Assign | ast.AnnAssign) -> str:
    """The name that a statement of a module gives a value; empty for anything but one name."""
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    return target.id if isinstance(target, ast.Name) else ""


def _functions(node: ast.stmt, above: str) -> Iterator[Place]:
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            yield from _functions(inner, f"{above}{node.name}.")
    elif isinstance(node, ast.FunctionDef):
        for number, statement in enumerate(node.body):
            if not (number == 0 and ast.get_docstring(node)):
                within = Place(statement, node, "body", number, above + node.name, 0, 0)
                yield from _below(statement, within, node, "body", number)


def _below(node: ast.AST, within: Place, parent: ast.AST, field: str, index: int | None) -> Iterator[Place]:
    first, last = within.first, within.last
    if isinstance(node, ast.stmt):
        first, last = node.lineno, node.end_lineno or node.lineno
        if body := getattr(node, "body", None):
            last = max(first, body[0].lineno - 1)
    place = Place(node, parent, field, index, within.owner, first, last)
    yield place
    for name, value in ast.iter_fields(node):
        if isinstance(node, ast.JoinedStr | ast.arguments) or name in ("annotation", "decorator_list", "returns"):
            continue
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST):
                yield from _below(child, place, node, name, number if isinstance(value, list) else None)


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """What a node may be changed into."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for table in (BOUNDS, OPPOSITES):
            if kind := table.get(type(node.ops[0])):
                yield ast.Compare(node.left, [kind()], node.comparators)
    elif isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            if other := BOUNDS.get(type(operator), OPPOSITES.get(type(operator))):
                yield ast.Compare(node.left, [*node.ops[:number], other(), *node.ops[number + 1:]], node.comparators)
    elif isinstance(node, ast.BinOp) and not any(_is_text(side) for side in (node.left, node.right)):
        if exchanged := OPERATORS.get(type(node.op)):
            yield ast.BinOp(node.left, exchanged(), node.right)
        if isinstance(node.op, ast.Sub | ast.Div | ast.FloorDiv):
            yield ast.BinOp(node.right, node.op, node.left)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        yield from (ast.BoolOp(node.op, [v for v in node.values if v is not left_out]) if len(node.values) > 2
                    else next(v for v in node.values if v is not left_out) for left_out in node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in _constants(node.value))
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    else:
        yield from _statements(node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _constants(value: object) -> Iterator[str | int]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", value, re.ASCII):
        yield value + "1"
    elif isinstance(value, str) and re.fullmatch(r"[A-Za-z_]\w{0,24}", value):
        yield value + "x"
    elif isinstance(value, str) and re.fullmatch(r"[^A-Za-z0-9]{1,3}", value):
        yield "¤"


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in CALLS:
        yield ast.Call(ast.Name(CALLS[name], ast.Load()), node.args, [] if name == "sorted" else node.keywords)
    if len(node.args) >= 2 and name not in NEVER_SWAPPED and not any(
        isinstance(argument, ast.Starred | ast.Constant | ast.JoinedStr) for argument in node.args[:2]
    ):
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not (
        isinstance(node.test, ast.UnaryOp) or (isinstance(node.test, ast.Compare) and len(node.test.ops) == 1)
    ):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield changed
    elif isinstance(node, ast.Return) and node.value and getattr(node.value, "value", "") is not None:
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.AugAssign) and (kind := OPERATORS.get(type(node.op))) and not _is_text(node.value):
        yield ast.AugAssign(node.target, kind(), node.value)
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.Expr(ast.IfExp(ast.Constant(0), node.value, ast.Constant(0)))  # still a generator
    elif isinstance(node, ast.comprehension) and node.ifs:
        changed_loop = copy.copy(node)
        changed_loop.ifs = node.ifs[1:]
        yield changed_loop


def mutants_of(path: Path) -> list[Mutant]:
    """All mutants of one module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for number, place in enumerate(mutable(tree)):
        for variant, new in enumerate(variants(place.node)):
            told = f"{_line(place.node)}  ->  {_line(new)}"
            at = getattr(place.node, "lineno", place.first), getattr(place.node, "col_offset", 0) + 1
            found.append(Mutant(path, place.owner, place.first, place.last, number, variant, *at, told))
    return found


def _line(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return text if len(text) <= 100 else f"{text[:97]}..."


def changed_tree(mutant: Mutant) -> ast.Module:
    """The module with the one change."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    place = next(p for number, p in enumerate(mutable(tree)) if number == mutant.node)
    new = ast.copy_location(list(variants(place.node))[mutant.variant], place.node)
    if place.index is None:
        setattr(place.parent, place.field, new)
    else:
        getattr(place.parent, place.field)[place.index] = new
    return ast.fix_missing_locations(tree)


def install(mutant: Mutant) -> None:
    """Puts the changed code in place of the old, in this process.

    Raises:
        ValueError: if the changed function needs other variables of the functions around it, and cannot be exchanged.
    """
    tree = changed_tree(mutant)
    module = sys.modules[".".join(mutant.path.relative_to(SOURCE.parent).with_suffix("").parts)]
    if mutant.owner.startswith("="):
        _assign(tree, module, mutant.owner[1:])
    else:
        _function(module, mutant.owner).__code__ = _code(compile(tree, str(mutant.path), "exec"), mutant.owner)


def _assign(tree: ast.Module, module: ModuleType, name: str) -> None:
    """Evaluates the assignment of a name again, and all that rest on it; whoever imported the old value gets the new one."""
    changed = {name}
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        target = assigned(statement)
        used = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
        if not target or (target != name and not used & changed):
            continue
        changed.add(target)
        old = getattr(module, target)
        exec(compile(ast.Module([statement], []), str(module.__file__), "exec"), module.__dict__)
        for other in own_modules():
            if getattr(other, target, None) is old:
                setattr(other, target, getattr(module, target))


def own_modules() -> list[ModuleType]:
    """The modules of the project that are loaded, its tests among them."""
    folders = tuple(f"{folder}/" for folder in (SOURCE, ROOT / "tests"))
    return [one for one in list(sys.modules.values()) if str(getattr(one, "__file__", None) or "").startswith(folders)]


def _function(module: ModuleType, name: str) -> FunctionType:
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, functools.cached_property):
        found = found.func
    function: FunctionType = inspect.unwrap(getattr(found, "__func__", found))
    return function


def _code(code: CodeType, name: str) -> CodeType:
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    for part in name.split("."):
        code = next(one for one in inner if one.co_name == part)
        inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return code
