"""Corruptions: mistakes that people make in data and prose, each with the one code and the place that it must be told at."""

from __future__ import annotations

from dataclasses import dataclass

from conftest import atlantis_door, replaced_once

EN, ES = "briefs/tides/en-CA.md", "briefs/tides/es-MX.md"
SEA, PEOPLE = "data/indicators/sea.yaml", "data/indicators/people.yaml"
STRAIT, ROLL, MEETING, TIES = "briefs/strait/en-CA.md", "briefs/roll/en-CA.md", "meetings/spring.yaml", "charts/strait.yaml"
EVENTS, SOURCES, ACTORS = "data/events.yaml", "data/sources.yaml", "data/actors.yaml"


@dataclass(frozen=True)
class Corruption:
    """A change to one file of Atlantis, and where it must be told under which code; column 0 where none is clear.

    `where` is the file in which it is told, if not the one that was changed: a guard speaks of data elsewhere.
    """

    name: str
    file: str
    find: str
    new: str | bytes
    code: str
    line: int
    column: int = 0
    where: str = ""

    def content(self) -> bytes:
        """The corrupted file: `new` in place of `find`, or of everything where nothing is to be found."""
        if isinstance(self.new, bytes):
            return self.new
        if not self.find:
            return self.new.encode()
        return replaced_once(atlantis_door().files[self.file].decode(), self.find, self.new).encode()


def _value(name: str, typed: str, code: str = "D014") -> Corruption:
    return Corruption(name, PEOPLE, '"2028": "9800"', f'"2028": {typed}', code, 10, 17)


def _period(name: str, typed: str) -> Corruption:
    return Corruption(name, PEOPLE, '"2028": "9800"', f'"{typed}": "9800"', "D015", 10, 9)


def _date(name: str, typed: str) -> Corruption:
    return Corruption(name, EVENTS, "date: 2030-07-13", f"date: {typed}", "D016", 18, 9)


