"""Collation: the order of an index or of a list of sources."""

from __future__ import annotations

from briefgen.language.collation import sort_key
from briefgen.language.locale import Locale
from language_locales import french, shipped


def _sorted(words: str, locale: Locale) -> str:
    return " ".join(sorted(words.split(), key=lambda word: sort_key(word, locale)))


def test_in_spanish_a_letter_follows_n() -> None:
    assert _sorted("oasis ñandú nube Nzinga", shipped("es-MX")) == "nube Nzinga ñandú oasis"
    assert _sorted("ñu ñazca oasis ñálamo", shipped("es-MX")) == "ñálamo ñazca ñu oasis"
    assert _sorted("oasis ñandú nube Nzinga", shipped("en-CA")) == "ñandú nube Nzinga oasis"


def test_accents_decide_only_between_words_that_are_otherwise_the_same() -> None:
    assert _sorted("Zeta árbol arca Árbol arbol Ávila", shipped("es-MX")) == "arbol árbol Árbol arca Ávila Zeta"


def test_punctuation_does_not_count_and_a_space_does() -> None:
    words = ["Mareas del Sur", "«Marea alta»", "Marea", "Mareas"]
    found = sorted(words, key=lambda word: sort_key(word, shipped("es-MX")))
    assert found == ["Marea", "«Marea alta»", "Mareas", "Mareas del Sur"]
    assert sorted(["Mara", "Mar-eco", "Mar alto"], key=lambda word: sort_key(word, shipped("es-MX"))) == ["Mar alto", "Mara", "Mar-eco"]


def test_a_letter_may_sort_as_two() -> None:
    assert _sorted("of œuvre oda ofrenda", french()) == "oda œuvre of ofrenda"


def test_composed_and_decomposed_texts_are_the_same() -> None:
    assert sort_key("n\u0303andu\u0301", shipped("es-MX")) == sort_key("ñandú", shipped("es-MX"))
