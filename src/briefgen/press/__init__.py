"""Press: what becomes of a finished PDF after the engine."""

from briefgen.press.artifacts import mark_artifacts

__all__ = ["mark_artifacts"]