NUMBERS = (
    _value("decimal comma", '"9800,5"'),
    _value("grouping comma", '"9,800"'),
    _value("grouping space", '"9 800"'),
    _value("word", "many"),
    _value("NaN", "NaN"),
    _value("YAML's NaN", ".nan"),
    _value("infinity", "Infinity"),
    _value("YAML's infinity", "-.inf"),
    _value("Arabic-Indic digits", '"٩٨٠٠"'),
    _value("full-width digits", '"９８００"'),
    _value("exponent", '"98e2"'),
    _value("plus sign", '"+9800"'),
    _value("Unicode minus", '"−9800"'),
    _value("leading zeros", '"09800"'),
    _value("octal", "0o17"),
    _value("underscores", "9_800"),
    _value("bare point", '"9800."'),
    _value("missing whole part", '".5"'),
    _value("two values", '"9800 9700"'),
    _value("per cent sign", '"98%"'),
    _value("unit in the value", '"9800 divers"'),
    _value("boolean", "yes"),
    _value("thirty-one digits", f'"{"9" * 31}"'),
    Corruption("empty value", PEOPLE, '"2028": "9800"', '"2028":', "D014", 10),
    Corruption("list for a value", PEOPLE, '"2028": "9800"', '"2028": ["9800"]', "D009", 10, 17),
)
TIMES = (
    _period("month thirteen", "2028-13"),
    _period("third half", "2028-S3"),
    _period("month zero", "2028-00"),
    _period("year of two digits", "28"),
    _period("year of five digits", "20281"),
    _period("year before the press", "1204"),
    _period("word for a period", "recently"),
    _period("period that ends before it starts", "2028/2027"),
    _period("interval that ends before it starts", "2028-07/2028-01"),
    _period("half a span", "2028/"),
    _period("year and month around a slash", "2028/2029-03"),
    _period("comparison in the wrong order", "2029..2028"),
    _period("comparison of three", "2026..2027..2028"),
    _period("Arabic-Indic year", "٢٠٢٨"),
    _period("a day", "2028-01-01"),
    _date("day that no calendar has", "2030-02-30"),
    _date("leap day of a common year", "2030-02-29"),
    _date("month thirteen in a date", "2030-13-01"),
    _date("day zero", "2030-07-00"),
    _date("date that ends before it starts", "2030-07-13/2030-07-12"),
    _date("date with slashes", "13/07/2030"),
    _date("date in words", "July 2030"),
    Corruption("impossible day of knowledge", "briefgen.yaml", '"2032-01-31"', '"2032-01-32"', "D016", 6, 8),
)
FIELDS = (
    Corruption("wrong field", EVENTS, "  kind: decision\n", "  kind: decision\n  colour: blue\n", "D010", 22, 3),
    Corruption(
        "field of another record",
        ACTORS,
        "  office: {en-CA: Keeper",
        "  parties: [ATL]\n  office: {en-CA: Keeper",
        "D010",
        36,
        3,
    ),
    Corruption("missing field", EVENTS, "  date: 2030-07-13\n", "", "D011", 18, 3),
    Corruption("missing field of a series", SEA, "source: bourse, ", "", "D011", 55, 7),
    Corruption("id typed into a record", EVENTS, "  kind: decision\n", "  id: permit\n  kind: decision\n", "D010", 21, 3),
    Corruption("unknown unit", PEOPLE, "unit: count", "unit: tunnels", "D017", 23, 9),
    Corruption("unknown currency", SEA, "unit: GBP, ", "unit: GPB, ", "D017", 14, 63),
    Corruption("rate of one currency", SEA, "unit: EUR/GBP", "unit: EUR/EUR", "D017", 52, 9),
    Corruption("unknown source of a series", SEA, "source: bourse,", "source: bursa,", "D020", 55, 31),
    Corruption(
        "source cited in an unknown one",
        SOURCES,
        "  actor: lagoon_office\n  cited_in: tide_report",
        "  actor: lagoon_office\n  cited_in: tides",
        "D020",
        20,
        13,
    ),
    Corruption(
        "unknown reporter",
        SEA,
        "- {reporter: LEM, counterpart: ATL, source: ledger, unit",
        "- {reporter: LEN, counterpart: ATL, source: ledger, unit",
        "D021",
        14,
        18,
    ),
    Corruption(
        "person for a reporter",
        SEA,
        "- {reporter: LEM, counterpart: ATL, source: ledger, unit",
        "- {reporter: ada_nemo, counterpart: ATL, source: ledger, unit",
        "D021",
        14,
        18,
    ),
    Corruption("unknown partner", "briefgen.yaml", "partners: [ATL, LEM]", "partners: [ATL, LEN]", "D021", 4, 11),
    Corruption("three partners", "briefgen.yaml", "partners: [ATL, LEM]", "partners: [ATL, LEM, MUU]", "D012", 4),
    Corruption("unknown theme", EVENTS, "  theme: sea\n  place", "  theme: see\n  place", "D022", 13, 10),
    Corruption("unknown actor", "data/initiatives.yaml", "co_chairs: [ada_nemo]", "co_chairs: [ada_nemos]", "D023", 4, 15),
    Corruption(
        "unknown event in a chart",
        "charts/ties.yaml",
        "events: [council_created, tunnel",
        "events: [council_made, tunnel",
        "D024",
        6,
        12,
    ),
    Corruption("unknown status", "data/commitments.yaml", "under_way", "soon", "D012", 8, 11),
    Corruption(
        "height beyond the page", "charts/sea.yaml", "  kind: line\n", "  kind: line\n  height: \"99\"\n", "D012", 14, 11
    ),
    Corruption("decimal for a whole number", "briefs/tides/brief.yaml", 'most: "12"', 'most: "12.5"', "D018", 3, 27),
    Corruption("page range upside down", "briefs/tides/brief.yaml", 'most: "12"', 'most: "2"', "D012", 3, 8),
    Corruption("id with a capital", EVENTS, "permit_2030:\n", "Permit:\n", "D019", 17, 1),
    Corruption(
        "second series for one flow",
        SEA,
        "    - {reporter: ATL, counterpart: MUU, source: census, observations: {\"2031\": \"612\"}}\n",
        "    - {reporter: ATL, counterpart: MUU, source: census, observations: {\"2031\": \"612\"}}\n"
        "    - {reporter: ATL, counterpart: MUU, source: ledger, observations: {\"2031\": \"600\"}}\n",
        "D028",
        13,
    ),
    Corruption("level with a comparison for a period", PEOPLE, '"2028": "9800"', '"2027..2028": "9800"', "D033", 10),
    Corruption("rank in per cent", SEA, "  unit: rank\n", "  unit: per_cent\n", "D034", 36, 9),
    Corruption("missing translation", EVENTS, ", es-MX: el permiso de buceo", "", "D026", 19, 9),
    Corruption(
        "empty translation",
        EVENTS,
        "  name: {en-CA: the diving permit, es-MX: el permiso de buceo}",
        "  name:\n    en-CA: the diving permit\n    es-MX:",
        "D029",
        20,
    ),
    Corruption("translation of spaces", EVENTS, "es-MX: el permiso de buceo", 'es-MX: "  "', "D029", 19, 9),
    Corruption(
        "bare language for a locale",
        EVENTS,
        "es-MX: el permiso de buceo}",
        "es-MX: el permiso de buceo, es: el permiso}",
        "D027",
        19,
        9,
    ),
    Corruption(
        "text for a translated one",
        EVENTS,
        "{en-CA: the diving permit, es-MX: el permiso de buceo}",
        "the diving permit",
        "D009",
        19,
        9,
    ),
    Corruption(
        "number typed in data", "data/issues.yaml", "Ships pass without light.", "Of ships 12 pass without light.", "D031", 5
    ),
    Corruption(
        "Arabic-Indic number typed in data",
        "data/issues.yaml",
        "Ships pass without light.",
        "Of ships ٣٧ pass without light.",
        "D031",
        5,
    ),
)
SYNTAX = (
    Corruption("duplicate field", EVENTS, "  kind: decision\n", "  kind: decision\n  kind: crisis\n", "D004", 22, 3),
    Corruption(
        "duplicate record",
        "data/causes.yaml",
        "",
        "calm: {name: {en-CA: Calm, es-MX: Calma}, theme: sea, source: tide_report}\n" * 2,
        "D004",
        2,
        1,
    ),
    Corruption("duplicate period", PEOPLE, '"2028": "9800"', '"2028": "9800"\n        "2028": "9801"', "D004", 11, 9),
    Corruption(
        "duplicate locale", EVENTS, "{en-CA: the diving permit,", "{en-CA: the diving permit, en-CA: a permit,", "D004", 19, 36
    ),
    Corruption(
        "duplicate exhibit in another file",
        "charts/zoo.yaml",
        "",
        "dialogue:\n  kind: tree\n  title: {en-CA: A, es-MX: A}\n  subtitle: {en-CA: A, es-MX: A}\n  mechanism: tide_dialogue\n",
        "D004",
        1,
        1,
    ),
    Corruption("anchor", EVENTS, "  kind: decision\n", "  kind: &kind decision\n", "D005", 21, 9),
    Corruption("alias", EVENTS, "  kind: decision\n", "  kind: *kind\n", "D005", 21, 9),
    Corruption("merge key", EVENTS, "  kind: decision\n", "  <<: *decision\n", "D005", 21, 7),
    Corruption("merge key with a mapping", EVENTS, "  kind: decision\n", "  kind: decision\n  <<: {place: x}\n", "D010", 22, 3),
    Corruption("tag", EVENTS, "  kind: decision\n", "  kind: !!str decision\n", "D006", 21, 9),
    Corruption(
        "tag that runs code", EVENTS, "  kind: decision\n", "  kind: !!python/object/apply:os.system [true]\n", "D006", 21, 9
    ),
    Corruption("tag of our own", EVENTS, "  kind: decision\n", "  kind: !kind decision\n", "D006", 21, 9),
    Corruption(
        "second document",
        "data/causes.yaml",
        "",
        "calm: {name: {en-CA: Calm, es-MX: Calma}, theme: sea, source: tide_report}\n---\nmore: {}\n",
        "D007",
        2,
        1,
    ),
    Corruption("list for a mapping", "data/causes.yaml", "", "- calm\n", "D009", 1, 1),
    Corruption("text for a mapping", "data/causes.yaml", "", "calm\n", "D009", 1, 1),
    Corruption("list for a record", "data/causes.yaml", "", "calm: [a]\n", "D009", 1, 7),
    Corruption("nothing for a record", "data/causes.yaml", "", "calm:\n", "D009", 1),
    Corruption("mapping for a list", EVENTS, "  actors: [ATL]\n", "  actors: {first: ATL}\n", "D009", 23, 11),
    Corruption("mapping for a text", EVENTS, "  theme: sea\n  place", "  theme: {a: sea}\n  place", "D009", 13, 10),
    Corruption("list for a list entry", EVENTS, "  actors: [ATL]\n", "  actors: [[ATL]]\n", "D009", 23, 12),
    Corruption("list for a key", "data/causes.yaml", "", "[a, b]: c\n", "D009", 1, 1),
    Corruption("tab for an indent", EVENTS, "  kind: decision\n", "\tkind: decision\n", "D003", 21, 1),
    Corruption("tab after spaces", EVENTS, "  kind: decision\n", "  \tkind: decision\n", "D003", 21, 3),
    Corruption("unclosed double quote", EVENTS, "  kind: decision\n", '  kind: "decision\n', "D002", 21, 9),
    Corruption("unclosed single quote", EVENTS, "  kind: decision\n", "  kind: 'decision\n", "D002", 21, 9),
    Corruption("unclosed bracket", EVENTS, "  actors: [ATL]\n", "  actors: [ATL\n", "D002", 23, 11),
    Corruption("unclosed brace", EVENTS, "es-MX: el permiso de buceo}", "es-MX: el permiso de buceo", "D002", 19, 9),
    Corruption("colon within a plain text", EVENTS, "  kind: decision\n", "  kind: decision: final\n", "D002", 21),
    Corruption("wrong indent", EVENTS, "  kind: decision\n", " kind: decision\n", "D002", 21),
    Corruption("control character", EVENTS, "  kind: decision\n", "  kind: deci\x07sion\n", "D002", 21, 15),
    Corruption("not UTF-8", "data/causes.yaml", "", "calm: {name: {es-MX: Bahía}}\n".encode("latin-1"), "D001", 1, 25),
    Corruption("UTF-16 with its mark", "data/causes.yaml", "", "calm: {}\n".encode("utf-16"), "D001", 1, 1),
    Corruption("empty file", "data/causes.yaml", "", b"", "D008", 1, 1),
    Corruption("only comments", "data/causes.yaml", "", "# Nothing yet.\n\n# Still nothing.\n", "D008", 1, 1),
    Corruption("only a document mark", "data/causes.yaml", "", "---\n", "D008", 1, 1),
    Corruption("only the mark of UTF-8", "data/causes.yaml", "", b"\xef\xbb\xbf", "D008", 1, 1),
    Corruption("a line too long", "data/causes.yaml", "", "# " + "x" * 10_000 + "\n", "D013", 1, 1),
    Corruption("nested too deeply", "data/causes.yaml", "", "calm: " + "{a: " * 60 + "b" + "}" * 60 + "\n", "D013", 1),
)
PROSE = (
    Corruption("no front matter", EN, "---\ntitle", "title", "P001", 1, 1),
    Corruption("front matter not closed", EN, "tides]\n---\n", "tides]\n", "P001", 1, 1),
    Corruption("front matter without a title", EN, "title: Atlantis and Lemuria\n", "", "D011", 2),
    Corruption("front matter with an unknown field", EN, "title: Atlantis", "subtitle: Shores\ntitle: Atlantis", "D010", 2, 1),
    Corruption("front matter with a duplicate key", EN, "title: Atlantis", "title: Shores\ntitle: Atlantis", "D004", 3, 1),
    Corruption("front matter that is not YAML", EN, "title: Atlantis", "title: [Atlantis", "D002", 2, 8),
    Corruption("number typed in a title", EN, "title: Atlantis and", "title: 7 tides, Atlantis and", "P004", 2, 8),
    Corruption(
        "role in a chart's label",
        "charts/sea.yaml",
        "label: {en-CA: Licensed, es-MX: Con licencia}",
        "label: {en-CA: 'In {obs}`tunnels@2031`', es-MX: Con licencia}",
        "P010",
        29,
    ),
    Corruption(
        "number typed in an annotation",
        "charts/sea.yaml",
        "[{event: permit_2030}]",
        "[{event: permit_2030, label: {en-CA: 3 permits, es-MX: permisos}}]",
        "P004",
        22,
    ),
    Corruption("empty prose", EN, "", b"", "D008", 1, 1),
    Corruption("prose that is not UTF-8", ES, "", "---\ntitle: Atlántida\n".encode("latin-1"), "D001", 2, 11),
    Corruption("unknown role", EN, "the {actor}`reef_bureau` also", "the {aktor}`reef_bureau` also", "P002", 18, 45),
    Corruption("unknown directive", EN, ":::{pull-quote}", ":::{quote}", "P003", 65, 1),
    Corruption("directive without braces", EN, ":::{pull-quote}", "::: pull-quote", "P003", 65, 1),
    Corruption("number typed in prose", EN, "A diver sees what", "A diver sees 1,234 times what", "P004", 59, 14),
    Corruption("fraction typed in prose", EN, "A diver sees what", "A diver sees ½ of what", "P004", 59, 14),
    Corruption("Arabic-Indic number typed in prose", EN, "A diver sees what", "A diver sees ٣ of what", "P004", 59, 14),
    Corruption("percentage typed in prose", EN, "A diver sees what", "A diver sees 5% of what", "P004", 59, 14),
    Corruption("number typed in a heading", EN, "## Pearls", "## Pearls 12", "P004", 31, 11),
    Corruption("number typed in a sidebar's title", EN, "Why divers *matter*", "Why 40 divers *matter*", "P004", 58, 19),
    Corruption("number typed as a word", EN, "A diver sees what", "A diver sees seven times what", "P005", 59),
    Corruption("number typed as a Spanish word", ES, "Un buzo ve lo", "Un buzo ve siete veces lo", "P005", 59),
    Corruption(
        "unresolved observation",
        EN,
        "a rise of {finding}`trade_rise as rise`",
        "a rise of {finding}`trade_raise as rise`",
        "P006",
        33,
        211,
    ),
    Corruption("unresolved period", EN, "from {obs}`divers:ATL@2029`", "from {obs}`divers:ATL@2019`", "P006", 46, 91),
    Corruption("unresolved source", EN, "counts.{cite}`census`", "counts.{cite}`sensus`", "P006", 96, 38),
    Corruption("unresolved section", EN, "{ref}`divers-count`", "{ref}`divers-counted`", "P006", 33),
    Corruption("unresolved exhibit", EN, ":::{chart} lamps", ":::{chart} lamp", "P006", 90, 1),
    Corruption("chart shown as a table", EN, ":::{chart} lamps", ":::{table} lamps", "P006", 90, 1),
    Corruption("unresolved part", EN, "tide_dialogue.ebb`", "tide_dialogue.eb`", "P006", 76),
    Corruption(
        "unresolved count",
        EN,
        "{count}`mechanisms.tide_dialogue.parts` sides",
        "{count}`mechanisms.tide_dialogue.sides` sides",
        "P006",
        76,
    ),
    Corruption("role without a target", EN, "counts.{cite}`census`", "counts.{cite}` `", "P006", 96),
    Corruption(
        "ambiguous reference",
        EN,
        "{obs}`tunnels@2031 as words` tunnels",
        "{obs}`pearl_boards@2031 as words` tunnels",
        "P007",
        46,
    ),
    Corruption("unknown form", EN, "{finding}`trade_rise as rise`", "{finding}`trade_rise as up`", "P008", 33),
    Corruption(
        "rise of a value that fell", EN, "{finding}`divers_fall as decline`", "{finding}`divers_fall as rise`", "P008", 46
    ),
    Corruption(
        "words for a value with decimals", EN, "{obs}`grants:ATL@2031 as prose`", "{obs}`grants:ATL@2031 as words`", "P008", 52
    ),
    Corruption(
        "ordinal of a level", EN, "{obs}`tunnels@2031 as words` tunnels", "{obs}`tunnels@2031 as ordinal` tunnels", "P008", 46
    ),
    Corruption("finding told as an observation", EN, "a gap of {finding}`trade_gap`", "a gap of {obs}`trade_gap`", "P008", 41),
    Corruption("wording that a finding lacks", EN, "{finding}`trade_gap`", "{finding}`trade_gap as wording`", "P008", 41),
    Corruption(
        "acronym that a name lacks",
        EN,
        "{initiative}`atlantis_lemuria` asks",
        "{initiative}`atlantis_lemuria as acronym` asks",
        "P008",
        12,
    ),
    Corruption("date of a part", EN, "tide_dialogue.flow as name", "tide_dialogue.flow as date", "P008", 76),
    Corruption("raw HTML", EN, "A diver sees", "A <b>diver</b> sees", "P009", 59, 3),
    Corruption(
        "a block of HTML",
        EN,
        "A diver sees what a ship does not.",
        "<div>A diver sees what a ship does not.</div>",
        "P009",
        59,
        1,
    ),
    Corruption("a comment", EN, "A diver sees", "A <!-- note --> diver sees", "P009", 59, 3),
    Corruption("code", EN, "A diver sees", "A `diver` sees", "P010", 59),
    Corruption("an image", EN, "A diver sees", "A ![diver](diver.png) sees", "P010", 59),
    Corruption("a fence of code", EN, "A diver sees what a ship does not.", "```\nA diver\n```", "P010", 59, 1),
    Corruption("a rule", EN, "- The tides, which", "***\n\n- The tides, which", "P010", 95, 1),
    Corruption(
        "a numbered list",
        EN,
        "- The tides, which nobody owns.\n- The pearls",
        "1. The tides, which nobody owns.\n1. The pearls",
        "P010",
        95,
        1,
    ),
    Corruption("a quotation of Markdown", EN, "A diver sees", "> A diver sees", "P010", 59, 1),
    Corruption("unknown initiative", EN, ":::{people} atlantis_lemuria", ":::{people} atlantis", "P006", 15, 1),
    Corruption("section within a directive", EN, "A diver sees", "(x)=\n# Divers\n\nA diver sees", "P015", 60, 1),
    Corruption("words within a chart", EN, ":::{chart} lamps\n", ":::{chart} lamps\nLost words.\n", "P018", 91, 1),
    Corruption("list within a list", EN, "- Light the strait.\n", "- Light the strait.\n  - With lamps.\n", "P018", 108, 3),
    Corruption(
        "directive within a list",
        EN,
        "- The tides, which nobody owns.\n",
        "- The tides.\n  :::{margin}\n  Sand.\n  :::\n",
        "P018",
        96,
        3,
    ),
    Corruption("balance of two", EN, "- Lamps would help.\n", "", "P018", 100, 1),
    Corruption("key number without a number", EN, "- {obs}`divers:ATL@2031` divers in 2031", "- Divers in 2031", "P018", 23, 1),
    Corruption(
        "words for key numbers",
        EN,
        ":::{outlook}\n- Light the strait.\n- Count by day.",
        ":::{outlook}\nLight the strait.",
        "P018",
        106,
        1,
    ),
    Corruption(
        "directive that holds nothing",
        EN,
        ":::{pull-quote}\nThe sea has two shores and one tide.\n",
        ":::{pull-quote}\n",
        "P018",
        65,
        1,
    ),
    Corruption("chart without a name", EN, ":::{chart} lamps", ":::{chart}", "P011", 90, 1),
    Corruption("section without a label", EN, "(ties-below)=\n", "", "P012", 69, 1),
    Corruption("exhibit shown twice", EN, ":::{chart} lamps", ":::{chart} ties", "P012", 90, 1),
    Corruption("unclosed directive", EN, "- Count by day.\n:::\n", "- Count by day.\n", "P013", 106, 1),
    Corruption("template syntax", EN, "A diver sees", "A {% if diver %} sees", "P014", 59, 3),
    Corruption(
        "role without its second backtick",
        EN,
        "{programme}`reef_lamps` lights the strait; the {programme}`reef_lamps as acronym` costs {obs}`grants:ATL@2031 as prose`.",
        "{programme}`reef_lamps lights the strait.",
        "P014",
        52,
    ),
    Corruption("text before the first section", EN, "(shores)=\n# Two shores\n", "", "P015", 9),
    Corruption("heading that skips a level", EN, "## What remains", "### What remains", "P015", 93, 1),
    Corruption("link", EN, "A diver sees", "A [diver](https://example.org) sees", "P016", 59, 3),
    Corruption("block that the other locale lacks", ES, ":::{outlook}\n", "Además, la luna.\n\n:::{outlook}\n", "T003", 106, 1),
    Corruption(
        "paragraph too many",
        ES,
        "El mar tiene dos orillas y una marea.\n",
        "El mar tiene dos orillas.\n\nY una marea.\n",
        "T003",
        68,
    ),
    Corruption(
        "paragraph too few", ES, "- Iluminar el estrecho.\n- Contar de día.\n", "- Iluminar el estrecho.\n", "T002", 108, 1, EN
    ),
    Corruption(
        "blocks in another order",
        ES,
        ":::{chart} timeline\n:::\n\n:::{chart} ties\n:::",
        ":::{chart} ties\n:::\n\n:::{chart} timeline\n:::",
        "T003",
        78,
        1,
    ),
    Corruption(
        "reference dropped in translation", ES, "{ref}`partners` y {ref}`divers-count`", "{ref}`divers-count`", "T004", 33
    ),
    Corruption(
        "value swapped in translation",
        ES,
        "a {obs}`divers:ATL@2031 as number`",
        "a {obs}`divers:ATL@2028 as number`",
        "T004",
        46,
    ),
    Corruption("quotation marks of the other language", ES, "El mar tiene", "El “mar tiene", "T005", 66, 4),
    Corruption(
        "question without its opening mark",
        ES,
        "El mar tiene dos orillas y una marea.",
        "El mar tiene dos orillas, verdad?",
        "T005",
        66,
    ),
)
FINDINGS = (
    Corruption("unknown operation", "data/findings.yaml", "operation: fold", "operation: product", "D012", 42, 14),
    Corruption("stale guard", PEOPLE, '"2031": "4600"', '"2031": "5000"', "F004", 35, 11, "data/findings.yaml"),
    Corruption("guard without a condition", "data/findings.yaml", '{less_than: "-33"}', "{}", "D012", 6, 11),
    Corruption("guard that is no decimal", "data/findings.yaml", '{less_than: "-33"}', "{less_than: a third}", "D014", 6, 23),
    Corruption("wording without a guard", "data/findings.yaml",
               '  expect: {less_than: "-33"}\n  wording: {en-CA: more than a third',
               "  wording: {en-CA: rather a lot", "F014", 6, 20),
    Corruption("more decimals than are justified", "data/findings.yaml", '  decimals: "0"\n  name: {en-CA: "Growth',
               '  decimals: "3"\n  name: {en-CA: "Growth', "F009", 12, 13),
    Corruption("gap of other counts", "data/mirrors.yaml", "gap: trade_gap,", "gap: unlicensed_divers,", "F017", 1, 39),
    Corruption("share of something else", "data/mirrors.yaml", "gap_share: trade_gap_share,", "gap_share: licensed_share,",
               "F017", 1, 61),
    Corruption("total of the other reporter", "data/mirrors.yaml", "total: \"pearl_trade:LEM-ATL@2031\"",
               "total: \"pearl_trade:ATL-LEM@2031\"", "F018", 4, 28),
    Corruption("count without its reporter", EN, ", as Atlantis counts", "", "P030", 21, 3),
    Corruption("quantity in words that is typed", EN, "which everybody counts", "which nearly half of us count", "P031", 96),
    Corruption(
        "mixed currencies without a rate",
        "data/findings.yaml",
        "  of: trade_in_euros\n",
        "  of: pearl_trade:LEM@2031\n",
        "F003",
        21,
    ),
    Corruption("conversion without a rate", "data/findings.yaml", "  rate: exchange_rate:ATL@2031\n", "", "F003", 15),
    Corruption(
        "rate of another year",
        "data/findings.yaml",
        "rate: exchange_rate:ATL@2031",
        "rate: exchange_rate:ATL@2030",
        "F005",
        17,
        9,
    ),
    Corruption("rate that is none", "data/findings.yaml", "rate: exchange_rate:ATL@2031", "rate: tunnels@2031", "F003", 17, 9),
    Corruption(
        "persons against tunnels", "data/findings.yaml", "from: licensed_divers:ATL@2031", "from: tunnels@2031", "F002", 27
    ),
    Corruption(
        "accumulated against a year",
        "data/findings.yaml",
        "  of: trade_in_euros\n  from: pearl_trade:ATL-LEM@2031",
        "  of: reef_investment:LEM@2021-01/2031-06\n  from: pearl_trade:LEM@2031",
        "F005",
        22,
        9,
    ),
    Corruption(
        "share across years", "data/findings.yaml", "  of: licensed_divers:ATL@2031\n", "  of: divers:ATL@2028\n", "F005", 32, 7
    ),
    Corruption("division by zero", PEOPLE, '"2028": "9800"', '"2028": "0"', "F006", 4, 9, "data/findings.yaml"),
    Corruption("finding of itself", "data/findings.yaml", "  of: trade_in_euros\n", "  of: trade_gap\n", "F007", 21, 7),
    Corruption(
        "sum of one",
        "data/findings.yaml",
        'of: ["grants_lamps:ATL@2031", "grants_maps:ATL@2031"]',
        'of: ["grants_lamps:ATL@2031"]',
        "F008",
        39,
        7,
    ),
    Corruption(
        "two operands for a share",
        "data/findings.yaml",
        "  of: licensed_divers:ATL@2031\n",
        '  of: ["licensed_divers:ATL@2031", "divers:ATL@2031"]\n',
        "F008",
        32,
        7,
    ),
    Corruption("change without its base", "data/findings.yaml", "  from: divers:ATL@2028\n", "", "F008", 2),
    Corruption("unknown operand", "data/findings.yaml", "from: divers:ATL@2028", "from: diver:ATL@2028", "F001", 4, 9),
    Corruption(
        "mark that does not resolve",
        "charts/sea.yaml",
        '{value: "pearl_trade:ATL-AVA@2031"}',
        '{value: "pearl_trade:ATL-AVA@2030"}',
        "C001",
        9,
        15,
    ),
    Corruption("bar chart without marks", "charts/ties.yaml", "  kind: timeline\n", "  kind: bar\n", "C003", 2, 3),
    Corruption(
        "row of too few cells",
        "charts/ties.yaml",
        "\n      - {en-CA: \"{obs}`licensed_divers:ATL@2031 as period`\", es-MX: \"{obs}`licensed_divers:ATL@2031 as period`\"}",
        "",
        "C003",
        45,
    ),
    Corruption(
        "table of an unknown list", "charts/ties.yaml", "  records: mechanisms\n", "  records: mechanism\n", "C001", 24, 12
    ),
    Corruption("column of an unknown field", "charts/ties.yaml", "field: created", "field: begun", "C001", 28),
    Corruption("column of a field that a text lacks", "charts/ties.yaml", "field: created", "field: name.size", "C001", 28),
)
TOGETHER = (
    Corruption(
        "count of a value that nothing can have", EN,
        "{count}`mechanisms.tide_dialogue.members as number`",
        "{count}`issues where kind=chalenge as number`",
        "P006", 76,
    ),
    Corruption(
        "count by an unknown field", EN,
        "{count}`mechanisms.tide_dialogue.members as number`",
        "{count}`issues where owner=none as number`",
        "P006", 76,
    ),
    Corruption("brief of the agenda that is not handed out", MEETING, "briefs: [strait]", "briefs: [tides]", "D024", 20, 14),
    Corruption("register of something else", ROLL, ":::{register} actors", ":::{register} rows", "P006", 48, 1),
    Corruption(
        "words within a shared text's place", STRAIT,
        ":::{shared} two-counts\n",
        ":::{shared} two-counts\nLost words.\n",
        "P018", 29, 1,
    ),
    Corruption("unknown shared text", STRAIT, ":::{shared} two-counts", ":::{shared} two-count", "P006", 28, 1),
    Corruption(
        "section in a shared text", "texts/two-counts/en-CA.md",
        "## Two counts",
        "(two)=\n# Two counts",
        "P015", 4, 1,
    ),
    Corruption(
        "shared text within itself", "texts/two-counts/en-CA.md",
        "Quote both, each with its source.\n",
        "Quote both.\n\n:::{shared} two-counts\n:::\n",
        "P006", 7, 1,
    ),
    Corruption("number typed in a shared text", "texts/two-counts/en-CA.md", "Quote both,", "Quote 2 counts,", "P004", 5, 7),
    Corruption(
        "paragraph too many in a shared text", "texts/two-counts/es-MX.md",
        "Cítense ambos, cada uno con su fuente.\n",
        "Cítense ambos.\n\nSiempre.\n",
        "T003", 7, 1,
    ),
    Corruption("unknown brief", STRAIT, "{brief}`tides`", "{brief}`tide`", "P006", 17, 375),
    Corruption("unknown brief in ref", STRAIT, "{ref}`tides:divers-count`", "{ref}`tide:divers-count`", "P006", 17, 187),
    Corruption("unknown label in another brief", STRAIT, "{ref}`tides:divers-count`", "{ref}`tides:depths`", "P006", 17, 187),
    Corruption("unknown width", STRAIT, ":::{chart} lamps as margin", ":::{chart} lamps as huge", "P008", 22, 1),
    Corruption(
        "decision without issue", STRAIT,
        "- {issue}`dark_strait as whom` **Light the strait.** Both",
        "- **Light the strait.** Both",
        "P018", 41, 1,
    ),
    Corruption("whom of an actor", STRAIT, "{issue}`dark_strait as whom`.", "{actor}`coral_guild as whom`.", "P008", 17, 282),
    Corruption("unknown issue", STRAIT, "- {issue}`spring_market as whom`", "- {issue}`spring_fair as whom`", "P006", 42, 3),
    Corruption("words within a register", ROLL, ":::{register} actors\n", ":::{register} actors\nWords.\n", "P018", 49, 1),
    Corruption("register of nothing", ROLL, ":::{register} actors", ":::{register}", "P011", 48, 1),
    Corruption("unknown theme of a brief", "briefs/strait/brief.yaml", "theme: sea", "theme: see", "D022", 2, 8),
    Corruption("unknown kind of brief", "briefs/roll/brief.yaml", "kind: directory", "kind: roll", "D012", 1, 7),
    Corruption("unknown brief in a meeting", MEETING, "briefs: [strait]", "briefs: [straight]", "D024", 20, 14),
    Corruption("unknown brief handed out", MEETING, "slug: roll", "slug: rol", "D024", 23, 12),
    Corruption(
        "unknown locale in a meeting", MEETING,
        "slug: roll, locales: [en-CA]",
        "slug: roll, locales: [fr-CA]",
        "T007", 23, 28,
    ),
    Corruption("unknown key number", MEETING, "value: divers_fall", "value: divers_rise", "P006", 27, 12),
    Corruption(
        "ambiguous key number", MEETING,
        "value: pearl_trade:ATL-LEM@2031",
        "value: pearl_boards@2031",
        "P007", 29, 12,
    ),
    Corruption(
        "typed number in caption", MEETING,
        "{en-CA: Passages with Lemuria in 2031,",
        "{en-CA: All 4100 passages with Lemuria in 2031,",
        "D031", 26, 22,
    ),
    Corruption("agenda time", MEETING, '"10:30"', '"25:00"', "D012", 18, 13),
    Corruption(
        "title locale", MEETING,
        "title: {en-CA: Meeting at the spring tide, es-MX: Reunión en la marea viva}",
        "title: {en-CA: Meeting at the spring tide}",
        "D026", 2, 8,
    ),
    Corruption("brief handed out twice", MEETING, "locales: [en-CA, es-MX]", "locales: [en-CA, es-MX, en-CA]", "D012", 22, 3),
    Corruption("unknown delegation", MEETING, "party: LEM", "party: LEX", "D023", 11, 12),
    Corruption(
        "two key numbers", MEETING,
        '  - value: divers_fall\n    caption: {en-CA: "Change in divers, 2028 to 2031", es-MX: "Variación de buzos, 2028 a 2031"}\n',
        "",
        "D012", 25, 3,
    ),
    Corruption("unknown issue in leads_to", "data/issues.yaml", "issue: shy_pilots,", "issue: shy_pilot,", "D024", 11, 15),
    Corruption("unknown owner", "data/issues.yaml", "owners: [coral_guild]", "owners: [coral]", "D023", 31, 12),
    Corruption(
        "unknown source of coordinates", "data/actors.yaml",
        'longitude: "-22", source: soundings',
        'longitude: "-22", source: sounding',
        "D020", 58, 50,
    ),
    Corruption("latitude beyond the pole", "data/actors.yaml", 'latitude: "12"', 'latitude: "120"', "D012", 58, 18),
    Corruption(
        "order by unknown", TIES,
        "  records: agreements\n  select: [foam_surf, south_kelp, north_kelp, north_office, pearl_treaty]\n  where: {theme: sea}\n  order: date",
        "  records: agreements\n  select: [foam_surf, south_kelp, north_kelp, north_office, pearl_treaty]\n  where: {theme: sea}\n  order: signed",
        "C001", 71, 10,
    ),
    Corruption("numbered by name", TIES, "  order: date\n  numbered", "  order: name\n  numbered", "C003", 82, 10),
    Corruption("group by unknown", TIES, "group: level", "group: levels", "C001", 72, 10),
    Corruption("where unknown field", TIES, "where: {theme: sea}", "where: {thema: sea}", "C001", 70, 18),
    Corruption("where unknown value", TIES, "where: {theme: sea}", "where: {theme: see}", "C001", 70, 18),
    Corruption("where nothing is left", TIES, "where: {theme: sea}", "where: {theme: mechanisms}", "C003", 70, 10),
    Corruption(
        "boxes in a column with a field", TIES,
        "{en-CA: State, es-MX: Estado}, boxes",
        "{en-CA: State, es-MX: Estado}, field: status, boxes",
        "C003", 96, 67,
    ),
    Corruption(
        "role in a box", TIES,
        "{en-CA: kept, es-MX: cumplido}",
        '{en-CA: "{obs}`tunnels@2031`", es-MX: cumplido}',
        "P010", 96, 61,
    ),
    Corruption(
        "lines of own rows", "charts/ties.yaml",
        '  total: "true"\n',
        '  total: "true"\n  lines: "2"\n',
        "C003", 49, 10,
    ),
)
COAST, FIXES = "data/indicators/coast.yaml", "data/corrections.yaml"


