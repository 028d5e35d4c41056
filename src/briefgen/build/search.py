"""Search: which numbers somebody means who names a reference, a part of one, or a number as it is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from briefgen.build.appearances import Appearance
from briefgen.build.check import Checked
from briefgen.diagnostics import Diagnostic, Location, UsageError
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, UnfitForm, quantity_text
from briefgen.language.rules import MissingRule
from briefgen.model.finding import Quantity
from briefgen.model.reference import AmbiguousReference, NotYetKnown, UnknownReference

FORMS = (Form.PROSE, Form.KEY, Form.AXIS, Form.NUMBER, Form.TABLE)
LONGEST_SHOWN = 60
_PART = re.compile(r"[A-Za-z0-9_:@./-]*[A-Za-z_:@][A-Za-z0-9_:@./-]*")
_NUMERAL = re.compile(r"[0-9]+(?:[., ][0-9]+)*")


def found(asked: str, checked: Checked, printed: Iterable[Appearance]) -> tuple[str, ...]:
    """The references of the numbers that are meant: one, or several to choose from.

    A reference comes first, then a part of one, then words that a page prints or would print, then their digits alone.

    Raises:
        UsageError: if there is none.
    """
    try:
        return (checked.index.resolve(asked).id,)
    except AmbiguousReference as error:
        return error.choices
    except NotYetKnown as error:
        raise UsageError([Diagnostic("E022", Location(asked), error.message, error.hint)]) from None
    except UnknownReference as error:
        near = error.nearest
    known = frozenset(checked.index)
    told = [(one.reference, normal(one.words)) for one in printed if one.reference in known]
    told += [(reference, normal(text)) for reference, text in _renderings(checked)]
    for matches in (_partly(asked, checked.index), _saying(asked, told), _saying(_digits(asked), told)):
        if references := tuple(dict.fromkeys(matches)):
            return references
    hint = f"did you mean {' or '.join(near)}?" if near else "name a reference such as those in data/, or a number as printed"
    problem = "expected a number of the project, found none that is recorded, derived or printed so"
    raise UsageError([Diagnostic("E022", Location(asked[:LONGEST_SHOWN]), problem, hint)])


def normal(text: str) -> str:
    """A text as it is compared: small letters, plain spaces, a plain minus."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").casefold().split())


def _partly(asked: str, references: Iterable[str]) -> Iterator[str]:
    """The references that hold a part of one: whole words of it first, then any stretch."""
    if not _PART.fullmatch(asked):
        return
    known, part = tuple(references), asked.casefold()
    whole = re.compile(rf"(?<![a-z0-9]){re.escape(part)}(?![a-z0-9])")
    yield from [one for one in known if whole.search(one.casefold())] or [one for one in known if part in one.casefold()]


def _saying(asked: str, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The references whose words hold those asked for, neither within another word nor within another number."""
    words = normal(asked)
    if words:
        pattern = re.compile(rf"(?<![\w])(?<![0-9][.,]){re.escape(words)}(?!\w)(?![.,][0-9])")
        yield from (reference for reference, text in told if words in text and pattern.search(text))


def _digits(asked: str) -> str:
    """The longest number in a text, without what stands around it."""
    return max(_NUMERAL.findall(normal(asked)), key=len, default="")


def _renderings(checked: Checked) -> Iterator[tuple[str, str]]:
    """How every number is recorded, and how it prints in each locale and form."""
    for reference in checked.index:
        quantity = checked.index.resolve(reference)
        yield reference, str(quantity.value)
        yield reference, f"{quantity.amount:f}"
        for locale in checked.locales.values():
            yield from ((reference, text) for text in _texts(quantity, locale))


def _texts(quantity: Quantity, locale: Locale) -> Iterator[str]:
    for form in FORMS:
        try:
            yield quantity_text(quantity, locale, form, qualified=True)
        except (UnfitForm, MissingRule):
            continue
