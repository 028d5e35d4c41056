"""Setting: one brief in one locale while it is being set; runs of text become HTML, and what is printed is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from briefgen.compose.citations import Note, note_html, sources_of
from briefgen.diagnostics import Location
from briefgen.language.locale import Locale
from briefgen.language.names import NameForm, list_text, name_text
from briefgen.language.numbers import Form, quantity_text
from briefgen.language.periods import date_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.finding import Finding, Quantity
from briefgen.model.reference import QuantityIndex
from briefgen.prose.blocks import NAME_ROLES, QUANTITY_ROLES, Block, Emphasis, Inline, Reference, Strong, Text, references
from briefgen.prose.references import collection
from briefgen.prose.sharing import elsewhere, points_elsewhere

LONGEST_PAIR = 12
TITLE_HERE, PAGE_HERE = "\ue000", "\ue001"
"""Characters of no language, which stand in a message for what is put there as HTML."""
_SPACE_BEFORE_ELEMENT = re.compile(r" (?=<(?!/))")
_LAST_WORDS = re.compile(r"(?:[^\s<>]{1,14} (?=[^\s<>]{1,7}$))?[^\s<>]+$")
_OPENING = re.compile(r"^((?:<p[^>]*>)?)([“«‘])")
_HYPHENATED = re.compile(r"\b[^\W\d_]{1,3}-[^\W\d_]+")
_SET_APART = re.compile(
    r"(?P<acronym>(?<![\w-])(?:[A-ZÁÉÍÓÚÑ]{2,}[0-9]*|[A-Z][0-9]+(?:[A-Z][0-9]*)*)(?![\w$]))"
    r"|(?<=[\w,;:(«“] )[A-ZÁÉÍÓÚÑ][^\W\d_]{5,}"
    r"|(?P<hyphened>\b[^\W\d_]-[^\W\d_]+)"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A quantity on a page: where (`anchor` is an id of the HTML), which, in which words, and in which locale.

    `place` is where the prose asks for it (`file:line:column`; empty on a folder's own leaves), `exhibit` the chart or table
    that it stands in.
    """

    anchor: str
    quantity: str
    text: str
    locale: str
    place: str = ""
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The place of a chart or table in a brief: its kind's message and its number, the same in every locale."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in another brief: that brief's title, the section's own (empty: the whole brief), and the page.

    A place that has no page yet is linked to by `anchor`, for a document in which both stand; one that has neither is named
    by its title, as in a document that goes with no one edition of the other.
    """

    brief: str
    title: str
    page: str
    anchor: str = ""


@dataclass
class Setting:
    """The state of setting: mentions so far, notes so far, quantities printed so far.

    `rows` counts the rows of numbered tables, and `rows_of` gives for each actor the numbers of those that name it. `within`
    is the directive of the chart or table that is being set. `ranked` notes name their sources in the order of the data, so
    that those of two languages lie side by side.
    """

    relationship: Relationship
    index: QuantityIndex
    locale: Locale
    exhibits: Mapping[str, Exhibit]
    titles: Mapping[str, str]
    main_source: str
    elsewhere: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    rows_of: dict[str, list[int]] = field(default_factory=dict)
    rows: int = 0
    within: Block | None = None
    ranked: bool = False

    def html(self, inlines: tuple[Inline, ...], *, running: bool) -> Markup:
        """A run of text as HTML. Running text has acronyms in small capitals and introduces names; headings do neither."""
        return held_spaces(Markup("").join(self._inline(inline, running=running) for inline in _joined(inlines)))

    def _inline(self, inline: Inline, *, running: bool) -> Markup:
        if isinstance(inline, Text):
            return self.words(inline.text, small_capitals=running)
        if isinstance(inline, Emphasis):
            return Markup("<em>{}</em>").format(self.html(inline.children, running=running))
        if isinstance(inline, Strong):
            return Markup("<strong>{}</strong>").format(self.html(inline.children, running=running))
        return self._reference(inline, running=running)

    def words(self, text: str, *, small_capitals: bool) -> Markup:
        """Words in the locale's typography; in running text acronyms in small capitals, and proper names never hyphenated."""
        set_words = set_text(text, self.locale)
        if not small_capitals:
            return Markup(escape(set_words))
        parts, at = [], 0
        for match in _SET_APART.finditer(set_words):
            kind = "sc" if match["acronym"] else "together" if match["hyphened"] else "name"
            parts += [Markup(escape(set_words[at:match.start()])), Markup('<span class="{}">{}</span>').format(kind, match[0])]
            at = match.end()
        return Markup("").join([*parts, Markup(escape(set_words[at:]))])

    def _reference(self, reference: Reference, *, running: bool) -> Markup:
        if reference.role in QUANTITY_ROLES:
            return self.quantity(reference)
        if reference.role in NAME_ROLES:
            return Markup('<span class="name">{}</span>').format(
                self.words(self._name(reference, running=running), small_capitals=running)
            )
        if reference.role == "count":
            counted = len(collection(self.relationship, reference.target) or ())
            words = self._count(counted, reference.form)
            return Markup('<data value="{}" data-count="{}">{}</data>').format(counted, reference.target, words)
        if points_elsewhere(reference) or reference.role == "brief":
            return self._elsewhere(reference)
        if reference.role == "ref":
            return self._link(reference)
        return Markup("")

    def _count(self, counted: int, form: str) -> str:
        numbers = self.locale.rules.numbers
        return {"words": numbers.words, "words_f": numbers.words_feminine}[form][counted] if form != "number" else str(counted)

    def _link(self, reference: Reference) -> Markup:
        if reference.target in self.exhibits:
            exhibit = self.exhibits[reference.target]
            text = f"{self.locale.message(exhibit.kind)}\u00a0{exhibit.number}"
            if reference.form == "title":
                text = self.titles[reference.target]
            return Markup('<a class="ref" href="#{}">{}</a>').format(reference.target, text)
        return Markup('<a class="ref" href="#{}">{}</a>').format(reference.target, self.titles[reference.target])

    def _elsewhere(self, reference: Reference) -> Markup:
        """Another brief's title in italics, with the page where the reference names a place in it."""
        if reference.role == "brief":
            return Markup('<cite class="brief">{}</cite>').format(self.elsewhere[reference.target, ""].brief)
        place = self.elsewhere[elsewhere(reference)]
        title = Markup('<cite class="brief">{}</cite>').format(place.brief)
        unpaged = not (place.page or place.anchor)
        if place.title and (unpaged or reference.form == "title"):
            title = Markup("{}, {}").format(self.locale.message("quoted", text=place.title), title)
        if unpaged:
            return title
        page = place.page or Markup('<a class="page-of" href="#{}"></a>').format(place.anchor)
        text = Markup(escape(self.locale.message("ref_elsewhere", title=TITLE_HERE, page=PAGE_HERE)))
        return text.replace(TITLE_HERE, title).replace(PAGE_HERE, page)

    def whom(self, issue_id: str) -> tuple[str, str]:
        """Whom an issue concerns: the levels of government, side by side, and the interest groups as a list in words."""
        issue, message = self.relationship.issues[issue_id], self.locale.message
        levels = " · ".join(message(f"level_{level}") for level in issue.levels)
        groups = list_text(tuple(message(f"group_{group}") for group in issue.groups), self.locale)
        return levels, groups

    def _name(self, reference: Reference, *, running: bool) -> str:
        table = getattr(self.relationship, NAME_ROLES[reference.role])
        target, _, part = reference.target.partition(".")
        record = table[target]
        if part:
            parts = (p for name in ("parts", "areas", "projects") for p in getattr(record, name, ()) if p.id == part)
            return str(next(parts).name[self.locale.tag])
        if reference.form == "date":
            date = next(d for name in ("date", "created", "announced") if (d := getattr(record, name, None)))
            return date_text(date, self.locale, short=False)
        if reference.form == "whom":
            return "; ".join(self.whom(reference.target))
        if reference.form == "office":
            return str(record.office[self.locale.tag])
        form = NameForm(reference.form)
        if not running and form is NameForm.AUTO:
            form = (
                NameForm.NAME if record.id not in self.mentioned or not getattr(record, "acronym", None) else NameForm.ACRONYM
            )
        named = name_text(record, self.locale, frozenset(self.mentioned), form)
        if running:
            self.mentioned.add(record.id)
        return named.text

    def quantity(self, reference: Reference) -> Markup:
        """A quantity in the form that is asked for, with its value and its reference in the HTML."""
        quantity = self.index.resolve(reference.target)
        text = self.quantity_text(quantity, reference.form)
        anchor = self.write_down(quantity, text, reference.location)
        return Markup('<data id="{}" value="{}" data-obs="{}">{}</data>').format(
            anchor, f"{quantity.amount:f}", quantity.id, text
        )

    def write_down(self, quantity: Quantity, text: str, place: Location) -> str:
        """Notes that a quantity is printed in some words, and gives the id that the HTML must carry there."""
        anchor = f"q{len(self.printed) + 1}"
        self.printed.append(self.printed_at(anchor, quantity.id, text, place))
        return anchor

    def printed_at(self, anchor: str, quantity: str, text: str, place: Location) -> Printed:
        """A quantity as printed; in a chart or a table its place is that of the directive that shows it."""
        if self.within:
            return Printed(anchor, quantity, text, self.locale.tag, str(self.within.location), self.within.argument)
        return Printed(anchor, quantity, text, self.locale.tag, str(place))

    def quantity_text(self, quantity: Quantity, form: str) -> str:
        """The words for a quantity; a finding's wording is the one that its guard allows."""
        if form == "wording" and isinstance(quantity, Finding) and quantity.wording:
            return quantity.wording[self.locale.tag]
        if form == "unqualified":
            return quantity_text(quantity, self.locale, Form.PROSE, qualified=False)
        return quantity_text(quantity, self.locale, Form(form), qualified=form != "number")

    def note(self, blocks: tuple[Block, ...]) -> Markup:
        """The marker of a note with the sources of everything in some blocks; empty if there is nothing to trace."""
        found = [r for block in blocks for inner in block.walk() for r in references(inner.inlines)]
        quantities = [self.index.resolve(r.target) for r in found if r.role in QUANTITY_ROLES]
        cited = [r.target for r in found if r.role == "cite"]
        for source in cited:
            self.sources[source] = None
        cited = [source for source in cited if source != self.main_source]
        if not quantities and not cited:
            return Markup("")
        return self.note_for(quantities, cited)

    def note_for(self, quantities: list[Quantity], cited: list[str]) -> Markup:
        """The marker of a note for quantities and cited sources; a source is given in full the first time."""
        if self.ranked:
            rank = list(self.relationship.sources).index
            quantities = sorted(quantities, key=lambda one: (min(map(rank, sources_of([one]))), one.id))
        html = note_html(quantities, dict.fromkeys(cited), self.relationship, self.locale, self.given)
        number = len(self.notes) + 1
        for source in sources_of(quantities, cited):
            self.sources[source] = None
            self.given.setdefault(source, number)
        self.notes.append(Note(number, html))
        title = self.locale.message("note_again", number=str(number))
        return Markup('<a class="note-mark" id="mark-{0}" href="#note-{0}" title="{1}">{0}</a>').format(number, title)


