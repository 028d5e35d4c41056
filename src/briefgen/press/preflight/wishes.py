"""Wishes: what a printer asks of a file."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.binding import Binding
from briefgen.press.preflight.geometry import MM


@dataclass(frozen=True, slots=True)
class Wishes:
    """Lengths in points, ink in per cent, resolution in samples an inch; what is usual for coated offset where nothing is said.

    `bleed` 0 asks for none, as of sheets that are already imposed; `binding` None leaves the page count alone.
    """

    binding: Binding | None = None
    bleed: float = 3 * MM
    margin: float = 5 * MM
    """From the trim to the nearest text."""
    cut: float = 3 * MM
    """From the trim, what a knife that is off may take."""
    ink: float = 300.0
    line: float = 0.25
    resolution: float = 225.0
    least_resolution: float = 150.0
    line_art: float = 600.0
    """Of pictures in black and white alone; below half of it their steps show."""
    small: float = 12.0
    """Text below this size is set in one ink, if it is black."""
