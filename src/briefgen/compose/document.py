"""The document: a brief's blocks become HTML through its templates, in reading order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import jinja2
from markupsafe import Markup

from briefgen.compose.bibliography import bibliography
from briefgen.compose.citations import source_html
from briefgen.compose.composer import Composer, people_of
from briefgen.compose.drift import drifted
from briefgen.compose.exhibits import inlines_of, own_first
from briefgen.compose.setting import Exhibit, Place, Printed, Setting, display_title, held_words, hung
from briefgen.language.locale import Locale
from briefgen.language.periods import day_text, period_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Brief, BriefKind, Relationship
from briefgen.model.drawing import Drawing
from briefgen.model.period import parse_period
from briefgen.model.reference import QuantityIndex
from briefgen.prose.blocks import Directive, Prose

PAGE, MACROS = "page.html.j2", "blocks.html.j2"
BODIES: Mapping[BriefKind, str] = {
    BriefKind.BACKGROUNDER: "book.html.j2", BriefKind.TOPIC_BRIEF: "sheet.html.j2", BriefKind.SCORECARD: "sheet.html.j2",
    BriefKind.SYNTHESIS: "paper.html.j2", BriefKind.DIRECTORY: "paper.html.j2",
    BriefKind.RECONCILIATION: "sheet.html.j2",
}
"""The template of each kind: a book has a cover and a contents, a paper a masthead, a sheet a masthead and two pages."""

NOWHERE: Mapping[tuple[str, str], Place] = MappingProxyType({})
_ANCHOR = re.compile(
    r' (?:id|aria-labelledby|data-grid|data-block|data-quantity)="|(?<!class="page-of") href="#|"briefgen:charts/'
)
"""What names a place or a file of the brief's own; a page of another brief is named in full already."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A brief's page in one locale: the HTML, what is printed in it, and which exhibits and sources it uses.

    `body` is what stands within `html`, for a document that holds several briefs.
    """

    html: str
    body: str
    printed: tuple[Printed, ...]
    charts: tuple[str, ...]
    sources: tuple[str, ...]
    words: int


def page_environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """The environment in which every page is filled in: everything is escaped, and nothing may be missing."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return environment


def compose_brief(
    brief: Brief,
    prose: Prose,
    relationship: Relationship,
    index: QuantityIndex,
    locale: Locale,
    drawings: Mapping[str, Drawing],
    templates: Mapping[str, str],
    drift: Mapping[str, int],
    version: str,
    *,
    elsewhere: Mapping[tuple[str, str], Place] = NOWHERE,
    imprint: tuple[str, ...] = (),
) -> Composed:
    """One HTML page. `drift` moves an exhibit so many paragraphs down, where the page has no room for it.

    `elsewhere` gives the places in other briefs that the prose names, by brief and label; `imprint` are lines of the look.
    """
    environment = page_environment(templates)
    setting = setting_of(brief, prose, relationship, index, locale, elsewhere)
    composer = Composer(setting, drawings, environment.get_template(MACROS).module, brief)
    sections = composer.sections(drifted(prose.blocks, drift))
    context = context_of(brief, prose, setting, version, imprint)
    body = environment.get_template(BODIES[brief.kind]).render(
        sections=sections, entries=composer.entries, notes=tuple(setting.notes),
        sources=bibliography((*setting.sources, brief.source), relationship, locale, templates),
        figures=composer.figures, **context,
    )
    html = environment.get_template(PAGE).render(body=Markup(body), **context)
    return Composed(html, body, tuple(setting.printed), tuple(composer.drawn), tuple(setting.sources), words_of(prose))


def setting_of(
    brief: Brief, prose: Prose, relationship: Relationship, index: QuantityIndex, locale: Locale,
    elsewhere: Mapping[tuple[str, str], Place],
) -> Setting:
    """A brief in one locale before anything of it is set; the titles that its references print are known."""
    numbered = numbered_exhibits(prose)
    titles = titles_of(prose, Setting(relationship, index, locale, numbered, {}, brief.source, elsewhere))
    return Setting(relationship, index, locale, numbered, titles, brief.source, elsewhere)