def _joined(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without the space that stands before a citation, which prints nothing."""
    made: list[Inline] = []
    for number, inline in enumerate(inlines):
        following = inlines[number + 1] if number + 1 < len(inlines) else None
        if isinstance(inline, Text) and isinstance(following, Reference) and following.role == "cite":
            inline = Text(inline.text.rstrip())
        made.append(inline)
    return tuple(made)


def held_spaces(html: Markup) -> Markup:
    """The same HTML with a space before an element in an element of its own.

    The engine measures a stretch of text with the space at its end; where only that space does not fit, it believes that
    nothing fits, and hyphenates the first word of the stretch in the middle of the line.
    """
    return Markup(_SPACE_BEFORE_ELEMENT.sub("<span> </span>", str(html)))


def with_note(html: Markup, note: Markup) -> Markup:
    """A run of text with its note's marker, which never begins a line; a short last word does not
    stand on a line alone, and none is broken."""
    text = str(html)
    match = _LAST_WORDS.search(text)
    if not match:
        return html + note
    return held_spaces(Markup(f'{text[:match.start()]}<span class="together">{match[0]}{note}</span>'))


def display_title(text: str) -> Markup:
    """A title set large: its last line has two words at least, where two short ones end it."""
    words = text.split(" ")
    last = " ".join(words[-2:])
    if len(words) < 4 or len(last) > LONGEST_PAIR:
        return hung(held_words(text))
    return hung(held_spaces(held_words(" ".join(words[:-2]) + " ") + Markup('<span class="together">{}</span>').format(last)))


def hung(html: Markup) -> Markup:
    """Display text with the opening quotation mark that it begins with outside its left edge.

    The engine hangs no punctuation of its own; in running text the mark stays within the column.
    """
    return Markup(_OPENING.sub(_outside, str(html)))


def _outside(match: re.Match[str]) -> str:
    kind = "hung hung-single" if match[2] == "‘" else "hung"
    return f'{match[1]}<span class="{kind}">{match[2]}</span>'


def held_words(text: str) -> Markup:
    """Display text in which a word with a short first part, such as co-operation, is not broken at its hyphen."""
    return Markup(_HYPHENATED.sub(r'<span class="together">\g<0></span>', str(escape(text))))
