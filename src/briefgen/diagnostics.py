"""Diagnostic, Severity, Location, Places and the one table of codes: everything that briefgen can say is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """Whether a diagnostic stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake: what it means, and what to do about it."""

    code: str
    title: str
    meaning: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place: what was expected and found, and a hint.

    `breaks` is what the mistake leaves unknown (a table, `table/id`, a prose file), `needs` what this diagnostic takes to
    be known: one whose needs are broken may be a mere consequence, and is not reported.
    """

    code: str
    location: Location
    message: str
    hint: str = ""
    breaks: str = field(default="", compare=False)
    needs: tuple[str, ...] = field(default=(), compare=False)
    strict: bool = field(default=False, compare=False)

    @property
    def severity(self) -> Severity:
        """Error or warning, as the table of codes has it; held strictly, every diagnostic is an error."""
        return Severity.ERROR if self.strict else CODES[self.code].severity

    def __str__(self) -> str:
        first = f"{self.location}: {self.severity} {self.code}: {self.message}"
        return f"{first}\n  hint: {self.hint}" if self.hint else first


class ContentError(Exception):
    """Stops a stage whose content is wrong; carries every diagnostic that was found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class ProofError(ContentError):
    """Stops a build whose finished pages failed a check."""


class MachineError(ContentError):
    """Stops a build on a machine that lacks something."""


class UsageError(ContentError):
    """Stops a command whose words are off."""


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of each data file stands, by table, record id and path within the record."""

    locations: Mapping[Path, Location] = field(default_factory=dict)

    def of(self, *path: str | int) -> Location:
        """The location of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.locations:
                return self.locations[path[:end]]
        return Location(str(path[0]) if path else "briefgen.yaml")


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by place; without those that only follow from another error, which is never dropped with them."""
    found = tuple(diagnostics)
    broken = frozenset(d.breaks for d in errors(found) if d.breaks)
    lines = frozenset(line_key(d.location) for d in found if d.code in LOST)
    files = frozenset(d.location.file for d in found if d.code not in ABSENT)
    kept = [d for d in found if not _follows(d, broken, lines, files)]
    if not errors(kept):
        kept = [*found]
    return tuple(sorted(set(kept), key=lambda d: (d.location, d.code, d.message)))


ABSENT, UNUSED = frozenset({"T001", "D030"}), frozenset({"D036", "D044", "P017"})
LOST = frozenset({"P002", "P006", "P007", "P008", "P009", "P010", "P014"})
"""Mistakes that leave something out of a line, so that nothing can be said of its references and its spaces."""


def _follows(diagnostic: Diagnostic, broken: frozenset[str], lines: frozenset[str], files: frozenset[str]) -> bool:
    if diagnostic.code in UNUSED:
        return bool(broken)
    if diagnostic.code in ABSENT and not diagnostic.breaks:
        return diagnostic.location.file in files
    return any(need in broken or need in lines for need in diagnostic.needs if need != diagnostic.breaks)


def line_key(location: Location) -> str:
    """What a mistake in prose breaks, apart from what it says: its line."""
    return f"{location.file}:{location.line}"


