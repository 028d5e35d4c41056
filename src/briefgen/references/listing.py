"""Listing: entries as records of `data/sources.yaml`: their ids, and the lines that are written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

ORIGINAL = "the original title; translate it if an official translation exists"
LONGEST_ID = 40
_PLAIN = re.compile(r"[^\W\d_][\w ’'.()&–-]*[\w).]|[^\W\d_]")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ORDER = ("type", "title", "author", "editor", "container-title", "edition", "volume", "issue", "number", "page", "publisher",
          "publisher-place", "issued", "accessed", "release", "DOI", "URL")


def base_id(data: Mapping[str, Any], key: str) -> str:
    """An id of author (or publisher, or title) and year: `nemo_2032`; without a year `nemo_nd`."""
    names = (*data.get("author", ()), *data.get("editor", ()))
    who = next((name.get("family") or name.get("literal", "") for name in names), "")
    year = str(data.get("issued", ""))[:4].lower() or "nd"
    folded = _folded(who) or _folded(data.get("publisher", "")) or _folded(str(data["title"])) or _folded(key) or "source"
    return f"{folded if folded[0].isalpha() else f's_{folded}'}_{year}"


def _folded(text: str) -> str:
    """Lower-case letters and digits of a text, cut at the end of a word."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("æ", "ae"))
    words = re.findall("[a-z0-9]+", re.sub("[\u0300-\u036f'’]", "", plain).lower())
    kept: list[str] = []
    for word in words:
        if kept and len("_".join((*kept, word))) > LONGEST_ID:
            break
        kept.append(word[:LONGEST_ID])
    return "_".join(kept)


def record_lines(identity: str, data: Mapping[str, Any], titles: Mapping[str, str], originals: frozenset[str]) -> Iterator[str]:
    """The lines of a record; of `titles`, by locale, those of `originals` are marked as not translated."""
    yield f"{identity}:"
    for field in _ORDER:
        if field == "title":
            yield "  title:"
            for tag, title in titles.items():
                yield f"    {tag}: {scalar(title)}" + (f"  # {ORIGINAL}" if tag in originals else "")
        elif field in ("author", "editor") and field in data:
            yield f"  {field}:"
            for name in data[field]:
                yield "    - {" + ", ".join(f"{key}: {_quoted(text)}" for key, text in name.items()) + "}"
        elif field in data:
            yield f"  {field}: {scalar(str(data[field]))}"


def scalar(text: str) -> str:
    """A text as YAML reads it back, without quotes where it needs none."""
    address = re.fullmatch(r"https?://[\w./~%?=&+:-]*[\w/]", text, re.ASCII)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML and "  " not in text
    return text if plain or address else _quoted(text)


def _quoted(text: str) -> str:
    """A text in quotes where it needs any within brackets."""
    if re.fullmatch(r"[^\W\d_][\w ’.-]*[\w.]|[^\W\d_]", text) and text.lower() not in _WORDS_OF_YAML:
        return text
    whole = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "\u007f\u0085\u00a0\u2028\u2029\ufeff" else c for c in whole)
