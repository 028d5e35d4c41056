"""Derived: the two files of a locale, made from those of another one of its language, for a translator to go on from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from briefgen.language.digits import cldr_locale
from briefgen.language.territories import currency_words, endonym

DAY_FIRST: Mapping[str, Mapping[str, str]] = {
    "prose": {
        "day": "{day} {month} {year}",
        "days": "{first} to {last} {month} {year}",
        "days_months": "{first} {first_month} to {last} {last_month} {year}",
        "days_years": "{first} {first_month} {first_year} to {last} {last_month} {last_year}",
    },
    "short": {
        "day": "{day} {month} {year}",
        "days": "{first}–{last} {month} {year}",
        "days_months": "{first} {first_month} – {last} {last_month} {year}",
        "days_years": "{first} {first_month} {first_year} – {last} {last_month} {last_year}",
    },
}
"""How English writes dates where the day comes first; there the season is called autumn, too."""


def base_of(tag: str, packaged: Iterable[str]) -> str | None:
    """The locale that another one is derived from: itself, or else the first of the same language; None if there is none."""
    tags = sorted(packaged)
    return tag if tag in tags else next((base for base in tags if base.split("-")[0] == tag.split("-")[0]), None)


def derived_rules(tag: str, base: str, text: str, currencies: Iterable[str]) -> str:
    """The rules of `tag` from those of `base`: its own name, grouping, per cent sign and dates by CLDR, and more currencies."""
    text = _with_currencies(text, tag, currencies)
    if tag == base:
        return text
    cldr = cldr_locale(tag)
    number, per_cent = cldr.decimal_formats[None].pattern, cldr.percent_formats[None].pattern
    text = _set(text, "", "name", endonym(tag))
    text = _set(text, "numbers", "pattern", number.partition(".")[0])
    text = _set(text, "numbers", "per_cent_sign", "{number}\u00a0%" if re.search(r"\s%", per_cent) else "{number}%")
    if tag.startswith("en-") and cldr.date_formats["long"].pattern.startswith("d"):
        for length, patterns in DAY_FIRST.items():
            for rule, pattern in patterns.items():
                text = _set(text, f"dates.{length}", rule, pattern)
        text = text.replace('"summer", "fall", ', '"summer", "autumn", ')
    head = f"# {tag}, derived from {base}: change whatever {tag} writes otherwise. Every rule must stay.\n"
    return re.sub(r"\A#.*\n", lambda _: head, text)


def derived_catalogue(tag: str, base: str, text: str) -> str:
    """The messages of `tag` from those of `base`, which is another one."""
    head = f"# {tag}, derived from {base}: change whatever {tag} says otherwise. The msgids, and what braces hold, must stay.\n"
    text = re.sub(r"\A#.*\n", lambda _: head, text)
    return text.replace(f"Language: {base.replace('-', '_')}\\n", f"Language: {tag.replace('-', '_')}\\n")


def lacking(text: str, currencies: Iterable[str]) -> tuple[str, ...]:
    """Those of the currencies that rules have no words for."""
    return tuple(code for code in currencies if not re.search(rf"^{code} = ", text, flags=re.MULTILINE))


def _with_currencies(text: str, tag: str, currencies: Iterable[str]) -> str:
    lines = ""
    for code in lacking(text, currencies):
        words = currency_words(code, tag)
        parts = ", ".join(f"{name} = {_quoted(getattr(words, name))}" for name in ("symbol", "one", "other"))
        lines += f"{code} = {{{parts}}}\n"
    return text.replace("[currencies]\n", f"[currencies]\n{lines}", 1)


def _set(text: str, table: str, rule: str, value: str) -> str:
    """The TOML with one text of one table replaced; the table without a name is the one before the first head."""
    start = text.index(f"\n[{table}]\n") if table else 0
    end = text.find("\n[", start + 1)
    end = len(text) if end < 0 else end
    part = re.sub(rf"^{rule} = \".*\"$", lambda _: f"{rule} = {_quoted(value)}", text[start:end], count=1, flags=re.MULTILINE)
    return text[:start] + part + text[end:]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\u00a0", "\\u00a0")
