"""Claims: words that hang on a value, such as "about a quarter"; whether they are true of it, and which words would be.

The words of a finding are guarded by the finding's own `expect`, by the locale's `wordings`, or by both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from briefgen.diagnostics import Diagnostic, Location, Places, line_key, quantity_keys
from briefgen.language.characters import beginning_of, may_hold
from briefgen.language.locale import Locale
from briefgen.language.rules import Said, Wording
from briefgen.language.typography import number_words
from briefgen.language.wording import in_block
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, FindingSpec
from briefgen.model.period import PeriodKind
from briefgen.model.reference import QuantityIndex
from briefgen.model.rounding import round_half_up
from briefgen.model.unit import UnitKind
from briefgen.prose.blocks import Inline, Passage, Reference, references
from briefgen.prose.parser import parse_inline
from briefgen.prose.references import exhibit_texts

MOST_TOLD = 6
_NAMED = re.compile(r"(?<!\*)\*(?!\*)[^*]+\*")
"""Words in italics."""


def true_wordings(finding: Finding, locale: Locale) -> tuple[str, ...]:
    """The locale's words that are true of a finding, the closest first."""
    said = _said(finding)
    found = [w for w in locale.rules.wordings if w.of in said and w.when.holds(said[w.of])]
    return tuple(w.words for w in sorted(found, key=lambda w: _width(w, said[w.of])))


def true_words(finding: Finding, locales: Mapping[str, Locale]) -> str:
    """The words that are true of a finding in each language, for a hint; empty if the languages have none."""
    told = ((tag, true_wordings(finding, locale)) for tag, locale in locales.items())
    return "; ".join(f"true in {tag}: {_listed(words)}" for tag, words in told if words)


def check_wordings(
    relationship: Relationship, index: QuantityIndex, locales: Mapping[str, Locale], places: Places
) -> Iterator[Diagnostic]:
    """Every wording has a guard (F014), and is true of its value in each language (F004), at the finding."""
    for spec, finding in _worded(relationship, index):
        for tag, words in spec.wording.entries if spec.wording else ():
            if tag not in locales:
                continue
            place = places.of("findings", spec.id, "wording", tag)
            if not spec.expect and not _known(words, finding, locales[tag]):
                yield Diagnostic("F014", place, f"expected a guard of \"{words}\", found none",
                                 _hint("add expect", finding, locales[tag]), needs=(f"findings/{spec.id}",))
            elif _untrue(words, finding, locales[tag]) and not _guard_fails(spec, finding):
                yield Diagnostic("F004", place, f"expected words that are true of {_plain(finding)}, found \"{words}\"",
                                 _hint("", finding, locales[tag]), needs=(f"findings/{spec.id}",))


def check_claims(prose: Passage, relationship: Relationship, index: QuantityIndex, locale: Locale) -> Iterator[Diagnostic]:
    """Every sentence that prints words that are not true in this language, or a finding whose guard was for it (F004).

    A finding that has words of its own may print its value anywhere: the value is right, the words are not.
    """
    for block in prose.walk():
        yield from _claims(block.inlines, relationship, index, locale)


def _claims(
    inlines: tuple[Inline, ...], relationship: Relationship, index: QuantityIndex, locale: Locale
) -> Iterator[Diagnostic]:
    for reference in references(inlines):
        spec = relationship.findings.get(reference.target)
        if spec and (finding := _finding(spec.id, index)):
            yield from _check_claim(reference, spec, finding, locale)


def check_exhibit_claims(
    relationship: Relationship, index: QuantityIndex, locales: Mapping[str, Locale], places: Places
) -> Iterator[Diagnostic]:
    """The same for the titles, notes and cells of exhibits."""
    for table, rows in (("charts", relationship.charts), ("tables", relationship.tables)):
        for key, exhibit in rows.items():
            for path, text in exhibit_texts(exhibit):
                for tag, words in text.entries:
                    if tag in locales and "{finding}" in words:
                        inlines, _ = parse_inline(words, places.of(table, key, *path, tag))
                        yield from _claims(inlines, relationship, index, locales[tag])


