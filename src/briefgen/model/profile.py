"""Profile: what the header of an ICC profile says of itself (ISO 15076-1, 7.2)."""

from __future__ import annotations

from dataclasses import dataclass

HEADER = 128


class NotAProfile(ValueError):
    """The bytes are no ICC profile."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile's class (`prtr` is a printer's), colour space, connection space, version (`2.2`) and description."""

    device: str
    space: str
    connection: str
    version: str
    description: str

    @property
    def suits_press(self) -> bool:
        """Whether it can be the output intent of a file in CMYK."""
        return self.device == "prtr" and self.space == "CMYK"


def read_profile(content: bytes) -> Profile:
    """Reads a profile's header and its description.

    Raises:
        NotAProfile: if it has no such header, or is not as long as it says.
    """
    if len(content) < HEADER + 4 or content[36:40] != b"acsp":
        raise NotAProfile("no ICC profile")
    if (said := int.from_bytes(content[:4], "big")) != len(content):
        raise NotAProfile(f"a profile of {said} bytes in a file of {len(content)}")
    device, space, connection = (content[at:at + 4].decode("latin-1").strip() for at in (12, 16, 20))
    return Profile(device, space, connection, f"{content[8]}.{content[9] >> 4}", _description(content))


def _description(content: bytes) -> str:
    """The text of the tag `desc`: of type `desc` in version 2, `mluc` in version 4; empty if there is none."""
    count = min(int.from_bytes(content[HEADER:HEADER + 4], "big"), 100)
    for at in range(HEADER + 4, HEADER + 4 + 12 * count, 12):
        if content[at:at + 4] == b"desc":
            start, size = (int.from_bytes(content[at + step:at + step + 4], "big") for step in (4, 8))
            tag = content[start:start + size]
            if tag[:4] == b"desc":
                return tag[12:12 + int.from_bytes(tag[8:12], "big")].split(b"\0")[0].decode("latin-1")
            if tag[:4] == b"mluc":
                length, offset = (int.from_bytes(tag[step:step + 4], "big") for step in (20, 24))
                return tag[offset:offset + length].decode("utf-16-be", "replace")
    return ""
