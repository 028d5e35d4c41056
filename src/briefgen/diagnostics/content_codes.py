"""Codes of what is written: data (D), prose (P), translation and language (T), findings (F)."""

from __future__ import annotations

from briefgen.diagnostics.code import Code, Severity

_W = Severity.WARNING

CONTENT_CODES: tuple[Code, ...] = (
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
    Code("D049", "a source with fields that the style does not print", "A citation style of the project's own leaves out what "
         "the source says: its address, when it was read, or the like.", _W),
    Code("D050", "an exception without a reason", "Each entry of exceptions.yaml says why the project lives with the warning."),
    Code("D051", "an exception that nothing needs", "The warning is not told any more; an exception left behind would hide the "
         "next one."),
    Code("D052", "an exception for what is no warning", "Only warnings of the check are accepted. Errors are mended."),
    Code("D053", "an exception that has run out", "Its until is earlier than the day whose knowledge the briefs print."),
    Code("D054", "an exception for several warnings", "Each exception accepts one warning; match says which."),
    Code("D060", "inks that cannot be printed", "Each ink has 0 to 100 per cent, and all of one colour together at most 300."),
    Code("D061", "two mixtures for one colour", "The press finds the inks of a colour by its rgb, so colours of the same rgb "
         "have the same inks."),
    Code("D062", "a profile that is not of a press", "styles/press.icc is an ICC profile of a printer that prints in CMYK."),
    Code("D063", "a colour that cannot be read on its ground", "Text has a contrast of 4.5 with its ground, lines and marks "
         "that say something alone have 3.0, on the screen and in the inks of the press."),
    Code("D064", "two colours that a photocopier makes one", "Colours that tell things apart in one chart differ in lightness "
         "(L*): by 7.5 on the screen, by 6.5 in print.", _W),
    Code("D065", "text in several inks", "ink and quiet print in black alone: on letters this small, other inks do not meet."),
    Code("D070", "an edition that is none", "An edition is a locale of the project, parallel or tumble."),
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
    Code("T013", "a translator's file that cannot be read",
         "A file that is imported is PO, or XLIFF 1.2 or 2.0, as it was exported."),
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
    Code("F019", "a value that prints as nothing",
         "The value is not zero, and would print as zero with the decimals that it has."),
)
