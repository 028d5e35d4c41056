"""Workers: processes in which targets are made side by side; what goes wrong in any of them is told together."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Protocol, TypeVar

from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError

Report = Callable[[str, str], None]


T = TypeVar("T")
M = TypeVar("M", covariant=True)


class Work(Protocol[M]):
    """Something that a worker makes: it has a name, and can be sent to another process."""

    @property
    def name(self) -> str:
        """The name under which it is reported."""

    def make(self, report: Report) -> M:
        """Makes it."""


class Workers:
    """A pool of processes, started when there is more than one thing to make, and ended with the `with` block."""

    def __init__(self, jobs: int, report: Report) -> None:
        self.jobs, self.report = jobs, report
        self._pool: ProcessPoolExecutor | None = None
        self._queue: Any = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool is None:
            return
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
        else:
            self._pool.shutdown()

    def make(self, tasks: Sequence[Work[T]]) -> tuple[T, ...]:
        """Makes them all.

        Raises:
            ContentError: with the problems of all of them, if any failed.
        """
        if self.jobs == 1 or (len(tasks) == 1 and self._pool is None):
            return _gathered([_attempt(task, self.report) for task in tasks])
        pool = self._started()
        futures = [pool.submit(_attempt_in_worker, task) for task in tasks]
        self._follow(futures)
        return _gathered([_result(task, future) for task, future in zip(tasks, futures, strict=True)])

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._queue = context.SimpleQueue()
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_listen, initargs=(self._queue,))
        return self._pool

    def _follow(self, futures: list[Future[T | ContentError]]) -> None:
        pending = set(futures)
        while pending:
            _, pending = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
            while not self._queue.empty():
                self.report(*self._queue.get())


def _result(task: Work[T], future: Future[T | ContentError]) -> T | ContentError:
    """What a worker made; a worker that was killed, by the engine's own fault or for want of memory, is told as such."""
    try:
        return future.result()
    except BrokenProcessPool:
        return ProofError(
            [
                Diagnostic(
                    "R004",
                    Location(task.name),
                    "expected a finished page, found that the engine's process ended",
                    "try again with --jobs 1; if it ends again, the machine lacks memory or a library is broken",
                )
            ]
        )


_queue: Any = None


def _listen(queue: Any) -> None:
    global _queue  # noqa: PLW0603  (a worker process has one queue, given when it starts)
    _queue = queue


def _attempt_in_worker(task: Work[T]) -> T | ContentError:
    return _attempt(task, lambda stage, name: _queue.put((stage, name)))


def _attempt(task: Work[T], report: Report) -> T | ContentError:
    try:
        return task.make(report)
    except ContentError as error:
        return error


def _gathered(results: list[T | ContentError]) -> tuple[T, ...]:
    failures = [result for result in results if isinstance(result, ContentError)]
    if failures:
        worst = next((f for f in failures if not isinstance(f, ProofError)), failures[0])
        raise type(worst)(d for failure in failures for d in failure.diagnostics)
    return tuple(result for result in results if not isinstance(result, ContentError))
