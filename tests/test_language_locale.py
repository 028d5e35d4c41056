"""Locale and catalogue: complete or refused, by name; and nothing falls back."""

from __future__ import annotations

import pickle
import re

import pytest

from briefgen.language.locale import Locale, LocaleError, MissingMessage, parse_locale
from briefgen.language.messages import MESSAGES, PLACEHOLDERS, PLURALS
from language_locales import TAGS, all_locales, catalogue_of, french, rules_of, shipped

EN, ES = shipped("en-CA"), shipped("es-MX")


def test_two_locales_ship() -> None:
    assert TAGS == ("en-CA", "es-MX")
    assert (EN.name, ES.name, ES.language) == ("English", "Español", "es-MX")


@pytest.mark.parametrize("locale", all_locales(), ids=lambda locale: locale.tag)
def test_every_message_prints_with_all_that_it_is_given(locale: Locale) -> None:
    for msgid in MESSAGES - PLURALS:
        values = {name: f"<{name}>" for name in PLACEHOLDERS[msgid]}
        printed = locale.message(msgid, **values)
        assert all(value in printed for value in values.values())
        assert "{" not in printed


def test_a_locale_travels_to_a_worker_process() -> None:
    there = pickle.loads(pickle.dumps(ES))
    assert there == ES
    assert hash(there) == hash(ES)
    assert there != EN
    assert there.plural("page_count", 3) == "3 páginas"


def test_plurals_follow_the_catalogue_and_numbers_the_locale() -> None:
    assert [EN.plural("page_count", n) for n in (0, 1, 1200)] == ["0 pages", "1 page", "1,200 pages"]
    assert [french().plural("page_count", n) for n in (0, 1, 1200)] == ["0 page", "1 page", "1\u00a0200 pages"]


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert EN.message("data_as_of", date="{date}") == "Data as of {date}"


@pytest.mark.parametrize(("msgid", "values"), [("sorce", {}), ("data_as_of", {}), ("page_count", {})])
def test_a_message_that_cannot_be_filled_is_an_error(msgid: str, values: dict[str, str]) -> None:
    with pytest.raises(MissingMessage, match=msgid):
        EN.message(msgid, **values)


def test_a_message_without_a_plural_takes_no_number() -> None:
    with pytest.raises(MissingMessage, match="takes no number"):
        EN.plural("figure", 2)


@pytest.mark.parametrize("tag", ["es", "es-419", "en_CA", "EN-ca", "qq-QQ", "es-ZZ", ""])
def test_a_tag_is_a_language_and_a_region_that_cldr_knows(tag: str) -> None:
    with pytest.raises(LocaleError):
        parse_locale(tag, rules_of("en-CA"), catalogue_of("en-CA"))


@pytest.mark.parametrize(("old", "new", "expected"), [
    ('msgid "figure"\nmsgstr "Figure"\n', "", "missing message figure"),
    ('msgstr "Figure"', 'msgstr ""', "empty message figure"),
    ('msgstr "Figure"', 'msgstr " "', "empty message figure"),
    ('msgid "figure"\n', '#, fuzzy\nmsgid "figure"\n', "message figure is marked fuzzy"),
    ('msgid "table"\nmsgstr "Table"', 'msgid "figure"\nmsgstr "Table"', "message figure is given twice; missing message table"),
    ('msgid "table"\n', 'msgid "tabel"\n', "missing message table; unknown message tabel"),
    ("Data as of {date}", "Data as of today", 'message data_as_of: expected {date}, found "Data as of today"'),
    ("Data as of {date}", "Data as of {day}", 'message data_as_of: expected {date}, found "Data as of {day}"'),
    ("Data as of {date}", "Data as of {date.year}", 'message data_as_of: expected a name in braces, found "date.year"'),
    ("Data as of {date}", "Data as of {date", "message data_as_of"),
    ('msgstr "Figure"', 'msgstr "Figure {number}"', 'message figure: expected no braces, found "Figure {number}"'),
    ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "missing header Plural-Forms"),
    ('msgstr[1] "{n} pages"\n', "", "message page_count"),
    ('msgstr "Figure"', 'msgstr "Figure', "not a catalogue"),
])
def test_an_incomplete_catalogue_is_refused_by_name(old: str, new: str, expected: str) -> None:
    catalogue = catalogue_of("en-CA")
    assert old in catalogue
    with pytest.raises(LocaleError, match=re.escape("en-CA.po: ") + ".*" + re.escape(expected)):
        parse_locale("en-CA", rules_of("en-CA"), catalogue.replace(old, new, 1))


def test_all_that_is_wrong_with_a_catalogue_is_told_at_once() -> None:
    """A message that nobody knows hides none of the faults after it."""
    catalogue = catalogue_of("en-CA").replace('msgid "figure"\n', 'msgid "figur"\n', 1).replace('msgstr "Table"', 'msgstr ""', 1)
    with pytest.raises(LocaleError, match="missing message figure; unknown message figur; empty message table"):
        parse_locale("en-CA", rules_of("en-CA"), catalogue)


def test_a_message_with_a_number_is_not_told_without_one() -> None:
    with pytest.raises(MissingMessage, match="page_count"):
        french().message("page_count", n="1")


@pytest.mark.parametrize(("old", "new", "expected"), [
    ('minus = "\\u2212"\n', "", "missing rule numbers.minus"),
    ('name = "English"', 'nom = "English"', "missing rule name"),
    ('name = "English"', 'name = "English"\nnom = "English"', "unknown rule nom"),
    ('persons = {one = "person", other = "persons"}\n', "", "missing rule units.persons"),
    ("most_decimals = 3", 'most_decimals = "three"', "rule numbers.most_decimals"),
    ('per_cent_sign = "{number}%"', 'per_cent_sign = "%"', 'rule numbers.per_cent_sign: expected {number}, found "%"'),
    ('per_cent_sign = "{number}%"', 'per_cent_sign = "{number:>9}%"', "rule numbers.per_cent_sign"),
    ('span = "{first} to {last}"', 'span = "{first}"', "rule periods.*.span: expected {first}, {last}"),
    ('comparison_same_months = "{earlier} to {later}"', 'comparison_same_months = "{later}"', "comparison_same_months"),
    ('words_feminine = ["zero", ', "words_feminine = [", "rule numbers.words_feminine"),
    (', "" = "th"}', "}", "missing rule numbers.ordinal_suffixes"),
    ("CAD = {", "CAT = {", "unknown currency currencies.CAT"),
    ("exceptions = []", 'exceptions = [{before = "(", last = " e "}]', "rule lists.exceptions"),
    ("[numbers]", "[numbers", "not TOML"),
])
def test_incomplete_rules_are_refused_by_name(old: str, new: str, expected: str) -> None:
    rules = rules_of("en-CA")
    assert old in rules
    with pytest.raises(LocaleError, match=re.escape("en-CA.toml: ") + ".*" + re.escape(expected)):
        parse_locale("en-CA", rules.replace(old, new, 1), catalogue_of("en-CA"))


def test_a_third_locale_is_made_of_two_files() -> None:
    locale = french()
    assert (locale.tag, locale.name, locale.message("table")) == ("fr-CA", "Français", "Tableau")
    assert locale.message("data_as_of", date="1er mars 2031") == "Données au 1er mars 2031"
