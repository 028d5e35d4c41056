"""Bench: how long people wait, and ratios of it, measured side by side in one run, so that they mean the same on any machine.

    check / python    `briefgen check` against an empty Python process
    idle / check      a build that has nothing to do against `briefgen check`

Each figure is the least of some rounds, in seconds of the processor (its own and the system's): other work on the machine
makes a run slower, never faster.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 7
BRIEFGEN = (sys.executable, "-m", "briefgen")


def seconds(command: Sequence[str]) -> float:
    """The processor's time of one run, with the processes that it starts.

    Raises:
        SystemExit: if the command fails; a failing run has no time worth telling.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
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
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")  # what idle builds note there goes with the folder
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, command in runs.items():
                times[name].append(seconds(command))
    least = {name: min(taken) for name, taken in times.items()}
    for name, taken in least.items():
        print(f"{name:8} {taken:6.2f} s")
    print(f"{'ratio':8} {least['check'] / least['python']:6.1f}   check / python")
    print(f"{'ratio':8} {least['idle'] / least['check']:6.2f}   idle / check")


if __name__ == "__main__":
    main()
