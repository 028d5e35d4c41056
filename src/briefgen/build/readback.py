"""Read back: the editions of a brief that are made or there, held against each other as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefgen.build.check import Checked
from briefgen.language.periods import period_text
from briefgen.model.brief import Relationship
from briefgen.model.record import LocalText
from briefgen.model.relationship import ActorKind
from briefgen.model.rounding import scaled
from briefgen.prose.blocks import EXHIBITS, Prose

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.proof import Edition, Part, Recorded

UNNAMED = frozenset({ActorKind.COUNTRY, ActorKind.REGION})
"""Countries and regions: a language may say "the two countries", or an adjective, where the other one names them."""

_NAMED = ("actors", "mechanisms", "agreements", "programmes", "initiatives")
SHORTEST_ACRONYM = 2


def proof_prints(
    slug: str, prints: Mapping[str, tuple[bytes, Mapping[str, Any]]], checked: Checked
) -> tuple[Diagnostic, ...]:
    """What the editions of a brief print otherwise than the project's first locale, or than recorded.

    `prints` gives the PDF and the manifest's entry of each edition that is made or there, by locale.
    """
    from briefgen.proof import proof_editions

    tags = [tag for tag in checked.loaded.relationship.project.locales if tag in prints]
    if len(tags) < 2:
        return ()
    first, *others = (_edition(slug, tag, *prints[tag], checked) for tag in tags)
    return tuple(found for other in others for found in proof_editions(first, other))


def _edition(slug: str, tag: str, pdf: bytes, entry: Mapping[str, Any], checked: Checked) -> Edition:
    from briefgen.proof import Edition, read_passages

    view = checked.view(slug)
    recorded = {one["where"]: _recorded(one, tag, checked, slug) for page in entry["printed"].values() for one in page}
    name = str(entry["file"]).rpartition("/")[2].removesuffix(".pdf")
    return Edition(tag, name, read_passages(pdf), dict(_parts(checked.prose[slug, tag])), recorded,
                   names_of(view.relationship))


def _recorded(told: Mapping[str, Any], tag: str, checked: Checked, slug: str) -> Recorded:
    """What the manifest says of a printed quantity."""
    from briefgen.proof import Recorded

    value, qualifier = Decimal(told["value"]), str(told["qualifier"])
    quantity = checked.view(slug).index.resolve(told["quantity"])
    wording = getattr(quantity, "wording", None)
    worded = told["text"] in (wording and wording[tag], period_text(quantity.period, checked.locales[tag], short=False))
    return Recorded(told["quantity"], value, scaled(value, told["multiplier"]), told["unit"],
                    "" if qualifier == "exact" else qualifier, worded)


def _parts(prose: Prose) -> Iterator[tuple[str, Part]]:
    """The blocks of a prose by the marks that they have in the HTML; the first of those on one line."""
    from briefgen.proof import Part

    seen: set[str] = set()
    for number, block in enumerate(prose.walk()):
        place = block.location
        mark = f"{place.line}" if place.file.startswith("briefs/") else f"{place.file}:{place.line}"
        if mark not in seen:
            seen.add(mark)
            yield mark, Part(number, f"{place.file}:{place.line}", block.directive in EXHIBITS)


def names_of(relationship: Relationship) -> dict[str, frozenset[str]]:
    """Who may be named, by name and by acronym in every locale: one form can stand for several records."""
    found: dict[str, frozenset[str]] = {}
    for table in _NAMED:
        for record in getattr(relationship, table).values():
            if getattr(record, "kind", None) in UNNAMED:
                continue
            for form in _forms(record, relationship.project.locales):
                found[form] = found.get(form, frozenset()) | {f"{table}/{record.id}"}
    return found


def _forms(record: Any, tags: tuple[str, ...]) -> Iterator[str]:
    """A record's names and acronyms; an acronym as a reader would tell it from a word."""
    texts: tuple[LocalText | None, ...] = (record.name, getattr(record, "acronym", None))
    for form in (text[tag] for text in texts if text is not None for tag in tags):
        if len(form) >= SHORTEST_ACRONYM and not form.islower():
            yield form
