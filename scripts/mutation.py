"""Mutation: the code is changed in one small place at a time, and a change that no test notices is told.

    .venv/bin/python scripts/mutation.py findings                        all mutants of one package
    .venv/bin/python scripts/mutation.py language load --sample 40       so many of each module, chosen by --seed
    .venv/bin/python scripts/mutation.py load --only load/records.py:45  those of one file, or of one line of it
    .venv/bin/python scripts/mutation.py load --again before.txt         those that survived in a former run, kept in a file

No file is written. The tests of a package are collected once and run once, to learn which lines each of them executes. Then
every mutant gets a process of its own, forked from that one, in which the changed code is put in place of the old and the
tests that execute it are run until one fails. A mutant is killed if a test fails or never ends. Linux and macOS only.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from mutants import ROOT, SOURCE, Mutant, install, mutants_of, own_modules

SUBJECTS = {
    "findings": (
        ("findings/*.py", "model/precision.py", "model/reservation.py", "model/rounding.py"),
        ("findings", "precision", "rounding", "mirrors", "wording", "claims", "vintages", "diagnostics"),
    ),
    "language": (
        ("language/*.py",),
        ("language_*", "saying", "terms", "parity", "wording", "claims", "translation", "new", "diagnostics"),
    ),
    "load": (("load/*.py",), ("load", "vintages", "exceptions", "schemas", "sharing", "diagnostics")),
}
"""Of each package: its modules, and the tests that are to notice a change of them (`tests/test_NAME.py`)."""
MANY, FEW = 40, 2
"""Of a test with so many cases, this number of those that execute the very same lines: the others would hardly say more."""
SPARE_SECONDS, SLOWER, MEMORY = 10, 4, 4 * 1024**3
KILLED, SURVIVED, TIMEOUT, UNTESTED, UNMADE = "killed", "survived", "timeout", "untested", "unmade"


def forget() -> None:
    """Empties every cache of the code and of the tests: what was computed before is not what is tested."""
    for module in own_modules():
        for value in list(vars(module).values()):
            if callable(clear := getattr(value, "cache_clear", None)) and not isinstance(value, type):
                clear()


class Mutating:
    """A plugin of pytest: in place of running the tests, it learns what they execute, and then runs them for each mutant."""

    def __init__(self, mutants: Sequence[Mutant], files: Sequence[Path], jobs: int) -> None:
        self.mutants, self.files, self.jobs = mutants, frozenset(map(str, files)), jobs
        self.results: dict[Mutant, str] = {}
        self.failed = False

    def pytest_configure(self) -> None:
        """The same examples for every mutant; imported here, since pytest wants to be first."""
        from hypothesis import settings

        settings.register_profile("mutation", max_examples=100, derandomize=True, database=None, deadline=None)
        settings.load_profile("mutation")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        lines, seconds = self._learned(session.items)
        print(f"{len(session.items)} tests, {sum(seconds.values()):.0f} s; {len(self.mutants)} mutants", flush=True)
        running: dict[int, tuple[Mutant, float]] = {}
        for mutant in self.mutants:
            chosen = self._chosen(mutant, session.items, lines)
            if not chosen:
                self._tell(mutant, UNTESTED)
                continue
            while len(running) >= self.jobs:
                self._wait(running)
            chosen.sort(key=lambda item: seconds[item.nodeid])
            limit = SPARE_SECONDS + SLOWER * sum(seconds[item.nodeid] for item in chosen)
            running[self._started(mutant, chosen)] = mutant, time.monotonic() + limit
        while running:
            self._wait(running)
        return True

    def _chosen(
        self, mutant: Mutant, items: list[pytest.Item], lines: dict[str, set[tuple[str, int]]]
    ) -> list[pytest.Item]:
        """The tests that execute a mutant's lines; of a test with many cases that execute the very same lines, a few cases."""
        cases = Counter(item.nodeid.partition("[")[0] for item in items)
        alike: Counter[object] = Counter()
        touched = {path for seen in lines.values() for path, _ in seen}
        chosen = []
        for item in items:
            own = frozenset(line for path, line in lines[item.nodeid] if path == str(mutant.path))
            if mutant.owner.startswith("="):
                executes = bool(own) if str(mutant.path) in touched else bool(lines[item.nodeid])
            else:
                executes = any(mutant.first <= line <= mutant.last for line in own)
            function = item.nodeid.partition("[")[0]
            if executes and cases[function] > MANY:
                alike[function, frozenset(lines[item.nodeid])] += 1
                executes = alike[function, frozenset(lines[item.nodeid])] <= FEW
            if executes:
                chosen.append(item)
        return chosen

    def _learned(self, items: list[pytest.Item]) -> tuple[dict[str, set[tuple[str, int]]], dict[str, float]]:
        """The lines of the package that each test executes, and how long it takes; one that fails anyhow executes none."""
        reading, writing = os.pipe()
        if not os.fork():
            os.close(reading)
            _silence(1)
            try:
                learned = self._traced(items)
            except Exception:  # noqa: BLE001  (a process of its own, whose standard output is silent)
                traceback.print_exc()
                os._exit(1)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(learned, pipe)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        os.wait()
        if not content:
            raise SystemExit(1)
        result: tuple[dict[str, set[tuple[str, int]]], dict[str, float]] = pickle.loads(content)
        return result

    def _traced(self, items: list[pytest.Item]) -> tuple[dict[str, set[tuple[str, int]]], dict[str, float]]:
        learned, taken = {}, {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            forget()
            seen: set[tuple[str, int]] = set()
            start = time.perf_counter()
            sys.settrace(_tracer(self.files, seen))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.settrace(None)
            if self.failed:
                sys.stderr.write(f"left out, since it fails without any change: {item.nodeid}\n")
                self.failed, seen = False, set()
            learned[item.nodeid], taken[item.nodeid] = seen, time.perf_counter() - start
        return learned, taken

    def _started(self, mutant: Mutant, items: list[pytest.Item]) -> int:
        child = os.fork()
        if child:
            return child
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        _silence(1, 2)
        try:
            forget()
            install(mutant)
        except ValueError:
            os._exit(2)
        except Exception:  # noqa: BLE001  (a table that cannot even be made)
            os._exit(1)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                os._exit(1)
        os._exit(0)

    def _wait(self, running: dict[int, tuple[Mutant, float]]) -> None:
        for child, (mutant, end) in list(running.items()):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                del running[child]
                codes = {0: SURVIVED, 2: UNMADE}
                self._tell(mutant, codes.get(os.waitstatus_to_exitcode(status), KILLED))
            elif time.monotonic() > end:
                os.killpg(child, signal.SIGKILL)
                os.waitpid(child, 0)
                del running[child]
                self._tell(mutant, TIMEOUT)
        time.sleep(0.005)

    def _tell(self, mutant: Mutant, result: str) -> None:
        self.results[mutant] = result
        if result != KILLED:
            print(f"{result:8} {mutant}", flush=True)


def _silence(*streams: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream)


def _tracer(files: frozenset[str], seen: set[tuple[str, int]]) -> Any:
    def line(frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            seen.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, _event: str, _argument: object) -> Any:
        return line if frame.f_code.co_filename in files else None

    return call


def table(results: dict[Mutant, str]) -> str:
    """What became of the mutants of each module, and the part of them that was noticed."""
    lines = [f"{'module':26}" + "".join(f"{word:>10}" for word in ("mutants", KILLED, TIMEOUT, SURVIVED, UNTESTED, "score"))]
    made = {mutant: result for mutant, result in results.items() if result != UNMADE}
    paths = sorted({mutant.path for mutant in made})
    for name, own in [*((str(path.relative_to(SOURCE)), {path}) for path in paths), ("all", set(paths))]:
        found = [result for mutant, result in made.items() if mutant.path in own]
        counts = [found.count(word) for word in (KILLED, TIMEOUT, SURVIVED, UNTESTED)]
        score = 100 * sum(counts[:2]) / len(found) if found else 0
        lines.append(f"{name:26}" + "".join(f"{count:10}" for count in (len(found), *counts)) + f"{score:8.1f} %")
    return "\n".join(lines)


def main() -> None:
    """Asks which package, and tells the mutants that survive, and a table."""
    parser = argparse.ArgumentParser(description="Tell which changes of the code no test notices.")
    parser.add_argument("package", nargs="+", choices=sorted(SUBJECTS))
    parser.add_argument("--sample", type=int, default=0, help="so many mutants of each module, in place of all")
    parser.add_argument("--seed", type=int, default=2026, help="by which the sample is chosen")
    parser.add_argument("--only", default="", help="a file below src/briefgen, or FILE:LINE")
    parser.add_argument("--again", type=Path, help="the output of a former run: those that survived in it, and no others")
    parser.add_argument("--jobs", type=int, default=2, help="how many mutants are tried side by side")
    asked = parser.parse_args()
    former = asked.again.read_text(encoding="utf-8").splitlines() if asked.again else []
    again = {line.partition(" ")[2].strip() for line in former if line.startswith((SURVIVED, UNTESTED, TIMEOUT))}
    results: dict[Mutant, str] = {}
    for package in asked.package:
        sources, tests = SUBJECTS[package]
        chosen: list[Mutant] = []
        paths = sorted(path for pattern in sources for path in SOURCE.glob(pattern))
        for path in paths:
            name = str(path.relative_to(SOURCE))
            own = [mutant for mutant in mutants_of(path) if asked.only in ("", name, f"{name}:{mutant.line}")]
            if asked.again:
                own = [mutant for mutant in own if str(mutant) in again]
            if asked.sample and len(own) > asked.sample:
                own = sorted(random.Random(asked.seed).sample(own, asked.sample), key=lambda m: (m.node, m.variant))
            chosen += own
        files = sorted({str(path) for test in tests for path in (ROOT / "tests").glob(f"test_{test}.py")})
        plugin = Mutating(chosen, paths, asked.jobs)
        with tempfile.TemporaryDirectory() as folder:
            quiet = ["-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none"]
            pytest.main([*files, "-s", *quiet, "--basetemp", f"{folder}/tests", "--rootdir", str(ROOT)], plugins=[plugin])
        results |= plugin.results
        print(flush=True)
    print(table(results))


if __name__ == "__main__":
    main()
