"""Typography: apostrophes, dashes and spaces set as a language wants them, and what authors must not type."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.language.characters import (
    APOSTROPHE,
    EN_DASH,
    HYPHEN,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    SPACES,
    beginning_of,
    may_hold,
    plainly_spaced,
)
from briefgen.language.digits import marks
from briefgen.language.locale import Locale
from briefgen.language.rules import Remark

QUOTATION_MARKS = "«»“”„‟‹›‘"
"""Every quotation mark but the closing single one, which cannot be told from an apostrophe."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that must not stand in a text: what was expected and found, and where, in characters from 0."""

    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number typed as a word, and where, in characters from 0."""

    word: str
    offset: int


_RANGE = re.compile(rf"(?<![\w/.{EN_DASH}{HYPHEN}])(\d+)[{EN_DASH}{HYPHEN}](\d+)(?![\w/{EN_DASH}{HYPHEN}]|\.\d)")
"""Two numbers around a dash, and not part of a date, a telephone number or a path."""


def set_text(text: str, locale: Locale) -> str:
    """The text with apostrophes curled, ranges dashed, and no-break spaces where the language wants them.

    Sets a run of text; it may begin in mid-sentence ("'s partner" after a name). Changes no letter and no digit.
    """
    rules = locale.rules.typography
    text = re.sub(r"(?<=[\w)\]»”.])'|^'(?=s\b)|(?<![^\s«“])'(?=\d)", APOSTROPHE, text)
    text = _RANGE.sub(rf"\g<1>{rules.range_dash}\g<2>", text)
    if rules.quote_space:
        opening, closing = (re.escape(mark) for mark in rules.quotes)
        text = re.sub(rf"{opening}[{SPACES}]?(?=\S)", rules.quotes[0] + rules.quote_space, text)
        text = re.sub(rf"(?<=\S)[{SPACES}]?{closing}", rules.quote_space + rules.quotes[1], text)
    if rules.spaced:
        text = re.sub(rf"(?<=\S) (?=[{re.escape(rules.spaced)}])", NO_BREAK_SPACE, text)
    return _bound(text, locale)


def _bound(text: str, locale: Locale) -> str:
    rules = locale.rules.typography
    for words, before, after in (
        (rules.bind_after_number, r"(?<=\d) (?=", r"(?!\w))"),
        (rules.bind_before_number, r"(?<!\w)(", r") (?=\d)"),
    ):
        if words:
            text = _words_expression(words, before, after).sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
    return text


@functools.lru_cache(maxsize=64)
def _words_expression(words: tuple[str, ...], before: str, after: str) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(rf"[{SPACES}\n]".join(map(re.escape, word.split(" "))) for word in longest_first)
    return re.compile(f"{before}{beginning_of(words)}(?:{joined}){after}", flags=re.IGNORECASE)


def check_typography(text: str, locale: Locale) -> tuple[Flaw, ...]:
    """What is wrong with a whole block of prose, in the order of the text.

    Hand it the block with its inline markup taken out, so that quotations and questions stand in one piece.
    """
    checks: tuple[Callable[[str, Locale], Iterator[Flaw]], ...] = (_marks, _unseen, _quotations, _openers, _remarks)
    flaws = (flaw for check in checks for flaw in check(text, locale))
    return tuple(sorted(flaws, key=lambda flaw: (flaw.offset, flaw.message)))


_ALWAYS_WRONG = tuple((needed, re.compile(expression), message) for needed, expression, message in (
    ("\"", r"\"", "expected quotation marks {quotes}, found a straight one"),
    ("'", r"(?:(?<=\s)|^)'(?=[^\W\d])(?!s\b)", "expected quotation marks {quotes}, found a straight one"),
    ("...", r"(?<!\.)\.\.\.(?!\.)", "expected \"…\", found three dots"),
    ("-", rf"(?<=\S)[{SPACES}]-{{1,3}}[{SPACES}](?=\S)|(?<=\w)--+(?=\w)", "expected a dash, found a hyphen"),
))
"""What a text must hold to be looked through at all, what is looked for, and what is said of it."""
_LOOSE = re.compile(rf"[{SPACES}][{SPACES},.;:!?)\]]")
"""A space before a space or before a mark: what the next two look for cannot be without it."""
_SEVERAL = re.compile(rf"(?<=\S)[{SPACES}]{{2,}}(?=\S)")
_BEFORE_MARK = re.compile(rf"(?<=\S)([{SPACES}])([,.;:!?)\]])(?!\d|\.\.)")


def _marks(text: str, locale: Locale) -> Iterator[Flaw]:
    rules = locale.rules.typography
    quotes = "…".join(rules.quotes)
    for needed, expression, message in _ALWAYS_WRONG:
        if needed in text:
            yield from (Flaw(message.format(quotes=quotes), match.start()) for match in expression.finditer(text))
    if not _LOOSE.search(text):
        return
    yield from (Flaw("expected one space, found several", match.start()) for match in _SEVERAL.finditer(text))
    for match in _BEFORE_MARK.finditer(text):
        if match[2] not in rules.spaced:
            yield Flaw(f"expected no space before \"{match[2]}\"", match.start())
        elif match[1] == " ":
            yield Flaw(f"expected a no-break space before \"{match[2]}\"", match.start())


_DIGIT = re.compile(r"\d")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BETWEEN_LETTERS = re.compile(rf"(?<=[^\W\d])[{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}](?=[^\W\d])")


def _unseen(text: str, locale: Locale) -> Iterator[Flaw]:
    """Characters that nobody sees: those without any width, and no-break spaces where the setting puts none."""
    for match in _INVISIBLE.finditer(text):
        yield Flaw(f"expected nothing, found the invisible character U+{ord(match[0]):04X}", match.start())
    if NO_BREAK_SPACE not in text and NARROW_NO_BREAK_SPACE not in text:
        return
    bound = locale.rules.typography.bind_after_number
    spans = [match.span() for match in _words_expression(bound, "", "").finditer(text)] if bound else []
    for match in _BETWEEN_LETTERS.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            yield Flaw("expected a space, found a no-break space: they are set where they are needed", match.start())


def check_separators(text: str, locale: Locale) -> tuple[Flaw, ...]:
    """Decimals, thousands and per cent signs typed by hand in another way than the language writes them.

    For texts in which a number may be typed, such as a name; in prose no number may be, however it is written.
    """
    if not _DIGIT.search(text):
        return ()
    decimal, group = marks(locale.tag)
    flaws = [Flaw(f"expected the decimal mark \"{decimal}\", found \"{match[0]}\"", match.start())
             for match in _typed_with({".", ","} - {decimal}, r"\d+[{}]\d{{1,2}}", text)]
    grouping = {".", ",", "'", *SPACES} - {group, decimal} - (set(SPACES) if group in SPACES else set())
    flaws += [Flaw(f"expected thousands with \"{group}\", found \"{match[0]}\"", match.start())
              for match in _typed_with(grouping, r"\d{{1,3}}(?:[{}]\d{{3}})+", text)]
    spaced = "%" in locale.rules.numbers.per_cent_sign and not locale.rules.numbers.per_cent_sign.endswith("}%")
    for match in re.finditer(rf"(?<=\d)[{SPACES}]?%", text):
        if spaced != (len(match[0]) > 1):
            wanted = "a no-break space" if spaced else "no space"
            flaws.append(Flaw(f"expected {wanted} before \"%\"", match.start()))
    return tuple(sorted(flaws, key=lambda flaw: (flaw.offset, flaw.message)))


def _typed_with(separators: set[str], pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Whole numbers of a pattern that has one of these separators; dates, paths and telephone numbers are none."""
    if separators:
        number = pattern.format("".join(map(re.escape, sorted(separators))))
        yield from re.finditer(rf"(?<![\w.,/:{HYPHEN}])(?<!\d ){number}(?![\w/{HYPHEN}]|[.,:]\d| \d)", text)


