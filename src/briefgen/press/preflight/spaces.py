"""Spaces: the colour spaces of a file, read from its objects."""

from __future__ import annotations

from typing import Any

import pikepdf

from briefgen.press.preflight.ink import CMYK, GREY, PATTERN, RGB, Family, Space
from briefgen.press.preflight.limits import Unreadable, check_size, names_of

DEEPEST_SPACE = 4
"""A palette of a separation over a profile is three deep; nothing needs more."""

_DEVICES = {
    "DeviceGray": GREY, "G": GREY, "DeviceCMYK": CMYK, "CMYK": CMYK, "DeviceRGB": RGB, "RGB": RGB, "Pattern": PATTERN,
    "CalGray": Space("CalGray", Family.FOREIGN, 1), "CalRGB": Space("CalRGB", Family.FOREIGN, 3),
    "Lab": Space("Lab", Family.FOREIGN, 3),
}
_PROFILES = {b"GRAY": (Family.GREY, 1), b"CMYK": (Family.CMYK, 4), b"RGB ": (Family.FOREIGN, 3), b"Lab ": (Family.FOREIGN, 3)}
_BY_CHANNELS = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}


def space_of(found: Any, resources: Any, depth: int = 0) -> Space:
    """The colour space of an object, or of a name that the resources explain.

    Raises:
        Unreadable: if there is no such space.
    """
    if depth > DEEPEST_SPACE:
        raise Unreadable("expected a colour space, found one within another without end")
    if isinstance(found, pikepdf.Name):
        return _named(found, resources, depth)
    if isinstance(found, pikepdf.Array) and len(found) > 0:
        return _built(found, resources, depth)
    raise Unreadable("expected a colour space, found none")


def _named(name: pikepdf.Name, resources: Any, depth: int) -> Space:
    known = resources.get("/ColorSpace") if isinstance(resources, pikepdf.Dictionary) else None
    if (space := _DEVICES.get(str(name).removeprefix("/"))) is not None:
        return space
    if isinstance(known, pikepdf.Dictionary) and name in known:
        return space_of(known[name], resources, depth + 1)
    raise Unreadable(f"expected a colour space, found the unknown name {name}")


def _built(parts: pikepdf.Array, resources: Any, depth: int) -> Space:
    kind = str(parts[0]).removeprefix("/")
    if kind == "ICCBased":
        return profile_space(parts[1])
    if kind in ("Indexed", "I"):
        base = space_of(parts[1], resources, depth + 1)
        return Space(f"Indexed {base.name}", Family.INDEXED, 1, base=base, table=_table(parts[3]))
    if kind in ("Separation", "DeviceN"):
        names = names_of(parts[1])
        told, other = f"{kind} {', '.join(names)}", space_of(parts[2], resources, depth + 1)
        if other.root.family is Family.FOREIGN:  # what a device without that plate shows is a colour of screens
            return Space(f"{told} over {other.name}", Family.FOREIGN, len(names), names)
        return Space(told, Family.NAMED, len(names), names)
    if kind == "Pattern" and len(parts) > 1:
        return Space("Pattern", Family.PATTERN, 0, base=space_of(parts[1], resources, depth + 1))
    if kind in _DEVICES:
        return _DEVICES[kind]
    raise Unreadable(f"expected a colour space, found the unknown kind {kind}")


def profile_space(stream: Any) -> Space:
    """The space of an ICC profile: what its head says, and its number of channels where it has none."""
    channels = int(stream.get("/N", 0))
    head = profile_head(stream)
    signature = head[16:20] if len(head) >= 20 else _BY_CHANNELS.get(channels, b"")
    family, wanted = _PROFILES.get(signature, (Family.FOREIGN, channels))
    return Space(f"ICCBased {signature.decode('latin-1').strip() or '?'}", family, wanted or 3)


def profile_head(stream: Any) -> bytes:
    """The first 128 bytes of a profile; fewer where it is damaged."""
    check_size(stream)
    return bytes(stream.read_bytes()[:128])


def _table(found: Any) -> bytes:
    if isinstance(found, pikepdf.Stream):
        check_size(found)
        return bytes(found.read_bytes())
    return bytes(found)


def group_space(form: Any, resources: Any) -> tuple[bool, Space | None]:
    """Whether a form or a page is a transparency group, and the space that it blends in, if it says so."""
    group = form.get("/Group")
    if not isinstance(group, pikepdf.Dictionary) or group.get("/S") != "/Transparency":
        return False, None
    return True, space_of(group.CS, resources) if "/CS" in group else None
