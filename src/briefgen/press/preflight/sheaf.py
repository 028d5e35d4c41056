"""Sheaf: a whole file, read into what the checks need; after it, nothing of the library is left."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf

from briefgen.press.preflight import objects, operators, texts
from briefgen.press.preflight.described import described, told
from briefgen.press.preflight.geometry import ENDLESS, IDENTITY, Box
from briefgen.press.preflight.limits import BROKEN, LARGEST_FILE, MOST_PAGES, TooMuch, Unreadable, numbers
from briefgen.press.preflight.marks import Intent, Leaf, Sheaf
from briefgen.press.preflight.painter import Drawn, Painter, Stock
from briefgen.press.preflight.spaces import group_space, profile_head
from briefgen.press.preflight.state import first_state

OPERATORS = MappingProxyType({**operators.OPERATORS, **objects.OPERATORS, **texts.OPERATORS})
BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
LETTER = Box(0, 0, 612, 792)
MOST_NOTES = 10_000
MOST_TOLD = 3


def read_sheaf(pdf: bytes) -> Sheaf:
    """Reads a file.

    Raises:
        Unreadable: if it is no PDF that can be read at all.
    """
    if len(pdf) > LARGEST_FILE:
        raise Unreadable(f"expected a file of at most {LARGEST_FILE} bytes, found {len(pdf)}")
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _sheaf(document)
    except pikepdf.PasswordError:
        raise Unreadable("expected a file that can be opened, found one that asks for a password") from None
    except BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"expected a PDF that can be read, found none: {_brief(error)}") from None


def _words(wanted: str, error: Exception) -> str:
    """What is told of something that could not be read."""
    return str(error) if isinstance(error, Unreadable) else f"expected {wanted} that can be read, found none: {_brief(error)}"


def _brief(error: object) -> str:
    """A library's words on one line, without its addresses in memory."""
    words = " ".join(str(error).split())
    words = words.partition("<_io.BytesIO")[0] + words.partition("<_io.BytesIO")[2].partition(">")[2].lstrip(" :")
    return f"{words[:160]}" or type(error).__name__


def _sheaf(document: pikepdf.Pdf) -> Sheaf:
    damage: list[tuple[int, str]] = []
    count = len(document.pages)
    if not count:
        raise Unreadable("expected pages, found none")
    if count > MOST_PAGES:
        damage.append((0, f"expected at most {MOST_PAGES} pages, found {count}: only those are read"))
    leaves = tuple(_leaves(document, damage))
    damage[:0] = [(0, f"expected a sound file, found damage: {_brief(w)}") for w in document.get_warnings()[:1]]
    root: Any = document.Root
    return Sheaf(
        version=document.pdf_version, encrypted=document.is_encrypted, identified="/ID" in document.trailer, leaves=leaves,
        intents=tuple(_intents(root, damage)), described=_described(root, damage),
        told=told(document.trailer.get("/Info")), active=tuple(dict.fromkeys(_active(document, root))), damage=tuple(damage))


def _leaves(document: pikepdf.Pdf, damage: list[tuple[int, str]]) -> Iterator[Leaf]:
    stock = Stock(OPERATORS)
    for number, page in enumerate(document.pages, 1):
        if number > MOST_PAGES:
            return
        drawn = Drawn()
        try:
            yield _leaf(number, page, stock, drawn)
        except BROKEN as error:
            damage.append((number, _words("a page", error)))
            if isinstance(error, TooMuch):
                return
        damage += [(number, f"expected operators that can be followed, found {_brief(one)}")
                   for one in drawn.damage[:MOST_TOLD]]


def _leaf(number: int, page: pikepdf.Page, stock: Stock, drawn: Drawn) -> Leaf:
    written = _boxes(page.obj)
    media = written.get("MediaBox", LETTER)
    crop = written.get("CropBox", media)
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    grouped, space = group_space(page.obj, resources)
    painter = Painter(stock, drawn, resources, first_state(IDENTITY, ENDLESS))
    painter.run(page)
    return Leaf(
        number=number, written=written, media=media, bleed=written.get("BleedBox", crop), trim=written.get("TrimBox", crop),
        turned=int(page.obj.get("/Rotate", 0)) % 360, unit=float(page.obj.get("/UserUnit", 1)), marks=tuple(drawn.marks),
        faces=tuple(drawn.faces), groups=(space if grouped else None, *drawn.groups), notes=tuple(_notes(page.obj)),
        screening=tuple(drawn.screening))


def _boxes(page: Any) -> Mapping[str, Box]:
    """The boxes that a page has written, with their corners in order."""
    found = {}
    for name in BOXES:
        corners = numbers(page.get(f"/{name}", pikepdf.Array()))
        if len(corners) == 4:
            left, bottom, right, top = corners
            found[name] = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    return found


def _notes(page: Any) -> Iterator[tuple[str, Box]]:
    notes = page.get("/Annots", pikepdf.Array())
    for _, note in zip(range(MOST_NOTES), notes, strict=False):
        corners = numbers(note.get("/Rect", pikepdf.Array()))
        if len(corners) == 4:
            left, bottom, right, top = corners
            box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            yield str(note.get("/Subtype", "/?")).removeprefix("/"), box


def _intents(root: Any, damage: list[tuple[int, str]]) -> Iterator[Intent]:
    for intent in root.get("/OutputIntents", pikepdf.Array()):
        try:
            profile = intent.get("/DestOutputProfile")
            embedded = isinstance(profile, pikepdf.Stream)
            yield Intent(str(intent.get("/S", "/?")).removeprefix("/"), str(intent.get("/OutputConditionIdentifier", "")),
                         profile_head(profile) if embedded else None, int(profile.get("/N", 0)) if embedded else 0,
                         str(intent.get("/OutputCondition", intent.get("/Info", ""))))
        except BROKEN as error:
            damage.append((0, _words("an output intent", error)))


def _described(root: Any, damage: list[tuple[int, str]]) -> Mapping[str, str]:
    try:
        return described(root.get("/Metadata"))
    except BROKEN as error:
        damage.append((0, _words("XMP metadata", error)))
        return {}


def _active(document: pikepdf.Pdf, root: Any) -> Iterator[str]:
    """What acts, or is hidden, in a file: scripts, actions, forms and other files."""
    names = root.get("/Names", pikepdf.Dictionary())
    if "/JavaScript" in names:
        yield "JavaScript"
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "files inside the file"
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):
        yield "JavaScript" if opening.get("/S") == "/JavaScript" else "an action on opening"
    if "/AA" in root or any("/AA" in page.obj for _, page in zip(range(MOST_PAGES), document.pages, strict=False)):
        yield "actions"
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and ("/XFA" in form or len(form.get("/Fields", pikepdf.Array()))):
        yield "a form"
