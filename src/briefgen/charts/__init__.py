"""Charts: exhibits drawn at their final size, in the page's own type; the only package that imports matplotlib."""

from __future__ import annotations

from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.frame import Drawing, FontFile, Scene, draw, sheet_width

__all__ = ["ChartError", "ChartFault", "Drawing", "FontFile", "Scene", "draw", "sheet_width"]
