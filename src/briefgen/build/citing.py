"""Citing: the style and the terms that the bibliographies of a project are set in, and what the check can know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.build.door import Door
from briefgen.compose.citation_style import FIELDS, STYLE, CitationStyle, NotAStyle, missing_terms, read_style, read_terms
from briefgen.diagnostics import Diagnostic, Location
from briefgen.load import Loaded
from briefgen.load.documents import decode
from briefgen.model.source import Source


def own_styles(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The citation styles of the project's own: one at most is right."""
    return tuple(name for name in sorted(files) if name.startswith("styles/") and name.endswith(".csl"))


def citation_templates(door: Door) -> dict[str, str]:
    """The style and the terms of each locale, by the names that composing knows; the project's own take the package's place."""
    found = {name: text for name, text in door.templates.items() if name == STYLE or name.endswith(".xml")}
    for name in own_styles(door.files)[:1]:
        found[STYLE] = decode(name, door.files[name])[0] or ""
    for name, content in door.files.items():
        if name.startswith("locales/") and name.endswith(".xml"):
            found[name.removeprefix("locales/")] = decode(name, content)[0] or ""
    return found


def check_citations(door: Door, loaded: Loaded) -> Iterator[Diagnostic]:
    """Whether the style can be read, every locale has its terms, and every source can be set with all its fields."""
    own = own_styles(door.files)
    terms = [f"locales/{tag}.xml" for tag in loaded.relationship.project.locales if f"locales/{tag}.xml" in door.files]
    broken = [problem for name in (*own, *terms) for problem in decode(name, door.files[name])[1]]
    yield from broken
    for name in own[1:]:
        yield Diagnostic("R006", Location(name), f"expected one citation style, found this one beside {own[0]}", "keep one")
    if broken:
        return
    templates, place = citation_templates(door), own[0] if own else STYLE
    try:
        style = read_style(templates[STYLE])
    except NotAStyle as error:
        yield Diagnostic("R006", Location(place, error.line, error.column), error.message,
                         "take an independent style of citationstyles.org, or remove the file for briefgen's own")
        return
    tags = tuple(tag for tag in loaded.relationship.project.locales if tag in door.locales)
    yield from _check_terms(style, templates, tags, place)
    yield from _check_sources(style, loaded, place)


def _check_terms(
    style: CitationStyle, templates: Mapping[str, str], tags: tuple[str, ...], place: str
) -> Iterator[Diagnostic]:
    for tag in tags:
        file = Location(f"locales/{tag}.xml")
        if f"{tag}.xml" not in templates:
            yield Diagnostic("R005", file, f"expected the terms of citations in {tag}, found none",
                             "write them as a CSL locale; those of other languages are at citationstyles.org")
            continue
        try:
            terms = read_terms(templates[f"{tag}.xml"])
        except NotAStyle as error:
            yield Diagnostic("R005", Location(file.file, error.line, error.column), error.message, "see docs/authoring.md")
            continue
        if lacking := missing_terms(style, terms, tag):
            yield Diagnostic("R005", file, f"expected the terms that {place} needs in {tag}, found no {', '.join(lacking[:6])}",
                             f"write a file locales/{tag}.xml that has them, or a <locale> in the style")


def _check_sources(style: CitationStyle, loaded: Loaded, place: str) -> Iterator[Diagnostic]:
    for key, source in loaded.relationship.sources.items():
        if lacking := _left_out(source, style):
            fields = ", ".join(f"\"{name}\"" for name in lacking)
            yield Diagnostic("D049", loaded.places.of("sources", key), f"expected fields that {place} prints, found {fields}",
                             "take another style, or one that has them; or remove them")


def _left_out(source: Source, style: CitationStyle) -> list[str]:
    """The fields of a source that the style prints nowhere, as the file spells them; a DOI is as good as an address."""
    given = {name for name in FIELDS if getattr(source, name)}
    if source.doi and source.url and style.variables & {"DOI", "URL"}:
        given -= {"doi", "url"}
    lacking = [name for name in FIELDS if name in given and FIELDS[name] not in style.variables]
    return [Source.model_fields[name].alias or name for name in lacking]