def quantity_keys(reference: str) -> tuple[str, ...]:
    """What must be known for a reference to an observation or a finding to mean something."""
    name = re.split("[:@]", reference)[0]
    return ("indicators", "findings", f"indicators/{name}", f"findings/{name}")


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def strictly(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics, all of them errors."""
    return tuple(replace(d, strict=True) for d in diagnostics)


MOST_COMPARED, LONGEST_COMPARED = 2000, 100
"""So many words are compared, and so much of each, however many are wrong at once."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names what looks most like a word: `did you mean "a" or "b"?`, or the first few that there are."""
    options = list(known)[:MOST_COMPARED]
    close = difflib.get_close_matches(word[:LONGEST_COMPARED], options, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f'"{option}"' for option in close) + "?"
    shown = ", ".join(options[:12]) + (", ..." if len(options) > 12 else "")
    return f"known: {shown}" if shown else ""


def _table(*codes: Code) -> Mapping[str, Code]:
    table = {code.code: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("a diagnostic code is defined twice")
    return MappingProxyType(table)


_W = Severity.WARNING

CODES: Mapping[str, Code] = _table(
    # D: data files
    Code("D001", "bytes that are not UTF-8", "Every file of a project is UTF-8. Save the file with that encoding."),
    Code("D002", "not YAML", "The file cannot be read as YAML: an unclosed quote or bracket, or a wrong indent."),
    Code("D003", "a tab in YAML", "YAML indents with spaces. Replace the tab."),
    Code("D004", "a duplicate key", "A mapping has the same key twice; one of the two values would be lost."),
    Code("D005", "an anchor or alias", "Anchors (&) and aliases (*) hide where a value stands. Write the value out."),
    Code("D006", "a tag", "Tags (!) change the type of a value. All values are texts; remove the tag."),
    Code("D007", "more than one document", "A data file is one YAML document; remove what follows the second ---."),
    Code("D008", "an empty file", "The file holds nothing. Remove it, or enter what belongs there."),
    Code("D009", "a wrong shape", "A list stands where a mapping is expected, or a text where a list is, or the reverse."),
    Code("D010", "an unknown field", "The record has no such field. See docs/authoring.md for the fields of each file."),
    Code("D011", "a missing field", "The record lacks a field that it must have."),
    Code("D012", "a value that is not among those allowed", "The field takes one of a few words, or a number within limits."),
    Code("D013", "too large or nested too deeply", "A file may have 2 MiB, 40 levels and 10,000 characters a line, "
         "a paragraph 8,000 characters, and a project 64 MiB."),
    Code("D014", "not a decimal", "Data files use ASCII digits, a point for decimals and no grouping: \"1234.50\"."),
    Code("D015", "not a period", "A period is 2009, 2010-S1, 2009-11, 2010-01/2010-07, 2010/2012 or A..B."),
    Code("D016", "not a date", "A date is 198X, 2004, 2009-21 (spring), 2009-07, 2009-12-06 or two of them around /."),
    Code("D017", "an unknown unit", "A unit is a currency of ISO 4217, a rate such as CAD/USD, or one of the listed words."),
    Code("D018", "not a whole number", "The field takes a whole number in ASCII digits."),
    Code("D019", "an id of the wrong form", "An id has lower-case letters, digits and _, and starts with a letter."),
    Code("D020", "an unknown source", "The record names a source that data/sources.yaml does not have."),
    Code("D021", "an unknown reporter or counterpart", "Countries and regions are actors with ids in capitals."),
    Code("D022", "an unknown theme", "Themes are declared in briefgen.yaml."),
    Code("D023", "an unknown actor", "Actors are declared in data/actors.yaml."),
    Code("D024", "an unknown record", "The field names a record of another file that does not have it."),
    Code("D025", "an unknown observation", "The reference names no observation or finding."),
    Code("D026", "a missing translation", "A text lacks one of the project's locales."),
    Code("D027", "a locale that the project does not have", "A text has a locale that briefgen.yaml does not declare."),
    Code("D028", "an observation recorded twice", "One series of one reporter and counterpart has one value for a period."),
    Code("D029", "an empty text", "The field must not be empty."),
    Code("D030", "a missing file", "The project needs this file."),
    Code("D031", "a number typed in a text", "Numbers are observations, never typed into a text; years are fine."),
    Code("D032", "an ambiguous reference", "The reference means several observations. Name reporter and counterpart."),
    Code(
        "D033",
        "a period that does not fit the measure",
        "A change or a fold needs a comparison of two periods; a level must not have one.",
    ),
    Code(
        "D034",
        "a unit that does not fit the measure",
        "Changes and shares are in per_cent, folds in fold, ranks in rank, rates in CUR/CUR.",
    ),
    Code("D035", "an unexpected file", "No stage reads this file; a record in it would be lost.", _W),
    Code("D036", "a source that nothing uses", "No number, claim or record names this source.", _W),
    Code("D037", "an agenda out of order", "Each entry of a meeting's agenda begins after the one before it."),
    Code("D040", "a stale series",
         "The newest period of a series ended too long before the project's day for its frequency: 18 "
         "months for an annual series, 12 for a half-yearly, 6 for a monthly one.", _W),
    Code("D041", "an observation that was not yet published", "On the day that the brief speaks of, no vintage of this "
         "observation had been published."),
    Code("D042", "a correction of no observation", "A correction names one observation that is known on the project's day."),
    Code("D043", "a correction that has expired", "The provider's value is no longer the one that was corrected. Somebody must "
         "decide whether the correction still holds."),
    Code("D044", "a correction that nothing uses", "Nothing prints, draws or derives anything from the observation."),
    Code("D045", "an observation corrected twice", "An observation has one correction."),
    Code("D046", "a vintage dated too vaguely", "Where several vintages stand side by side, each date must say whether it is "
         "before or after the day that is spoken of."),
    Code("D047", "a brief later than its project", "A brief speaks of the project's day or of an earlier one."),
    Code("D048", "briefs of different days in one folder", "A meeting's folder speaks of one day."),
    Code("D050", "an exception without a reason", "Each entry of exceptions.yaml says why the project lives with the warning."),
    Code("D051", "an exception that nothing needs", "The warning is not told any more; an exception left behind would hide the "
         "next one."),
    Code("D052", "an exception for what is no warning", "Only warnings of the check are accepted. Errors are mended."),
    Code("D053", "an exception that has run out", "Its until is earlier than the day whose knowledge the briefs print."),
    Code("D054", "an exception for several warnings", "Each exception accepts one warning; match says which."),
    # P: prose
    Code("P001", "front matter", "A prose file begins with title, standfirst and the other fields between two lines of ---."),
    Code("P002", "an unknown role", "A role such as {obs}`...` must be one of those in docs/authoring.md."),
    Code("P003", "an unknown directive", "A directive such as :::{chart} must be one of those in docs/authoring.md."),
    Code("P004", "a number typed in prose", "Numbers are printed by reference, never typed; years are fine."),
    Code(
        "P005",
        "a number typed as a word",
        "A quantity in words hangs on a value too: print it by reference, with the form \"words\".",
    ),
    Code("P006", "a reference that does not resolve", "The role names nothing that the data knows."),
    Code("P007", "an ambiguous reference", "The reference means several observations. Name reporter and counterpart."),
    Code(
        "P008",
        "a form that does not fit the value",
        "A decline needs a negative change, words a small whole number, a wording a finding that has one.",
    ),
    Code("P009", "raw HTML", "Prose is Markdown with roles and directives; HTML is not passed on."),
    Code("P010", "Markdown that is not set", "Images, code, rules and tables have no place in prose; use a directive."),
    Code("P011", "a directive without its argument", "The directive must name what it shows."),
    Code("P012", "a label used twice", "Each section and each exhibit stands once in a brief."),
    Code("P013", "a directive that is not closed", "A directive ends with as many colons as it began with."),
    Code("P014", "template syntax in prose", "Nothing in prose is evaluated; remove the braces."),
    Code("P015", "a wrong order of headings", "A section begins with one #; sub-headings use ## and ###, without a gap."),
    Code("P016", "a link", "Links to the outside belong to sources; cross-references use {ref}`...`."),
    Code("P017", "an exhibit that no brief shows", "The chart or table is declared and never printed.", _W),
    Code("P018", "a directive or a list that holds something else",
         "Charts, tables and people hold nothing; key numbers, balance and outlook one list; an entry holds words alone."),
    Code("P019", "a part that the kind of brief needs", "A topic brief has three to five key numbers, two or three charts, "
         "what works, what stands in the way, what could be decided, and two or three questions for the meeting."),
    Code("P020", "briefs that refer to each other's pages", "Of two briefs only one can print a page of the other: the other "
         "one's pages must be known first."),
    Code("P030", "a number that does not say whose it is", "Two reporters count this flow, and disagree: the text names the "
         "one that counted."),
    Code("P031", "a quantity in words that no finding guards", "Words such as \"a third\" hang on a value: print them "
         "as the wording of a finding, so that the build stops when they are no longer true."),
    # T: translation and language
    Code("T001", "a missing edition", "The brief has no prose in one of the project's locales."),
    Code("T002", "a block that the other locale lacks", "Both locales have the same blocks in the same order."),
    Code("T003", "a block of another kind", "Both locales have the same blocks in the same order."),
    Code("T004", "references that differ", "Block by block, both locales print the same quantities, names and notes."),
    Code("T005", "a typographic slip", "The language sets quotation marks, dashes, spaces or accents in another way."),
    Code("T006", "a faulty locale file", "A locale needs rules (TOML) and messages (PO), whole."),
    Code("T007", "an unknown locale", "The project does not have this locale."),
    Code("T008", "a translation that is older than its source",
         "The source has changed since the block was translated: bring the "
         "translation up to date, and mark it with briefgen translated.", _W),
    Code("T009", "a block that nobody marked as translated", "Read the block against its source, and mark it with briefgen "
         "translated.", _W),
    Code("T010", "a damaged record of translations", "translations.yaml holds digests and the texts that they belong to; it is "
         "written by briefgen translated, never by hand."),
    Code("T011", "a forbidden word for a term", "The glossary has one approved term in each language, and a reason."),
    Code("T012", "a glossary that contradicts itself", "A word is approved or forbidden in a language, by one term alone."),
    Code("T013", "a translator's file that cannot be read", "A file that is imported is PO or XLIFF 2.0, as it was exported."),
    Code("T014", "a block or a brief that is not there",
         "The imported file translates something that the project does not have."),
    Code("T015", "a placeholder that was lost, altered or invented", "Each placeholder of the source stands once in its "
         "translation, wherever it fits, and there is no other."),
    Code("T016", "a translation of another text",
         "The source has changed since the file was exported; this block was left as it "
         "was.", _W),
    Code("T017", "a text that Markdown reads otherwise",
         "Some characters mean something at the beginning of a block: #, -, +."),
    Code("T018", "a block that is translated twice", "The imported file has one translation of each block."),
    Code("T019", "a block without a translation",
         "Where the source has other blocks than the translation, an import needs all."),
    # F: findings
    Code("F001", "an operand that does not resolve", "The finding names no observation or finding."),
    Code("F002", "units that differ", "Only like may be compared; convert first, with a dated rate."),
    Code("F003", "a conversion without its rate", "A conversion names a dated exchange rate between the two currencies."),
    Code("F004", "a guard that does not hold", "The data have moved: the words of this finding are no longer true."),
    Code(
        "F005",
        "periods that cannot be compared",
        "Periods of different length, or accumulated and annual values, are never mixed.",
    ),
    Code("F006", "a division by zero", "The value that is divided by is zero."),
    Code("F007", "findings that depend on each other", "A finding cannot be derived from itself."),
    Code("F008", "a wrong number of operands", "The operation takes other operands."),
    Code("F009", "more digits than the operands justify", "A sum is known to the place of its coarsest operand, a quotient to "
         "as many digits as the operand that has the fewest."),
    Code("F010", "an order that a reservation leaves open", "A rank needs values of which it is certain which is the larger."),
    Code("F011", "a value that the operands do not determine", "The result is smaller than what is uncertain in its operands."),
    Code("F012", "values that are not alike", "A share, a change and a rank are not compared, though their unit is the same."),
    Code("F013", "a sum of what does not add up", "Changes, multiples, ranks and rates are derived from sums; none is added."),
    Code("F014", "words without a guard", "Words that hang on a value need a guard, unless the locale's own list of wordings "
         "says when they are true."),
    Code("F015", "two counts without a reason", "Where two reporters count one flow, data/mirrors.yaml says why they differ."),
    Code("F016", "a mirror that is none", "The record names no two counts of one flow: one indicator and period, reporter and "
         "counterpart interchanged."),
    Code("F017", "a gap that is not that of the counts", "The gap is the difference of the two counts, in one currency at a "
         "named rate; its share is measured against one of them."),
    Code("F018", "a count that the mirror does not have", "Each count of a mirror is told once, by its own reporter, with a "
         "total that this reporter counted."),
    # C: charts
    Code("C001", "a chart that does not resolve", "The chart names no observation, finding, event, agreement or mechanism."),
    Code("C002", "a chart that cannot be drawn well", "Labels collide, leave the surface, or use a glyph that the font lacks."),
    Code("C003", "fields that do not fit the kind", "Each kind of chart takes its own fields."),
    # R: rendering
    Code("R001", "a style that the engine does not know", "A property or value of a style sheet was ignored."),
    Code("R002", "a resource that is missing", "An image, font or style sheet was asked for and not handed over."),
    Code("R003", "a glyph without a font", "The project's fonts lack a character."),
    Code("R004", "the engine failed", "The page could not be set."),
    # B: print
    Code("B001", "a page count outside the brief's range", "The brief is longer or shorter than brief.yaml allows."),
    Code("B002", "a quantity that the printed text lacks", "A number of the manifest was not found in the text of its page."),
    Code("B003", "a font that is not the project's", "The file embeds a font that did not come with the project."),
    Code("B004", "a file that is not tagged", "The file lacks its language, its title, its tags or its bookmarks."),
    Code("B005", "a picture without a description", "Every chart has an alternative text."),
    Code("B006", "a page that is nearly empty", "A page before the last is less than half full."),
    Code("B007", "a page that runs over", "Something on the page leaves the trim or the type area."),
    Code("B010", "quantities that differ in print",
         "Both editions of a brief were read back, and a block says other amounts in them."),
    Code("B011", "a number that reads otherwise than recorded",
         "What is printed, read by the grammar of its language, is not what "
         "the data hold."),
    Code("B012", "dates that differ in print", "Both editions name the same years, months and days, block by block."),
    Code("B013", "notes or cross-references that differ in print",
         "Both editions have the same notes, and name the same figures and "
         "tables, block by block."),
    Code("B014", "names that differ in print", "Who is named in a block of one edition is named in that block of the other."),
    Code("B015", "a block that one edition does not print", "Every block stands in both files."),
    Code("B016", "a language that cannot be read back",
         "No grammar is known for the locale, so its print is not held against the other one's.", _W),
    # E: environment and usage
    Code("E001", "no project", "briefgen works inside a folder that has a briefgen.yaml, or below one."),
    Code("E002", "Pango is missing", "The engine needs the system's Pango library."),
    Code("E003", "an output folder that is not briefgen's", "The folder holds something else; it is not replaced."),
    Code("E004", "a file that cannot be read or written", "The system refused."),
    Code("E005", "an unknown brief", "The project has no brief of that name."),
    Code("E007", "an unknown code", "There is no diagnostic of that code."),
    Code("E006", "a path out of the project", "Prose and data name only what lies in the project's folder."),
    Code("E008", "a folder that is not free", "A new project goes into a folder that is not there yet, or that is empty."),
    Code("E009", "an unknown country", "A partner is named by its three capitals of ISO 3166-1, such as CAN."),
    Code("E010", "partners that are not two", "A relationship has two countries, and they are not the same."),
    Code("E011", "a locale that CLDR does not know", "A locale is a language and a region, such as es-PE; each is named once."),
    Code("E012", "a language without rules", "Two files make a locale, its rules and its messages; see docs/authoring.md."),
    Code("E013", "not a day", "The day whose knowledge the briefs print is written as 2010-10-31."),
    Code("E020", "a build that is missing or out of date", "What is printed where is known from the last build: build "
         "again, to know it of the project as it is now.", _W),
    Code("E021", "a file that is no manifest", "A build leaves a manifest.json in its output folder; name it, or the folder."),
    Code("E022", "a number that is not there", "Nothing of that reference, or printed in these words, is recorded or derived."),
    Code("E023", "a page that is not there", "A page is named by its document, a colon and its number: backgrounder.en-CA:7."),
    Code("E024", "sentences that cannot be told", "The sentences that hang on a number are read from a project without errors.",
         _W),
)
