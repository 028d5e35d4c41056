"""Typography: what is set, what is refused, and which words are numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.locale import Locale
from briefgen.language.typography import check_separators, check_typography, number_words, set_text
from conftest import examples
from language_locales import all_locales, french, shipped

EN, ES, FR = shipped("en-CA"), shipped("es-MX"), french()


@pytest.mark.parametrize(("locale", "typed", "printed"), [
    (EN, "Atlantis's ministers' plan", "Atlantis’s ministers’ plan"),
    (EN, "'s partner since the '90s", "’s partner since the ’90s"),
    (EN, "the “'90s”", "the “’90s”"),
    (EN, "2031-2034, or 12-15", "2031–2034, or 12–15"),
    (ES, "2031–2034", "2031-2034"),
    (EN, "on 2031-12-06 by 555-123-4567 and v1.2-1.3", "on 2031-12-06 by 555-123-4567 and v1.2-1.3"),
    (EN, "Figure 3 shows 4 per cent of US$ 5 million", "Figure\u00a03 shows 4\u00a0per cent of US$\u00a05\u00a0million"),
    (ES, "Figura 3: 4 por ciento de 5 millones", "Figura\u00a03: 4\u00a0por ciento de 5\u00a0millones"),
    (ES, "5 millonésimas", "5 millonésimas"),
    (FR, "voici : «oui» et « non »", "voici\u00a0: «\u00a0oui\u00a0» et «\u00a0non\u00a0»"),
])
def test_set(locale: Locale, typed: str, printed: str) -> None:
    assert set_text(typed, locale) == printed


@examples(100)
@given(st.text(alphabet="ab3 -–'’.,:«»“”", max_size=30), st.sampled_from(all_locales()))
def test_setting_twice_changes_nothing_and_no_letter_is_lost(text: str, locale: Locale) -> None:
    printed = set_text(text, locale)
    assert set_text(printed, locale) == printed
    assert [c for c in printed if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(("locale", "text", "expected"), [
    (EN, 'He said "no"', [("straight", 8), ("straight", 11)]),
    (EN, "He said «no»", [('found "«"', 8), ('found "»"', 11)]),
    (ES, "Dijo “no”", [("within it", 5), ("within it", 8)]),
    (ES, "Dijo ‘no", [('found "‘"', 5)]),
    (ES, "«abierta", [("closed", 0)]),
    (EN, "“He said ‘don’t”", [("closed", 0), ("closed", 9), ("within it", 15)]),
    (EN, "this - that \"no", [("a hyphen", 4), ("straight", 12)]),
    (EN, "and so on...", [("three dots", 9)]),
    (EN, "wait , then", [('no space before ","', 4)]),
    (EN, "two  spaces", [("one space", 3)]),
    (EN, "this - that", [("a hyphen", 4)]),
    (EN, "this--that", [("a hyphen", 4)]),
    (ES, "Qué hora es?", [('expected "¿"', 11)]),
    (ES, "¿Sí? Bien!", [('expected "¡"', 9)]),
    (ES, "MEXICO", [("accent", 0)]),
    (ES, "LA COMISION", [("accent", 3)]),
    (EN, "México", [("Mexico", 0)]),
    (EN, "9 percent", [("per cent", 2)]),
    (FR, "voici : oui", [("no-break space", 5)]),
])
def test_what_is_refused(locale: Locale, text: str, expected: list[tuple[str, int]]) -> None:
    flaws = check_typography(text, locale)
    assert [flaw.offset for flaw in flaws] == [offset for _, offset in expected]
    assert all(words in flaw.message for flaw, (words, _) in zip(flaws, expected, strict=True))


@pytest.mark.parametrize(("locale", "text"), [
    (EN, "“She said ‘yes’ to Atlantis’s plan,” he wrote – twice…"),
    (ES, "«Dijo “sí” al plan», escribió. ¿Por qué? ¡Porque sí! MÉXICO, LA COMISIÓN"),
    (EN, "the State of México, a well-known state"),
    (FR, "voici\u00a0: «\u00a0oui\u00a0»"),
    (EN, "“the ministers’ plan”"),
    (ES, "«Dijo “los de d’ Arc” hoy»"),
])
def test_what_is_right_is_left_alone(locale: Locale, text: str) -> None:
    assert check_typography(text, locale) == ()


@pytest.mark.parametrize(("locale", "text", "expected"), [
    (EN, "Seven ministers and a hundred others, one or two of them twice, once", [("Seven", 0), ("hundred", 22)]),
    (EN, "the Group of Twenty, seventh, tenfold", []),
    (ES, "siete ministros, once empresas, una o dos", [("siete", 0), ("once", 17)]),
    (ES, "por ciento, los años ochenta, décimo, milagro", []),
    (ES, "dos mil por ciento", [("mil", 4)]),
])
def test_number_words(locale: Locale, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(found.word, found.offset) for found in number_words(text, locale)] == expected


@pytest.mark.parametrize(("locale", "text", "expected"), [
    (EN, "two\u00a0words", [("no-break space", 3)]),
    (EN, "9\u00a0km, nine per\u00a0cent", []),
    (ES, "in\u00advisible", [("U+00AD", 2)]),
    (EN, "this — that", [("without spaces", 4)]),
    (EN, "this—that", []),
    (ES, "uno — dos", [("touches", 3)]),
    (ES, "uno—dos", [("outer side", 3)]),
    (ES, "uno —dos— tres", []),
    (ES, "Africa", [("accent", 0)]),
])
def test_dashes_spaces_and_accents_of_each_language(locale: Locale, text: str, expected: list[tuple[str, int]]) -> None:
    flaws = check_typography(text, locale)
    assert [(words in flaw.message, flaw.offset) for flaw, (words, _) in zip(flaws, expected, strict=True)] == [
        (True, offset) for _, offset in expected
    ]


@pytest.mark.parametrize(("locale", "text", "expected"), [
    (EN, "Fund of 21,3", [("21,3", 8)]),
    (ES, "Fondo de 9 500 y 1'000", [("9 500", 9), ("1'000", 17)]),
    (EN, "a 1,234.50 fund of 9,500 in 2009, 2010; of 3.25", []),
    (EN, "on 613 996 0000, 10.1000/182, 12:30,5", []),
    (ES, "24 %", [('before "%"', 2)]),
    (FR, "24%", [('before "%"', 2)]),
    (FR, "21.3 et 9\u202f500", [("21.3", 0)]),
])
def test_separators_typed_by_hand(locale: Locale, text: str, expected: list[tuple[str, int]]) -> None:
    flaws = check_separators(text, locale)
    assert [flaw.offset for flaw in flaws] == [offset for _, offset in expected]
    assert all(words in flaw.message for flaw, (words, _) in zip(flaws, expected, strict=True))
