"""Shades: the colours that gradients run between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pikepdf

from briefgen.press.preflight.ink import Paint, paint_of
from briefgen.press.preflight.limits import check_size, numbers
from briefgen.press.preflight.spaces import space_of

MOST_COLOURS = 512
_DEEPEST = 4


def paints_of(shading: pikepdf.Dictionary | pikepdf.Stream, resources: Any) -> tuple[Paint, ...]:
    """The colours at the ends of a gradient's parts; its space alone where its function tells no colours."""
    space = space_of(shading.get("/ColorSpace"), resources)
    functions: Any = shading.get("/Function", [])
    if isinstance(functions, pikepdf.Array):
        single = [tuple(islice(_ends(one, 0), MOST_COLOURS)) for one in functions]
        colours = tuple(tuple(part[0] for part in parts) for parts in zip(*single, strict=False)) if all(single) else ()
    else:
        colours = tuple(islice(_ends(functions, 0), MOST_COLOURS))
    fitting = tuple(colour for colour in colours if len(colour) == space.channels)
    return tuple(paint_of(space, colour) for colour in fitting) or (Paint(space, ()),)


def _ends(function: Any, depth: int) -> Iterator[tuple[float, ...]]:
    kind = int(function.get("/FunctionType", -1)) if depth < _DEEPEST else -1
    if kind == 2:
        yield numbers(function.get("/C0", pikepdf.Array([0])))
        yield numbers(function.get("/C1", pikepdf.Array([1])))
    elif kind == 3:
        for part in islice(function.Functions, MOST_COLOURS):
            yield from _ends(part, depth + 1)
    elif kind == 0 and int(function.get("/BitsPerSample", 0)) == 8:
        yield from _sampled(function)


def _sampled(function: pikepdf.Stream) -> Iterator[tuple[float, ...]]:
    check_size(function)
    samples, channels = function.read_bytes(), len(function.Range) // 2
    spans = numbers(function.get("/Decode", function.Range))
    for at in range(0, len(samples) - channels + 1, channels or len(samples)):
        yield tuple(spans[2 * n] + samples[at + n] / 255 * (spans[2 * n + 1] - spans[2 * n]) for n in range(channels))