def prefixed(composed: Composed, prefix: str) -> Composed:
    """The same brief with every id, and every link to one, behind a prefix, so that it can stand beside others."""
    return replace(
        composed, body=behind(composed.body, prefix), charts=tuple(prefix + name for name in composed.charts),
        printed=tuple(replace(one, anchor=prefix + one.anchor) for one in composed.printed),
    )


def behind(body: str, prefix: str) -> str:
    """HTML with every id, link to one, mark and chart behind a prefix."""
    return _ANCHOR.sub(lambda match: match[0] + prefix, body)


def numbered_exhibits(prose: Prose) -> dict[str, Exhibit]:
    """Each chart and table with its number: counted in reading order, so that it is the same in every locale."""
    counts = {"figure": 0, "table": 0}
    numbered = {}
    for block in prose.walk():
        if block.directive in (Directive.CHART, Directive.TABLE):
            kind = "figure" if block.directive is Directive.CHART else "table"
            counts[kind] += 1
            numbered[block.argument] = Exhibit(kind, counts[kind])
    return numbered


def titles_of(prose: Prose, setting: Setting) -> dict[str, str]:
    """The titles that a cross-reference can print: of sections and headings, and of the exhibits shown."""
    titles = {b.label: str(setting.html(b.inlines, running=False).striptags()) for b in prose.walk() if b.label}
    for name in setting.exhibits:
        exhibit = setting.relationship.charts.get(name) or setting.relationship.tables[name]
        titles[name] = str(setting.html(inlines_of(exhibit.title, setting), running=False).striptags())
    return titles


def places_in(prose: Prose, relationship: Relationship, index: QuantityIndex, locale: Locale) -> dict[str, str]:
    """What another brief can refer to in a prose, by label: the titles of its sections, headings and exhibits."""
    return titles_of(prose, Setting(relationship, index, locale, numbered_exhibits(prose), {}, ""))


def words_of(prose: Prose) -> int:
    """How many words a prose has."""
    return sum(len(block.words.split()) for block in prose.walk() if block.directive is None)


def context_of(brief: Brief, prose: Prose, setting: Setting, version: str, imprint: tuple[str, ...]) -> dict[str, Any]:
    """What a template knows of a brief in one locale besides its prose."""
    locale, project = setting.locale, setting.relationship.project
    initiative = setting.relationship.initiatives[brief.initiative]
    conveners = own_first(initiative.conveners, setting)

    def message(msgid: str, **values: str) -> str:
        return set_text(locale.message(msgid, **values), locale)

    return {
        "m": message,
        "locale": locale,
        "lang": locale.tag,
        "slug": brief.slug,
        "description": prose.front.subject,
        "keywords": ", ".join(prose.front.keywords),
        "title": set_text(prose.front.title, locale),
        "cover_title": display_title(set_text(prose.front.title, locale)),
        "standfirst": hung(held_words(set_text(prose.front.standfirst, locale))),
        "kind": message(brief.kind.value),
        "kind_name": brief.kind.value,
        "theme": project.themes[brief.theme][locale.tag] if brief.theme else "",
        "project": project,
        "initiative": initiative.model_copy(update={"conveners": conveners}),
        "actors": setting.relationship.actors,
        "version": version,
        "as_of": day_text(project.as_of, locale, short=False),
        "as_of_month": _month(project.as_of, locale),
        "year": str(project.as_of.year),
        "main_source": source_html(setting.relationship.sources[brief.source], setting.relationship, locale),
        "publisher": project.publisher[locale.tag],
        "imprint": imprint,
        "people": people_of(initiative, setting),
    }


def _month(day: datetime.date, locale: Locale) -> str:
    return period_text(parse_period(f"{day.year}-{day.month:02d}"), locale, short=False)
