"""Founding: a new project from two countries and some locales, with example data, one brief and a look of its own."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.door import packaged_locales, starter_files, today
from briefgen.diagnostics import Diagnostic, Location, UsageError, nearest
from briefgen.language.derived import base_of, derived_catalogue, derived_rules, lacking
from briefgen.language.locale import Locale, parse_locale
from briefgen.language.names import list_text
from briefgen.language.territories import countries, country_name, currencies_of, known_tags
from briefgen.publish import check_free, lay_down

ANY_CURRENCY = "USD"
"""What the example counts in where the first country has no currency of its own."""

HIDDEN = {"gitignore": ".gitignore"}
"""Files that have another name in the package, where a file with a dot would be left out."""


TEXT_LANGUAGES = frozenset({"en", "es"})
"""The languages of the starter's texts; a test holds them against those of the package."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a project is founded with: two countries, locales, and the day whose knowledge its briefs print."""

    partners: tuple[str, str]
    locales: tuple[str, ...]
    as_of: datetime.date

    @property
    def currencies(self) -> tuple[str, ...]:
        """The partners' currencies, the first one's first."""
        return tuple(dict.fromkeys(currency for code in self.partners for currency in currencies_of(code, self.as_of)))


def found(folder: Path, partners: str, locales: str, as_of: str | None) -> tuple[str, ...]:
    """Founds a project in a folder that is not there yet or is empty; gives the paths of its files.

    `partners` and `locales` are lists with commas, as the command line has them; `as_of` is today if it is not given.

    Raises:
        UsageError: if the folder is taken, or a country, a locale or the day is not what it should be; nothing is written.
    """
    check_free(folder)
    founding, problems = _founding(_words(partners), _words(locales), as_of)
    if founding is None:
        raise UsageError(problems)
    files = project_files(founding)
    try:
        lay_down(folder.resolve(), files)
    except OSError as error:
        message = f"expected a folder that can be written: {error.strerror}"
        hint = "check its permissions and the disk"
        raise UsageError([Diagnostic("E004", Location(str(folder)), message, hint)]) from None
    return tuple(sorted(files))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _founding(
    partners: tuple[str, ...], locales: tuple[str, ...], as_of: str | None
) -> tuple[Founding | None, tuple[Diagnostic, ...]]:
    day = _day(as_of)
    problems = (*_check_partners(partners), *_check_locales(locales), *([day] if isinstance(day, Diagnostic) else []))
    if problems or isinstance(day, Diagnostic):
        return None, problems
    return Founding((partners[0], partners[1]), locales, day), ()


def _day(as_of: str | None) -> datetime.date | Diagnostic:
    if as_of is None:
        return today()
    try:
        day = datetime.date.fromisoformat(as_of) if re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", as_of) else None
    except ValueError:
        day = None
    return day or Diagnostic("E013", Location("--as-of"), f"expected a day such as 2010-10-31, found \"{as_of}\"")


def _check_partners(partners: tuple[str, ...]) -> Iterator[Diagnostic]:
    place = Location("--partners")
    for code in dict.fromkeys(partners):
        if code not in countries():
            hint = _near_country(code)
            yield Diagnostic("E009", place, f"expected three capitals of ISO 3166-1, found \"{code}\"", hint)
    if len(partners) != 2 or partners[0] == partners[1]:
        told = ", ".join(partners) or "none"
        yield Diagnostic("E010", place, f"expected two countries, found {told}", "name them with a comma: --partners CAN,MEX")


def _near_country(word: str) -> str:
    """A country that is named in English, or by two letters, is told its code; otherwise the codes that look like it."""
    called = {name: code for code, two in countries().items() for name in (two, country_name(code, "en-CA").upper())}
    found = called.get(word.upper()) or (word.upper() if word.upper() in countries() else None)
    near = f"did you mean \"{found}\"?" if found else nearest(word.upper(), countries())
    return near if near.startswith("did") else "the codes stand in ISO 3166-1: Canada is CAN, Mexico is MEX"


def _check_locales(locales: tuple[str, ...]) -> Iterator[Diagnostic]:
    place, packaged = Location("--locales"), packaged_locales()
    for tag in dict.fromkeys(locales):
        if tag not in known_tags():
            language = [known for known in known_tags() if known.split("-")[0] == tag.split("-")[0].split("_")[0].lower()]
            hint = nearest(tag.replace("_", "-"), language or known_tags())
            yield Diagnostic("E011", place, f"expected a language and a region such as es-PE, found \"{tag}\"", hint)
        elif base_of(tag, packaged) is None:
            languages = ", ".join(sorted({known.split("-")[0] for known in packaged}))
            hint = "two files make a locale: see docs/authoring.md, Adding a locale"
            yield Diagnostic("E012", place, f"expected a locale in one of {languages}, found \"{tag}\"", hint)
    twice = sorted({tag for tag in locales if locales.count(tag) > 1})
    if twice or not locales:
        told = f"\"{', '.join(twice)}\" twice" if twice else "none"
        yield Diagnostic("E011", place, f"expected locales, each once, found {told}", "name them with a comma: en-CA,es-MX")


