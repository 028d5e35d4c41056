"""Marks: where to cut, how the plates lie on each other, and which page this is; all of it outside the bleed.

Marks are in the separation `All`, so they stand on every plate. Its tint transform, which only a device without plates uses, is
black ink alone: no spot of the file is darker than the total ink allows.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from briefgen.press.boxes import BLEED, MARGIN, Boxes

WEIGHT = 0.25
NEAR, FAR = BLEED + 1.0, MARGIN - 4.0  # where a crop mark begins and ends, from the trim
TARGET = (NEAR + FAR) / 2  # from the trim to the centre of a registration mark
RADIUS, ARM = 3.6, 6.6
KAPPA = 0.5523
SLUG_SIZE = 6.0
SLUG_LEFT, SLUG_BASELINE = 24.0, 16.0  # from the trim's lower left corner, right and down
SPACE = "/BriefgenAll"


def registration(document: pikepdf.Pdf) -> pikepdf.Object:
    """The colour space of marks: on every plate."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return document.make_indirect(
        pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, document.make_indirect(tint)])
    )


def marks(boxes: Boxes, slug: bytes) -> bytes:
    """The content that draws the marks of a page; `slug` are the outlines of its slug line, from the origin."""
    left, bottom, right, top = boxes.trim
    lines = [*_crops(boxes), *_target(left - TARGET, (bottom + top) / 2), *_target(right + TARGET, (bottom + top) / 2),
             *_target((left + right) / 2, bottom - TARGET), *_target((left + right) / 2, top + TARGET)]
    drawn = "\n".join(lines)
    place = f"1 0 0 1 {left + SLUG_LEFT:g} {bottom - SLUG_BASELINE:g} cm"
    return (
        f"q {SPACE} CS 1 SCN {SPACE} cs 1 scn {WEIGHT} w 0 J 0 j [] 0 d\n{drawn}\n{place}\n".encode() + slug + b"\nQ\n"
    )


def _crops(boxes: Boxes) -> Iterator[str]:
    left, bottom, right, top = boxes.trim
    for x in (left, right):
        yield _line(x, bottom - NEAR, x, bottom - FAR)
        yield _line(x, top + NEAR, x, top + FAR)
    for y in (bottom, top):
        yield _line(left - NEAR, y, left - FAR, y)
        yield _line(right + NEAR, y, right + FAR, y)


def _target(x: float, y: float) -> Iterator[str]:
    """A circle with a cross."""
    r, k = RADIUS, RADIUS * KAPPA
    yield _line(x - ARM, y, x + ARM, y)
    yield _line(x, y - ARM, x, y + ARM)
    yield f"{x + r:.3f} {y:.3f} m"
    for a, b, c, d, e, f in ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0)):
        yield f"{x + a:.3f} {y + b:.3f} {x + c:.3f} {y + d:.3f} {x + e:.3f} {y + f:.3f} c"
    yield "s"


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"
