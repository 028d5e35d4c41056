"""Grammars: how a language writes numbers, dates and reservations, known here apart from the locale files.

The formatter prints by the locale's rules; what it printed is read back by these tables, which share nothing with them. So a
rule that is wrong in a locale file does not read as right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a reader of one locale knows: its marks within numbers and its words, in lower case, with what they mean.

    `small` are the words for zero, one and two. Months have the forms that mean nothing else; `vague_months` only count beside
    a number or another month, or after one of `month_openers`.
    """

    decimal: str
    group: str
    numbers: Mapping[str, int]
    small: Mapping[str, int]
    ordinals: Mapping[str, int]
    small_ordinals: Mapping[str, int]
    ordinal_suffix: str
    scales: Mapping[str, int]
    single_scales: Mapping[str, int]
    scale_joint: str
    symbols: Mapping[str, str]
    currencies: Mapping[str, str]
    per: str
    per_cent: str
    points: str
    times: str
    single_time: str
    qualifiers: Mapping[str, str]
    months: Mapping[str, int]
    vague_months: Mapping[str, int]
    month_openers: tuple[str, ...]
    halves: Mapping[str, int]
    decades: Mapping[str, int]
    decade: str
    day_before: str
    day_after: str
    exhibits: Mapping[str, str]
    pages: str


def grammar_of(locale: str) -> Grammar | None:
    """The grammar of a locale such as es-MX, or None if its language is not known here."""
    language, _, region = locale.partition("-")
    if language == "en":
        return _EN
    if language != "es":
        return None
    return _ES_POINT if region in _POINT else _ES_COMMA


_POINT = frozenset({"MX", "US", "GT", "HN", "NI", "PA", "SV", "DO", "PR", "PE"})
"""Where Spanish writes a decimal point; elsewhere it writes a comma."""

_SIGNS: dict[str, str] = {"~": "about", ">": "more_than", "<": "less_than"}
_SYMBOLS: Mapping[str, str] = {"C$": "CAD", "US$": "USD", "Mex$": "MXN", "€": "EUR", "£": "GBP", "CN¥": "CNY", "JP¥": "JPY"}


def _numbered(words: str, first: int) -> dict[str, int]:
    """Words in counting order; forms of one number stand together, parted by a stroke."""
    return {form: number for number, forms in enumerate(words.split(), first) for form in forms.split("/")}


