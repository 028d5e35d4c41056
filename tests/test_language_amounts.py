"""Amounts: what a printed text states, read back."""

from __future__ import annotations

import pytest

from briefgen.language.amounts import parse_quantity_text
from language_locales import french, shipped

EN, ES, FR = shipped("en-CA"), shipped("es-MX"), french()


@pytest.mark.parametrize(("text", "expected"), [
    ("from C$306 million in 2031 to over C$355\u00a0million in 2034", ("3.06E+8", "3.55E+8")),
    ("−35.3 per cent and -1,250", ("-35.3", "-1250")),
    ("−C$4.7 billion", ("-4.7E+9",)),
    ("2031–2034, H1N1, P4P, G20", ()),
    ("2,031 companies in 2031", ("2031",)),
    ("from 1500 to 2199", ()),
    ("1499 or 2200 lamps", ("1499", "2200")),
    ("2031.5 and 2031 million", ("2031.5", "2.031E+9")),
    ("more than one million, in 2031", ("1E+6",)),
    ("one\u00a0million, One\u202fmillion and 3\u202fbillion", ("1E+6", "1E+6", "3E+9")),
    ("the 5th of 12 groups", ("12",)),
])
def test_english(text: str, expected: tuple[str, ...]) -> None:
    assert [str(amount) for amount in parse_quantity_text(text, EN)] == list(expected)


@pytest.mark.parametrize(("text", "expected"), [
    ("31,700 millones de dólares, 31.7 miles de millones, 3 billones", ("3.1700E+10", "3.17E+10", "3E+12")),
    ("457 mil millones, 21.3\u00a0mil\u00a0millones y mil millones", ("4.57E+11", "2.13E+10", "1E+9")),
    ("más de un millón, y 1 millón", ("1E+6", "1E+6")),
    ("1S 2031, 35.3%", ("35.3",)),
])
def test_spanish(text: str, expected: tuple[str, ...]) -> None:
    assert [str(amount) for amount in parse_quantity_text(text, ES)] == list(expected)


def test_the_marks_are_the_locales() -> None:
    assert [str(amount) for amount in parse_quantity_text("272\u00a0000,5 et 31,7 milliards", FR)] == ["272000.5", "3.17E+10"]