def _check_claim(reference: Reference, spec: FindingSpec, finding: Finding, locale: Locale) -> Iterator[Diagnostic]:
    words = spec.wording[locale.tag] if spec.wording and locale.tag in spec.wording.locales else ""
    worded, fails = reference.form == "wording" and bool(words), _guard_fails(spec, finding)
    if worded and (fails or _untrue(words, finding, locale)):
        message = f"expected words that are true of {_plain(finding)}, found \"{words}\""
    elif fails and not spec.wording:
        message = f"expected a sentence that is true of {_plain(finding)}, found one that was written for {spec.expect}"
    else:
        return
    yield Diagnostic("F004", reference.location, message, _hint("", finding, locale) or "change the sentence, then the guard",
                     needs=(*quantity_keys(spec.id), line_key(reference.location)))


def check_typed(prose: Passage, locale: Locale) -> Iterator[Diagnostic]:
    """Words that hang on a value and are typed, so that nothing guards them (P031); in italics they are named, not said.

    Words that hold a number in words are found as such (P005).
    """
    typed = _typed(locale)
    for block in prose.walk():
        if block.children or not may_hold(block.words, _phrases(locale)):
            continue
        for number, line in enumerate(in_block(block)):
            for match in typed.finditer(_NAMED.sub(lambda named: " " * len(named[0]), line) if "*" in line else line):
                start = block.location
                place = Location(start.file, start.line + number, match.start() + (start.column if number == 0 else 1))
                yield Diagnostic("P031", place, f"expected the wording of a finding, found \"{match[0]}\"",
                                 "derive it in data/findings.yaml, and print {finding}`... as wording`")


@lru_cache(maxsize=16)
def _phrases(locale: Locale) -> tuple[str, ...]:
    """The words that hang on a value and hold no number in words, the longest first."""
    said = {w.words for w in locale.rules.wordings if w.of is not Said.RANK and not w.common}
    return tuple(sorted((words for words in said if not number_words(words, locale)), key=lambda words: (-len(words), words)))


@lru_cache(maxsize=16)
def _typed(locale: Locale) -> re.Pattern[str]:
    words = _phrases(locale)
    return re.compile(rf"(?<![\w`]){beginning_of(words)}(?:{'|'.join(map(re.escape, words))})(?![\w`])", re.IGNORECASE)


def _worded(relationship: Relationship, index: QuantityIndex) -> Iterator[tuple[FindingSpec, Finding]]:
    for spec in relationship.findings.values():
        if spec.wording and (finding := _finding(spec.id, index)):
            yield spec, finding


def _finding(key: str, index: QuantityIndex) -> Finding | None:
    try:
        found = index.resolve(key)
    except LookupError:
        return None
    return found if isinstance(found, Finding) else None


def _said(finding: Finding) -> Mapping[Said, Decimal]:
    """What can be said of a finding, each with the number that the words hang on; only a single series grows."""
    value, one_series = finding.exact, len({o.id.rpartition("@")[0] for o in finding.operands}) <= 1
    over_time = one_series and finding.period.kind is PeriodKind.COMPARISON
    if finding.kind is UnitKind.RANK:
        return {Said.RANK: value}
    if finding.kind is UnitKind.FOLD:
        return {Said.TIMES: value, **({Said.GROWTH: value} if over_time else {})}
    if finding.kind is not UnitKind.PER_CENT:
        return {}
    said = {Said.PART: abs(value)}
    if over_time:
        said |= {Said.FALL: -value} if value < 0 else {Said.GROWTH: 1 + value / 100}
    return said


def _known(words: str, finding: Finding, locale: Locale) -> tuple[Wording, ...]:
    said = _said(finding)
    return tuple(w for w in locale.rules.wordings if w.words == words and w.of in said)


def _untrue(words: str, finding: Finding, locale: Locale) -> bool:
    """Whether the locale has these words, and says that they are not true of the value."""
    known, said = _known(words, finding, locale), _said(finding)
    return bool(known) and not any(w.when.holds(said[w.of]) for w in known)


def _guard_fails(spec: FindingSpec, finding: Finding) -> bool:
    return spec.expect is not None and not spec.expect.holds(finding.exact)


def _width(wording: Wording, value: Decimal) -> Decimal:
    """How far the words reach from the value: of several that are true the closest is told first."""
    bounds = (getattr(wording.when, name) for name in type(wording.when).model_fields)
    return max((abs(bound - value) for bound in bounds if bound is not None), default=Decimal(0))


def _plain(finding: Finding) -> str:
    return f"{round_half_up(finding.exact, 4).normalize():f}"


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"\"{one}\"" for one in words[:MOST_TOLD])


def _hint(first: str, finding: Finding, locale: Locale) -> str:
    words = true_wordings(finding, locale)
    return "; ".join(filter(None, (first, f"true in {locale.tag}: {_listed(words)}" if words else "")))