_EN = Grammar(
    decimal=".",
    group=",",
    numbers=_numbered("three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
                      "eighteen nineteen twenty", 3) | {"thirty": 30, "forty": 40, "fifty": 50, "dozen": 12},
    small=_numbered("zero one two", 0),
    ordinals=_numbered("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 3)
    | {"thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5, "tenths": 10},
    small_ordinals=_numbered("first second", 1),
    ordinal_suffix=r"(?:st|nd|rd|th)\b",
    scales={"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    single_scales={},
    scale_joint="",
    symbols=_SYMBOLS,
    currencies={"Canadian dollars?": "CAD", "US dollars?": "USD", "Mexican pesos?": "MXN", "euros?": "EUR",
                "pounds? sterling": "GBP", "Chinese yuan": "CNY", "Japanese yen": "JPY"},
    per=r"per",
    per_cent=r"per cent\b|percent\b|%",
    points=r"percentage points?\b",
    times=r"times\b|time\b|-?fold\b|×",
    single_time=r"once",
    qualifiers=_SIGNS | {"about": "about", "around": "about", "roughly": "about", "approximately": "about", "nearly": "nearly",
                         "almost": "nearly", "more than": "more_than", "over": "more_than", "less than": "less_than",
                         "fewer than": "less_than", "under": "less_than"},
    months={
        "january": 1, "jan": 1, "february": 2, "feb": 2, "april": 4, "apr": 4, "june": 6, "jun": 6, "july": 7, "jul": 7,
        "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    vague_months={"march": 3, "mar": 3, "may": 5},
    month_openers=("in", "of", "since", "until", "by", "from", "last"),
    halves={"first half": 1, "second half": 2, "h1": 1, "h2": 2},
    decades={},
    decade=r"\b(?P<decade>\d{3}0)s\b",
    day_before=r"(?P<month>{months})\.? (?P<day>\d{{1,2}})(?: ?(?:to|and|–|-) ?(?P<last>\d{{1,2}}))?(?!\d|[.,]\d)",
    day_after=r"(?P<day>\d{{1,2}})(?: ?(?:to|and|–|-) ?(?P<last>\d{{1,2}}))? (?P<month>{months})\b",
    exhibits={"figures?": "figure", "tables?": "table", "notes?": "note"},
    pages=r"(?:pages?|pp?\.)",
)

_ES_COMMA = Grammar(
    decimal=",",
    group=".",
    numbers=_numbered("tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
                      "dieciocho diecinueve veinte", 3) | {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "docena": 12},
    small=_numbered("cero un/una/uno dos", 0),
    ordinals=_numbered("tercero/tercera/tercer cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima octavo/octava "
                       "noveno/novena décimo/décima undécimo/undécima duodécimo/duodécima", 3)
    | {"tercio": 3, "tercios": 3, "terceras": 3, "cuartos": 4, "cuartas": 4, "quintos": 5, "quintas": 5, "décimos": 10,
       "décimas": 10},
    small_ordinals=_numbered("primero/primera/primer segundo/segunda", 1),
    ordinal_suffix=r"\.?[ºª]",
    scales={"mil": 3, "millón": 6, "millones": 6, "mil millones": 9, "miles de millones": 9, "billón": 12, "billones": 12},
    single_scales={"mil millones": 9},
    scale_joint=r"(?:de )?",
    symbols=_SYMBOLS,
    currencies={"dólar(?:es)? canadienses?": "CAD", "dólar(?:es)? estadounidenses?": "USD", "pesos? mexicanos?": "MXN",
                "euros?": "EUR", "libras? esterlinas?": "GBP", "yuan(?:es)? chinos?": "CNY",
                "yen(?:es)? japon(?:és|eses)": "JPY"},
    per=r"por",
    per_cent=r"por ciento\b|%",
    points=r"puntos? porcentual(?:es)?\b",
    times=r"veces\b|vez\b|×",
    single_time=r"una vez",
    qualifiers=_SIGNS | {"alrededor de": "about", "alrededor del": "about", "cerca de": "about", "aproximadamente": "about",
                         "casi": "nearly", "más de": "more_than", "más del": "more_than", "menos de": "less_than",
                         "menos del": "less_than"},
    months={"enero": 1, "ene": 1, "febrero": 2, "feb": 2, "marzo": 3, "abril": 4, "abr": 4, "mayo": 5,
            "junio": 6, "jun": 6, "julio": 7, "jul": 7, "agosto": 8, "ago": 8, "septiembre": 9, "sep": 9, "sept": 9,
            "octubre": 10, "oct": 10, "noviembre": 11, "nov": 11, "diciembre": 12, "dic": 12},
    vague_months={"mar": 3, "may": 5},
    month_openers=(),
    halves={"primer semestre": 1, "segundo semestre": 2, "primera mitad": 1, "segunda mitad": 2, "1s": 1, "2s": 2},
    decades={"años veinte": 1920, "años treinta": 1930, "años cuarenta": 1940, "años cincuenta": 1950, "años sesenta": 1960,
             "años setenta": 1970, "años ochenta": 1980, "años noventa": 1990},
    decade=r"\b(?:década de|los años) (?P<decade>\d{3}0)\b",
    day_before=r"(?!)(?P<month>)(?P<day>)(?P<last>)",
    day_after=r"(?P<day>\d{{1,2}})(?:\.?º)?(?: ?(?:al?|y|–|-) ?(?P<last>\d{{1,2}}))? (?:de )?(?P<month>{months})\b",
    exhibits={"figuras?": "figure", "gráficas?": "figure", "cuadros?": "table", "tablas?": "table", "notas?": "note"},
    pages=r"(?:páginas?|pp?\.|págs?\.)",
)

_ES_POINT = replace(_ES_COMMA, decimal=".", group=",")
