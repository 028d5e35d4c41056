"""Pack: a meeting's folder as one page: its own leaves in all languages side by side, then the briefs that it hands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.compose.citations import source_line, sources_of
from briefgen.compose.corrections import corrected_texts
from briefgen.compose.document import PAGE, Composed, page_environment
from briefgen.compose.exhibits import NOTHING
from briefgen.compose.setting import PAGE_HERE, TITLE_HERE, Printed
from briefgen.language.locale import Locale
from briefgen.language.numbers import Form, quantity_text
from briefgen.language.periods import date_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.meeting import KeyNumber, Meeting, Participant, Sitting
from briefgen.model.reference import QuantityIndex

PACK = "pack.html.j2"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A brief in the folder: its title and kind, its language and that language's name, its body, where it begins."""

    slug: str
    title: str
    kind: str
    tag: str
    language: str
    anchor: str
    composed: Composed


@dataclass(frozen=True, slots=True)
class Leaf:
    """The words of the folder's own pages in one language."""

    tag: str
    title: str
    when: str
    place: str
    purpose: str
    heads: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of words in one language: what it says, and in smaller type what else there is to it."""

    tag: str
    text: Markup
    more: Markup = NOTHING
    anchor: str = ""
    value: str = ""
    quantity: str = ""


HEADS = (
    "meeting_folder", "contents", "agenda", "delegations", "key_numbers", "purpose", "example_mark", "example_note",
    "crib_head",
)


def compose_pack(
    meeting: Meeting, enclosed: tuple[Enclosed, ...], relationship: Relationship, index: QuantityIndex,
    locales: tuple[Locale, ...], templates: Mapping[str, str], version: str,
) -> Composed:
    """One HTML page for the whole folder; the briefs in it have ids of their own already."""
    printed: list[Printed] = []
    crib = tuple(_crib(meeting, index, locales, printed))
    shown = [index.resolve(number.value) for number in meeting.key_numbers]
    sources = sources_of(shown)
    lines = (" ".join((source_line(sources, relationship, one), *corrected_texts(shown, relationship, one))) for one in locales)
    leaves = tuple(_leaf(meeting, locale, line) for locale, line in zip(locales, lines, strict=True))
    context = {
        "meeting": meeting, "leaves": leaves, "lang": locales[0].tag, "version": version,
        "title": " / ".join(dict.fromkeys(leaf.title for leaf in leaves)),
        "publisher": relationship.project.publisher[locales[0].tag],
        "description": leaves[0].purpose, "keywords": "", "enclosed": enclosed, "crib": crib,
        "agenda": tuple((one.begins, tuple(_sitting(one, enclosed, relationship, locales))) for one in meeting.agenda),
        "delegations": tuple(_delegations(meeting, relationship, locales)),
    }
    environment = page_environment(templates)
    body = environment.get_template(PACK).render(**context)
    html = environment.get_template(PAGE).render(body=Markup(body), **context)
    printed += [one for brief in enclosed for one in brief.composed.printed]
    charts = tuple(name for brief in enclosed for name in brief.composed.charts)
    used = tuple(dict.fromkeys((*sources, *(s for brief in enclosed for s in brief.composed.sources))))
    return Composed(html, body, tuple(printed), charts, used, sum(brief.composed.words for brief in enclosed))


def _leaf(meeting: Meeting, locale: Locale, source: str) -> Leaf:
    def words(text: str) -> str:
        return set_text(text, locale)

    tag = locale.tag
    return Leaf(
        tag, words(meeting.title[tag]), date_text(meeting.date, locale, short=False), words(meeting.place[tag]),
        words(meeting.purpose[tag]), {name: words(locale.message(name)) for name in HEADS}, words(source),
    )


def _sitting(
    sitting: Sitting, enclosed: tuple[Enclosed, ...], relationship: Relationship, locales: Iterable[Locale]
) -> Iterator[Cell]:
    """An entry of the agenda in each language, with who opens it and which briefs belong to it, and where they begin."""
    for locale in locales:
        title, opener = sitting.title[locale.tag], sitting.opened_by
        who = locale.message("opened_by", who=relationship.actors[opener].name[locale.tag]) if opener else ""
        briefs = tuple(_begins(slug, enclosed, locale) for slug in sitting.briefs)
        yield Cell(locale.tag, _words(title, locale), Markup("<br>").join((*([_words(who, locale)] if who else []), *briefs)))


def _begins(slug: str, enclosed: tuple[Enclosed, ...], locale: Locale) -> Markup:
    """The title of a brief of the folder and its page: in the reader's language, or in the one that the folder has it in."""
    held = [brief for brief in enclosed if brief.slug == slug]
    brief = next((one for one in held if one.tag == locale.tag), held[0])
    title = Markup('<cite class="brief" lang="{}">{}</cite>').format(brief.tag, brief.title)
    text = Markup(escape(locale.message("ref_elsewhere", title=TITLE_HERE, page=PAGE_HERE)))
    return text.replace(TITLE_HERE, title).replace(PAGE_HERE, Markup('<a class="page-of" href="#{}"></a>').format(brief.anchor))


def _delegations(
    meeting: Meeting, relationship: Relationship, locales: tuple[Locale, ...]
) -> Iterator[tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]]:
    """Each delegation: who it comes for in each language, and its participants in each language."""
    for delegation in meeting.delegations:
        party = relationship.actors[delegation.party]
        heads = tuple(Cell(locale.tag, _words(party.name[locale.tag], locale)) for locale in locales)
        rows = tuple(
            tuple(_participant(one, relationship, locale) for locale in locales) for one in delegation.participants
        )
        yield heads, rows


def _participant(one: Participant, relationship: Relationship, locale: Locale) -> Cell:
    body = relationship.actors[one.body].name[locale.tag] if one.body else ""
    office = one.office[locale.tag]
    text = f"{one.name}, {office}" if one.name else office
    return Cell(locale.tag, _words(text, locale), _words(body, locale))


def _crib(
    meeting: Meeting, index: QuantityIndex, locales: tuple[Locale, ...], printed: list[Printed]
) -> Iterator[tuple[Cell, ...]]:
    """Each key number in each language: the words for the value, and what it is."""
    for place, number in enumerate(meeting.key_numbers, 1):
        yield tuple(_key_number(number, f"crib-{place}-{locale.tag}", index, locale, printed) for locale in locales)


def _key_number(
    number: KeyNumber, anchor: str, index: QuantityIndex, locale: Locale, printed: list[Printed]
) -> Cell:
    quantity = index.resolve(number.value)
    text = quantity_text(quantity, locale, Form.PROSE, qualified=True)
    printed.append(Printed(anchor, quantity.id, text, locale.tag))
    caption = _words(number.caption[locale.tag], locale)
    return Cell(locale.tag, Markup(escape(text)), caption, anchor, f"{quantity.amount:f}", quantity.id)


def _words(text: str, locale: Locale) -> Markup:
    return Markup(escape(set_text(text, locale)))
