"""Limits: how much of a file is read, whatever it holds, and what it means that it cannot be."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pikepdf

from briefgen.press.preflight.geometry import IDENTITY, Matrix

LARGEST_FILE = 256 * 1024 * 1024
MOST_PAGES = 2000
LARGEST_STREAM = 32 * 1024 * 1024
"""Bytes of a content stream, a palette or a picture's samples when they are unpacked."""
LARGEST_PACKED = 1024 * 1024
"""Bytes of a content stream in a packing whose size is only known when it is unpacked."""
MOST_INSTRUCTIONS = 2_000_000
CALL = 50
"""Instructions that the drawing of a form or a tile counts as: it takes as long."""
MOST_MARKS = 200_000
DEEPEST = 16
"""Forms, patterns and groups within each other."""

FURTHEST = 1e9
_NUMBERS = (int, float, Decimal)
FLATE = ("/FlateDecode", "/Fl")


class Unreadable(Exception):
    """Part of a file that cannot be read, or is more than is read; says what was expected and found."""


class TooMuch(Unreadable):
    """A file that holds more than is read."""


BROKEN = (pikepdf.PikepdfError, Unreadable, ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError,
          TypeError, ValueError, struct.error, zlib.error)
"""What reading a damaged file raises: the library's own errors, and those of Python where an object is of another kind."""


def filters_of(stream: pikepdf.Stream) -> tuple[str, ...]:
    """How a stream is packed, outermost first."""
    found = stream.get("/Filter")
    if found is None:
        return ()
    return tuple(map(str, found)) if isinstance(found, pikepdf.Array) else (str(found),)


def inflated(packed: bytes, largest: int) -> bytes:
    """The bytes of a Flate stream, as far as they can be read.

    Raises:
        Unreadable: if there are more than `largest`.
    """
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(packed, largest + 1)
    except zlib.error:
        return b""
    if len(found) > largest:
        raise Unreadable(f"expected a stream of at most {largest} bytes, found more")
    return found


def check_size(stream: pikepdf.Stream, largest: int = LARGEST_STREAM) -> None:
    """Refuses a stream that would unpack to too much, before it is unpacked.

    Raises:
        Unreadable: if it would.
    """
    content, packings = stream.read_raw_bytes(), filters_of(stream)
    while packings and packings[0] in FLATE:
        content, packings = inflated(content, largest), packings[1:]
    if len(content) > (LARGEST_PACKED if packings else largest):
        raise Unreadable(f"expected a stream of at most {largest} bytes, found more")


def numbers(operands: Iterable[Any]) -> tuple[float, ...]:
    """The numbers among operands, in their order; those that no page needs are cut down."""
    found = [float(one) for one in operands if type(one) in _NUMBERS]
    return tuple([one if -FURTHEST < one < FURTHEST else math.copysign(FURTHEST, one) for one in found])


def names_of(values: Any) -> tuple[str, ...]:
    """A name, or the names of an array, without the slash."""
    many = values if isinstance(values, pikepdf.Array) else [values]
    return tuple(str(one).removeprefix("/") for one in many if isinstance(one, (pikepdf.Name, str)))


def matrix_of(found: Any) -> Matrix:
    """The matrix of six numbers; the one that changes nothing where there are others."""
    values = numbers(found) if found is not None else ()
    if len(values) != 6:
        return IDENTITY
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)