def _vintage(name: str, typed: str, code: str, column: int) -> Corruption:
    return Corruption(name, COAST, '{vintages: {"2031-03": "2800", "2031-11": "2900"}}', typed, code, 6, column)


VINTAGES = (
    _vintage("no vintages", "{vintages: {}}", "D012", 96),
    _vintage("vintage dated in words", '{vintages: {"March": "2800"}}', "D016", 108),
    _vintage("vintage with a comma", '{vintages: {"2031-03": "2,800"}}', "D014", 119),
    _vintage("status beside vintages", '{vintages: {"2031-03": "2800"}, status: final}', "D010", 128),
    _vintage("vintage dated twice", '{vintages: {"2031-03": {value: "2800", vintage: "2031-04"}}}', "D012", 119),
    _vintage("unknown field of a vintage", '{vintages: {"2031-03": {value: "2800", state: final}}}', "D010", 135),
    _vintage("list of vintages", '{vintages: ["2800"]}', "D009", 108),
    _vintage("one value for vintages", '{vintages: "2800"}', "D009", 107),
    _vintage("two vintages of one date", '{vintages: {"2031-03": "2800", "2031-03": "2900"}}', "D004", 127),
    _vintage("value published yesterday", '{value: "2800", vintage: yesterday}', "D016", 121),
    Corruption("correction to the same value", FIXES, 'value: "3400"', 'value: "3300"', "D012", 2),
    Corruption("correction that nobody decided", FIXES, "  decided_by: reef_bureau\n", "", "D011", 2),
    Corruption("correction decided by nobody known", FIXES, "decided_by: reef_bureau", "decided_by: nobody", "D023", 6, 15),
    Corruption("correction decided in a month", FIXES, 'date: "2031-12-05"', "date: 2031-12", "D016", 7, 9),
    Corruption("correction without a value", FIXES, '  value: "3400"\n', "", "D011", 2),
    Corruption("reason with a number", FIXES, "The census left", "The census of 12 left", "D031", 5, 19),
    Corruption("brief of a day that no calendar has", "briefs/tides/brief.yaml", "source: tide_report",
               'source: tide_report\nas_of: "2031-02-30"', "D016", 6, 8),
)
FAMILIES = (NUMBERS, TIMES, FIELDS, SYNTAX, PROSE, FINDINGS, TOGETHER, VINTAGES)
CORRUPTIONS = tuple(corruption for family in FAMILIES for corruption in family)
SAMPLE = frozenset(
    {*{corruption.code: corruption for corruption in CORRUPTIONS}.values(),
     *(corruption for family in FAMILIES for corruption in family[::4])}
)
"""Those that are tried without the slow tests too: every fourth of a family, and one of each code."""
