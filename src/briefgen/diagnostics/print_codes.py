"""Codes of what is made: charts (C), rendering (R), print (B), environment and usage (E)."""

from __future__ import annotations

from briefgen.diagnostics.code import Code, Severity

_W = Severity.WARNING

PRINT_CODES: tuple[Code, ...] = (
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
