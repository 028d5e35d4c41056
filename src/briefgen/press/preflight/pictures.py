"""Pictures: images of a file, with the ink that their samples ask for."""

from __future__ import annotations

from typing import Any

import pikepdf

from briefgen.press.preflight.ink import Family, Space, paint_of
from briefgen.press.preflight.limits import BROKEN, LARGEST_STREAM, Unreadable, filters_of, inflated
from briefgen.press.preflight.marks import Picture
from briefgen.press.preflight.spaces import space_of

MOST_SAMPLES = 40_000
SPARED = 0.001
"""The part of a picture that may have more ink than is told: single samples of a photograph."""
LONGEST_SIDE = 100_000

_PACKED = ("/DCTDecode", "/DCT")


def picture_of(stream: pikepdf.Stream, resources: Any) -> Picture:
    """An image XObject, read; its ink is unknown where its samples are packed otherwise than Flate or JPEG.

    Raises:
        Unreadable: if it says that it is larger than any picture, or has fewer samples than it says.
    """
    width, height = (max(0, int(stream.get(key, 0))) for key in ("/Width", "/Height"))
    if max(width, height) > LONGEST_SIDE:
        raise Unreadable(f"expected a picture of at most {LONGEST_SIDE} samples a side, found {width} by {height}")
    if bool(stream.get("/ImageMask", False)):
        return Picture(width, height, 1, None)
    bits = int(stream.get("/BitsPerComponent", 8))
    space = space_of(stream.get("/ColorSpace"), resources) if "/ColorSpace" in stream else None
    return Picture(width, height, bits, space, _ink(stream, space, width * height, bits))


def _ink(stream: pikepdf.Stream, space: Space | None, count: int, bits: int) -> float | None:
    if space is None or bits != 8 or space.root.family is Family.FOREIGN or count * space.channels > LARGEST_STREAM:
        return None
    try:
        samples = _samples(stream, count * space.channels)
    except BROKEN:
        return None
    if samples and len(samples) < count * space.channels:
        raise Unreadable(f"expected {count * space.channels} samples of a picture, found {len(samples)}")
    if not samples or not count:
        return None
    step = max(1, count // MOST_SAMPLES) | 1
    reversed_ = _reversed(stream)
    wide = space.channels
    seen: dict[bytes, int] = {}
    for at in range(0, count, step):
        sample = samples[at * wide:(at + 1) * wide]
        seen[sample] = seen.get(sample, 0) + 1
    totals = sorted(((_total(space, sample, reversed_=reversed_), number) for sample, number in seen.items()), reverse=True)
    left = int(SPARED * len(range(0, count, step)))
    for total, number in totals:
        if number > left:
            return total
        left -= number
    return totals[-1][0]


def _total(space: Space, sample: bytes, *, reversed_: bool) -> float:
    if space.family is Family.INDEXED:
        return paint_of(space, (float(sample[0]),)).total
    return paint_of(space, tuple((255 - byte if reversed_ else byte) / 255 for byte in sample)).total


def _reversed(stream: pikepdf.Stream) -> bool:
    """Whether the samples are turned round, as many programs write CMYK in JPEG."""
    found: Any = stream.get("/Decode", [])
    return len(found) >= 2 and float(found[0]) > float(found[1])


def _samples(stream: pikepdf.Stream, wanted: int) -> bytes:
    """The samples, unpacked; a picture is refused that says it is small and is not."""
    packings = filters_of(stream)
    if not packings:
        return bytes(stream.read_raw_bytes())
    if packings == ("/FlateDecode",):
        inflated(stream.read_raw_bytes(), max(4 * wanted, 4096))
        return bytes(stream.read_bytes())
    if len(packings) == 1 and packings[0] in _PACKED:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.all))
    return b""
