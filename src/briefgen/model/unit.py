"""Unit: what an observation is measured in. Currencies by ISO 4217; the rest is a short list of our own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

CURRENCIES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
    "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF "
    "YER ZAR ZMW ZWG".split()
)
COUNTS = frozenset({"persons", "claims", "companies", "agreements", "groups", "projects", "count"})
OTHERS = {"per_cent": "per_cent", "fold": "fold", "rank": "rank", "years": "count"}


class UnitKind(StrEnum):
    """What may be done with a value, and how it prints."""

    CURRENCY = "currency"
    COUNT = "count"
    PER_CENT = "per_cent"
    FOLD = "fold"
    RANK = "rank"
    RATE = "rate"


class UnknownUnit(ValueError):
    """A text that is no unit."""


def unit_kind(unit: str) -> UnitKind:
    """The kind of a unit; a rate is written CAD/USD: so many Canadian dollars for one United States dollar.

    Raises:
        UnknownUnit: if there is no such unit.
    """
    if unit in CURRENCIES:
        return UnitKind.CURRENCY
    if unit in COUNTS:
        return UnitKind.COUNT
    if unit in OTHERS:
        return UnitKind(OTHERS[unit])
    numerator, slash, denominator = unit.partition("/")
    if slash and numerator in CURRENCIES and denominator in CURRENCIES and numerator != denominator:
        return UnitKind.RATE
    raise UnknownUnit(f"expected a unit, found \"{unit}\"")


def known_units() -> tuple[str, ...]:
    """Every unit but the rates, in alphabetical order: what an error message offers."""
    return tuple(sorted(CURRENCIES | COUNTS | set(OTHERS)))


def _known(unit: str) -> str:
    unit_kind(unit)
    return unit


UnitField = Annotated[str, AfterValidator(_known)]