_QUOTED = re.compile(f"[{QUOTATION_MARKS}{APOSTROPHE}]")


def _quotations(text: str, locale: Locale) -> Iterator[Flaw]:
    """Walks through the marks with the levels that are open; a mark is of the wrong language, the wrong level, or alone."""
    rules = locale.rules.typography
    levels = (rules.quotes, rules.inner_quotes)
    outer, inner = ("…".join(level) for level in levels)
    opened: list[int] = []
    for match in _QUOTED.finditer(text):
        mark, offset, depth = match[0], match.start(), len(opened)
        if mark == APOSTROPHE:
            if opened and rules.inner_quotes[1] == mark and depth == 2 and not re.match(r"\w", text[offset + 1:]):
                opened.pop()
        elif depth < 2 and mark == levels[depth][0]:
            opened.append(offset)
        elif opened and mark == levels[depth - 1][1]:
            opened.pop()
        elif mark in (*rules.quotes, *rules.inner_quotes):
            yield Flaw(f"expected {outer}, and within it {inner}, found \"{mark}\"", offset)
        else:
            yield Flaw(f"expected quotation marks {outer}, found \"{mark}\"", offset)
    yield from (Flaw("expected the quotation to be closed", offset) for offset in opened)


def _openers(text: str, locale: Locale) -> Iterator[Flaw]:
    """A question or an exclamation whose opening mark is missing, in the languages that have one."""
    for closing, opening in locale.rules.typography.openers.items():
        opened = False
        for match in re.finditer(f"[{re.escape(opening + closing)}]+", text) if closing in text else ():
            if closing in match[0] and not opened and opening not in match[0]:
                yield Flaw(f"expected \"{opening}\" where the sentence begins that ends in \"{closing}\"", match.start())
            opened = opening in match[0] and closing not in match[0]


def _remarks(text: str, locale: Locale) -> Iterator[Flaw]:
    for remark, expression in _expressions(locale.rules.typography.remarks):
        for match in expression.finditer(text):
            yield Flaw(f"{remark.message}, found \"{match[0]}\"", match.start())


@functools.lru_cache(maxsize=64)
def _expressions(remarks: tuple[Remark, ...]) -> tuple[tuple[Remark, re.Pattern[str]], ...]:
    return tuple((remark, re.compile(remark.pattern)) for remark in remarks)


def number_words(text: str, locale: Locale) -> tuple[NumberWord, ...]:
    """The number words that state a quantity, which prose must take from an observation; listed idioms are left alone."""
    rules = locale.rules.typography
    if not rules.number_words or not may_hold(text, rules.number_words):
        return ()
    plain = plainly_spaced(text)
    found = tuple(_phrases(rules.number_words).finditer(plain))
    spared = _phrases(rules.number_phrases).finditer(plain) if found and rules.number_phrases else ()
    spans = [match.span() for match in spared]
    return tuple(
        NumberWord(text[match.start():match.end()], match.start())
        for match in found
        if not any(start <= match.start() and match.end() <= end for start, end in spans)
    )


@functools.lru_cache(maxsize=64)
def _phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds whole words and phrases, the longest first, however they are cased, in a text that is plainly spaced."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w){beginning_of(words)}(?:{joined})(?!\w)", flags=re.IGNORECASE)
