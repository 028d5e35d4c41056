"""Gallery: every chart of a project at every width, in every language, in colour and in grey, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import partial

from markupsafe import Markup

from briefgen.compose.document import PAGE, page_environment
from briefgen.language.locale import Locale
from briefgen.language.numbers import tick_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.model.tokens import PageTokens

GALLERY = "gallery.html.j2"
_CAPTION = Decimal(2)  # lines of the page that a picture's caption and the white around it take


@dataclass(frozen=True, slots=True)
class Hanging:
    """A chart as it hangs in the gallery: its drawing, where the picture is found, at which width and in which inks.

    `share` is how large it hangs, in parts of its own size: one that is taller than a page hangs as large as a page allows.
    """

    drawing: Drawing
    path: str
    width: str
    grey: bool
    share: Decimal = Decimal(1)

    @property
    def style(self) -> str:
        """The size that it hangs in."""
        width, height = (Decimal(str(length)) * self.share for length in (self.drawing.width, self.drawing.height))
        return f"width:{width:.4g}pt;height:{height:.4g}pt"


@dataclass(frozen=True, slots=True)
class Wall:
    """All drawings of one chart in one language."""

    chart: str
    kind: str
    title: str
    tag: str
    hangings: tuple[Hanging, ...]


def share_on(page: PageTokens, drawing: Drawing) -> Decimal:
    """How large a drawing can hang on a page, in whole hundredths: 1 at most."""
    room = page.trim.height - page.margins.top - page.margins.bottom - _CAPTION * page.baseline
    return min(Decimal(1), (room / Decimal(str(drawing.height))).quantize(Decimal("0.01"), ROUND_DOWN))


def compose_gallery(
    walls: tuple[Wall, ...], relationship: Relationship, locales: tuple[Locale, ...], templates: Mapping[str, str],
    version: str, base: str, style: str,
) -> str:
    """One HTML page. `base` stands before the path of each picture; `style` is put into the page itself, for a browser."""
    first = locales[0]
    name = set_text(relationship.project.name[first.tag], first)
    context = {
        "walls": walls, "base": base, "style": Markup(style), "lang": first.tag, "heading": name,
        "title": f"{name}: {first.message('gallery')}", "publisher": relationship.project.publisher[first.tag],
        "description": first.message("gallery"), "keywords": "", "version": version,
        "colour": {locale.tag: locale.message("in_colour") for locale in locales},
        "grey": {locale.tag: locale.message("in_grey") for locale in locales},
        "share": {locale.tag: partial(_share_text, locale=locale) for locale in locales},
        "width": {locale.tag: {w.value: locale.message(f"width_{w}") for w in Width} for locale in locales},
    }
    environment = page_environment(templates)
    body = environment.get_template(GALLERY).render(**context)
    return environment.get_template(PAGE).render(body=Markup(body), **context)


def _share_text(share: Decimal, locale: Locale) -> str:
    return tick_text(share * 100, 0, "per_cent", locale)
