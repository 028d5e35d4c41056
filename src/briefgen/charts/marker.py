"""Marker: the mark of one record: a square or a ring where records are of two kinds, a square where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from briefgen.charts.placement import Box, Point
from briefgen.charts.scene import Scene
from briefgen.charts.surface import Surface
from briefgen.language.messages import msgid_of

RING = 0.28  # the breadth of a ring, of its size


@dataclass(frozen=True)
class Marker:
    """How the records of a kind are marked; no kind means all of them."""

    kind: StrEnum | None
    colour: str
    ring: bool

    def label(self, scene: Scene) -> str:
        """The kind in words; empty if there is none."""
        return "" if self.kind is None else scene.message(msgid_of(self.kind))


def markers_of(records: Sequence[Any]) -> Mapping[StrEnum | None, Marker]:
    """The marker of each kind if records are of a list of two kinds: squares for the first, rings for the second."""
    kinds: set[type[StrEnum]] = {type(r.kind) for r in records if isinstance(getattr(r, "kind", None), StrEnum)}
    listed = [word for kind in kinds for word in kind] if len(kinds) == 1 else []
    if len(listed) != 2:
        return {None: Marker(None, "deep", ring=False)}
    first, second = listed
    every = {first: Marker(first, "brick", ring=False), second: Marker(second, "deep", ring=True)}
    return {kind: marker for kind, marker in every.items() if any(record.kind is kind for record in records)}


def draw_marker(marker: Marker, centre: Point, size: float, ground: str, surface: Surface) -> None:
    """Draws a marker `size` points wide on a ground of that colour."""
    x, y = centre
    half = size / 2
    if not marker.ring:
        surface.block(Box(x - half, y - half, x + half, y + half), fill=marker.colour)
        return
    surface.dot(centre, half * 1.06, fill=marker.colour)
    surface.dot(centre, half * 1.06 - size * RING, fill=ground)
