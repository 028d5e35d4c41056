"""Spaces: how many components a colour of a PDF's colour space has."""

from __future__ import annotations

from typing import Any

import pikepdf

DEVICE = {
    "/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/Pattern": 1, "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4,
    "/CMYK": 4,
}


def components(space: Any) -> int:
    """The components of a space that holds grey, RGB or CMYK; 0 for all others (Lab, separations, palettes)."""
    family = str(space[0] if isinstance(space, pikepdf.Array) and len(space) else space)
    if family == "/ICCBased":
        return int(space[1].get("/N", 0))
    return DEVICE.get(family, 0)


def is_grey(space: Any) -> bool:
    """Whether a picture in that space needs black ink alone."""
    return str(space) in ("/DeviceGray", "/G") or (isinstance(space, pikepdf.Array) and str(space[0]) == "/CalGray")