def project_files(founding: Founding) -> dict[str, bytes]:
    """The files of the new project, by path."""
    from briefgen.load.schemas import FOLDER, schema_files  # takes time, and no other command needs it

    own = own_locales(founding)
    packaged = packaged_locales()
    texts = {f"locales/{tag}.{ending}": text for tag, pair in own.items() for ending, text in pair.items()}
    known = [
        parse_locale(tag, own.get(tag, {}).get("toml", packaged.get(tag, ("", ""))[0]),
                     own.get(tag, {}).get("po", packaged.get(tag, ("", ""))[1]))
        for tag in founding.locales
    ]
    words = {locale.tag: _words_of(founding, locale) for locale in known}
    for path, template in starter_files().items():
        for place, text in _filled(path, template, founding, words):
            texts[place] = text
    schemas = {f"{FOLDER}/{name}": content for name, content in schema_files().items()}
    return dict(sorted({**{path: text.encode() for path, text in texts.items()}, **schemas}.items()))


def own_locales(founding: Founding) -> dict[str, dict[str, str]]:
    """The locale files that the project must bring: those that the package lacks, or whose currencies it lacks."""
    packaged, own = packaged_locales(), {}
    for tag in founding.locales:
        base = base_of(tag, packaged) or tag
        rules, messages = packaged[base]
        if tag != base or lacking(rules, founding.currencies):
            own[tag] = {"toml": derived_rules(tag, base, rules, founding.currencies)}
        if tag != base:
            own[tag]["po"] = derived_catalogue(tag, base, messages)
    return own


def _words_of(founding: Founding, locale: Locale) -> dict[str, str]:
    """What fills the blanks of a text in one locale: the countries' names, and the two of them as the language joins them."""
    one, other = (country_name(code, locale.tag) for code in founding.partners)
    return {"one": one, "other": other, "pair": list_text([one, other], locale)}


class _Template(string.Template):
    """A text with blanks such as `%{one}`; `%%` is a per cent sign."""

    delimiter = "%"


def _filled(
    path: str, template: str, founding: Founding, words: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """A template as the file that it becomes; one whose name is a language becomes a file for each locale of it."""
    blanks = _blanks(founding)
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    languages = {tag: tag.split("-")[0] for tag in founding.locales}
    if not re.fullmatch(r"[a-z]{2,3}", stem) or ending != "md":
        place = f"{folder}/{name}" if folder else HIDDEN.get(name, name)
        yield place, "".join(_translated(template.splitlines(keepends=True), blanks, languages, words))
    for tag, language in languages.items():
        if name == f"{language}.md":
            yield f"{folder}/{tag}.md", _Template(template).substitute(blanks, **words[tag])


_TEXT = re.compile(r"(?P<lead>[ -]*)(?P<language>[a-z]{2,3}): (?P<text>.*\n)")


def _translated(
    lines: Iterable[str], blanks: Mapping[str, str], languages: Mapping[str, str], words: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """YAML in which each run of lines that begin with a language has become a run of lines with the project's locales."""
    run: dict[str, str] = {}
    lead = ""
    for line in (*lines, ""):
        match = _TEXT.fullmatch(line)
        text = match if match and match["language"] in TEXT_LANGUAGES else None
        if run and (text is None or text["language"] in run):
            for tag, language in languages.items():
                yield f"{lead}{tag}: {_Template(run[language]).substitute(blanks, **words[tag])}"
                lead = " " * len(lead)
            run = {}
        if text is None:
            yield _Template(line).substitute(blanks)
        else:
            lead = lead if run else text["lead"]
            run[text["language"]] = text["text"]


def _blanks(founding: Founding) -> dict[str, str]:
    """What is the same in every locale: codes, years before the day, the currency, the settings."""
    year = founding.as_of.year
    return {
        "ONE": founding.partners[0], "OTHER": founding.partners[1], "as_of": founding.as_of.isoformat(),
        "locales": ", ".join(founding.locales), "currency": next(iter(founding.currencies), ANY_CURRENCY),
        "first_locale": founding.locales[0],
        **{f"year_{back}": str(year - back) for back in range(1, 5)},
    }
