"""Bench: ratios of running times, measured side by side in one run, so that they mean the same on any machine.

    check / python    `briefgen check` against an empty Python process
    idle / check      a build that has nothing to do against `briefgen check`
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 7
BRIEFGEN = (sys.executable, "-m", "briefgen")


def seconds(command: Sequence[str]) -> float:
    """The time of one run.

    Raises:
        SystemExit: if the command fails; a failing run has no time worth telling.
    """
    start = time.perf_counter()
    finished = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - start
    if finished.returncode:
        sys.stderr.write(finished.stderr.decode(errors="replace"))
        raise SystemExit(finished.returncode)
    return taken


def main() -> None:
    """Builds once, then takes turns, so that a slow moment of the machine falls on all alike."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "build")
        runs = {
            "python": (sys.executable, "-c", "pass"),
            "check": (*BRIEFGEN, "check"),
            "idle": (*BRIEFGEN, "build", "--out", out),
        }
        print(f"{'build':8} {seconds(runs['idle']):6.2f} s from scratch", flush=True)
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, command in runs.items():
                times[name].append(seconds(command))
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in middle.items():
        print(f"{name:8} {taken:6.2f} s")
    print(f"{'ratio':8} {middle['check'] / middle['python']:6.1f}   check / python")
    print(f"{'ratio':8} {middle['idle'] / middle['check']:6.2f}   idle / check")


if __name__ == "__main__":
    main()
