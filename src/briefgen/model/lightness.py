"""Lightness: what is left of a colour without its hue, as CIE (L*) and WCAG 2 (contrast) reckon it."""

from __future__ import annotations


def luminance_of(rgb: str) -> float:
    """How much light a colour such as `#12403a` gives, from 0 (black) to 1 (white)."""
    channels = [int(rgb[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * value for part, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def lightness_at(luminance: float) -> float:
    """L* of an amount of light, from 0 (black) to 100 (white): equal steps look alike."""
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def luminance_at(lightness: float) -> float:
    """How much light an L* gives, from 0 to 1."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389


def contrast_of(one: float, other: float) -> float:
    """The ratio of contrast of two amounts of light, whichever is the ground: from 1 (alike) to 21 (black and white)."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)
