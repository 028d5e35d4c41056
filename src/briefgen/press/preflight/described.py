"""Described: what a file says of itself, in its XMP metadata and in its information dictionary."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import pikepdf

from briefgen.press.preflight.limits import Unreadable, check_size

LARGEST_METADATA = 4 * 1024 * 1024
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_DATE = re.compile(r"D?:?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?\s*(Z|[+-]\d\d'?:?(?:\d\d)?)?")


def described(stream: Any) -> Mapping[str, str]:
    """The properties of an XMP stream by prefix and name, such as `pdfxid:GTS_PDFXVersion`; the first of several values.

    Raises:
        Unreadable: if it is too large, or no XML.
    """
    if not isinstance(stream, pikepdf.Stream):
        return {}
    check_size(stream, LARGEST_METADATA)
    content = stream.read_bytes()
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise Unreadable("expected XMP metadata, found XML with declarations")
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise Unreadable(f"expected XMP metadata, found no XML: {error}") from None
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        found |= {_key(name): value for name, value in description.items()}
        found |= {_key(child.tag): "".join(_first(child).itertext()).strip() for child in description}
    return found


def _first(element: ET.Element) -> ET.Element:
    """The first value of a list, or the element itself."""
    return next(element.iter(f"{_RDF}li"), element)


def _key(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"


def told(info: Any) -> Mapping[str, str]:
    """The entries of an information dictionary, without their slashes."""
    if not isinstance(info, pikepdf.Dictionary):
        return {}
    return {str(name).removeprefix("/"): str(value).removeprefix("/") for name, value in info.items()
            if isinstance(value, (pikepdf.String, pikepdf.Name))}


def moment(text: str) -> tuple[str, ...]:
    """A date of either form, so that the two can be held against each other: year to second, and its zone."""
    match = _DATE.match(text)
    if match is None:
        return ()
    *parts, zone = match.groups()
    digits = re.sub(r"\D", "", zone or "")
    return (*(part or "00" for part in parts), f"{(zone or 'Z')[:1]}{digits}" if digits.strip("0") else "Z")
