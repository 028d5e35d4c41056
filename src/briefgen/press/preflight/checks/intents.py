"""Intents: which press a file was made for, and whether it says the same of itself everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import on
from briefgen.press.preflight.described import moment
from briefgen.press.preflight.marks import Intent, Sheaf
from briefgen.press.preflight.wishes import Wishes

STANDARD = "PDF/X-4"
_SAME = (("Title", "dc:title"), ("Producer", "pdf:Producer"), ("Creator", "xmp:CreatorTool"), ("Trapped", "pdf:Trapped"))
_DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))


def check_intents(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B033."""
    found = (*_intents(sheaf), *_standard(sheaf), *_agreement(sheaf))
    yield from (on(name, 0, "B033", message, hint) for message, hint in found)


def _intents(sheaf: Sheaf) -> Iterator[tuple[str, str]]:
    ours = [intent for intent in sheaf.intents if intent.subtype == "GTS_PDFX"]
    if len(ours) != 1:
        yield (f"expected one output intent of the kind GTS_PDFX, found {len(ours) or 'none'}",
               "an output intent names the press that colours are meant for")
    for intent in ours:
        yield from _intent(intent)


def _intent(intent: Intent) -> Iterator[tuple[str, str]]:
    if not intent.condition:
        yield "expected an OutputConditionIdentifier, found none", 'name a registered condition, or "Custom"'
    profile = intent.profile
    if profile is None:
        yield "expected a profile inside the output intent, found none", "embed the ICC profile of the press"
    elif len(profile) < 128 or profile[36:40] != b"acsp":
        yield "expected an ICC profile in the output intent, found other bytes", "embed the profile of the press"
    elif (profile[12:16], profile[16:20]) != (b"prtr", b"CMYK") or intent.channels != 4:
        kind, space = (profile[at:at + 4].decode("latin-1").strip() for at in (12, 16))
        yield (f"expected the profile of a CMYK printer in the output intent, found one of class {kind}, space {space} "
               f"and {intent.channels} channels", "embed the profile of the press")


def _standard(sheaf: Sheaf) -> Iterator[tuple[str, str]]:
    found = sheaf.described.get("pdfxid:GTS_PDFXVersion") or sheaf.told.get("GTS_PDFXVersion", "")
    if not found.startswith(STANDARD):
        yield f"expected {STANDARD} in the XMP metadata, found {found or 'no standard'}", "export the file as PDF/X-4"
        return
    if sheaf.told.get("Trapped", sheaf.described.get("pdf:Trapped")) not in ("True", "False"):
        yield "expected Trapped to be True or False, found neither", "say whether the file is trapped already"
    if not sheaf.identified:
        yield "expected an identifier of the file, found none", "write an /ID"
    for key in ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmpMM:DocumentID"):
        if not sheaf.described.get(key):
            yield f"expected {key} in the XMP metadata, found none", f"{STANDARD} asks for it"


def _agreement(sheaf: Sheaf) -> Iterator[tuple[str, str]]:
    """The two places in which a file tells its title and dates, held against each other."""
    for key, other in _SAME:
        one, two = sheaf.told.get(key), sheaf.described.get(other)
        if one is not None and two is not None and one != two:
            yield (f'expected one {key}, found "{one[:80]}" in the information and "{two[:80]}" in the metadata',
                   "write the same")
    for key, other in _DATES:
        one, two = sheaf.told.get(key), sheaf.described.get(other)
        if one is not None and two is not None and moment(one) != moment(two):
            yield f"expected one {key}, found {one[:40]} in the information and {two[:40]} in the metadata", "write the same"
