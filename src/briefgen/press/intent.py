"""Intent: the printing that a press file is meant for, as an embedded ICC profile (ISO 15930-7, 6.2.2)."""

from __future__ import annotations

import pikepdf

from briefgen.model.profile import read_profile


def declare_intent(document: pikepdf.Pdf, profile: bytes) -> None:
    """Writes the one output intent of a file.

    The condition is `Custom` and names no registry: the embedded profile says what it is, in the words of its description.

    Raises:
        NotAProfile: if the bytes are none.
    """
    read = read_profile(profile)
    embedded = document.make_stream(profile)
    embedded.N, embedded.Alternate = 4, pikepdf.Name.DeviceCMYK
    words = pikepdf.String(read.description or "CMYK")
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier=pikepdf.String("Custom"),
        OutputCondition=words, Info=words, DestOutputProfile=embedded,
    ))])
