"""ChartError: why a chart cannot be drawn as declared, as a fault and the words that go with it."""

from __future__ import annotations

from enum import StrEnum


class ChartFault(StrEnum):
    """What can be wrong with a chart."""

    LABELS_OVERLAP = "labels_overlap"
    LABEL_LEAVES = "label_leaves"
    GLYPH_MISSING = "glyph_missing"
    FACE_MISSING = "face_missing"
    MIXED_UNITS = "mixed_units"
    MISSING_DATA = "missing_data"
    UNFIT_DATA = "unfit_data"
    TOO_SMALL = "too_small"
    ENGINE_WARNING = "engine_warning"


class ChartError(ValueError):
    """A chart that must not be printed. `fault` says which kind, `detail` what was expected and found."""

    def __init__(self, fault: ChartFault, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
